"""The texts of a large store lie beside it, in the order of its transactions."""

import shutil
from datetime import date

import duckdb
import pytest
import zstandard

from analysis.errors import StoreError
from analysis.store import lake, reading_texts, stage, text_records, texts
from analysis.store.batch_files import write_batch
from analysis.store.prepared import prepare
from analysis.store.report import InputRow
from analysis.store.store import Store
from analysis.store.waiting import waiting_folder
from tests.analysis.hand import Page, make_batch
from tests.analysis.measures.test_cubes import EXTRA

NEW = Page("नया", ("नया लेख",))
PAGES = [
    Page(
        f"{n}.txt",
        (f"लेख {n} — “क़िला”, 1,00,000 ₹।", "दूसरी पंक्ति 😀", f"साझा बात {n // 2}"),
        date(2024, 12, 31 - n),
    )
    for n in range(9)
]


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "INSIDE", 3)
    return tmp_path / "corpus.duckdb"


def fill(path, pages=PAGES):
    store = Store.create(path)
    for first in range(0, len(pages), 3):
        store.append(make_batch(pages[first : first + 3]))
    store.finish()
    return store


def by_name(store):
    names = store.query("SELECT document, name FROM document")
    found = store.texts(names["document"])
    return {name: found[document] for document, name in zip(names["document"], names["name"], strict=True)}


def test_every_text_is_as_it_was_given_also_after_renumbering(path):
    with fill(path) as store:
        assert by_name(store) == {page.name: "\n".join(page.lines) + "\n" for page in PAGES}
        # The first batch came while the store was small; document 0 is now the last page.
        inside = store.query("SELECT name FROM document WHERE text <> '' ORDER BY name")["name"]
        assert list(inside) == ["0.txt", "1.txt", "2.txt"]
        assert store.text(0).startswith("लेख 8")
        assert store.texts([]) == {}


def test_a_small_store_is_one_file(path):
    fill(path, PAGES[:3]).close()
    assert [file.name for file in path.parent.iterdir()] == ["corpus.duckdb"]


def test_a_store_is_renamed_with_its_texts_or_refused(path, tmp_path):
    fill(path).close()
    renamed, beside = path.rename(tmp_path / "other.duckdb"), tmp_path / "other.duckdb.texts"
    with pytest.raises(StoreError) as told:
        Store.open(renamed)
    assert told.value.code == "store.texts" and str(beside) in str(told.value)
    (tmp_path / "corpus.duckdb.texts").rename(beside)
    with Store.open(renamed, read_only=False) as store:
        assert len(by_name(store)) == 9
        store.append(make_batch([NEW]))
        assert len(by_name(store)) == 10
    assert not (tmp_path / "corpus.duckdb.texts").exists()


def copied(path, *endings):
    """Copy the store, and what is named of what lies beside it, to other.duckdb."""
    for ending in ("", *endings):
        shutil.copy(f"{path}{ending}", path.with_name(f"other.duckdb{ending}"))
    return path.with_name("other.duckdb")


def test_what_is_taken_out_of_a_copy_stays_in_the_original(path):
    fill(path).close()
    aside = path.with_name("corpus.duckdb.texts")
    before, other = aside.read_bytes(), copied(path, ".texts")
    with Store.open(other, read_only=False) as store:
        store.remove("7.txt")
        store.append(make_batch([Page("नया", ("नया लेख",))]))
        assert len(by_name(store)) == 9
    assert aside.read_bytes() == before != other.with_name("other.duckdb.texts").read_bytes()
    aside.unlink()
    with Store.open(other) as store:
        assert len(by_name(store)) == 9, "it knows its own texts by now"


def test_a_renamed_store_keeps_its_texts_when_another_takes_its_name(path):
    fill(path).close()
    other = path.rename(path.with_name("other.duckdb"))
    path.with_name("corpus.duckdb.texts").rename(path.with_name("other.duckdb.texts"))
    fill(path, [Page(page.name, ("ये कुछ और ही है", *page.lines)) for page in PAGES]).close()
    with Store.open(other) as old, Store.open(path) as new:
        assert old.text(0).startswith("लेख 8") and new.text(0).startswith("ये कुछ और")


def test_texts_of_another_store_under_the_name_are_refused(path):
    fill(path).close()
    other = copied(path)
    other.with_name("other.duckdb.texts").write_bytes(texts.head(text_records.dictionary_of([])))
    with pytest.raises(StoreError) as told:
        Store.open(other)
    assert told.value.code == "store.texts"


def test_a_text_of_a_copy_that_went_another_way_is_refused(path):
    """Both files have the same dictionary, and records of the same sizes at the same places."""
    fill(path).close()
    other = copied(path, ".texts")
    for file, page in ((path, Page("नया", ("सौदा 1111",))), (other, Page("नया", ("सौदा 2222",)))):
        with Store.open(file, read_only=False) as store:
            store.append(make_batch([page]))
    whole = f"{path}.texts.whole"
    shutil.copy(f"{path}.texts", whole)
    with Store.open(path) as store:
        number = store.query("SELECT document FROM document WHERE name = 'नया'")["document"].iloc[0]
        shutil.copy(f"{other}.texts", f"{path}.texts")  # while the store is open
        with pytest.raises(StoreError) as told:
            store.text(number)
        assert told.value.code == "store.texts"
        assert store.text(0 if number else 1).startswith("लेख"), "what both have is read"
    with pytest.raises(StoreError) as told:
        Store.open(path)
    assert told.value.code == "store.texts" and f"{path}.texts" in str(told.value)
    shutil.copy(whole, f"{path}.texts")
    with Store.open(path) as store:
        assert len(by_name(store)) == 10


def test_a_text_cut_off_is_told(path, tmp_path):
    fill(path).close()
    file = tmp_path / "corpus.duckdb.texts"
    whole = file.read_bytes()
    with Store.open(path) as store:
        file.write_bytes(whole[:-20])
        with pytest.raises(StoreError) as told:
            by_name(store)
    assert told.value.code == "store.texts"
    with pytest.raises(StoreError) as told:
        Store.open(path)
    assert told.value.code == "store.texts"


def test_a_document_taken_out_leaves_no_text(path, tmp_path):
    with fill(path) as store:
        at, size = store.query("SELECT text_at, text_size FROM document WHERE name = '7.txt'").iloc[0]
        store.remove("7.txt")
        record = (tmp_path / "corpus.duckdb.texts").read_bytes()[at : at + size]
        assert record == bytes(size)
        file = texts.text_file(path, store.about)
        at, size = store.query("SELECT text_at, text_size FROM document WHERE name = '8.txt'").iloc[0]
        fresh = file.path.read_bytes()[at : at + size]
        (left,) = text_records.unpack([fresh], file.dictionary)
        assert [text[:5] for text in left.texts()] == ["लेख 6", "", "लेख 8"]
        store.finish()
        assert "7.txt" not in by_name(store) and len(by_name(store)) == 8


def test_an_append_that_fails_leaves_what_was_there(path):
    with fill(path) as store:
        before = by_name(store)
        with pytest.raises(StoreError):
            store.append(make_batch([PAGES[4]]))
        # As after a kill between the file and the transaction: bytes that nobody knows of.
        store.note(texts_writing=1)
        with (path.parent / "corpus.duckdb.texts").open("ab") as stream:
            stream.write(b"half a rec")
        store.append(make_batch([Page("नया", ("नया लेख",))]))
        assert by_name(store) == before | {"नया": "नया लेख\n"}


def test_a_record_holds_any_text():
    dictionary = text_records.dictionary_of(["पहला", "दूसरा"])
    for text in ("", "क" * 100_000, "a\x00b\n", "\ud800"):
        others = ["पहला", text, "तीसरा"]
        (record,) = text_records.unpack(text_records.pack([others], dictionary), dictionary)
        assert record.texts() == others and [record.text(n) for n in range(3)] == others
        with pytest.raises(IndexError):
            record.text(3)


@pytest.mark.parametrize("texts", [[], [""], ["क"], ["क" * 300_000, "ख"]])
def test_any_texts_make_a_dictionary(texts):
    dictionary = text_records.dictionary_of(texts)
    records = text_records.records_of(["पहला", "दूसरा"], dictionary)
    assert text_records.unpack(records.packed, dictionary)[0].texts() == ["पहला", "दूसरा"]


def common(dictionary):
    return zstandard.ZstdDecompressor().decompress(dictionary).decode("utf-16-le")


def test_a_dictionary_has_what_two_texts_share_and_nothing_of_one_alone():
    texts = [f"गुप्त{n} भारत और रूस ने आज कहा, गुप्त{n} और रूस ने {n} रूस ने {n}" for n in range(3)]
    assert common(text_records.dictionary_of(texts)) == "और रूस ने भारत और रूस ने आज कहा,"
    assert common(text_records.dictionary_of(["एक दो तीन चार", "एक दो", "दो तीन चार पाँच"])) == "दो तीन चार"
    assert common(text_records.dictionary_of(["एक दो तीन एक दो तीन"])) == ""


def test_a_long_run_is_parted_and_what_saves_most_stands_last():
    words = [f"शब्द{n:02}" for n in range(30)]
    texts = [" ".join(words)] * 2 + ["कुछ और ही"] * 2
    parts = [words[0:12], words[10:22], words[20:30]]
    told = common(text_records.dictionary_of(texts))
    assert told.startswith("कुछ और ही ") and sorted(told[10:].split()) == sorted(sum(parts, []))


def test_a_dictionary_is_of_texts_from_the_first_to_the_last_and_never_large():
    texts = [f"{n // 2:05} का एक " + "क " * 9_000 + f"{n // 2:05} का दो" for n in range(4_000)]
    told = common(text_records.dictionary_of(texts[::2] + texts[1::2]))
    assert "00000 का एक" in told and "01996 का एक" in told and "का दो" not in told and len(told) < 130_000


def test_a_record_opened_with_another_dictionary_is_refused_not_another_text():
    texts = [f"लेख {n} — “क़िला”, 1,00,000 ₹।" for n in range(9)]
    ours, other = (text_records.dictionary_of(part) for part in (texts, ["बिलकुल अलग पाठ " * 40]))
    with pytest.raises(ValueError):
        text_records.unpack(text_records.records_of(texts, ours).packed, other)


def test_texts_packed_with_another_dictionary_are_refused(path):
    with fill(path) as store:
        batch = make_batch([Page("नया", ("नया लेख",))])
        prepared = prepare(batch, waiting_folder(path), text_records.dictionary_of(["और कुछ"]))
        with pytest.raises(StoreError) as told:
            store.stage(prepared)
        assert told.value.code == "store.texts"
        assert len(by_name(store)) == 9 and not store.unfinished


def test_the_dictionary_is_of_what_is_inside_and_of_what_comes_first(path):
    fill(path).close()
    with Store.open(path) as store:
        file = texts.text_file(path, store.about)
    assert "साझा बात 0" in common(file.dictionary) and "साझा बात 2" in common(file.dictionary)
    assert "साझा बात 3" not in common(file.dictionary)


def test_a_file_that_does_not_begin_as_ours_is_refused(path, tmp_path):
    fill(path).close()
    file = tmp_path / "corpus.duckdb.texts"
    kept = file.read_bytes()
    flipped = bytes([kept[30] ^ 1])  # in the dictionary
    for broken in (b"texts 2\n" + kept[8:], kept[:30], b"", kept[:30] + flipped + kept[31:]):
        file.write_bytes(broken)
        with pytest.raises(StoreError) as told:
            Store.open(path)
        assert told.value.code == "store.texts"


def test_long_texts_share_no_record_with_many_others(path):
    pages = [Page(f"{n:02}", ("क" * 3_900,)) for n in range(20)]
    with fill(path, PAGES[:3]) as store:
        store.append(make_batch(pages))
        at = store.query("SELECT DISTINCT text_at FROM document WHERE text_at IS NOT NULL ORDER BY ALL")
        assert len(at) == 7  # three of them in a record
        assert {name: text for name, text in by_name(store).items() if name in ("00", "19")} == {
            "00": "क" * 3_900 + "\n",
            "19": "क" * 3_900 + "\n",
        }


def test_texts_in_memory_stay_inside(monkeypatch):
    monkeypatch.setattr(texts, "INSIDE", 0)
    with Store.create(None) as store:
        store.append(make_batch(PAGES[:2]))
        assert store.about.get("texts") is None and len(by_name(store)) == 2


def test_the_file_is_told_of_in_the_store(path):
    fill(path).close()
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT value FROM about WHERE key = 'texts'").fetchall() == [
            ("corpus.duckdb.texts",)
        ]


def test_all_texts_come_in_the_order_they_were_added_staged_or_not(path, monkeypatch):
    monkeypatch.setattr(reading_texts, "_PIECE", 2)  # pieces that hold texts of both places
    wanted = [(page.name, "\n".join(page.lines) + "\n") for page in PAGES]
    with Store.create(path) as store:
        for first in (0, 3):
            store.append(make_batch(PAGES[first : first + 3]))
        store.stage(make_batch(PAGES[6:]))
        pieces = list(store.all_texts())
        assert [one for piece in pieces for one in piece] == wanted
        assert list(map(len, pieces)) == [2, 2, 2, 2, 1]
    with Store.create(None) as store:
        store.append(make_batch(PAGES))
        assert [one for piece in store.all_texts() for one in piece] == wanted


def test_what_is_staged_is_read_once_for_all_texts(path, monkeypatch):
    monkeypatch.setattr(reading_texts, "_PIECE", 1)
    monkeypatch.setattr(stage, "INSIDE", 3)
    asked = []
    plain = reading_texts.with_waiting
    monkeypatch.setattr(reading_texts, "with_waiting", lambda *all: asked.append(all) or plain(*all))
    with Store.create(path) as store:
        store.append(make_batch(PAGES[:3]))
        for page in PAGES[3:]:
            store.stage(make_batch([page]))
        assert len([one for piece in store.all_texts() for one in piece]) == 9
    assert len(asked) == 1


def test_a_lake_reads_each_text_where_its_batch_put_it(tmp_path, monkeypatch):
    monkeypatch.setattr(lake, "INSIDE", 3)
    for number in range(3):
        batch = make_batch(PAGES[3 * number : 3 * number + 3], EXTRA)
        write_batch(tmp_path, number, batch, [InputRow(f"{number}.txt", 1, "00", "loaded", 3)])
    write_batch(tmp_path, 3, None, [InputRow("3.txt", 1, "00", "no_text", 0)])
    lake.compact(tmp_path, batch.entities, batch.aliases, about={"state": "finished"})
    with Store.open_lake(tmp_path) as store:
        assert by_name(store) == {page.name: "\n".join(page.lines) + "\n" for page in PAGES}
        assert [name for part in store.all_texts() for name, _ in part] == [p.name for p in PAGES[::-1]]
        assert store.query("SELECT text FROM document")["text"].unique().tolist() == [""]
        packed = (lake.lake_tables(tmp_path) / "texts" / "dictionary").read_bytes()[12:]
        assert "साझा बात 2" in common(packed), "of so many batches as have more than three articles"
        assert "साझा बात 3" not in common(packed)
        file = lake.lake_tables(tmp_path) / "texts" / "00000001"
        file.write_bytes(file.read_bytes()[:-20])
        assert store.text(0).startswith("लेख 8"), "of another batch"
        with pytest.raises(StoreError) as told:
            store.text(4)
        assert told.value.code == "store.texts"
