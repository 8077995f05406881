"""Tables: the same three articles in every format, column guesses, broken rows among good ones."""

import csv
import gzip
import io
import json
import tracemalloc
import zipfile
from datetime import date

import pytest

from analysis.errors import ReadingError
from analysis.reading import Limits, head_bytes, read_bytes
from analysis.reading.columns import guess_columns

ROWS = [
    {
        "शीर्षक": "पहला",
        "पाठ": 'भारत ने, "ठीक"\nकहा है।',
        "दिनांक": "16 जुलाई 2025",
        "स्रोत": "भाषा",
        "link": "https://x/1",
    },
    {"शीर्षक": "दूसरा", "पाठ": "रूस ने कहा है।", "दिनांक": "परसों", "स्रोत": "", "link": "javascript:alert(1)"},
    {"शीर्षक": "", "पाठ": "=SUM(1,2) चीन की है।", "दिनांक": "", "स्रोत": "वार्ता", "link": ""},
]


def as_csv(delimiter=",", encoding="utf-8"):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ROWS[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode(encoding)


def as_frame(kind):
    import pandas as pd

    out, frame = io.BytesIO(), pd.DataFrame(ROWS)
    if kind == "parquet":
        frame.to_parquet(out)
        return out.getvalue()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        frame.to_excel(book, index=False)
        book.sheets["Sheet1"]["B4"].data_type = "s"  # words that begin with "=", no formula
    return out.getvalue()


def as_jsonl():
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()


FORMS = {
    "a.csv": lambda: as_csv(),
    "semicolon.csv": lambda: as_csv(";"),
    "bom.csv": lambda: as_csv(encoding="utf-8-sig"),
    "utf16.csv": lambda: as_csv("\t", encoding="utf-16"),
    "a.tsv": lambda: as_csv("\t"),
    "a.jsonl": as_jsonl,
    "lines.json": as_jsonl,
    "a.json": lambda: json.dumps(ROWS).encode(),
    "nested.json": lambda: json.dumps({"count": 3, "articles": ROWS}).encode(),
    "a.parquet": lambda: as_frame("parquet"),
    "a.xlsx": lambda: as_frame("xlsx"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_format_gives_the_same_articles(name):
    readings = list(read_bytes(name, FORMS[name]()))
    first, second, third = (document for reading in readings for document in reading.documents)
    assert [d.text for d in (first, second, third)] == [row["पाठ"] for row in ROWS]
    assert (first.title, first.title_guessed) == ("पहला", False)
    assert (first.published, first.published_precision) == (date(2025, 7, 16), "day")
    assert (first.published_origin, second.published_origin) == ("given", None)
    assert (first.source, first.url) == ("भाषा", "https://x/1")
    assert (second.source, second.url, second.published) == (None, None, None)
    assert third.title_guessed and third.title == "=SUM(1,2) चीन की है।"
    notes = [note for reading in readings for note in reading.notes]
    assert [note.code for note in notes] == ["reading.date"]
    assert "परसों" in notes[0].message("hi") and "दिनांक" in notes[0].message("en")


def test_rows_are_named_and_placed_as_people_see_them():
    names = [d.name for r in read_bytes("खबर.csv", as_csv()) for d in r.documents]
    assert names == ["खबर-2", "खबर-3", "खबर-4"]
    for form, places in (("a.parquet", "123"), ("a.json", "123"), ("a.jsonl", "123"), ("a.csv", "234")):
        readings = list(read_bytes(form, FORMS[form]()))
        assert [reading.place for reading in readings] == list(places)
    readings = list(read_bytes("a.xlsx", FORMS["a.xlsx"]()))
    assert [reading.place for reading in readings] == ["Sheet1!2", "Sheet1!3", "Sheet1!4"]


def test_an_id_names_the_article_a_bare_number_gets_the_table_before_it():
    data = b'{"id": "pib-7", "text": "one two"}\n{"id": 8, "text": "three four"}'
    assert [d.name for r in read_bytes("n.jsonl", data) for d in r.documents] == ["pib-7", "n-8"]


@pytest.mark.parametrize(
    ("columns", "guess"),
    [
        (
            ["id", "date", "source", "title", "text", "url", "set"],
            ["id", "date", "source", "title", "text", "url"],
        ),
        (
            ["Headline", "Article Body", "Published_At"],
            [None, "Published_At", None, "Headline", "Article Body", None],
        ),
        (["समाचार पत्र", "तारीख", "मुख्य पाठ"], [None, "तारीख", "समाचार पत्र", None, "मुख्य पाठ", None]),
        (["reading_time", "x"], [None] * 6),
    ],
)
def test_columns_are_told_by_their_names(columns, guess):
    found = guess_columns(columns)
    assert [found.get(role) for role in ("name", "date", "source", "title", "text", "url")] == guess


def test_the_longest_column_is_the_text_where_no_name_tells():
    assert guess_columns(["a", "b"], [{"a": "x" * 200, "b": "y" * 100}]) == {"text": "a"}
    assert guess_columns(["a", "b"], [{"a": "x" * 20, "b": "y"}]) == {}


def test_columns_can_be_told():
    data = "a,b\nएक,भारत ने कहा है।\n".encode()
    (unclear,) = read_bytes("t.csv", data)
    assert unclear.error.code == "reading.no_text_under" and "a, b" in unclear.message("hi")
    assert "Row 1 was taken" in unclear.message("en")
    (told,) = read_bytes("t.csv", data, columns={"text": "b", "title": "a"})
    assert (told.documents[0].title, told.documents[0].text) == ("एक", "भारत ने कहा है।")
    (wrong,) = read_bytes("t.csv", data, columns={"text": "c"})
    assert wrong.error.code == "reading.no_such_column"


def test_a_table_without_a_header_loses_no_article():
    text = "भारत ने कहा कि " * 10
    documents = [d for r in read_bytes("t.csv", f"1,{text}\n2,रूस {text}\n".encode()) for d in r.documents]
    assert [d.text for d in documents] == [text, f"रूस {text}"]


def test_broken_rows_are_told_in_their_place_and_the_rest_is_read():
    lines = [b'{"text": "one two"}', b'{"text": ', b"[1]", b'{"text": "a\\u0000b"}', b'{"text": "\\ud800"}']
    lines += [b'{"text": "\xff"}', b'{"text": " "}', b"[" * 5000, b"1" * 5000, b'{"text": "three four"}']
    readings = list(read_bytes("t.jsonl", b"\n".join(lines)))
    told = [(r.place, r.error.code if r.error else r.status) for r in readings]
    assert told == [
        ("1", "not_hindi"),
        ("2", "reading.json"),
        ("3", "reading.json_object"),
        ("4", "reading.nul"),
        ("5", "reading.surrogate"),
        ("6", "reading.row_encoding"),
        ("7", "reading.empty"),
        ("8", "reading.json_too_deep"),
        ("9", "reading.json"),
        ("10", "not_hindi"),
    ]
    assert "t.jsonl:6" in readings[5].message("hi") and "0xFF" in readings[5].message("hi")


def test_nesting_has_a_limit_below_the_parser_s_own():
    deep = b'{"text": "one", "x": ' + b"[" * 40 + b"]" * 40 + b"}"
    (reading,) = read_bytes("t.json", b"[" + deep + b"]")
    assert (reading.status, reading.error.code) == ("refused", "reading.json_too_deep")
    (fine,) = read_bytes("t.json", b'[{"text": "one", "x": ' + b"[" * 30 + b"]" * 30 + b"}]")
    assert fine.documents


def test_a_quotation_mark_that_is_not_closed_is_told_and_swallows_no_row():
    head, tail = "title,text\nक,भारत ने कहा\n", "ग,चीन ने कहा\nघ,नेपाल ने कहा\n"
    readings = list(read_bytes("t.csv", f'{head}ख,"रूस ने कहा\n{tail}'.encode()))
    assert [len(one.documents) for one in readings] == [1, 0]
    assert readings[1].error.code == "reading.open_quote"
    assert "t.csv:3" in readings[1].error.message("hi") and readings[1].error.fields["last"] == 5
    readings = list(read_bytes("t.csv", f'{head}ख,"रूस ने कहा\nङ,"ईरान ने कहा"\n{tail}'.encode()))
    assert [len(one.documents) for one in readings] == [1, 0, 2]
    assert readings[1].error.code == "reading.open_quote"
    assert readings[1].error.fields == {"file": "t.csv:3", "last": 4}


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.txt"])
@pytest.mark.parametrize("data", ["", "\ufeff", "\n\n", " ", " \n \t\n \n", "\ufeff \n \n"])
def test_a_file_of_nothing_but_white_space_has_no_text(name, data):
    (reading,) = read_bytes(name, data.encode())
    assert (reading.status, reading.error.code) == ("no_text", "reading.empty")


@pytest.mark.parametrize("text", ["एक\nदो, तीन\n", 'एक\nउसने कहा ""हाँ"", फिर\nदो', 'एक\nउसने कहा "हाँ" फिर'])
def test_line_breaks_and_quotes_within_a_text_are_no_fault(text):
    (reading,) = read_bytes("t.csv", f'title,text\nक,"{text}"\n'.encode())
    assert reading.documents and "दो" in reading.documents[0].text or "हाँ" in reading.documents[0].text


def test_a_comma_that_cuts_a_text_is_told():
    readings = list(read_bytes("t.csv", 'title,text\nक,भारत ने, कहा\nख,"रूस ने, कहा"\n'.encode()))
    assert readings[0].error.code == "reading.row_cells" and readings[0].place == "2"
    assert readings[1].documents[0].text == "रूस ने, कहा"


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv"])
def test_an_endless_line_is_refused_without_being_held(name):
    limits = Limits(line_bytes=1 << 20)
    data = (
        b'text\n"' + b"x" * (40 << 20) + b'"\n'
        if name == "t.csv"
        else b'{"text": "' + b"x" * (40 << 20) + b'"}\n'
    )
    data += b'{"text": "after it"}\n'
    tracemalloc.start()
    readings = list(read_bytes(name, data, limits=limits))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Behind an endless row of a table nothing can be told apart: the message says that the rest is not read.
    code = "rest_too_large" if name == "t.csv" else "line_too_large"
    assert readings[0].error.code == f"reading.{code}" and readings[0].status == "too_large"
    assert peak < 16 << 20
    if name == "t.jsonl":
        assert readings[1].documents[0].text == "after it"


def test_a_quote_that_is_never_closed_ends_the_table_with_its_line_and_keeps_what_was_read():
    data = b'text\nfine one\n"open\n' + b"more and more\n" * 1000
    readings = list(read_bytes("t.csv", data, limits=Limits(line_bytes=1000)))
    assert readings[0].documents[0].text == "fine one"
    assert readings[-1].error.code == "reading.rest_too_large"


def test_too_many_columns_and_rows():
    (reading,) = read_bytes("t.csv", b",".join(b"c%d" % i for i in range(11)), limits=Limits(columns=10))
    assert reading.error.code == "reading.too_many_columns"
    readings = list(read_bytes("t.csv", b"text\na b\nb c\nd e\n", limits=Limits(documents=2)))
    assert readings[-1].error.code == "reading.too_many_documents"
    assert sum(len(reading.documents) for reading in readings) == 2


def test_a_thousand_rows_come_in_runs():
    data = b"".join(b'{"text": "\xe0\xa4\xad %d"}\n' % i for i in range(1200))
    readings = list(read_bytes("t.jsonl", data))
    assert [(r.place, len(r.documents)) for r in readings] == [
        ("1–500", 500),
        ("501–1000", 500),
        ("1001–1200", 200),
    ]


def workbook(change):
    """Return the workbook of ROWS with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_frame("xlsx"))) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, change(member, old.read(member)))
    return out.getvalue()


def test_a_workbook_with_entities_is_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]>'
    data = workbook(lambda name, part: bomb + part if name.endswith("sheet1.xml") else part)
    (reading,) = read_bytes("a.xlsx", data)
    assert (reading.status, reading.error.code) == ("refused", "reading.xml_entities")


def test_a_workbook_that_states_a_huge_size_is_read_all_the_same():
    data = workbook(lambda name, part: part.replace(b'ref="A1:E4"', b'ref="A1:XFD1048576"'))
    assert sum(len(reading.documents) for reading in read_bytes("a.xlsx", data)) == 3


def test_a_locked_workbook_and_a_broken_one():
    (locked,) = read_bytes("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert locked.error.code == "reading.encrypted"
    (broken,) = read_bytes("a.xlsx", as_frame("xlsx")[:-100])
    assert (broken.status, broken.error.code) == ("unreadable", "reading.broken")


def test_the_head_of_a_table():
    head = head_bytes("a.csv", as_csv(), 2)
    assert head.columns == ("शीर्षक", "पाठ", "दिनांक", "स्रोत", "link")
    assert [row["शीर्षक"] for row in head.rows] == ["पहला", "दूसरा"]
    assert head.guess["text"] == "पाठ"
    with pytest.raises(ReadingError):
        head_bytes("a.txt", b"x")


def corrupted(data):
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0xFF for byte in data[middle : middle + 200]) + data[middle + 200 :]


DAMAGED = {
    "bad.parquet": lambda: b"junk bytes!!",
    "fake.xlsx": lambda: b"PK\x03\x04junk",
    "truncated.xlsx": lambda: as_frame("xlsx")[:-100],
    "corrupted.xlsx": lambda: corrupted(as_frame("xlsx")),
    "fake.jsonl.gz": lambda: b"no gzip at all",
    "truncated.jsonl.gz": lambda: gzip.compress(as_jsonl())[:-20],
    "half.csv": lambda: b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_the_head_of_a_damaged_table_is_refused_as_its_reading_is(name):
    data = DAMAGED[name]()
    with pytest.raises(ReadingError) as refused:
        head_bytes(name, data)
    (reading,) = read_bytes(name, data)
    assert refused.value.code == reading.error.code == "reading.broken"
    assert refused.value.fields == reading.error.fields and refused.value.fields["file"] == name


def test_a_workbook_with_too_many_columns():
    (reading,) = read_bytes("a.xlsx", as_frame("xlsx"), limits=Limits(columns=4))
    assert reading.error.code == "reading.too_many_columns"
    assert (
        sum(len(r.documents) for r in read_bytes("a.xlsx", as_frame("xlsx"), limits=Limits(columns=5))) == 3
    )


def test_parquet_limits():
    (wide,) = read_bytes("a.parquet", as_frame("parquet"), limits=Limits(columns=4))
    assert wide.error.code == "reading.too_many_columns"
    (large,) = read_bytes("a.parquet", as_frame("parquet"), limits=Limits(office_bytes=10))
    assert large.error.code == "reading.file_too_large"


def test_a_json_object_of_articles_by_their_ids_is_read():
    one, two = {"title": "एक", "text": "नेपाल ने बात की।"}, {"id": "b", "text": "भूटान ने बात की।"}
    readings = list(read_bytes("t.json", json.dumps({"लेख-1": one, "x": two}).encode()))
    found = [(one.name, one.title, one.text) for reading in readings for one in reading.documents]
    assert found[0] == ("लेख-1", "एक", "नेपाल ने बात की।")
    assert [name for name, *_ in found] == ["लेख-1", "b"]
    (reading,) = read_bytes("t.json", json.dumps({"article": one}).encode())
    assert [document.text for document in reading.documents] == [one["text"]]
    # One that holds something else beside is one row, as it was.
    (reading,) = read_bytes("t.json", json.dumps({"meta": one, "n": 2}).encode())
    assert reading.error.code == "reading.no_text_column"
    (reading,) = read_bytes("t.json", b"{}")
    assert reading.error.code == "reading.empty"


def test_an_id_that_is_taken_is_told():
    data = "id,text\na,भारत ने कहा।\na,रूस ने कहा।\na,रूस ने कहा।\n7,चीन ने कहा।\n7,अमेरिका ने कहा।\n".encode()
    readings = list(read_bytes("t.csv", data))
    names = [document.name for reading in readings for document in reading.documents]
    assert names == ["a", "a-2", "t-7", "t-7-2"]
    told = [
        (reading.place, note.code, note.fields["given"]) for reading in readings for note in reading.notes
    ]
    assert told == [("3", "reading.name_taken", "a-2"), ("6", "reading.name_taken", "t-7-2")]


def test_ids_that_cannot_be_names_are_told_once_with_their_number():
    ids = ["2024/7", "ok-1", "a\u202eb", "7", "", "x" * 81]
    rows = "".join(f'{{"id": "{id}", "text": "भारत ने {n} बार कहा।"}}\n' for n, id in enumerate(ids))
    *readings, last = read_bytes("t.jsonl", rows.encode())
    names = [document.name for reading in readings for document in reading.documents]
    assert names == ["2024-7", "ok-1", "a-b", "t-7", "t-5", "x" * 80]
    assert not any(note.code == "reading.name_changed" for one in readings for note in one.notes)
    (note,) = last.notes
    assert (note.code, last.documents, last.error, last.place) == ("reading.name_changed", (), None, "")
    assert note.fields["count"] == "3" and (note.fields["id"], note.fields["name"]) == ("2024/7", "2024-7")
    assert last.status == "note"
    assert "3 ids could not be names" in str(note) and "“2024/7” to “2024-7”" in str(note)


def test_an_example_of_an_id_shows_the_signs_nobody_sees():
    rows = f'{{"id": "a\\u0007\u202e{"अ" * 50}", "text": "भारत ने कहा।"}}\n{{broken\n'
    first, broken, last = read_bytes("t.jsonl", rows.encode())  # told behind a broken row, too
    assert broken.error and last.notes[0].fields["id"] == f"a\\u0007\\u202e{'अ' * 37} …"
    assert first.documents[0].name == f"a-{'अ' * 50}" and "1 id could not be a name" in str(last.notes[0])
    told = [one.notes for one in read_bytes("t.jsonl", rows.replace('"id"', '"nr"').encode()) if one.notes]
    assert [note.code for (note,) in told] == ["reading.columns"]


def test_parquet_rows_beside_one_that_is_no_text_are_read():
    import pyarrow as pa
    import pyarrow.parquet as parquet

    cells = [f"भारत ने {number} बार कहा।".encode() for number in range(8)]
    cells[3] = b"\xff\xfe"
    column, out = pa.array(cells, pa.binary()).view(pa.string()), io.BytesIO()
    parquet.write_table(pa.table({"text": column}), out)
    readings = list(read_bytes("t.parquet", out.getvalue()))
    assert [reading.error.fields["file"] for reading in readings if reading.error] == ["t.parquet:4"]
    assert sum(len(reading.documents) for reading in readings) == 7


def test_rows_beside_damage_near_the_head_are_read():
    """Three groups of five rows; the second cannot be unpacked."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    out = io.BytesIO()
    table = pa.table({"text": [f"भारत ने {number} बार कहा और रूस ने सुना।" for number in range(15)]})
    parquet.write_table(table, out, row_group_size=5, compression="gzip", use_dictionary=False)
    data = bytearray(out.getvalue())
    at = parquet.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0).data_page_offset
    data[at : at + 40] = b"\xff" * 40  # its head
    readings = list(read_bytes("t.parquet", bytes(data)))
    names = [document.name for reading in readings for document in reading.documents]
    assert names == [f"t-{number}" for number in (1, 2, 3, 4, 5, 11, 12, 13, 14, 15)]
    told = [(reading.error.code, reading.error.fields["file"]) for reading in readings if reading.error]
    assert told == [("reading.broken", "t.parquet:6–10")]


def test_rows_before_the_end_of_a_packed_table_are_read():
    import random

    noise = random.Random(3)
    rows = [f"भारत {number} {noise.getrandbits(2000):x}" for number in range(25)]
    data = gzip.compress("\n".join(["text", *rows]).encode())
    readings = list(read_bytes("t.csv.gz", data[: len(data) * 3 // 4]))
    assert sum(len(reading.documents) for reading in readings) > 5 and readings[-1].error
