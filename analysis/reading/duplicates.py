"""The same article twice: exactly, by a hash of its folded text, or nearly, by MinHash over word runs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.corpus import Document
from analysis.keyed import Keyed

RUN = 4  # words: three are often a stock phrase, with five one changed word hides too much
BANDS, ROWS = 12, 5  # two articles that share 80 % are met with p = 1 - (1 - .8^5)^12 = .99, 50 % with .32
THRESHOLD = 0.8
# To find near ones 1.7 kilobytes an article are kept; beyond this number only exact copies are looked for.
NEAR_LIMIT = 50_000

# NFC would not do: it composes न + nukta to U+0929 but never ड + nukta to U+095C.
_COMPOSED = re.compile("[\u00c0-\u024f\u0929\u0931\u0934\u0958-\u095f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\ufeff\u2060]")
# White space that parts words, but not bytes of UTF-8.
_WIDE = re.compile("[\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_CHANCE = np.random.default_rng(20250915)
_FACTORS, _TERMS = (_CHANCE.integers(0, 1 << 32, size=(BANDS * ROWS, 1), dtype=np.uint32) for _ in range(2))
_FACTORS |= np.uint32(1)  # an odd factor sends no two numbers to the same place
_MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # the odd factors of SplitMix64
_HALF = np.uint64(32)
_PLACE = np.uint64(0x9E3779B97F4A7C15)
# A band as one number: two that differ share it once in 10^19, and then the whole signatures are compared.
_BAND = np.array([0x9E3779B97F4A7C15 * (2 * i + 1) % 2**64 for i in range(ROWS)], np.uint64)
_BANDS = np.arange(BANDS, dtype=np.uint64) * _MIX[0]
_AT_ONCE = 100_000  # numbers worked on at a time: they stay in the processor's cache


def folded(text: str) -> str:
    """Return ``text`` decomposed, without invisible characters, each run of white space as one space."""
    return b" ".join(_words(text)).decode("utf-8")


def _words(text: str) -> list[bytes]:
    if _COMPOSED.search(text):  # looking first costs a tenth of decomposing every text
        text = unicodedata.normalize("NFD", text)
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    if _WIDE.search(text):
        text = " ".join(text.split())
    return text.encode("utf-8").split()


def text_key(text: str) -> str:
    """Return the SHA-256 of the folded text, hexadecimal: equal for exact duplicates."""
    return _key(_words(text)).hexdigest()


def _key(words: list[bytes]):
    return hashlib.sha256(b" ".join(words))


def signatures(texts: Sequence[str]) -> np.ndarray:
    """Return the MinHash signature of each text's distinct runs of four words, shape (texts, 60), uint32.

    The share of equal places of two signatures estimates the Jaccard similarity of the two sets of runs,
    with a standard error of at most .065. Broder (1997), On the resemblance and containment of documents.
    """
    return _signatures([_words(text) for text in texts])


def _signatures(texts: Sequence[list[bytes]]) -> np.ndarray:
    found = np.empty((BANDS * ROWS, len(texts)), np.uint32)
    if texts:
        runs, begins = _runs(texts)
        step = max(1, _AT_ONCE // len(runs))
        for first in range(0, len(found), step):
            rows = slice(first, first + step)
            mixed = runs * _FACTORS[rows]
            mixed += _TERMS[rows]
            np.minimum.reduceat(mixed, begins, axis=1, out=found[rows])
    return np.ascontiguousarray(found.T)


def _runs(texts: Sequence[list[bytes]]) -> tuple[np.ndarray, np.ndarray]:
    """Return a number (uint32) for each run of four words, and where the runs of each text begin.

    A text has as many numbers as words, and one at least; the last are its first once more.
    """
    sizes = np.array([max(1, len(words)) for words in texts])
    begins = np.cumsum(sizes) - sizes
    hashes = np.zeros(sizes.sum() + RUN - 1, np.uint64)
    for begin, words in zip(begins.tolist(), texts, strict=True):
        hashes[begin : begin + len(words)] = list(map(zlib.crc32, words))
    runs = np.zeros(sizes.sum(), np.uint64)
    for place in range(RUN):
        # The place is part of it: "a b" and "b a" are two runs. uint64 wraps round, as hashing wants it.
        runs = runs * _PLACE + hashes[place : place + len(runs)]
    for text in np.flatnonzero(sizes < RUN).tolist():  # too short for a run: all its words are one
        few = 0
        for number in hashes[begins[text] : begins[text] + sizes[text]].tolist():
            few = (few * int(_PLACE) + number) % (1 << 64)
        runs[begins[text]] = few
    ends = begins + sizes
    for place in range(1, RUN):  # runs that go on into the next text
        cut = np.maximum(ends - place, begins)
        runs[cut] = runs[begins]
    # Factors alone would keep the order of neighbours: mix first, once, as SplitMix64 does.
    runs = (runs ^ (runs >> _HALF)) * _MIX[0]
    runs = (runs ^ (runs >> _HALF)) * _MIX[1]
    return (runs >> _HALF).astype(np.uint32), begins


@dataclass(frozen=True, slots=True)
class Print:
    """What an article is known again by: a hash of its folded text, and its signature, whole and as one
    number for each band; None and none where only exact copies are looked for."""

    key: bytes
    signature: np.ndarray | None = None
    bands: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """The first article that is like a new one: ``percent`` 100 is an exact copy, 80 to 99 a near one."""

    name: str
    percent: int


class Seen:
    """The articles read so far; tells for each new one whether it was there before.

    ``known`` gives (text_key, name) of a store's documents, so that a second run adds nothing. With
    ``near=False`` only exact copies are found, which costs a third of the time.
    """

    def __init__(self, known: Iterable[tuple[str, str]] = (), *, near: bool = True) -> None:
        self._exact: Keyed[bytes, str] = Keyed((bytes.fromhex(key)[:16], name) for key, name in known)
        self._look_for_near(near)

    def _look_for_near(self, near: bool) -> None:
        self._near = near
        self._names: list[str] = []
        self._signatures: list[np.ndarray] = []
        self._bands: dict[int, int] = {}

    def twin(self, text: str, name: str) -> Twin | None:
        """Return the first article that ``text`` repeats, or None; anything but an exact copy is kept."""
        return self.meet(self.prints([text])[0], name)

    def prints(self, texts: Sequence[str]) -> list[Print]:
        """Return what ``meet`` knows texts by: many at once are quicker, and none is kept yet."""
        words = [_words(text) for text in texts]
        keys = [_key(one).digest()[:16] for one in words]
        if not self._near:
            return list(map(Print, keys))
        found = _signatures(words)
        bands = (found.reshape(-1, BANDS, ROWS) * _BAND).sum(axis=2) + _BANDS
        return list(map(Print, keys, found, bands.tolist()))

    def meet(self, one: Print, name: str) -> Twin | None:
        """Return what ``twin`` does for the text of a print."""
        known = self._exact.get(one.key)
        if known is not None:
            return Twin(known, 100)
        self._exact[one.key] = name
        if not self._near:
            return None
        found = self._nearest(one)
        self._remember(one, name)
        if len(self._names) >= NEAR_LIMIT:
            self._look_for_near(False)  # and forget what that took
        return found

    def _nearest(self, one: Print) -> Twin | None:
        candidates = {self._bands[band] for band in one.bands if band in self._bands}
        shares = [(float((self._signatures[i] == one.signature).mean()), -i) for i in candidates]
        share, number = max(shares, default=(0.0, 0))
        return Twin(self._names[-number], min(99, round(share * 100))) if share >= THRESHOLD else None

    def _remember(self, one: Print, name: str) -> None:
        for band in one.bands:
            self._bands.setdefault(band, len(self._names))
        self._names.append(name)
        self._signatures.append(one.signature)


def similarity(first: Document, second: Document) -> int:
    """Return the Jaccard similarity of two articles' distinct runs of four words, in whole percent."""
    sets = []
    for document in (first, second):
        words = _words(document.text)
        sets.append({tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))})
    return round(100 * len(sets[0] & sets[1]) / len(sets[0] | sets[1]))
