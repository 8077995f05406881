"""Make a large store out of a small one, table by table, to measure questions on a million articles.

    python tests/benchmarks/make_store.py BASE.duckdb OUT.duckdb --articles 1000000

Each article of the result is an article of the base with a name, a date and a source of its own: eleven years
of dates, one article in a hundred undated, sixty sources of uneven size. Nothing is annotated anew, so that a
million articles exist in minutes; in exchange the vocabulary is that of the base (a real million would have
more rare forms), and each text stands in the store as many times as the base goes into the result. The base
is best a store of some 20,000 articles of ``make_corpus.py``. The result measures speed and size; it says
nothing about the world and is never shipped.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis.store import text_records, texts
from analysis.store.finish import TABLES
from analysis.store.store import Store

CHUNK = 20_000
DAYS, SOURCES, UNDATED = 11 * 365, 60, 100


def make(base: Path, out: Path, articles: int) -> None:
    """Write the store; its rows are in their final order, the derived tables are those of ``finish``."""
    Store.create(out).close()
    connection = duckdb.connect(str(out), config={"memory_limit": "4GB"})
    connection.execute(f"ATTACH '{base}' AS base (READ_ONLY)")
    connection.execute(_numbers(connection, articles))
    _texts(connection, base, out, articles)
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'base' ORDER BY estimated_size"
    ).fetchall()
    for (name,) in names:
        if name in TABLES:
            _multiply(connection, name, articles)
        elif name in ("term", "form", "entity", "alias"):
            connection.execute(f"INSERT INTO {name} BY NAME FROM base.{name}")
    connection.execute("DROP TABLE made")
    connection.execute("DROP TABLE record")
    connection.execute("DETACH base")
    connection.execute("CHECKPOINT")
    connection.close()


def _numbers(connection: duckdb.DuckDBPyConnection, articles: int) -> str:
    """Return the statement of table ``made``: article of the result → article of the base, date, source."""
    base = connection.execute("SELECT count(*) FROM base.document").fetchall()[0][0]
    dated = articles - articles // UNDATED
    return f"""CREATE TABLE made AS
        WITH one AS ({_one(base, dated, articles)}),
        sized AS (SELECT document, tokens, first_token, first_character,
                         coalesce((SELECT max("end") + 1 FROM base.sentence s
                                   WHERE s.document = d.document), 0) AS letters FROM base.document d)
        SELECT one.*, s.first_token AS old_token, s.first_character AS old_character,
               (sum(s.tokens) OVER before - s.tokens)::BIGINT AS first_token,
               (sum(s.letters) OVER before - s.letters)::BIGINT AS first_character
        FROM one JOIN sized s ON s.document = one.base
        WINDOW before AS (ORDER BY one.document ROWS UNBOUNDED PRECEDING)"""


def _one(base: int, dated: int, articles: int) -> str:
    return f"""
        SELECT i::INTEGER AS document, i // {base} AS turn,
               (hash(i // {base}) % {base} + i * 7919) % {base} AS base,
               printf('made-%07d', i) AS name,
               CASE WHEN i < {dated} THEN DATE '2014-01-01' + (i * {DAYS} // {dated})::INTEGER END
                   AS published,
               printf('source-%02d.example',
                      least(hash(i, 1) % {SOURCES}, hash(i, 2) % {SOURCES})) AS source
        FROM range({articles}) r(i)"""


def _texts(connection: duckdb.DuckDBPyConnection, base: Path, out: Path, articles: int) -> None:
    """Write the texts beside the store, as often as they go into it; table ``record`` tells their places."""
    with Store.open(base) as store:
        count = store.query("SELECT count(*) AS n FROM document")["n"].iloc[0]
        found = store.texts(range(count))
        size = sum(len(text.encode()) for text in found.values())
    found = [found[document] for document in range(count)]
    records = text_records.records_of(found, text_records.dictionary_of(found))
    file = out.with_name(out.name + texts.SUFFIX)
    file.write_bytes(texts.head(records.dictionary))
    first = file.stat().st_size
    for _ in range(-(-articles // count)):
        texts.write(file, records.packed)
    connection.execute("INSERT INTO about VALUES ('texts', $name)", {"name": file.name})
    sizes, counts = np.array([len(record) for record in records.packed]), records.counts
    columns = {
        "base": np.arange(count),
        "text_at": np.repeat(first + np.cumsum(sizes) - sizes, counts),
        "text_size": np.repeat(sizes, counts),
        "text_number": np.concatenate([np.arange(each) for each in counts]),
        "all_bytes": np.full(count, sizes.sum()),
    }
    places = pa.table(columns)
    connection.register("places", places)
    connection.execute("CREATE TABLE record AS FROM places")
    connection.unregister("places")
    print(f"texts: {size / 1e6 * articles / count:,.0f} MB of UTF-8", flush=True)


def _multiply(connection: duckdb.DuckDBPyConnection, table: str, articles: int) -> None:
    started = time.monotonic()
    order = ", b.place" if table == "token_row" else TABLES[table].replace(", ", ", b.")
    replaced = "m.document AS document"
    if table == "token_row":
        replaced += """, b.place - m.old_token + m.first_token AS place,
                       b.letter - m.old_character + m.first_character AS letter"""
    if table == "document":
        replaced += """, '' AS text, r.text_at + m.turn * r.all_bytes AS text_at, r.text_size AS text_size,
                       r.text_number AS text_number,
                       m.first_token AS first_token, m.first_character AS first_character,
                       m.name AS name, m.source AS source, m.published AS published,
                       CASE WHEN m.published IS NULL THEN NULL ELSE 'day' END AS published_precision,
                       CASE WHEN m.published IS NULL THEN NULL ELSE 'given' END AS published_origin"""
    for first in range(0, articles, CHUNK):
        connection.execute(
            f"""INSERT INTO {table} BY NAME
                SELECT b.* REPLACE ({replaced}) FROM made m JOIN base.{table} b ON b.document = m.base
                {"JOIN record r ON r.base = m.base" if table == "document" else ""}
                WHERE m.document >= {first} AND m.document < {first + CHUNK}
                ORDER BY m.document{order}"""
        )
    print(f"{table}: {time.monotonic() - started:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    make(options.base, options.out, options.articles)
    started = time.monotonic()
    with Store.open(options.out, read_only=False) as store:
        store.finish()
    print(f"finish: {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
