"""Rows of known numbers by hand: sentences, documents, hits and words, in a large store and in others."""

from datetime import date

import duckdb
import numpy as np
import pytest

from analysis.corpus import Selection
from analysis.errors import StoreError
from analysis.store import cover, cubes, fetch, selection, spelled
from analysis.store.cover import documents_from, first_documents
from analysis.store.fetch import documents_at, first_rows, sentences_at
from analysis.store.hit_rows import hit_rows
from analysis.store.layer import LayeredStore
from analysis.store.selection import scope
from analysis.store.spelled import forms_of_term, forms_spelled
from analysis.store.store import Store
from tests.analysis.hand import Page, make_store

# By date: ख 0 (three sentences), ग 1, क 2 (two), घ 3 (undated).
PAGES = (
    Page("क", ("# सार", "[एजेंसी] रूस। भारत रूस।"), date(2024, 5, 3), "अ"),
    Page("ख", ("भारत रूस।", "और। रूस ने भारत से कहा।"), date(2024, 5, 1), "आ"),
    Page("ग", ("पाँच रूसी।",), date(2024, 5, 2), "अ"),
    Page("घ", ("पांच।",), None, "अ"),
)
TOLD = {"number": "s.number", "kind": "s.kind"}


def made(postings, **options):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubes, "CUBES_FROM", 0)
        patch.setattr(cubes, "POSTINGS_FROM", 0 if postings else 10)
        return make_store(PAGES, lemmas={"रूसी": "रूस"}, **options)


@pytest.fixture(scope="module", params=[True, False], ids=["postings", "cubes"])
def store(request, tmp_path_factory):
    with made(request.param, path=tmp_path_factory.mktemp("store") / "a.duckdb") as store:
        yield store


def asked(store, *places):
    documents, sentences = np.array(places).reshape(-1, 2).T
    rows = sentences_at(store, documents, sentences, TOLD)
    return rows.astype(object).where(rows.notna(), None).to_numpy().tolist()


def test_the_first_row_of_each_document(store):
    rows = store.query(
        "SELECT document, min(rowid) AS first FROM sentence GROUP BY document ORDER BY document"
    )
    assert first_rows(store).tolist() == rows["first"].tolist() == [0, 3, 4, 7]


def test_sentences_come_in_the_order_asked_for_each_as_often(store):
    wanted = [[2, "body"], [1, "heading"], [3, "body"], [1, "heading"], [1, "body"]]
    assert asked(store, (2, 3), (2, 1), (0, 3), (2, 1), (3, 1)) == wanted
    assert asked(store) == []


def test_sentences_are_read_by_number_not_joined(store, monkeypatch):
    sql, query = [], store.query
    monkeypatch.setattr(store, "query", lambda text, *given: [sql.append(text), query(text, *given)][1])
    assert asked(store, (2, 3), (0, 2), (2, 3)) == [[2, "body"], [2, "body"], [2, "body"]]
    assert len(sql) == 1 and "rowid" in sql[0]


def test_a_sentence_that_is_not_there_is_a_row_of_nulls(store):
    assert asked(store, (1, 2), (0, 2), (9, 1)) == [[None, None], [2, "body"], [None, None]]


def test_rows_that_are_not_where_they_were_are_found_still(store, monkeypatch):
    first = first_rows(store)
    monkeypatch.setattr(fetch, "first_rows", lambda _: first + 1)
    assert asked(store, (2, 3), (0, 1)) == [[2, "body"], [1, "body"]]
    monkeypatch.setattr(fetch, "MOST", 0)
    assert asked(store, (2, 3), (0, 1)) == [[2, "body"], [1, "body"]]


def test_a_layer_asks_the_store_below_it(store):
    layer = LayeredStore(LayeredStore(store))
    assert layer.own is store
    assert asked(layer, (2, 3), (0, 1)) == [[2, "body"], [1, "body"]]


def test_without_count_tables_rows_are_joined():
    with make_store(PAGES) as store:
        assert first_rows(store) is None
        assert asked(store, (2, 3), (0, 1)) == [[2, "body"], [1, "body"]]


def test_documents_come_in_the_order_asked_for(store):
    rows = documents_at(store, np.array([3, 0, 3]), {"name": "d.name", "day": "d.published"})
    assert rows["name"].tolist() == ["घ", "ख", "घ"]
    assert rows["day"].isna().tolist() == [True, False, True]
    assert documents_at(store, np.array([], dtype=np.int32), {"name": "d.name"}).empty


def words(store, rows):
    columns = zip(rows["document"], rows["sentence"], rows["start"], rows["end"], strict=True)
    return [(document, sentence, store.text(document)[a:b]) for document, sentence, a, b in columns]


def test_hits_have_their_sentences_and_letters(store):
    # Spots of ख: 0 1 | 3 | 5 6 7 8 9; of क: 0 | 2 3 | 5 6.
    documents, spots = [2, 0, 0, 2, 3], [5, 0, 8, 2, 0]
    assert words(store, hit_rows(store, documents, spots, words=1)) == [
        (2, 3, "भारत"), (0, 1, "भारत"), (0, 3, "से"), (2, 2, "एजेंसी"), (3, 1, "पांच"),
    ]  # fmt: skip
    named = store.query("SELECT document, name FROM document").set_index("document")["name"]
    told = hit_rows(store, documents, spots, words=1)["name"]
    assert told.tolist() == [named[document] for document in documents]
    assert words(store, hit_rows(store, documents[:4], [5, 0, 7, 2], words=2)) == [
        (2, 3, "भारत रूस"), (0, 1, "भारत रूस"), (0, 3, "भारत से"), (2, 2, "एजेंसी] रूस"),
    ]  # fmt: skip


def test_a_hit_where_no_token_stands_is_told():
    with made(True) as store:
        assert hit_rows(store, [], [], words=1).empty
        for spot in (4, 99):  # ख: a number left out between sentences, and behind the end
            with pytest.raises(StoreError) as told:
                hit_rows(store, [2], [spot], words=1)
            assert told.value.code == "store.damaged"


def test_words_are_found_by_their_spelling(store, monkeypatch):
    for same in (False, True):
        if same:  # every spelling has the hash of every other
            monkeypatch.setattr(spelled, "_HASH", "(0 * hash({}) % 9)::UINTEGER")
            monkeypatch.setattr(store, "_kept", {})
        assert forms_spelled(store, ["रूस"])["text"].tolist() == ["रूस"]
        assert {*forms_spelled(store, ["पांच", "और", "नहीं"])["text"]} == {"और", "पांच", "पाँच"}
        assert forms_spelled(store, ["नहीं"]).empty
        texts = store.query("SELECT form, text FROM form").set_index("form")["text"]
        assert sorted(texts[forms_of_term(store, "रूस")["form"]]) == ["रूस", "रूसी"]


def test_documents_of_some_sources(store):
    every = ((0, 3),)
    assert documents_from(store, every, ("अ",)).tolist() == [1, 2, 3]
    assert documents_from(store, ((0, 1), (3, 3)), ("अ",)).tolist() == [1, 3]
    assert documents_from(store, every, ("आ", "इ")).tolist() == [0]
    assert documents_from(store, (), ("अ",)).tolist() == documents_from(store, every, ("इ",)).tolist() == []


@pytest.mark.parametrize(
    ("ranges", "sources", "count", "part"),
    [
        (((0, 3),), (), 2, ((0, 1),)),
        (((0, 3),), (), 3, None),
        (((0, 0), (2, 3), (5, 9)), (), 2, ((0, 0), (2, 2))),
        (((0, 0), (2, 3), (5, 9)), (), 3, ((0, 0), (2, 3))),
        (((0, 3),), ("अ",), 1, ((0, 1),)),
        (((0, 0), (2, 3)), ("अ",), 1, ((0, 0), (2, 2))),
        (((1, 1), (2, 3)), ("अ",), 1, ((1, 1),)),
        (((0, 3),), ("अ",), 2, None),
        ((), (), 1, None),
    ],
)
def test_the_first_documents_of_ranges(store, ranges, sources, count, part):
    assert first_documents(store, ranges, sources, count) == part


@pytest.mark.parametrize("most", [1, 9])
def test_few_documents_are_told_as_a_list(store, monkeypatch, most):
    monkeypatch.setattr(selection, "LISTED", most)
    for chosen, documents in (
        (Selection(sources=("अ",)), [1, 2, 3]),
        (Selection(sources=("अ",), undated=False), [1, 2]),
        (Selection(sources=("अ", "आ"), date_to=date(2024, 5, 2), undated=False), [0, 1]),
    ):
        found = scope(store, chosen)
        assert found.ids.tolist() == documents
        assert ("sel_listed" in found.params) is (len(documents) <= most)
        sql = f"SELECT document FROM document x WHERE {found.documents('x')} ORDER BY document"
        assert store.query(sql, found.params)["document"].tolist() == documents
        plain = scope(store, chosen, listed=False)
        sql = f"SELECT document FROM document d WHERE {plain.test} ORDER BY document"
        assert store.query(sql, plain.params)["document"].tolist() == documents


def test_numbers_are_told_anew_after_a_change(tmp_path):
    with made(True, path=tmp_path / "a.duckdb") as store:
        assert cover.numbers(store).tolist() == [0, 1, 2, 3]
        assert asked(store, (2, 3)) == [[2, "body"]]
        store.remove("ख")
        assert first_rows(store) is None
        assert cover.numbers(store).tolist() == [1, 2, 3]
        assert asked(store, (2, 3), (0, 1)) == [[2, "body"], [None, None]]


def test_rows_of_a_store_in_files_have_no_numbers():
    connection = duckdb.connect()
    connection.execute("CREATE VIEW sentence AS SELECT 1 AS document, 1 AS sentence")
    assert fetch._first_rows(Store(connection, None)) is None
