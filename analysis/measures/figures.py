"""Figures (आँकड़े): what is counted or measured in the text, of what, by whom, and what is not said.

figures            a row a figure             ← page, command ``figures``
figure_count       how many there are
by_unit            how many of each unit, with the range of what may be compared
figure_sentences   the sentences behind either, marked
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypedDict, Unpack

import pandas as pd

from analysis.corpus import Selection
from analysis.language.lemma import lemma
from analysis.measures.deep import counted
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
    for where, params in _parts(store, selection, limit, asked):
        rows = store.query(f"SELECT x.* {where} ORDER BY x.document, x.start {page(limit, offset)}", params)
        if len(rows) == limit:
            break
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
    forms, units, values = (
        store.query(f"{sql} WHERE {some}", params | asked) for sql, params in _counted(store, selection)
    )
    if units.empty:
        none = units.assign(unit_class="", forms="", min=math.nan, median=math.nan, max=math.nan)
        return none[[*UNIT_COLUMNS]]
    forms["unit"] = [unit_name(form, kind) for form, kind in zip(forms["form"], forms["kind"], strict=True)]
    rows = units.merge(_ranges(values), on=["unit", "kind"], how="left")
    rows = rows.merge(_as_written(forms.rename(columns={"class": "unit_class"})), on=["unit", "kind"])
    rows = rows.sort_values(["count", "unit", "kind"], ascending=[False, True, True], ignore_index=True)
    return rows[[*UNIT_COLUMNS]]


def _counted(store: Store, selection: Selection) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what is counted of forms, units and values, as SELECTs and their parameters."""
    names, more = "", {}
    if not has_cubes(store):
        where, params = _chosen(store, scope(store, selection), kinds=("count",))
        forms = store.query(f"SELECT DISTINCT x.unit {where}", params)["unit"].tolist()
        more = {"counted_forms": forms, "counted_units": [lemma(form) for form in forms]}
        names = """WITH unit_name AS (SELECT unnest($counted_forms::VARCHAR[]) AS form,
                                             unnest($counted_units::VARCHAR[]) AS unit) """
    for cube in ("unit_form_cube", "unit_cube", "unit_value_cube"):
        counts, params = counted(store, selection, cube)
        told = names and cube != "unit_form_cube"
        yield f"{names if told else ''}SELECT * FROM ({counts})", params | (more if told else {})


def _ranges(values: pd.DataFrame) -> pd.DataFrame:
    """Return unit, kind, min, median and max of values that are given with their counts."""
    values = values.sort_values(["unit", "kind", "value"])
    by = values.groupby(["unit", "kind"], sort=False)
    ends, sizes = by["count"].cumsum(), by["count"].transform("sum")
    # The middle value, or the two on both sides of the middle.
    lower = values[(ends > (sizes - 1) // 2) & (ends - values["count"] <= (sizes - 1) // 2)]
    upper = values[(ends > sizes // 2) & (ends - values["count"] <= sizes // 2)]
    first, second = (part.set_index(["unit", "kind"])["value"] for part in (lower, upper))
    rows = by["value"].agg(["min", "max"]).assign(median=first + (second - first) / 2)
    return rows.reset_index()[["unit", "kind", "min", "median", "max"]]


def _as_written(forms: pd.DataFrame) -> pd.DataFrame:
    """Return unit, kind, unit_class (the most frequent, ties by name) and forms ("लोगों 971 · लोग 628")."""
    forms = forms.sort_values(["count", "unit_class"], ascending=[False, True])
    classes = forms.groupby(["unit", "kind", "unit_class"], sort=False)["count"].sum().reset_index()
    classes = classes.sort_values(["count", "unit_class"], ascending=[False, True])
    told = forms.groupby(["unit", "kind", "form"], sort=False)["count"].sum().reset_index()
    told = told.sort_values(["count", "form"], ascending=[False, True])
    told["forms"] = [f"{form} {count}" for form, count in zip(told["form"], told["count"], strict=True)]
    told = told.groupby(["unit", "kind"])["forms"].agg(" · ".join).reset_index()
    return told.merge(classes.drop_duplicates(["unit", "kind"])[["unit", "kind", "unit_class"]])


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
