"""Count the words of a batch once, so that no question has to count tokens again."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from analysis.records import Batch

KINDS = ("body", "heading", "byline", "junk")
COLUMNS = (
    "count", "sentences", "sentences_of_term", "joined", "joined_sentences", "joined_sentences_of_term",
)  # fmt: skip


def term_counts(batch: Batch, term_of_form: np.ndarray) -> pa.Table:
    """Return the rows of ``term_count`` that a batch's tokens make, not yet added up.

    ``term_of_form`` gives the term of each form of the batch. Columns ``document``, ``form``, ``kind`` (as
    in the batch) and the six counts of ``schema.sql``; a row is one form in one sentence, and the sum over
    the rows of one (document, form, kind) is its row in the store.
    """
    split = _words(batch.tokens)
    parts = [_rows(split, term_of_form, split_sign=1, joined_sign=1)]
    # Joining hyphens changes only the sentences that have a compound: take those out and put them in anew.
    if batch.compounds.num_rows:
        touched, joined = _joined(batch, split)
        parts.append(_rows(touched, term_of_form, split_sign=0, joined_sign=-1))
        parts.append(_rows(joined, term_of_form, split_sign=0, joined_sign=1))
    return pa.concat_tables(parts)


def _words(table: pa.Table) -> np.ndarray:
    """Return document, sentence, kind and form of each row as four int64 rows."""
    kind = table["kind"].combine_chunks()
    code = np.array([KINDS.index(name) for name in kind.dictionary.to_pylist()] or [0])
    columns = [table[name].to_numpy() for name in ("document", "sentence")]
    return np.stack([*columns, code[kind.indices.to_numpy()], table["form"].to_numpy()]).astype(np.int64)


def _joined(batch: Batch, split: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of the sentences with compounds, with hyphens split and with hyphens joined."""
    compounds = _words(batch.compounds)
    wide = int(max(split[1].max(), compounds[1].max())) + 1
    touched = np.isin(split[0] * wide + split[1], compounds[0] * wide + compounds[1])
    first = batch.compounds["position"].to_numpy().astype(np.int64)
    parts = batch.compounds["parts"].to_numpy().astype(np.int64)
    inside = np.repeat(first - np.cumsum(parts) + parts, parts) + np.arange(parts.sum())
    position = batch.tokens["position"].to_numpy().astype(np.int64)
    long = int(max(position.max(), inside.max())) + 1
    covered = np.isin(split[0] * long + position, np.repeat(compounds[0], parts) * long + inside)
    return split[:, touched], np.concatenate([split[:, touched & ~covered], compounds], axis=1)


def _rows(words: np.ndarray, term_of_form: np.ndarray, *, split_sign: int, joined_sign: int) -> pa.Table:
    """Return one row for each form in each sentence and kind, counted with the given signs."""
    document, sentence, kind, form = words
    by_term = np.lexsort((np.arange(len(term_of_form)), term_of_form))
    rank = np.empty_like(by_term)
    rank[by_term] = np.arange(len(by_term))

    wide, many = int(sentence.max(initial=0)) + 1, max(len(by_term), 1)
    # One number a word, forms of one term side by side: sorting it puts equal words of a sentence together.
    packed = np.sort(((document * wide + sentence) * len(KINDS) + kind) * many + rank[form])
    starts = np.flatnonzero(np.diff(packed, prepend=-1))
    place, ranked = np.divmod(packed[starts], many)
    terms = term_of_form[by_term[ranked]]
    first = (np.diff(place, prepend=-1) != 0) | (np.diff(terms, prepend=-1) != 0)

    where, kinds = np.divmod(place, len(KINDS))
    counts = (np.diff(starts, append=len(packed)), np.ones(len(starts), np.int64), first.astype(np.int64))
    columns = {"document": where // wide, "form": by_term[ranked], "kind": kinds}
    values = [sign * count for sign in (split_sign, joined_sign) for count in counts]
    return pa.table(columns | dict(zip(COLUMNS, values, strict=True)))
