"""Spots and postings by hand: where words stand, and where they stand in a row inside one sentence."""

from datetime import date

import numpy as np
import pytest

from analysis.corpus import Selection
from analysis.measures import paging
from analysis.measures.neighbours import by_neighbours
from analysis.measures.paging import Ground, page_of_hits, per_document
from analysis.store import cubes, postings, spots
from analysis.store.cover import counted_tokens, has_postings
from analysis.store.needle import resolve
from analysis.store.selection import scope
from analysis.store.spots import places_of
from tests.analysis.hand import Page, make_store

# Spots of ख: 0 1 | 3 4 5, with 2 left out between its sentences; of क: 7 8 | 10 11.
PAGES = (
    Page("क", ("[एजेंसी] रूस। रूस भारत।",), date(2024, 5, 2), "अ"),
    Page("ख", ("भारत रूस। भारत और रूस।",), date(2024, 5, 1), "आ"),
)


@pytest.fixture(scope="module", autouse=True)
def in_parts():
    """Pages are looked for in parts, as in a large store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "AT_ONCE", 0)
        yield


@pytest.fixture(scope="module", params=[0, 10], ids=["postings", "tokens"])
def store(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubes, "CUBES_FROM", 0)
        patch.setattr(cubes, "POSTINGS_FROM", request.param)
        patch.setattr(postings, "ROWS", 2)
        made = make_store(PAGES)
    with made:
        assert has_postings(made) == (request.param == 0)
        yield made


def form(store, text):
    return int(store.query("SELECT form FROM form WHERE text = $text", {"text": text})["form"].iloc[0])


def test_a_spot_is_left_out_after_each_sentence(store):
    assert spots.first_spots(store).tolist() == [0, 7]
    russia, india = form(store, "रूस"), form(store, "भारत")
    assert spots.spots_of(store, [russia], 0, 99).tolist() == [1, 5, 8, 10]
    assert spots.spots_of(store, [india], 0, 99).tolist() == [0, 3, 11]
    assert spots.spots_of(store, [india, russia], 1, 8).tolist() == [1, 3, 5, 8]
    by_form = dict(spots.spots_by_form(store, [india, russia], 3, 10))
    assert {key: spots.tolist() for key, spots in by_form.items()} == {russia: [5, 8, 10], india: [3]}


def test_bylines_are_not_posted(store):
    assert spots.spots_of(store, [form(store, "एजेंसी")], 0, 99).tolist() == []


def test_words_in_a_row_stand_in_one_sentence(store):
    russia, india, and_ = (form(store, text) for text in ("रूस", "भारत", "और"))
    # रूस ends a sentence at 1 and भारत begins the next one at 3: no phrase.
    assert spots.in_a_row(store, [[russia], [india]], 0, 99).tolist() == [10]
    assert spots.in_a_row(store, [[india], [russia]], 0, 99, order=[1, 0]).tolist() == [0]
    assert spots.in_a_row(store, [[india], [and_], [russia]], 0, 99, order=[2, 0, 1]).tolist() == [3]
    assert spots.in_a_row(store, [[india], [and_, russia]], 0, 99).tolist() == [0, 3]
    assert spots.in_a_row(store, [[and_], [and_]], 0, 99).tolist() == []
    assert spots.in_a_row(store, [], 0, 99).tolist() == []


@pytest.mark.parametrize(
    ("limit", "offset", "page"),
    [(1, 0, ([0], [1])), (2, 1, ([0, 1], [5, 1])), (9, 3, ([1], [3])), (5, 4, ([], [])), (0, 0, ([], []))],
)
def test_a_page_of_hits_is_cut_from_all_of_them(store, limit, offset, page):
    needle = resolve(store, "रूस")
    assert page_of_hits(store, scope(store, Selection()), needle, limit=limit, offset=offset) == page


def test_a_page_of_hits_lies_in_the_selection(store):
    chosen = scope(store, Selection(sources=("अ",)))
    assert page_of_hits(store, chosen, resolve(store, "रूस"), limit=9, offset=0) == ([1, 1], [1, 3])
    assert page_of_hits(store, chosen, resolve(store, "भारत और"), limit=9, offset=0) == ([], [])
    first = scope(store, Selection(date_to=date(2024, 5, 1), undated=False))
    assert first.whole and page_of_hits(store, first, resolve(store, "रूस"), limit=9, offset=0)[0] == [0, 0]
    headings = scope(store, Selection(kinds=("heading",)))
    assert page_of_hits(store, headings, resolve(store, "रूस"), limit=9, offset=0) is None


def test_counts_by_document(store):
    found = per_document(store, scope(store, Selection()), [form(store, "रूस"), form(store, "और")])
    assert found.to_dict("list") == {"document": [0, 1], "count": [3, 2]}


def test_documents_of_spots_are_found_from_either_side():
    ground = Ground(np.array([4, 6, 9]), np.array([0, 5, 7]), np.array([True, False, True]))
    few, many = np.array([4, 6]), np.array([0, 1, 4, 5, 6, 7, 8])
    assert ground.places(few).tolist() == [0, 1]
    assert ground.places(many).tolist() == [0, 0, 0, 1, 1, 2, 2]
    assert ground.inside(few)[0].tolist() == [4]
    assert ground.inside(many)[0].tolist() == [0, 1, 4, 7, 8]


def test_pieces_cover_the_span_of_the_chosen_documents_once():
    ground = Ground(np.arange(8), np.arange(0, 80, 10), np.array([0, 0, 1, 0, 1, 1, 0, 0], dtype=bool))
    assert list(ground.pieces()) == [(20, 59)]
    assert list(ground.pieces((1 / 4, 1 / 2, 1))) == [(20, 29), (30, 39), (40, 59)]
    assert list(Ground(np.arange(2), np.array([0, 5]), None).pieces((0.1, 1))) == [(0, 4), (5, 2**62)]
    assert list(Ground(np.arange(2), np.array([0, 5]), np.array([False, False])).pieces()) == []


@pytest.mark.parametrize("postings_from", [0, 10])
def test_documents_without_words_stand_between_others(monkeypatch, postings_from):
    monkeypatch.setattr(cubes, "CUBES_FROM", 0)
    monkeypatch.setattr(cubes, "POSTINGS_FROM", postings_from)
    texts = ("“…”", "रूस।", "—", "?!", "भारत रूस।", "…")
    pages = [Page(f"{n}", (text,), date(2024, 5, 1 + n)) for n, text in enumerate(texts)]
    with make_store(pages) as made:
        russia = resolve(made, "रूस")
        assert page_of_hits(made, scope(made, Selection()), russia, limit=9, offset=0) == ([1, 4], [0, 1])
        late = scope(made, Selection(date_from=date(2024, 5, 3), undated=False))
        assert page_of_hits(made, late, russia, limit=9, offset=0) == ([4], [1])


@pytest.mark.parametrize("postings_from", [0, 10])
def test_words_beside_a_hit_are_of_its_document(monkeypatch, postings_from):
    monkeypatch.setattr(cubes, "CUBES_FROM", 0)
    monkeypatch.setattr(cubes, "POSTINGS_FROM", postings_from)
    texts = ("रूस चीन।", "रूस।", "अमेरिका रूस चीन अमेरिका।", "भारत भारत भारत।")
    with make_store([Page(f"{n}", (text,), date(2024, 5, 1 + n)) for n, text in enumerate(texts)]) as made:
        hits = [0, 1, 2], [0, 0, 1]
        assert (places_of(made, *hits) is None) == (postings_from == 0)
        assert by_neighbours(made, *hits, words=1, left=True) == [0, 1, 2]
        assert by_neighbours(made, *hits, words=1, left=False) == [1, 0, 2]


def test_tokens_that_come_in_any_order_are_put_into_theirs():
    """Out of a lake: its batches come in any order, and documents are numbered by date."""
    given = {"document": [2, 2, 1, 1], "place": [0, 1, 2, 3], "sentence": [1, 2, 1, 1], "form": [7, 8, 5, 6]}
    for order in ([0, 1, 2, 3], [2, 3, 0, 1], [3, 2, 0, 1], [3, 0, 2, 1]):
        found = spots.whole_documents({name: np.array(values)[order] for name, values in given.items()})
        assert found["form"].tolist() == [5, 6, 7, 8] and found["spot"].tolist() == [0, 1, 0, 2]


def test_a_page_of_few_documents_is_looked_for_at_once():
    each = np.arange(4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "AT_ONCE", 3)
        assert Ground(each, each, None).parts == paging.PIECES
        assert Ground(each, each, each < 3).parts == (1,)


def test_counted_tokens_are_those_of_body_and_headings(store):
    # By name, byline would stand between body and heading.
    rows = store.query(f"SELECT count(*) AS n FROM token_row t WHERE {counted_tokens('t')}")
    assert rows["n"].iloc[0] == 8
