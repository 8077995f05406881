"""The words of a sentence as the rules for figures and times read them, and which sentences they read
at all.

Rules run only in sentences that hold a cue: a digit, or a word of the tables. A form's key and whether
it is a cue are worked out once a form, so that a sentence without one costs a look-up a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from analysis.language.normalise import match_key
from analysis.language.tables import parse_rows

DATA = Path(__file__).parent / "data"

# ० to ९ and the danda lie inside the Devanagari block: [\u0900-\u097f] would swallow "10।".
LETTERS = "\u0900-\u0963\u0970-\u097f\u200b-\u200d\u00ad"
_TOKEN = re.compile(rf"[0-9०-९]+(?:[.,][0-9०-९]+)*|[{LETTERS}]+|[A-Za-z]+|\S")
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_MOST_KEYS = 300_000
_PADDING = [""] * 32

CUE, FIGURE, TIME = 1, 2, 4
_CUED = frozenset({1, 3, 5, 7})  # the sums that hold CUE


class _Keys(dict):
    """Form → match key, worked out once a form; it starts afresh at 300,000 forms."""

    def __missing__(self, form: str) -> str:
        if len(self) >= _MOST_KEYS:
            self.clear()
        key = self[form] = form.translate(_DIGITS) if form[0].isdecimal() else match_key(form) or form
        return key


_KEYS = _Keys()
key_of = _KEYS.__getitem__


class Span(Protocol):
    """A sentence as the rules need it; ``language.sentences.Segment`` is one."""

    start: int
    end: int
    kind: str


class Line:
    """The tokens of one sentence: numbers, Devanagari words, Latin words, single signs.

    ``keys`` are their match keys (digits as ASCII) and ``key(at)`` one of them, empty up to 32 tokens
    before and behind the sentence; ``starts``/``ends`` their offsets into ``text``, worked out when
    first asked for. ``notes`` keeps what a rule has read at a token, so that another rule need not read
    it again. ``figures`` and ``times`` are the tokens at which one may begin.
    """

    __slots__ = ("text", "keys", "key", "notes", "figures", "times", "_span", "_starts", "_ends")

    def __init__(self, text: str, start: int, end: int, keys: list[str]) -> None:
        self.text = text
        self.keys = keys
        self.notes: dict[int | str, object] = {}
        self.figures: list[int] = []
        self.times: list[int] = []
        # A list's own look-up costs a third of a method with bounds; an index of -1 meets the padding too.
        self.key: Callable[[int], str] = [*self.keys, *_PADDING].__getitem__
        self._span = (start, end)
        self._starts: list[int] | None = None
        self._ends: list[int] = []

    def _place(self) -> list[int]:
        spans = [match.span() for match in _TOKEN.finditer(self.text, *self._span)]
        self._ends = [end for _, end in spans]
        self._starts = [start for start, _ in spans]
        return self._starts

    @property
    def starts(self) -> list[int]:
        """Return the offset of each token."""
        return self._place() if self._starts is None else self._starts

    @property
    def ends(self) -> list[int]:
        """Return the offset behind each token."""
        if self._starts is None:
            self._place()
        return self._ends

    def glued(self, at: int) -> bool:
        """Return whether token ``at`` stands without a gap behind the token before it."""
        return 0 < at < len(self.keys) and self.starts[at] == self.ends[at - 1]

    def digits(self, at: int) -> bool:
        """Return whether token ``at`` is written in digits."""
        return self.key(at)[:1].isdecimal()


class _Marks(dict):
    """Key → its mark, digits included; it starts afresh at 300,000 keys."""

    def __init__(self, marks: dict[str, int], digits: int) -> None:
        super().__init__()
        self._marks, self._digits = marks, digits

    def __missing__(self, key: str) -> int:
        if len(self) >= _MOST_KEYS:
            self.clear()
        found = self[key] = self._digits if key[0].isdecimal() else self._marks.get(key, 0)
        return found


class CueReader:
    """Reads the sentences that hold a cue.

    ``marks`` gives each match key the sum of what it is: ``CUE`` (its sentence is read), ``FIGURE``
    and ``TIME`` (one may begin here). A token in digits is all three.
    """

    def __init__(self, marks: dict[str, int]) -> None:
        self._mark = _Marks(marks, CUE | FIGURE | TIME).__getitem__

    def cued(self, form: str) -> bool:
        """Return whether a written form is, or holds, a cue: F16 is two words here."""
        return any(self._mark(key_of(part)) & CUE for part in _TOKEN.findall(form))

    def lines(self, text: str, sentences: Sequence[Span]) -> Iterator[tuple[int, Line]]:
        """Yield (index, line) of each sentence that holds a cue and is no junk."""
        for index, sentence in enumerate(sentences):
            if sentence.kind == "junk":
                continue
            keys = [*map(key_of, _TOKEN.findall(text, sentence.start, sentence.end))]
            marks = [*map(self._mark, keys)]
            if not _CUED.isdisjoint(marks):
                line = Line(text, sentence.start, sentence.end, keys)
                line.figures = [at for at, mark in enumerate(marks) if mark & FIGURE]
                line.times = [at for at, mark in enumerate(marks) if mark & TIME]
                yield index, line


class Phrases:
    """Word sequences and what they stand for; the longest that stands at a place is found."""

    def __init__(self, entries: dict[str, object]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], object]]] = {}
        for phrase, meaning in entries.items():
            keys = tuple(key_of(word) for word in phrase.replace("-", " ").split())
            self._by_first.setdefault(keys[0], []).append((keys, meaning))
        for found in self._by_first.values():
            found.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    @property
    def firsts(self) -> frozenset[str]:
        """Return the first words of all phrases, as keys."""
        return frozenset(self._by_first)

    def at(self, line: Line, at: int) -> tuple[int, object] | None:
        """Return (index behind the phrase, meaning) of the longest phrase at ``at``; hyphens count as
        gaps."""
        for keys, meaning in self._by_first.get(line.key(at), ()):
            end = _walk(line, at, keys)
            if end is not None:
                return end, meaning
        return None


def _walk(line: Line, at: int, keys: tuple[str, ...]) -> int | None:
    for number, key in enumerate(keys):
        if number and line.key(at) == "-":
            at += 1
        if line.key(at) != key:
            return None
        at += 1
    return at


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<name>`` (read once); TableError names file and line of a broken one."""
    return tuple(parse_rows(DATA / name))


def forms(cell: str) -> list[str]:
    """Return the forms of a cell: split at | where it has one, else at spaces."""
    return cell.split("|") if "|" in cell else cell.split()


@cache
def word_sets(name: str) -> dict[str, frozenset[str]]:
    """Return set → keys of a table with the columns ``set`` and ``forms``."""
    return {row["set"]: frozenset(map(key_of, forms(row["forms"]))) for row in table(name)}
