"""Forms counted in a selection, and which of them can stand on the first page of a ranking.

In numbers alone: how a form is written and sorted is asked of the store only for the few that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.cubed import cube_forms_sql, words_sql
from analysis.store.cover import Cover
from analysis.store.selection import Scope
from analysis.store.store import Store

# Of so many documents the tokens are counted here, of more in the store, which takes longer but no memory.
SINGLE = 20_000
SUMS = ("count", "sentences", "headings", "body", "documents")


def counted_forms(
    store: Store, chosen: Scope, covered: Cover | None, *, table: str, of_term: bool
) -> pd.DataFrame:
    """Return form (id), count, sentences, headings, body and documents of the forms of a selection.

    ``of_term``: a sentence or document with two forms of one term is counted for one of them only.
    """
    if covered and _small(covered):
        parts = [_single(store, covered, of_term=of_term)]
    else:
        where = covered or chosen
        sql = words_sql(table, where.tokens("t"), "term" if of_term else "form")
        parts = [store.arrays(sql, where.params)]
    if covered and covered.whole:
        parts.append(store.arrays(cube_forms_sql(covered, of_term=of_term)))
    forms = np.concatenate([part["form"] for part in parts])
    sums = {name: _sums(forms, [part[name] for part in parts]) for name in SUMS}
    held = np.flatnonzero(sums["count"])
    return pd.DataFrame({"form": held} | {name: values[held] for name, values in sums.items()})


def _small(covered: Cover) -> bool:
    return sum(last - first + 1 for first, last in covered.edges) <= SINGLE


def _single(store: Store, covered: Cover, *, of_term: bool) -> dict[str, np.ndarray]:
    """Count the forms of a covered selection's single documents, one token after the other."""
    # The flags of the form, or of the term, in a sentence and in a document are bits 0 and 2.
    sql = f"""SELECT form * 8 + ((flags >> {int(of_term)}) & 5)
                     + CASE WHEN kind = 'heading' THEN 2 ELSE 0 END AS word
              FROM token_row t WHERE {covered.tokens("t")}"""
    words = store.arrays(sql, covered.params)["word"]
    places, counts = _counted(words)
    form = places >> 3
    first = np.flatnonzero(np.diff(form, prepend=-1))

    def with_bit(bit: int) -> np.ndarray:
        return np.add.reduceat(counts * (places >> bit & 1), first) if len(first) else counts

    count = np.add.reduceat(counts, first) if len(first) else counts
    headings = with_bit(1)
    return {
        "form": form[first],
        "count": count,
        "sentences": with_bit(0),
        "headings": headings,
        "body": count - headings,
        "documents": with_bit(2),
    }


def _counted(words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct numbers, rising, and how often each stands there (int64)."""
    # An array with a place for every number is quick to fill, but few words are quicker sorted.
    if 8 * len(words) < words.max(initial=0):
        places, counts = np.unique(words, return_counts=True)
        return places.astype(np.int64), counts
    counts = np.bincount(words)
    places = np.flatnonzero(counts)
    return places, counts[places]


def _sums(forms: np.ndarray, values: Sequence[np.ndarray]) -> np.ndarray:
    """Return the sum of the values of each form, by its id."""
    if not len(forms):
        return np.empty(0, dtype=np.int64)
    # Sums of doubles are exact up to 2 ** 53.
    return np.bincount(forms, weights=np.concatenate(values)).astype(np.int64)


def leading(
    store: Store, forms: pd.DataFrame, *, of_term: bool, tiers: Sequence[str], removed: bool, limit: int
) -> pd.DataFrame:
    """Return those of the counted forms that belong to the ``limit`` most frequent terms, or forms.

    Left out are stop words of the ``tiers``, or with ``removed`` all others. Where several are as frequent as
    the last one, all of them are kept: what comes first among them is decided by how they are written.
    """
    term_of, stops = store.kept("terms", _terms)
    terms = term_of[forms["form"].to_numpy()]
    stopped = np.zeros(int(term_of.max(initial=-1)) + 1, dtype=bool)
    for tier in tiers:
        stopped[stops.get(tier, [])] = True
    counts = np.where(stopped[terms] == removed, forms["count"].to_numpy(), 0)
    units = terms if of_term else forms["form"].to_numpy()
    totals = np.bincount(units, weights=counts) if len(units) else np.empty(0)
    found = totals[totals > 0]
    least = np.partition(found, -limit)[-limit] if 0 < limit < len(found) else 1
    return forms[totals[units] >= max(least, 1)]


def _terms(store: Store) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the term of each form, by its id, and the terms of each tier of the stop list."""
    forms = store.arrays("SELECT form, term FROM form")
    term_of = np.zeros(int(forms["form"].max(initial=-1)) + 1, dtype=np.int32)
    term_of[forms["form"]] = forms["term"]
    stops = store.query("SELECT term, stop FROM term WHERE stop IS NOT NULL")
    return term_of, {tier: rows["term"].to_numpy() for tier, rows in stops.groupby("stop")}
