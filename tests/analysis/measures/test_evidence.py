"""Spans by hand, as the sentences that hold them."""

import pytest

from analysis.measures.evidence import evidence, marked
from tests.analysis.hand import Page, make_store

# One document: S1 "क ख।" from 0, S2 "ग घ।" from 5.
SPANS = 'SELECT * FROM (VALUES {}) v(document, sentence, start, "end", speakers)'
ROWS = SPANS.format(
    "(0, 2, 5, 6, [3]), (0, 1, 2, 3, [2]), (0, 1, 0, 1, [1]), (0, 1, 2, 3, [2]), (0, 1, 0, 1, [1])"
)


@pytest.fixture(scope="module")
def store():
    with make_store([Page("क", ("क ख। ग घ।",))]) as made:
        yield made


@pytest.mark.parametrize("limit", [None, 2, 5])
def test_a_span_told_twice_is_one_mark(store, limit):
    rows = evidence(store, ROWS, {}, limit=limit, more="speakers")
    assert rows["marks"].tolist() == [[[0, 1], [2, 3]], [[0, 1]]]
    assert rows["segment"].tolist() == ["S1", "S2"]
    assert rows["text"].tolist() == ["क ख।", "ग घ।"]
    # That of the first span in the text.
    assert [list(one) for one in rows["speakers"]] == [[1], [3]]


def test_a_page_is_cut_by_sentences(store):
    assert evidence(store, ROWS, {}, limit=1)["segment"].tolist() == ["S1"]
    assert evidence(store, ROWS, {}, limit=1, offset=1)["segment"].tolist() == ["S2"]
    many = SPANS.format(", ".join(f"(0, 1, {n}, {n + 1}, [1])" for n in range(40)) + ", (0, 2, 5, 6, [1])")
    assert evidence(store, many, {}, limit=1, offset=1)["segment"].tolist() == ["S2"]
    assert [len(one) for one in evidence(store, many, {}, limit=1)["marks"]] == [40]


def test_a_span_of_null_start_marks_nothing(store):
    spans = SPANS.format("(0, 2, NULL, NULL, [1]), (0, 1, NULL, NULL, [1]), (0, 1, 0, 1, [1])")
    assert evidence(store, spans, {})["marks"].tolist() == [[[0, 1]], []]


def test_spans_that_are_found_already(store):
    spans = store.query(f'SELECT document, sentence, start, "end" FROM ({ROWS})')
    assert marked(store, spans, limit=1)["segment"].tolist() == ["S1"]
    assert marked(store, spans, limit=1, offset=1)["marks"].tolist() == [[[0, 1]]]
