"""Counts of a covered selection as SQL: cells of the cubes, and the single documents at its edges, added up.

Each function returns a SELECT to stand in a FROM or a WITH. Its numbers are those that counting the rows of
the selection would give (``store/cover.py`` says when a selection is covered). A reader's corrections
(``store/layer.py``) stand in the cubes as rows that take off: what comes to zero is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.corpus import EntityKind, How, Selection, Unit
from analysis.store.cover import Cover, in_ranges
from analysis.store.cubes import PAIR_KINDS
from analysis.store.store import Store

_UNIT = {"sentence": "sentence", "paragraph": "paragraph", "document": "0"}
# What the sentences and documents of a form are less than its tokens.
_LESS = ("again_in_sentence", "other_in_sentence", "again_in_document", "other_in_document")
SIZES = ("documents", "dated", "body", "headings", "paragraphs", "tokens", "counted")
_NAMED = "m.how = 'name' AND NOT m.beside"
# The entities whose pairs the cube holds.
PAIRED = f"SELECT entity FROM entity WHERE kind IN ({', '.join(repr(kind) for kind in PAIR_KINDS)})"


def by_name_only(how: tuple[How, ...]) -> bool:
    """Say whether mentions are counted as the cubes count them."""
    return set(how) == {"name"}


def in_pair_cube(kinds: tuple[EntityKind, ...], how: tuple[How, ...]) -> bool:
    """Say whether the cube of pairs holds all pairs of these kinds."""
    return by_name_only(how) and set(kinds) <= set(PAIR_KINDS)


def sizes(store: Store, covered: Cover) -> dict[str, int]:
    """Return documents, dated, body and headings (sentences), paragraphs, tokens, and counted (tokens of the
    body and of headings) of a covered selection."""
    cells = f"SELECT {', '.join(SIZES)} FROM cell_size c WHERE {covered.cells('c')}"
    parts = [cells, _single_sizes(covered, 1), _single_sizes(covered.surplus, -1)]
    sums = ", ".join(f"coalesce(sum({name}), 0)::BIGINT AS {name}" for name in SIZES)
    row = store.arrays(f"SELECT {sums} FROM ({' UNION ALL '.join(filter(None, parts))})", covered.params)
    return {name: int(values[0]) for name, values in row.items()}


def _single_sizes(covered: Cover, sign: int) -> str:
    """Return the SELECT of the sizes of a covered selection's single documents, '' where it has none."""
    if not covered.edges:
        return ""
    sizes = ", ".join(f"{sign} * z.{name}" for name in SIZES[2:])
    return f"""SELECT {sign}, {sign} * (d.published IS NOT NULL)::INTEGER, {sizes}
               FROM (SELECT document, published FROM document d WHERE {covered.test}) d
               JOIN document_size z USING (document) WHERE {in_ranges("z.document", covered.edges)}"""


def types_sql(covered: Cover) -> str:
    """Return the SELECT of the number of distinct written forms, those of bylines and junk too."""
    return f"""SELECT count(*) AS types FROM
               (SELECT form FROM term_cube c WHERE {covered.cells("c")}
                UNION SELECT form FROM token_row t WHERE {covered.documents("t")})"""


def cube_forms_sql(covered: Cover, *, of_term: bool, some: bool = False) -> str:
    """Return form, count, sentences, headings, body and documents in the cells.

    ``of_term``: a sentence or document with two forms of one term is counted for one of them only. With
    ``some`` only forms of the parameter ``$only`` are told of.
    """
    # A join is told between which ids it is to look; of a list in the condition each row would be asked.
    among = "SEMI JOIN (SELECT unnest($only::INTEGER[]) AS form) USING (form)" if some else ""
    rows = f"term_cube c {among} WHERE {covered.cells('c')} AND c.count > 0"
    sums = ", ".join(f"sum({name}) AS {name}" for name in ("count", "headings", *_LESS))
    cells = f"SELECT form, {sums} FROM {rows} GROUP BY form"
    if len(covered.whole) == 1 and covered.whole[0][0] == covered.whole[0][1]:  # nothing to add up
        cells = f"FROM {rows}"
    other = ("- other_in_sentence", "- other_in_document") if of_term else ("", "")
    return f"""SELECT form, count, count - again_in_sentence {other[0]} AS sentences, headings,
                      count - headings AS body,
                      count - again_in_sentence - again_in_document {other[1]} AS documents FROM ({cells})"""


def words_sql(table: str, rows: str, what: str) -> str:
    """Return form, count, sentences, headings, body and documents of those rows of ``split_row`` or
    ``joined_row`` that ``rows`` says of ``t``.

    Each ``what`` ("form" or "term") is counted once in a sentence or document; the documents are right where
    body and headings are both counted.
    """
    return f"""SELECT form, count(*) AS count, count(*) FILTER ({what}_in_sentence) AS sentences,
                      count(*) FILTER (kind = 'heading') AS headings,
                      count(*) FILTER (kind = 'body') AS body,
                      count(*) FILTER ({what}_in_document) AS documents
               FROM {table} t WHERE {rows} GROUP BY form"""


def _both(covered: Cover, cells: str, edges: str) -> str:
    """Return the rows of the cells and those of single documents; nothing is asked where there are none."""
    asked = [sql for sql, ranges in ((cells, covered.whole), (edges, covered.edges)) if ranges]
    return " UNION ALL ".join(asked or [cells])


def _taken_off(sql: str, sums: Sequence[str], covered: Cover) -> str:
    """Return a SELECT of the surplus of a covered selection with its ``sums`` negative, to stand behind the
    others; '' where there is no surplus."""
    if not covered.less:
        return ""
    return f" UNION ALL SELECT * REPLACE ({', '.join(f'-{name} AS {name}' for name in sums)}) FROM ({sql})"


def entities_sql(covered: Cover) -> str:
    """Return entity, count, documents, sentences, paragraphs, headings, body: mentions by name."""
    sums = ("count", "documents", "sentences", "paragraphs", "headings")
    cells = f"SELECT entity, {', '.join(sums)} FROM entity_cube c WHERE {covered.cells('c')}"
    edges, surplus = (
        f"""SELECT entity, count(*) AS count, count(DISTINCT document) AS documents,
                   count(DISTINCT (document, sentence)) AS sentences,
                   count(DISTINCT (document, paragraph)) AS paragraphs,
                   count(*) FILTER (kind = 'heading') AS headings
            FROM mention m WHERE {_NAMED} AND {single.rows("m")} GROUP BY entity"""
        for single in (covered, covered.surplus)
    )
    rows = _both(covered, cells, edges) + _taken_off(surplus, sums, covered)
    return f"""SELECT entity, {", ".join(f"sum({name})::BIGINT AS {name}" for name in sums)},
                      (sum(count) - sum(headings))::BIGINT AS body
               FROM ({rows}) GROUP BY entity HAVING sum(count) > 0"""


def surfaces_sql(covered: Cover, among: str) -> str:
    """Return entity, surface, n: mentions by name in each spelling, of the entities of a SELECT."""
    cells = f"""SELECT entity, surface, count AS n FROM surface_cube c
                WHERE {covered.cells("c")} AND c.entity IN ({among})"""
    edges = f"""SELECT entity, surface, 1 AS n FROM mention m
                WHERE {_NAMED} AND {covered.rows("m")} AND m.entity IN ({among})"""
    return f"""SELECT entity, surface, sum(n)::BIGINT AS n FROM ({_both(covered, cells, edges)})
               GROUP BY entity, surface HAVING sum(n) > 0"""


def by_source_sql(selection: Selection) -> str:
    """Return the SELECT of the smallest cells that lie inside a selection of dates and sources, and their
    months: cell, month."""
    days = ((">=", "first", selection.date_from), ("<=", "last", selection.date_to))
    tests = [f"{column} {sign} DATE '{day.isoformat()}'" for sign, column, day in days if day]
    dated = f"(month IS NOT NULL AND {' AND '.join(tests)})" if tests else "month IS NOT NULL"
    inside = f"{dated} OR month IS NULL" if selection.undated else dated
    if not selection.sources:
        return f"SELECT cell, month FROM cell WHERE level = 'month' AND ({inside})"
    # A month is inside with all its sources or with none.
    return f"""SELECT c.cell, c.month FROM cell c
               JOIN (SELECT month FROM cell WHERE level = 'month' AND ({inside})) i
                    ON i.month IS NOT DISTINCT FROM c.month
               WHERE c.level = 'source' AND list_contains($sel_sources::VARCHAR[], c.source)"""


def classes_sql(covered: Cover) -> str:
    """Return class (its first part), count, documents, sentences of mentions of kind ``$kind``."""
    cells = f"""SELECT class, count, documents, sentences FROM class_cube c
                WHERE c.kind = $kind AND {covered.cells("c")}"""
    edges = f"""SELECT split_part(e.class, '.', 1) AS class, count(*) AS count,
                       count(DISTINCT document) AS documents,
                       count(DISTINCT (document, sentence)) AS sentences
                FROM mention m JOIN entity e USING (entity)
                WHERE e.kind = $kind AND {_NAMED} AND {covered.rows("m")} GROUP BY 1"""
    return f"""SELECT class, sum(count)::BIGINT AS count, sum(documents)::BIGINT AS documents,
                      sum(sentences)::BIGINT AS sentences
               FROM ({_both(covered, cells, edges)}) GROUP BY class HAVING sum(count) > 0"""


def pairs_sql(covered: Cover, unit: Unit, among: str = PAIRED) -> str:
    """Return a, b (of the entities of a SELECT, which are of the cube's kinds; a the smaller id) and count:
    units that hold both."""
    cells = f"""SELECT a, b, count FROM pair_cube c WHERE c.unit = '{unit}' AND {covered.cells("c")}
                AND c.a IN ({among}) AND c.b IN ({among})"""
    edges, surplus = (
        f"""(WITH named AS MATERIALIZED (
                 SELECT DISTINCT document, {_UNIT[unit]} AS unit, entity FROM mention m
                 WHERE {_NAMED} AND {single.rows("m")} AND m.entity IN ({among}))
             SELECT x.entity AS a, y.entity AS b, count(*) AS count FROM named x JOIN named y
             ON x.document = y.document AND x.unit = y.unit AND x.entity < y.entity
             GROUP BY x.entity, y.entity)"""
        for single in (covered, covered.surplus)
    )
    rows = _both(covered, cells, edges) + _taken_off(surplus, ("count",), covered)
    return f"SELECT a, b, sum(count)::BIGINT AS count FROM ({rows}) GROUP BY a, b HAVING sum(count) > 0"


def as_row(values: dict[str, int]) -> pd.DataFrame:
    """Return a frame of one row."""
    return pd.DataFrame({name: [value] for name, value in values.items()})
