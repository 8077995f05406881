"""The same article twice: exactly, by a hash of its folded text, or nearly, by MinHash over word runs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from analysis.corpus import Document

RUN = 4  # words: three are often a stock phrase, with five one changed word hides too much
BANDS, ROWS = 12, 5  # two articles that share 80 % are met with p = 1 - (1 - .8^5)^12 = .99, 50 % with .32
THRESHOLD = 0.8
# Some 1.5 kB an article are kept to find near ones; beyond this number only exact copies are looked for.
NEAR_LIMIT = 50_000

_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\ufeff\u2060]")
_SEEDS = np.random.default_rng(20250915).integers(1, 1 << 63, size=(BANDS * ROWS, 1), dtype=np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # the odd factors of SplitMix64
_HALF = np.uint64(32)


def folded(text: str) -> str:
    """Return ``text`` in NFC, without invisible characters, each run of white space as one space."""
    composed = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    return " ".join(_INVISIBLE.sub("", composed).split())


def text_key(text: str) -> str:
    """Return the SHA-256 of the folded text, hexadecimal: equal for exact duplicates."""
    return hashlib.sha256(folded(text).encode("utf-8")).hexdigest()


def signature(text: str) -> np.ndarray:
    """Return the MinHash signature of the distinct runs of four words, shape (60,), uint64.

    The share of equal places of two signatures estimates the Jaccard similarity of the two sets of runs,
    with a standard error of at most .065. Broder (1997), On the resemblance and containment of documents.
    """
    words = folded(text).split()
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    hashes = np.fromiter((zlib.crc32(run.encode("utf-8")) for run in runs), dtype=np.uint64, count=len(runs))
    # Factors alone keep the order of neighbours (an estimate of .90 where .64 is true): mix in between.
    mixed = (hashes ^ _SEEDS) * _MIX[0]
    mixed = (mixed ^ (mixed >> _HALF)) * _MIX[1]
    return (mixed ^ (mixed >> _HALF)).min(axis=1)


@dataclass(frozen=True, slots=True)
class Twin:
    """The first article that is like a new one: ``percent`` 100 is an exact copy, 80 to 99 a near one."""

    name: str
    percent: int


class Seen:
    """The articles read so far; tells for each new one whether it was there before.

    ``known`` gives (text_key, name) of a store's documents, so that a second run adds nothing. With
    ``near=False`` only exact copies are found, which costs a tenth of the time.
    """

    def __init__(self, known: Iterable[tuple[str, str]] = (), *, near: bool = True) -> None:
        self._exact = {bytes.fromhex(key)[:16]: name for key, name in known}
        self._near = near
        self._names: list[str] = []
        self._signatures: list[np.ndarray] = []
        self._bands: dict[tuple[int, bytes], int] = {}

    def twin(self, text: str, name: str) -> Twin | None:
        """Return the first article that ``text`` repeats, or None; anything but an exact copy is kept."""
        key = bytes.fromhex(text_key(text))[:16]
        if key in self._exact:
            return Twin(self._exact[key], 100)
        self._exact[key] = name
        if not self._near or len(self._names) >= NEAR_LIMIT:
            return None
        mine = signature(text)
        bands = [(i, mine[i * ROWS : (i + 1) * ROWS].tobytes()) for i in range(BANDS)]
        found = self._nearest(mine, bands)
        self._remember(mine, bands, name)
        return found

    def _nearest(self, mine: np.ndarray, bands: list[tuple[int, bytes]]) -> Twin | None:
        candidates = {self._bands[band] for band in bands if band in self._bands}
        shares = [(float((self._signatures[i] == mine).mean()), -i) for i in candidates]
        share, number = max(shares, default=(0.0, 0))
        return Twin(self._names[-number], min(99, round(share * 100))) if share >= THRESHOLD else None

    def _remember(self, mine: np.ndarray, bands: list[tuple[int, bytes]], name: str) -> None:
        for band in bands:
            self._bands.setdefault(band, len(self._names))
        self._names.append(name)
        self._signatures.append(mine)


def similarity(first: Document, second: Document) -> int:
    """Return the Jaccard similarity of two articles' distinct runs of four words, in whole percent."""
    sets = []
    for document in (first, second):
        words = folded(document.text).split()
        sets.append({tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))})
    return round(100 * len(sets[0] & sets[1]) / len(sets[0] | sets[1]))
