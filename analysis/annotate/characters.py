"""What each Unicode character is to the tokeniser, as one look-up table over code points.

The table answers for a whole batch at once (``CLASS[codes]``); ``language/tokens.py`` says the same rule
for one text in plain Python, and the tests hold the two together.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

import numpy as np

OTHER, LETTER, MARK, DIGIT, JOINER, POINT, SPACE, HYPHEN, LINE = range(9)

# Invisible characters that news sites put inside words: "राज्<ZWJ>य" is one word, and so is "ज<ZWSP>ल".
JOINERS = "\u200b\u200c\u200d\u00ad\u2060\ufeff"
HYPHENS = "-\u2010\u2011\u2013"
LINES = "\n\r\u2028\u2029\x0b\x0c\x85"
_ASSIGNED = 0x33480


def _class_of(character: str) -> int:
    category = unicodedata.category(character)
    if category == "Nd":
        return DIGIT
    if category[0] in "LN":
        return LETTER
    if category[0] == "M":
        return MARK
    return SPACE if category == "Zs" or character == "\t" else OTHER


def _table() -> np.ndarray:
    table = np.zeros(sys.maxunicode + 1, np.uint8)
    table[:_ASSIGNED] = np.fromiter((_class_of(chr(code)) for code in range(_ASSIGNED)), np.uint8)
    table[0xE0100:0xE01F0] = MARK  # variation selectors, the only letters or marks above _ASSIGNED
    for characters, value in ((JOINERS, JOINER), (".,", POINT), (HYPHENS, HYPHEN), (LINES, LINE)):
        table[[ord(character) for character in characters]] = value
    return table


@cache
def class_table() -> np.ndarray:
    """Return the class of every code point (uint8, one of the constants above), made once a process."""
    table = _table()
    table.setflags(write=False)
    return table
