"""Forms counted as numbers: few of them sorted, many of them put in their places, with the same answer."""

import numpy as np
import pytest

from analysis.measures import forms


@pytest.mark.parametrize("words", [[], [7], [9_000_000, 3, 3, 9_000_000, 5], [2, 0, 2, 1, 2, 0]])
def test_words_are_counted_once_each(words):
    places, counts = forms._counted(np.array(words, np.int64))
    assert dict(zip(places.tolist(), counts.tolist(), strict=True)) == {w: words.count(w) for w in words}
    assert places.tolist() == sorted(set(words))


class Terms:
    """A store of which only the terms are asked: forms 2 and 3 are of term 1, term 0 is a stop word."""

    @staticmethod
    def kept(name, make):
        return np.array([0, 0, 1, 1, 2, 3]), {"aux": np.array([0]), "closed": np.array([3])}


@pytest.mark.parametrize(("limit", "wanted"), [(1, [2, 3]), (2, [2, 3, 4, 5]), (9, [2, 3, 4, 5])])
def test_leading_forms_are_those_of_the_most_frequent_terms(limit, wanted):
    counts = np.array([50, 9, 3, 2, 4, 4])
    found = forms.leading(Terms(), counts, of_term=True, lead=forms.Lead(("aux",), False, limit))
    assert found.tolist() == wanted  # terms 2 and 3 are as frequent: both stay


@pytest.mark.parametrize(
    ("of_term", "removed", "wanted"),
    [(True, True, [0, 1]), (False, True, [0]), (False, False, [4, 5])],
)
def test_leading_forms_are_stop_words_or_none_of_them(of_term, removed, wanted):
    counts = np.array([50, 9, 3, 2, 4, 4])
    lead = forms.Lead(("aux",), removed, 1)
    assert forms.leading(Terms(), counts, of_term=of_term, lead=lead).tolist() == wanted


def test_without_a_limit_all_of_the_kind_are_kept():
    counts = np.array([50, 0, 3, 2, 4, 4])
    for tiers, removed, wanted in ((("aux", "closed"), True, [0, 5]), (("aux",), False, [2, 3, 4, 5])):
        lead = forms.Lead(tiers, removed, None)
        assert forms.leading(Terms(), counts, of_term=True, lead=lead).tolist() == wanted


def test_forms_beyond_those_counted_do_not_lead():
    counts = np.array([0, 0, 3])
    found = forms.leading(Terms(), counts, of_term=True, lead=forms.Lead(("closed",), False, 9))
    assert found.tolist() == [2]
