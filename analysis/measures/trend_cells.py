"""Mentions over time: whole months from the cells of the cubes and days at the edges, or all by document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.cubed import by_source_sql
from analysis.measures.deep import at_edges
from analysis.store.cover import cover, levels_of
from analysis.store.selection import Scope
from analysis.store.store import Store

STEPS = ("month", "year")


def mentions_by_cells(
    store: Store, selection: Selection, chosen: Scope, entities: Mapping[int, Sequence[int]], step: str
) -> pd.DataFrame | None:
    """Return place (dated undated), period, series, count (mentions by name) and articles, of entities (id →
    numbers of their series), where all dated documents have a date that is fine enough for the step.

    None where the cubes do not tell it: smaller steps than months, and selections that they do not cover.
    """
    covered = cover(store, selection) if step in STEPS else None
    if covered is None or "month" not in levels_of(store):
        return None
    ids = ", ".join(map(str, entities)) or "NULL"
    told = f"""SELECT c.month AS day, n.entity, n.count, n.documents AS articles
               FROM entity_cube n JOIN ({by_source_sql(selection)}) c USING (cell)
               WHERE n.entity IN ({ids})"""
    params: dict[str, object] = {"sel_sources": list(selection.sources)} if selection.sources else {}
    if covered.edges:
        edges = at_edges(chosen, covered)
        told += f""" UNION ALL SELECT d.published, m.entity, count(*), count(DISTINCT m.document)
                     FROM mention m JOIN document d USING (document)
                     WHERE m.entity IN ({ids}) AND m.how = 'name' AND {edges.rows("m")}
                     GROUP BY d.published, m.entity"""
        params |= edges.params
    rows = store.query(
        f"""SELECT CASE WHEN day IS NULL THEN 'undated' ELSE 'dated' END AS place,
                   date_trunc('{step}', day)::DATE AS period, entity, sum(count)::BIGINT AS count,
                   sum(articles)::BIGINT AS articles
            FROM ({told}) GROUP BY ALL HAVING sum(count) > 0""",
        params,
    )
    rows["series"] = [list(entities[entity]) for entity in rows["entity"]]
    rows = rows.drop(columns="entity").explode("series")
    return rows.astype({"series": "int64"})


def mentions_by_document(chosen: Scope, entities: Mapping[int, Sequence[int]]) -> str:
    """Return a SELECT of place (number of the series), document and count of the mentions by name of entities
    (id → numbers of their series): one look at the mentions for all of them."""
    told = ", ".join(f"({entity}, {place})" for entity, several in entities.items() for place in several)
    return f"""SELECT v.place, n.document, n.count FROM
               (SELECT m.document, m.entity, count(*) AS count FROM mention m
                WHERE m.entity IN ({", ".join(map(str, entities))}) AND m.how = 'name' AND {chosen.rows("m")}
                GROUP BY m.document, m.entity) n JOIN (VALUES {told}) v (entity, place) USING (entity)"""
