"""Count the rows of a large store by source and month, once, so that a filtered question adds up few rows.

``finish`` calls ``build_cubes``; adding or removing a document makes them void until the next ``finish``.
The smallest cells are those of a source in a month where the corpus is large enough to fill them, else
months or years of all sources. They are summed from single documents in the order of their numbers, then
summed again to the larger ones, up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import duckdb

from analysis.store import asks
from analysis.store.deep import BY_DOCUMENT, DEEP, Rows, add_names, rows_inside
from analysis.store.firsts import COUNTED_KINDS
from analysis.store.postings import add_postings
from analysis.store.steps import Step, each, silent
from analysis.versions import fingerprint

SCHEMA = Path(__file__).with_name("cubes.sql")
# Below it counting single documents is as quick.
CUBES_FROM = 5_000
# So many documents a cell has on average, or its level is left out: smaller cells save little and take room.
FULL = 100
# From so many documents on the words of a large store are also kept in the order of forms.
POSTINGS_FROM = 50_000
CHUNK = 20_000
# So many rows of cells are summed to larger ones at a time.
ROWS = 1_000_000
PAIR_KINDS = ("item", "person", "organisation", "country", "place", "initiative")
LEVELS = ("source", "month", "year", "all")
UNITS = {"sentence": "sentence", "paragraph": "paragraph", "document": "0"}
# Each cube: its key beside the cell, and its sums.
CUBES = {
    "cell_size": ("", "documents dated body headings paragraphs tokens counted"),
    "term_cube": (
        "form",
        "count headings again_in_sentence other_in_sentence again_in_document other_in_document",
    ),
    "entity_cube": ("entity", "count headings sentences paragraphs documents"),
    "surface_cube": ("entity surface", "count"),
    "class_cube": ("kind class", "count documents sentences"),
    "pair_cube": ("unit a b", "count again"),
} | {name: (keys, sums) for name, (keys, sums, _) in DEEP.items()}
_KINDS = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)
_PAIR_KINDS = ", ".join(f"'{kind}'" for kind in PAIR_KINDS)


@cache
def cubes_version() -> str:
    """Return the fingerprint of the cubes' tables: a store with others is counted without them.

    Every question asks for it: read anew, the two files took as long as a twentieth of what a page asks.
    """
    return fingerprint(SCHEMA.read_bytes(), asks.TABLE.read_bytes())


def void_cubes(cursor: duckdb.DuckDBPyConnection) -> None:
    """Say, in the transaction that changes documents, that the cubes no longer tell of them."""
    cursor.execute("DELETE FROM about WHERE key = 'cubes'")


def about_cubes(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """Return the version of the cubes that hold for the store as it is, None without such cubes."""
    found = cursor.execute("SELECT value FROM about WHERE key = 'cubes'").fetchall()
    return found[0][0] if found else None


def build_cubes(cursor: duckdb.DuckDBPyConnection, *, least: int | None = None, step: Step = silent) -> None:
    """Build all cubes of a store whose documents are numbered by date, when it has ``least`` documents.

    To be called outside a transaction: each step is committed by itself, for what one transaction adds to a
    million articles does not fit into the memory of an ingest. Until the last step the store says that it has
    no cubes.
    """
    if about_cubes(cursor) == cubes_version():
        return
    for table in cube_tables():
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
    documents = cursor.execute("SELECT count(*) FROM document").fetchall()[0][0]
    if documents < (CUBES_FROM if least is None else least):
        return
    cursor.execute(SCHEMA.read_text(encoding="utf-8"))
    levels = _add_cells(cursor)
    cursor.execute(_ASIDE)
    work = [partial(_add_chunk, cursor, *chunk) for chunk in _chunks(cursor)]
    work += [partial(_sum_up, cursor, levels, name, *map(str.split, cube)) for name, cube in CUBES.items()]
    for part in each(step, "count", work):
        part()
    cursor.execute(_DAYS)
    postings = documents >= POSTINGS_FROM
    if postings:
        add_postings(cursor, step)
    cursor.execute("DROP TABLE placed")
    facts = "('postings', $postings), ('cubes', $cubes)"
    told = {"cubes": cubes_version(), "postings": "1" if postings else "0"}
    cursor.execute(f"INSERT OR REPLACE INTO about VALUES {facts}", told)


def cube_tables() -> list[str]:
    """Return the names of all tables of the cubes."""
    return [line.split()[2] for line in SCHEMA.read_text(encoding="utf-8").splitlines() if "TABLE " in line]


def _add_cells(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Number the cells of each level that is filled, undated ones last; return the levels, smallest first."""
    cursor.execute(
        f"""INSERT INTO cell
            WITH grouped AS (
                SELECT CASE WHEN grouping(year) = 0 THEN 3 WHEN grouping(month) = 1 THEN 4
                            WHEN grouping(source) = 1 THEN 2 ELSE 1 END AS rank,
                       source, coalesce(month, year) AS month, count(*) AS documents,
                       min(published) AS first, max(published) AS last
                FROM (SELECT coalesce(source, '') AS source, date_trunc('month', published)::DATE AS month,
                             date_trunc('year', published)::DATE AS year, published FROM document)
                GROUP BY GROUPING SETS ((source, month), (month), (year), ())),
            filled AS (SELECT rank FROM grouped GROUP BY rank HAVING avg(documents) >= {FULL} OR rank > 2)
            SELECT (row_number() OVER (ORDER BY rank, month NULLS LAST, source) - 1)::INTEGER,
                   ['source', 'month', 'year', 'all'][rank], source, month, first, last
            FROM grouped SEMI JOIN filled USING (rank)"""
    )
    there = {level for (level,) in cursor.execute("SELECT DISTINCT level FROM cell").fetchall()}
    levels = [level for level in LEVELS if level in there]
    same = {
        "source": "c.source = coalesce(d.source, '') AND "
        "c.month IS NOT DISTINCT FROM date_trunc('month', d.published)::DATE",
        "month": "c.month IS NOT DISTINCT FROM date_trunc('month', d.published)::DATE",
        "year": "c.month IS NOT DISTINCT FROM date_trunc('year', d.published)::DATE",
    }[levels[0]]
    cursor.execute(
        f"""CREATE OR REPLACE TEMP TABLE placed AS
            SELECT document, cell FROM document d JOIN cell c ON c.level = '{levels[0]}' AND {same}
            ORDER BY document"""
    )
    return levels


def _chunks(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    """Yield first and last document of pieces of whole months where months are not too large."""
    months = cursor.execute(
        """SELECT min(document), max(document) FROM document
           GROUP BY date_trunc('month', published) ORDER BY 1"""
    ).fetchall()
    begin = None
    for first, last in months:
        begin = first if begin is None else begin
        if last - begin + 1 >= CHUNK:
            yield from ((at, min(at + 2 * CHUNK - 1, last)) for at in range(begin, last + 1, 2 * CHUNK))
            begin = None
    if begin is not None:
        yield begin, months[-1][1]


def _add_chunk(cursor: duckdb.DuckDBPyConnection, first: int, last: int) -> None:
    inside = f"document BETWEEN {first} AND {last}"
    cursor.execute(_sizes(inside))
    cursor.execute(_cell_sizes(inside))
    cursor.execute(_terms(inside))
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE named AS {named_sql(inside)}")
    for cube, select in NAMED_CUBES:
        cursor.execute(f"INSERT INTO {cube} {select.format(named='named')}")
    cursor.execute("DROP TABLE named")
    add_names(cursor, inside)
    rows = rows_inside(inside)
    for table, of in BY_DOCUMENT.items():
        cursor.execute(f"INSERT INTO {table} BY NAME FROM ({of(rows)}) ORDER BY ALL")
    for cube, select in deep_selects(rows):
        cursor.execute(f"INSERT INTO {cube} {select} ORDER BY ALL")


def deep_selects(rows: Rows) -> Iterator[tuple[str, str]]:
    """Yield each cube of what the rules found, and the SELECT of its columns in their order."""
    for name, (keys, sums, select) in DEEP.items():
        yield name, f"SELECT cell, {', '.join([*keys.split(), *sums.split()])} FROM ({select(rows)})"


def named_sql(inside: str, *, mention: str = "mention") -> str:
    """Return the SELECT of the mentions that the cubes count, each with its cells (table ``placed``)."""
    return f"""SELECT p.cell, m.*, e.kind AS entity_kind, split_part(e.class, '.', 1) AS top_class
               FROM {mention} m JOIN placed p USING (document) JOIN entity e USING (entity)
               WHERE m.{inside} AND m.how = 'name' AND NOT m.beside AND m.kind IN ({_KINDS})"""


def _sizes(inside: str) -> str:
    return f"""INSERT INTO document_size
        SELECT d.document, count(s.kind) FILTER (s.kind = 'body'), count(s.kind) FILTER (s.kind = 'heading'),
               count(DISTINCT s.paragraph) FILTER (s.kind = 'body'),
               count(DISTINCT s.paragraph) FILTER (s.kind IN ({_KINDS})),
               coalesce(sum(s.tokens), 0), coalesce(sum(s.tokens) FILTER (s.kind IN ({_KINDS})), 0)
        FROM document d LEFT JOIN sentence s ON s.document = d.document AND s.{inside}
        WHERE d.{inside} GROUP BY d.document ORDER BY d.document"""


def _cell_sizes(inside: str) -> str:
    return f"""INSERT INTO cell_size
        SELECT p.cell, count(*), count(d.published), sum(z.body), sum(z.headings), sum(z.paragraphs),
               sum(z.tokens), sum(z.counted)
        FROM document_size z JOIN document d USING (document) JOIN placed p USING (document)
        WHERE z.{inside} GROUP BY p.cell ORDER BY p.cell"""


_DAYS = """INSERT INTO day_size
    SELECT published, published_precision, source, count(*), sum(counted)
    FROM document JOIN document_size USING (document) GROUP BY ALL ORDER BY ALL"""

_ASIDE = f"""INSERT INTO aside
    SELECT document, sentence FROM sentence WHERE kind NOT IN ({_KINDS}) ORDER BY document, sentence"""


def _terms(inside: str) -> str:
    # A sentence or document that holds two forms of one term is counted for one of them alone.
    counted = f"kind IN ({_KINDS})"
    return f"""INSERT INTO term_cube
        SELECT cell, form, count, headings, count - sentences, sentences - sentences_of_term,
               sentences - documents, documents - documents_of_term
        FROM (SELECT p.cell, form, count(*) FILTER ({counted}) AS count,
                     count(*) FILTER (kind = 'heading') AS headings,
                     count(*) FILTER ({counted} AND form_in_sentence) AS sentences,
                     count(*) FILTER ({counted} AND term_in_sentence) AS sentences_of_term,
                     count(*) FILTER (form_in_document) AS documents,
                     count(*) FILTER (term_in_document) AS documents_of_term
              FROM split_row t JOIN placed p USING (document) WHERE t.{inside} GROUP BY p.cell, form)
        ORDER BY cell, form"""


# The cubes of mentions: what each holds of the rows of ``named_sql``, which stand in ``{named}``.
NAMED_CUBES = (
    (
        "entity_cube",
        """SELECT cell, entity, count(*) AS count, count(*) FILTER (kind = 'heading') AS headings,
                  count(DISTINCT (document, sentence)) AS sentences,
                  count(DISTINCT (document, paragraph)) AS paragraphs, count(DISTINCT document) AS documents
           FROM {named} GROUP BY ALL ORDER BY cell, entity""",
    ),
    (
        "surface_cube",
        """SELECT cell, entity, surface, count(*) AS count
           FROM {named} GROUP BY ALL ORDER BY cell, entity, surface""",
    ),
    (
        "class_cube",
        """SELECT cell, entity_kind AS kind, top_class AS class, count(*) AS count,
                  count(DISTINCT document) AS documents, count(DISTINCT (document, sentence)) AS sentences
           FROM {named} GROUP BY ALL ORDER BY cell, entity_kind, top_class""",
    ),
    *(
        (
            "pair_cube",
            f"""WITH held AS (SELECT DISTINCT cell, document, {column} AS unit, entity FROM {{named}}
                              WHERE entity_kind IN ({_PAIR_KINDS}))
                SELECT x.cell, '{unit}' AS unit, x.entity AS a, y.entity AS b, count(*) AS count,
                       count(*) - count(DISTINCT x.document) AS again
                FROM held x JOIN held y ON x.cell = y.cell AND x.document = y.document
                                           AND x.unit = y.unit AND x.entity < y.entity
                GROUP BY ALL ORDER BY ALL""",
        )
        for unit, column in UNITS.items()
    ),
)


def _sum_up(
    cursor: duckdb.DuckDBPyConnection, levels: list[str], name: str, keys: list[str], sums: list[str]
) -> None:
    """Add the rows of the larger cells, each level from the one below it, so many rows at a time.

    Summed all at once, the words of a million articles do not fit into the memory of an ingest.
    """
    key = "".join(f", c.{column}" for column in keys)
    total = ", ".join(f"sum(c.{column})" for column in sums)
    same = {
        "month": "s.month IS NOT DISTINCT FROM t.month",
        "year": "date_trunc('year', s.month)::DATE IS NOT DISTINCT FROM t.month",
        "all": "TRUE",
    }
    for below, level in pairwise(levels):
        rows = f"""FROM {name} c JOIN cell s ON s.cell = c.cell AND s.level = '{below}'
                   JOIN cell t ON t.level = '{level}' AND {same[level]}"""
        for smallest, largest, first, last in _pieces(cursor, rows):
            cursor.execute(
                f"""INSERT INTO {name} SELECT t.cell{key}, {total} {rows}
                    WHERE c.cell BETWEEN {smallest} AND {largest} AND t.cell BETWEEN {first} AND {last}
                    GROUP BY ALL ORDER BY t.cell{key}"""
            )


def _pieces(cursor: duckdb.DuckDBPyConnection, rows: str) -> list[tuple[int, int, int, int]]:
    """Return first and last cell to sum, and first and last cell that they are summed to, of each piece."""
    found = cursor.execute(
        f"""SELECT min(smallest), max(largest), min(cell), max(cell) FROM
            (SELECT *, (sum(rows) OVER (ORDER BY cell) - rows) // {ROWS} AS part FROM
             (SELECT t.cell, min(c.cell) AS smallest, max(c.cell) AS largest, count(*) AS rows
              {rows} GROUP BY t.cell))
            GROUP BY part ORDER BY part"""
    )
    return found.fetchall()
