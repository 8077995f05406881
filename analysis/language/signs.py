"""What a word alone says about the segment it stands in, asked once a form rather than at every place.

A whole batch of articles is cut into sentences by these signs (``annotate/spans.py``, ``sentences.py``); the
rules of ``boundaries.py``, ``bylines.py`` and ``lines.py`` are asked only where a sign calls for them. So a
sign may be set in vain, but is never missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from analysis.language import tables
from analysis.language.boundaries import REACH, WORD_CHARACTER, is_abbreviated
from analysis.language.lines import phrases
from analysis.language.tokens import JOINERS, tokenise

FUNCTION = 1  # no byline holds it
VERB = 2  # it can close a sentence
SHORT = 4  # an initial or abbreviation: a full stop after it may belong to it
LETTERS = 8  # Hindi or Latin letters only, of a length that the rules for full stops look at
PAGE = 16  # with the word after it, it may begin a part of the page around the article
PAGE_ALONE = 32  # with nothing more, it may begin such a part
PAGE_LATER = 64  # it may be the next word of such a part
HELD = 128  # a phrase that such a part holds may lie in it or go through it

_COMPOSED = dict(zip("\u0958\u0959\u095a\u095b\u095c\u095d\u095e", "कखगजडढफ", strict=True))
_LOOSE = str.maketrans({**_COMPOSED, "\u093c": None, **dict.fromkeys(JOINERS)})
_PLAIN = re.compile("[\u0900-\u093b\u093e-\u0957]+")  # what folding leaves as it is
_LETTERS = re.compile(rf"[{WORD_CHARACTER}A-Za-z]{{1,{REACH}}}")


def signs(form: str) -> int:
    """Return the signs of a token's form, added up."""
    return signs_of([form])[0]


def signs_of(forms: Sequence[str]) -> list[int]:
    """Return the signs of each form; no form holds a line break."""
    listed, is_plain, pairs = _listed(), _PLAIN.fullmatch, _page_parts().pairs
    found = []
    for form in forms:
        sign = listed.get(form, 0)
        if not (is_plain(form) and len(form) > 1 and form[0].isalnum()):
            sign |= _signs_of_odd(form)
        else:  # nearly every form
            sign |= LETTERS * (len(form) <= REACH)
            if form[:2] in pairs:
                sign |= _page_signs(form)
        found.append(sign)
    for place in _holding(forms):
        found[place] |= HELD
    return found


def _signs_of_odd(form: str) -> int:
    found = _page_signs(form)
    if _LETTERS.fullmatch(form):
        found |= LETTERS
    if (len(form) == 1 or form.isascii()) and is_abbreviated(form):
        found |= SHORT
    return found


def _holding(forms: Sequence[str]) -> Iterator[int]:
    """Yield the places of forms that hold a word of ``_held``: all of them are searched at once."""
    begins = [0, *accumulate(len(form) + 1 for form in forms)]
    for match in _held().finditer("\n".join(forms)):
        yield bisect_right(begins, match.start()) - 1


@cache
def _listed() -> dict[str, int]:
    lists = (
        ("function_words.txt", FUNCTION),
        ("finite_verbs.txt", VERB),
        ("letters.txt", SHORT),
        ("abbreviations.txt", SHORT),
    )
    found: dict[str, int] = {}
    for name, sign in lists:
        for word in tables.words(name):
            found[word] = found.get(word, 0) | sign
    return found


def _page_signs(form: str) -> int:
    """Return PAGE, PAGE_ALONE and PAGE_LATER as far as they are true of ``form``."""
    if not form[0].isalnum():  # the rule reads past a mark or joiner at the head
        return PAGE_ALONE | PAGE_LATER
    folded = form if _PLAIN.fullmatch(form) else _folded(form)
    parts = _page_parts()
    if folded[:2] not in parts.pairs:
        return 0
    found = PAGE * (folded in parts.begin) | PAGE_LATER * (folded in parts.later)
    return found | PAGE_ALONE * folded.startswith(parts.whole) | PAGE_LATER * folded.startswith(parts.rest)


class _Parts(NamedTuple):
    """The page's phrases, folded: whole, without their first words, and what words they begin with."""

    whole: tuple[str, ...]
    rest: tuple[str, ...]
    begin: frozenset[str]
    later: frozenset[str]
    pairs: frozenset[str]


@cache
def _page_parts() -> _Parts:
    begin, later, whole, rest = set(), set(), set(), set()
    for phrase in (*phrases("starts"), *phrases("whole")):
        words = list(map(_folded, phrase.split()))
        whole.add("".join(words))
        begin |= set(accumulate(words))
        for first in range(1, len(words)):
            rest.add("".join(words[first:]))
            later |= set(accumulate(words[first:]))
    pairs = frozenset(one[:2] for one in begin | later)
    return _Parts(tuple(sorted(whole)), tuple(sorted(rest)), frozenset(begin), frozenset(later), pairs)


def _folded(text: str) -> str:
    return text.translate(_LOOSE).casefold()


@cache
def _held() -> re.Pattern:
    """Return a pattern for the longest word of each phrase that a part of the page holds."""
    words = [max((one[a:b] for a, b in tokenise(one)), key=len) for one in phrases("holds")]
    return re.compile("|".join(map(re.escape, words)))
