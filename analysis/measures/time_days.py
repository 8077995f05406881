"""Times on a calendar: how many fall on each day, month or year, and how many weekdays do not fit.

day_span       the days of the articles themselves and a year around them
day_counts     how many times have a day, and how many of these lie in a span
time_periods   how many begin in each period          ← the chart of the timeline
check_counts   how many weekdays are not that of the date
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.timeline import times_asked
from analysis.store.selection import scope
from analysis.store.store import Store

Period = Literal["day", "month", "year"]


def day_span(store: Store, selection: Selection) -> tuple[date, date] | None:
    """Return the first and last day of the selected articles, a year added at both ends.

    A text tells of 1947 and of 2070: on one axis with them, all that happens now is one point. Where no
    article has a date: of the days told, without the first and last twentieth. None where no day is known.
    """
    chosen = scope(store, selection)
    where, params = times_asked(chosen, lanes=("dated",))
    own = f"SELECT min(x.published) AS a, max(x.published) AS b FROM document x WHERE {chosen.documents('x')}"
    told = f"""SELECT quantile_disc(x.resolved_from, 0.05) AS a, quantile_disc(x.resolved_from, 0.95) AS b
               {where}"""
    for sql, given in ((own, dict(chosen.params)), (told, params)):
        row = store.query(
            f"""SELECT a::DATE - INTERVAL 1 YEAR AS first, b::DATE + INTERVAL 1 YEAR AS last FROM ({sql})""",
            given,
        ).iloc[0]
        if not pd.isna(row["first"]):
            return row["first"].date(), row["last"].date()
    return None


def day_counts(
    store: Store, selection: Selection, *, first: date, last: date, kinds: Sequence[str] = ()
) -> pd.DataFrame:
    """Return one row: dated (time expressions whose day is known) and inside (of them those that begin from
    ``first`` to ``last``)."""
    where, params = times_asked(scope(store, selection), kinds=kinds, lanes=("dated",))
    return store.query(
        f"""SELECT count(*) AS dated,
                   count(*) FILTER (x.resolved_from BETWEEN $a::DATE AND $b::DATE) AS inside {where}""",
        params | {"a": first, "b": last},
    )


def time_periods(
    store: Store, selection: Selection, *, step: Period, first: date, last: date, kinds: Sequence[str] = ()
) -> pd.DataFrame:
    """Return period (its first day), kind, count: time expressions whose first day is in it, by period, kind.

    Each kind has a row for every period from its first to the last one that holds any: a nought is told.
    """
    where, params = times_asked(
        scope(store, selection), kinds=kinds, lanes=("dated",), first=first, last=last
    )
    return store.query(
        f"""WITH told AS (SELECT date_trunc('{step}', x.resolved_from)::DATE AS period, x.kind {where}),
            p AS (SELECT unnest(generate_series(min(period), max(period), INTERVAL 1 {step}))::DATE AS period
                  FROM told),
            k AS (SELECT DISTINCT kind FROM told)
            SELECT p.period, k.kind, count(t.kind) AS count
            FROM p CROSS JOIN k LEFT JOIN told t ON t.period = p.period AND t.kind = k.kind
            GROUP BY ALL ORDER BY p.period, k.kind""",
        params,
    )


def check_counts(store: Store, selection: Selection, *, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """Return one row of counts of time expressions: certain (the text itself names two different weekdays or
    days) and uncertain (the weekday is not that of the article's date, which need be no mistake)."""
    where, params = times_asked(scope(store, selection), kinds=kinds)
    return store.query(
        f"""SELECT count(*) FILTER (x.check_certain) AS certain,
                   count(*) FILTER (NOT x.check_certain) AS uncertain
            {where} AND x.check_said IS NOT NULL""",
        params,
    )
