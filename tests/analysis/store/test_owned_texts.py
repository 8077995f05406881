"""Texts of another store are neither read nor written over, whatever lies in the place of a store's."""

import shutil
from datetime import date

import pytest

from analysis.errors import StoreError
from analysis.store import texts
from analysis.store.store import Store
from tests.analysis.hand import Page, make_batch

PAGES = [
    Page(f"{n}.txt", (f"लेख {n} — “क़िला”।", f"साझा बात {n // 2}"), date(2024, 12, 31 - n)) for n in range(9)
]
NEW = Page("नया", ("नया लेख",))


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "INSIDE", 3)
    return tmp_path / "corpus.duckdb"


def aside(path):
    return path.with_name(f"{path.name}.texts")


def fill(path, pages):
    with Store.create(path) as store:
        for first in range(0, len(pages), 3):
            store.append(make_batch(pages[first : first + 3]))
        store.finish()
    return path


def copied(path, name):
    other = path.with_name(name)
    for one, two in ((path, other), (aside(path), aside(other))):
        if one.exists():
            shutil.copy(one, two)
    return other


def refused(work, *given, code):
    with pytest.raises(StoreError) as told:
        work(*given)
    assert told.value.code == code and told.value.message("hi") != told.value.message("en")


def words(path):
    with Store.open(path) as store:
        names = store.query("SELECT document, name FROM document ORDER BY name")
        found = store.texts(names["document"])
        return {name: found[document] for document, name in names.itertuples(index=False)}


def test_a_small_store_that_grows_does_not_write_over_texts_that_lie_there(path):
    """The other store was renamed without them, and a small one has taken its name."""
    fill(path, PAGES)
    left = aside(path).read_bytes()
    path.unlink()
    small = fill(path.with_name("small.duckdb"), PAGES[:3]).rename(path)
    with Store.open(path, read_only=False) as store:
        refused(store.append, make_batch([NEW]), code="store.texts_left")
    assert aside(path).read_bytes() == left and len(words(small)) == 3
    aside(path).unlink()
    with Store.open(path, read_only=False) as store:
        store.append(make_batch([NEW]))
    assert len(words(path)) == 4 and aside(path).exists()


def test_a_first_part_that_a_killed_writer_left_is_written_again(path):
    fill(path, PAGES[:3])
    whole = copied(path, "other.duckdb")
    with Store.open(whole, read_only=False) as store:
        store.append(make_batch([NEW]))
    made = aside(whole).read_bytes()
    for left in (b"", made[:7], made[:-3], made):
        grown = copied(path, "grown.duckdb")
        aside(grown).write_bytes(left)
        with Store.open(grown, read_only=False) as store:
            store.note(texts_writing=1)
            store.append(make_batch([NEW]))
        assert words(grown) == words(whole) and aside(grown).read_bytes() == made
    shutil.copy(path, grown)
    aside(grown).write_bytes(made + b"what another store wrote then")
    with Store.open(grown, read_only=False) as store:
        refused(store.append, make_batch([NEW]), code="store.texts_left")


def test_what_another_store_left_stays_after_a_kill_too(path):
    """The writer was killed before it wrote a text; then a renamed store's were put there."""
    fill(path, PAGES[:3])
    aside(path).write_bytes(b"others")
    with Store.open(path, read_only=False) as store:
        store.note(texts_writing=1)
        store.remove("0.txt")
        refused(store.append, make_batch(PAGES[3:6]), code="store.texts_left")
    assert aside(path).read_bytes() == b"others" and len(words(path)) == 2


def test_a_first_write_that_fails_leaves_nothing_in_the_way(path, monkeypatch):
    fill(path, PAGES[:3])
    with Store.open(path, read_only=False) as store:
        with monkeypatch.context() as patched:
            patched.setattr(texts, "write", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                store.append(make_batch([NEW]))
        assert not aside(path).exists()
        store.append(make_batch([NEW]))
    assert len(words(path)) == 4


@pytest.mark.parametrize("change", ["remove", "append"])
def test_the_texts_of_a_copy_that_was_changed_are_refused_at_opening(path, change):
    """What came last in the original is there unchanged."""
    fill(path, PAGES)
    other = copied(path, "other.duckdb")
    with Store.open(other, read_only=False) as store:
        store.remove("4.txt") if change == "remove" else store.append(make_batch([NEW]))
    own, others = aside(path).read_bytes(), aside(other).read_bytes()
    for one, data in ((path, others), (other, own)):
        aside(one).write_bytes(data)
        refused(Store.open, one, code="store.texts")
        with pytest.raises(StoreError):
            Store.open(one, read_only=False)
    aside(path).write_bytes(own)
    aside(other).write_bytes(others)
    with Store.open(path, read_only=False) as store:
        aside(path).write_bytes(others)  # while it is open
        refused(store.remove, "5.txt", code="store.texts")
        assert aside(path).read_bytes() == others
    aside(path).write_bytes(own)
    assert len(words(path)) == 9 and len(words(other)) == (8 if change == "remove" else 10)


def test_a_killed_writer_s_file_is_read_and_written_on(path):
    fill(path, PAGES)
    with Store.open(path, read_only=False) as store:
        store.note(texts_writing=1)
    with aside(path).open("ab") as stream:
        stream.write(b"half a rec")
    before = words(path)
    with Store.open(path, read_only=False) as store:
        store.append(make_batch([NEW]))
    assert words(path) == before | {"नया": "नया लेख\n"}
    with aside(path).open("ab") as stream:
        stream.write(b"more")
    refused(Store.open, path, code="store.texts")  # nobody was killed at that


def test_what_a_killed_writer_could_not_note_is_noted_when_the_store_is_finished(path):
    fill(path, PAGES)
    with Store.open(path, read_only=False) as store:
        store.note(texts_writing=1)
        store.finish()
    with aside(path).open("ab") as stream:
        stream.write(b"another's")
    refused(Store.open, path, code="store.texts")


def test_nothing_is_written_through_a_link_to_another_store_s_texts(path):
    fill(path, PAGES)
    other = copied(path, "other.duckdb")
    aside(other).unlink()
    aside(other).symlink_to(aside(path))
    before = words(path)
    with Store.open(other, read_only=False) as store:
        refused(store.remove, "4.txt", code="store.texts_shared")
        refused(store.append, make_batch([NEW]), code="store.texts_shared")
        refused(store.replace, "4.txt", make_batch([NEW]), code="store.texts_shared")
    assert words(path) == words(other) == before


@pytest.mark.parametrize("change", ["remove", "append"])
def test_a_backup_of_hard_links_keeps_its_texts(path, change):
    fill(path, PAGES)
    backup = path.with_name("backup.duckdb")
    shutil.copy(path, backup)
    aside(backup).hardlink_to(aside(path))
    before = words(path)
    with Store.open(path, read_only=False) as store:
        store.remove("4.txt") if change == "remove" else store.append(make_batch([NEW]))
    assert words(backup) == before and len(words(path)) == (8 if change == "remove" else 10)
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "backup.duckdb", "backup.duckdb.texts", "corpus.duckdb", "corpus.duckdb.texts",
    ]  # fmt: skip


def test_a_record_or_dictionary_whose_size_is_damaged_is_told(path):
    fill(path, PAGES)
    whole = aside(path).read_bytes()
    with Store.open(path) as store:
        rows = store.query("SELECT text_at, name FROM document WHERE text_at >= 0 ORDER BY text_at, name")
    at, name = int(rows["text_at"][0]), rows["name"][0]
    for place in (len(texts.head(b"")) + 4, at + 4):  # of a frame: four bytes of magic, then how it is packed
        flags = whole[place] | 0xC0  # then its size is said in eight bytes
        damaged = whole[:place] + bytes([flags]) + b"\xff" * 7 + b"\x0f" + whole[place + 9 :]
        aside(path).write_bytes(damaged)
        refused(words, path, code="store.texts")
        with pytest.raises(StoreError), Store.open(path, read_only=False) as store:
            store.remove(name)
