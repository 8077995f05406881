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
NAMES = ("form_in_sentence", "term_in_sentence", "form_in_document", "term_in_document")


@dataclass(frozen=True, slots=True)
class Flags:
    """Boolean columns by name, one value a row: for tokens those of NAMES and ``compounded``."""

    tokens: dict[str, np.ndarray]
    compounds: dict[str, np.ndarray]


def first_flags(batch: Batch, terms: np.ndarray) -> Flags:
    """Return the flags of a batch's tokens and compounds; ``terms`` gives the term of each of its forms.

    Of several tokens of a form in a sentence the first is taken, a part of a compound only where all are
    such parts: so the flags hold for both readings of the hyphen. Bylines inside a sentence are apart.
    """
    parts = _parts(batch)
    tokens = _flags(batch.tokens, terms, parts)
    compounds = _flags(batch.compounds, terms, np.zeros(batch.compounds.num_rows, bool))
    return Flags({"compounded": parts, **tokens}, compounds)


def _parts(batch: Batch) -> np.ndarray:
    """Return which tokens are parts of compounds."""
    found = np.zeros(batch.tokens.num_rows, bool)
    if batch.compounds.num_rows:
        owner, first, parts = (batch.compounds[name].to_numpy() for name in ("document", "position", "parts"))
        begins = np.searchsorted(batch.tokens["document"].to_numpy(), owner) + first
        found[np.repeat(begins - np.cumsum(parts) + parts, parts) + np.arange(parts.sum())] = True
    return found


def _flags(table: pa.Table, terms: np.ndarray, last: np.ndarray) -> dict[str, np.ndarray]:
    document, sentence, form = (
        table[name].to_numpy().astype(np.int64) for name in ("document", "sentence", "form")
    )
    kind, counted = _kinds(table["kind"].combine_chunks())
    sentence = (document * (sentence.max(initial=0) + 1) + sentence) * 4 + kind
    flags = {name: np.zeros(len(form), bool) for name in NAMES}
    # What is first in a document is first in its sentence, and of a term, of its form: each looks at fewer.
    one = flags["form_in_sentence"]
    one[_first(sentence, form, last)] = True
    for name, inside, unit, what in (
        ("term_in_sentence", one, sentence, terms[form]),
        ("form_in_document", one & counted, document, form),
        ("term_in_document", one & counted, document, terms[form]),
    ):
        rows = np.flatnonzero(inside)
        flags[name][rows[_first(unit[rows], what[rows], last[rows])]] = True
    return flags


def _first(unit: np.ndarray, what: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return one row of each ``what`` in each ``unit``: the first, those of ``last`` behind the others."""
    key = (unit * (int(what.max(initial=0)) + 1) + what) * 2 + last
    order = np.argsort(key, kind="stable")
    key = key[order] >> 1
    return order[np.flatnonzero(np.diff(key, prepend=-1))]


def _kinds(column: pa.DictionaryArray) -> tuple[np.ndarray, np.ndarray]:
    """Return the code of each row's kind, and whether it is counted."""
    names = column.dictionary.to_pylist()
    code = column.indices.to_numpy()
    return code.astype(np.int64), np.array([name in COUNTED_KINDS for name in names] or [False])[code]
