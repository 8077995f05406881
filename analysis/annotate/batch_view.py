"""The documents of a batch as the rules of speech read them, made from its arrays column by column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.annotate.characters import Characters
from analysis.annotate.mentions import HOWS, Mentions
from analysis.annotate.quotes import mark_offsets
from analysis.annotate.speech_cues import SpeechCues
from analysis.annotate.view import ACTORS, GAP, BatchView, MentionView, SentenceView
from analysis.lexicon.records import Lexicon

_JOINS = np.zeros(0x10000, bool)
_JOINS[[ord(one) for one in " -.\u00a0–"]] = True
_PAIRS = np.array([ord(a) << 32 | ord(b) for a, b in (". ", " -", "- ")])


def batch_view(
    batch: TokenBatch,
    mentions: Mentions,
    lexicon: Lexicon,
    codes: Sequence[str],
    *,
    cues: SpeechCues,
) -> BatchView:
    """Return the view of the documents of a batch; ``codes`` are the entity codes that ``mentions`` indexes.

    ``cues`` tells where the rules begin: found for the batch at once, so that no rule reads every token.
    """
    characters, count = batch.characters, np.arange(len(batch.documents) + 1)
    rows = np.searchsorted(batch.sentence_document, count)
    marks = mark_offsets(characters.codes)
    hits = cues.find(batch, batch.token_key, np.diff(np.searchsorted(marks, characters.origin)) > 0)
    tokens = _tokens(batch)
    first, last = _bounds(batch, mentions)
    named = _mentions(batch, mentions, lexicon, codes, first, last)
    heads = characters.origin[batch.sentence_document] + batch.sentence_start
    return BatchView(
        characters.text,
        _sentences(batch, heads),
        named,
        cues.texts()[tokens.keys].tolist(),
        memoryview(tokens.starts),
        memoryview(tokens.ends),
        memoryview(tokens.places),
        heads.tolist(),
        batch.sentence_document.tolist(),
        marks.tolist(),
        {words: (here + batch.token_document[here] * GAP).tolist() for words, here in hits.items()},
        *_actors(named, mentions),
        _covered(first, last, len(tokens.keys)),
        _glued(characters, tokens).__getitem__,
        characters.origin.tolist(),
        rows.tolist(),
        np.searchsorted(mentions.sentence, rows).tolist(),
        [document.published for document in batch.documents],
    )


class _Tokens(NamedTuple):
    """Columns of ``BatchView``: a row a token, and ``GAP`` behind the last of each document."""

    keys: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    places: np.ndarray


def _tokens(batch: TokenBatch) -> _Tokens:
    """Return the tokens of a batch; those behind a document's last have key -1, at its line break."""
    ends = np.searchsorted(batch.token_document, np.arange(len(batch.documents)), side="right").repeat(GAP)
    origin = batch.characters.origin.astype(np.int32)
    shift, breaks = origin[batch.token_document], (origin[1:] - 1).repeat(GAP)
    places = np.append(batch.token_sentence, 0)
    return _Tokens(
        np.insert(batch.token_key, ends, -1),
        np.append(np.insert(batch.token_start + shift, ends, breaks), origin[-1]),
        np.insert(batch.token_end + shift, ends, breaks),
        np.insert(batch.token_sentence, ends, places[ends - 1]),
    )


def _glued(characters: Characters, tokens: _Tokens) -> bytes:
    """Return whether only a space, a hyphen or an initial's full stop parts each token from the next."""
    codes, ends = characters.codes, tokens.ends
    width = tokens.starts[1:] - ends
    joins = _JOINS.take(codes[ends], mode="clip") & (width == 1)
    wide = np.flatnonzero(width == 2)
    pairs = codes[ends[wide]].astype(np.int64) << 32 | codes[ends[wide] + 1]
    joins[wide] = np.isin(pairs, _PAIRS)
    return joins.tobytes()


def _records(record: type, columns: Sequence[list]) -> list:
    """Return a named tuple a row; its own constructor takes five times as long."""
    return list(map(tuple.__new__, repeat(record), zip(*columns, strict=True)))


def _sentences(batch: TokenBatch, heads: np.ndarray) -> list[SentenceView]:
    owner = batch.sentence_document
    paragraphs = int(batch.sentence_paragraph.max(initial=0)) + 1
    columns = (
        batch.sentence_number.tolist(),
        np.array(KINDS, object)[batch.sentence_kind].tolist(),
        (owner.astype(np.int64) * paragraphs + batch.sentence_paragraph).tolist(),
        heads.tolist(),
        (heads + (batch.sentence_end - batch.sentence_start)).tolist(),
        (batch.sentence_first_token[:-1] + owner * GAP).tolist(),
        (batch.sentence_first_token[1:] + owner * GAP).tolist(),
    )
    return _records(SentenceView, columns)


def _mentions(
    batch: TokenBatch, mentions: Mentions, lexicon: Lexicon, codes, first, last
) -> list[MentionView]:
    kinds = np.array([lexicon.entities[code].kind for code in codes], object)
    shift = batch.characters.origin[batch.sentence_document[mentions.sentence]]
    columns = (
        mentions.sentence.tolist(),
        (mentions.start + shift).tolist(),
        (mentions.end + shift).tolist(),
        np.array(codes, object)[mentions.entity].tolist(),
        kinds[mentions.entity].tolist(),
        np.array(HOWS, object)[mentions.how].tolist(),
        first.tolist(),
        last.tolist(),
    )
    return _records(MentionView, columns)


def _bounds(batch: TokenBatch, mentions: Mentions) -> tuple[np.ndarray, np.ndarray]:
    """Return the first token of each mention, and the first of its document at or after its end."""
    owner = batch.sentence_document[mentions.sentence]
    stops = np.searchsorted(batch.token_document, owner, side="right")
    starts = np.append(batch.token_start, 0)
    after = mentions.first_token + 1
    inside = (after < stops) & (starts[after] < mentions.end)
    while inside.any():
        after = after + inside
        inside = (after < stops) & (starts[after] < mentions.end)
    return mentions.first_token + owner * GAP, after + owner * GAP


def _actors(named: Sequence[MentionView], mentions: Mentions) -> tuple[dict, dict]:
    """Return the mentions of actors by their first and by their last token, the longest of each."""
    # What is set last stays: the longest, and of two as long the one that begins first.
    order = np.argsort(mentions.start - mentions.end, kind="stable")[::-1]
    rows = [one for one in map(named.__getitem__, order.tolist()) if one.kind in ACTORS]
    return {one.first: one for one in rows}, {one.last - 1: one for one in rows}


def _covered(first: np.ndarray, last: np.ndarray, tokens: int) -> bytes:
    """Return of each token whether a mention covers it."""
    change = np.bincount(first, minlength=tokens) - np.bincount(last, minlength=tokens)
    return (np.cumsum(change) > 0).tobytes()
