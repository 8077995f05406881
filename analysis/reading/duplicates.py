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
# Some kilobyte an article is kept to find near ones; beyond this number only exact copies are looked for.
NEAR_LIMIT = 50_000

# NFC would not do: it composes न + nukta to U+0929 but never ड + nukta to U+095C.
_COMPOSED = re.compile("[\u00c0-\u024f\u0929\u0931\u0934\u0958-\u095f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\ufeff\u2060]")
_CHANCE = np.random.default_rng(20250915)
_FACTORS, _TERMS = (_CHANCE.integers(0, 1 << 32, size=(BANDS * ROWS, 1), dtype=np.uint32) for _ in range(2))
_FACTORS |= np.uint32(1)  # an odd factor sends no two numbers to the same place
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # the odd factors of SplitMix64
_HALF = np.uint64(32)
_PLACE = np.uint64(0x9E3779B97F4A7C15)
# A band as one number: two that differ share it once in 10^19, and then the whole signatures are compared.
_BAND = np.array([0x9E3779B97F4A7C15 * (2 * i + 1) % 2**64 for i in range(ROWS)], np.uint64)
_BANDS = np.arange(BANDS, dtype=np.uint64) * _MIX[0]


def folded(text: str) -> str:
    """Return ``text`` decomposed, without invisible characters, each run of white space as one space."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    if _COMPOSED.search(text):  # looking first costs a tenth of decomposing every text
        text = unicodedata.normalize("NFD", text)
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    return text.split()


def text_key(text: str) -> str:
    """Return the SHA-256 of the folded text, hexadecimal: equal for exact duplicates."""
    return _key(_words(text)).hexdigest()


def _key(words: list[str]):
    return hashlib.sha256(" ".join(words).encode("utf-8"))


def signature(text: str) -> np.ndarray:
    """Return the MinHash signature of the distinct runs of four words, shape (60,), uint32.

    The share of equal places of two signatures estimates the Jaccard similarity of the two sets of runs,
    with a standard error of at most .065. Broder (1997), On the resemblance and containment of documents.
    """
    return _signature(_words(text))


def _signature(words: list[str]) -> np.ndarray:
    hashes = np.fromiter(map(_HASHES.__getitem__, words), dtype=np.uint64, count=len(words))
    count = max(1, len(words) - RUN + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(min(RUN, len(words))):
        # The place is part of it: "a b" and "b a" are two runs. uint64 wraps round, as hashing wants it.
        runs = runs * _PLACE + hashes[place : place + count]
    # Factors alone would keep the order of neighbours: mix first, once, as SplitMix64 does.
    runs = (runs ^ (runs >> _HALF)) * _MIX[0]
    runs = (runs ^ (runs >> _HALF)) * _MIX[1]
    mixed = (runs >> _HALF).astype(np.uint32)
    return (mixed * _FACTORS + _TERMS).min(axis=1)


class _Hashes(dict):
    """Word → CRC-32, worked out once for each of the commonest; the same in every run of the program."""

    def __missing__(self, word: str) -> int:
        if len(self) >= 200_000:
            self.clear()
        value = self[word] = zlib.crc32(word.encode("utf-8"))
        return value


_HASHES = _Hashes()


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
        self._bands: dict[int, int] = {}

    def twin(self, text: str, name: str) -> Twin | None:
        """Return the first article that ``text`` repeats, or None; anything but an exact copy is kept."""
        words = _words(text)
        key = _key(words).digest()[:16]
        if key in self._exact:
            return Twin(self._exact[key], 100)
        self._exact[key] = name
        if not self._near or len(self._names) >= NEAR_LIMIT:
            return None
        mine = _signature(words)
        bands = ((mine.reshape(BANDS, ROWS) * _BAND).sum(axis=1) + _BANDS).tolist()
        found = self._nearest(mine, bands)
        self._remember(mine, bands, name)
        return found

    def _nearest(self, mine: np.ndarray, bands: list[int]) -> Twin | None:
        candidates = {self._bands[band] for band in bands if band in self._bands}
        shares = [(float((self._signatures[i] == mine).mean()), -i) for i in candidates]
        share, number = max(shares, default=(0.0, 0))
        return Twin(self._names[-number], min(99, round(share * 100))) if share >= THRESHOLD else None

    def _remember(self, mine: np.ndarray, bands: list[int], name: str) -> None:
        for band in bands:
            self._bands.setdefault(band, len(self._names))
        self._names.append(name)
        self._signatures.append(mine)


def similarity(first: Document, second: Document) -> int:
    """Return the Jaccard similarity of two articles' distinct runs of four words, in whole percent."""
    sets = []
    for document in (first, second):
        words = _words(document.text)
        sets.append({tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))})
    return round(100 * len(sets[0] & sets[1]) / len(sets[0] | sets[1]))
