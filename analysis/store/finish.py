"""Put the store in its final order, and take documents out of it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from analysis.errors import StoreError
from analysis.records import Batch
from analysis.store.append import add_rows, transaction
from analysis.store.cubes import build_cubes, void_cubes
from analysis.store.known import Known
from analysis.store.texts import blank

SCHEMA = Path(__file__).with_name("schema.sql")
# Each table of documents' rows, and what orders its rows inside a document.
TABLES = {
    "document": "",
    "sentence": ", sentence",
    "token": ", position",
    "compound": ", position",
    "mention": ', start, "end", entity, how',
    "statement": ", statement",
    "reference": ', start, "end", how',
    "quantity": ", start",
    "time_expression": ", start",
    "happening": ", start",
    "act": ", start",
    "quotation": ", start",
    "candidate": ", start",
    "term_count": ", form, kind",
}


def finish_store(cursor: duckdb.DuckDBPyConnection) -> None:
    """Number documents by date (undated last), then name, and store every table in that order."""
    with transaction(cursor):
        cursor.execute(
            """CREATE TEMP TABLE new_number AS
               SELECT document AS old,
                      (row_number() OVER (ORDER BY published NULLS LAST, name) - 1)::INTEGER AS new
               FROM document"""
        )
        moved = cursor.execute("SELECT count(*) FROM new_number WHERE old <> new").fetchall()[0][0]
        if moved:
            for table, order in TABLES.items():
                _renumber(cursor, table, order)
        cursor.execute("DROP TABLE new_number")
    with transaction(cursor):
        build_cubes(cursor)
    cursor.execute("ANALYZE")
    cursor.execute("CHECKPOINT")


def remove_document(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Delete the document's rows from every table. Raises StoreError (``store.no_document``)."""
    with transaction(cursor):
        place = _delete(cursor, name)
    blank(cursor, *place)


def replace_document(cursor: duckdb.DuckDBPyConnection, name: str, batch: Batch) -> None:
    """Put the rows of ``batch`` in the place of a document's, both or none.

    Raises StoreError (``store.no_document``, ``store.name_taken``).
    """
    with transaction(cursor):
        place = _delete(cursor, name)
        add_rows(cursor, batch, Known.read(cursor))
    blank(cursor, *place)


def _delete(cursor: duckdb.DuckDBPyConnection, name: str) -> tuple[int | None, int | None]:
    """Delete a document's rows; return where its text lies beside the store."""
    void_cubes(cursor)
    sql = "SELECT document, text_at, text_size FROM document WHERE name = $name"
    found = cursor.execute(sql, {"name": name}).fetchall()
    if not found:
        raise StoreError("store.no_document", name=name)
    for table in TABLES:
        cursor.execute(f"DELETE FROM {table} WHERE document = $document", {"document": found[0][0]})
    return found[0][1:]


def _renumber(cursor: duckdb.DuckDBPyConnection, table: str, order: str) -> None:
    cursor.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    cursor.execute(_definition(table))
    cursor.execute(
        f"""INSERT INTO {table}
            SELECT * REPLACE (n.new AS document) FROM old_{table} o JOIN new_number n ON n.old = o.document
            ORDER BY n.new{order}, o.rowid""".replace("SELECT *", "SELECT o.*")
    )
    cursor.execute(f"DROP TABLE old_{table}")


def _definition(table: str) -> str:
    schema = SCHEMA.read_text(encoding="utf-8")
    return re.search(rf"CREATE TABLE {table} \(.*?\n\);", schema, re.DOTALL).group()
