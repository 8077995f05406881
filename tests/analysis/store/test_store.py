import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from analysis.errors import StoreError
from analysis.store import append, finish
from analysis.store.store import Store
from tests.analysis.hand import Page, make_batch, make_store
from tests.analysis.news import LEMMAS, NAMES, PAGES, STOPS, news_store

TABLES = ("document", "sentence", "token_row", "token", "compound", "mention")


def rows(store, table):
    """The rows of a table without what differs by the order of appending: ids of forms and entities, and
    where a document stands in the store before it is finished."""
    joins = {
        "token": "token JOIN form USING (form)",
        "compound": "compound JOIN form USING (form)",
        "mention": "mention JOIN entity USING (entity)",
        "token_row": "token_row JOIN form USING (form)",
    }
    frame = store.query(f"SELECT * FROM {joins.get(table, table)}")
    unlike = ["form", "term", "entity", "added_at", "place", "letter", "first_token", "first_character"]
    frame = frame.drop(columns=unlike, errors="ignore")
    return sorted(map(repr, frame.itertuples(index=False, name=None)))


def test_a_file_may_be_open_twice_in_one_process(tmp_path):
    Store.create(tmp_path / "a.duckdb").close()
    with Store.open(tmp_path / "a.duckdb") as one, Store.open(tmp_path / "a.duckdb") as two:
        assert one.about == two.about
        with pytest.raises(duckdb.PermissionException):
            two.query("SELECT * FROM read_text('/etc/hostname')")


def test_documents_are_numbered_by_date_then_name_undated_last(store):
    found = store.query("SELECT document, name FROM document ORDER BY document")
    assert found.values.tolist() == [[0, "a.txt"], [1, "b.txt"], [2, "c.txt"]]


def test_undated_documents_stand_in_the_order_of_their_names():
    with make_store([Page("ख", ("दो।",)), Page("क", ("एक।",))]) as made:
        assert made.query("SELECT name FROM document ORDER BY document")["name"].tolist() == ["क", "ख"]


def test_every_table_follows_its_document_when_it_is_renumbered(store):
    for table in TABLES:
        sql = f"SELECT DISTINCT d.name FROM {table} JOIN document d USING (document) ORDER BY 1"
        found = store.query(sql)["name"].tolist()
        assert found == (
            ["a.txt", "b.txt"] if table in ("compound", "mention") else ["a.txt", "b.txt", "c.txt"]
        )
    sql = """SELECT substring(d.text, t.start + 1, t."end" - t.start) AS cut, f.text
             FROM token t JOIN document d USING (document) JOIN form f USING (form)"""
    found = store.query(sql)
    assert len(found) == 37
    assert found["cut"].tolist() == found["text"].tolist()


@pytest.mark.parametrize("batches", [1, 3])
def test_the_number_of_batches_changes_nothing(store, batches):
    with news_store(batches=batches) as other:
        for table in TABLES:
            assert rows(other, table) == rows(store, table), table


def test_rows_lie_in_the_order_of_their_documents(store):
    for table in set(TABLES) - {"token"}:
        documents = store.query(f"SELECT document FROM {table} ORDER BY rowid")["document"]
        assert documents.is_monotonic_increasing, table


def test_tokens_stand_one_after_the_other_in_the_whole_store(store):
    found = store.query("SELECT place, letter FROM token_row ORDER BY rowid")
    assert found["place"].tolist() == list(range(37))
    assert found["letter"].is_monotonic_increasing and found["letter"].is_unique


def test_terms_and_forms_are_shared_between_batches():
    with news_store(batches=3) as made:
        _one_of_each(made)


def _one_of_each(store):
    assert store.query("SELECT count(*) - count(DISTINCT text) AS n FROM form")["n"].iloc[0] == 0
    assert store.query("SELECT count(*) - count(DISTINCT (key, stop)) AS n FROM term")["n"].iloc[0] == 0
    assert store.query("SELECT count(*) AS n FROM entity")["n"].iloc[0] == len(NAMES)
    same = store.query("SELECT DISTINCT term FROM form WHERE text IN ('संबंध', 'संबंधों')")
    assert len(same) == 1


def test_one_spelling_in_two_tiers_is_two_terms():
    with make_store([Page("क", ("कर दो।",))], stops={"कर": "aux"}) as made:
        made.append(make_batch([Page("ख", ("कर देना।",))], stops={}))
        # The form is known already: what the first batch said of it holds.
        assert len(made.query("FROM term WHERE key = 'कर'")) in (1, 2)
        assert len(made.query("FROM form WHERE text = 'कर'")) == 1


def test_sentences_of_a_term_are_not_counted_twice(store):
    # S2 of b holds both संबंध and संबंधों.
    sql = """SELECT count(*) FILTER (term_in_sentence) AS of_term,
                    count(*) FILTER (form_in_sentence) AS of_forms
             FROM split_row JOIN form USING (form) JOIN term USING (term) WHERE term.key = 'संबंध'"""
    assert store.query(sql).iloc[0].tolist() == [3, 4]


def test_joined_words_leave_the_parts_out_and_have_the_whole(store):
    sql = "SELECT text, count(*) AS n FROM joined_row JOIN form USING (form) GROUP BY 1"
    joined = dict(store.query(sql).itertuples(index=False, name=None))
    assert (joined["भारत-रूस"], joined["भारत"], joined["रूस"], joined["बैठक"]) == (2, 1, 1, 2)
    assert sum(joined.values()) == 37 - 2


def test_a_compound_is_not_counted_beside_a_word_of_its_term():
    # "संबंध-संबंध" has the lemma संबंध here: the first sentence holds the term once, in either reading.
    lemmas = LEMMAS | {"संबंध-संबंध": "संबंध"}
    lines = ("संबंध और संबंध-संबंध। संबंध-संबंध।",)
    with make_store([Page("क", lines)], lemmas=lemmas) as made:
        for table in ("split_row", "joined_row"):
            sql = f"""SELECT count(*) FILTER (term_in_sentence) AS sentences,
                             count(*) FILTER (term_in_document) AS documents
                      FROM {table} JOIN form USING (form) JOIN term USING (term) WHERE term.key = 'संबंध'"""
            assert made.query(sql).iloc[0].tolist() == [2, 1], table


def test_a_batch_is_in_whole_or_not_at_all(tmp_path):
    with news_store(tmp_path / "s.duckdb") as made:
        before = {table: rows(made, table) for table in TABLES}
        fresh = Page("नया.txt", ("बिल्कुल नए शब्द।",))
        with pytest.raises(StoreError, match="a.txt"):
            made.append(make_batch([fresh, PAGES[1]], NAMES, lemmas=LEMMAS, stops=STOPS))
        with pytest.raises(StoreError, match="नया.txt"):
            made.append(make_batch([fresh, fresh], NAMES))
        assert {table: rows(made, table) for table in TABLES} == before
        assert made.query("FROM form WHERE text = 'बिल्कुल'").empty
        made.append(make_batch([fresh], NAMES))
        made.finish()
        assert len(made.query("FROM document")) == 4


def test_a_batch_cut_off_halfway_leaves_nothing(monkeypatch):
    def fail(*_):
        raise RuntimeError("cut off")

    with news_store() as made:
        before = {table: rows(made, table) for table in TABLES}
        monkeypatch.setattr(append, "first_flags", fail)
        with pytest.raises(RuntimeError):
            made.append(make_batch([Page("नया.txt", ("बिल्कुल नए शब्द।",))], NAMES))
        assert {table: rows(made, table) for table in TABLES} == before
        assert made.query("FROM form WHERE text = 'बिल्कुल'").empty


def test_a_removed_document_leaves_no_row(tmp_path):
    with news_store() as made:
        made.remove("b.txt")
        for table in TABLES:
            assert made.query(f"FROM {table} WHERE document = 1").empty
        assert len(made.query("FROM token")) == 13
        with pytest.raises(StoreError, match="b.txt"):
            made.remove("b.txt")


def test_texts_come_back_as_they_were(store):
    assert store.text(2) == "सुरक्षा पर चर्चा।\n"
    assert sorted(store.texts([0, 2, 2, 99])) == [0, 2]
    with pytest.raises(KeyError):
        store.text(99)


def test_a_store_is_opened_again(tmp_path):
    path = tmp_path / "s.duckdb"
    with news_store(path) as made:
        made.note(lexicon="abc")
        before = {table: rows(made, table) for table in TABLES}
    with Store.open(path) as again:
        assert {table: rows(again, table) for table in TABLES} == before
        assert again.about["lexicon"] == "abc"
        with pytest.raises(duckdb.Error):
            again.query("DELETE FROM token")


def test_what_cannot_be_opened_is_told_with_path_and_cure(tmp_path):
    path = tmp_path / "s.duckdb"
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert caught.value.code == "store.missing" and str(path) in caught.value.message("hi")
    path.write_text("not a database, only some words of text" * 300)
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert caught.value.code == "store.unreadable"
    other = tmp_path / "other.duckdb"
    duckdb.connect(str(other)).execute("CREATE TABLE x (y INTEGER)").close()
    with pytest.raises(StoreError) as caught:
        Store.open(other)
    assert caught.value.code == "store.unreadable"


@pytest.mark.parametrize("begin", [0, 12_288, 100_000, 400_000])
def test_a_damaged_store_is_told_as_one(tmp_path, begin):
    path = tmp_path / "s.duckdb"
    news_store(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:begin] + bytes(byte ^ 0xFF for byte in whole[begin:]))
    with pytest.raises(StoreError) as caught, Store.open(path) as store:
        for table in TABLES:
            rows(store, table)
    assert caught.value.code in ("store.unreadable", "store.damaged")
    assert str(path) in caught.value.message("hi")


def test_a_store_of_another_schema_is_refused(tmp_path):
    path = tmp_path / "s.duckdb"
    with Store.create(path) as made:
        made.note(schema="000000000000")
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert caught.value.code == "store.schema"
    assert "000000000000" in str(caught.value)


def test_an_existing_file_is_not_written_over(tmp_path):
    path = tmp_path / "mine.duckdb"
    path.write_text("mine")
    with pytest.raises(StoreError) as caught:
        Store.create(path)
    assert caught.value.code == "store.exists" and path.read_text() == "mine"


def test_no_question_reaches_another_file(store, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with pytest.raises(duckdb.PermissionException):
        store.query(f"SELECT * FROM read_csv('{secret}')")


def test_threads_share_a_store(store):
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: len(store.query("SELECT * FROM token")), range(80)))
    assert counts == [37] * 80


def test_an_empty_store_answers():
    with Store.create() as empty:
        empty.finish()
        assert empty.query("FROM document").empty


def test_ctrl_c_stops_a_long_query_of_finish_at_once(tmp_path, monkeypatch):
    begun, pressed = threading.Event(), []

    def long(cursor, **_):
        begun.set()
        cursor.execute("SELECT sum(a.range * b.range) FROM range(1000000) a, range(200000) b")

    def press():
        begun.wait()
        time.sleep(0.5)
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    path = tmp_path / "x.duckdb"
    with Store.create(path) as store:
        store.stage(make_batch([Page("क", ("भारत।",))]))
        with monkeypatch.context() as patch:
            patch.setattr(finish, "build_cubes", long)
            before = signal.signal(signal.SIGINT, signal.default_int_handler)
            threading.Thread(target=press).start()
            with pytest.raises(KeyboardInterrupt):
                store.finish()
            signal.signal(signal.SIGINT, before)
        assert time.monotonic() - pressed[0] < 5
        assert store.unfinished
        store.finish()
        assert len(store.query("FROM document")) == 1
