"""Figures (आँकड़े): what is counted or measured in the text, of what, by whom, and what is not said.

figures            a row a figure             ← page, command ``figures``
figure_count       how many there are
by_unit            how many of each unit, with the range of what may be compared
figure_sentences   the sentences behind either, marked
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.evidence import SEGMENT
from analysis.measures.spans import page, placed, sentences_of, with_words
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

FIGURE_COLUMNS = (
    "name", "published", "segment", "surface", "value", "low", "high", "bound", "unit", "unit_class", "kind",
    "statistic", "subject", "source", "base_missing", "missing", "start", "end",
)  # fmt: skip
_SPANS = {
    "surface": ("start", "end"),
    "subject": ("subject_start", "subject_end"),
    "source": ("source_start", "source_end"),
}


class Asked(TypedDict, total=False):
    """Which figures; what is not given or empty means all."""

    kinds: Sequence[str]
    units: Sequence[str]


def figures(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return one row a figure of the chosen sentences, in reading order, of those ``asked`` for.

    Columns name, published, segment, surface (as written), value (null for a range and for हजारों), low and
    high (the bounds the words give: "85 से अधिक" has no high), bound, unit, unit_class, kind (measure ratio
    count ordinal duration money percent calibre age), statistic (False for calibres, ordinals and ages, which
    no chart adds up), subject (the words for what is counted), source (who says so in the same sentence),
    base_missing (a growth without the year it is measured from), missing (codes of what to ask for, joined by
    blanks: base_year amount source), start, end.
    """
    where, params = _chosen(scope(store, selection), **asked)
    rows = store.query(
        f"""SELECT x.* EXCLUDE (sentence), d.name, d.published, {SEGMENT} AS segment
            {where} ORDER BY x.document, x.start {page(limit, offset)}""",
        params,
    )
    return with_words(store, rows, _SPANS)[list(FIGURE_COLUMNS)]


def figure_count(store: Store, selection: Selection, **asked: Unpack[Asked]) -> int:
    """Return the number of figures asked for."""
    where, params = _chosen(scope(store, selection), **asked)
    return int(store.query(f"SELECT count(*) AS count {where}", params)["count"].iloc[0])


def by_unit(store: Store, selection: Selection, *, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """Return the figures of each unit, most first, ties by unit.

    Columns unit, unit_class, kind, count (figures), documents, exact (figures with one value), and min,
    median, max over those values, null where the kind is no statistic.
    """
    where, params = _chosen(scope(store, selection), kinds=kinds)
    ranges = ", ".join(
        f"{sql}(x.value) FILTER (x.statistic) AS {name}"
        for name, sql in (("min", "min"), ("median", "median"), ("max", "max"))
    )
    return store.query(
        f"""SELECT x.unit, x.unit_class, x.kind, count(*) AS count, count(DISTINCT x.document) AS documents,
                   count(x.value) AS exact, {ranges}
            {where} GROUP BY ALL ORDER BY count DESC, x.unit, x.kind""",
        params,
    )


def figure_sentences(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return the sentences that hold such figures, marked: as many marks as figures."""
    where, params = _chosen(scope(store, selection), **asked)
    return sentences_of(store, where, params, limit=limit, offset=offset)


def _chosen(
    chosen: Scope, *, kinds: Sequence[str] = (), units: Sequence[str] = ()
) -> tuple[str, dict[str, object]]:
    """Return FROM and WHERE of the figures asked for, as rows ``x``, and their parameters."""
    tests, params = [placed(chosen, "quantity")], dict(chosen.params)
    for name, values in (("kind", kinds), ("unit", units)):
        if values:
            tests.append(f"list_contains(${name}_asked::VARCHAR[], x.{name})")
            params[f"{name}_asked"] = list(values)
    return " AND ".join(tests), params
