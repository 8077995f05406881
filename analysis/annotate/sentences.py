"""The sentence table of a whole batch: what ``segment`` says text by text, most of it found at once.

A sentence is body unless something about it calls for a rule (``language/signs.py``): only then is it asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from analysis.annotate.characters import POINT, TERMINATOR, Characters, ranges
from analysis.annotate.spans import Cutter, Spans, Tokens
from analysis.corpus import Document, Kind
from analysis.language.bylines import REACH
from analysis.language.lines import (
    HEADING_LENGTH,
    HELD_WITHIN,
    TITLE_SLACK,
    is_short_enough,
    page_phrases,
)
from analysis.language.sentences import Line, head_of_line, kind_of_later
from analysis.language.signs import FUNCTION, HELD, PAGE, PAGE_ALONE, PAGE_LATER

KINDS = ("body", "heading", "byline", "junk")
_CODE_OF_KIND = {kind: code for code, kind in enumerate(KINDS)}
_BRACKETS, _UNFINISHED = tuple(map(ord, "([")), tuple(map(ord, ";-"))


def find_sentences(
    documents: Sequence[Document], characters: Characters, tokens: Tokens
) -> dict[str, np.ndarray]:
    """Return the columns of the sentences: document, paragraph, number, kind, start, end and first token.

    ``start`` and ``end`` are offsets into the document's text, ``first_token`` an index of the tokens; it has
    one entry more than there are sentences, the number of tokens.
    """
    spans = Cutter([document.text for document in documents], characters, tokens).spans()
    rows = Rows(documents, characters, tokens, spans)
    kind, end, kept = rows.kinds()
    owner, kind = spans.document[kept], kind[kept]
    shift = characters.origin[owner]
    return {
        "document": owner,
        "paragraph": rows.paragraph[kept],
        "number": _numbers(owner, kind),
        "kind": kind,
        "start": (spans.start[kept] - shift).astype(np.int32),
        "end": (end[kept] - shift).astype(np.int32),
        "first_token": np.append(rows.token[kept], len(tokens.starts)).astype(np.int32),
    }


class Rows:
    """The sentences of a batch while their kinds are found; ``paragraph`` counts the lines of a document."""

    def __init__(
        self, documents: Sequence[Document], characters: Characters, tokens: Tokens, spans: Spans
    ) -> None:
        self._documents, self._characters, self._tokens, self._spans = documents, characters, tokens, spans
        self.token = np.searchsorted(tokens.starts, spans.start)
        self._after = np.append(self.token[1:], len(tokens.starts))
        self._head = np.diff(spans.line, prepend=-1) > 0
        self._heads = np.flatnonzero(self._head)
        self._shift = characters.origin[spans.document]
        lines = np.cumsum(self._head)
        before = np.searchsorted(spans.document[self._heads], np.arange(len(documents) + 1))
        self._lines = np.diff(before)
        stops = np.append(self._heads, len(self._head))
        self._stop = np.repeat(stops[1:], np.diff(stops))
        self._held = self._held_phrases()
        self.paragraph = (lines - before[spans.document]).astype(np.int32)

    def kinds(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the kind and end of each span, and which remain: a title or page's line is one segment."""
        spans = self._spans
        kind, end, kept = (
            np.zeros(len(spans.start), np.uint8),
            spans.end.copy(),
            np.ones(len(spans.start), bool),
        )
        kind[self.token == self._after] = _CODE_OF_KIND["junk"]
        titles, may_be_title = self._titles()
        doubtful = may_be_title | self._doubtful()
        doubtful[titles] = False
        kind[titles], end[titles] = _CODE_OF_KIND["heading"], spans.end[self._stop[titles] - 1]
        heads, later = np.flatnonzero(doubtful & self._head), np.flatnonzero(doubtful & ~self._head)
        found = list(self._ask_heads(heads, may_be_title[heads].tolist()))
        kind[heads] = [_CODE_OF_KIND[kind] for kind, _ in found]
        end[heads] = np.array([end for _, end in found], np.int64) + self._shift[heads]
        heads = np.concatenate([titles, heads])
        whole = heads[end[heads] > spans.end[heads]]
        kept[ranges(whole + 1, self._stop[whole] - whole - 1)] = False
        kind[later] = [_CODE_OF_KIND[kind] for kind in self._ask_later(later)]
        return kind, end, kept

    def _ask_heads(self, rows: np.ndarray, may_be_title: Sequence[bool]) -> Iterator[tuple[Kind, int]]:
        """Yield kind and end (in its text) of the segment that begins the line of each span."""
        numbers = self.paragraph[rows]
        lasts = numbers == self._lines[self._spans.document[rows]]
        ends = self._spans.end[self._stop[rows] - 1] - self._shift[rows]
        lines = map(Line, numbers.tolist(), lasts.tolist(), ends.tolist())
        places = zip(self._in_text(rows), lines, may_be_title, strict=True)
        for (document, held, start, end), line, may in places:
            yield head_of_line(document.text, start, end, line, document.title if may else "", held)

    def _ask_later(self, rows: np.ndarray) -> Iterator[Kind]:
        for document, held, start, end in self._in_text(rows):
            yield kind_of_later(document.text, start, end, held)

    def _in_text(self, rows: np.ndarray) -> Iterator[tuple[Document, tuple[str, ...], int, int]]:
        """Yield the document of each span, the phrases of the page it holds, and the span in its text."""
        numbers, shift = self._spans.document[rows].tolist(), self._shift[rows]
        starts, ends = (self._spans.start[rows] - shift).tolist(), (self._spans.end[rows] - shift).tolist()
        for number, start, end in zip(numbers, starts, ends, strict=True):
            yield self._documents[number], self._held.get(number, ()), start, end

    def _held_phrases(self) -> dict[int, tuple[str, ...]]:
        """Return the phrases of the page that each document holds (those that hold none are left out)."""
        places = self._tokens.starts[self._tokens.signs & HELD > 0]
        owner = np.unique(np.searchsorted(self._characters.origin, places, side="right") - 1)
        return {number: page_phrases(self._documents[number].text) for number in owner.tolist()}

    def _doubtful(self) -> np.ndarray:
        """Return which spans the plain rules must look at, because they may be anything but body."""
        spans, length = self._spans, self._spans.end - self._spans.start
        holding = np.zeros(len(self._documents), bool)
        holding[[number for number, phrases in self._held.items() if phrases]] = True
        held = holding[spans.document] & (length <= HELD_WITHIN)
        bracket = np.isin(self._characters.codes[spans.start], _BRACKETS)
        first = self._headings() | (self._head & ~bracket & self._bylines(length))
        return self._pages() | held | bracket | first

    def _pages(self) -> np.ndarray:
        """Return which spans may begin as a part of the page does, by their first two words."""
        signs = np.append(self._tokens.signs, [0, 0])
        two = (self._after - self.token > 1) & (signs[self.token + 1] & PAGE_LATER > 0)
        first = signs[self.token]
        return (first & PAGE_ALONE > 0) | (two & (first & PAGE > 0))

    def _titles(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the spans that begin a line that is the title, and a mask of those where it may be.

        It may where both are nearly as long, begin with the same word and end alike. Where they are the same,
        ``is_title`` minds nothing but the number of words.
        """
        owner = self._spans.document[self._heads]
        begin, end = self._spans.start[self._heads], self._spans.end[self._stop[self._heads] - 1]
        sizes = np.array([0 if one.title_guessed else len(one.title) for one in self._documents])[owner]
        close = np.flatnonzero((sizes > 0) & (np.abs(sizes - (end - begin)) <= TITLE_SLACK))
        shift = self._characters.origin[owner[close]]
        columns = (close, owner[close], begin[close] - shift, end[close] - shift)
        sure, may = [], np.zeros(len(self._head), bool)
        for row, number, start, last in zip(*(column.tolist() for column in columns), strict=True):
            document = self._documents[number]
            title = document.title.strip()
            if len(title) == last - start and document.text.startswith(title, start):
                if is_short_enough(title):
                    sure.append(row)
            elif title and document.text.startswith(title.split(None, 1)[0], start):
                may[self._heads[row]] = document.text[last - 1] == title[-1]
        return self._heads[sure], may

    def _headings(self) -> np.ndarray:
        """Return which spans are a whole line, though not the last, and end as a heading may."""
        spans = self._spans
        alone = self._head & np.append(self._head, True)[1:]
        below = self.paragraph < self._lines[spans.document]
        codes, classes = self._characters.codes[spans.end - 1], self._characters.classes[spans.end - 1]
        ends = (classes == TERMINATOR) | (classes == POINT) | np.isin(codes, _UNFINISHED)
        return alone & below & (spans.end - spans.start <= HEADING_LENGTH) & ~ends

    def _bylines(self, length: np.ndarray) -> np.ndarray:
        """Return which heads of lines are short enough for a byline and hold no function word."""
        rows = np.flatnonzero(self._head & (length <= REACH) & (self.token < self._after))
        tokens = ranges(self.token[rows], self._after[rows] - self.token[rows])
        owner = np.repeat(rows, self._after[rows] - self.token[rows])
        function = self._tokens.signs[tokens] & FUNCTION > 0
        tokens, owner = tokens[function], owner[function]
        start, end = self._tokens.starts[tokens], self._tokens.ends[tokens]
        apart = (start == self._spans.start[owner]) | self._characters.apart(start - 1)
        apart &= (end == self._spans.end[owner]) | self._characters.apart(end)
        found = np.zeros(len(self._head), bool)
        found[rows] = True
        found[owner[apart]] = False
        return found


def _numbers(owner: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return 1, 2, 3 … for the sentences of one kind in one document."""
    place = owner * len(KINDS) + kind
    order = np.argsort(place, kind="stable")
    sizes = np.bincount(place)
    numbers = np.empty(len(place), np.int32)
    numbers[order] = np.arange(1, len(place) + 1) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return numbers
