"""Which language a text is in, as far as the reader must be warned of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

# Digits and dandas lie in the Devanagari block too and say nothing about the language.
_DEVANAGARI = re.compile(r"[\u0900-\u0963\u0971-\u097f\u200c\u200d]+")
_OTHERS = re.compile(r"[^\W\d_\u0900-\u097f]+")
SAMPLE = 1_500
MARKS_NEEDED = 3
MANY = 5  # texts; fewer are quicker one by one
_WIDTH = 8  # bytes: the longest of a neighbour's words has fewer letters
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


def find_languages(texts: Sequence[str]) -> list[str]:
    """Return what ``find_language`` does for each text; of many at once most are quickly seen to be Hindi."""
    surely = _surely_hindi(texts).tolist() if len(texts) >= MANY else [False] * len(texts)
    return ["hi" if hindi else find_language(text) for hindi, text in zip(surely, texts, strict=True)]


def _surely_hindi(texts: Sequence[str]) -> np.ndarray:
    """Return which texts have letters enough, and too few words of a neighbour to be its."""
    samples = [text[:SAMPLE].encode("utf-16-le", "surrogatepass") + b"\n\0" for text in texts]
    codes = np.frombuffer(b"".join(samples), np.uint16)
    ends = np.cumsum([len(sample) // 2 for sample in samples])
    begins = np.append(0, ends[:-1])
    classes = _classes()[codes]
    ours, others = (np.add.reduceat(classes == kind, begins, dtype=np.int32) for kind in (1, 2))
    hindi = ours >= SHARE_NEEDED * (ours + others) + 1  # that one more leaves the close cases to the rule
    lengths = np.array([min(len(text), SAMPLE) for text in texts])
    hindi &= ends - begins - 1 == lengths  # no letter of more than two bytes
    words, places = _small_words(codes, classes == 1)
    for marks in _packed_marks():
        found = np.isin(words, marks)
        owner = np.searchsorted(ends, places[found], side="right")
        hindi &= np.bincount(owner, minlength=len(texts)) < MARKS_NEEDED
    return hindi


def _small_words(codes: np.ndarray, ours: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each Devanagari word of up to eight letters as one number, and its place."""
    change = np.flatnonzero(np.diff(ours, prepend=False))
    begins, sizes = change[::2], change[1::2] - change[::2]
    short = sizes <= _WIDTH
    begins, sizes = begins[short], sizes[short]
    letters = np.append(_letter_bytes(codes), np.zeros(_WIDTH, np.uint8))
    packed = np.zeros(len(begins), np.uint64)
    for place in range(_WIDTH):
        letter = np.where(place < sizes, letters[begins + place], 0)
        packed |= letter.astype(np.uint64) << np.uint64(8 * place)
    return packed, begins


def _letter_bytes(codes: np.ndarray) -> np.ndarray:
    """Return a byte for each Devanagari letter, 255 for anything else."""
    ours = (codes >= 0x900) & (codes < 0x980)
    return np.where(ours, codes - np.uint16(0x8FF), np.uint16(255)).astype(np.uint8)


@cache
def _packed_marks() -> list[np.ndarray]:
    """Return the small words of each neighbour as ``_small_words`` packs them."""
    neighbours = [marks for code, marks in _marks().items() if code != "hi"]
    lines = ["".join(f"{mark} " for mark in sorted(marks)) for marks in neighbours]
    codes = [np.frombuffer(line.encode("utf-16-le"), np.uint16) for line in lines]
    return [_small_words(code, code != ord(" "))[0] for code in codes]


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
