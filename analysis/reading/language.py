"""Which language a text is in, as far as the reader must be warned of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np

# Digits and dandas lie in the Devanagari block too and say nothing about the language.
_DEVANAGARI = re.compile(r"[\u0900-\u0963\u0971-\u097f\u200c\u200d]+")
_OTHERS = re.compile(r"[^\W\d_\u0900-\u097f]+")
SAMPLE = 1_500
MARKS_NEEDED = 3
# Hindi reports on arms are full of Latin designations and names; a third of the letters is Hindi enough.
SHARE_NEEDED = 0.3


def devanagari_share(text: str) -> float:
    """Return the share of letters and marks that are Devanagari, 0 to 1, over the first 1,500 characters."""
    ours, others = _letters(text[:SAMPLE])
    return ours / (ours + others) if ours or others else 0.0


def _letters(sample: str) -> tuple[int, int]:
    """Return how many letters and marks are Devanagari, and how many letters are not."""
    codes = np.frombuffer(sample.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(codes) == len(sample):
        found = np.bincount(_classes()[codes], minlength=3)
        return int(found[1]), int(found[2])
    ours, others = ("".join(letters.findall(sample)) for letters in (_DEVANAGARI, _OTHERS))
    return len(ours), len(others)


@cache
def _classes() -> np.ndarray:
    """Return 1 for each two-byte character that ``_DEVANAGARI`` finds, 2 for ``_OTHERS``, else 0 (uint8)."""
    every = "".join(map(chr, range(1 << 16)))
    classes = np.zeros(1 << 16, np.uint8)
    for number, letters in enumerate((_DEVANAGARI, _OTHERS), 1):
        for match in letters.finditer(every):
            classes[match.start() : match.end()] = number
    return classes


def find_language(text: str) -> str:
    """Return ``hi``, ``mr`` or ``ne`` for Devanagari text, ``en`` for Latin, ``und`` for anything else.

    Hindi is what Devanagari text is, unless at least three different small words of a neighbour
    (``languages.tsv``) stand in it, and more of them than of Hindi's.
    """
    if devanagari_share(text) < SHARE_NEEDED:
        return "en" if _latin_share(text) > 0.5 else "und"
    words = set(_DEVANAGARI.findall(text[:SAMPLE]))
    counts = {code: len(words & marks) for code, marks in _marks().items()}
    best = max(sorted(counts), key=counts.get)
    return best if counts[best] >= MARKS_NEEDED and counts[best] > counts["hi"] else "hi"


def _latin_share(text: str) -> float:
    letters = "".join(_OTHERS.findall(text[:SAMPLE]))
    return sum(char < "\u0250" for char in letters) / len(letters) if letters else 0.0


@cache
def _marks() -> dict[str, frozenset[str]]:
    """Return language → the small words that only it has (``languages.tsv``)."""
    rows = (Path(__file__).parent / "languages.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {code: frozenset(words.split()) for code, words in (row.split("\t") for row in rows)}
