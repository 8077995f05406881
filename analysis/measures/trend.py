"""Counts over time: terms, entities and pairs by day, week, month or year, on the dates that were read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from analysis.corpus import Selection, Unit
from analysis.errors import SelectionError
from analysis.language.normalise import match_key
from analysis.measures.cooccurrence import UNITS, pair_units
from analysis.measures.frequency import term_sentences
from analysis.measures.mentions import mention_sentences
from analysis.measures.paging import USUAL, per_document, posted
from analysis.measures.trend_cells import mentions_by_cells, mentions_by_document
from analysis.measures.trend_table import PLACES, beside, trend_table
from analysis.store.cover import has_cubes
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

Step = Literal["day", "week", "month", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "year")
NEEDED = 10  # dated documents; with fewer, a line between two dots would be invented
FITTING, MOST = 60, 1500  # periods that one screen shows well, and that a line may have at all
JOIN = "~"  # stands in no token and no code of the lexicon
# A date known to the month or year only would pile up on the first day: it counts where it is fine enough.
_FINE: dict[Step, str] = {
    "day": "coalesce(d.published_precision, 'day') = 'day'",
    "week": "coalesce(d.published_precision, 'day') = 'day'",
    "month": "coalesce(d.published_precision, 'day') <> 'year'",
    "year": "TRUE",
}


@dataclass(frozen=True, slots=True)
class Trend:
    """Series over time, and what stands outside of them.

    ``table`` has the columns of COLUMNS; a period without any document has no row (it is a gap, not a zero).
    ``beside`` tells the rest, columns series, where (``undated``, or ``coarse``: known to the month or year
    only, which is too coarse for the step), count, articles, documents. ``dated``, ``undated`` and
    ``coarse`` are numbers of documents. ``refused`` says why no line may be drawn (``trend.undated``: no
    document has a date, ``trend.coarse``: none has one as fine as the step, ``trend.too_few``: fewer than
    NEEDED have one); the table holds the points all the
    same. ``step`` is the one that was used.
    """

    table: pd.DataFrame
    beside: pd.DataFrame
    step: Step
    dated: int
    undated: int
    coarse: int
    refused: SelectionError | None


def trend(
    store: Store,
    selection: Selection,
    *,
    series: Sequence[str],
    step: Step | Literal["auto"] = "auto",
    unit: Unit = "sentence",
) -> Trend:
    """Count each of ``series`` in every period of the selection's dated documents.

    A series is ``term:रूस`` (a term of ``term_frequency``, whether it is a stop word or not), ``entity:RU``
    (mentions by name) or ``pair:IN~RU`` (two entities named in the same ``unit``). Only sentences of the
    chosen kinds count; documents and tokens are those of all dated documents of the period.

    Columns period (its first day; a week begins on Monday), series, count (tokens, mentions or units that
    hold both), articles (documents that hold it), documents (all dated ones of the period), tokens (of their
    chosen sentences), per_1000 (count in a thousand tokens), share (articles in documents, 0 to 1), small
    (fewer than SMALL documents). By period, then in the order of ``series``.

    ``step="auto"`` takes the finest step that some date has, with at most FITTING periods; one with more
    than MOST is taken coarser. Raises SelectionError (``trend.series``) for a series of no such form.
    """
    chosen = scope(store, selection, listed=False)
    days = _days(store, selection, chosen)
    extent = f"SELECT min(d.published) AS first, max(d.published) AS last FROM {days} d WHERE {chosen.test}"
    asked, step = step, _step(store.query(extent, chosen.params), step)
    whole = store.query(_documents_sql(days, chosen, step), chosen.params)
    numbers = {where: int(whole.loc[whole["place"] == where, "documents"].sum()) for where in PLACES}
    if asked == "auto" and numbers["coarse"] and not numbers["dated"]:
        found = trend(store, selection, series=series, step="month", unit=unit)
        return found if found.dated else trend(store, selection, series=series, step="year", unit=unit)
    named, by_cells = _entities(store, series), None
    if not numbers["coarse"]:
        by_cells = mentions_by_cells(store, selection, chosen, named, step)
    held, params, frames = _held(store, chosen, series, unit, named if by_cells is None else {})
    parts = _no_parts()
    if held:
        parts = store.query(_parts_sql(chosen, step, held), chosen.params | params, frames=frames)
    if by_cells is not None:
        parts = pd.concat([parts, by_cells]) if len(parts) else by_cells
    return Trend(
        table=trend_table(whole, parts, series),
        beside=beside(parts, series, numbers),
        step=step,
        dated=numbers["dated"],
        undated=numbers["undated"],
        coarse=numbers["coarse"],
        refused=_refused(numbers),
    )


def trend_sentences(
    store: Store,
    selection: Selection,
    *,
    series: str,
    period: date,
    step: Step,
    unit: Unit = "sentence",
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences behind one point of ``trend``: as many marks (or units of a pair) as its count.

    Columns as in ``evidence``, for a pair those of ``pair_units``. Raises SelectionError (``trend.series``).
    """
    kind, codes = _read(series)
    inside = within(store, selection, period=period, step=step)
    if inside is None:
        return mention_sentences(store, replace(selection, documents=("",)), [], limit=0)
    if kind == "term":
        return term_sentences(store, inside, codes[0], limit=limit, offset=offset)
    if kind == "entity":
        return mention_sentences(store, inside, codes[0], limit=limit, offset=offset)
    return pair_units(store, inside, *codes, unit=unit, limit=limit, offset=offset)


def term_named(store: Store, typed: str) -> str:
    """Return the term that a typed word is a form of, the most frequent one; the word itself when none is."""
    key = match_key(typed.strip())
    found = store.query(
        """SELECT f.lemma, t.key = $key AS itself FROM form f JOIN term t USING (term)
           LEFT JOIN (SELECT form, count(*) AS count FROM token_row WHERE form IN
                      (SELECT form FROM form JOIN term USING (term) WHERE form.key = $key OR term.key = $key)
                      GROUP BY form) c USING (form)
           WHERE f.key = $key OR t.key = $key
           GROUP BY ALL ORDER BY itself DESC, coalesce(sum(c.count), 0) DESC, f.lemma LIMIT 1""",
        {"key": key},
    )
    return typed.strip() if found.empty or found["itself"].iloc[0] else found["lemma"].iloc[0]


def within(store: Store, selection: Selection, *, period: date, step: Step) -> Selection | None:
    """Return the selection narrowed to the documents of one period, or None when it has none."""
    last = _next(period, step) - timedelta(days=1)
    begin, end = max(period, selection.date_from or period), min(last, selection.date_to or last)
    if begin > end:
        return None
    inside = replace(selection, date_from=begin, date_to=end, undated=False)
    chosen = scope(store, inside)
    names = f"SELECT d.name, {_FINE[step]} AS fine FROM document d WHERE {chosen.documents('d')}"
    rows = store.query(f"{names} ORDER BY d.name", chosen.params)
    if rows["fine"].all():  # nearly always; then the two dates say it all
        return inside if len(rows) else None
    fine = tuple(rows.loc[rows["fine"].astype(bool), "name"])
    return replace(inside, documents=fine) if fine else None


def _read(series: str) -> tuple[str, tuple[str, ...]]:
    kind, _, rest = series.partition(":")
    codes = tuple(rest.split(JOIN)) if kind == "pair" else (rest,)
    if kind not in ("term", "entity", "pair") or not all(codes) or len(codes) != (2 if kind == "pair" else 1):
        raise SelectionError("trend.series", value=series)
    return kind, codes


def _entities(store: Store, series: Sequence[str]) -> dict[int, list[int]]:
    """Return entity (id) → places in ``series``, of those series that are entities."""
    places: dict[str, list[int]] = {}
    for place, one in enumerate(series):
        kind, codes = _read(one)
        if kind == "entity":
            places.setdefault(codes[0], []).append(place)
    if not places:
        return {}
    sql = "SELECT code, entity FROM entity WHERE list_contains($codes::VARCHAR[], code) ORDER BY entity"
    found = store.query(sql, {"codes": list(places)})
    return {int(entity): places[code] for code, entity in zip(found["code"], found["entity"], strict=True)}


def _held(
    store: Store, chosen: Scope, series: Sequence[str], unit: Unit, named: Mapping[int, list[int]]
) -> tuple[str, dict[str, object], dict[str, pd.DataFrame]]:
    """Return a SELECT of place (in ``series``), document and count, '' for no series, its parameters, and the
    tables it needs. ``named``: the entities to be counted here, with their places."""
    parts, params, frames = [], {}, {}
    for place, one in enumerate(series):
        kind, codes = _read(one)
        if kind == "entity":
            continue
        if kind == "term" and posted(store, chosen):
            frames[f"held_{place}"] = per_document(store, chosen, _forms(store, codes[0]))
            parts.append(f"SELECT {place} AS place, document, count FROM held_{place}")
            continue
        names = [f"series_{place}_{number}" for number in range(len(codes))]
        values = (match_key(codes[0]),) if kind == "term" else codes
        params |= dict(zip(names, values, strict=True))
        parts.append(f"SELECT {place} AS place, document, count FROM ({_HOW[kind](chosen, unit, *names)})")
    if named:
        parts.append(mentions_by_document(chosen, named))
    return " UNION ALL ".join(parts), params, frames


def _forms(store: Store, term: str) -> list[int]:
    sql = "SELECT form FROM form JOIN term USING (term) WHERE term.key = $key ORDER BY form"
    return store.query(sql, {"key": match_key(term)})["form"].tolist()


def _term(chosen: Scope, unit: Unit, key: str) -> str:
    return f"""SELECT c.document, count(*) AS count FROM token_row c
               WHERE c.form IN (SELECT form FROM form JOIN term USING (term) WHERE term.key = ${key})
                     AND {chosen.tokens("c")} GROUP BY c.document"""


def _pair(chosen: Scope, unit: Unit, a: str, b: str) -> str:
    return f"""SELECT document, count(*) AS count FROM
               (SELECT m.document, {UNITS[unit]} AS unit FROM mention m JOIN entity e USING (entity)
                WHERE e.code IN (${a}, ${b}) AND m.how = 'name' AND {chosen.rows("m")}
                GROUP BY m.document, unit HAVING count(DISTINCT e.code) = 2) GROUP BY document"""


_HOW: dict[str, Callable[..., str]] = {"term": _term, "pair": _pair}


def _days(store: Store, selection: Selection, chosen: Scope) -> str:
    """Return a table of published, published_precision, source, documents and counted (tokens of the chosen
    kinds): by day where a large store has counted them so, else by document."""
    by_date = not (selection.documents or selection.entities or selection.query.strip())
    if by_date and chosen.kind_list == USUAL and has_cubes(store):
        return "day_size"
    return f"""(SELECT d.*, 1 AS documents, z.counted FROM document d LEFT JOIN
                (SELECT document, sum(tokens) AS counted FROM sentence s WHERE {chosen.rows("s")}
                 GROUP BY document) z USING (document))"""


def _placed(step: Step) -> str:
    """Return columns place (see PLACES) and period of a row ``d`` of documents."""
    return f"""CASE WHEN d.published IS NULL THEN 'undated' WHEN {_FINE[step]} THEN 'dated'
                    ELSE 'coarse' END AS place,
               CASE WHEN {_FINE[step]} THEN date_trunc('{step}', d.published)::DATE END AS period"""


def _documents_sql(days: str, chosen: Scope, step: Step) -> str:
    return f"""SELECT {_placed(step)}, sum(d.documents)::BIGINT AS documents,
                      coalesce(sum(d.counted), 0)::BIGINT AS tokens
               FROM {days} d WHERE {chosen.test} GROUP BY ALL ORDER BY period, place"""


def _parts_sql(chosen: Scope, step: Step, held: str) -> str:
    return f"""SELECT {_placed(step)}, h.place AS series, sum(h.count)::BIGINT AS count, count(*) AS articles
               FROM ({held}) h JOIN document d USING (document) WHERE {chosen.test} GROUP BY ALL"""


def _no_parts() -> pd.DataFrame:
    empty = pd.DataFrame(columns=["place", "period", "series", "count", "articles"])
    return empty.astype({"period": "datetime64[us]"})


def _refused(numbers: dict[str, int]) -> SelectionError | None:
    if numbers["dated"] >= NEEDED:
        return None
    none = "trend.coarse" if numbers["coarse"] else "trend.undated"
    code = "trend.too_few" if numbers["dated"] else none
    return SelectionError(code, all=sum(numbers.values()), needed=NEEDED, **numbers)


def _step(days: pd.DataFrame, wanted: Step | Literal["auto"]) -> Step:
    first, last = days.iloc[0]
    if pd.isna(first):
        return "month" if wanted == "auto" else wanted
    steps = STEPS if wanted == "auto" else STEPS[STEPS.index(wanted) :]
    most = FITTING if wanted == "auto" else MOST
    length = (pd.Timestamp(last) - pd.Timestamp(first)).days + 1
    sizes = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
    return next((step for step in steps if length / sizes[step] <= most), "year")


def _next(period: date, step: Step) -> date:
    if step in ("day", "week"):
        return period + timedelta(days=1 if step == "day" else 7)
    months = period.year * 12 + period.month - 1 + (12 if step == "year" else 1)
    return date(months // 12, months % 12 + 1, 1)
