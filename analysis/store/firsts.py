"""Which tokens stand for their form, or their term, in a sentence or a document: one of each.

With these flags in the rows, "in how many sentences" is a sum, and no question has to look for distinct ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from analysis.records import Batch

# The kinds of sentence that a document's flags look at: those that questions count as a rule.
COUNTED_KINDS = ("body", "heading")
FORM_IN_SENTENCE, TERM_IN_SENTENCE, FORM_IN_DOCUMENT, TERM_IN_DOCUMENT, COMPOUNDED = (
    1 << n for n in range(5)
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Of each word: its document, its sentence and kind as one number, whether that counts, what it is."""

    document: np.ndarray
    sentence: np.ndarray
    counted: np.ndarray
    form: np.ndarray
    term: np.ndarray

    def of(self, flag: int) -> tuple[np.ndarray, np.ndarray]:
        """Return what a flag is about: form or term, and the unit it is set once in."""
        what = self.form if flag in (FORM_IN_SENTENCE, FORM_IN_DOCUMENT) else self.term
        return what, self.sentence if flag in (FORM_IN_SENTENCE, TERM_IN_SENTENCE) else self.document


def first_flags(batch: Batch, terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the flags (uint8) of a batch's tokens and of its compounds; ``terms`` gives each form's term.

    Of several tokens of a form in a sentence the first is taken, a part of a compound only where all are
    such parts; a compound only where no token outside of compounds is of its term (खेलते-खेलते … खेलते). So the
    flags hold for both readings of the hyphen. Bylines inside a sentence are apart.
    """
    terms = np.unique(terms, return_inverse=True)[1]  # small numbers are sorted sooner
    most = int(batch.tokens["sentence"].to_numpy().max(initial=0)) + 1
    tokens, compounds = (_words(table, terms, most) for table in (batch.tokens, batch.compounds))
    parts = _parts(batch)
    of_tokens, of_compounds = _flags(tokens, parts), _flags(compounds, np.zeros(len(compounds.form), bool))
    for flag in (FORM_IN_SENTENCE, TERM_IN_SENTENCE, FORM_IN_DOCUMENT, TERM_IN_DOCUMENT):
        held = _held(tokens, compounds, flag, (of_tokens & flag > 0) & ~parts)
        of_compounds[held] &= ~np.uint8(flag)
    of_tokens[parts] |= COMPOUNDED
    return of_tokens, of_compounds


def _held(tokens: _Words, compounds: _Words, flag: int, flagged: np.ndarray) -> np.ndarray:
    """Return which compounds are of a form or term that a flagged token of their unit is of."""
    (token, token_unit), (compound, unit) = tokens.of(flag), compounds.of(flag)
    wide = int(max(token.max(initial=0), compound.max(initial=0))) + 1
    alike = np.zeros(wide, bool)
    alike[compound] = True
    rows = np.flatnonzero(flagged & alike[token])
    return np.isin(unit * wide + compound, token_unit[rows] * wide + token[rows])


def _parts(batch: Batch) -> np.ndarray:
    """Return which tokens are parts of compounds."""
    found = np.zeros(batch.tokens.num_rows, bool)
    if batch.compounds.num_rows:
        owner, first, parts = (batch.compounds[name].to_numpy() for name in ("document", "position", "parts"))
        begins = np.searchsorted(batch.tokens["document"].to_numpy(), owner) + first
        found[np.repeat(begins - np.cumsum(parts) + parts, parts) + np.arange(parts.sum())] = True
    return found


def _words(table: pa.Table, terms: np.ndarray, most: int) -> _Words:
    document, sentence = (table[name].to_numpy().astype(np.int64) for name in ("document", "sentence"))
    kind, counted = _kinds(table["kind"].combine_chunks())
    form = table["form"].to_numpy()
    unit = (document * most + sentence) * 4 + kind
    return _Words(document, unit, counted, form, terms[form])


def _flags(words: _Words, last: np.ndarray) -> np.ndarray:
    flags = np.zeros(len(words.form), np.uint8)
    for what, in_sentence, in_document in (
        (words.form, FORM_IN_SENTENCE, FORM_IN_DOCUMENT),
        (words.term, TERM_IN_SENTENCE, TERM_IN_DOCUMENT),
    ):
        # Rows come by document and sentence: sorted by what they are alone, they still do.
        order = _order(what)
        flags[_first(order, what, words.sentence, last)] |= in_sentence
        flags[_first(order[words.counted[order]], what, words.document, last)] |= in_document
    return flags


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
