"""What the rules found in a selection, counted: by the cubes of ``store/deep.py`` where they tell it, else
row by row; the same SELECT says both."""

from __future__ import annotations

from dataclasses import replace

from analysis.corpus import Selection
from analysis.store.cover import Cover, cover, in_ranges
from analysis.store.deep import DEEP, Rows
from analysis.store.selection import Scope, scope
from analysis.store.store import Store


def counted(store: Store, selection: Selection, cube: str) -> tuple[str, dict[str, object]]:
    """Return a SELECT of the keys and sums of a cube for the rows of a selection, and its parameters.

    What comes to zero is not there.
    """
    chosen, covered = scope(store, selection), cover(store, selection)
    keys, sums, select = DEEP[cube]
    columns = ", ".join([*keys.split(), *sums.split()])
    if covered is None:
        return f"SELECT {columns} FROM ({select(rows_of(chosen))})", dict(chosen.params)
    return _added_up(chosen, covered, cube), dict(chosen.params) if covered.edges else {}


def _added_up(chosen: Scope, covered: Cover, cube: str) -> str:
    keys, sums, select = (*map(str.split, DEEP[cube][:2]), DEEP[cube][2])
    columns = ", ".join([*keys, *sums])
    parts = [f"SELECT {columns} FROM {cube} c WHERE {covered.cells('c')}"]
    if covered.edges:
        parts.append(f"SELECT {columns} FROM ({select(rows_of(at_edges(chosen, covered)))})")
    total = ", ".join(f"sum({name})::BIGINT AS {name}" for name in sums)
    least = ", ".join(f"sum({name})" for name in sums)
    return f"""SELECT {", ".join(keys)}, {total} FROM ({" UNION ALL ".join(parts)})
               GROUP BY {", ".join(keys)} HAVING greatest({least}, 0) > 0"""


def rows_of(chosen: Scope) -> Rows:
    """Return the rows of a selection, of one cell."""
    return Rows(chosen.documents, chosen.stands, chosen.rows)


def at_edges(chosen: Scope, covered: Cover) -> Scope:
    """Return what of a selection no cell covers: single documents."""
    aside = f"(FROM aside x WHERE {in_ranges('x.document', covered.edges)})"
    return replace(chosen, ranges=covered.edges, whole=not covered.some_sources, aside=aside)
