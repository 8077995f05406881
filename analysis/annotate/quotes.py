"""Quotation marks: which pairs enclose speech, and which a name or a term.

A pair never reaches over a line end. The scan is one pass over the quotation marks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.annotate.cue_tables import word_class
from analysis.annotate.view import BatchView

_MARKS = "\"“”„«»'‘’"
_LETTER = re.compile(r"[^\W_]|[\u0900-\u0963\u0970-\u097f]")
_TERMINATOR = re.compile(r"[।॥?!.]")
_RANGES = ((0x22, 0x27), (0xAB, 0xBB), (0x2018, 0x201E))
_DOUBLE = frozenset('"“”„«»')
_TWICE = frozenset({"''", "‘‘", "’’"})  # two single marks are one double
_SPEECH_WORDS, _LONG_WORDS = 4, 8


class QuoteSpan(NamedTuple):
    """A pair of quotation marks: ``start`` and ``end`` include the marks.

    ``closed`` is False where the line ended first. ``speech`` is False for names and terms
    ('मेक इन इंडिया'): fewer than four words, or fewer than eight that make no clause.
    """

    start: int
    end: int
    closed: bool
    speech: bool
    inner_start: int
    inner_end: int


def mark_offsets(codes: np.ndarray) -> np.ndarray:
    """Return the places of the quotation marks among code points, ascending."""
    # All marks lie in three short ranges: comparing takes a fifth of the time of looking each character up.
    near = np.zeros(len(codes), bool)
    for low, high in _RANGES:
        near |= codes - codes.dtype.type(low) <= high - low
    places = np.flatnonzero(near)
    return places[np.isin(codes[places], list(map(ord, _MARKS)))]


def quote_spans(view: BatchView) -> list[QuoteSpan]:
    """Return the pairs of quotation marks of a document in reading order, outermost only."""
    if not view.marks:
        return []
    text = view.text
    found: list[tuple[int, int, int, int, bool]] = []
    double: tuple[int, int] | None = None
    single: int | None = None
    for start, end, is_double in _marks(text, view.marks):
        line_end = _line_end(text, double, single, start)
        if line_end >= 0:
            if double is not None:
                found.append((*double, line_end, line_end, False))
            double = single = None
        if is_double:
            double, pair = _double(text, text[start:end], start, end, double)
        elif double is None:
            single, pair = _single(text, start, end, single)
        else:
            continue
        if pair:
            found.append(pair)
    if double is not None:
        end = text.find("\n", double[1])
        end = end if end >= 0 else len(text)
        found.append((*double, end, end, False))
    return _outermost(view, found)


def _marks(text: str, offsets: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, whether it is double) of each mark."""
    after = 0
    for start in offsets:
        if start >= after:
            twice = text[start : start + 2] in _TWICE
            after = start + 1 + twice
            yield start, after, twice or text[start] in _DOUBLE


def _line_end(text: str, double: tuple[int, int] | None, single: int | None, start: int) -> int:
    """Return where the line of the mark now open ends before ``start``; -1 where it does not."""
    opened = double[0] if double is not None else single
    return -1 if opened is None else text.find("\n", opened, start)


def _double(text, mark, start, end, opened):
    """Take a double mark: (the mark now open, the pair it closes)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    inward = (not before or not _LETTER.match(before)) and bool(_LETTER.match(after))
    if opened is None:
        stray = mark in "”»’’" or (
            before and not before.isspace() and not inward and (not after or after.isspace())
        )
        return (None if stray and not inward else (start, end)), None
    # A mark that can only open means the earlier one was never closed: start again here.
    if mark in "“„«" or (before.isspace() and inward and mark == '"'):
        return (start, end), None
    return None, (*opened, start, end, True)


def _single(text, start, end, opened):
    """Take a single mark: apostrophes inside words neither open nor close."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if opened is not None and not _LETTER.match(after) and not before.isspace():
        return None, (opened, opened + 1, start, end, True)
    if (not before or before in " (,:-–—\n") and after and not after.isspace():
        return start, None
    return opened, None


def _outermost(view: BatchView, found) -> list[QuoteSpan]:
    spans: list[QuoteSpan] = []
    for a, inner, outer, b, closed in sorted(found, key=lambda pair: (pair[0], -pair[3])):
        if spans and a < spans[-1].end:
            continue
        spans.append(QuoteSpan(a, b, closed, is_speech(view, inner, outer), inner, outer))
    return spans


def is_speech(view: BatchView, start: int, end: int) -> bool:
    """Tell whether the words between two offsets are speech: a clause of four words, or eight of any."""
    first, last = view.token_at(start), view.token_at(end)
    words = last - first
    if words >= _LONG_WORDS or words < _SPEECH_WORDS:
        return words >= _LONG_WORDS
    return view.keys[last - 1] in word_class("finite") or bool(_TERMINATOR.search(view.text, start, end))


def quoted_tokens(view: BatchView, spans: Sequence[QuoteSpan]) -> frozenset[int]:
    """Return the tokens that stand inside speech marks."""
    if not spans:
        return _NOTHING
    return frozenset(
        token
        for span in spans
        if span.speech
        for token in range(view.token_at(span.inner_start), view.token_at(span.inner_end))
    )


_NOTHING: frozenset[int] = frozenset()
