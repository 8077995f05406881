"""Times in words (समयरेखा) and events: when things are said to happen, and how many things there are.

timeline              a row a time expression, in one of three lanes   ← page, command ``timeline``
events                a row an event: its mentions, when, who           ← command ``timeline --events``
event_counts          "5 उल्लेख, 2 घटनाएँ" for each kind of event
time_sentences, event_sentences   the sentences behind them, marked
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, TypedDict, Unpack

import numpy as np
import pandas as pd

from analysis.annotate.dates import WeekdayCheck
from analysis.corpus import Selection
from analysis.errors import Language
from analysis.measures.deep import counted
from analysis.measures.evidence import SEGMENT, page_of
from analysis.measures.spans import (
    entities_of,
    page,
    parts_of,
    placed,
    sentences_of,
    with_documents,
    with_names,
    with_places,
    with_words,
)
from analysis.store.cover import has_cubes
from analysis.store.deep import LANE
from analysis.store.fetch import sentences_at
from analysis.store.selection import EVERY, Scope, scope
from analysis.store.store import Store

Lane = Literal["dated", "undated", "none"]
TIME_COLUMNS = (
    "name", "published", "segment", "surface", "kind", "lane", "needs_date", "resolved_from", "resolved_to",
    "check", "check_certain", "start", "end",
)  # fmt: skip
EVENT_COLUMNS = (
    "name", "published", "event", "what", "status", "mentions", "segments", "forms", "when", "resolved_from",
    "resolved_to", "who", "who_label_hi", "who_label_en",
)  # fmt: skip
# Quicker than to tell the lane of each row.
SPARE = 100
_LANES = {
    "dated": "x.resolved_from IS NOT NULL",
    "undated": "x.resolved_from IS NULL AND x.kind NOT IN ('duration', 'vague', 'sequence')",
    "none": "x.resolved_from IS NULL AND x.kind IN ('duration', 'vague', 'sequence')",
}


class Asked(TypedDict, total=False):
    """Which time expressions; what is not given or empty means all.

    ``first`` and ``last``: only those whose first day is one from the one to the other. ``certain``: only
    those whose weekday is not that of the date, True where the text itself disagrees, False where only the
    article's date does.
    """

    kinds: Sequence[str]
    lanes: Sequence[Lane]
    first: date | None
    last: date | None
    certain: bool | None


def timeline(
    store: Store,
    selection: Selection,
    *,
    language: Language = "hi",
    limit: int | None = None,
    offset: int = 0,
    latest: bool = False,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return one row a time expression of the chosen sentences: dated ones by day, the others as they stand.

    ``latest`` counts the page from the end; its rows are in the same order.

    Columns name, published, segment, surface, kind (relative weekday absolute part_of_year duration sequence
    vague), lane (dated: its days are known; undated: they will be once the article is; none: no point
    of a timeline), needs_date, resolved_from and resolved_to (first and last day), check (a sentence in
    ``language`` where a weekday is not that of the date, else null), check_certain (the text itself
    disagrees), start, end.
    """
    order = "x.resolved_from NULLS LAST, x.document, x.start"
    taken = "x.resolved_from DESC NULLS FIRST, x.document DESC, x.start DESC" if latest else order
    select, cut = f"FROM (SELECT x.*, {LANE} AS lane", f"ORDER BY {taken} {page(limit, offset)}"
    rows = page_of(
        _parts(store, scope(store, selection), limit, offset, latest, asked),
        lambda part: store.query(f"{select} {part[0]} {cut}) x ORDER BY {order}", part[1]),
        limit,
        offset,
    )
    rows = with_words(store, with_places(store, rows), {"surface": ("start", "end")})
    checks = zip(rows["check_said"], rows["check_actual"], rows["check_certain"], strict=True)
    rows["check"] = [
        None if pd.isna(said) else WeekdayCheck(int(said), int(actual), bool(sure)).message(language)
        for said, actual, sure in checks
    ]
    return rows[list(TIME_COLUMNS)]


def _parts(
    store: Store, chosen: Scope, limit: int | None, offset: int, latest: bool, asked: Asked
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield FROM and WHERE of a part of the time expressions asked for that is likely to hold a page, with
    their parameters, and at last of all of them."""
    tests, params = times_asked(chosen, **asked)
    lanes = set(asked.get("lanes", ()))
    if limit is not None and has_cubes(store) and (lanes == {"dated"} or not lanes and not latest):
        # The first days are found in one column; some of their times may stand in sentences set aside.
        few = times_asked(replace(chosen, aside="", kind_list=EVERY), **asked)[0]
        order, edge = ("DESC", "min") if latest else ("", "max")
        bound = store.query(
            f"""SELECT {edge}(day) AS day FROM
                (SELECT x.resolved_from AS day {few} AND x.resolved_from IS NOT NULL
                 ORDER BY day {order} LIMIT {limit + offset + SPARE})""",
            params,
        )["day"].iloc[0]
        if not pd.isna(bound):
            sign = ">=" if latest else "<="
            yield f"{tests} AND x.resolved_from {sign} DATE '{bound.date().isoformat()}'", params
    elif lanes and "dated" not in lanes and not latest:
        for part in parts_of(store, chosen, limit):
            yield times_asked(part, **asked)
        return
    yield tests, params


def time_counts(store: Store, selection: Selection, *, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """Return kind, lane, count (time expressions), documents; most first, ties by kind, then lane."""
    counts, params = counted(store, selection, "time_cube")
    some = "WHERE list_contains($kinds::VARCHAR[], kind)" if kinds else ""
    return store.query(
        f"SELECT kind, lane, count, documents FROM ({counts}) {some} ORDER BY count DESC, kind, lane",
        params | ({"kinds": list(kinds)} if kinds else {}),
    )


def time_sentences(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return the sentences that hold such time expressions, marked: as many marks as expressions."""
    chosen = scope(store, selection)
    _, params = times_asked(chosen, **asked)
    parts = (times_asked(part, **asked)[0] for part in parts_of(store, chosen, limit))
    return sentences_of(store, parts, params, limit=limit, offset=offset)


def times_asked(
    chosen: Scope,
    *,
    kinds: Sequence[str] = (),
    lanes: Sequence[Lane] = (),
    first: date | None = None,
    last: date | None = None,
    certain: bool | None = None,
) -> tuple[str, dict[str, object]]:
    """Return FROM and WHERE of the time expressions asked for, as rows ``x``, and their parameters."""
    tests, params = [placed(chosen, "time_expression")], dict(chosen.params)
    if kinds:
        tests.append("list_contains($kinds::VARCHAR[], x.kind)")
        params["kinds"] = list(kinds)
    if lanes:
        tests.append(f"({' OR '.join(f'({_LANES[lane]})' for lane in lanes)})")
    for name, sign, day in (("first", ">=", first), ("last", "<=", last)):
        if day is not None:
            tests.append(f"x.resolved_from {sign} ${name}::DATE")
            params[name] = day
    if certain is not None:
        tests.append("x.check_said IS NOT NULL AND x.check_certain = $certain")
        params["certain"] = certain
    return " AND ".join(tests), params


def events(
    store: Store,
    selection: Selection,
    *,
    what: Sequence[str] = (),
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return one row an event of an article, in reading order of the first mention.

    Mentions are one event until the text tells two apart (see ``annotate.happenings``); an event never
    reaches over documents. Columns name, published, event (its number in the document), what (meeting summit
    press visit), status (happened planned ongoing, '' unknown), mentions, segments ("H1 S1 S6"), forms
    ("बैठक 5 · मुलाकात 1"), when (the first time written with it, null), resolved_from and resolved_to of
    that, who (codes joined by a blank), who_label_hi, who_label_en (joined by '; ').
    """
    chosen = scope(store, selection)
    _, params = _happened(chosen, what)
    cut = page(limit, offset)
    rows = page_of(
        parts_of(store, chosen, limit),
        lambda part: _as_one(store.query(_events_sql(_happened(part, what)[0], cut), params)),
        limit,
        offset,
    )
    texts = store.texts(rows["document"].unique())
    rows = with_words(store, with_documents(store, rows), {"when": ("time", "time_end")}, texts=texts)
    rows = _as_told(store, rows, texts)
    rows = with_names(rows, entities_of(store, rows["who"]), "who", "who")
    return rows[list(EVENT_COLUMNS)]


def _events_sql(tests: str, page: str) -> str:
    """Return the mentions of the events of a page, in the order of these, each with the time of its event."""
    return f"""WITH told AS MATERIALIZED (
                SELECT x.document, x.happening AS event, x.what, x.status, x.sentence, x.start, x."end",
                       x.entities, x.time_start {tests}),
            one AS MATERIALIZED (
                SELECT document, event, min(start) AS first, min(time_start) AS time
                FROM told GROUP BY document, event ORDER BY document, first, event {page}),
            times AS (FROM time_expression t WHERE t.document IN (SELECT document FROM one))
            SELECT x.* EXCLUDE (time_start), o.time, t."end" AS time_end, t.resolved_from, t.resolved_to
            FROM told x JOIN one o USING (document, event)
            LEFT JOIN times t ON t.document = o.document AND t.start = o.time
            ORDER BY x.document, o.first, x.event, x.start"""


def _as_one(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return a row an event of its mentions, which stand together in reading order: ``who`` takes part (ids),
    and its ``places`` (sentence, start, end)."""
    same = mentions[["document", "event"]].diff().eq(0).all(axis=1)
    events = mentions[~same].reset_index(drop=True)
    told: list[list[tuple]] = [[] for _ in range(len(events))]
    columns = (mentions[name] for name in ("sentence", "start", "end", "status", "entities"))
    for place, *row in zip((~same).cumsum(), *columns, strict=True):
        told[place - 1].append(tuple(row))
    return events.assign(
        status=pd.Series([next((row[3] for row in rows if row[3]), "") for rows in told], dtype="str"),
        mentions=[len(rows) for rows in told],
        who=[sorted({int(one) for row in rows for one in row[4]}) for rows in told],
        places=[[row[:3] for row in rows] for rows in told],
    )


def _as_told(store: Store, rows: pd.DataFrame, texts: Mapping[int, str]) -> pd.DataFrame:
    """Add segments, where each event is told, in reading order, and forms, how it is called, with counts,
    most frequent first."""
    places = list(zip(rows["document"].tolist(), rows["places"], strict=True))
    asked = np.array([(one, place[0]) for one, several in places for place in several]).reshape(-1, 2)
    segments = iter(sentences_at(store, asked[:, 0], asked[:, 1], {"segment": SEGMENT})["segment"])
    forms = [Counter(texts[one][start:end] for _, start, end in several) for one, several in places]
    told = [dict.fromkeys(next(segments) for _ in several) for _, several in places]
    counts = [sorted(one.items(), key=lambda pair: (-pair[1], pair[0])) for one in forms]
    return rows.assign(
        segments=pd.Series([" ".join(one) for one in told], dtype="str"),
        forms=pd.Series([" · ".join(f"{form} {n}" for form, n in one) for one in counts], dtype="str"),
    )


def event_counts(store: Store, selection: Selection) -> pd.DataFrame:
    """Return what, mentions, events, documents for each kind of event: "5 उल्लेख, 2 घटनाएँ".

    Events are counted in each article by itself, so that one meeting told by ten articles is ten here. The
    count is a lower bound within an article: only what the text tells apart is two.
    """
    tests, params = _happened(scope(store, selection), ())
    return store.query(
        f"""SELECT x.what, count(*) AS mentions, count(DISTINCT (x.document, x.happening)) AS events,
                   count(DISTINCT x.document) AS documents
            {tests} GROUP BY x.what ORDER BY mentions DESC, x.what""",
        params,
    )


def event_sentences(
    store: Store,
    selection: Selection,
    *,
    what: Sequence[str] = (),
    name: str | None = None,
    event: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences that mention events, marked; of one event with ``name`` and ``event``."""
    chosen = scope(store, selection)
    _, params = _happened(chosen, what)
    one, parts = "", parts_of(store, chosen, limit)
    if name is not None:
        one, parts = (
            """ AND x.document IN (SELECT document FROM document WHERE name = $name)
                AND x.happening = $event""",
            (chosen,),
        )
        params |= {"name": name, "event": event}
    tests = (_happened(part, what)[0] + one for part in parts)
    return sentences_of(store, tests, params, limit=limit, offset=offset)


def _happened(chosen, what: Sequence[str]) -> tuple[str, dict[str, object]]:
    tests, params = placed(chosen, "happening"), dict(chosen.params)
    if what:
        tests += " AND list_contains($what::VARCHAR[], x.what)"
        params["what"] = list(what)
    return tests, params
