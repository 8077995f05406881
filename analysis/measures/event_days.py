"""Days on which somebody met or travelled, for the marks on a trend: those that most articles tell of.

event_days             a row a day, kind of event and who took part   ← page of trends, ``timeline --days``
event_day_sentences    the sentences behind one row, marked
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.evidence import evidence
from analysis.measures.spans import placed
from analysis.store.selection import scope
from analysis.store.store import Store

COLUMNS = (
    "day", "what", "who", "who_label_hi", "who_label_en", "status", "mentions", "events", "documents",
)  # fmt: skip
_MOST = "documents DESC, mentions DESC, day, what, who"


def event_days(
    store: Store,
    selection: Selection,
    *,
    first: date | None = None,
    last: date | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Return one row a day, kind of event and those who took part: what most articles tell of first.

    An event of an article (see ``timeline.events``) is on a day where the first time written with it is that
    one day; "वर्ष के अंत" names none, and an event with nobody named is left out. Events of several
    articles are one row where day, kind and names agree: most likely they are one event, and nothing here
    proves it. Columns day, what (meeting summit press visit), who (codes joined by a blank), who_label_hi,
    who_label_en (joined by ', '), status (what most of them are: happened planned ongoing, '' unknown),
    mentions, events, documents. ``first`` and ``last`` limit the days. Ties by mentions, day, what, who.
    """
    dated, params = _dated(store, selection)
    tests = ["true"]
    for name, day, sign in (("first", first, ">="), ("last", last, "<=")):
        if day is not None:
            tests.append(f"day {sign} ${name}")
            params[name] = day
    page = "" if limit is None else f"LIMIT {int(limit)}"
    rows = store.query(
        f"""SELECT day, what, who, any_value(who_label_hi) AS who_label_hi,
                   any_value(who_label_en) AS who_label_en,
                   coalesce(mode(status ORDER BY status) FILTER (status <> ''), '') AS status,
                   sum(mentions)::BIGINT AS mentions, count(*) AS events,
                   count(DISTINCT document) AS documents
            FROM ({dated}) WHERE {" AND ".join(tests)} GROUP BY day, what, who ORDER BY {_MOST} {page}""",
        params,
    )
    return rows[list(COLUMNS)]


def event_day_sentences(
    store: Store,
    selection: Selection,
    *,
    day: date,
    what: str,
    who: str,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences that mention the events of one row, marked: as many marks as mentions."""
    dated, params = _dated(store, selection)
    params |= {"day": day, "what": what, "who": who}
    one = f"SELECT document, happening FROM ({dated}) WHERE day = $day AND what = $what AND who = $who"
    spans = f"""SELECT x.document, x.sentence, x.start, x."end" {placed(scope(store, selection), "happening")}
                AND (x.document, x.happening) IN (SELECT (document, happening) FROM ({one}))"""
    return evidence(store, spans, params, limit=limit, offset=offset)


def _dated(store: Store, selection: Selection) -> tuple[str, dict[str, object]]:
    """Return a SELECT of the events of articles that are on one day with somebody named, its parameters."""
    chosen = scope(store, selection)
    told = f"""SELECT x.document, x.happening, any_value(x.what) AS what, count(*) AS mentions,
                      coalesce(first(x.status ORDER BY x.start) FILTER (x.status <> ''), '') AS status,
                      min(x.time_start) AS time, list_distinct(flatten(list(x.entities))) AS met
               {placed(chosen, "happening")} GROUP BY x.document, x.happening"""
    named = f"""SELECT o.* EXCLUDE (met), e.code, e.label_hi, e.label_en
                FROM (SELECT * EXCLUDE (met), unnest(met) AS met FROM ({told}) WHERE time IS NOT NULL) o
                JOIN entity e ON e.entity = o.met"""
    sql = f"""SELECT n.* EXCLUDE (code, label_hi, label_en), t.resolved_from AS day,
                     string_agg(n.code, ' ' ORDER BY n.code) AS who,
                     string_agg(n.label_hi, ', ' ORDER BY n.code) AS who_label_hi,
                     string_agg(n.label_en, ', ' ORDER BY n.code) AS who_label_en
              FROM ({named}) n JOIN time_expression t ON t.document = n.document AND t.start = n.time
              WHERE t.resolved_from = t.resolved_to"""
    return f"{sql} GROUP BY ALL", dict(chosen.params)
