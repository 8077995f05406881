"""Put the store in its final order, and take documents out of it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analysis.errors import StoreError
from analysis.records import Batch
from analysis.store.append import add_rows, transaction
from analysis.store.cubes import build_cubes, void_cubes
from analysis.store.known import Known
from analysis.store.texts import blank, take_out

SCHEMA = Path(__file__).with_name("schema.sql")
FRESH = "fresh"
# A file that rows were taken out of keeps its size: with so large a part of it free it is written anew.
FREE = 0.2
# Each table of documents' rows, and what orders its rows inside a document.
TABLES = {
    "document": "",
    "sentence": ", sentence",
    "token_row": None,
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
}
_SHARED = ("about", "term", "form", "entity", "alias", "ingest_file")


def finish_store(cursor: duckdb.DuckDBPyConnection, fresh: Path | None) -> bool:
    """Number documents by date (undated last), then name, and store every table in that order.

    Returns whether the finished store is a new file at ``fresh``, to be put in the place of the old one;
    otherwise, and always without ``fresh``, it is finished where it is.
    """
    moved = _out_of_order(cursor)
    if fresh is not None and (moved or _free(cursor) > FREE):
        _write_anew(cursor, fresh)
        return True
    with transaction(cursor):
        if moved:
            _number(cursor)
            for table in TABLES:
                _reorder(cursor, table)
            cursor.execute("DROP TABLE new_number")
        build_cubes(cursor)
    cursor.execute("ANALYZE")
    cursor.execute("CHECKPOINT")
    return False


def remove_document(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Delete the document's rows from every table. Raises StoreError (``store.no_document``)."""
    with transaction(cursor):
        _, *place = _delete(cursor, name)
    blank(cursor, *place)


def replace_document(cursor: duckdb.DuckDBPyConnection, name: str, batch: Batch) -> None:
    """Put the rows of ``batch`` in the place of a document's, both or none.

    It keeps its number where name and date are what they were: then no other document moves.
    Raises StoreError (``store.no_document``, ``store.name_taken``).
    """
    new = batch.documents.select(["name", "published"]).to_pylist()
    with transaction(cursor):
        old = cursor.execute("SELECT name, published FROM document WHERE name = $n", {"n": name}).fetchall()
        number, *place = _delete(cursor, name)
        same = [tuple(row.values()) for row in new] == old
        add_rows(cursor, batch, Known.read(cursor), number=number if same else None)
    blank(cursor, *place)


def _delete(cursor: duckdb.DuckDBPyConnection, name: str) -> tuple[int, int | None, int | None]:
    """Delete a document's rows; return its number, and where its text lies beside the store."""
    void_cubes(cursor)
    sql = "SELECT document, text_at, text_size, text_number FROM document WHERE name = $name"
    found = cursor.execute(sql, {"name": name}).fetchall()
    if not found:
        raise StoreError("store.no_document", name=name)
    document, at, size, number = found[0]
    for table in TABLES:
        cursor.execute(f"DELETE FROM {table} WHERE document = $document", {"document": document})
    if at is not None:
        take_out(cursor, at, size, number)
    return document, at, size


def _out_of_order(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Say whether a document has a smaller number than one that stands before it by date and name."""
    sql = """SELECT count(*) FROM (SELECT document,
                 lag(document) OVER (ORDER BY published NULLS LAST, name) AS before FROM document)
             WHERE before > document"""
    return cursor.execute(sql).fetchall()[0][0] > 0


def _free(cursor: duckdb.DuckDBPyConnection) -> float:
    """Return how large a part of the store's file holds nothing."""
    cursor.execute("CHECKPOINT")  # only then what was deleted is known to be free
    sql = """SELECT free_blocks, total_blocks FROM pragma_database_size()
             WHERE database_name = current_database()"""
    free, total = cursor.execute(sql).fetchall()[0]
    return free / total if total else 0.0


def _number(cursor: duckdb.DuckDBPyConnection, database: str = "") -> None:
    """Make table new_number: old and new number of each document, and where it stands among all tokens and
    letters then."""
    cursor.execute(
        f"""CREATE OR REPLACE TEMP TABLE new_number AS
            SELECT document AS old, (row_number() OVER before - 1)::INTEGER AS new,
                   (sum(tokens) OVER before - tokens)::BIGINT AS first_token,
                   (sum(letters) OVER before - letters)::BIGINT AS first_character,
                   d.first_token AS old_token, d.first_character AS old_character
            FROM (SELECT *, coalesce((SELECT max("end") + 1 FROM {database}sentence s
                                      WHERE s.document = x.document), 0) AS letters
                  FROM {database}document x) d
            WINDOW before AS (ORDER BY published NULLS LAST, name ROWS UNBOUNDED PRECEDING)"""
    )


def _in_order(table: str, database: str = "") -> str:
    """Return the SELECT of a table's rows under the new numbers, in their order."""
    replaced, order = "n.new AS document", f"n.new{TABLES[table]}, o.rowid"
    if table == "document":
        replaced += ", n.first_token AS first_token, n.first_character AS first_character"
    if table == "token_row":
        replaced += """, o.place - n.old_token + n.first_token AS place,
                       o.letter - n.old_character + n.first_character AS letter"""
        order = "place"  # one number says all
    return f"""SELECT o.* REPLACE ({replaced}) FROM {database}{table} o
               JOIN new_number n ON n.old = o.document ORDER BY {order}"""


def _reorder(cursor: duckdb.DuckDBPyConnection, table: str) -> None:
    cursor.execute(f"CREATE TEMP TABLE in_order AS {_in_order(table)}")
    cursor.execute(f"DELETE FROM {table}")
    cursor.execute(f"INSERT INTO {table} SELECT * FROM in_order")
    cursor.execute("DROP TABLE in_order")


def _write_anew(cursor: duckdb.DuckDBPyConnection, fresh: Path) -> None:
    """Write the whole store to a new file, in order and without gaps."""
    fresh.unlink(missing_ok=True)
    old = cursor.execute("SELECT current_database()").fetchall()[0][0]
    database = f'"{old}".main.'
    cursor.execute(f"""ATTACH '{str(fresh).replace("'", "''")}' AS {FRESH}""")
    try:
        _number(cursor, database)
        cursor.execute(f"USE {FRESH}")
        cursor.execute(SCHEMA.read_text(encoding="utf-8"))
        with transaction(cursor):
            for table in _SHARED:
                cursor.execute(f"INSERT INTO {table} FROM {database}{table}")
            for table in TABLES:
                cursor.execute(f"INSERT INTO {table} {_in_order(table, database)}")
            build_cubes(cursor)
        cursor.execute("ANALYZE")
        cursor.execute("CHECKPOINT")
    finally:
        cursor.execute(f'USE "{old}"')
        cursor.execute(f"DETACH {FRESH}")
