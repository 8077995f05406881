"""The order of hits by the words beside them, seen by eye."""

import pytest

from analysis.measures.neighbours import by_neighbours
from tests.analysis.hand import Page, make_store

# Spots: a number is left out after each sentence.
PAGES = (Page("1", ("कमल घर से चला।", "कमल खग गया। कमल खग आया।")), Page("2", ("वह कमल घर आया।",)))
HITS = ([0, 0, 0, 1], [0, 5, 9, 1])  # कमल


@pytest.fixture(scope="module")
def store():
    with make_store(PAGES) as made:
        yield made


def test_by_what_follows(store):
    # खग आया, खग गया, घर आया, घर से
    assert by_neighbours(store, *HITS, words=1, left=False) == [2, 1, 3, 0]


def test_by_what_follows_a_phrase(store):
    # The second word is of the hit: आया, आया कमल, गया, से; where the document ends nothing comes first.
    assert by_neighbours(store, *HITS, words=2, left=False) == [2, 3, 1, 0]


def test_by_what_comes_before(store):
    # Nothing; गया; चला; वह
    assert by_neighbours(store, *HITS, words=1, left=True) == [0, 2, 1, 3]
