"""The arrays of a batch as the tables of ``records.Batch``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

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
    columns["text"] = texts = pa.array([one.text for one in batch.documents], pa.string())
    columns["sha256"] = _hashes(texts)
    columns["tokens"] = np.bincount(batch.token_document, minlength=len(texts))
    columns["types"] = _types(batch)
    return _table({name: columns[name] for name in DOCUMENTS.names}, DOCUMENTS)


def _hashes(texts: pa.Array) -> list[str]:
    """Return the SHA-256 of each text in UTF-8, which Arrow has made already."""
    _, ends, data = texts.buffers()
    ends, data = np.frombuffer(ends, np.int32)[: len(texts) + 1].tolist(), memoryview(data or b"")
    return [hashlib.sha256(data[start:end]).hexdigest() for start, end in pairwise(ends)]


def _types(batch: TokenBatch) -> np.ndarray:
    """Return how many distinct forms each document has."""
    forms = len(batch.vocabulary.forms)
    pairs = np.sort(batch.token_document.astype(np.int64) * forms + batch.token_form)
    distinct = np.diff(pairs, prepend=-1) > 0
    return np.bincount(pairs[distinct] // max(forms, 1), minlength=len(batch.documents))


def _given(document: Document) -> str | None:
    return "given" if document.published else None


def _rows_in_document(owner: np.ndarray) -> np.ndarray:
    """Return 0, 1, 2 … within each run of equal values of a sorted column."""
    places = np.arange(len(owner))
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    return places - np.repeat(starts, np.diff(np.append(starts, len(owner))))


def sentences(batch: TokenBatch) -> pa.Table:
    """Return a row a sentence, heading, byline or junk line."""
    columns = {
        "document": batch.sentence_document,
        "sentence": _rows_in_document(batch.sentence_document) + 1,
        "number": batch.sentence_number,
        "paragraph": batch.sentence_paragraph,
        "kind": _kind_column(batch.sentence_kind),
        "start": batch.sentence_start,
        "end": batch.sentence_end,
        "tokens": np.diff(batch.sentence_first_token),
    }
    return _table(columns, SENTENCES)


def tokens(batch: TokenBatch, form: np.ndarray, kinds: np.ndarray) -> pa.Table:
    """Return a row a token; ``form`` is its row in ``forms``."""
    columns = {
        "document": batch.token_document,
        "sentence": _sentence_in_document(batch, batch.token_sentence),
        "position": _rows_in_document(batch.token_document),
        "form": form,
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
        "sentence": _sentence_in_document(batch, batch.token_sentence[first]),
        "position": _rows_in_document(batch.token_document)[first],
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
        "sentence": _sentence_in_document(batch, found.sentence),
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


def _sentence_in_document(batch: TokenBatch, sentence: np.ndarray) -> np.ndarray:
    """Turn indexes of the batch's sentences into the number of the row within its document, from 1."""
    return (_rows_in_document(batch.sentence_document) + 1)[sentence]


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
