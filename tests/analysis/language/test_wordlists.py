"""The lists as the packages that ship them give them out."""

import pytest
import simplemma
import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from analysis.language.normalise import match_key
from analysis.language.wordlists import frequencies, listed


def test_frequencies_are_wordfreqs_own_with_spellings_summed():
    sums: dict[str, float] = {}
    for form, share in wordfreq.get_frequency_dict("hi").items():
        key = match_key(form)
        sums[key] = sums.get(key, 0.0) + share
    assert frequencies() == sums


@pytest.mark.parametrize("form", ["लड़कों", "किताबें", "गया"])
def test_a_listed_form_has_simplemmas_lemma(form):
    assert listed(match_key(form)) == match_key(simplemma.lemmatize(form, "hi"))


def test_spellings_that_disagree_count_as_their_own_lemma():
    theirs = DefaultDictionaryFactory().get_dictionary("hi")
    assert (theirs["अखबार"], theirs["अख़बार"]) == ("अखबार", "ख़बर")
    assert listed("अखबार") == "अखबार"


def test_every_key_has_the_lemma_of_its_own_spelling_or_of_the_first_other():
    theirs = dict(DefaultDictionaryFactory().get_dictionary("hi").items())
    own = {form: match_key(theirs[form]) for form in theirs if match_key(form) == form}
    other: dict[str, str] = {}
    for form in theirs:
        if match_key(form) != form:
            other.setdefault(match_key(form), match_key(theirs[form]))
    for key in {*own, *other}:
        heads = [lemmas[key] for lemmas in (own, other) if key in lemmas]
        assert listed(key) == (key if key in heads else heads[0])
    assert listed("कखगघ") is None
