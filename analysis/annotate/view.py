"""One document as the rules of speech read it: its tokens' keys, its sentences, the names found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.annotate.mentions import HOWS, Mentions
from analysis.corpus import EntityKind, How, Kind
from analysis.lexicon.records import Lexicon

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

    ``keys``, ``starts`` and ``ends`` have one entry a token; ``cues`` are the tokens at which a rule may begin. ``starting`` and ``ending`` give the mention of
    an actor that begins with, or ends at, a token (the longest where several do). ``published`` is None for
    an undated document: then no office is filled by the calendar.
    """

    text: str
    published: date | None
    sentences: tuple[SentenceView, ...]
    mentions: tuple[MentionView, ...]
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    cues: Sequence[int]
    starting: dict[int, MentionView] = field(default_factory=dict)
    ending: dict[int, MentionView] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in sorted(self.mentions, key=lambda one: one.start - one.end):
            if one.kind in ACTORS:
                self.starting.setdefault(one.first, one)
                self.ending.setdefault(one.last - 1, one)

    def tokens_of(self, words: Container[str]) -> list[int]:
        """Return the cue tokens whose key is among ``words``."""
        keys = self.keys
        return [token for token in self.cues if keys[token] in words]

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
        return bisect_right(self.sentences, token, key=_first) - 1

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence at a text offset (the one before, between two sentences)."""
        return max(0, bisect_right(self.sentences, offset, key=_start) - 1)

    def token_at(self, offset: int) -> int:
        """Return the first token that starts at or after a text offset."""
        return bisect_left(self.starts, offset)


_JOINS = frozenset({" ", "-", ".", ". ", "\u00a0", "–", " -", "- "})


def _first(sentence: SentenceView) -> int:
    return sentence.first


def _start(row: SentenceView | MentionView) -> int:
    return row.start


def document_view(
    text: str,
    tokens: Sequence[tuple[int, int, str]],
    sentences: Sequence[tuple[int, Kind, int, int, int]],
    mentions: Sequence[tuple[int, int, str, EntityKind, How]],
    *,
    published: date | None = None,
) -> DocumentView:
    """Return the view of one text from plain rows.

    ``tokens`` are (start, end, key), ``sentences`` (number, kind, paragraph, start, end) and ``mentions``
    (start, end, entity, kind, how), each in reading order.
    """
    starts = [start for start, _, _ in tokens]
    ends = [end for _, end, _ in tokens]
    edges = [bisect_left(starts, start) for _, _, _, start, _ in sentences] + [len(starts)]
    rows = tuple(SentenceView(*row, edges[i], edges[i + 1]) for i, row in enumerate(sentences))
    heads = [row.start for row in rows]
    names = tuple(
        MentionView(
            bisect_right(heads, row[0]) - 1, *row, bisect_left(starts, row[0]), bisect_left(starts, row[1])
        )
        for row in mentions
    )
    keys = [key for _, _, key in tokens]
    return DocumentView(text, published, rows, names, keys, starts, ends, range(len(keys)))


def document_views(
    batch: TokenBatch,
    mentions: Mentions,
    lexicon: Lexicon,
    codes: Sequence[str],
    *,
    cues: frozenset[str] | None = None,
) -> Iterator[DocumentView]:
    """Yield the view of each document of a batch; ``codes`` are the entity codes that ``mentions`` indexes.

    ``cues`` are the keys that the rules begin at (``speech.cue_words``): found for the whole batch at once,
    so that no rule reads every token. Without them every token is looked at.
    """
    keys = batch.vocabulary.keys
    token_keys = [keys[number] for number in batch.token_key.tolist()]
    starts, ends = batch.token_start.tolist(), batch.token_end.tolist()
    sentences, names = _sentence_rows(batch), _mention_rows(mentions, lexicon, codes)
    documents = np.arange(len(batch.documents) + 1)
    edges = np.searchsorted(batch.sentence_document, documents).tolist()
    tokens = np.searchsorted(batch.token_document, documents)
    name_edges = np.searchsorted(mentions.sentence, edges).tolist()
    hits = _cue_tokens(batch, cues)
    hit_edges, tokens = np.searchsorted(hits, tokens).tolist(), tokens.tolist()
    for index, document in enumerate(batch.documents):
        low, first, last = edges[index], tokens[index], tokens[index + 1]
        here = starts[first:last]
        yield DocumentView(
            document.text,
            document.published,
            tuple(
                SentenceView(*row, a - first, b - first) for *row, a, b in sentences[low : edges[index + 1]]
            ),
            tuple(
                MentionView(sentence - low, start, end, *row, token - first, bisect_left(here, end))
                for sentence, start, end, *row, token in names[name_edges[index] : name_edges[index + 1]]
            ),
            token_keys[first:last],
            here,
            ends[first:last],
            (hits[hit_edges[index] : hit_edges[index + 1]] - first).tolist(),
        )


def _cue_tokens(batch: TokenBatch, cues: frozenset[str] | None) -> np.ndarray:
    if cues is None:
        return np.arange(len(batch.token_start))
    flags = np.fromiter((key in cues for key in batch.vocabulary.keys), bool)
    return np.flatnonzero(flags[batch.token_key])


def _sentence_rows(batch: TokenBatch) -> list[tuple]:
    kinds = [KINDS[kind] for kind in batch.sentence_kind.tolist()]
    columns = (
        batch.sentence_number.tolist(),
        kinds,
        batch.sentence_paragraph.tolist(),
        batch.sentence_start.tolist(),
        batch.sentence_end.tolist(),
        batch.sentence_first_token[:-1].tolist(),
        batch.sentence_first_token[1:].tolist(),
    )
    return list(zip(*columns, strict=True))


def _mention_rows(mentions: Mentions, lexicon: Lexicon, codes: Sequence[str]) -> list[tuple]:
    kinds = [lexicon.entities[code].kind for code in codes]
    entities = mentions.entity.tolist()
    columns = (
        mentions.sentence.tolist(),
        mentions.start.tolist(),
        mentions.end.tolist(),
        [codes[entity] for entity in entities],
        [kinds[entity] for entity in entities],
        [HOWS[how] for how in mentions.how.tolist()],
        mentions.first_token.tolist(),
    )
    return list(zip(*columns, strict=True))
