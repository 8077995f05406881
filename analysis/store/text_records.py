"""Texts packed into records, a few together, so that one is opened in microseconds.

What the records of a store have in common lies before them once, as a dictionary: with it some eight texts
take less room than fifty without, and to show one of them ten times less is unpacked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, islice, pairwise

import numpy as np
import zstandard

_LEVEL = 5  # above it a text takes a third longer to pack, and next to nothing less room
# Devanagari takes two bytes a letter here and three in UTF-8: packed, a tenth less.
_ENCODING = "utf-16-le"
_SIZE = 4  # bytes of a length
_LARGEST = 1 << 30  # bytes that a record unpacks to: no text that is read is as long
RECORD = 12_000  # letters of the texts in one record: unpacked in 30 microseconds
# A dictionary of half the letters saves half as much; one of twice as many takes more room than it saves in
# a corpus of two thousand articles.
_DICTIONARY = 130_000
_TEXTS, _HEAD = 1_000, 2_000  # so many texts, and letters of each, are looked at
_LEAST, _MOST = 3, 12  # words of what texts have in common: less saves little, more is found as two


def dictionary_of(texts: Sequence[str]) -> bytes:
    """Return what these texts have in common, packed: runs of words that two of them share.

    Nothing that one text has alone, which would stay here when that text is taken out of the store: packed
    with whole heads of some texts the others take one to three per cent less.
    """
    few = islice(texts, 0, None, -(-len(texts) // _TEXTS) or 1)
    runs = _shared([text[:_HEAD].split() for text in few])
    best = sorted(runs, key=lambda run: (-runs[run] * len(run), run))
    ends = accumulate(len(run) + 1 for run in best)
    kept = [run for run, end in zip(best, ends, strict=True) if end <= _DICTIONARY]
    # What stands last is referred to in the fewest bytes.
    common = _raw(" ".join(reversed(kept)))
    return zstandard.ZstdCompressor(level=19, write_checksum=True).compress(common)


def _shared(texts: Sequence[Sequence[str]]) -> Counter[str]:
    """Return how often each run of words stands in the texts, all of whose parts stand in two of them."""
    held = Counter(part for words in texts for part in set(_parts(words)))
    runs: Counter[str] = Counter()
    for words in texts:
        first = 0
        for here, group in groupby(held[part] > 1 for part in _parts(words)):
            last = first + sum(1 for _ in group)
            if here:
                step = _MOST - _LEAST + 1
                runs.update(
                    " ".join(words[at : min(at + step, last) + _LEAST - 1]) for at in range(first, last, step)
                )
            first = last
    return runs


def _parts(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_LEAST)), strict=False)


@lru_cache(4)
def opened_dictionary(dictionary: bytes) -> zstandard.ZstdCompressionDict:
    """Return a dictionary ready for use. Raises ValueError where it is not whole."""
    try:
        raw = zstandard.ZstdDecompressor().decompress(_sized(dictionary))
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
    opened = zstandard.ZstdCompressionDict(raw, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    opened.precompute_compress(level=_LEVEL)
    return opened


@dataclass(frozen=True, slots=True)
class Records:
    """Packed texts: the records, how many texts each has, and the dictionary to open them with."""

    packed: list[bytes]
    counts: list[int]
    dictionary: bytes


def records_of(texts: Sequence[str], dictionary: bytes) -> Records:
    """Return texts packed some eight together, in their order."""
    groups = _grouped(texts) if texts else []
    return Records(pack(groups, dictionary), [len(group) for group in groups], dictionary)


def pack(groups: Sequence[Sequence[str]], dictionary: bytes) -> list[bytes]:
    """Return a record of each group of texts, with a checksum: opened by another dictionary than its own, or
    damaged, it would be another text."""
    packer = zstandard.ZstdCompressor(
        level=_LEVEL, dict_data=opened_dictionary(dictionary), write_checksum=True
    )
    return [packer.compress(_joined(group)) for group in groups]


def _joined(texts: Sequence[str]) -> bytes:
    raws = [_raw(text) for text in texts]
    return np.array([len(raws), *map(len, raws)], "<u4").tobytes() + b"".join(raws)


def unpack(records: Sequence[bytes], dictionary: bytes) -> list[Record]:
    """Return the records opened. Raises ValueError where one is not whole."""
    unpacker = zstandard.ZstdDecompressor(dict_data=opened_dictionary(dictionary))
    try:
        return [Record.of(memoryview(unpacker.decompress(_sized(record)))) for record in records]
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _sized(packed: bytes) -> bytes:
    """Return what is packed. Raises ValueError where it is damaged in the place that says how much it unpacks
    to: it would ask for more memory than there is."""
    if zstandard.frame_content_size(packed) > _LARGEST:
        raise ValueError("its size is damaged")
    return packed


@dataclass(frozen=True, slots=True)
class Record:
    """The texts of a record one after the other, and where each begins and the last one ends."""

    raw: memoryview
    bounds: list[int]

    @classmethod
    def of(cls, raw: memoryview) -> Record:
        count = int.from_bytes(raw[:_SIZE], "little")
        ends = np.cumsum(np.frombuffer(raw, "<u4", count, _SIZE), dtype=np.int64) + _SIZE * (count + 1)
        return cls(raw, [_SIZE * (count + 1), *ends.tolist()])

    def text(self, number: int) -> str:
        """Return one text. Raises IndexError where the record has no such number."""
        return str(self.raw[self.bounds[number] : self.bounds[number + 1]], _ENCODING, "surrogatepass")

    def texts(self) -> list[str]:
        """Return all texts."""
        return [str(self.raw[start:end], _ENCODING, "surrogatepass") for start, end in pairwise(self.bounds)]


def _raw(text: str) -> bytes:
    return text.encode(_ENCODING, "surrogatepass")


def _grouped(texts: Sequence[str]) -> list[list[str]]:
    """Return the texts in groups of about RECORD letters, in their order."""
    groups: list[list[str]] = [[]]
    size = 0
    for text in texts:
        if groups[-1] and size + len(text) > RECORD:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += len(text)
    return groups
