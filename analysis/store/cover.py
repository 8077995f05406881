"""Which cells of the cubes a selection covers whole, and which single documents are left over at its edges.

A filter by source and date is exact to the day: months that lie inside it whole are answered by the cubes of
``cubes.py``, the days before and after them by the rows of their documents. Any other filter, by document,
entity or search, is answered by rows alone (``cover`` returns None).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corpus import Selection
from analysis.store.cubes import COUNTED_KINDS, cubes_version

if TYPE_CHECKING:
    from analysis.store.store import Store

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """A selection as cells and documents: conditions to put behind WHERE, and the parameters they need.

    Each document of the selection is in exactly one of the two.
    """

    whole: Ranges
    edges: Ranges
    some_sources: bool
    params: dict[str, object] = field(default_factory=dict)

    def cells(self, table: str) -> str:
        """The condition that rows of a cube belong to the cells that lie inside the selection."""
        return _within(f"{table}.cell", self.whole)

    def rows(self, table: str) -> str:
        """The condition that rows of ``table`` belong to the counted sentences of single documents."""
        kinds = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)
        return f"{self.documents(table)} AND {table}.kind IN ({kinds})"

    def documents(self, table: str) -> str:
        """The condition that rows of ``table`` belong to single documents at the edges."""
        inside = _within(f"{table}.document", self.edges)
        if not self.edges or not self.some_sources:
            return inside
        return f"""{inside} AND {table}.document IN (SELECT d.document FROM document d
                   WHERE {_within("d.document", self.edges)}
                         AND coalesce(d.source, '') IN (SELECT unnest($sel_sources::VARCHAR[])))"""


def has_cubes(store: Store) -> bool:
    """Say whether the store has count tables that tell of its documents as they are."""
    return store.about.get("cubes") == cubes_version()


def has_postings(store: Store) -> bool:
    """Say whether table ``posting`` tells of the store's documents as they are."""
    return has_cubes(store) and store.about.get("postings") == "1"


def cover(store: Store, selection: Selection) -> Cover | None:
    """Return what covers a selection, None where only rows can answer: see above.

    Also None for other kinds of sentence than the usual two, and where the store has no cubes.
    """
    if selection.documents or selection.entities or selection.query.strip():
        return None
    if set(selection.kinds) != set(COUNTED_KINDS) or not has_cubes(store):
        return None
    levels = set(store.query("SELECT DISTINCT level FROM cell")["level"])
    base = "month" if "month" in levels else "year"
    begin, end = selection.date_from or date.min, selection.date_to or date.max
    if selection.sources and "source" not in levels:
        edges = _documents(store, [(begin, end)], undated=selection.undated)
        return Cover((), edges, True, {"sel_sources": list(selection.sources)} if edges else {})
    cells = store.query(f"SELECT cell, month, first, last FROM cell WHERE level = '{base}' ORDER BY cell")
    undated = cells["month"].isna()
    first, last = (
        pd.Series([d.date() if d is not pd.NaT else None for d in cells[c]]) for c in ("first", "last")
    )
    dated = [day is not None for day in first]
    inside = [d and a >= begin and b <= end for d, a, b in zip(dated, first, last, strict=True)]
    partly = [
        d and not i and a <= end and b >= begin for d, i, a, b in zip(dated, inside, first, last, strict=True)
    ]
    taken = cells[pd.Series(inside, dtype=bool) | (undated & selection.undated)]
    spans = [(max(a, begin), min(b, end)) for a, b, p in zip(first, last, partly, strict=True) if p]
    edges = _documents(store, spans)
    return Cover(
        whole=_cells(store, selection, taken, base, everything=len(taken) == len(cells)),
        edges=edges,
        some_sources=bool(selection.sources),
        params={"sel_sources": list(selection.sources)} if edges and selection.sources else {},
    )


def _cells(store: Store, selection: Selection, taken: pd.DataFrame, base: str, *, everything: bool) -> Ranges:
    """Return the cells that stand for the ``taken`` ones of level ``base``."""
    if selection.sources:
        sql = """SELECT cell FROM cell
                 WHERE level = 'source' AND source IN (SELECT unnest($sources::VARCHAR[]))
                       AND coalesce(month, DATE '0001-01-01') IN
                           (SELECT coalesce(month, DATE '0001-01-01') FROM cell
                            WHERE cell IN (SELECT unnest($months::INTEGER[]))) ORDER BY cell"""
        params = {"sources": list(selection.sources), "months": taken["cell"].tolist()}
        return _ranges(store.query(sql, params)["cell"].tolist())
    if everything:
        return _ranges(store.query("SELECT cell FROM cell WHERE level = 'all'")["cell"].tolist())
    if base == "year":
        return _ranges(taken["cell"].tolist())
    # A year stands for its months where all of them that have documents are taken.
    years = store.query(
        """SELECT y.cell AS year, list(m.cell) AS months FROM cell y JOIN cell m
               ON m.level = 'month' AND date_trunc('year', m.month) = y.month
           WHERE y.level = 'year' AND y.month IS NOT NULL GROUP BY y.cell ORDER BY y.cell"""
    )
    left, found = set(taken["cell"].tolist()), []
    for year, parts in zip(years["year"], years["months"], strict=True):
        if left.issuperset(parts):
            left.difference_update(parts)
            found.append(year)
    return _ranges(sorted([*left, *found]))


def _documents(store: Store, edges: list[tuple[date, date]], *, undated: bool = False) -> Ranges:
    """Return the ranges of documents published in the given spans of days, and of the undated ones."""
    wanted = [("published BETWEEN $begin AND $end", {"begin": a, "end": b}) for a, b in edges]
    if undated:
        wanted.append(("published IS NULL", {}))
    found = []
    for where, params in wanted:
        sql = f"SELECT min(document) AS first, max(document) AS last FROM document WHERE {where}"
        rows = store.query(sql, params)
        if rows["first"].notna().all():
            found.append((int(rows["first"].iloc[0]), int(rows["last"].iloc[0])))
    return tuple(found)


def _ranges(numbers: list[int]) -> Ranges:
    """Return runs of consecutive numbers as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], int(number))
        else:
            runs.append((int(number), int(number)))
    return tuple(runs)


def _within(column: str, ranges: Ranges) -> str:
    tests = (f"{column} BETWEEN {first} AND {last}" for first, last in ranges)
    return f"({' OR '.join(tests) or 'FALSE'})"
