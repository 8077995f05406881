"""The documents of a batch as the rules of speech read them, made from its arrays column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.annotate.mentions import HOWS, Mentions
from analysis.annotate.quotes import mark_offsets
from analysis.annotate.speech_cues import SpeechCues
from analysis.annotate.view import ACTORS, DocumentView, MentionView, SentenceView
from analysis.lexicon.records import Lexicon


def document_views(
    batch: TokenBatch,
    mentions: Mentions,
    lexicon: Lexicon,
    codes: Sequence[str],
    *,
    cues: SpeechCues,
) -> Iterator[DocumentView]:
    """Yield the view of each document of a batch; ``codes`` are the entity codes that ``mentions`` indexes.

    ``cues`` tells where the rules begin: found for the whole batch at once, so that no rule reads every token.
    """
    count = np.arange(len(batch.documents) + 1)
    rows, tokens = (
        np.searchsorted(batch.sentence_document, count),
        np.searchsorted(batch.token_document, count),
    )
    names = np.searchsorted(mentions.sentence, rows)
    every = _mentions(batch, mentions, lexicon, codes, rows, tokens)
    keys, texts = batch.token_key, cues.texts()
    owner, marks = mark_offsets([document.text for document in batch.documents])
    found = cues.find(batch, keys, np.isin(count, owner))
    hits = {words: _hits(batch, here, tokens) for words, here in found.items()}
    columns = (
        _slices(_sentences(batch, tokens), rows),
        _slices(every, names),
        [texts[ids].tolist() for ids in _slices(keys, tokens)],
        *(_slices(column, tokens) for column in _token_columns(batch, rows)),
        _slices(memoryview(batch.sentence_start), rows),
        _slices(marks.tolist(), np.searchsorted(owner, count)),
        _actors(every, names),
    )
    for number, (document, *row, actors) in enumerate(zip(batch.documents, *columns, strict=True)):
        yield DocumentView(document.text, document.published, *row, number, hits, *actors)


def _slices(rows: Sequence, edges: np.ndarray) -> list[Sequence]:
    """Return the rows between each edge and the next."""
    bounds = edges.tolist()
    return [rows[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]


def _hits(batch: TokenBatch, hits: np.ndarray, tokens: np.ndarray) -> list[list[int]]:
    """Return tokens of the batch by document, counted from its first."""
    places = hits - tokens[batch.token_document[hits]]
    return _slices(places.tolist(), np.searchsorted(hits, tokens))


def _token_columns(batch: TokenBatch, rows: np.ndarray) -> tuple[memoryview, ...]:
    """Return starts, ends and the sentence within its document of every token.

    Memory views: the rules look at one token in four, and a list would hold an object for each.
    """
    places = batch.token_sentence - rows.astype(np.int32)[batch.token_document]
    return memoryview(batch.token_start), memoryview(batch.token_end), memoryview(places)


def _records(record: type, columns: Sequence[list]) -> list:
    """Return a named tuple a row; its own constructor takes five times as long."""
    return list(map(tuple.__new__, repeat(record), zip(*columns, strict=True)))


def _sentences(batch: TokenBatch, tokens: np.ndarray) -> list[SentenceView]:
    origin = tokens[batch.sentence_document]
    columns = (
        batch.sentence_number.tolist(),
        np.array(KINDS, object)[batch.sentence_kind].tolist(),
        batch.sentence_paragraph.tolist(),
        batch.sentence_start.tolist(),
        batch.sentence_end.tolist(),
        (batch.sentence_first_token[:-1] - origin).tolist(),
        (batch.sentence_first_token[1:] - origin).tolist(),
    )
    return _records(SentenceView, columns)


def _mentions(batch, mentions: Mentions, lexicon: Lexicon, codes, rows, tokens) -> list[MentionView]:
    owner = batch.sentence_document[mentions.sentence]
    kinds = np.array([lexicon.entities[code].kind for code in codes], object)
    columns = (
        (mentions.sentence - rows[owner]).tolist(),
        mentions.start.tolist(),
        mentions.end.tolist(),
        np.array(codes, object)[mentions.entity].tolist(),
        kinds[mentions.entity].tolist(),
        np.array(HOWS, object)[mentions.how].tolist(),
        (mentions.first_token - tokens[owner]).tolist(),
        (_after(batch, mentions, owner, tokens) - tokens[owner]).tolist(),
    )
    return _records(MentionView, columns)


def _after(batch: TokenBatch, mentions: Mentions, owner: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """Return the first token of its document that starts at or after the end of each mention."""
    starts = np.append(batch.token_start, 0)
    after, stop = mentions.first_token + 1, tokens[owner + 1]
    inside = (after < stop) & (starts[after] < mentions.end)
    while inside.any():
        after = after + inside
        inside = (after < stop) & (starts[after] < mentions.end)
    return after


def _actors(every: Sequence[MentionView], names: np.ndarray) -> list[tuple[dict, dict]]:
    """Return by document the mentions of actors by their first and by their last token, the longest of each."""
    found = []
    for named in _slices(every, names):
        starting: dict[int, MentionView] = {}
        ending: dict[int, MentionView] = {}
        for one in sorted([one for one in named if one.kind in ACTORS], key=_length):
            starting.setdefault(one.first, one)
            ending.setdefault(one.last - 1, one)
        found.append((starting, ending))
    return found


def _length(one: MentionView) -> int:
    return one.start - one.end
