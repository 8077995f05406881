"""Signs of words: the listed ones, and that none is missing where a rule would need it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.lines import begins_page, page_phrases, phrases
from analysis.language.signs import (
    FUNCTION,
    HELD,
    LETTERS,
    PAGE,
    PAGE_ALONE,
    PAGE_LATER,
    SHORT,
    VERB,
    signs,
)
from analysis.language.tables import words
from analysis.language.tokens import tokenise

PAGES = [phrase for where in ("starts", "whole") for phrase in phrases(where)]
SPOILS = st.sampled_from(
    ["", " ", "\u200d", "\u093c", "\u00a0", "×", "_", "“", "\u093f", "े", "गे", "x", "ſ", "K"]
)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("ने", FUNCTION | LETTERS),
        ("थे", FUNCTION | VERB | LETTERS),
        ("कहा", VERB | LETTERS),
        ("डॉ", SHORT | LETTERS),
        ("A", SHORT | LETTERS),
        ("a", LETTERS),
        ("Mr", SHORT | LETTERS),
        ("सरकार", LETTERS),
        ("2026", 0),
        ("5जी", 0),
        ("क" * 41, 0),
        ("क्लिक", HELD | LETTERS),
        ("यह", FUNCTION | PAGE | LETTERS),
        ("भी", FUNCTION | PAGE_LATER | LETTERS),
        ("READ", PAGE | PAGE_LATER | LETTERS),
        ("विज्ञापनदाता", PAGE_ALONE | LETTERS),
        ("\u200dयह", PAGE_ALONE | PAGE_LATER | LETTERS),
    ],
)
def test_signs_of_a_form(form, expected):
    assert signs(form) == expected


@settings(deadline=None)
@given(st.sampled_from(PAGES), st.lists(st.tuples(st.integers(0, 20), SPOILS), max_size=3), st.booleans())
def test_no_segment_that_begins_as_the_page_lacks_its_signs(phrase, spoils, upper):
    text = phrase.upper() if upper else phrase
    for place, spoil in spoils:
        text = text[:place] + spoil + text[place:]
    forms = [signs(text[a:b]) for a, b in tokenise(text)] + [0, 0]
    signed = forms[0] & PAGE_ALONE or (forms[0] & PAGE and forms[1] & PAGE_LATER)
    assert signed or not begins_page(text, 0, len(text))


@pytest.mark.parametrize("phrase", phrases("holds"))
@pytest.mark.parametrize("around", ["{}", "अ{}गे", "5 {}।"])
def test_no_text_that_holds_the_page_lacks_its_sign(phrase, around):
    text = around.format(phrase)
    assert page_phrases(text) and any(signs(text[a:b]) & HELD for a, b in tokenise(text))


def test_the_tables_are_made_of_words_as_the_signs_take_them():
    """What the short cuts rest on: no place or list entry of two tokens, no page phrase with a mark in it."""
    for name in ("function_words.txt", "finite_verbs.txt"):
        assert all(tokenise(word) == [(0, len(word))] for word in words(name))
    assert all(phrase.replace(" ", "").isalnum() or "\u0900" <= phrase[0] <= "\u097f" for phrase in PAGES)
    assert all(phrase[0].isalnum() for phrase in PAGES)
