"""What each Unicode character is to the tokeniser, as one look-up table over code points.

The table answers for a whole batch at once (``CLASS[codes]``); ``language/tokens.py`` says the same rule
for one text in plain Python, and the tests hold the two together.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.language.boundaries import CLOSING as CLOSING_MARKS
from analysis.language.tokens import category_runs

# The first two make a token, the first four stand inside one; SPACE, BLANK and LINE are white space.
# POINT to TERMINATOR hold all that can close a byline or begin its bracket.
OTHER, LETTER, DIGIT, MARK, JOINER, POINT, HYPHEN, EDGE, TERMINATOR, CLOSING, SPACE, BLANK, LINE = range(13)

# Invisible characters that news sites put inside words: "राज्<ZWJ>य" is one word, and so is "ज<ZWSP>ल".
JOINERS = "\u200b\u200c\u200d\u00ad\u2060\ufeff"
HYPHENS = "-\u2010\u2011\u2013"
LINES = "\n\r\u2028\u2029\x0b\x0c\x85"
EDGES = ":([—"
TERMINATORS = "।॥?!…|"
BLANKS = "\x1c\x1d\x1e\x1f"  # white space to Python, though nothing for a reader
_LISTS = (
    (JOINERS, JOINER),
    (".,", POINT),
    (HYPHENS, HYPHEN),
    (EDGES, EDGE),
    (TERMINATORS, TERMINATOR),
    (CLOSING_MARKS, CLOSING),
    (BLANKS, BLANK),
    ("\t", SPACE),
    (LINES, LINE),
)
_PIECE = 1 << 16
_PARTING = tuple(map(ord, ",|/।"))


# Unicode category → class
_CLASS_OF = defaultdict(lambda: OTHER, {"Nd": DIGIT, "Nl": LETTER, "No": LETTER, "Zs": SPACE})
_CLASS_OF |= {f"L{letter}": LETTER for letter in "ulotm"} | {f"M{letter}": MARK for letter in "nce"}


def _table() -> np.ndarray:
    table = np.zeros(sys.maxunicode + 1, np.uint8)
    for first, last, category in category_runs():
        table[first : last + 1] = _CLASS_OF[category]
    table[0xE0100:0xE01F0] = MARK  # variation selectors, the only letters or marks beyond the runs
    for characters, value in _LISTS:
        table[[ord(character) for character in characters]] = value
    return table


@cache
def class_table() -> np.ndarray:
    """Return the class of every code point (uint8, one of the constants above), made once a process."""
    table = _table()
    table.setflags(write=False)
    return table


@dataclass(frozen=True, slots=True)
class Characters:
    """The texts of some documents one after the other, a line break after each, so that nothing spans two.

    ``codes`` are code points (of an emoji, or any sign beyond the basic plane that is no part of a word, the
    first half of its UTF-16) and ``classes`` (uint8) what they are; document ``i`` begins at ``origin[i]``
    (int64, one entry more than there are documents). ``marks`` are the places (ascending) of POINT to
    CLOSING, all punctuation that a rule asks about. ``text`` is the same as one string.
    """

    text: str
    codes: np.ndarray
    classes: np.ndarray
    origin: np.ndarray
    marks: np.ndarray

    def white(self, places: np.ndarray) -> np.ndarray:
        """Return which of the characters at ``places`` are white space, line breaks among them."""
        return self.classes[places] >= SPACE

    def apart(self, places: np.ndarray) -> np.ndarray:
        """Return which of the characters at ``places`` part words as ``bylines`` parts them."""
        return self.white(places) | np.isin(self.codes[places], _PARTING)


def read_characters(texts: Sequence[str]) -> Characters:
    """Return the characters of ``texts``."""
    joined = "\n".join([*texts, ""])  # a break behind the last too; to add it would copy all
    codes = _codes(joined)
    origin = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=origin[1:])
    classes = _classes(codes)
    marks = np.flatnonzero(classes - np.uint8(POINT) <= CLOSING - POINT)  # one look for all: it costs much
    return Characters(joined, codes, classes, origin, marks)


def _classes(codes: np.ndarray) -> np.ndarray:
    """Return the class of each code, piece by piece: NumPy widens what it looks up to eight bytes a code."""
    table, found = class_table(), np.empty(len(codes), np.uint8)
    for first in range(0, len(codes), _PIECE):
        piece = slice(first, first + _PIECE)
        np.take(table, codes[piece], out=found[piece], mode="clip")
    return found


def _codes(text: str) -> np.ndarray:
    """Return the codes of ``Characters``: in 16 bits where only emoji and the like need more."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(codes) == len(text):
        return codes
    first = np.flatnonzero((codes & 0xFC00) == 0xD800)  # of the two halves of a character
    beyond = 0x10000 + ((codes[first].astype(np.int64) & 0x3FF) << 10) + (codes[first + 1] & 0x3FF)
    if len(first) > len(codes) - len(text) or class_table()[beyond].any():
        # Half a character alone, or a letter (𝐀), which its form must show.
        return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    starts, ends = [0, *(first + 2).tolist()], [*(first + 1).tolist(), len(codes)]
    return np.concatenate([codes[start:end] for start, end in zip(starts, ends, strict=True)])


def ranges(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return start, start + 1 … (count of them) for each start, one after the other."""
    shift = starts - np.cumsum(counts) + counts
    return np.repeat(shift, counts) + np.arange(int(counts.sum()))


def owners(places: np.ndarray, firsts: np.ndarray) -> np.ndarray:
    """Return for each of the ascending ``places`` the index (int32) of the last of ``firsts`` up to it."""
    bounds = np.append(np.searchsorted(places, firsts), len(places))
    return np.repeat(np.arange(len(firsts), dtype=np.int32), np.diff(bounds))
