"""Which cells of the cubes a selection covers whole, and which single documents are left over at its edges.

A filter by source and date is exact to the day: months that lie inside it whole are answered by the cubes of
``cubes.py``, the days before and after them by the rows of their documents. Any other filter, by document,
entity or search, is answered by rows alone (``cover`` returns None).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.corpus import Selection
from analysis.store.cubes import COUNTED_KINDS, cubes_version

if TYPE_CHECKING:
    from analysis.store.store import Store

COVERS = 100  # are kept
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """A selection as cells and documents: conditions to put behind WHERE, and the parameters they need.

    Each document of the selection is in exactly one of the two. ``less`` are documents that are in the cells
    and not in the selection, where they were asked for: to be taken off.
    """

    whole: Ranges
    edges: Ranges
    some_sources: bool
    params: dict[str, object] = field(default_factory=dict)
    less: Ranges = ()

    @property
    def surplus(self) -> Cover:
        """What is to be taken off, as single documents."""
        return replace(self, whole=(), edges=self.less, less=())

    def cells(self, table: str) -> str:
        """The condition that rows of a cube belong to the cells that lie inside the selection."""
        return in_ranges(f"{table}.cell", self.whole)

    def rows(self, table: str) -> str:
        """The condition that rows of ``table`` belong to the counted sentences of single documents."""
        kinds = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)
        return f"{self.documents(table)} AND {table}.kind IN ({kinds})"

    def tokens(self, table: str) -> str:
        """As ``rows``, for tokens or compounds."""
        return f"{self.documents(table)} AND {counted_tokens(table)}"

    def documents(self, table: str) -> str:
        """The condition that rows of ``table`` belong to single documents at the edges."""
        inside = in_ranges(f"{table}.document", self.edges)
        if not self.edges or not self.some_sources:
            return inside
        return f"{inside} AND {table}.document IN (SELECT unnest($single::INTEGER[]))"

    @property
    def test(self) -> str:
        """The condition that a row ``d`` of table ``document`` is one at the edges."""
        return self.documents("d")


def counted_tokens(table: str) -> str:
    """The condition that tokens or compounds stand in the body or in headings: the first two of their kinds
    in the order of the type. Asked by name it takes five times as long (in a lake they are names)."""
    return f"{table}.kind::SENTENCE_KIND <= '{COUNTED_KINDS[-1]}'::SENTENCE_KIND"


def has_cubes(store: Store) -> bool:
    """Say whether the store has count tables that tell of its documents as they are."""
    return store.kept("about", lambda store: store.about).get("cubes") == cubes_version()


def has_postings(store: Store) -> bool:
    """Say whether table ``posting`` tells of the store's documents as they are."""
    return has_cubes(store) and store.kept("about", lambda store: store.about).get("postings") == "1"


def cover(store: Store, selection: Selection, *, less: bool = False) -> Cover | None:
    """Return what covers a selection, None where only rows can answer: see above.

    Also None for other kinds of sentence than the usual two, and where the store has no cubes. With ``less``
    a month that lies more than half inside is covered whole, and its other documents are told: fewer
    documents to look at one by one.
    """
    if not by_cells(store, selection):
        return None
    # A page asks many questions of one selection.
    covers = store.kept("covers", lambda _: {})
    if (selection, less) not in covers:
        if len(covers) >= COVERS:
            covers.clear()
        covers[selection, less] = _covered(store, selection, less=less)
    return covers[selection, less]


def _covered(store: Store, selection: Selection, *, less: bool) -> Cover:
    levels = levels_of(store)
    begin, end = _day(selection.date_from or date.min), _day(selection.date_to or date.max)
    if selection.sources and "source" not in levels:
        edges = documents_published(store, selection)
        return Cover((), edges, True, _single(store, edges, selection.sources))
    cells = levels["month" if "month" in levels else "year"]
    first, last = (cells[name].to_numpy("datetime64[D]") for name in ("first", "last"))
    # A comparison with the undated cell, which has neither, is false.
    taken = ((first >= begin) & (last <= end)) | (np.isnat(first) & selection.undated)
    edges: list[tuple[int, int]] = []
    surplus: list[tuple[int, int]] = []
    for cell in np.flatnonzero((first <= end) & (last >= begin) & ~taken):
        inside = documents_of(store, [(max(first[cell], begin), min(last[cell], end))])
        outside = documents_of(store, [(first[cell], begin - 1), (end + 1, last[cell])])
        taken[cell] = less and _documents(outside) < _documents(inside)
        if taken[cell]:
            surplus += outside
        else:
            edges += inside
    return Cover(
        whole=_cells(levels, selection.sources, cells[taken], everything=bool(taken.all())),
        edges=tuple(edges),
        some_sources=bool(selection.sources),
        params=_single(store, (*edges, *surplus), selection.sources),
        less=tuple(surplus),
    )


def _documents(ranges: Ranges) -> int:
    return sum(last - first + 1 for first, last in ranges)


def _single(store: Store, ranges: Ranges, sources: tuple[str, ...]) -> dict[str, object]:
    """Return the parameters of single documents: a list of them is told apart sooner than their sources."""
    if not ranges or not sources:
        return {}
    return {"single": documents_from(store, ranges, sources).tolist()}


def by_cells(store: Store, selection: Selection) -> bool:
    """Say whether a selection is one of dates and sources, with the usual kinds, of a store with cubes."""
    by_rows = selection.documents or selection.entities or selection.query.strip()
    return not by_rows and set(selection.kinds) == set(COUNTED_KINDS) and has_cubes(store)


def levels_of(store: Store) -> dict[str, pd.DataFrame]:
    """Return the cells of each level of a store with cubes: columns cell, source, month, first, last."""
    return store.kept("cells", _levels)


def _day(day: date) -> np.datetime64:
    return np.datetime64(day, "D")


def _levels(store: Store) -> dict[str, pd.DataFrame]:
    cells = store.query("SELECT cell, level, source, month, first, last FROM cell ORDER BY cell")
    return dict(iter(cells.groupby("level", sort=False)))


def _cells(
    levels: dict[str, pd.DataFrame], sources: tuple[str, ...], taken: pd.DataFrame, *, everything: bool
) -> Ranges:
    """Return the cells that stand for the ``taken`` ones of the smallest level of all sources."""
    if sources:
        there = levels["source"]
        chosen = there[there["source"].isin(sources) & there["month"].isin(taken["month"])]
        return _ranges(chosen["cell"].tolist())
    if everything:
        return _ranges(levels["all"]["cell"].tolist())
    left, found = set(taken["cell"].tolist()), []
    if "month" in levels:
        # A year stands for its months where all of them that have documents are taken.
        years = levels["month"].groupby(levels["month"]["month"].dt.year)["cell"]
        names = dict(zip(levels["year"]["month"].dt.year, levels["year"]["cell"], strict=True))
        for year, months in years:
            if left.issuperset(months):
                left.difference_update(months)
                found.append(names[year])
    return _ranges(sorted([*left, *found]))


def documents_of(
    store: Store, spans: list[tuple[np.datetime64, np.datetime64]], *, undated: bool = False
) -> Ranges:
    """Return the ranges of documents published in the given spans of days, and of the undated ones."""
    days, first, last = store.kept("days", _days)
    dated = int(np.isnat(days).argmax()) if np.isnat(days).any() else len(days)
    parts = [np.searchsorted(days[:dated], span[0]) for span in spans]
    ends = [np.searchsorted(days[:dated], span[1], "right") for span in spans]
    pieces = [*zip(parts, ends, strict=True), *([(dated, len(days))] if undated else [])]
    return tuple((int(first[a]), int(last[b - 1])) for a, b in pieces if a < b)


def documents_published(store: Store, selection: Selection) -> Ranges:
    """Return the ranges of documents whose dates a selection allows, in a store with cubes."""
    span = _day(selection.date_from or date.min), _day(selection.date_to or date.max)
    return documents_of(store, [span], undated=selection.undated)


def first_documents(store: Store, ranges: Ranges, sources: Sequence[str], count: int) -> Ranges | None:
    """Return the part of some ranges that ends with the ``count``-th of their documents, of some sources
    where any are given; None where that is half of them or more, and not worth while."""
    if not sources:
        ends = np.cumsum([last - first + 1 for first, last in ranges])
        if not len(ends) or ends[-1] < 2 * count:
            return None
        number = int(np.searchsorted(ends, count))
        return (*ranges[:number], (ranges[number][0], int(ranges[number][1] - ends[number] + count)))
    found = documents_from(store, ranges, sources)
    if len(found) < 2 * count:
        return None
    last = int(found[count - 1])
    return tuple((first, min(end, last)) for first, end in ranges if first <= last)


def documents_from(store: Store, ranges: Ranges, sources: Sequence[str]) -> np.ndarray:
    """Return the documents of some ranges that are from some sources, in order."""
    documents, (codes, names) = numbers(store.own), store.own.kept("sources", _sources)
    wanted = np.isin(names, list(sources))
    # Numbers of another type would be looked for in a copy of all.
    ends = np.array(ranges, documents.dtype).reshape(-1, 2) + np.array([0, 1], documents.dtype)
    spans = np.searchsorted(documents, ends)
    return np.concatenate([documents[:0], *(documents[a:b][wanted[codes[a:b]]] for a, b in spans)])


def numbers(store: Store) -> np.ndarray:
    """Return the numbers of all documents in order."""
    sql = "SELECT document FROM document ORDER BY document"
    return store.kept("numbers", lambda store: store.arrays(sql)["document"])


def _sources(store: Store) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of the source of each document, in their order, and the names of the sources."""
    names = "SELECT DISTINCT coalesce(source, '') AS source FROM document ORDER BY source"
    codes = store.arrays(
        f"""WITH named AS (SELECT source, row_number() OVER (ORDER BY source) - 1 AS code FROM ({names}))
            SELECT code FROM document d JOIN named n ON n.source = coalesce(d.source, '')
            ORDER BY document"""
    )["code"]
    found = store.query(names)["source"].to_numpy(dtype=object)
    return codes.astype(np.min_scalar_type(len(found))), found


def _days(store: Store) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the days on which documents are published, in order, the undated ones last, and the first and
    last document of each."""
    rows = store.query(
        """SELECT published, min(document) AS first, max(document) AS last FROM document
           GROUP BY published ORDER BY published NULLS LAST"""
    )
    return rows["published"].to_numpy("datetime64[D]"), rows["first"].to_numpy(), rows["last"].to_numpy()


def _ranges(numbers: list[int]) -> Ranges:
    """Return runs of consecutive numbers as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], int(number))
        else:
            runs.append((int(number), int(number)))
    return tuple(runs)


def in_ranges(column: str, ranges: Ranges) -> str:
    """The condition that a number is in one of the ranges."""
    tests = (f"{column} BETWEEN {first} AND {last}" for first, last in ranges)
    return f"({' OR '.join(tests) or 'FALSE'})"
