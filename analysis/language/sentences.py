"""Sentences of a text as offsets, and what kind of segment each is.

A line is a paragraph; a line break always ends a sentence. Terminators are । ॥ ? ! and, by the rules of
``boundaries.py``, the full stop, the ellipsis and a bar used as danda; a terminator takes the closing quotes
and brackets after it along. The text is never altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.corpus import Kind
from analysis.language.boundaries import CLOSING, ends_in_finite_verb, full_stop_ends, prefers_danda
from analysis.language.bylines import byline, is_byline
from analysis.language.lines import begins_page, holds_page, is_heading, is_title, page_phrases

__all__ = ["Segment", "byline", "segment", "split_sentences"]

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# One class first, the rest of the run after it: so the search leaps to candidates (three times as fast).
_TERMINATOR = re.compile(r"[।॥?!.…|](?:(?<=[।॥])[।॥]+|(?<=[?!])[?!]*।?|(?<=\.)\.+|(?<=…)…+)?")
_SOLID = re.compile(r"[^\W_]")


class Segment(NamedTuple):  # made for every sentence: three times as quick as a frozen dataclass
    """One row of the sentence table: ``text[start:end]``, in line ``paragraph``.

    Lines count from 1; blank ones are not counted.
    """

    paragraph: int
    kind: Kind
    start: int
    end: int


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of the sentences of ``text``, trimmed, in order.

    Every character but white space lies in one of them. Pieces without a letter or digit join the sentence
    before them in the line, or stand alone where the line holds nothing else (×).
    """
    return [span for spans in _lines(text) for span in spans]


def segment(text: str, title: str = "") -> list[Segment]:
    """Return the segments of ``text`` in reading order: body sentences, headings, bylines, junk.

    A heading is a short line of one segment without a terminator and with more text below, or a line that
    repeats ``title``. A byline is a segment that only names place, agency or reporter. Junk has no letter or
    digit (×) or belongs to the page, not the article ("यह भी पढ़ें …").
    """
    lines = list(_lines(text))
    held = page_phrases(text)
    found: list[Segment] = []
    for number, spans in enumerate(lines, 1):
        line = Line(number, number == len(lines), spans[-1][1])
        kind, end = head_of_line(text, *spans[0], line, title, held)
        found.append(Segment(number, kind, spans[0][0], end))
        if end == spans[0][1]:
            found += [Segment(number, kind_of_later(text, a, b, held), a, b) for a, b in spans[1:]]
    return found


class Line(NamedTuple):
    """A line of a text: its number from 1 (blank ones are not counted), whether none follows, its end."""

    number: int
    last: bool
    end: int


def head_of_line(
    text: str, start: int, end: int, line: Line, title: str, held: tuple[str, ...]
) -> tuple[Kind, int]:
    """Return kind and end of the first segment of a line, whose first sentence is ``text[start:end]``.

    The segment is the whole line where that is the title or a part of the page. ``held`` are the phrases of
    the page that the text holds (``page_phrases``).
    """
    if is_title(text, start, line.end, title):
        return "heading", line.end
    if begins_page(text, start, line.end):
        return "junk", line.end
    return _kind_of_first(text, start, end, line, held), end


def _kind_of_first(text: str, start: int, end: int, line: Line, held: tuple[str, ...]) -> Kind:
    alone = end == line.end
    if not _SOLID.search(text, start, end):
        return "junk"
    if is_byline(text, start, end, line=line.number, first=True, alone=alone):
        return "byline"
    if held and holds_page(text, start, end, held):
        return "junk"
    if alone and not line.last and is_heading(text, start, end, first=line.number == 1):
        return "heading"
    return "body"


def kind_of_later(text: str, start: int, end: int, held: tuple[str, ...]) -> Kind:
    """Return the kind of a segment that other segments of its line stand before."""
    if begins_page(text, start, end) or (held and holds_page(text, start, end, held)):
        return "junk"
    if text[start] in "([" and is_byline(text, start, end, line=0, first=False, alone=False):
        return "byline"
    return "body"


def _lines(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the sentence spans of each line that is not blank."""
    danda = "." in text and prefers_danda(text)
    for line in _LINE.finditer(text):
        spans = split_line(text, *line.span(), danda)
        if spans:
            yield spans


def split_line(text: str, first: int, last: int, danda: bool) -> list[tuple[int, int]]:
    """Return the sentence spans of the line ``text[first:last]``.

    ``danda`` is the document's habit (``boundaries.prefers_danda``). However long the line, no character is
    looked at more than a few times.
    """
    spans: list[tuple[int, int]] = []
    start = read = first  # text[start:read] holds no letter or digit
    quotes = _Quotes(text, first)
    for match in _TERMINATOR.finditer(text, first, last):
        at, end = match.span()
        if at < read or not (text[at] in "।॥" or ends_sentence(text, at, end, first, last, danda)):
            continue
        if end < last and text[end] != " ":
            end = _take_closing(text, end, last, quotes)
        if _SOLID.search(text, read, end):
            spans.append(_trim(text, start, end))
            start = end
        elif spans:  # "। ।": nothing to read between two terminators
            spans[-1] = (spans[-1][0], end)
            start = end
        read = end
    rest = _trim(text, start, last)
    if rest[0] == rest[1]:
        return spans
    if spans and not _SOLID.search(text, *rest):
        spans[-1] = (spans[-1][0], rest[1])
    else:
        spans.append(rest)
    return spans


def ends_sentence(text: str, at: int, end: int, first: int, last: int, danda: bool) -> bool:
    """Return whether the terminator ``text[at:end]``, no danda, ends a sentence of ``text[first:last]``."""
    mark = text[at]
    after = text[end] if end < last else ""
    if mark in "?!":  # "watch?v=2" is no question
        return not (after.isascii() and after.isalnum() and text[at - 1 : at].isascii())
    if mark == "|":  # a bar is a danda only after a verb: "इंदौर | नईदुनिया प्रतिनिधि" is a byline
        before = at - 1 if text[at - 1] == " " else at
        return (not after or after.isspace()) and ends_in_finite_verb(text, first, before)
    if mark == "…" or end - at > 1:
        loose = not after or after.isspace() or after in CLOSING
        return loose and ends_in_finite_verb(text, first, at)
    return full_stop_ends(text, at, first, last, danda)


class _Quotes:
    """Counts the straight quotes of a line, each character looked at once however long the line."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._counted = {'"': (first, 0), "'": (first, 0)}

    def closes(self, at: int) -> bool:
        """Return whether the straight quote at ``at`` closes one opened before it in the line."""
        mark = self._text[at]
        upto, count = self._counted[mark]
        count += self._text.count(mark, upto, at)
        self._counted[mark] = (at, count)
        return count % 2 == 1


def _take_closing(text: str, end: int, last: int, quotes: _Quotes) -> int:
    """Return the end of a sentence that ends at ``end``, with the closing quotes and marks after it."""
    while end < last and text[end] in CLOSING:
        if text[end] in "\"'" and not quotes.closes(end):
            break  # it opens the next sentence's quotation
        end += 1
    while end < last and text[end] in "।.?!|":
        end += 1
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
