"""The arrays of a batch as the tables of ``records.Batch``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.annotate.compounds import Compounds
from analysis.annotate.heads import Head
from analysis.annotate.mentions import HOWS, Mentions
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.lexicon.reader import Lexicon
from analysis.records import (
    ALIASES,
    CODE,
    COMPOUNDS,
    DOCUMENTS,
    ENTITIES,
    FORMS,
    MENTIONS,
    SENTENCES,
    TOKENS,
)

_GIVEN = ("name", "published", "published_precision", "url", "language")
_HEAD = ("title", "title_guessed", "source", "source_guessed")
_BRACKETS = re.compile(r"\([^)]*\)")


def _kind_column(codes: np.ndarray, names: Sequence[str] = KINDS) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), pa.array(names, pa.string()))


def documents(batch: TokenBatch, head: Sequence[Head]) -> pa.Table:
    """Return a row a document: its head, and how many tokens and distinct forms it has."""
    columns: dict[str, object] = {name: [getattr(one, name) for one in batch.documents] for name in _GIVEN}
    columns |= {name: [getattr(one, name) for one in head] for name in _HEAD}
    columns["published_origin"] = [one.published_origin or _given(one) for one in batch.documents]
    texts = [one.text.encode("utf-8") for one in batch.documents]
    columns["text"] = _strings(texts)
    columns["sha256"] = [hashlib.sha256(text).hexdigest() for text in texts]
    columns["tokens"] = np.diff(batch.document_first_token)
    columns["types"] = _types(batch)
    return _table({name: columns[name] for name in DOCUMENTS.names}, DOCUMENTS)


def _strings(encoded: Sequence[bytes]) -> pa.Array:
    """Return strings from their UTF-8; of a ``str`` Python would keep the UTF-8 as long as it lives."""
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def _types(batch: TokenBatch) -> np.ndarray:
    """Return how many distinct forms each document has."""
    many = len(batch.documents) * len(batch.forms) >= 1 << 31
    owner = batch.token_document.astype(np.int64) if many else batch.token_document
    pairs = np.sort(owner * len(batch.forms) + batch.token_place)
    distinct = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=distinct[1:])
    # Sorted or not, a document's tokens are the same rows.
    return np.diff(np.searchsorted(np.flatnonzero(distinct), batch.document_first_token))


def _given(document: Document) -> str | None:
    return "given" if document.published else None


def sentences(batch: TokenBatch) -> pa.Table:
    """Return a row a sentence, heading, byline or junk line."""
    columns = {
        "document": batch.sentence_document,
        "sentence": _numbers(batch),
        "number": batch.sentence_number,
        "paragraph": batch.sentence_paragraph,
        "kind": _kind_column(batch.sentence_kind),
        "start": batch.sentence_start,
        "end": batch.sentence_end,
        "tokens": np.diff(batch.sentence_first_token),
    }
    return _table(columns, SENTENCES)


def tokens(batch: TokenBatch, kinds: np.ndarray) -> pa.Table:
    """Return a row a token; its ``form`` is a row of ``forms``."""
    first = np.repeat(batch.document_first_token[:-1], np.diff(batch.document_first_token))
    columns = {
        "document": batch.token_document,
        "sentence": _numbers(batch)[batch.token_sentence],
        "position": np.arange(len(first), dtype=np.int32) - first,
        "form": batch.token_place,
        "start": batch.token_start,
        "end": batch.token_end,
        "kind": _kind_column(kinds),
    }
    return _table(columns, TOKENS)


def compounds(batch: TokenBatch, found: Compounds, form: np.ndarray, kinds: np.ndarray) -> pa.Table:
    """Return a row a hyphen compound."""
    first, last = found.first, found.first + found.parts - 1
    columns = {
        "document": batch.token_document[first],
        "sentence": _numbers(batch)[batch.token_sentence[first]],
        "position": first - batch.document_first_token[batch.token_document[first]],
        "parts": found.parts,
        "form": form,
        "start": batch.token_start[first],
        "end": batch.token_end[last],
        "kind": _kind_column(kinds[first]),
    }
    return _table(columns, COMPOUNDS)


def mentions(batch: TokenBatch, found: Mentions, codes: Sequence[str], beside: np.ndarray) -> pa.Table:
    """Return a row a mention; ``codes`` are the entity codes that ``found.entity`` indexes."""
    entity = pa.DictionaryArray.from_arrays(pa.array(found.entity, pa.int32()), pa.array(codes, pa.string()))
    columns = {
        "document": batch.sentence_document[found.sentence],
        "sentence": _numbers(batch)[found.sentence],
        "paragraph": batch.sentence_paragraph[found.sentence],
        "kind": _kind_column(batch.sentence_kind[found.sentence]),
        "start": found.start,
        "end": found.end,
        "entity": entity.cast(CODE),
        "how": _kind_column(found.how, HOWS),
        "confidence": found.confidence,
        "beside": beside,
    }
    return _table(columns, MENTIONS)


def _numbers(batch: TokenBatch) -> np.ndarray:
    """Return the number of each sentence row within its document, from 1 (int32)."""
    owner = batch.sentence_document
    first = np.searchsorted(owner, np.arange(len(batch.documents))).astype(np.int32)
    return np.arange(1, len(owner) + 1, dtype=np.int32) - first[owner]


def _table(columns: dict[str, object], schema: pa.Schema) -> pa.Table:
    arrays = [
        column if isinstance(column, pa.Array) else pa.array(column, schema.field(name).type, safe=False)
        for name, column in columns.items()
    ]
    return pa.table(arrays, schema=schema)


def forms(vocabulary: Vocabulary, forms: np.ndarray) -> pa.Table:
    """Return a row a written form of the batch, with what the vocabulary knows of it."""
    return pa.table(vocabulary.columns(forms), schema=FORMS)


def entities(lexicon: Lexicon) -> pa.Table:
    """Return a row an entity of the lexicon, mentioned or not."""
    rows = [
        {
            "code": entity.code,
            "kind": entity.kind,
            "class": entity.klass,
            "label_hi": entity.label_hi,
            "label_en": entity.label_en,
            "watched": entity.watched,
        }
        for entity in lexicon.entities.values()
    ]
    return pa.Table.from_pylist(rows, ENTITIES)


def aliases(lexicon: Lexicon) -> pa.Table:
    """Return a row a surface of the lexicon, for the search."""
    # A blocked surface names nothing; what stands in brackets must be near but is no part of the name.
    named = [form for form in lexicon.forms if form.entity and form.how == "name"]
    rows = [{"code": form.entity, "text": _BRACKETS.sub("", form.text).strip()} for form in named]
    return pa.Table.from_pylist(rows, ALIASES)
