"""An article that was edited and comes in again: what the report says, and how the old one is taken out."""

import json

import pytest

from analysis.cli import main
from analysis.errors import ReadingError
from analysis.reading import Names, read_bytes, read_text
from analysis.store.store import Store
from tests.analysis.hand import Page, make_batch

OLD, NEW = "चीन ने सीमा पर बैठक की।", "नेपाल ने समझौते पर हस्ताक्षर किए।"


def run(capsys, *line, language="en"):
    code = main([*map(str, line), "--language", language])
    out = capsys.readouterr()
    return code, out.out, out.err


def names(capsys, store):
    return [row["name"] for row in json.loads(run(capsys, "documents", store, "--format", "json")[1])]


@pytest.fixture
def twice(tmp_path, capsys):
    """A store into which a file and a row of a table came, and came again with another text."""
    folder, store = tmp_path / "n", tmp_path / "m.duckdb"
    folder.mkdir()
    for text in (OLD, NEW):
        (folder / "a.txt").write_text(text, encoding="utf-8")
        (folder / "t.csv").write_text(f"id,text\nx1,{text} आज।\nx2,और बात।\n", encoding="utf-8")
        told = run(capsys, "ingest", folder, "--into", store)
    return store, folder, told


def test_an_edited_article_is_told_to_stand_beside_the_old_one_with_the_cure(twice, capsys):
    store, _, (code, out, _) = twice
    assert code == 0 and names(capsys, store) == ["a", "a-2", "x1", "x1-2", "x2"]
    for name, place in (("a", "a.txt:"), ("x1", "t.csv:2:")):
        assert f"{place} another article is called “{name}” already" in out
        assert f"not replaced, and this one was added beside it as “{name}-2”" in out
        assert f"remove “{name}” (in the list of articles; on the command line: remove STORE {name})" in out
    assert "x2” already" not in out


def test_what_is_told_to_a_hindi_reader_names_the_same():
    error = ReadingError("reading.name_taken", file="a.txt", name="a", given="a-2")
    assert "बदला नहीं गया" in error.message("hi") and "remove STORE a)" in error.message("hi")


def test_a_pasted_text_under_a_title_that_is_taken_is_told_a_row_without_an_id_is_not():
    taken = Names(["a", "t-2"])
    (note,) = read_text(NEW, "a", names=taken).notes
    assert (note.code, note.fields["name"], note.fields["given"]) == ("reading.name_taken", "a", "a-2")
    # Of an older table with a row more this number was another article's.
    (reading,) = read_bytes("t.csv", f"text\n{NEW}\n".encode(), names=taken)
    assert reading.documents[0].name == "t-2-2" and reading.notes == ()


def test_the_old_one_is_removed_and_the_same_file_does_not_bring_it_back(twice, capsys):
    store, folder, _ = twice
    code, _, err = run(capsys, "remove", store, "a", "x1", "a")
    assert code == 0 and "2 articles were removed: a, x1" in err
    assert names(capsys, store) == ["a-2", "x1-2", "x2"]
    (found,) = json.loads(run(capsys, "totals", store, "--format", "json")[1])
    assert found["documents"] == 3
    assert run(capsys, "ingest", folder, "--into", store)[0] == 0
    assert names(capsys, store) == ["a-2", "x1-2", "x2"]


def test_nothing_is_removed_where_one_of_the_names_is_unknown(twice, capsys):
    store, folder, _ = twice
    code, _, err = run(capsys, "remove", store, "a", "zz")
    assert code == 2 and "zz: no article of this name" in err and "documents" in err
    assert "a" in names(capsys, store)
    assert "केवल भंडार" in run(capsys, "remove", folder, "a", language="hi")[2]
    code, _, err = run(capsys, "remove", folder / "a.txt", "a")
    assert code == 2 and "only from a store" in err and (folder / "a.txt").exists()
    assert "no such store" in run(capsys, "remove", folder / "no.duckdb", "a")[2]


def test_nothing_is_removed_from_a_store_whose_ingest_was_stopped(tmp_path, capsys):
    with Store.create(tmp_path / "m.duckdb") as store:
        store.append(make_batch([Page("a", ("रूस आया।",))]))
        store.stage(make_batch([Page("b", ("भारत आया।",))]))
    code, _, err = run(capsys, "remove", tmp_path / "m.duckdb", "a")
    assert code == 2 and "is not finished; 1 article waits" in err and "same ingest command" in err
    with Store.open(tmp_path / "m.duckdb") as store:
        assert store.query("SELECT name FROM document")["name"].tolist() == ["a"] and store.unfinished
