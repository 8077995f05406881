"""Which row of a table names its columns: found below a title line, told, and never guessed in silence."""

import io
import json

import openpyxl
import pytest

from analysis.cli import main
from analysis.reading import head_bytes, read_bytes
from analysis.reading.header import header_place

TITLE, NAMES = "2024 के लेख", ["शीर्षक", "पाठ", "दिनांक"]
ROWS = [["पहला", "भारत ने कहा है।", "2024-03-05"], ["दूसरा", "रूस ने, और चीन ने कहा है।", "2024-04-06"]]
UNKNOWN = ["क्या", "कथन", "कब"]
LONG = "भारत ने कहा कि बात आगे बढ़ेगी " * 4


def csv_of(rows, sign=","):
    quoted = (sign.join(f'"{cell}"' if sign in cell else cell for cell in row) for row in rows)
    return "".join(f"{row}\n" for row in quoted).encode()


def xlsx_of(*sheets):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{number}")
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                sheet.cell(at, column, cell or None)
    book.save(out)
    return out.getvalue()


def read(name, data, **given):
    """Return the texts read, what was told of the whole table, and what went wrong."""
    readings = list(read_bytes(name, data, **given))
    texts = [document.text for reading in readings for document in reading.documents]
    notes = [
        (note.code, note.fields["row"])
        for one in readings
        if one.status == "note"
        for note in one.notes
        if note.code == "reading.header_row"
    ]
    return texts, notes, [one.error.code for one in readings if one.error]


ABOVE = {
    "one cell": [[TITLE]],
    "cells": [[TITLE, "", ""]],
    "two lines": [[TITLE, "", ""], ["", "", ""], ["मंत्रालय से", "", ""]],
    "a known word": [["समाचार", "", ""]],
    "two cells": [["लेख सूची", "2024", ""]],
    "known words in cells": [["समाचार", "संग्रह", "2024"], ["लेख", "दैनिक", ""]],
    "words of the text and another": [["Article", "Source", ""]],
}


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
@pytest.mark.parametrize("form", ["t.csv", "t.tsv", "semicolon", "t.xlsx"])
def test_the_names_are_found_below_a_title_line_and_told(form, above):
    rows = [*above, NAMES, *ROWS]
    name, data = {
        "t.csv": ("t.csv", csv_of(rows)), "t.tsv": ("t.tsv", csv_of(rows, "\t")),
        "semicolon": ("t.csv", csv_of(rows, ";")), "t.xlsx": ("t.xlsx", xlsx_of(rows)),
    }[form]  # fmt: skip
    sheet = "S1" * (form == "t.xlsx")
    at, *beside = (f"{sheet and 'S1!'}{len(above) + place}" for place in (1, 2, 3))
    row = f"{len(above) + 1}{sheet and ' (S1)'}"
    assert read(name, data) == ([text for _, text, _ in ROWS], [("reading.header_row", row)], [])
    first, *documents = read_bytes(name, data)
    assert documents[0].documents[0].published.isoformat() == ROWS[0][2]
    assert documents[0].place == "–".join(beside)
    assert f"row {row} was taken" in first.message("en") and "शीर्षक, पाठ, दिनांक" in first.message("hi")
    head = head_bytes(name, data)
    assert (
        head.header.number == at
        and head.header.below
        and head.columns == tuple(NAMES)
        and head.rows[0]["शीर्षक"] == "पहला"
    )


@pytest.mark.parametrize("sign", [",", ";", "|"])
def test_names_that_are_not_known_are_found_below_one_cell_alone(sign):
    rows = [[TITLE], UNKNOWN, ["पहला", LONG, "कल"], ["दूसरा", f"{LONG}, फिर", "आज"], ["तीसरा", LONG * 2, "आज"]]
    told = [("reading.header_row", "2")]
    assert read("t.csv", csv_of(rows, sign)) == ([LONG, f"{LONG}, फिर", LONG * 2], told, [])
    assert read("t.xlsx", xlsx_of(rows))[1] == [("reading.header_row", "2 (S1)")]


def test_a_table_of_texts_alone_has_a_title_line_too():
    rows = [[TITLE], ["पाठ"], *([text] for _, text, _ in ROWS)]
    assert read("t.xlsx", xlsx_of(rows)) == (
        [text for _, text, _ in ROWS],
        [("reading.header_row", "2 (S1)")],
        [],
    )


ORDINARY = {
    "known": [NAMES, *ROWS],
    "one known, others empty": [["पाठ", "", ""], ["भारत ने कहा।", "x", "y"]],
    "unknown": [UNKNOWN, ["क", LONG, "ख"], ["शीर्षक", LONG + "पाठ", "दिनांक"]],
    "texts alone": [["समाचार"], ["भारत ने कहा।"], ["रूस ने कहा।"]],
    "no names": [["1", LONG], ["2", f"{LONG} फिर"]],
    "names in a row of data": [["id", "text"], ["text", "title"], ["b", "रूस ने कहा।"]],
}


@pytest.mark.parametrize("rows", ORDINARY.values(), ids=ORDINARY)
def test_where_the_first_row_names_the_columns_nothing_is_told_and_no_row_lost(rows):
    alone = rows is ORDINARY["no names"]
    texts, notes, errors = read("t.csv", csv_of(rows))
    assert (notes, errors) == ([], []) and len(texts) == len(rows) - (not alone)
    assert read("t.xlsx", xlsx_of(rows)) == (texts, [], [])


WITHOUT_NAMES = {
    "texts alone": [[LONG], [f"{LONG} फिर"], [f"{LONG} और"]],
    "an id before": [["a-1", LONG], ["a-2", f"{LONG} फिर"]],
    "known words in cells": [["समाचार", "एजेंसी", LONG], ["लेख", "वेबसाइट", f"{LONG} फिर"]],
    "the end of a sentence": [["1", "भारत ने कहा।"], ["2", LONG * 3]],
}


@pytest.mark.parametrize("rows", WITHOUT_NAMES.values(), ids=WITHOUT_NAMES)
def test_a_table_without_names_loses_no_article(rows):
    for name, data in (("t.csv", csv_of(rows)), ("t.xlsx", xlsx_of(rows))):
        assert read(name, data) == ([row[-1] for row in rows], [], [])
        head = head_bytes(name, data)
        assert head.columns == tuple(map(str, range(1, len(rows[0]) + 1)))
        assert [list(row.values()) for row in head.rows] == rows and not head.header.named


def test_where_nothing_names_the_columns_and_none_is_the_text_no_row_is_called_their_names():
    rows = [["1", "भारत ने कहा।"], ["2", "रूस ने कहा।"]]
    assert read("t.csv", csv_of(rows))[2] == ["reading.no_text_column"]
    assert read("t.csv", csv_of(rows), columns={"text": "2"})[0] == ["भारत ने कहा।", "रूस ने कहा।"]


def test_the_separator_is_that_of_the_line_with_most_names():
    data = b"Article,Source\n" + csv_of([NAMES, *ROWS], ";")
    assert read("t.csv", data) == ([text for _, text, _ in ROWS], [("reading.header_row", "2")], [])


def test_each_sheet_may_be_without_names():
    texts, *told = read("t.xlsx", xlsx_of([["a-1", LONG]], [["b-1", f"{LONG} फिर"], ["b-2", f"{LONG} और"]]))
    assert texts == [LONG, f"{LONG} फिर", f"{LONG} और"] and told == [[], []]


@pytest.mark.parametrize("last", [("पाठ",), ()], ids=["named", "without a name"])
def test_a_column_without_a_name_may_be_the_text(last):
    rows = [
        ["id", "date", *(last or [""])],
        ["a-1", "2024-03-05", LONG],
        ["a-2", "2024-04-06", f"{LONG} फिर"],
    ]
    for name, data in (("t.csv", csv_of(rows)), ("t.xlsx", xlsx_of(rows))):
        assert read(name, data) == ([LONG, f"{LONG} फिर"], [], [])
        assert head_bytes(name, data).guess["text"] == (*last, "3")[0]


def test_cells_beyond_the_names_of_a_sheet_are_columns_and_take_no_other_name():
    rows = [["id", "3"], ["a-1", "x"], ["a-2", "y", LONG], ["a-3", "z", f"{LONG} फिर"]]
    texts, _, errors = read("t.xlsx", xlsx_of(rows))
    assert texts == [LONG, f"{LONG} फिर"] and errors == ["reading.empty"]
    assert head_bytes("t.xlsx", xlsx_of(rows)).columns == ("id", "3", "3 (2)")


def test_a_formula_without_a_value_in_a_column_without_a_name_is_told():
    rows = [["id"], ["a-1", LONG], ["a-2", "=A2&A3"], ["a-3", f"{LONG} फिर"]]
    assert read("t.xlsx", xlsx_of(rows)) == ([LONG, f"{LONG} फिर"], [], ["reading.formula"])
    assert read("t.xlsx", xlsx_of([["id"], ["a-1", "=A2&A3"], *rows[1:2]]))[2] == ["reading.formula"]


def test_the_preview_names_the_row_where_it_is_not_plain():
    def header(rows):
        found = head_bytes("t.csv", csv_of(rows)).header
        return found and (found.number, found.below, found.named)

    assert header([NAMES, *ROWS]) is None and header([["article_text"], [LONG]]) is None
    assert header([UNKNOWN, ["क", LONG, "ख"]]) == ("1", False, True)
    assert header([[TITLE], NAMES, *ROWS]) == ("2", True, True)
    assert header([["1", LONG], ["2", LONG]]) == ("1", False, False)
    two = head_bytes("t.xlsx", xlsx_of([NAMES, ROWS[0]], [[TITLE], NAMES, ROWS[1]]))
    assert two.header.number == "S2!2"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["मूल"], ["कब", "कथन"], ["कल", "बात"]], 1),
        ([["शीर्षक", ""], ["कब", "कथन"], ["कल", "बात"]], 0),  # a known name is no title line
        ([[LONG], ["कब", "कथन"], ["कल", "बात"]], 0),  # nor is an article
        ([["मूल"], ["भारत ने", "कहा।"], ["रूस ने", "कहा।"]], 0),  # the end of a sentence is no name
        ([["मूल"], ["भारत ने", "कहा"], ["रूस ने", "कहा", "फिर"]], 0),  # nor what is wider further down
        ([["मूल"], ["भारत ने", "कहा"], ["रूस ने"]], 0),
        ([["मूल"], ["भारत ने", "", "कहा"], ["रूस ने", "", "कहा"]], 0),
        ([["मूल"], ["भारत ने", "कहा"]], 0),  # names of nothing
        ([["पाठ", "id"], ["शीर्षक", "पाठ"], ["दिनांक", "लेख"]], 0),  # a row of data may hold such words
        ([["टिप्पणी", "text"], ["id", "text"], ["a", "सेना ने कहा"]], 1),  # but has no more of them
        ([["2024", "text"], ["id", "text"], ["शीर्षक", "पाठ", "दिनांक"]], 2),
        ([["text", "x"], ["सेना ने कहा।", "y"], ["id", "text"]], 0),  # nor stands it below an article
        ([["text", "x"], ["id", "text", "सेना ने कहा।"]], 0),  # which is no name either
        ([["text", "x"], ["id", "text", LONG]], 0),
        ([["शीर्षक", "दिनांक"], ["text", "url"]], 0),
        ([["शीर्षक", "दिनांक"], ["id", "source", "url"]], 0),  # without the text
        ([], 0),
    ],
)
def test_a_row_below_the_first_is_taken_only_for_good_reason(rows, place):
    assert header_place(rows) == place


def test_texts_that_are_cut_at_a_comma_are_no_names():
    data = "मूल\nभारत ने, कहा।\nरूस ने, कहा।\nचीन ने, फिर, कहा।\n".encode()
    assert read("t.csv", data)[1:] == ([], ["reading.row_cells"] * 3)
    assert "text,2,3" not in read("t.csv", b"text\na; b; c\nd; e; f\n")[2]
    assert read("t.csv", "text\nभारत ने; कहा; है\nरूस ने; कहा; है\n".encode())[0] == [
        "भारत ने; कहा; है", "रूस ने; कहा; है",
    ]  # fmt: skip


def test_texts_without_names_that_are_cut_at_their_commas_are_refused_and_told():
    def lines(*texts):
        return "".join(f"{text}\n" for text in texts).encode()

    cut = [f"{LONG}, फिर", f"{LONG}, और, फिर", f"{LONG}, और, फिर, कहा।"]
    assert read("t.csv", lines(*cut)) == ([], [], ["reading.row_uneven"] * 3)
    assert head_bytes("t.csv", lines(*cut)).header is None
    assert read("t.csv", lines(LONG, f"{LONG}2", cut[0]))[2] == ["reading.row_uneven"]
    even = [f"{number},{LONG}{number},x" for number in range(3)]
    for row, errors in {
        f"3,{LONG}": ["reading.row_uneven"],
        f"3,{LONG}।": [],  # whole, and what stands behind it is missing
        f"{LONG},3,4,x।": ["reading.row_uneven"],
    }.items():
        texts, _, told = read("t.csv", lines(*even, row))
        assert told == errors and len(texts) == 4 - len(errors)
    assert read("t.csv", lines(f"3,{LONG}।,x,y", *even))[2] == ["reading.row_uneven"]
    assert read("t.csv", lines("id,text", f"1,{LONG}", "2"))[2] == ["reading.empty"]  # named


def test_each_sheet_has_a_header_of_its_own():
    data = xlsx_of([NAMES, ROWS[0]], [[TITLE], NAMES, ROWS[1]])
    assert read("t.xlsx", data) == ([text for _, text, _ in ROWS], [("reading.header_row", "2 (S2)")], [])


def test_what_stands_before_damage_near_the_header_is_read():
    data = csv_of([[TITLE], NAMES, ROWS[0]]) + '"दूसरा,रूस ने कहा।\n'.encode()
    assert read("t.csv", data) == ([ROWS[0][1]], [("reading.header_row", "2")], ["reading.open_quote"])


def test_where_no_column_is_the_text_the_row_of_the_names_is_told():
    (told,) = read_bytes("t.csv", csv_of([[TITLE], ["क", "ख"], ["1", "2"], ["3", "4"]]))
    assert told.error.code == "reading.no_text_under" and told.error.fields["row"] == "2"
    assert "delete the rows above" in told.message("en") and "पंक्ति 2" in told.message("hi")


def test_an_ingest_tells_of_it_once(tmp_path, capsys):
    (tmp_path / "t.csv").write_bytes(csv_of([[TITLE], NAMES, *ROWS]))
    line = ["ingest", str(tmp_path / "t.csv"), "--into", str(tmp_path / "m.duckdb"), "--format", "json"]
    for added in (2, 0):
        assert main([*line, "--language", "en"]) == 0
        rows = json.loads(capsys.readouterr().out)
        assert sum(row["documents"] for row in rows) == added
        assert [row["message"].count("row 2 was taken") for row in rows if row["status"] == "note"] == [1]
