"""What stands at the head of an article: its title and the credit of the agency, given or guessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.annotate.characters import TERMINATOR, ranges
from analysis.corpus import Document
from analysis.language.bylines import REACH, agency
from analysis.language.sentences import Segment, byline
from analysis.language.signs import FUNCTION

_TITLE_WORDS = 8
_ROWS = 6
_COMMA, _HYPHEN = ord(","), ord("-")
_BODY, _BYLINE = KINDS.index("body"), KINDS.index("byline")


class Head(NamedTuple):  # made for every document: a quarter of the time of a frozen dataclass
    """Title and source of a document as they are shown, and whether each was guessed; the byline's span."""

    title: str
    title_guessed: bool
    source: str | None
    source_guessed: bool
    byline: tuple[int, int] | None


def heads(batch: TokenBatch) -> list[Head]:
    """Return the head of each document of the batch."""
    bounds = np.searchsorted(batch.sentence_document, np.arange(len(batch.documents) + 1))
    # A title and a credit stand before the text proper: the first few rows say all.
    count = np.minimum(np.diff(bounds), _ROWS)
    rows = ranges(bounds[:-1], count)
    may = _may_credit(batch, rows)
    credited = np.zeros(len(batch.documents), bool)
    credited[batch.sentence_document[rows[may]]] = True
    found = [_given(document) for document in batch.documents]
    first, last, asked = bounds[:-1].tolist(), np.cumsum(count).tolist(), may.tolist()
    guessed = np.array([head.title_guessed for head in found], bool)
    for number in np.flatnonzero(credited | guessed).tolist():  # few of the articles of a table
        holding = asked[last[number] - int(count[number]) : last[number]]
        found[number] = _found(batch, batch.documents[number], first[number], holding)
    return found


def _given(document: Document) -> Head:
    guessed = document.title_guessed or not document.title
    return Head(document.title, guessed, document.source, document.source_guessed, None)


def _found(batch: TokenBatch, document: Document, first: int, may: Sequence[bool]) -> Head:
    """Return the head of a document whose rows begin at ``first``; ``may`` tells which may hold a byline."""
    title, guessed, source, source_guessed, _ = _given(document)
    segments = _segments(batch, first, len(may))
    span = byline(document.text, segments, may)
    if guessed:
        title = _guess_title(document.text, segments, span) or title
    if source is None and span is not None:
        source = agency(document.text, span)
        source_guessed = source is not None
    return Head(title, guessed, source, source_guessed, span)


def _segments(batch: TokenBatch, first: int, count: int) -> list[Segment]:
    rows = slice(first, first + count)
    columns = (batch.sentence_paragraph, batch.sentence_start, batch.sentence_end, batch.sentence_kind)
    places = zip(*(column[rows].tolist() for column in columns), strict=True)
    return [Segment(paragraph, KINDS[kind], start, end) for paragraph, start, end, kind in places]


def _may_credit(batch: TokenBatch, rows: np.ndarray) -> np.ndarray:
    """Return which sentence rows may be, or begin with, a byline: ``byline`` is asked for no other.

    A byline closes with a mark or stands in brackets, and no function word comes before either.
    """
    kind, found = batch.sentence_kind[rows], batch.sentence_kind[rows] == _BYLINE
    first = np.diff(batch.sentence_paragraph[rows], prepend=-1) != 0
    first |= np.diff(batch.sentence_document[rows], prepend=-1) != 0
    body = np.flatnonzero((kind == _BODY) & first)
    mark = _first_marks(batch, rows[body])
    body, mark = body[mark >= 0], mark[mark >= 0]
    found[body] = True
    found[body[_function_words(batch, rows[body], mark)]] = False
    return found


def _first_marks(batch: TokenBatch, rows: np.ndarray) -> np.ndarray:
    """Return the place of the first mark in reach that can close a byline or begin its bracket, or -1."""
    codes = batch.characters.codes
    marks = batch.characters.marks
    marks = marks[batch.characters.classes[marks] <= TERMINATOR]
    found = codes[marks]  # "जम्मू-कश्मीर" is a place, and a comma closes nothing
    marks = marks[(found != _COMMA) & ((found != _HYPHEN) | batch.characters.white(marks + 1))]
    shift = batch.characters.origin[batch.sentence_document[rows]]
    start, end = batch.sentence_start[rows] + shift, batch.sentence_end[rows] + shift
    first = np.append(marks, len(codes))[np.searchsorted(marks, start)]
    return np.where(first < np.minimum(end, start + REACH), first, -1)


def _function_words(batch: TokenBatch, rows: np.ndarray, mark: np.ndarray) -> np.ndarray:
    """Return the places in ``rows`` of those where a function word stands before ``mark``, for every word."""
    counts = np.diff(batch.sentence_first_token)[rows]
    tokens = ranges(batch.sentence_first_token[rows], counts)
    place = np.repeat(np.arange(len(rows)), counts)
    words = batch.vocabulary.signs[batch.token_form[tokens]] & FUNCTION > 0
    tokens, place = tokens[words], place[words]
    shift = batch.characters.origin[batch.token_document[tokens]]
    start, end = batch.token_start[tokens] + shift, batch.token_end[tokens] + shift
    head = start == batch.sentence_start[batch.token_sentence[tokens]] + shift
    apart = (head | batch.characters.apart(start - 1)) & batch.characters.apart(end)
    return place[apart & (end <= mark[place])]


def _guess_title(text: str, segments: Sequence[Segment], span: tuple[int, int] | None) -> str:
    """Return the heading the text begins with; without one the first words, the byline left out."""
    for part in segments:
        if part.kind == "heading":
            return text[part.start : part.end]
        if part.kind == "body":
            start = span[1] if span and span[1] < part.end else part.start
            words = text[start : part.end].split()
            return " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else "")
    return ""
