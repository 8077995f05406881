"""The words of a sentence as the rules for figures and times read them, and the tables of those rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from analysis.annotate.word_bits import DIGITS
from analysis.language.normalise import match_key
from analysis.language.tables import parse_rows

DATA = Path(__file__).parent / "data"

# ० to ९ and the danda lie inside the Devanagari block: [\u0900-\u097f] would swallow "10।".
LETTERS = "\u0900-\u0963\u0970-\u097f\u200b-\u200d\u00ad"
TOKEN = re.compile(rf"[0-9०-९]+(?:[.,][0-9०-९]+)*|[{LETTERS}]+|[A-Za-z]+|\S")
_ASCII_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_MOST_KEYS = 300_000
# No rule looks further behind a word that it knows to be in its sentence.
GAP = 8


class _Keys(dict):
    """Form → match key, worked out once a form; it starts afresh at 300,000 forms."""

    def __missing__(self, form: str) -> str:
        if len(self) >= _MOST_KEYS:
            self.clear()
        key = self[form] = form.translate(_ASCII_DIGITS) if form[0].isdecimal() else match_key(form) or form
        return key


_KEYS = _Keys()
key_of = _KEYS.__getitem__


class Span(Protocol):
    """A sentence as the rules need it; ``language.sentences.Segment`` is one."""

    start: int
    end: int
    kind: str


class LineWords:
    """The words of many sentences in one row, ``GAP`` empty ones before, between and behind the sentences.

    A word is known by its place in that row: ``keys`` are the match keys (digits as ASCII), ``bits`` what
    each word is (``word_bits``; END on the first empty one behind a sentence), ``starts``/``ends`` its
    offsets into the text of its document. ``notes`` keeps what a rule has read at a word, so that another
    rule need not read it again.
    """

    __slots__ = ("keys", "bits", "starts", "ends", "notes")

    def __init__(self, keys: list[str], bits: list[int], starts: list[int], ends: list[int]) -> None:
        self.keys, self.bits, self.starts, self.ends = keys, bits, starts, ends
        self.notes: dict[int, object] = {}


class Line:
    """The words of one sentence: numbers, Devanagari words, Latin words, single signs.

    They stand at ``first`` to before ``last`` in ``keys``, ``all_bits``, ``starts`` and ``ends``, which are
    those of ``LineWords``; ``key(at)`` and ``bits(at)`` are the key and the bits of one, empty up to ``GAP``
    words before and behind.
    ``figures``, ``times`` and ``sources`` are the places at which a figure, a time, or the mark of a source
    (के मुताबिक, ने) may begin.
    """

    __slots__ = (
        "text", "first", "last", "keys", "key", "all_bits", "bits", "starts", "ends", "notes",
        "figures", "times", "sources",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        words: LineWords,
        span: tuple[int, int],
        figures: Sequence[int],
        times: Sequence[int],
        sources: Sequence[int],
    ) -> None:
        self.text, self.notes = text, words.notes
        self.first, self.last = span
        self.keys, self.all_bits = words.keys, words.bits
        # A list's own look-up costs a third of a method's.
        self.key: Callable[[int], str] = words.keys.__getitem__
        self.bits: Callable[[int], int] = words.bits.__getitem__
        self.starts, self.ends = words.starts, words.ends
        self.figures, self.times, self.sources = figures, times, sources

    def glued(self, at: int) -> bool:
        """Return whether token ``at`` stands without a gap behind the token before it."""
        return self.first < at < self.last and self.starts[at] == self.ends[at - 1]

    def digits(self, at: int) -> int:
        """Return whether token ``at`` is written in digits."""
        return self.bits(at) & DIGITS


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
    def words(self) -> frozenset[str]:
        """Return the phrases of one word, as keys."""
        return frozenset(key for key, found in self._by_first.items() if len(found[-1][0]) == 1)

    @property
    def seconds(self) -> frozenset[str]:
        """Return the second words of the longer phrases, as keys."""
        return frozenset(keys[1] for found in self._by_first.values() for keys, _ in found if len(keys) > 1)

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
