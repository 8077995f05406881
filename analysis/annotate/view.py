"""One document as the rules of speech read it: its tokens' keys, its sentences, the names found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from analysis.corpus import EntityKind, How, Kind

ACTORS = frozenset({"person", "organisation", "country", "place"})


# Named tuples: a batch has some ten thousand of these two, and a frozen dataclass takes three times as long.
class SentenceView(NamedTuple):
    """A sentence row: ``number`` within its kind, offsets, and its tokens ``first`` to before ``last``."""

    number: int
    kind: Kind
    paragraph: int
    start: int
    end: int
    first: int
    last: int


class MentionView(NamedTuple):
    """A name found in sentence index ``sentence``: offsets, and its tokens ``first`` to before ``last``."""

    sentence: int
    start: int
    end: int
    entity: str
    kind: EntityKind
    how: How
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document ready for the rules: nothing here is copied text, everything is an offset or a key.

    ``keys``, ``starts``, ``ends`` and ``places`` (the index of its sentence) have one entry a token, ``heads``
    (where it starts) one a sentence; ``marks`` are the offsets of the quotation marks. ``cues`` are the tokens
    of the word sets that rules begin at, by the documents of a batch, of which this is ``number``. ``starting``
    and ``ending`` give the mention of an actor that begins with, or ends at, a token (the longest where
    several do). ``published`` is None for an undated document: then no office is filled by the calendar.
    """

    text: str
    published: date | None
    sentences: Sequence[SentenceView]
    mentions: Sequence[MentionView]
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    places: Sequence[int]
    heads: Sequence[int]
    marks: Sequence[int]
    number: int
    cues: Mapping[frozenset[str], Sequence[Sequence[int]]]
    starting: Mapping[int, MentionView]
    ending: Mapping[int, MentionView]

    def tokens_of(self, words: frozenset[str]) -> Sequence[int]:
        """Return the tokens whose key is among ``words``, ascending."""
        found = self.cues.get(words)
        if found is None:
            return [token for token, key in enumerate(self.keys) if key in words]
        return found[self.number]

    def mentions_between(self, start: int, end: int) -> tuple[MentionView, ...]:
        """Return the mentions that start between two text offsets."""
        low, high = (bisect_left(self.mentions, offset, key=_start) for offset in (start, end))
        return self.mentions[low:high]

    def gap(self, token: int) -> str:
        """Return what is written between ``token`` and the next one."""
        if token + 1 >= len(self.starts):
            return self.text[self.ends[token] :]
        return self.text[self.ends[token] : self.starts[token + 1]]

    def glued(self, token: int) -> bool:
        """Tell whether only a space, a hyphen or an initial's full stop parts ``token`` from the next."""
        return self.gap(token) in _JOINS

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that ``token`` stands in."""
        return self.places[token]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence at a text offset (the one before, between two sentences)."""
        return max(0, bisect_right(self.heads, offset) - 1)

    def token_at(self, offset: int) -> int:
        """Return the first token that starts at or after a text offset."""
        return bisect_left(self.starts, offset)


_JOINS = frozenset({" ", "-", ".", ". ", "\u00a0", "–", " -", "- "})


def _start(row: MentionView) -> int:
    return row.start
