"""Quotation marks in CSV and TSV: those of the format are taken off, those of the article stay."""

import csv
import io
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ReadingError
from analysis.reading import Limits
from analysis.reading.columns import Row
from analysis.reading.delimited import delimited_rows
from analysis.reading.quotes import Lines
from analysis.reading.result import Fault
from analysis.reading.source import bytes_source

NAMES = ["title", "text", "date", "source"]
WORDS = "भारत ने कहा।"
END = ["2024-01-01", "S"]


def read(name, text, limits=None):
    """Return the cells of each row, and (code, row, fields) of each fault."""
    found = list(delimited_rows(bytes_source(name, text.encode()), limits or Limits(), None))[1:]
    return [
        list(one.values.values()) if isinstance(one, Row) else (one.error.code, one.place, one.error.fields)
        for one in found
        if isinstance(one, Row | Fault)
    ]


def table(separator, *lines):
    return "".join(f"{line}\n" for line in (separator.join(NAMES), *lines))


def plain(*rows):
    return table("\t", *map("\t".join, rows))


@pytest.mark.parametrize(
    "cell",
    [
        '"हम तैयार हैं," मंत्री ने कहा।',
        '"भारत" और "चीन" के बीच',
        '"भारत" और "चीन"',
        '"हम तैयार हैं',
        'मंत्री ने कहा, "हाँ"',
        '""हाँ" उसने कहा',
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_marks_of_a_table_that_was_written_without_quoting_stay(cell, place):
    rows = [["a", WORDS, *END], ["b", WORDS, *END], ["c", WORDS, *END]]
    rows[0][place] = cell
    assert read("t.tsv", plain(*rows)) == rows
    rows[1][place] = cell
    assert read("t.tsv", plain(*rows)) == rows


def test_a_mark_that_the_next_row_closes_joins_no_rows():
    rows = [["a", '"हम तैयार हैं, मंत्री ने कहा।', *END], ["b", 'भारत" और "चीन" के बीच', *END], ["c", WORDS, *END]]
    assert read("t.tsv", plain(*rows)) == rows
    rows[1][1] = 'और आगे बढ़ेंगे।"'  # closed as the format has it, and four cells in all
    assert read("t.tsv", plain(*rows)) == rows


def test_a_mark_that_the_next_cell_closes_joins_no_cells():
    rows = [['"हम तैयार हैं', 'मंत्री ने कहा।"', *END]]
    assert read("t.tsv", plain(*rows)) == rows


def test_tabs_and_lines_within_proper_quoting_stay_in_their_cell():
    indented = ["1", "पहला पैरा\n\tदूसरा पैरा\n\tतीसरा पैरा"]  # each of its lines has one tab, as the header
    data = f'id\ttext\n1\t"{indented[1]}"\n2\t{WORDS}\n'
    assert read("t.tsv", data) == [indented, ["2", WORDS]]
    closing = 'id\ttitle\ttext\n1\t"\t\n"\t"\t"\n'
    assert read("t.tsv", closing) == [["1", "\t\n", "\t"]]
    one = 'text\n"पहला\nदूसरा"\n"तीसरा"\n'
    assert read("t.tsv", one) == [["पहला\nदूसरा"], ["तीसरा"]]
    last = f'id\ttext\n1\t"पहला पैरा\nदूसरा\tपैरा\tयहाँ"\n2\t{WORDS}\n'
    assert read("t.tsv", last) == [["1", "पहला पैरा\nदूसरा\tपैरा\tयहाँ"], ["2", WORDS]]


def test_a_mark_without_another_takes_no_row_beyond_what_is_held_of_one():
    rows = [["a", f'"{WORDS}', *END], *([str(number), WORDS, *END] for number in range(300))]
    assert read("t.tsv", plain(*rows)) == rows
    for limit in range(200, 260):  # the last line that is held is cut at any place
        assert read("t.tsv", plain(*rows), Limits(line_bytes=limit)) == rows
    for line in (f'"{WORDS * 100}\t2024\tS\tx', f'x\t2024\tS\t"{WORDS * 18}', f'x\t"{WORDS}\n{WORDS * 100}'):
        with pytest.raises(ReadingError) as told:
            read("t.tsv", table("\t", line), Limits(line_bytes=200))
        assert told.value.code == "reading.rest_too_large"


def test_what_stands_behind_a_mark_without_another_is_read_whatever_it_is():
    rows = [["a", f'"{WORDS}', *END], ["b", WORDS, *END], ["c", WORDS], ["d", WORDS, *END]]
    assert read("t.tsv", plain(*rows)) == rows
    *found, fault = read("t.tsv", plain(*rows, ["e", '"पहला'], ["दूसरा"]))
    assert found == rows and fault == ("reading.open_quote", "6", {"file": "t.tsv:6", "last": 7})


def test_the_columns_are_counted_where_their_names_stand():
    rows = [["a", f'"{WORDS}', *END], ["b", WORDS, *END]]
    assert read("t.tsv", "सूची\n" + plain(*rows)) == rows
    long = [["1", f'"{WORDS * 10}', "S"], ["2", WORDS * 10, "S"]]
    assert read("t.tsv", "".join("\t".join(row) + "\n" for row in long)) == long  # no names
    data = 'title,text,"date, time"\na,"उसने, "हाँ" कहा",2024\n'
    assert read("t.csv", data) == [["a", 'उसने, "हाँ" कहा', "2024"]]


@pytest.mark.parametrize("line", [f'a\t"{WORDS}', f'a\t2024\tS\t"{WORDS}'])
def test_a_quoted_cell_of_a_tsv_that_is_never_closed_is_told(line):
    data = table("\t", line, f"{WORDS}", f"b\t{WORDS}\t2024\tS")
    assert read("t.tsv", data) == [("reading.open_quote", "2", {"file": "t.tsv:2", "last": 4})]


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ('"उसने "हाँ" कहा और गया।"', 'उसने "हाँ" कहा और गया।'),
        ('"उसने कहा "हाँ""', 'उसने कहा "हाँ"'),
        ('""हाँ" उसने कहा, फिर"', '"हाँ" उसने कहा, फिर'),
        ('"उसने ""हाँ"" कहा, "ना" नहीं"', 'उसने "हाँ" कहा, "ना" नहीं'),
        ('"उसने "हाँ" कहा\nऔर, "ना" नहीं,\nफिर गया"', 'उसने "हाँ" कहा\nऔर, "ना" नहीं,\nफिर गया'),
        ('"पहला\nउसने "हाँ" कहा\nफिर गया"', 'पहला\nउसने "हाँ" कहा\nफिर गया'),
        ('"भारत" और चीन', '"भारत" और चीन'),
    ],
)
def test_a_mark_closes_a_cell_only_before_a_separator_or_the_end(typed, cell):
    for separator in ",;|":
        rows = [["a", cell, *END], ["b", "क, ख; ग|\n", *END], ["c", WORDS, *END]]
        proper = ["b", '"क, ख; ग|\n"', *END]
        lines = ["a", typed.replace(",", separator), *END], proper, ["c", WORDS, *END]
        rows[0][1] = cell.replace(",", separator)
        found = read("t.csv", table(separator, *map(separator.join, lines)))
        assert found == rows
    alone = f"text\n{typed}\n"
    if "," not in cell:
        assert read("t.csv", alone) == [[cell]]


def test_a_cell_with_marks_of_its_own_beside_properly_quoted_ones():
    data = table(",", '"हाँ" उसने कहा,"क ""ख"", ग","2024\n-01",S', '"a ""b"", c","x "y" z",2024,"S"')
    assert read("t.csv", data) == [
        ['"हाँ" उसने कहा', 'क "ख", ग', "2024\n-01", "S"],
        ['a "b", c', 'x "y" z', "2024", "S"],
    ]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a,"हम तैयार हैं," मंत्री ने कहा।,2024-01-02,S', 5),
        ('a,"हम तैयार हैं" मंत्री ने कहा।,2024-01-02', 3),  # as many would be missing without a word
        ('a,"उसने "हाँ", "ना" कहा।",2024-01-02,S', 5),
    ],
)
def test_a_row_whose_marks_leave_another_number_of_cells_is_told(line, cells):
    fault, after = read("t.csv", table(",", line, f"b,{WORDS},2024,S"))
    assert fault == ("reading.row_quotes", "2", {"file": "t.csv:2", "cells": cells, "columns": 4})
    assert after == ["b", WORDS, "2024", "S"]


def test_rows_that_a_mark_joined_without_quotes_of_their_own_are_told():
    data = table(
        ",", f'a,"हम तैयार,{",".join(END)}', f'b,{WORDS}" और "चीन",{",".join(END)}', f"c,{WORDS},2024,S"
    )
    fault, after = read("t.csv", data)
    assert fault == ("reading.open_quote", "2", {"file": "t.csv:2", "last": 3})
    assert after == ["c", WORDS, "2024", "S"]


def test_a_mark_that_is_open_in_a_csv_joins_no_rows():
    after = f"c,{WORDS},2024,S"
    for lines, last in (
        (['a,"हम, तैयार', 'b,"भारत ने कहा",2024,S'], 3),
        (['a,"हम, तैयार', 'b,"भारत" ने कहा,"2024', '-01",S'], 4),
    ):
        fault, row = read("t.csv", table(",", *lines, after))
        assert fault == ("reading.open_quote", "2", {"file": "t.csv:2", "last": last})
        assert row == after.split(",")
    row, fault = read("t.csv", table(",", after, f'a,"{WORDS},2024,S'))
    assert fault == ("reading.open_quote", "3", {"file": "t.csv:3", "last": 3})
    fault, row = read("t.csv", table(",", 'a,"उसने "हाँ" कहा', 'b,"भारत",2024,S'))
    assert fault == ("reading.row_quotes", "2", {"file": "t.csv:2", "cells": 2, "columns": 4})
    assert row == ["b", "भारत", "2024", "S"]


def test_a_doubtful_row_of_a_csv_ends_where_nothing_closes_it():
    rows = [[str(number), WORDS, *END] for number in range(100)]
    found = read("t.csv", table(",", 'a,"हाँ" कहा,2024', *map(",".join, rows)), Limits(line_bytes=500))
    assert found[0][0] == "reading.row_quotes" and found[1:] == rows


def test_a_cell_that_csv_does_not_take_is_told():
    limit = csv.field_size_limit(60)
    try:
        with pytest.raises(ReadingError) as told:
            read("t.csv", table(",", *["a,b,2024,S"] * 20, f"a,{WORDS * 10},2024,S"))
    finally:
        csv.field_size_limit(limit)
    assert told.value.code == "reading.row"


def test_a_line_of_a_hundred_thousand_open_marks_is_looked_through_once():
    start = time.process_time()
    ((code, *_),) = read("t.csv", table(",", ",".join(['"x'] * 100_000)))
    assert code == "reading.row_quotes" and time.process_time() - start < 5


CELL = st.lists(st.sampled_from(["भारत", "ने", " ", "x", '"', '""', ",", "\t", "\n", "\r\n"]), max_size=7)
CELLS = st.tuples(CELL.map("".join), CELL.map("".join))


def written(rows, separator, quoting, end):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def joins_rows(text):
    """Whether a row is one of those that are ambiguous in a TSV: see ``test_proper_quoting…``."""
    lines = re.split("\r?\n", text)[:-1]
    whole = all(line.count("\t") == 2 and line.split("\t")[0] not in ("", '"') for line in lines)
    return whole and len(lines) > 1


@settings(max_examples=300, deadline=None)
@given(
    st.lists(CELLS, min_size=1, max_size=5),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_proper_quoting_is_read_as_it_was_written(rows, quoting, end):
    """Whatever the cells hold, with one exception that is decided against the quoting: in a TSV, a cell with
    line breaks and tabs that leave each line just as many tabs as the header and a first cell."""
    rows = [["id", "title", "text"], *([str(number), *cells] for number, cells in enumerate(rows, 1))]
    assert read("t.csv", written(rows, ",", quoting, end)) == rows[1:]
    clear = [row for row in rows if not joins_rows(written([row], "\t", quoting, end))]
    assert read("t.tsv", written(clear, "\t", quoting, end)) == clear[1:]


BARE = st.lists(st.sampled_from(["भारत", "ने", " ", '"', '""', ","]), max_size=6).map("".join)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(BARE, BARE), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_cells_joined_by_tabs_without_quoting_are_read_as_they_were_written(rows, end):
    """Whatever marks they hold, with one exception that is decided for quoting: in a row in which each cell
    that begins with a mark is wholly as the format quotes it ('"भारत"', '"वह ""हाँ"" कहे"') these are taken
    off, as from a table that quotes all its cells: nothing tells them apart."""
    rows = [[str(number), *cells] for number, cells in enumerate(rows, 1)]
    data = end.join(map("\t".join, [["id", "title", "text"], *rows])) + end
    assert read("t.tsv", data) == [as_quoted(row) or row for row in rows]


def as_quoted(row):
    marked = [cell for cell in row if cell.startswith('"')]
    if all(re.fullmatch(r'"(?:[^"]|"")*"', cell) for cell in marked):
        return [cell[1:-1].replace('""', '"') if cell in marked else cell for cell in row]
    return None


@pytest.mark.parametrize("separator", ["\t", ","])
@pytest.mark.parametrize("cell", ['"x', '""x', '"""x', 'x"', '"""', '"x" y', '"x ""', '"x\n"y', '"x"\n"y'])
def test_no_line_is_read_again_and_again(separator, cell, monkeypatch):
    asked, lines = [], Lines._next
    monkeypatch.setattr(Lines, "_next", lambda self, most: asked.append(1) or lines(self, most))
    data = table(separator, *([separator.join(["a", cell, *END])] * 2000))
    assert read(f"t.{'tsv' if separator != ',' else 'csv'}", data)
    assert len(asked) < 4 * data.count("\n")
