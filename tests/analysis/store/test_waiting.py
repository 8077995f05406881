"""Batches that are staged make the store that appended ones make, whatever happens in between."""

import pickle
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from analysis.errors import StoreError
from analysis.records import HAPPENINGS, MENTIONS, Batch
from analysis.store import finish, prepared, stage, texts, token_order, waiting
from analysis.store.prepared import forget_drafts, prepare
from analysis.store.report import InputRow
from analysis.store.store import Store
from analysis.store.text_records import dictionary_of
from analysis.store.waiting import waiting_folder
from tests.analysis.hand import Name, Page, make_batch
from tests.analysis.ingest.corpus import all_rows

NAMES = (Name("russia", "country", ("रूस",)), Name("india", "country", ("भारत", "हिंदुस्तान")))
# Batches whose first rows differ in kind, a page without words, one without sentences; dates out of order.
PAGES = (
    Page("ख", ("# रूस की बैठक", "रूस-भारत संबंध। भारत ने कहा।"), date(2025, 3, 1)),
    Page("क", ("×",), date(2025, 5, 1)),
    Page("घ", ("हिंदुस्तान ने रूस से कहा। [भारत] नई बैठक।", "# संबंध"), date(2025, 1, 1)),
    Page("ग", ("",)),
    Page("च", ("रूस-भारत की बैठक पर रूस ने कहा।",), date(2025, 4, 1), "पत्र"),
    Page("छ", ("नए शब्द।", "# और भारत"), date(2025, 2, 1)),
)
BATCHES = [make_batch(PAGES[first : first + 2], NAMES) for first in range(0, len(PAGES), 2)]
ROW = InputRow("x.txt", 1, "0", "loaded", 2)


def made(path, batches=BATCHES, how="stage"):
    with Store.create(path) as store:
        for batch in batches:
            getattr(store, how)(batch, [ROW])
        store.finish()
    return all_rows(path)


@pytest.fixture(scope="module")
def appended(tmp_path_factory):
    return made(tmp_path_factory.mktemp("store") / "appended.duckdb", how="append")


def test_what_is_staged_is_what_is_appended(tmp_path, appended):
    assert made(tmp_path / "x.duckdb") == appended
    assert len(appended["token_row"]) == 30 and len(appended["compound"]) == 2
    assert not waiting_folder(tmp_path / "x.duckdb").exists()


@pytest.mark.parametrize(("step", "files"), [(1, 500), (7, 500), (16, 500), (1, 2), (3, 3), (5, 1)])
def test_tokens_may_be_put_in_order_piece_by_piece(tmp_path, appended, monkeypatch, step, files):
    monkeypatch.setattr(token_order, "STEP", step)
    monkeypatch.setattr(token_order, "FILES", files)
    opened = []
    plain = token_order.TemporaryFile
    monkeypatch.setattr(token_order, "TemporaryFile", lambda **all: opened.append(all) or plain(**all))
    assert made(tmp_path / "x.duckdb") == appended
    assert 1 <= len(opened) <= files and opened[0] == {"dir": waiting_folder(tmp_path / "x.duckdb")}


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not tell what is mapped")
def test_columns_of_documents_that_wait_do_not_hold_their_files(tmp_path):
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        for batch in BATCHES:
            store.stage(batch, [ROW])
        with store._connection.cursor() as cursor:
            for columns, held in (((), True), (waiting.PLACING, False)):
                rows = cursor.execute(
                    f"SELECT name FROM {waiting.with_waiting(cursor, path, 'document', columns)}"
                )
                assert {name for (name,) in rows.fetchall()} == {page.name for page in PAGES}
                assert (str(waiting_folder(path)) in Path("/proc/self/maps").read_text()) == held


def test_what_waits_is_not_seen_but_known(tmp_path):
    with Store.create(tmp_path / "x.duckdb") as store:
        store.stage(BATCHES[0], [ROW])
        for table in ("document", "token_row", "sentence", "mention", "form"):
            assert store.query(f"FROM {table}").empty, table
        assert store.all_documents().values.tolist() == [[0, "ख"], [1, "क"]]
        assert store.text(0) == BATCHES[0].documents["text"][0].as_py()
        assert store.report == [ROW]
        with pytest.raises(StoreError, match="क"):
            store.stage(make_batch([PAGES[1]]))


@pytest.mark.parametrize("aside", [False, True])
def test_another_process_may_prepare_what_is_staged(tmp_path, appended, monkeypatch, aside):
    monkeypatch.setattr(texts, "INSIDE", 0 if aside else 2000)
    path, other = tmp_path / "x.duckdb", make_batch([Page("झ", ("रूस",))], NAMES[::-1])
    with Store.create(path) as store:
        dictionary = dictionary_of(["समाचार"]) if aside else None
        ready = [prepare(batch, waiting_folder(path), dictionary) for batch in (*BATCHES, other)]
        for batch in ready:
            store.stage(pickle.loads(pickle.dumps(batch)), [ROW])
        assert not [*waiting_folder(path).glob("*.draft")]
        store.finish()
        store.remove("झ")
        store.finish()
        found = store.texts(store.query("SELECT document FROM document")["document"])
        assert [found[number] for number in sorted(found)] == [row[11] for row in appended["document"]]
    found = all_rows(path)
    for table in ("token_row", "sentence", "compound", "mention", "statement", "term", "entity"):
        assert found[table] == appended[table], table


def test_entities_are_those_of_the_store_however_a_batch_counts_them(tmp_path):
    other = make_batch(PAGES[2:4], NAMES[::-1])
    row = dict.fromkeys(HAPPENINGS.names, 1) | {"document": 0, "what": "visit", "status": "happened"}
    who = (["russia", "india"], [], ["india"])
    rows = [row | {"start": number, "entities": names} for number, names in enumerate(who)]
    other = Batch(**other.tables() | {"happenings": pa.Table.from_pylist(rows, HAPPENINGS)})
    found = made(tmp_path / "staged.duckdb", [BATCHES[0], other])
    assert found == made(tmp_path / "appended.duckdb", [BATCHES[0], other], how="append")
    codes = [row[1] for row in found["entity"]]
    assert tuple([codes[one] for one in row[-1]] for row in found["happening"]) == who
    named = {(codes[row[6]], row[-1]) for row in found["mention"]}
    assert named == {("russia", "रूस"), ("india", "भारत"), ("india", "हिंदुस्तान")}


def test_texts_of_the_first_batches_stay_inside_and_those_of_others_lie_beside(
    tmp_path, appended, monkeypatch
):
    monkeypatch.setattr(stage, "INSIDE", 3)
    made(tmp_path / "x.duckdb")
    with Store.open(tmp_path / "x.duckdb") as store:
        inside = store.query("SELECT name FROM document WHERE text_at IS NULL ORDER BY name")
        assert inside["name"].tolist() == ["क", "ख"]  # with the next two there are more than three
        found = store.texts(store.query("SELECT document FROM document")["document"])
    assert [found[number] for number in sorted(found)] == [row[11] for row in appended["document"]]


def test_a_batch_that_is_refused_leaves_no_draft(tmp_path, monkeypatch):
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        store.stage(BATCHES[0], [ROW])
        with pytest.raises(StoreError):
            store.stage(BATCHES[0], [ROW])
        monkeypatch.setattr("analysis.store.prepared.first_flags", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.stage(BATCHES[1], [ROW])
    assert sorted(file.name for file in waiting_folder(path).iterdir()) == ["000000", "000000.rows"]


def test_drafts_of_a_killed_process_are_forgotten(tmp_path):
    path = tmp_path / "x.duckdb"
    forget_drafts(waiting_folder(path))
    with Store.create(path) as store:
        store.stage(BATCHES[0], [ROW])
        prepare(BATCHES[1], waiting_folder(path), None)
        forget_drafts(waiting_folder(path))
        assert len([*waiting_folder(path).iterdir()]) == 2
        store.finish()
        assert len(store.query("FROM document")) == 2


def test_terms_of_a_batch_are_those_of_the_store():
    forms = BATCHES[0].forms
    terms = list(zip(forms["lemma_key"].to_pylist(), forms["stop"].to_pylist(), strict=True))
    again = pa.concat_tables([forms, forms.slice(1)])
    numbers = prepared._own_terms(again).tolist()
    assert len(set(numbers)) == len(set(terms)) > 3
    assert numbers[len(terms) :] == numbers[1 : len(terms)]


def test_a_session_goes_on_where_the_last_one_stopped(tmp_path, appended):
    path = tmp_path / "x.duckdb"
    Store.create(path).close()
    for batch in BATCHES:
        with Store.open(path, read_only=False) as store:
            store.stage(batch, [ROW])
    with Store.open(path, read_only=False) as store:
        assert store.all_documents()["name"].tolist() == [page.name for page in PAGES]
        store.finish()
    assert all_rows(path) == appended


def test_a_batch_cut_off_halfway_is_nobody_s(tmp_path, appended, monkeypatch):
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        store.stage(BATCHES[0], [ROW])
        with monkeypatch.context() as patched:
            patched.setattr(stage, "write_report", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                store.stage(BATCHES[2], [ROW])
        assert len(store.all_documents()) == 2
        (waiting_folder(path) / "000001").write_bytes(b"half of a")
        for batch in BATCHES[1:]:
            store.stage(batch, [ROW])
        store.finish()
    assert all_rows(path) == appended


def test_what_is_left_behind_of_the_last_time_is_not_added_again(tmp_path, appended):
    path, kept = tmp_path / "x.duckdb", tmp_path / "kept"
    with Store.create(path) as store:
        for batch in BATCHES[:2]:
            store.stage(batch, [ROW])
        shutil.copytree(waiting_folder(path), kept)
        store.finish()
        shutil.copytree(kept, waiting_folder(path))  # killed before it could be deleted
        store.finish()
        shutil.copytree(kept, waiting_folder(path))
        store.stage(BATCHES[2], [ROW])
        store.finish()
    assert all_rows(path) == appended


def test_later_documents_go_behind_the_others(tmp_path, monkeypatch):
    """The file stays the same one: a large store is not written anew for a day's articles."""
    path, later = tmp_path / "x.duckdb", Page("झ", ("भारत का रूस से नया संबंध।",), date(2026, 1, 1))
    last = Page("ञ", ("# पहला", "रूस।"), date(2026, 1, 2))
    monkeypatch.setattr(finish, "FREE", 1)
    dated = [make_batch([page for page in PAGES if page.published], NAMES)]
    made(path, dated)
    anew = made(tmp_path / "anew.duckdb", [*dated, make_batch([later, last], NAMES)])
    before = path.stat().st_ino
    for page in (later, last):
        with Store.open(path, read_only=False) as store:
            store.stage(make_batch([page], NAMES))
    with Store.open(path, read_only=False) as store:
        store.finish()
        store.finish()
        letters = store.query("SELECT letter FROM token_row")["letter"]
    assert letters.is_monotonic_increasing and letters.is_unique
    found = all_rows(path)
    assert path.stat().st_ino == before
    for table in ("sentence", "mention", "compound", "form", "term"):
        assert found[table] == anew[table], table
    with Store.open(path) as one, Store.open(tmp_path / "anew.duckdb") as other:
        for table in ("token", "document"):
            columns = "name, tokens, text" if table == "document" else "*"
            assert one.query(f"SELECT {columns} FROM {table}").equals(
                other.query(f"SELECT {columns} FROM {table}")
            )


def test_what_is_appended_while_others_wait_has_its_place(tmp_path):
    pages = [Page(name, (f"रूस {name}।",), date(2026, 1, number + 1)) for number, name in enumerate("कखगघ")]
    with Store.create(tmp_path / "x.duckdb") as store:
        for page, how in zip(pages, ("append", "stage", "append", "stage"), strict=True):
            getattr(store, how)(make_batch([page], NAMES))
        store.finish()
    found = all_rows(tmp_path / "x.duckdb")
    assert [row[0] for row in found["token_row"]] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert [row[1] for row in found["document"]] == list("कखगघ")


@pytest.mark.parametrize("hows", [("stage", "append", "stage"), ("append", "stage", "stage")])
def test_staged_and_appended_may_stand_together(tmp_path, appended, hows):
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        for batch, how in zip(BATCHES, hows, strict=True):
            getattr(store, how)(batch, [ROW])
        store.finish()
        assert store.query("SELECT name FROM document ORDER BY document")["name"].tolist() == list("घछखचकग")
    assert all_rows(path) == appended


def test_documents_come_between_those_of_a_finished_store(tmp_path, appended):
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        for batch in BATCHES:
            store.stage(batch, [ROW])
            store.finish()
    assert all_rows(path) == appended


def test_rows_that_nothing_tells_apart_stay_as_they_came(tmp_path):
    again = BATCHES[2].mentions.to_pylist()
    for number, row in enumerate(again):
        row["confidence"] = number / 8
    mentions = pa.Table.from_pylist([*again, *BATCHES[2].mentions.to_pylist()], MENTIONS)
    batches = [Batch(**BATCHES[2].tables() | {"mentions": mentions}), BATCHES[0]]
    found = made(tmp_path / "staged.duckdb", batches)
    assert found == made(tmp_path / "appended.duckdb", batches, how="append")
    told = [row[8] for row in found["mention"] if row[0] == 2]
    assert told == [0.0, 1.0, 0.25, 1.0, 0.125, 1.0]


def test_a_store_without_words(tmp_path):
    batches = [make_batch([PAGES[3]]), make_batch([PAGES[1]])]
    found = made(tmp_path / "x.duckdb", batches)
    assert (len(found["document"]), found["token_row"]) == (2, [])
    assert found == made(tmp_path / "y.duckdb", batches, how="append")


def test_stores_wait_side_by_side(tmp_path, appended):
    paths = tmp_path / "x.duckdb", tmp_path / "y.duckdb"
    with Store.create(paths[0]) as one, Store.create(paths[1]) as other:
        for batch in BATCHES:
            one.stage(batch, [ROW])
            other.stage(batch, [ROW])
        one.finish()
        other.finish()
    assert all_rows(paths[0]) == all_rows(paths[1]) == appended


def cut_off(file):
    file.write_bytes(file.read_bytes()[:99])


def with_another_byte(place):
    def damage(file):
        data = bytearray(file.read_bytes())
        data[int(place * len(data))] ^= 1
        file.write_bytes(data)

    return damage


@pytest.mark.parametrize("name", ["000000", "000000.rows"])
@pytest.mark.parametrize("damage", [Path.unlink, cut_off, *map(with_another_byte, (0.1, 0.3, 0.5, 0.7))])
def test_a_batch_that_is_gone_or_damaged_is_told(tmp_path, damage, name):
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        store.stage(BATCHES[0])
    damage(waiting_folder(path) / name)
    with Store.open(path, read_only=False) as store, pytest.raises(StoreError) as told:
        store.finish()
    assert told.value.code == "store.waiting" and name in told.value.message("en")


def test_in_memory_nothing_waits():
    with Store.create() as store:
        store.stage(BATCHES[0])
        assert len(store.query("FROM document")) == 2


def test_count_tables_are_built_again(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.store.cubes.CUBES_FROM", 1)
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        for count, batch in enumerate(BATCHES, start=1):
            store.stage(batch)
            store.finish()
            cells = store.query("SELECT documents FROM cell_size JOIN cell USING (cell) WHERE level = 'all'")
            assert cells["documents"].tolist() == [2 * count]
        monkeypatch.setattr(finish, "FREE", 1)
        store.remove("ग")  # undated: nothing comes behind it
        for page in (Page("झ", ("भारत।",), date(2026, 1, 1)), Page("ञ", ("भारत।",), date(2026, 1, 2))):
            store.stage(make_batch([page]))
            store.finish()
            cells = store.query("SELECT documents FROM cell_size JOIN cell USING (cell) WHERE level = 'all'")
            assert cells["documents"].tolist() == [len(store.query("FROM document"))]


@pytest.mark.parametrize("free", [0.2, 1])
def test_count_tables_stopped_halfway_are_said_not_to_be_there_and_built_by_the_next(
    tmp_path, monkeypatch, free
):
    monkeypatch.setattr("analysis.store.cubes.CUBES_FROM", 1)
    monkeypatch.setattr(finish, "FREE", free)  # written anew, or finished where it is
    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        for batch in BATCHES:
            store.stage(batch, [ROW])
        with monkeypatch.context() as patch, pytest.raises(RuntimeError):
            patch.setattr("analysis.store.cubes._sum_up", stop)
            store.finish()
    with Store.open(path, read_only=False) as store:
        assert "cubes" not in store.about
        store.finish()
        assert "cubes" in store.about and not waiting_folder(path).exists()
        cells = store.query("SELECT documents FROM cell_size JOIN cell USING (cell) WHERE level = 'all'")
        assert cells["documents"].tolist() == [len(PAGES)]
    assert made(tmp_path / "y.duckdb") == all_rows(path)


def stop(*_):
    raise RuntimeError
