"""Which entities are named together: pairs in the same sentence, paragraph or document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus import ACTOR_KINDS, EntityKind, How, Selection, Unit
from analysis.measures.association import jaccard, log_likelihood, npmi
from analysis.measures.cubed import entities_sql, in_pair_cube, pairs_sql, sizes
from analysis.measures.evidence import evidence
from analysis.store.cover import cover
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

MEASURED_FROM = 5
# What tells one unit from another, beside the document.
UNITS: dict[Unit, str] = {"sentence": "sentence", "paragraph": "paragraph", "document": "0"}
COLUMNS = (
    "a", "b", "a_label_hi", "b_label_hi", "a_label_en", "b_label_en", "a_kind", "b_kind",
    "count", "a_count", "b_count", "n", "jaccard", "npmi", "g2", "measured",
)  # fmt: skip


def cooccurrence(
    store: Store,
    selection: Selection,
    *,
    unit: Unit = "sentence",
    kinds: Sequence[EntityKind] = ACTOR_KINDS,
    how: Sequence[How] = ("name",),
    min_count: int = 1,
    top: int | None = None,
) -> pd.DataFrame:
    """Return the unordered pairs of distinct entities mentioned in the same unit, most frequent first.

    Counted are units, not mentions: two mentions of one entity in a sentence are one. ``top`` keeps the
    entities that stand in most units (ties by code), ``min_count`` the pairs with that many units.

    Columns a, b (codes, a before b), a_label_hi, b_label_hi, a_label_en, b_label_en, a_kind, b_kind, count
    (units that hold both), a_count and b_count (units that hold each), n (units of the selection: its
    sentences of the chosen kinds, the paragraphs that hold one, or its documents), jaccard, npmi, g2
    (signed), and measured: with fewer than 5 common units the three measures are NaN and measured is
    False. Ties by a, then b.
    """
    units, pair, params = _counted(store, selection, unit, kinds, how)
    pairs = store.query(
        f"""{units},
            top AS MATERIALIZED (
                    SELECT entity, count, code, label_hi, label_en, kind FROM units JOIN entity USING (entity)
                    ORDER BY count DESC, code {"" if top is None else f"LIMIT {int(top)}"}),
            pair AS ({pair})
            SELECT a.code AS a, b.code AS b, a.label_hi AS a_label_hi, b.label_hi AS b_label_hi,
                   a.label_en AS a_label_en, b.label_en AS b_label_en, a.kind AS a_kind, b.kind AS b_kind,
                   p.count, a.count AS a_count, b.count AS b_count
            FROM pair p JOIN top a ON a.entity = p.a JOIN top b ON b.entity = p.b
            WHERE p.count >= $min_count ORDER BY p.count DESC, a.code, b.code""",
        params | {"entity_kinds": list(kinds), "min_count": int(min_count)},
    )
    return _measure(pairs, units_counted(store, selection, unit=unit))


def units_counted(store: Store, selection: Selection, *, unit: Unit) -> int:
    """Return how many units the selection has: the n of every measure."""
    covered = cover(store, selection, less=True)
    if covered:
        known = sizes(store, covered)
        found = {
            "sentence": known["body"] + known["headings"],
            "paragraph": known["paragraphs"],
            "document": known["documents"],
        }
        return found[unit]
    chosen = scope(store, selection)
    sql = {
        "sentence": f"SELECT count(*) AS n FROM sentence s WHERE {chosen.rows('s')}",
        "paragraph": f"""SELECT count(*) AS n FROM
                         (SELECT DISTINCT document, paragraph FROM sentence s WHERE {chosen.rows("s")})""",
        "document": f"SELECT count(*) AS n FROM document d WHERE {chosen.documents('d')}",
    }[unit]
    return int(store.query(sql, chosen.params)["n"].iloc[0])


def items_by_actors(
    store: Store,
    selection: Selection,
    *,
    unit: Unit = "sentence",
    items: Sequence[EntityKind] = ("item",),
    actors: Sequence[EntityKind] = ACTOR_KINDS,
    how: Sequence[How] = ("name",),
) -> pd.DataFrame:
    """Return how many units hold an item and an actor: the cells of a heat map that are not zero.

    Columns item, actor (codes), item_label_hi, item_label_en, actor_label_hi, actor_label_en, actor_kind,
    count; most frequent first, ties by item, then actor. ``pair_units`` opens a cell.
    """
    apart = not set(items) & set(actors)
    covered = cover(store, selection, less=True) if apart and in_pair_cube([*items, *actors], how) else None
    if covered:
        pairs = "SELECT a AS x, b AS y, count FROM joint UNION ALL SELECT b, a, count FROM joint"
        held = f"WITH joint AS ({pairs_sql(covered, unit)}), pair AS ({pairs})"
        params = covered.params
    else:
        chosen = scope(store, selection)
        held = f"""{_held(chosen, unit)}, pair AS (
            SELECT x.entity AS x, y.entity AS y, count(*) AS count
            FROM held x JOIN held y USING (document, unit)
            GROUP BY x.entity, y.entity)"""
        params = chosen.params | _lists([*items, *actors], how)
    return store.query(
        f"""{held}
            SELECT i.code AS item, a.code AS actor, i.label_hi AS item_label_hi, i.label_en AS item_label_en,
                   a.label_hi AS actor_label_hi, a.label_en AS actor_label_en, a.kind AS actor_kind, p.count
            FROM pair p JOIN entity i ON i.entity = p.x JOIN entity a ON a.entity = p.y
            WHERE list_contains($items::VARCHAR[], i.kind) AND list_contains($actors::VARCHAR[], a.kind)
            ORDER BY count DESC, item, actor""",
        params | {"items": list(items), "actors": list(actors)},
    )


def pair_units(
    store: Store,
    selection: Selection,
    a: str,
    b: str,
    *,
    unit: Unit = "sentence",
    how: Sequence[How] = ("name",),
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences behind a pair: those that mention either, in the units that hold both.

    Columns of ``evidence`` and unit: the number of the unit, from 1 in reading order, so that the number of
    distinct units is the pair's count (``limit`` and ``offset`` count sentences, not units).
    """
    chosen = scope(store, selection)
    key = UNITS[unit]
    rows = f"""SELECT m.document, m.sentence, {key} AS unit, m.start, m."end", e.code
               FROM mention m JOIN entity e USING (entity)
               WHERE e.code IN ($a, $b) AND list_contains($how::VARCHAR[], m.how) AND {chosen.rows("m")}"""
    both = f"SELECT document, unit FROM ({rows}) GROUP BY document, unit HAVING count(DISTINCT code) = 2"
    params = chosen.params | {"a": a, "b": b, "how": list(how)}
    spans = f"SELECT r.* FROM ({rows}) r JOIN ({both}) USING (document, unit)"
    found = evidence(store, spans, params, limit=limit, offset=offset)
    order = store.query(f"SELECT * FROM ({both}) ORDER BY document, unit", params)
    places = {place: number for number, place in enumerate(order.itertuples(index=False, name=None), start=1)}
    units = found[key] if key in found else [0] * len(found)
    return found.assign(unit=[places[place] for place in zip(found["document"], units, strict=True)])


def _counted(
    store: Store, selection: Selection, unit: Unit, kinds: Sequence[EntityKind], how: Sequence[How]
) -> tuple[str, str, dict[str, object]]:
    """Return the CTE ``units`` (entity, count), a SELECT of a, b, count of those in ``top``, parameters."""
    covered = cover(store, selection, less=True) if in_pair_cube(kinds, how) else None
    if covered:
        units = f"""WITH units AS (SELECT entity, {unit}s AS count FROM ({entities_sql(covered)})
                        WHERE entity IN (SELECT entity FROM entity
                                         WHERE list_contains($entity_kinds::VARCHAR[], kind)))"""
        pair = f"""SELECT CASE WHEN x.code < y.code THEN p.a ELSE p.b END AS a,
                          CASE WHEN x.code < y.code THEN p.b ELSE p.a END AS b, p.count
                   FROM ({pairs_sql(covered, unit, "SELECT entity FROM top")}) p
                   JOIN top x ON x.entity = p.a JOIN top y ON y.entity = p.b"""
        return units, pair, covered.params
    chosen = scope(store, selection)
    units = f"{_held(chosen, unit)}, units AS (SELECT entity, count(*) AS count FROM held GROUP BY entity)"
    pair = """SELECT x.entity AS a, y.entity AS b, count(*) AS count
              FROM (SELECT h.*, t.code FROM held h JOIN top t USING (entity)) x
              JOIN (SELECT h.*, t.code FROM held h JOIN top t USING (entity)) y
                  ON x.document = y.document AND x.unit = y.unit AND x.code < y.code
              GROUP BY x.entity, y.entity"""
    return units, pair, chosen.params | {"how": list(how)}


def _held(chosen: Scope, unit: Unit) -> str:
    """Return the CTE ``held``: one row for each entity in each unit."""
    return f"""WITH held AS (SELECT DISTINCT m.document, {UNITS[unit]} AS unit, m.entity FROM mention m
                WHERE {chosen.rows("m")} AND list_contains($how::VARCHAR[], m.how) AND m.entity IN
                      (SELECT entity FROM entity WHERE list_contains($entity_kinds::VARCHAR[], kind)))"""


def _lists(kinds: Sequence[EntityKind], how: Sequence[How]) -> dict[str, object]:
    return {"entity_kinds": list(kinds), "how": list(how)}


def _measure(pairs: pd.DataFrame, n: int) -> pd.DataFrame:
    counts = [pairs[name].to_numpy(dtype=float) for name in ("count", "a_count", "b_count")]
    measured = counts[0] >= MEASURED_FROM
    values = {"jaccard": jaccard(*counts), "npmi": npmi(*counts, n), "g2": log_likelihood(*counts, n)}
    hidden = {name: np.where(measured, value, np.nan) for name, value in values.items()}
    return pairs.assign(n=n, **hidden, measured=measured)[list(COLUMNS)]
