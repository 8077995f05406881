"""Who and what is mentioned: entities of the lexicon, counted, listed, rolled up, and looked for in vain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import pandas as pd

from analysis.corpus import EntityKind, How, Selection
from analysis.measures.cubed import by_name_only, classes_sql, entities_sql, surfaces_sql
from analysis.measures.evidence import SEGMENT, evidence
from analysis.store.cover import cover
from analysis.store.reach import reach
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

ENTITY_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
NAMES: tuple[How, ...] = ("name",)
# A title beside its holder's name is one mention with it: it is counted only where names are not.
COUNTED_ONCE = """list_contains($how::VARCHAR[], m.how)
                  AND NOT (m.beside AND list_contains($how::VARCHAR[], 'name'))"""


def mentions(
    store: Store,
    selection: Selection,
    *,
    kinds: Sequence[EntityKind] = ENTITY_KINDS,
    how: Sequence[How] = NAMES,
    limit: int | None = None,
) -> pd.DataFrame:
    """Return one row an entity mentioned in the chosen sentences, most mentioned first, ties by code.

    Columns entity (code), kind, class, label_hi, label_en, count (mentions), documents and sentences that
    hold it (headings are sentences too), headings and body (mentions in each), forms ('जयशंकर 6 · …').
    """
    covered = cover(store, selection) if by_name_only(how) else None
    if covered:
        entities, params = entities_sql(covered), covered.params
        surfaces = surfaces_sql(covered, "SELECT entity FROM top")
    else:
        chosen = scope(store, selection)
        entities = f"""SELECT entity, count(*) AS count, count(DISTINCT document) AS documents,
                              count(DISTINCT (document, sentence)) AS sentences,
                              count(*) FILTER (kind = 'heading') AS headings,
                              count(*) FILTER (kind = 'body') AS body
                       FROM mention m WHERE {_counted(chosen)} GROUP BY entity"""
        surfaces = f"""SELECT entity, surface, count(*) AS n FROM mention m
                       WHERE {_counted(chosen)} AND m.entity IN (SELECT entity FROM top)
                       GROUP BY entity, surface"""
        params = chosen.params | {"how": list(how)}
    # How they are written is asked only for the rows that are shown.
    return store.query(
        f"""WITH top AS MATERIALIZED (
                SELECT n.*, e.code, e.kind, e.class, e.label_hi, e.label_en
                FROM ({entities}) n JOIN entity e USING (entity)
                WHERE list_contains($entity_kinds::VARCHAR[], e.kind)
                ORDER BY n.count DESC, e.code {"" if limit is None else f"LIMIT {int(limit)}"}),
            f AS (SELECT entity,
                         array_to_string(list(surface || ' ' || n ORDER BY n DESC, surface), ' · ') AS forms
                  FROM ({surfaces}) GROUP BY entity)
            SELECT t.code AS entity, t.kind, t.class, t.label_hi, t.label_en, t.count, t.documents,
                   t.sentences, t.headings, t.body, f.forms
            FROM top t JOIN f USING (entity) ORDER BY t.count DESC, t.code""",
        params | {"entity_kinds": list(kinds)},
    )


def each_mention(
    store: Store,
    selection: Selection,
    *,
    kinds: Sequence[EntityKind] = ENTITY_KINDS,
    how: Sequence[How] = NAMES,
) -> pd.DataFrame:
    """Return one row a mention, in reading order.

    Columns name, segment, sentence, paragraph, start, end (offsets in the document), surface (as written),
    entity (code), kind (of the entity), how, confidence.
    """
    chosen = scope(store, selection)
    return store.query(
        f"""SELECT d.name, {SEGMENT} AS segment, m.sentence, m.paragraph, m.start, m."end", m.surface,
                   e.code AS entity, e.kind, m.how, m.confidence
            FROM mention m JOIN sentence s USING (document, sentence) JOIN document d USING (document)
            JOIN entity e USING (entity)
            WHERE {_counted(chosen)} ORDER BY m.document, m.start, m."end", e.code, m.how""",
        chosen.params | _lists(kinds, how),
    )


def mentions_by_document(
    store: Store,
    selection: Selection,
    *,
    kinds: Sequence[EntityKind] = ENTITY_KINDS,
    how: Sequence[How] = NAMES,
) -> pd.DataFrame:
    """Return the mentions of each entity in each document that mentions it.

    Columns entity (code), kind, label_hi, label_en, name (of the document), count; documents in order.
    """
    chosen = scope(store, selection)
    return store.query(
        f"""SELECT e.code AS entity, e.kind, e.label_hi, e.label_en, d.name, n.count
            FROM (SELECT entity, document, count(*) AS count FROM mention m WHERE {_counted(chosen)}
                  GROUP BY entity, document) n
            JOIN entity e USING (entity) JOIN document d USING (document)
            ORDER BY e.code, n.document""",
        chosen.params | _lists(kinds, how),
    )


def mentions_by_class(
    store: Store,
    selection: Selection,
    *,
    kinds: Sequence[EntityKind] = ("item",),
    how: Sequence[How] = NAMES,
    depth: int = 1,
) -> pd.DataFrame:
    """Return mentions rolled up to the first ``depth`` parts of the class ('missile' of 'missile.cruise').

    Columns class, count (mentions), entities (distinct), documents, sentences; most mentioned first, ties by
    class.
    """
    # The count tables hold classes by their first part alone.
    quick = by_name_only(how) and len(kinds) == 1 and depth == 1
    covered = cover(store, selection) if quick else None
    if covered:
        of_kind = "split_part(e.class, '.', 1) AS class FROM entity e WHERE e.kind = $kind"
        return store.query(
            f"""WITH n AS ({entities_sql(covered)}),
                named AS (SELECT e.class, count(*) AS entities
                          FROM n JOIN (SELECT entity, {of_kind}) e USING (entity) GROUP BY 1)
                SELECT class, count, entities, documents, sentences
                FROM ({classes_sql(covered)}) JOIN named USING (class) ORDER BY count DESC, class""",
            covered.params | {"kind": kinds[0]},
        )
    chosen = scope(store, selection)
    return store.query(
        f"""SELECT array_to_string(string_split(e.class, '.')[:$depth], '.') AS class, count(*) AS count,
                   count(DISTINCT m.entity) AS entities, count(DISTINCT m.document) AS documents,
                   count(DISTINCT (m.document, m.sentence)) AS sentences
            FROM mention m JOIN entity e USING (entity)
            WHERE {_counted(chosen)} GROUP BY 1 ORDER BY count DESC, class""",
        chosen.params | _lists(kinds, how) | {"depth": depth},
    )


def not_found(
    store: Store, selection: Selection, *, kinds: Sequence[EntityKind] = ENTITY_KINDS
) -> pd.DataFrame:
    """Return the entities of the watch-list that no chosen sentence names: a zero is a result too.

    Columns entity (code), kind, class, label_hi, label_en; by kind, then code.
    """
    covered, chosen = cover(store, selection), scope(store, selection)
    named = f"FROM mention m WHERE m.entity = e.entity AND {_counted(chosen)}"
    params = chosen.params | _lists(kinds, NAMES)
    if covered:
        named = f"FROM ({entities_sql(covered)}) n WHERE n.entity = e.entity"
        params = covered.params | {"entity_kinds": list(kinds)}
    return store.query(
        f"""SELECT code AS entity, kind, class, label_hi, label_en FROM entity e
            WHERE watched AND list_contains($entity_kinds::VARCHAR[], e.kind) AND NOT EXISTS ({named})
            ORDER BY kind, code""",
        params,
    )


def mention_sentences(
    store: Store,
    selection: Selection,
    entities: str | Sequence[str],
    *,
    how: Sequence[How] = NAMES,
    beside: bool | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences that mention one entity, or any of several, marked: as many marks as mentions.

    ``beside``: only titles and the like that stand beside the name (True) or by themselves (False).
    """
    codes = [entities] if isinstance(entities, str) else list(entities)
    chosen, reached = scope(store, selection), None
    if limit is not None and by_name_only(how) and not beside:
        # Each document holds a sentence at least; one document may be counted for each of the entities.
        reached = reach(store, selection, codes, (limit + offset) * len(codes), of="documents")
    inside = "m.document BETWEEN {} AND {}".format(*reached) if reached else "TRUE"
    sql = f"""SELECT m.document, m.sentence, m.start, m."end" FROM mention m JOIN entity e USING (entity)
              WHERE e.code IN (SELECT unnest($codes::VARCHAR[])) AND {COUNTED_ONCE} AND {inside}
                    AND {chosen.rows("m")} AND ($beside IS NULL OR m.beside = $beside)"""
    params = chosen.params | {"codes": codes, "how": list(how), "beside": beside}
    return evidence(store, sql, params, limit=limit, offset=offset)


def class_sentences(
    store: Store,
    selection: Selection,
    klass: str,
    *,
    kinds: Sequence[EntityKind] = ("item",),
    how: Sequence[How] = NAMES,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences behind a row of ``mentions_by_class`` (of any depth), marked."""
    chosen = scope(store, selection)
    sql = f"""SELECT m.document, m.sentence, m.start, m."end" FROM mention m JOIN entity e USING (entity)
              WHERE {_counted(chosen)} AND (e.class = $class OR starts_with(e.class, $class || '.'))"""
    params = chosen.params | _lists(kinds, how) | {"class": klass}
    return evidence(store, sql, params, limit=limit, offset=offset)


def _counted(chosen: Scope) -> str:
    """Return the condition that rows of ``m`` are mentions to count; its parameters are ``_lists``."""
    return f"""{chosen.rows("m")} AND {COUNTED_ONCE} AND m.entity IN
               (SELECT entity FROM entity WHERE list_contains($entity_kinds::VARCHAR[], kind))"""


def _lists(kinds: Sequence[EntityKind], how: Sequence[How]) -> dict[str, object]:
    return {"entity_kinds": list(kinds), "how": list(how)}
