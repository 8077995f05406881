"""The words and signs of many sentences at once, as the rules for figures and times count them.

A word here is a number (3.5; 1,00,000), a run of Devanagari, a run of Latin letters, or any other single
sign: F16 is two. ``words.TOKEN`` says the same for one text, and the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

SIGN, BLANK, DIGIT, DEVANAGARI, LATIN = range(5)
_POINTS = (ord("."), ord(","))
_BLANKS_END = 0x3001


@dataclass(frozen=True, slots=True)
class LineTokens:
    """The tokens of some texts: ``start`` and ``end`` are offsets into ``joined``, the texts one a line.

    Text ``i`` begins at ``origin[i]``; its tokens are those from ``first[i]`` to before ``first[i + 1]``, and
    ``line`` is the text of each token. ``codes`` are the code points of ``joined``.
    """

    joined: str
    codes: np.ndarray
    origin: np.ndarray
    first: np.ndarray
    line: np.ndarray
    start: np.ndarray
    end: np.ndarray


@cache
def _table() -> np.ndarray:
    table = np.full(0x110000, SIGN, np.uint8)
    table[[code for code in range(_BLANKS_END) if chr(code).isspace()]] = BLANK
    # ० to ९ and the danda lie inside the Devanagari block: [\u0900-\u097f] would swallow "10।".
    for first, last in ((0x0900, 0x0963), (0x0970, 0x097F), (0x200B, 0x200D), (0x00AD, 0x00AD)):
        table[first : last + 1] = DEVANAGARI
    for first, last, value in (("0", "9", DIGIT), ("०", "९", DIGIT), ("A", "Z", LATIN), ("a", "z", LATIN)):
        table[ord(first) : ord(last) + 1] = value
    return table


def _codes(joined: str) -> np.ndarray:
    raw = joined.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(joined):
        return np.frombuffer(raw, np.uint16)
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)


def line_tokens(texts: Sequence[str]) -> LineTokens:
    """Return the tokens of ``texts``, in order."""
    joined = "\n".join(texts) + "\n"
    codes = _codes(joined)
    kinds = _table().take(codes)
    points = np.flatnonzero((codes == _POINTS[0]) | (codes == _POINTS[1]))
    points = points[(kinds[points - 1] == DIGIT) & (kinds[(points + 1) % len(kinds)] == DIGIT)]
    kinds[points] = DIGIT
    # A token begins and ends where the kind changes; a sign is one by itself. The last one is a line break.
    before, behind = np.append(np.uint8(BLANK), kinds[:-1]), kinds
    change = (before != behind) | (behind == SIGN)
    start = np.flatnonzero(change & (behind != BLANK))
    end = np.flatnonzero(change & (before != BLANK))
    origin = np.zeros(len(texts), np.int64)
    np.cumsum([len(text) + 1 for text in texts[:-1]], out=origin[1:])
    first = np.append(np.searchsorted(start, origin), len(start))
    line = np.repeat(np.arange(len(texts)), np.diff(first))
    return LineTokens(joined, codes, origin, first, line, start, end)
