"""Files and folders: the seeds, order, names, and one bad file among good ones."""

import errno
import gzip
import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from analysis import keyed
from analysis.annotate.annotate import Annotator
from analysis.ingest import fill
from analysis.lexicon.reader import load_lexicon
from analysis.reading import LIMITS, Limits, Names, Seen, read_bytes, read_path
from analysis.reading.names import safe_name, stem
from analysis.reading.read import SUFFIXES
from analysis.store.store import Store

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
A, B = "000_e9d52559c15d213b", "003_423de9ca1c02ffde"


def documents(readings):
    return [document for reading in readings for document in reading.documents]


def test_the_seeds_are_read_whole_with_name_and_title():
    a, b = documents(read_path(SEEDS))
    assert (a.name, len(a.text)) == (A, 2657)
    assert (b.name, len(b.text)) == (B, 2016)
    assert a.text == (SEEDS / f"{A}.txt").read_bytes().decode("utf-8")
    assert a.title == "भारत-रूस संबंधों को मजबूत करने की दिशा में एस जयशंकर की महत्वपूर्ण बैठक"
    assert b.title == "विदेश मंत्री एस जयशंकर पांच दिनों की रूस …"
    assert a.title_guessed and b.title_guessed
    assert {a.published, b.published, a.source, b.source} == {None}
    assert a.language == b.language == "hi"


def test_a_reading_tells_bytes_and_hash_of_the_file():
    reading = next(read_path(SEEDS / f"{A}.txt"))
    data = (SEEDS / f"{A}.txt").read_bytes()
    assert (reading.bytes, reading.sha256) == (6931, hashlib.sha256(data).hexdigest())
    assert (reading.status, reading.message()) == ("loaded", "")


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "b.txt": "भारत ने कहा।",
        "a.txt": "रूस ने कहा।",
        "sub/b.txt": "चीन ने कहा।",
        ".hidden.txt": "x",
        ".git/c.txt": "x",
        "README.md": "x",
        "sub/ReadMe.txt": "x",
        "Thumbs.db": "x",
        "picture.png": "x",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff")
    return tmp_path


def test_a_folder_is_read_in_order_and_a_bad_file_stops_nothing(folder):
    readings = list(read_path(folder))
    told = [(Path(reading.path).relative_to(folder).as_posix(), reading.status) for reading in readings]
    assert told == [
        ("a.txt", "loaded"),
        ("b.txt", "loaded"),
        ("bad.txt", "wrong_encoding"),
        ("picture.png", "refused"),
        ("sub/b.txt", "loaded"),
    ]
    assert [document.name for document in documents(readings)] == ["a", "b", "sub-b"]


@pytest.mark.parametrize("suffix", sorted({*SUFFIXES} - {".gz"}))
def test_what_has_no_byte_is_empty_and_not_damaged(suffix, tmp_path):
    (tmp_path / f"a{suffix}").write_bytes(b"")
    (tmp_path / f"b{suffix}.gz").write_bytes(gzip.compress(b""))
    (tmp_path / f"c{suffix}.gz").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr(f"d{suffix}", b"")
    told = [(reading.status, reading.error.code) for reading in read_path(tmp_path)]
    assert told == [("no_text", "reading.empty")] * 4
    (tmp_path / "e.jpg").write_bytes(b"")
    assert [*read_path(tmp_path / "e.jpg")][0].error.code == "reading.kind"


def test_a_missing_file_and_a_pipe_are_told(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert [reading.error.code for reading in read_path(tmp_path / "none.txt")] == ["reading.cannot_open"]
    assert [reading.error.code for reading in read_path(tmp_path)] == ["reading.not_a_file"]
    assert [reading.error.code for reading in read_path("a\0b.txt")] == ["reading.cannot_open"]


def test_links_in_a_folder_are_told_and_not_followed(tmp_path):
    inside = tmp_path / "news" / "2024"
    inside.mkdir(parents=True)
    (inside / "a.txt").write_text("भारत ने कहा।", encoding="utf-8")
    (inside / "round").symlink_to(tmp_path / "news")
    (tmp_path / "news" / "again").symlink_to(inside)
    (tmp_path / "news" / "own.txt").symlink_to("own.txt")
    (tmp_path / "private.txt").write_text("रूस ने कहा।", encoding="utf-8")
    (inside / "out.txt").symlink_to(tmp_path / "private.txt")
    told = [
        (reading.path.removeprefix(f"{tmp_path}/news/"), reading.status, reading.error and reading.error.code)
        for reading in read_path(tmp_path / "news")
    ]
    assert told == [
        ("again", "refused", "reading.link_to_folder"),
        ("own.txt", "refused", "reading.link_to_file"),
        ("2024/a.txt", "loaded", None),
        ("2024/out.txt", "refused", "reading.link_to_file"),
        ("2024/round", "refused", "reading.link_to_folder"),
    ]


def test_a_folder_with_the_name_of_a_store_is_told_and_not_read(tmp_path):
    for folder in ("2024/X.duckdb", "2024/x.duckdb.waiting", "2024/.x.duckdb", "y.duckdb"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text("भारत ने कहा।", encoding="utf-8")
    (tmp_path / "2024" / "z.duckdb").write_bytes(b"a store")
    told = [(reading.path, reading.status) for reading in read_path(tmp_path)]
    assert told == [(str(tmp_path / "y.duckdb"), "refused"), (str(tmp_path / "2024/X.duckdb"), "refused")]
    (first, _) = read_path(tmp_path)
    assert "rename it" in first.message("en") and "नाम बदलें" in first.message("hi")


def test_a_flood_of_files_is_cut_and_told(folder):
    readings = list(read_path(folder, limits=Limits(members=2)))
    assert len(documents(readings)) == 2
    assert readings[-1].error.code == "reading.too_many_members"


def test_names_and_texts_of_a_corpus_are_carried_on():
    names, seen = Names([A]), Seen()
    (a,) = documents(read_path(SEEDS / f"{A}.txt", names=names, seen=seen))
    assert a.name == f"{A}-2"
    (again,) = read_path(SEEDS / f"{A}.txt", names=names, seen=seen)
    assert (again.status, again.documents, again.error.fields["other"]) == ("duplicate", (), a.name)


def test_too_large_files_and_articles():
    (reading,) = read_bytes("a.txt", b"a" * 100, limits=Limits(article_bytes=99))
    assert (reading.status, reading.sha256) == ("too_large", hashlib.sha256(b"a" * 100).hexdigest())
    (reading,) = read_bytes("a.txt", b"a" * 100, limits=Limits(article_bytes=100, article_characters=99))
    assert (reading.status, reading.error.fields["characters"]) == ("too_large", 100)
    assert LIMITS.article_bytes < 1 << 30


def test_latin_text_is_kept_and_marked():
    (reading,) = read_bytes("a.txt", b"India and Russia met in Moscow today.")
    assert (reading.status, reading.documents[0].language) == ("not_hindi", "en")
    assert "en" in reading.message("hi")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("मिसाइल हमला", "मिसाइल-हमला"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "document"),
        ("C:\\x\\y", "C-x-y"),
        ("<b>\u202ex", "b-x"),
        ("a" * 200, "a" * 80),
        (".hidden", "hidden"),
    ],
)
def test_names_are_labels_never_paths(raw, name):
    assert safe_name(raw) == name


@pytest.mark.parametrize(
    ("file", "label"),
    [
        ("a.txt", "a"),
        ("2024/jan/a.txt", "2024-jan-a"),
        ("n.jsonl.gz", "n"),
        ("एक.दो.txt", "एक.दो"),
        ("a", "a"),
    ],
)
def test_a_name_is_made_of_the_file_and_its_folders(file, label):
    assert stem(file) == label


def test_taken_names_get_a_number():
    names = Names(["a", "a-2"])
    assert [names.give("a"), names.give("a"), names.give("b")] == ["a-3", "a-4", "b"]


def test_taken_names_get_a_number_however_many_came_between(monkeypatch):
    monkeypatch.setattr(keyed, "MOST", 4)
    names = Names(f"a-{number}" for number in range(2, 30) if number % 7)
    given = [names.give(name) for _ in range(6) for name in ("a", "b", "c")]
    assert given[::3] == ["a", "a-7", "a-14", "a-21", "a-28", "a-30"]
    assert given[1::3] == ["b", "b-2", "b-3", "b-4", "b-5", "b-6"]
    assert names.free("a-2") == "a-2-2" and names.free("a-30") == "a-30-2" and names.free("a-31") == "a-31"


def test_a_name_that_was_free_is_kept_only_when_taken():
    names = Names(["a", "a-2"])
    assert [names.free("a"), names.free("a"), names.give("a"), names.free("a")] == [
        "a-3",
        "a-3",
        "a-3",
        "a-4",
    ]


def test_a_full_disk_is_no_fault_of_the_file_that_is_read(monkeypatch, tmp_path):
    (tmp_path / "a.txt").write_text("भारत ने समझौता किया।", encoding="utf-8")

    def full(*_):
        raise keyed.NoRoom(errno.ENOSPC, "database or disk is full")

    monkeypatch.setattr(Seen, "meet", full)
    with pytest.raises(OSError):
        list(read_path(tmp_path))


def test_a_file_name_that_is_no_utf8_is_shown_escaped_and_its_neighbours_are_read(tmp_path):
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(odd, "w", encoding="utf-8") as file:
            file.write("भारत ने समझौता किया।")
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    (tmp_path / "good.txt").write_text("चीन से बैठक हुई।", encoding="utf-8")
    found = list(read_path(tmp_path))
    assert [one.path.removeprefix(str(tmp_path)) for one in found] == ["/caf\\xe9.txt", "/good.txt"]
    with Store.create() as store:
        fill(store, found, Annotator(load_lexicon(), deep=False))
        assert sorted(store.query("SELECT name FROM document")["name"]) == ["caf-xe9", "good"]
