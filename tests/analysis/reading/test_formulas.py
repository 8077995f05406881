"""Formulas in a workbook: the stored value counts; a formula without one is told of and the rest is kept."""

import io
import re
import zipfile

import openpyxl
import pytest

from analysis.reading import head_bytes, read_bytes

TEXT, TITLE = "भारत ने कहा है।", "शीर्षक"
HEAD = ("शीर्षक", "पाठ", "दिनांक", "सूत्र")


def workbook(*rows, values=None):
    """Return a workbook of the rows; ``values`` are those stored with the formulas of cells, none else."""
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(raw := io.BytesIO())
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            for cell, value in (values or {}).items():
                found = rf'<c r="{cell}"([^>]*)>(<f>.*?</f>)<v ?/>|<c r="{cell}"([^>]*)>(<f>.*?</f>)<v></v>'
                part = re.sub(found, rf'<c r="{cell}" t="str">\2\4<v>{value}</v>', part)
            new.writestr(name, part)
    return out.getvalue()


def read(*rows, values=None):
    readings = list(read_bytes("a.xlsx", workbook(*rows, values=values)))
    return readings, [document for reading in readings for document in reading.documents]


def test_the_value_stored_with_a_formula_is_the_cell():
    formula = '=CONCATENATE("भारत", " ने कहा है।")'
    readings, (one,) = read((TITLE, formula, None), values={"B2": TEXT})
    assert (one.text, one.title) == (TEXT, TITLE) and not readings[0].notes


def test_a_text_that_was_never_calculated_is_told_and_the_other_rows_stay():
    readings, documents = read((TITLE, "=A2&A2", None), ("दूसरा", TEXT, "2025-07-16"))
    assert [document.text for document in documents] == [TEXT]
    told = readings[0]
    assert (told.status, told.error.code, told.place) == ("unreadable", "reading.formula", "Sheet!2")
    for language in ("hi", "en"):
        assert "a.xlsx:Sheet!2" in told.message(language) and "पाठ" in told.message(language)
    assert "=A2" not in told.message("hi")


@pytest.mark.parametrize("values", [None, {"A2": "#REF!"}])
def test_a_title_or_date_without_a_value_is_a_note_and_the_article_is_kept(values):
    readings, (one,) = read(("=C9", TEXT, "=TODAY()"), values=values)
    assert one.text == TEXT and one.title_guessed and one.published is None
    assert [note.code for note in readings[0].notes] == ["reading.formula"] * 2
    assert {note.fields["column"] for note in readings[0].notes} == {"शीर्षक", "दिनांक"}


def test_a_formula_that_gave_nothing_was_calculated():
    readings, (one,) = read(('=IF(1,"","")', TEXT, None), values={"A2": ""})
    assert one.title_guessed and not readings[0].notes


def test_a_formula_in_a_column_nobody_reads_is_no_matter():
    readings, (one,) = read((TITLE, TEXT, None, "=LEN(B2)"))
    assert one.text == TEXT and not readings[0].notes and readings[0].status == "loaded"


def test_the_preview_shows_values():
    head = head_bytes("a.xlsx", workbook((TITLE, "=A2", None), (TITLE, "=A2", None), values={"B2": TEXT}))
    assert [row["पाठ"] for row in head.rows] == [TEXT, ""]
