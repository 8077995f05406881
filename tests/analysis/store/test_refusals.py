"""A full disk and a missing right are told as such, and what was written before them is gone on with."""

import errno
from pathlib import Path

import duckdb
import pytest

from analysis import opening
from analysis.cli import main
from analysis.errors import StoreError
from analysis.keyed import NoRoom
from analysis.opening import open_corpus
from analysis.store import stage, texts
from analysis.store.refusals import not_opened, refusals_told
from analysis.store.store import Store

TEXT = "भारत और रूस ने मॉस्को में रक्षा सहयोग पर लंबी बात की और समझौते पर हस्ताक्षर किए, संख्या {}।"
# As DuckDB says it; what it says next is that the database is broken.
FULL = 'Failed to commit: Could not write file "x.wal": No space left on device'
DENIED = 'IO Error: Cannot open file "x.duckdb.wal": Permission denied'


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "news"
    made.mkdir()
    for number in range(2):
        (made / f"{number}.txt").write_text(TEXT.format(number) * (number + 1), encoding="utf-8")
    return made


def broken():
    return StoreError("store.damaged", path="x", reason="Database has been invalidated")


def behind(first, second):
    try:
        try:
            raise first
        finally:
            raise second
    except Exception as error:
        return error


@pytest.mark.parametrize("then", [None, broken, lambda: duckdb.FatalException("broken")])
def test_a_full_disk_is_told_whatever_is_raised_for_it(then):
    full = duckdb.TransactionException(FULL)
    with pytest.raises(NoRoom) as told, refusals_told(Path("x.duckdb")):
        raise behind(full, then()) if then else full
    assert told.value.errno == errno.ENOSPC and "x.duckdb" in str(told.value)


def test_a_missing_right_is_told_and_what_is_neither_is_raised_as_it_is():
    with pytest.raises(StoreError) as told, refusals_told(Path("x.duckdb")):
        raise duckdb.IOException(DENIED)
    assert told.value.code == "store.denied" and "Permission denied" in told.value.message("hi")
    told_already = behind(duckdb.IOException(FULL), StoreError("store.unwritable", path="x", reason="full"))
    for error in (broken(), told_already, duckdb.BinderException("no column")):
        with pytest.raises(type(error)) as told, refusals_told(Path("x.duckdb")):
            raise error
        assert told.value is error


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("IO Error: Could not set lock on file", "store.locked"),
        ('IO Error: Cannot open file "x": Permission denied', "store.denied"),
        ('IO Error: Cannot open file "x": Read-only file system', "store.denied"),
        ("IO Error: The file exists, but it is not a valid DuckDB database file!", "store.unreadable"),
    ],
)
def test_why_a_store_cannot_be_opened(said, code):
    told = not_opened(Path("x.duckdb"), duckdb.IOException(said))
    assert told.code == code and "x.duckdb" in told.message("en")


@pytest.mark.parametrize("step", ["stage", "finish", "remove"])
@pytest.mark.parametrize(("why", "said"), [(FULL, "free some space"), (DENIED, "see to your rights")])
def test_a_command_says_so_in_one_line_and_goes_on_later(
    folder, tmp_path, capsys, monkeypatch, step, why, said
):
    into = tmp_path / "x.duckdb"
    ingest = ["ingest", str(folder), "--into", str(into), "--language", "en"]
    line = ["remove", str(into), "0", "--language", "en"] if step == "remove" else ingest
    if step == "remove":
        assert main(ingest) == 0
        capsys.readouterr()

    def refuse(*_):
        raise duckdb.IOException(why)

    with monkeypatch.context() as patched:
        patched.setattr(Store, step, refuse)
        assert main(line) == 2
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err
    assert main(line) == 0
    with Store.open(into) as store:
        assert len(store.all_documents()) == (1 if step == "remove" else 2)


def test_texts_that_may_not_be_read_are_not_called_broken(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(stage, "INSIDE", 0)
    into = tmp_path / "x.duckdb"
    assert main(["ingest", str(folder), "--into", str(into)]) == 0
    aside, opened = texts.own_texts(into), Path.open

    def deny(path, *given, **more):
        if path == aside:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *given, **more)

    monkeypatch.setattr(Path, "open", deny)
    with pytest.raises(StoreError) as told:
        Store.open(into)
    assert told.value.code == "store.denied"


@pytest.mark.parametrize(
    "error",
    [
        lambda: duckdb.IOException(FULL),
        lambda: OSError(errno.ENOSPC, "No space left on device"),
        lambda: StoreError("store.unwritable", path="x", reason="No space left on device"),
    ],
)
def test_where_the_home_is_full_a_corpus_is_held_in_memory(folder, tmp_path, monkeypatch, error):
    monkeypatch.setenv("VIMARSH_HOME", str(tmp_path / "home"))
    fill = opening.fill

    def full(store, *given, **more):
        if store.path is not None:
            for begun in (".wal", ".fresh", ".fresh.wal", ".texts"):
                Path(f"{store.path}{begun}").touch()
            raise error()
        return fill(store, *given, **more)

    monkeypatch.setattr(opening, "fill", full)
    store, problems = open_corpus(folder)
    with store:
        assert problems[0].code == "store.in_memory" and len(store.all_documents()) == 2
    assert not list((tmp_path / "home").iterdir())


@pytest.mark.parametrize("name", ["fresh", 'q"x', "क 'ख", "main", "q; x", "a b"])
def test_a_store_may_have_any_name(folder, tmp_path, name):
    into = tmp_path / f"{name}.duckdb"
    assert main(["ingest", str(folder), "--into", str(into)]) == 0
    assert main(["remove", str(into), "0"]) == 0
    with Store.open(into) as store:
        assert len(store.all_documents()) == 1


def test_but_for_a_question_mark(folder, tmp_path, capsys):
    moved = tmp_path / "whe?e"
    moved.mkdir()
    assert main(["ingest", str(folder), "--into", str(tmp_path / "x.duckdb")]) == 0
    (tmp_path / "x.duckdb").rename(moved / "x.duckdb")
    capsys.readouterr()
    assert main(["remove", str(moved / "x.duckdb"), "0", "--language", "en"]) == 2
    assert "question mark" in capsys.readouterr().err
    for place in (tmp_path / "what?.duckdb", tmp_path / "wh?t" / "x.duckdb"):
        place.parent.mkdir(exist_ok=True)
        assert main(["ingest", str(folder), "--into", str(place), "--language", "en"]) == 2
        assert "question mark" in capsys.readouterr().err and not list(place.parent.glob("*duckdb*"))
