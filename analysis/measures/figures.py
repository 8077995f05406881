"""Figures (आँकड़े): what is counted or measured in the text, of what, by whom, and what is not said.

figures            a row a figure             ← page, command ``figures``
figure_count       how many there are
by_unit            how many of each unit, with the range of what may be compared
figure_sentences   the sentences behind either, marked
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict, Unpack

import numpy as np
import pandas as pd

from analysis.corpus import Selection
from analysis.language.lemma import lemma
from analysis.measures.deep import counted, single_rows
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
    found = _counted(store, selection, kinds)
    forms, exact = found["unit_form_cube"], found["unit_value_cube"]
    rows = found["unit_cube"].sort_values(["count", "unit", "kind"], ascending=[False, True, True])
    columns = [forms[name].tolist() for name in ("form", "kind", "class", "count")]
    written = _as_written(zip(*columns, strict=True), _unit_names(store))
    pairs = list(zip(rows["unit"].tolist(), rows["kind"].tolist(), strict=True))
    told, ranges = [written[pair] for pair in pairs], _ranges(exact)
    least = [ranges.get(pair, (np.nan, np.nan, np.nan)) for pair in pairs]
    columns = {name: [one[place] for one in least] for place, name in enumerate(("min", "median", "max"))}
    rows = rows.reset_index(drop=True).assign(
        unit_class=pd.Series([one for one, _ in told], dtype="str"),
        forms=pd.Series([one for _, one in told], dtype="str"),
        **{name: pd.Series(numbers, dtype="float64") for name, numbers in columns.items()},
    )
    return rows[[*UNIT_COLUMNS]]


_CUBES = ("unit_cube", "unit_form_cube", "unit_value_cube")


def _counted(store: Store, selection: Selection, kinds: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return what the three cubes count of some kinds of figures, asked in one question."""
    names, params = _names(store, selection)
    parts = [f"single AS {single_rows(store, selection, 'quantity')}"]
    for cube in _CUBES:
        sql, more = counted(store, selection, cube, given={"quantity": "single"})
        parts.append(f"{cube}_rows AS (SELECT '{cube}' AS cube, * FROM ({sql}))")
        params |= more
    some = "WHERE list_contains($kinds::VARCHAR[], kind)" if kinds else ""
    every = " UNION ALL BY NAME ".join(f"FROM {cube}_rows" for cube in _CUBES)
    asked = {"kinds": list(kinds)} if kinds else {}
    rows = store.query(f"WITH {', '.join([*names, *parts])} FROM ({every}) {some}", params | asked)
    groups = {cube: rows[rows["cube"] == cube] for cube in _CUBES}
    sums = ["count", "documents", "exact"]
    return groups | {"unit_cube": groups["unit_cube"].astype(dict.fromkeys(sums, "int64"))}


def _names(store: Store, selection: Selection) -> tuple[list[str], dict[str, object]]:
    """Return table ``unit_name`` as a part of a WITH, where the store has none, and its parameters."""
    if has_cubes(store):
        return [], {}
    where, params = _chosen(store, scope(store, selection), kinds=("count",))
    forms = store.query(f"SELECT DISTINCT x.unit {where}", params)["unit"].tolist()
    sql = """unit_name AS (SELECT unnest($counted_forms::VARCHAR[]) AS form,
                                       unnest($counted_units::VARCHAR[]) AS unit)"""
    return [sql], {"counted_forms": forms, "counted_units": [lemma(form) for form in forms]}


def _ranges(rows: pd.DataFrame) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return min, median and max for each unit and kind, of values that are given with their counts."""
    if rows.empty:
        return {}
    number, values = rows.groupby(["unit", "kind"]).ngroup().to_numpy(), rows["value"].to_numpy()
    order = np.lexsort((values, number))
    values, upto = values[order], np.cumsum(rows["count"].to_numpy()[order])
    last = np.flatnonzero(np.diff(number[order], append=-1))
    before = np.append(0, upto[last][:-1])
    size = upto[last] - before
    # The middle value, or half way between the two on both sides of the middle.
    low = values[np.searchsorted(upto, before + (size - 1) // 2, side="right")]
    high = values[np.searchsorted(upto, before + size // 2, side="right")]
    least, most = values[np.append(0, last[:-1] + 1)], values[last]
    units, kinds = (rows[name].to_numpy()[order[last]] for name in ("unit", "kind"))
    found = zip(least.tolist(), (low + (high - low) / 2).tolist(), most.tolist(), strict=True)
    return dict(zip(zip(units, kinds, strict=True), found, strict=True))


def _unit_names(store: Store) -> Mapping[str, str]:
    """Return the units of forms of what is counted, as a store with cubes has them."""
    if not has_cubes(store):
        return {}
    rows = store.kept("unit_names", lambda store: store.query("SELECT form, unit FROM unit_name"))
    return dict(zip(rows["form"].tolist(), rows["unit"].tolist(), strict=True))


def _as_written(
    rows: Iterable[tuple[str, str, str, int]], names: Mapping[str, str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for each unit and kind the class (the most frequent, ties by name) and forms
    ("लोगों 971 · लोग 628"), of rows form, kind, class, count."""
    classes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, kind, of, count in rows:
        unit = (kind == "count" and names.get(form)) or unit_name(form, kind), kind
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
