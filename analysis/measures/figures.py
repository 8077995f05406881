"""Figures (आँकड़े): what is counted or measured in the text, of what, by whom, and what is not said.

figures            a row a figure             ← page, command ``figures``
figure_count       how many there are
by_unit            how many of each unit, with the range of what may be compared
figure_sentences   the sentences behind either, marked
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict, Unpack

import pandas as pd

from analysis.corpus import Selection
from analysis.language.lemma import lemma
from analysis.measures.deep import counted
from analysis.measures.evidence import page_of
from analysis.measures.spans import page, parts_of, placed, sentences_of, with_places, with_words
from analysis.store.cover import has_cubes
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

FIGURE_COLUMNS = (
    "name", "published", "segment", "surface", "value", "low", "high", "bound", "unit", "unit_class", "kind",
    "statistic", "subject", "source", "base_missing", "missing", "start", "end",
)  # fmt: skip
UNIT_COLUMNS = (
    "unit", "unit_class", "kind", "count", "documents", "exact", "min", "median", "max", "forms",
)  # fmt: skip
_SPANS = {
    "surface": ("start", "end"),
    "subject": ("subject_start", "subject_end"),
    "source": ("source_start", "source_end"),
}


class Asked(TypedDict, total=False):
    """Which figures; what is not given or empty means all."""

    kinds: Sequence[str]
    units: Sequence[str]  # as ``unit_name`` gives them, or any form of theirs


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
    order = f"ORDER BY x.document, x.start {page(limit, offset)}"
    rows = page_of(
        _parts(store, selection, limit, asked),
        lambda part: store.query(f"SELECT x.* {part[0]} {order}", part[1]),
        limit,
        offset,
    )
    return with_words(store, with_places(store, rows), _SPANS)[list(FIGURE_COLUMNS)]


def figure_count(store: Store, selection: Selection, **asked: Unpack[Asked]) -> int:
    """Return the number of figures asked for."""
    where, params = _chosen(store, scope(store, selection), **asked)
    return int(store.query(f"SELECT count(*) AS count {where}", params)["count"].iloc[0])


def unit_name(unit: str, kind: str) -> str:
    """Return the unit that figures are grouped by: of what is counted the lemma, for लोग and लोगों are one."""
    return lemma(unit) if kind == "count" else unit


def by_unit(store: Store, selection: Selection, *, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """Return the figures of each unit, most first, ties by unit.

    Columns unit (see ``unit_name``), unit_class (that of most of its figures), kind, count (figures),
    documents, exact (figures with one value), min, median, max over those values, null where the kind is no
    statistic, and forms ("लोगों 971 · लोग 628").
    """
    some = "list_contains($kinds::VARCHAR[], kind)" if kinds else "TRUE"
    asked = {"kinds": list(kinds)} if kinds else {}
    counts, params = counted(store, selection, "unit_form_cube")
    forms = store.query(f"SELECT form, kind, class, count FROM ({counts}) WHERE {some}", params | asked)
    written = _as_written(forms.itertuples(index=False, name=None))
    names, params = _names(store, selection)
    units, of_units = counted(store, selection, "unit_cube")
    values, _ = counted(store, selection, "unit_value_cube")
    rows = store.query(
        f"""{names} SELECT u.unit, u.kind, u.count, u.documents, u.exact, v.min, v.median, v.max
            FROM ({units}) u LEFT JOIN ({_ranges_sql(values)}) v USING (unit, kind) WHERE {some}
            ORDER BY u.count DESC, u.unit, u.kind""",
        of_units | params | asked,
    )
    told = [written[pair] for pair in zip(rows["unit"], rows["kind"], strict=True)]
    rows = rows.assign(unit_class=[one for one, _ in told], forms=[one for _, one in told])
    return rows[[*UNIT_COLUMNS]]


def _names(store: Store, selection: Selection) -> tuple[str, dict[str, object]]:
    """Return table ``unit_name`` as a WITH, where the store has none, and its parameters."""
    if has_cubes(store):
        return "", {}
    where, params = _chosen(store, scope(store, selection), kinds=("count",))
    forms = store.query(f"SELECT DISTINCT x.unit {where}", params)["unit"].tolist()
    sql = """WITH unit_name AS (SELECT unnest($counted_forms::VARCHAR[]) AS form,
                                       unnest($counted_units::VARCHAR[]) AS unit)"""
    return sql, {"counted_forms": forms, "counted_units": [lemma(form) for form in forms]}


def _ranges_sql(values: str) -> str:
    """Return the SELECT of unit, kind, min, median and max of values that are given with their counts."""
    # The middle value, or half way between the two on both sides of the middle.
    return f"""SELECT unit, kind, min(value) AS min, max(value) AS max,
                      min(value) FILTER (upto > (n - 1) // 2) AS low,
                      min(value) FILTER (upto > n // 2) AS high,
                      low + (high - low) / 2 AS median
               FROM (SELECT unit, kind, value, sum(count) OVER (PARTITION BY unit, kind) AS n,
                            sum(count) OVER (PARTITION BY unit, kind ORDER BY value) AS upto FROM ({values}))
               GROUP BY unit, kind"""


def _as_written(rows: Iterable[tuple[str, str, str, int]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for each unit and kind the class (the most frequent, ties by name) and forms
    ("लोगों 971 · लोग 628"), of rows form, kind, class, count."""
    classes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, kind, of, count in rows:
        unit = unit_name(form, kind), kind
        classes[unit][of] += int(count)
        forms[unit][form] += int(count)
    return {
        unit: (_leading(classes[unit])[0][0], " · ".join(f"{form} {n}" for form, n in _leading(forms[unit])))
        for unit in classes
    }


def _leading(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def figure_sentences(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return the sentences that hold such figures, marked: as many marks as figures."""
    chosen = list(_parts(store, selection, limit, asked))
    parts, params = (where for where, _ in chosen), chosen[0][1]
    return sentences_of(store, parts, params, limit=limit, offset=offset)


def _parts(
    store: Store, selection: Selection, limit: int | None, asked: Asked
) -> Iterator[tuple[str, dict[str, object]]]:
    for part in parts_of(store, scope(store, selection), limit):
        yield _chosen(store, part, **asked)


def _chosen(
    store: Store, chosen: Scope, *, kinds: Sequence[str] = (), units: Sequence[str] = ()
) -> tuple[str, dict[str, object]]:
    """Return FROM and WHERE of the figures asked for, as rows ``x``, and their parameters."""
    tests, params = [placed(chosen, "quantity")], dict(chosen.params)
    if kinds:
        tests.append("list_contains($kind_asked::VARCHAR[], x.kind)")
        params["kind_asked"] = list(kinds)
    if units:
        # लोग asks for लोगों too, but वर्ष of a duration is not lemmatised with what is counted.
        known = store.query("SELECT DISTINCT unit FROM quantity WHERE kind = 'count'")["unit"]
        lemmas = {lemma(unit) for unit in units}
        tests.append("""list_contains(CASE x.kind WHEN 'count' THEN $counted_asked::VARCHAR[]
                                                  ELSE $unit_asked::VARCHAR[] END, x.unit)""")
        params["unit_asked"] = list(units)
        params["counted_asked"] = [unit for unit in known if lemma(unit) in lemmas]
    return " AND ".join(tests), params
