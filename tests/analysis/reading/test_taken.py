"""What a table's columns were taken for is told where an article is poorer for it; nothing is dropped."""

import io
import json

import pyarrow
import pyarrow.parquet
import pytest

from analysis.cli import main
from analysis.errors import StoreError
from analysis.reading import Meter, head_bytes, read, read_bytes, read_path
from tests.analysis.reading.test_header import LONG, ROWS, csv_of, xlsx_of

ODD = [["Sr", "Headline of item", "Matter", "When", "Paper"], ["1", "एक", LONG, "2024-05-16", "भास्कर"]]
SAME = [["title", "text", "text", "date", "source"], ["एक", "रूस ने कहा।", "चीन ने कहा।", "2024-05-16", "भास्कर"]]


def told(readings):
    return [note for one in readings for note in one.notes if one.status in ("note", "loaded")]


def documents(readings):
    return [document for one in readings for document in one.documents]


@pytest.mark.parametrize(("name", "made"), [("t.csv", csv_of), ("t.xlsx", xlsx_of)])
def test_columns_that_nothing_was_taken_from_are_told_with_the_cure(name, made):
    readings = list(read_bytes(name, made(ODD)))
    (note,) = told(readings)
    assert note.code == "reading.columns" and note.fields["missing"] == "date, source"
    said = note.message("en")
    assert "title=Headline of item, text=Matter" in said and "not used: Sr, When, Paper" in said
    assert "--column date=NAME" in said
    (reading,) = read_bytes(name, made(ODD), columns={"date": "When", "source": "Paper"})
    (document,) = reading.documents
    assert (document.title, document.source, str(document.published)) == ("एक", "भास्कर", "2024-05-16")
    assert document.text == LONG and not reading.notes


def test_a_column_that_is_said_to_be_none_is_not_guessed_nor_told():
    none = {"title": "", "date": "", "source": ""}
    (reading,) = read_bytes("t.csv", csv_of(ODD), columns=none)
    assert reading.documents[0].title_guessed and not reading.notes


@pytest.mark.parametrize(
    "rows",
    [
        [["title", "text", "date", "source"], ["एक", "रूस ने कहा।", "2024-05-16", "भास्कर"]],
        [["title", "text", "date", "source", "page"], ["एक", "रूस ने कहा।", "2024-05-16", "भास्कर", "7"]],
        [["title", "text", "page"], ["एक", "रूस ने कहा।", ""]],  # nothing stands in it
        [[LONG], [f"{LONG} फिर"]],
    ],
    ids=["all", "more", "empty", "texts alone"],
)
def test_where_nothing_is_lost_nothing_is_told(rows):
    assert not told(read_bytes("t.csv", csv_of(rows)))


def test_a_table_without_names_is_told_and_which_columns_were_left():
    rows = [["एक", LONG, "2024-05-16"], ["दो", f"{LONG} फिर", "2024-05-17"]]
    notes = told(read_bytes("t.csv", csv_of(rows)))
    assert [note.code for note in notes] == ["reading.no_header", "reading.columns"]
    assert "text=2; not used: 1, 3" in notes[1].message("en") and "row 1 is read" in notes[0].message("en")
    notes = told(read_bytes("t.xlsx", xlsx_of(rows)))
    assert "row 1 (S1) is read" in notes[0].message("en")


def test_tables_with_the_same_columns_are_told_of_once(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.csv").write_bytes(csv_of([ODD[0], ["1", "एक", f"{LONG} {number}", "x", "y"]]))
    (tmp_path / "z.csv").write_bytes(csv_of([[*ODD[0][:4], "Daily"], ["1", "एक", LONG, "x", "y"]]))
    readings = list(read_path(tmp_path))
    assert [one.path.rpartition("/")[2] for one in readings if one.status == "note"] == ["0.csv", "z.csv"]
    assert len(documents(readings)) == 6


@pytest.mark.parametrize(
    ("name", "made"), [("t.csv", csv_of), ("t.tsv", lambda rows: csv_of(rows, "\t")), ("t.xlsx", xlsx_of)]
)
def test_two_columns_of_one_name_are_kept_apart_and_told(name, made):
    head = head_bytes(name, made(SAME))
    assert head.columns == ("title", "text", "text (2)", "date", "source") and head.header.twice == (
        "text (2)",
    )
    assert head.rows[0]["text"] == "रूस ने कहा।" and head.rows[0]["text (2)"] == "चीन ने कहा।"
    readings = list(read_bytes(name, made(SAME)))
    (note,) = told(readings)
    assert note.code == "reading.same_names" and '--column "text=text (2)"' in note.message("en")
    assert [one.text for one in documents(readings)] == ["रूस ने कहा।"]
    second = read_bytes(name, made(SAME), columns={"text": "text (2)"})
    assert [one.text for one in documents(second)] == ["चीन ने कहा।"]


def test_the_example_names_what_the_column_is():
    rows = [["text", "date", "date"], ["रूस ने कहा।", "2024-01-02", "2024-01-03"]]
    notes = {note.code: note.message("en") for note in told(read_bytes("t.csv", csv_of(rows)))}
    assert '--column "date=date (2)"' in notes["reading.same_names"]


SHEETS = (
    [["id", "text", "date"], ["a", "रूस ने कहा।", "2024-01-02"]],
    [["id", "When", "Matter"], ["b", "2024-01-03", "चीन ने कहा।"], ["c", "2024-01-04", "भारत ने कहा।"]],
    [["शीर्षक", "समाचार"], ["क", "नेपाल ने कहा।"]],
)


@pytest.mark.parametrize(
    ("columns", "texts", "refused"),
    [
        (None, ["रूस ने कहा।", "नेपाल ने कहा।"], ["reading.no_text_under"]),
        ({"text": "Matter"}, ["रूस ने कहा।", "चीन ने कहा।", "भारत ने कहा।", "नेपाल ने कहा।"], []),
    ],
)
def test_each_sheet_has_its_own_column_of_texts(columns, texts, refused):
    readings = list(read_bytes("t.xlsx", xlsx_of(*SHEETS), columns=columns))
    assert [one.text for one in documents(readings)] == texts
    errors = [one.error for one in readings if one.error and one.status != "note"]
    assert [error.code for error in errors] == refused
    notes = [note.message("en") for note in told(readings) if note.code == "reading.columns"]
    assert [("text=Matter" in note, "not used: When" in note) for note in notes] == [(True, True)] * bool(
        columns
    )
    assert all("When" in error.message("en") and "Matter" in error.message("en") for error in errors)


def test_no_name_that_is_given_is_one_that_is_there():
    names = ["a (2)", "a", "a", "3", "", "a"]
    (row,) = head_bytes("t.csv", csv_of([["text", *names], ["रूस ने कहा।", *"123456"]])).rows
    assert list(row) == ["text", "a (2)", "a", "a (3)", "3", "6", "a (4)"]
    assert list(row.values()) == ["रूस ने कहा।", *"123456"]


def test_two_columns_of_one_name_in_parquet():
    out = io.BytesIO()
    cells = [pyarrow.array([cell]) for cell in SAME[1]]
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(cells, names=SAME[0]), out)
    assert head_bytes("t.parquet", out.getvalue()).columns == ("title", "text", "text (2)", "date", "source")
    assert [one.text for one in documents(read_bytes("t.parquet", out.getvalue()))] == ["रूस ने कहा।"]


def test_the_command_line_tells_it_at_the_ingest_and_in_the_report(tmp_path, capsys):
    (tmp_path / "odd.csv").write_bytes(csv_of(ODD))
    store = str(tmp_path / "m.duckdb")
    for line in (["ingest", str(tmp_path / "odd.csv"), "--into", store], ["report", store]):
        assert main([*line, "--language", "en"]) == 0
        assert "not used: Sr, When, Paper" in capsys.readouterr().out
    cured = ["--column", "date=When", "--column", "source=Paper"]
    other = str(tmp_path / "n.duckdb")
    assert main(["ingest", str(tmp_path / "odd.csv"), "--into", other, *cured, "--language", "en"]) == 0
    assert main(["documents", other, "--format", "csv"]) == 0
    out = capsys.readouterr().out
    assert "not used" not in out and "भास्कर" in out and "2024-05-16" in out


def test_the_reason_is_told_where_no_row_of_a_table_can_be_read(tmp_path, capsys):
    rows = "".join(f"एक,भारत ने कहा, कि रूस, मित्र, है {number}।,2024-05-16\n" for number in range(3))
    (tmp_path / "unq.csv").write_text("title,text,date\n" + rows, encoding="utf-8")
    assert main(["documents", str(tmp_path / "unq.csv"), "--language", "en"]) == 2
    said = capsys.readouterr().err
    assert (
        "The first of 3 reasons" in said and "6 cells under 3 columns" in said and "Give it .txt" not in said
    )


@pytest.mark.parametrize(("name", "held"), [("bad.gz", "bad"), ("a.gz.gz", "a.gz"), ("a.exe.gz", "a.exe")])
def test_a_packed_file_without_a_kind_is_told_by_the_name_inside(name, held):
    (reading,) = read_bytes(name, b"\x1f\x8b")
    said = reading.error.message("en")
    assert reading.status == "refused" and f"“{held}”" in said and f"such as {held.split('.')[0]}" in said
    assert ", .gz" not in said


def test_rows_of_one_length_need_no_note():
    assert not told(read_bytes("t.csv", csv_of([["शीर्षक", "पाठ", "दिनांक"], *ROWS])))


def test_what_is_wrong_with_the_store_is_not_told_of_the_file(monkeypatch):
    def broken(*_):
        raise StoreError("store.texts", path="x.duckdb.texts")

    monkeypatch.setattr(read, "_pieces", broken)
    with pytest.raises(StoreError):
        list(read_bytes("t.csv", csv_of(SAME)))


def ingested(capsys, *line):
    code = main(["ingest", *map(str, line), "--language", "en"])
    return code, capsys.readouterr().err


def test_columns_given_for_a_table_that_was_read_before_are_told_to_change_nothing(tmp_path, capsys):
    into, table, other = tmp_path / "x.duckdb", tmp_path / "a.csv", tmp_path / "b.csv"
    table.write_bytes(csv_of(ODD))
    date = ["--into", into, "--column", "date=When"]
    assert "--column changes nothing" not in ingested(capsys, table, "--into", into)[1]
    code, err = ingested(capsys, table, *date)
    assert code == 0 and f"--column changes nothing in 1 table that an earlier run has read ({table})" in err
    assert "give a new store after --into" in err
    assert "changes nothing" not in ingested(capsys, table, "--into", into)[1]
    other.write_bytes(csv_of([ODD[0], ["2", "दो", LONG + " फिर", "2024-05-17", "भास्कर"]]))
    assert "changes nothing" not in ingested(capsys, other, *date)[1]  # of what was not named, or is new
    assert "changes nothing in 2 tables" in ingested(capsys, table, other, *date)[1]
    assert "changes nothing" not in ingested(capsys, table, "--into", tmp_path / "n.duckdb", *date[2:])[1]


def test_a_table_that_is_read_on_with_its_columns_is_not_told_of(tmp_path):
    """The one that a run stopped in; one that ends in what is no article has still been read."""
    table = tmp_path / "a.csv"
    rows = [
        ["1", "एक", LONG, "2024-05-16", "भास्कर"],
        ["2", "दो", LONG + " फिर", "", ""],
        ["3", "तीन", "", "", ""],
    ]
    table.write_bytes(csv_of([ODD[0], *rows]))
    sha256 = next(iter(read_path(table))).sha256
    for last, tables in (("2", 0), ("3", 0), ("4", 1)):
        meter = Meter()
        list(read_path(table, done={(str(table), sha256): last}, meter=meter))
        assert (meter.tables, meter.known) == (tables, str(table) if tables else "")


def test_a_note_on_a_table_that_was_read_is_nothing_new(tmp_path):
    table, meter = tmp_path / "a.csv", Meter()
    table.write_bytes(csv_of([["id", "text"], ["2024/7", LONG]]))
    (first, note) = read_path(table)
    assert note.status == "note"
    (again,) = read_path(table, done={(str(table), first.sha256): "2"}, meter=meter)
    assert again.status == "note" and meter.tables == 1


def lines_of(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


MIXED = [
    {"id": "a", "text": LONG, "date": "2024-05-16", "source": "भास्कर", "title": "एक"},
    {"id": "b", "body": LONG + " फिर", "published": "2024-05-17", "publisher": "जागरण", "headline": "दो"},
    {"id": "c", "text": LONG + " और", "published": "", "date": "2024-05-18", "title": ""},
    {"id": "d", "text": LONG + " अब", "summary": "छोटा", "page": 7},
]


@pytest.mark.parametrize("name", ["t.jsonl", "t.json"])
@pytest.mark.parametrize("order", [[0, 1, 2, 3], [1, 0, 3, 2], *([0] * n + [1, 2, 3] for n in (120,))])
def test_rows_with_other_keys_are_read_by_their_own(name, order):
    rows = [dict(MIXED[n], id=f"{MIXED[n]['id']}{place}") for place, n in enumerate(order)]
    data = lines_of(*rows) if name == "t.jsonl" else json.dumps(rows).encode()
    readings = list(read_bytes(name, data))
    found = {one.name[0]: (one.title, one.source, str(one.published)) for one in documents(readings)}
    assert found["a"] == ("एक", "भास्कर", "2024-05-16")
    assert found["b"] == ("दो", "जागरण", "2024-05-17")
    assert found["c"][2] == "2024-05-18"  # "published" is there too, and empty
    assert found["d"][1:] == (None, "None")


@pytest.mark.parametrize("empty", [None, ""])
def test_of_the_keys_of_two_programs_those_with_something_in_them_are_taken(empty):
    keys = dict.fromkeys(("text", "body", "date", "published", "source", "publisher"), empty)
    one = {"text": LONG, "date": "2024-05-16", "source": "भास्कर"}
    two = {"body": LONG + " फिर", "published": "2024-05-17", "publisher": "जागरण"}
    for rows in ([one, two], [two, one]):
        read = documents(read_bytes("t.jsonl", lines_of(*(keys | row for row in rows))))
        found = {(str(each.published), each.source) for each in read}
        assert found == {("2024-05-16", "भास्कर"), ("2024-05-17", "जागरण")} and len(read) == 2


@pytest.mark.parametrize(("name", "made"), [("t.csv", csv_of), ("t.xlsx", xlsx_of)])
def test_an_empty_column_does_not_take_the_place_of_a_filled_one(name, made):
    rows = [["text", "date", "published", "source"], [LONG, "19/07/2025", "", "भास्कर"]]
    (one,) = documents(read_bytes(name, made(rows)))
    assert str(one.published) == "2025-07-19"
    late = [["text", "published"], *([f"{LONG}{n}", ""] for n in range(120)), [LONG, "2025-07-19"]]
    assert str(documents(read_bytes(name, made(late)))[-1].published) == "2025-07-19"


@pytest.mark.parametrize("missing", [{}, {"published": None, "text": ""}])
def test_what_stands_beside_a_column_does_not_take_its_place_where_it_is_empty(missing):
    """The hour it was fetched is no day of an article, and what describes it is not its text."""
    whole = {"text": LONG, "published": "2024-05-16", "timestamp": "2025-11-20", "description": "छोटा"}
    gone = {"timestamp": "2025-11-20", "description": "रूस ने कहा।"}
    readings = list(read_bytes("t.jsonl", lines_of(whole, missing | gone, whole | {"published": None})))
    assert [str(one.published) for one in documents(readings)] == ["2024-05-16"]
    assert [one.status for one in readings if not one.documents and one.error] == ["no_text", "duplicate"]


def test_of_rows_with_other_keys_only_what_no_row_takes_is_told():
    rows = [{"text": LONG, "when": "x"}, {"body": LONG + " फिर", "published": "2024-05-17", "page": "7"}]
    (note,) = told(read_bytes("t.jsonl", lines_of(*rows)))
    assert "not used: when, page" in note.message("en") and "have no source, title" in note.message("en")


def test_what_a_reader_says_of_a_column_holds_for_every_row():
    rows = [{"Body": LONG, "date": "2024-05-16"}, {"text": LONG + " फिर", "date": "2024-05-17"}]
    readings = list(read_bytes("t.jsonl", lines_of(*rows), columns={"text": "Body", "date": ""}))
    assert [one.text for one in documents(readings)] == [LONG] and not documents(readings)[0].published
    assert "no_text" in [one.status for one in readings]


def test_a_column_serves_one_role_in_a_row_too():
    rows = [{"headline": LONG, "date": "2024-05-16"}, {"headline": LONG + " फिर"}]
    read = documents(read_bytes("t.jsonl", lines_of(*rows), columns={"text": "headline"}))
    assert [one.text for one in read] == [LONG, LONG + " फिर"] and all(one.title_guessed for one in read)
