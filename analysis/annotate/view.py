"""The documents of a batch as the rules of speech read them: keys of tokens, sentences, names.

All numbers count through the batch: a token's, a sentence's, and a text offset's, into the texts one after
the other. A rule that asks for what a document holds asks for it by the document's number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from analysis.corpus import EntityKind, How, Kind

# No rule looks further ahead or back than this without asking whether the sentence goes on so far.
GAP = 8
ACTORS = frozenset({"person", "organisation", "country", "place"})


# Named tuples: a batch has some ten thousand of these two, and a frozen dataclass takes three times as long.
class SentenceView(NamedTuple):
    """A sentence row: ``number`` within its kind, offsets, and its tokens ``first`` to before ``last``.

    ``paragraph`` counts through the batch: no two documents share one.
    """

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
class BatchView:
    """Documents ready for the rules: nothing here is copied text, everything is an offset or a key.

    ``text`` has a line break after each document. ``keys``, ``starts``, ``ends`` and ``places`` (the index of
    its sentence) have one entry a token, and ``GAP`` with the key "" behind the last of each document: no
    rule reads on into the next. ``heads`` (where it starts) and ``owners`` (its document's number) have one a
    sentence; ``marks`` are the offsets of the quotation marks. ``cues`` are the tokens of the word sets that
    rules begin at. ``starting`` and ``ending`` give the mention of an actor that begins with, or ends at, a
    token (the longest where several do); ``named`` tells of each token whether a name covers it, ``glued``
    whether only a space, a hyphen or an initial's full stop parts it from the next.

    Document ``n`` begins at offset ``origins[n]``; its sentences are those from ``rows[n]`` to before
    ``rows[n + 1]``, and so its mentions by ``names``. ``published[n]`` is None where it is undated: then no
    office is filled by the calendar.
    """

    text: str
    sentences: Sequence[SentenceView]
    mentions: Sequence[MentionView]
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    places: Sequence[int]
    heads: Sequence[int]
    owners: Sequence[int]
    marks: Sequence[int]
    cues: Mapping[frozenset[str], Sequence[int]]
    starting: Mapping[int, MentionView]
    ending: Mapping[int, MentionView]
    named: bytes
    glued: Callable[[int], int]
    origins: Sequence[int]
    rows: Sequence[int]
    names: Sequence[int]
    published: Sequence[date | None]

    def tokens_of(self, words: frozenset[str]) -> Sequence[int]:
        """Return the tokens whose key is among ``words``, ascending."""
        found = self.cues.get(words)
        if found is None:
            return [token for token, key in enumerate(self.keys) if key in words]
        return found

    def document_of(self, token: int) -> int:
        """Return the number of the document that ``token`` stands in."""
        return self.owners[self.places[token]]

    def mentions_of(self, document: int) -> Sequence[MentionView]:
        """Return the mentions of a document."""
        return self.mentions[self.names[document] : self.names[document + 1]]

    def mentions_between(self, start: int, end: int) -> Sequence[MentionView]:
        """Return the mentions that start between two text offsets."""
        low, high = (bisect_left(self.mentions, offset, key=_start) for offset in (start, end))
        return self.mentions[low:high]

    def gap(self, token: int) -> str:
        """Return what is written between ``token`` and the next one."""
        return self.text[self.ends[token] : self.starts[token + 1]]

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that ``token`` stands in."""
        return self.places[token]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence at a text offset (the one before, between two sentences)."""
        return max(0, bisect_right(self.heads, offset) - 1)

    def token_at(self, offset: int) -> int:
        """Return the first token that starts at or after a text offset."""
        return bisect_left(self.starts, offset)


def _start(row: MentionView) -> int:
    return row.start
