"""What the rules found in a selection, counted: by the cubes of ``store/deep.py`` where they tell it, else
row by row; the same SELECT says both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.corpus import Selection
from analysis.store.cover import Cover, cover, in_ranges
from analysis.store.deep import DEEP, Rows
from analysis.store.selection import Scope, scope
from analysis.store.store import Store


def counted(
    store: Store,
    selection: Selection,
    cube: str,
    *,
    sums: Sequence[str] = (),
    entity: int | None = None,
    given: Mapping[str, str] | None = None,
) -> tuple[str, dict[str, object]]:
    """Return a SELECT of the keys and sums of a cube for the rows of a selection, and its parameters.

    What comes to zero is not there. ``sums``: only these are right; ``entity``: the rows of others need not
    be there. ``given``: tables whose rows ``single_rows`` tells, and what these are called.
    """
    chosen, covered = scope(store, selection), cover(store, selection)
    keys, names, select = DEEP[cube]
    columns = ", ".join([*keys.split(), *(sums or names.split())])
    asked = {"sums": tuple(sums), "entity": entity, "given": given or {}}
    if covered is None:
        return f"SELECT {columns} FROM ({select(replace(rows_of(chosen), **asked))})", dict(chosen.params)
    edges = replace(rows_of(at_edges(chosen, covered)), few=True, **asked)
    return _added_up(covered, cube, edges), dict(covered.params) if covered.edges else {}


def single_rows(store: Store, selection: Selection, table: str) -> str:
    """Return the SELECT of the rows of a table that are counted one by one, to stand in a WITH that several
    cubes share."""
    chosen, covered = scope(store, selection), cover(store, selection)
    rows = rows_of(chosen if covered is None else at_edges(chosen, covered)).table(table)
    return f"{'NOT ' if covered is None else ''}MATERIALIZED {rows}"


def _added_up(covered: Cover, cube: str, edges: Rows) -> str:
    keys, names, select = (*map(str.split, DEEP[cube][:2]), DEEP[cube][2])
    sums = edges.sums or names
    columns = ", ".join([*keys, *sums])
    one = "TRUE" if edges.entity is None else f"c.entity = {edges.entity}"
    parts = [f"SELECT {columns} FROM {cube} c WHERE {covered.cells('c')} AND {one}"]
    if covered.edges:
        parts.append(f"SELECT {columns} FROM ({select(edges)})")
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
    listed = bool(covered.edges) and covered.some_sources
    only = "SELECT unnest($single::INTEGER[])" if listed else ""
    edges = {"ranges": covered.edges, "whole": not listed, "aside": aside}
    return replace(chosen, chosen=only, params=covered.params, **edges)
