"""Which tokens stand for their form, or their term, in a sentence or a document: one of each.

With these flags in the rows, "in how many sentences" is a sum, and no question has to look for distinct ones.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from analysis.records import Batch

# The kinds of sentence that a document's flags look at: those that questions count as a rule.
COUNTED_KINDS = ("body", "heading")
FORM_IN_SENTENCE, TERM_IN_SENTENCE, FORM_IN_DOCUMENT, TERM_IN_DOCUMENT, COMPOUNDED = (
    1 << n for n in range(5)
)


def first_flags(batch: Batch, terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the flags (uint8) of a batch's tokens and of its compounds; ``terms`` gives the term of each form.

    Of several tokens of a form in a sentence the first is taken, a part of a compound only where all are
    such parts: so the flags hold for both readings of the hyphen. Bylines inside a sentence are apart.
    """
    parts = _parts(batch)
    tokens = _flags(batch.tokens, terms, parts)
    tokens[parts] |= COMPOUNDED
    return tokens, _flags(batch.compounds, terms, np.zeros(batch.compounds.num_rows, bool))


def _parts(batch: Batch) -> np.ndarray:
    """Return which tokens are parts of compounds."""
    found = np.zeros(batch.tokens.num_rows, bool)
    if batch.compounds.num_rows:
        owner, first, parts = (batch.compounds[name].to_numpy() for name in ("document", "position", "parts"))
        begins = np.searchsorted(batch.tokens["document"].to_numpy(), owner) + first
        found[np.repeat(begins - np.cumsum(parts) + parts, parts) + np.arange(parts.sum())] = True
    return found


def _flags(table: pa.Table, terms: np.ndarray, last: np.ndarray) -> np.ndarray:
    document, sentence, form = (table[name].to_numpy() for name in ("document", "sentence", "form"))
    kind, counted = _kinds(table["kind"].combine_chunks())
    unit = (document * (sentence.max(initial=0) + np.int64(1)) + sentence) * 4 + kind
    flags = np.zeros(len(form), np.uint8)
    for what, in_sentence, in_document in (
        (form, FORM_IN_SENTENCE, FORM_IN_DOCUMENT),
        (_dense(terms)[form], TERM_IN_SENTENCE, TERM_IN_DOCUMENT),
    ):
        # Rows come by document and sentence: sorted by what they are alone, they still do.
        order = _order(what)
        flags[_first(order, what, unit, last)] |= in_sentence
        flags[_first(order[counted[order]], what, document, last)] |= in_document
    return flags


def _dense(values: np.ndarray) -> np.ndarray:
    """Return the same values as small numbers."""
    return np.unique(values, return_inverse=True)[1]


def _order(what: np.ndarray) -> np.ndarray:
    """Return the rows by ``what``, in their order where it is the same; two bytes are sorted in one pass."""
    small = what.astype(np.uint16) if what.max(initial=0) < 1 << 16 else what
    return np.argsort(small, kind="stable")


def _first(order: np.ndarray, what: np.ndarray, unit: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return one row of each ``what`` in each ``unit``: the first, those of ``last`` behind the others."""
    if not len(order):
        return order
    what, unit = what[order], unit[order]
    starts = np.flatnonzero(np.r_[True, (what[1:] != what[:-1]) | (unit[1:] != unit[:-1])])
    behind = last[order]
    if not behind.any():
        return order[starts]
    places = np.arange(len(order))
    return order[np.minimum.reduceat(places + behind * len(order), starts) % len(order)]


def _kinds(column: pa.DictionaryArray) -> tuple[np.ndarray, np.ndarray]:
    """Return a number for each row's kind, a byline's the smallest, and whether it is counted.

    A byline stands at the head of a sentence: so the rows of one kind in one sentence are together.
    """
    names = column.dictionary.to_pylist()
    code = column.indices.to_numpy()
    order = [("byline", "body", "heading", "junk").index(name) for name in names]
    return np.array(order or [0])[code], np.array([name in COUNTED_KINDS for name in names] or [False])[code]
