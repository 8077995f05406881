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


class Line:
    """The words of many sentences in one line, ``GAP`` empty ones before, between and behind the sentences.

    A word is known by its place: ``key(at)`` is its match key (digits as ASCII), ``bits(at)`` what it is
    (``word_bits``), ``starts[at]`` and ``ends[at]`` its offsets into ``text``, in which the sentences stand
    one behind the other. The first empty word behind a sentence has the bit END. ``tenses`` are the places
    of words that show a tense, and of those ends. ``dated`` is 1 at the words of times other than durations,
    once times are read: what lies inside a date is no figure. ``amounts`` keeps the numbers read, which the
    rules for times and for figures ask for alike.
    """

    __slots__ = ("text", "keys", "key", "all_bits", "bits", "starts", "ends", "tenses", "dated", "amounts")

    def __init__(
        self, text: str, keys: list[str], bits: list[int], starts: Sequence[int], ends: Sequence[int]
    ) -> None:
        self.text, self.keys, self.all_bits, self.starts, self.ends = text, keys, bits, starts, ends
        # A list's own look-up costs a third of a method's.
        self.key: Callable[[int], str] = keys.__getitem__
        self.bits: Callable[[int], int] = bits.__getitem__
        self.tenses: Sequence[int] = ()
        self.dated = bytearray(len(keys))
        self.amounts: dict[int, object] = {}

    def glued(self, at: int) -> bool:
        """Return whether token ``at`` stands without a gap behind the token before it."""
        return self.starts[at] == self.ends[at - 1]

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
        # The first words of all phrases, as keys.
        self.firsts = frozenset(self._by_first)
        for found in self._by_first.values():
            found.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        self._nexts = {
            first: frozenset(keys[1] for keys, _ in found if len(keys) > 1) | {"-"}
            for first, found in self._by_first.items()
        }

    @property
    def all_words(self) -> frozenset[str]:
        """Return the words that the phrases are made of, as keys."""
        return frozenset(key for found in self._by_first.values() for keys, _ in found for key in keys)

    @property
    def words(self) -> frozenset[str]:
        """Return the phrases of one word, as keys."""
        return frozenset(key for key, found in self._by_first.items() if len(found[-1][0]) == 1)

    @property
    def seconds(self) -> frozenset[str]:
        """Return the second words of the longer phrases, as keys."""
        return frozenset(keys[1] for found in self._by_first.values() for keys, _ in found if len(keys) > 1)

    def of_word(self, key: str) -> object | None:
        """Return the meaning of the phrase of one word that ``key`` is, None where it is none."""
        keys, meaning = self._by_first.get(key, [((), None)])[-1]  # the shortest
        return meaning if len(keys) == 1 else None

    def at(self, line: Line, at: int) -> tuple[int, object] | None:
        """Return (index behind the phrase, meaning) of the longest phrase at ``at``; hyphens count as
        gaps."""
        first = line.key(at)
        found = self._by_first.get(first)
        if found is None:
            return None
        if line.key(at + 1) not in self._nexts[first]:
            keys, meaning = found[-1]  # the shortest
            return (at + 1, meaning) if len(keys) == 1 else None
        for keys, meaning in found:
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
