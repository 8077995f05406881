"""Quotation marks: which pairs enclose speech, and which a name or a term.

A pair never reaches over a line end. The scan is one pass over the quotation marks alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotate.cue_tables import word_class
from analysis.annotate.view import DocumentView

_MARK = re.compile(r"''|‘‘|’’|[\"“”„«»'‘’\n]")
_LETTER = re.compile(r"[^\W_]|[\u0900-\u0963\u0970-\u097f]")
_TERMINATOR = re.compile(r"[।॥?!.]")
_DOUBLE = frozenset({'"', "“", "”", "„", "«", "»", "''", "‘‘", "’’"})
_SPEECH_WORDS, _LONG_WORDS = 4, 8


@dataclass(frozen=True, slots=True)
class QuoteSpan:
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


def quote_spans(view: DocumentView) -> list[QuoteSpan]:
    """Return the pairs of quotation marks of a document in reading order, outermost only."""
    text = view.text
    found: list[tuple[int, int, int, int, bool]] = []
    double: tuple[int, int] | None = None
    single: int | None = None
    for mark in _MARK.finditer(text):
        start, end = mark.span()
        if text[start] == "\n":
            if double is not None:
                found.append((*double, start, start, False))
            double = single = None
        elif mark.group() in _DOUBLE:
            double, pair = _double(text, mark.group(), start, end, double)
            if pair:
                found.append(pair)
        elif double is None:
            single, pair = _single(text, start, end, single)
            if pair:
                found.append(pair)
    if double is not None:
        found.append((*double, len(text), len(text), False))
    return _outermost(view, found)


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


def _outermost(view: DocumentView, found) -> list[QuoteSpan]:
    spans: list[QuoteSpan] = []
    for a, inner, outer, b, closed in sorted(found, key=lambda pair: (pair[0], -pair[3])):
        if spans and a < spans[-1].end:
            continue
        spans.append(QuoteSpan(a, b, closed, is_speech(view, inner, outer), inner, outer))
    return spans


def is_speech(view: DocumentView, start: int, end: int) -> bool:
    """Tell whether the words between two offsets are speech: a clause of four words, or eight of any."""
    first, last = view.token_at(start), view.token_at(end)
    words = last - first
    if words >= _LONG_WORDS or words < _SPEECH_WORDS:
        return words >= _LONG_WORDS
    return view.keys[last - 1] in word_class("finite") or bool(_TERMINATOR.search(view.text, start, end))


def quoted_tokens(view: DocumentView, spans: Sequence[QuoteSpan]) -> frozenset[int]:
    """Return the tokens that stand inside speech marks."""
    return frozenset(
        token
        for span in spans
        if span.speech
        for token in range(view.token_at(span.inner_start), view.token_at(span.inner_end))
    )
