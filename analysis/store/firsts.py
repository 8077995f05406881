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
# Rank of a row among those that may stand for all: 0, 1 for a part of a compound, and never
_UNCOUNTED = 2


@dataclass(frozen=True, slots=True)
class _Words:
    """Of each word: its document and sentence, its form and term, whether that is counted, and whether it is
    a part of a compound. What is of one kind in a sentence counts as one: a byline at its head is apart.
    """

    document: np.ndarray
    sentence: np.ndarray
    form: np.ndarray
    term: np.ndarray
    counted: np.ndarray
    part: np.ndarray

    def of(self, flag: int, rows: np.ndarray) -> np.ndarray:
        """Return what a flag is about: the form or term of some words, in its sentence or document."""
        what = self.form if flag in (FORM_IN_SENTENCE, FORM_IN_DOCUMENT) else self.term
        unit = self.sentence if flag in (FORM_IN_SENTENCE, TERM_IN_SENTENCE) else self.document
        return unit[rows].astype(np.int64) << 32 | what[rows]


def first_flags(batch: Batch, terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the flags (uint8) of a batch's tokens and of its compounds; ``terms`` gives each form's term.

    Of several tokens of a form in a sentence the first is taken, a part of a compound only where all are
    such parts; a compound only where no token outside of compounds is of its term (खेलते-खेलते … खेलते). So the
    flags hold for both readings of the hyphen. Bylines inside a sentence are apart.
    """
    terms = _small(pa.array(terms).dictionary_encode().indices.to_numpy())
    sentence = _sentences(batch.tokens)
    part, begins = _parts(batch)
    tokens = _words(batch.tokens, sentence, part, terms)
    compounds = _words(batch.compounds, sentence[begins], np.zeros(len(begins), bool), terms)
    of_tokens, of_compounds = _flags(tokens), _flags(compounds)
    alike = np.zeros(len(terms) + 1, bool)  # there are as many terms at most
    alike[compounds.term] = True
    near = np.flatnonzero(alike[tokens.term] & ~part)
    for flag in (FORM_IN_SENTENCE, TERM_IN_SENTENCE, FORM_IN_DOCUMENT, TERM_IN_DOCUMENT):
        flagged = near[of_tokens[near] & flag > 0]
        held = np.isin(compounds.of(flag, np.arange(len(begins))), tokens.of(flag, flagged))
        of_compounds[held] &= np.uint8(~flag & 0xFF)
    of_tokens[part] |= COMPOUNDED
    return of_tokens, of_compounds


def _flags(words: _Words) -> np.ndarray:
    """Return the flags of words among themselves: the first of each in its sentence, in its document."""
    flags = np.zeros(len(words.form), np.uint8)
    rank = np.where(words.counted, words.part.view(np.uint8), np.uint8(_UNCOUNTED))
    for what, in_sentence, in_document in (
        (words.form, FORM_IN_SENTENCE, FORM_IN_DOCUMENT),
        (words.term, TERM_IN_SENTENCE, TERM_IN_DOCUMENT),
    ):
        # Rows come by document and sentence: sorted by what they are alone, they still do. Two bytes are
        # sorted in one pass.
        order = np.argsort(what, kind="stable")
        other, part, ranked = _begins(what[order]), words.part[order], rank[order]
        first = _leaders(other | _begins(words.sentence[order]), part.view(np.uint8))
        found = first.view(np.uint8) * np.uint8(in_sentence)
        first = _leaders(other | _begins(words.document[order]), ranked) & (ranked != _UNCOUNTED)
        found |= first.view(np.uint8) * np.uint8(in_document)
        flags[order] |= found
    return flags


def _leaders(begins: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """Return which row of each group is taken, the first of the least rank; ``begins`` tells the groups."""
    found = begins.copy()
    best = at = np.flatnonzero(begins & (rank > 0))  # few: only these groups are looked through
    found[best] = False
    while len(at):
        at = at + 1
        inside = (at < len(begins)) & ~begins.take(at, mode="clip")
        found[best[~inside]] = True
        best, at = best[inside], at[inside]
        best = np.where(rank[at] < rank[best], at, best)
        found[best[rank[best] == 0]] = True
        going = rank[best] > 0
        best, at = best[going], at[going]
    return found


def _begins(values: np.ndarray) -> np.ndarray:
    """Return which rows differ from the one before them."""
    found = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def _small(values: np.ndarray) -> np.ndarray:
    """Return numbers from 0 in two bytes where they go into them."""
    return values.astype(np.uint16) if values.max(initial=0) < 1 << 16 else values


def _sentences(tokens: pa.Table) -> np.ndarray:
    """Return a number for each token's sentence and kind in it, growing with the rows.

    A byline stands at the head of a sentence: so the rows of one kind in one sentence are together.
    """
    columns = tokens["document"], tokens["sentence"], tokens["kind"].combine_chunks().indices
    begins = np.logical_or.reduce([_begins(column.to_numpy()) for column in columns])
    return np.cumsum(begins, dtype=np.int32)


def _parts(batch: Batch) -> tuple[np.ndarray, np.ndarray]:
    """Return which tokens are parts of compounds, and the row of each compound's first token."""
    found = np.zeros(batch.tokens.num_rows, bool)
    owner, first, parts = (batch.compounds[name].to_numpy() for name in ("document", "position", "parts"))
    begins = np.searchsorted(batch.tokens["document"].to_numpy(), owner) + first
    found[np.repeat(begins - np.cumsum(parts) + parts, parts) + np.arange(parts.sum())] = True
    return found, begins


def _words(table: pa.Table, sentence: np.ndarray, part: np.ndarray, terms: np.ndarray) -> _Words:
    form, document = (_small(table[name].to_numpy()) for name in ("form", "document"))
    return _Words(document, sentence, form, terms[form], _counted(table["kind"].combine_chunks()), part)


def _counted(kinds: pa.DictionaryArray) -> np.ndarray:
    """Return which rows are of a kind that is counted."""
    counted = [name in COUNTED_KINDS for name in kinds.dictionary.to_pylist()]
    return np.array(counted or [False])[kinds.indices.to_numpy()]
