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

SUMS = ("count", "sentences", "headings", "body", "documents")


def counted_forms(
    store: Store, chosen: Scope, covered: Cover | None, *, table: str, of_term: bool
) -> pd.DataFrame:
    """Return form (id), count, sentences, headings, body and documents of the forms of a selection.

    ``of_term``: a sentence or document with two forms of one term is counted for one of them only.
    """
    asked = []
    if not covered or covered.edges:
        where = covered or chosen
        asked.append((words_sql(table, where.rows("t"), "term" if of_term else "form"), where.params))
    if covered and covered.whole:
        asked.append((cube_forms_sql(covered, of_term=of_term), {}))
    parts = [store.arrays(sql, params) for sql, params in asked]
    forms = np.concatenate([part["form"] for part in parts] or [np.empty(0, dtype=np.int64)])
    sums = {name: _sums(forms, [part[name] for part in parts]) for name in SUMS}
    held = np.flatnonzero(sums["count"])
    return pd.DataFrame({"form": held} | {name: values[held] for name, values in sums.items()})


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
    least = np.partition(totals, -limit)[-limit] if 0 < limit < len(totals) else 1
    return forms[totals[units] >= max(least, 1)]


def _terms(store: Store) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the term of each form, by its id, and the terms of each tier of the stop list."""
    forms = store.arrays("SELECT form, term FROM form")
    term_of = np.zeros(int(forms["form"].max(initial=-1)) + 1, dtype=np.int32)
    term_of[forms["form"]] = forms["term"]
    stops = store.query("SELECT term, stop FROM term WHERE stop IS NOT NULL")
    return term_of, {tier: rows["term"].to_numpy() for tier, rows in stops.groupby("stop")}
