"""Forms counted in a selection, and which of them can stand on the first page of a ranking.

In numbers alone: how a form is written and sorted is asked of the store only for the few that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.measures.cubed import cube_forms_sql, words_sql
from analysis.store.cover import Cover
from analysis.store.selection import Scope
from analysis.store.store import Store
from analysis.store.together import together

# Of so many documents the tokens are counted here, of more in the store, which takes longer but no memory.
SINGLE = 20_000
FEW = 10_000  # numbers are sooner sorted than put in their places
SUMS = ("count", "sentences", "headings", "body", "documents")


@dataclass(frozen=True, slots=True)
class Lead:
    """The ``limit`` most frequent terms, or forms (None for all): without the stop words of the ``tiers``, or
    with ``removed`` without all others."""

    tiers: Sequence[str]
    removed: bool
    limit: int | None


def counted_forms(
    store: Store, chosen: Scope, covered: Cover | None, *, table: str, of_term: bool, lead: Lead | None = None
) -> pd.DataFrame:
    """Return form (id), count, sentences, headings, body and documents of the forms of a selection.

    ``of_term``: a sentence or document with two forms of one term is counted for one of them only.
    ``lead`` keeps the forms of the terms, or forms, that it tells of (see ``leading``).
    """
    if covered and _small(covered):
        return _of_cover(store, covered, of_term=of_term, lead=lead)
    where, what = covered or chosen, "term" if of_term else "form"
    parts = [store.arrays(words_sql(table, where.tokens("t"), what), where.params)]
    if covered and covered.less:
        surplus = store.arrays(words_sql(table, covered.surplus.tokens("t"), what), covered.params)
        parts.append({"form": surplus["form"]} | {name: -surplus[name] for name in SUMS})
    if covered and covered.whole:
        parts.append(store.arrays(cube_forms_sql(covered, of_term=of_term)))
    counted = _added(parts)
    if lead is None:
        return counted
    return counted[counted["form"].isin(leading(store, _dense(counted), of_term=of_term, lead=lead))]


def _small(covered: Cover) -> bool:
    return sum(last - first + 1 for first, last in (*covered.edges, *covered.less)) <= SINGLE


def _of_cover(store: Store, covered: Cover, *, of_term: bool, lead: Lead | None) -> pd.DataFrame:
    """Count the forms of a covered selection; of what leads alone is more asked than its count."""
    words, surplus, cube = together(
        lambda: _words(store, covered, of_term=of_term),
        lambda: _words(store, covered.surplus, of_term=of_term),
        lambda: None if lead is None else _in_cells(store, covered),
    )
    params = None
    if lead is not None:
        counts = _counts(words, surplus, cube)
        only = leading(store, counts, of_term=of_term, lead=lead)
        leads = np.zeros(len(counts), dtype=bool)
        leads[only] = True
        words, surplus = (part[leads[part >> 3]] for part in (words, surplus))
        params = {"only": only.tolist()}
    parts = [_single(words), _single(surplus, sign=-1)]
    if covered.whole:
        parts.append(store.arrays(cube_forms_sql(covered, of_term=of_term, some=lead is not None), params))
    return _added(parts)


def _words(store: Store, covered: Cover, *, of_term: bool) -> np.ndarray:
    """Return each word of a covered selection's single documents as a number: eight times its form, with bit
    0 where it is the first of its form, or term, in its sentence, 1 in headings, 2 first in its document."""
    if not covered.edges:
        return np.empty(0, dtype=np.int64)
    sql = f"""SELECT form * 8 + ((flags >> {int(of_term)}) & 5)
                     + CASE WHEN kind = 'heading' THEN 2 ELSE 0 END AS word
              FROM token_row t WHERE {covered.tokens("t")}"""
    return store.arrays(sql, covered.params)["word"]


def _in_cells(store: Store, covered: Cover) -> dict[str, np.ndarray]:
    """Return form and count of the cells that are taken whole, several rows a form."""
    if not covered.whole:
        return dict.fromkeys(("form", "count"), np.empty(0, dtype=np.int64))
    return store.arrays(f"SELECT form, count FROM term_cube c WHERE {covered.cells('c')}")


def _counts(words: np.ndarray, surplus: np.ndarray, cube: dict[str, np.ndarray]) -> np.ndarray:
    """Return how often each form stands in a covered selection, by its id."""
    counts = np.bincount(words >> 3)
    if not len(cube["form"]):
        return counts
    whole = np.bincount(cube["form"], weights=cube["count"], minlength=len(counts))
    whole[: len(counts)] += counts
    less = np.bincount(surplus >> 3)  # of forms that are in the cells
    whole[: len(less)] -= less
    return whole


def _single(words: np.ndarray, *, sign: int = 1) -> dict[str, np.ndarray]:
    """Count words as ``_words`` returns them, by form, each as ``sign``."""
    places, counts = _counted(words)
    counts = counts * sign
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


def _added(parts: Sequence[dict[str, np.ndarray]]) -> pd.DataFrame:
    """Add up parts of a count, by form."""
    forms = np.concatenate([part["form"] for part in parts])
    ids, places = np.unique(forms, return_inverse=True) if len(forms) < FEW else (None, forms)
    sums = {name: _sums(places, [part[name] for part in parts]) for name in SUMS}
    held = np.flatnonzero(sums["count"])
    return pd.DataFrame(
        {"form": held if ids is None else ids[held]} | {name: values[held] for name, values in sums.items()}
    )


def _sums(places: np.ndarray, values: Sequence[np.ndarray]) -> np.ndarray:
    """Return the sum of the values of each place."""
    if not len(places):
        return np.empty(0, dtype=np.int64)
    # Sums of doubles are exact up to 2 ** 53.
    return np.bincount(places, weights=np.concatenate(values)).astype(np.int64)


def _dense(counted: pd.DataFrame) -> np.ndarray:
    forms = counted["form"].to_numpy()
    return np.bincount(forms, weights=counted["count"].to_numpy()) if len(forms) else np.empty(0)


def leading(store: Store, counts: np.ndarray, *, of_term: bool, lead: Lead) -> np.ndarray:
    """Return the ids of the forms that lead, of forms counted by their ids (``of_term``: those of the terms
    that lead).

    Where several are as frequent as the last one, all of them are kept: what comes first among them is
    decided by how they are written.
    """
    term_of, stops = store.kept("terms", _terms)
    term_of = term_of[: len(counts)]
    stopped = np.zeros(int(term_of.max(initial=-1)) + 1, dtype=bool)
    for tier in lead.tiers:
        there = stops.get(tier, np.empty(0, dtype=np.int64))
        stopped[there[there < len(stopped)]] = True
    if of_term:
        totals = np.bincount(term_of, weights=counts)
        totals[stopped != lead.removed] = 0
    else:
        totals = np.where(stopped[term_of] == lead.removed, counts, 0)
    found = totals[totals > 0]
    limit = lead.limit or 0
    least = np.partition(found, -limit)[-limit] if 0 < limit < len(found) else 1
    leads = totals >= least
    return np.flatnonzero((leads[term_of] if of_term else leads) & (counts > 0))


def _terms(store: Store) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the term of each form, by its id, and the terms of each tier of the stop list."""
    forms = store.arrays("SELECT form, term FROM form")
    term_of = np.zeros(int(forms["form"].max(initial=-1)) + 1, dtype=np.int32)
    term_of[forms["form"]] = forms["term"]
    stops = store.query("SELECT term, stop FROM term WHERE stop IS NOT NULL")
    return term_of, {tier: rows["term"].to_numpy() for tier, rows in stops.groupby("stop")}
