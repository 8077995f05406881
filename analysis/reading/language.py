"""Which language a text is in, as far as the reader must be warned of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

# Digits and dandas lie in the Devanagari block too and say nothing about the language.
_DEVANAGARI = re.compile(r"[\u0900-\u0963\u0971-\u097f\u200c\u200d]+")
_LETTERS = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
MARKS_NEEDED = 3
# Hindi reports on arms are full of Latin designations and names; a third of the letters is Hindi enough.
SHARE_NEEDED = 0.3


def devanagari_share(text: str) -> float:
    """Return the share of letters and marks that are Devanagari, 0 to 1, over the first 20,000 characters."""
    sample = text[:SAMPLE]
    ours = sum(map(len, _DEVANAGARI.findall(sample)))
    others = sum(map(len, _LETTERS.findall(_DEVANAGARI.sub(" ", sample))))
    return ours / (ours + others) if ours + others else 0.0


def find_language(text: str) -> str:
    """Return ``hi``, ``mr`` or ``ne`` for Devanagari text, ``en`` for Latin, ``und`` for anything else.

    Hindi is what Devanagari text is, unless the small words of a neighbour stand in it at least three
    times and more often than Hindi's.
    """
    if devanagari_share(text) < SHARE_NEEDED:
        return "en" if _latin_share(text) > 0.5 else "und"
    words = _DEVANAGARI.findall(text[:SAMPLE])
    counts = {code: sum(word in marks for word in words) for code, marks in _marks().items()}
    best = max(sorted(counts), key=counts.get)
    return best if counts[best] >= MARKS_NEEDED and counts[best] > counts["hi"] else "hi"


def _latin_share(text: str) -> float:
    letters = "".join(_LETTERS.findall(text[:SAMPLE]))
    return sum(char < "\u0250" for char in letters) / len(letters) if letters else 0.0


@cache
def _marks() -> dict[str, frozenset[str]]:
    """Return language → the small words that only it has (``languages.tsv``)."""
    rows = (Path(__file__).parent / "languages.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {code: frozenset(words.split()) for code, words in (row.split("\t") for row in rows)}
