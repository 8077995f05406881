"""The sentences of a whole batch as spans, found at once; doubtful places by the plain rules, one by one.

``language/sentences.py`` says the rules for one text, and the tests hold the two together. Most lines hold
nothing but dandas before a space: there the arrays decide. A line with a mixed run of marks, or with marks
behind a closing one, is left to ``split_line``, which reads from left to right; ``ends_sentence`` is asked
about a full stop where the word before it does not settle it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotate.characters import (
    CLOSING,
    DIGIT,
    LINE,
    POINT,
    TERMINATOR,
    Characters,
    owners,
)
from analysis.language.sentences import ends_sentence, split_line
from analysis.language.signs import LETTERS, SHORT, VERB

_STOP, _DANDAS, _ASKS = ord("."), (ord("।"), ord("॥")), (ord("?"), ord("!"))
_STRAIGHT, _BAR, _ASCII = (ord('"'), ord("'")), ord("|"), 127
NO, YES, ASK = range(3)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Starts and ends (ascending places in the characters) of the tokens, and the signs of their forms."""

    starts: np.ndarray
    ends: np.ndarray
    signs: np.ndarray


@dataclass(frozen=True, slots=True)
class Spans:
    """Sentences in reading order: places of start and end, and the document and line each stands in."""

    start: np.ndarray
    end: np.ndarray
    document: np.ndarray
    line: np.ndarray


class Cutter:
    """The lines of a batch, and where sentences end in them.

    ``begin`` and ``end`` are the places of the lines that hold a character, ``first`` and ``last`` the same
    without white space, ``owner`` their documents; ``odd`` marks lines that only the plain rule can cut.
    """

    def __init__(self, texts: Sequence[str], characters: Characters, tokens: Tokens) -> None:
        self._texts, self._tokens, self._origin = texts, tokens, characters.origin
        self._codes, self._classes, self._white = characters.codes, characters.classes, characters.white
        self._marks = characters.marks
        breaks = np.flatnonzero(self._classes == LINE)
        begins = np.concatenate([[0], breaks[:-1] + 1])
        filled = breaks > begins
        self.begin, self.end = begins[filled], breaks[filled]
        self.owner = owners(self.begin, self._origin[:-1])
        self.first, self.odd = self._past_white(self.begin, self.end)
        last = self.end - self._white(self.end - 1)
        self.last = last - self._white(last - 1)
        self.odd |= (self.first >= self.last) | self._white(self.last - 1) | (len(tokens.starts) == 0)

    def spans(self) -> Spans:
        """Return the sentences of all texts: text by text what ``split_sentences`` gives."""
        marks = self._marks
        at = marks[(self._classes[marks] == TERMINATOR) | (self._codes[marks] == _STOP)]
        self._danda = self._prefer_danda(at)
        at, after = self._runs(at)
        number = (
            (self._classes[at - 1] == DIGIT) & (self._classes[at + 1] == DIGIT) & (self._codes[at] == _STOP)
        )
        line = np.searchsorted(self.end, at, side="right")
        kept = ~number & ~self.odd[line]
        at, after, line = at[kept], after[kept], line[kept]
        ends = self._ending(at, after, line)
        starts, ends = self._cut(at[ends], after[ends], line[ends])
        more = [span for row in np.flatnonzero(self.odd).tolist() for span in self._cut_plainly(row)]
        extra = np.array(more, np.int64).reshape(-1, 2)
        start = np.sort(np.concatenate([starts, extra[:, 0]]))
        line = np.searchsorted(self.end, start, side="right")
        return Spans(start, np.sort(np.concatenate([ends, extra[:, 1]])), self.owner[line], line)

    def _runs(self, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return first place and end of each run of one mark (... !! ।।); lines with mixed runs are odd."""
        codes = self._codes[at]
        joined = np.diff(at, prepend=-2) == 1
        mixed = np.flatnonzero(joined & (codes != np.roll(codes, 1)))
        self.odd[np.searchsorted(self.end, at[mixed], side="right")] = True
        barred = np.flatnonzero(joined & (codes == _BAR))  # each bar of "||" is a mark of its own
        self.odd[np.searchsorted(self.end, at[barred], side="right")] = True
        first = np.flatnonzero(~joined)
        last = np.append(first[1:], len(at)) - 1 if len(first) else first
        return at[first], at[last] + 1

    def _past_white(self, places: np.ndarray, limit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the places past up to two white spaces before ``limit``, and where more of them follow."""
        for _ in range(2):
            places = places + (self._white(places) & (places < limit))
        return places, self._white(places) & (places < limit)

    def _prefer_danda(self, at: np.ndarray) -> np.ndarray:
        """Return for each document whether it ends its sentences with dandas (``prefers_danda``)."""
        codes, documents = self._codes[at], len(self._texts)
        owner = np.searchsorted(self._origin, at, side="right") - 1
        stops = (codes == _STOP) & self._white(at + 1) & _hindi(self._codes[at - 1])
        dandas = np.bincount(owner[np.isin(codes, _DANDAS)], minlength=documents)
        return (dandas > 0) & (dandas >= np.bincount(owner[stops], minlength=documents))

    def _ending(self, at: np.ndarray, after: np.ndarray, line: np.ndarray) -> np.ndarray:
        """Return which of the marks from ``at`` to before ``after`` end a sentence."""
        codes, before, behind = self._codes[at], self._codes[at - 1], self._codes[after]
        asks = np.isin(codes, _ASKS) & (self._white(after) | (before > _ASCII) | (behind > _ASCII))
        verdict = np.full(len(at), ASK, np.uint8)
        verdict[np.isin(codes, _DANDAS) | asks] = YES
        stops = np.flatnonzero((codes == _STOP) & (after - at == 1))
        verdict[stops] = self._stops(at[stops], line[stops])
        for row in np.flatnonzero(verdict == ASK).tolist():
            document, shift = self._document(line[row])
            first, last = int(self.begin[line[row]]) - shift, int(self.end[line[row]]) - shift
            place, end, danda = int(at[row]) - shift, int(after[row]) - shift, bool(self._danda[document])
            ends = ends_sentence(self._texts[document], place, end, first, last, danda)
            verdict[row] = YES if ends else NO
        return verdict == YES

    def _stops(self, at: np.ndarray, line: np.ndarray) -> np.ndarray:
        """Return YES, NO or ASK for full stops, by the line's end and the word before them."""
        token = np.searchsorted(self._tokens.starts, at) - 1
        before = self._tokens.starts[token] - 1
        signs = np.where(self._tokens.ends[token] == at, self._tokens.signs[token], 0)
        word = signs & LETTERS > 0
        danda, white = self._danda[self.owner[line]], self._white(at + 1)
        loose = white | (self._classes[at + 1] == CLOSING)
        number = loose & (self._classes[at - 1] == DIGIT)
        plain = word & (signs & SHORT == 0) & self._white(before)
        verb = plain & (signs & VERB > 0)  # whatever follows: "रहे हैं.ईरान" lacks a space
        verdict = np.full(len(at), ASK, np.uint8)
        verdict[(plain & ~danda & loose) | verb] = YES
        verdict[danda & (number | (word & (signs & VERB == 0)))] = NO
        verdict[at + 1 >= self.last[line]] = YES
        return verdict

    def _cut(self, at: np.ndarray, after: np.ndarray, line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return starts and ends of the sentences in lines that are not odd, cut behind the marks ``at``."""
        end = after + self._closes(after, line)
        self.odd[line[(end > after) & self._goes_on(end)]] = True
        start, long = self._past_white(end, self.last[line])
        self.odd[line[long]] = True
        solid = np.searchsorted(self._tokens.starts, at)
        head = np.diff(line, prepend=-1) > 0
        opening = np.searchsorted(self._tokens.starts, self.begin)
        closing = np.append(opening[1:], len(self._tokens.starts))
        previous = np.where(head, opening[line], np.roll(solid, 1))
        tail = np.roll(head, -1)
        rest = start < self.last[line]
        hollow = (solid == previous) | (tail & rest & (closing[line] == solid))
        self.odd[line[hollow]] = True  # a piece without a word joins the one before it
        kept = ~self.odd[line]
        ends, open_end = end[kept], ~self.odd
        open_end[line[tail & ~rest]] = False
        starts = np.concatenate([self.first[~self.odd], start[kept & rest]])
        return starts, np.concatenate([self.last[open_end], ends])

    def _closes(self, places: np.ndarray, line: np.ndarray) -> np.ndarray:
        """Return which places hold a closing mark; a straight quote closes what one opened in its line."""
        closing = self._classes[places] == CLOSING
        for mark in _STRAIGHT:
            rows = np.flatnonzero(closing & (self._codes[places] == mark))
            if len(rows):
                marks = self._marks[self._codes[self._marks] == mark]
                before = np.searchsorted(marks, places[rows]) - np.searchsorted(marks, self.begin[line[rows]])
                closing[rows] = before % 2 == 1
        return closing

    def _goes_on(self, places: np.ndarray) -> np.ndarray:
        """Return where another mark stands, which may belong to the one before it."""
        return np.isin(self._classes[places], (CLOSING, TERMINATOR, POINT))

    def _cut_plainly(self, line: int) -> list[tuple[int, int]]:
        document, shift = self._document(line)
        first, last = int(self.begin[line]) - shift, int(self.end[line]) - shift
        found = split_line(self._texts[document], first, last, bool(self._danda[document]))
        return [(start + shift, end + shift) for start, end in found]

    def _document(self, line: int) -> tuple[int, int]:
        """Return the document of a line and the place where it begins."""
        document = int(self.owner[line])
        return document, int(self._origin[document])


def _hindi(codes: np.ndarray) -> np.ndarray:
    """Return which codes are ``boundaries.WORD_CHARACTER``."""
    found = (codes >= 0x900) & (codes <= 0x97F) & ~((codes >= 0x964) & (codes <= 0x96F))
    return found | ((codes >= 0xA8E0) & (codes <= 0xA8FF)) | (codes == 0x200C) | (codes == 0x200D)
