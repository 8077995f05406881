"""Put the store in its final order, and take documents out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from analysis.errors import StoreError
from analysis.records import Batch
from analysis.store.append import add_rows, transaction
from analysis.store.cubes import build_cubes, void_cubes
from analysis.store.known import Known
from analysis.store.steps import Step, each, silent
from analysis.store.texts import blank, store_path, take_out
from analysis.store.waiting import PLACING, Waiting, batches_waiting, forget_waiting, with_waiting

SCHEMA = Path(__file__).with_name("schema.sql")
# A file that rows were taken out of keeps its size: with so large a part of it free it is written anew.
FREE = 0.2
SOON = "32MB"  # of a log, and the tables themselves are written
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
_SHARED = ("about", "entity", "alias", "ingest_file")
_WORDS = ("term", "form")  # in the order of their ids, which are columns of the same name


def finish_store(cursor: duckdb.DuckDBPyConnection, fresh: Path | None, step: Step = silent) -> bool:
    """Number documents by date (undated last), then name, and store every table in that order.

    Returns whether the finished store is a new file at ``fresh``, to be put in the place of the old one;
    otherwise, and always without ``fresh``, it is finished where it is.
    """
    waits = batches_waiting(cursor) > 0
    documents = with_waiting(cursor, store_path(cursor), "document", PLACING)
    moved = _out_of_order(cursor, documents) or (waits and not _behind(cursor))
    if fresh is not None and (moved or _free(cursor) > FREE):
        _write_anew(cursor, fresh, step)
        return True
    with transaction(cursor):
        if moved:
            _number(cursor)
            for table in each(step, "order", [*TABLES]):
                _reorder(cursor, table)
            cursor.execute("DROP TABLE new_number")
        if waits:
            _take_in(cursor, step)
    build_cubes(cursor, step=step)
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


def _out_of_order(cursor: duckdb.DuckDBPyConnection, documents: str) -> bool:
    """Say whether a document has a smaller number than one that stands before it by date and name."""
    sql = f"""SELECT count(*) FROM (SELECT document,
                  lag(document) OVER (ORDER BY published NULLS LAST, name) AS before FROM {documents})
              WHERE before > document"""
    return cursor.execute(sql).fetchall()[0][0] > 0


def _behind(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Say whether the store has documents, and those that wait come after them all."""
    sql = "SELECT (SELECT max(document) FROM document) < (SELECT min(document) FROM waiting_document)"
    return bool(cursor.execute(sql).fetchall()[0][0])


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
    letters = f'coalesce((SELECT max("end") + 1 FROM {database}sentence s WHERE s.document = d.document), 0)'
    columns = "document, published, name, tokens, first_token, first_character"
    documents = f"SELECT {columns}, {letters} AS letters FROM {database}document d"
    if batches_waiting(cursor):
        documents += f" UNION ALL SELECT {columns}, letters FROM waiting_document"
    cursor.execute(
        f"""CREATE OR REPLACE TEMP TABLE new_number AS
            SELECT document AS old, (row_number() OVER before - 1)::INTEGER AS new,
                   (sum(tokens) OVER before - tokens)::BIGINT AS first_token,
                   (sum(letters) OVER before - letters)::BIGINT AS first_character,
                   first_token AS old_token, first_character AS old_character
            FROM ({documents})
            WINDOW before AS (ORDER BY published NULLS LAST, name ROWS UNBOUNDED PRECEDING)"""
    )


def _renumbered(table: str, source: str) -> str:
    """Return the SELECT of a table's rows under the new numbers; column ``row`` tells how they lay."""
    replaced, row = "n.new AS document", ", o.rowid AS row"
    if table == "document":
        replaced += ", n.first_token AS first_token, n.first_character AS first_character"
        row = ", 0 AS row"
    if table == "token_row":  # its place says all
        replaced += """, o.place - n.old_token + n.first_token AS place,
                       o.letter - n.old_character + n.first_character AS letter"""
        row = ""
    return f"""SELECT o.* REPLACE ({replaced}){row} FROM {source} o
               JOIN new_number n ON n.old = o.document"""


def _reorder(cursor: duckdb.DuckDBPyConnection, table: str) -> None:
    cursor.execute(f"CREATE TEMP TABLE in_order AS {_renumbered(table, table)}")
    cursor.execute(f"DELETE FROM {table}")
    _insert(cursor, table, "FROM in_order", None)
    cursor.execute("DROP TABLE in_order")


def _write_anew(cursor: duckdb.DuckDBPyConnection, fresh: Path, step: Step) -> None:
    """Write the whole store to a new file, in order and without gaps."""
    fresh.unlink(missing_ok=True)
    name = cursor.execute("SELECT current_database()").fetchall()[0][0].replace('"', '""')
    old, new = f'"{name}"', f'"{name} anew"'  # that no store is called: one is named after its file
    database = f"{old}.main."
    cursor.execute(f"""ATTACH '{str(fresh).replace("'", "''")}' AS {new}""")
    try:
        _number(cursor, database)
        path, sources = store_path(cursor), _sources(cursor, database)
        waiting = Waiting.read(cursor, path)
        cursor.execute(f"USE {new}")
        cursor.execute(SCHEMA.read_text(encoding="utf-8"))
        # Nobody reads a file that is not yet a store: each table is committed by itself, which needs the
        # least memory, and written soon.
        cursor.execute(f"SET checkpoint_threshold = '{SOON}'")
        for table in _SHARED:
            cursor.execute(f"INSERT INTO {table} FROM {database}{table}")
        with _one_thread(cursor):
            for table in each(step, "order", [*_WORDS, *sources]):
                if table in sources:
                    _insert(cursor, table, sources[table], waiting)
                    continue
                known = with_waiting(cursor, path, table, database=database)
                _insert(cursor, table, f"SELECT *, 0 AS row FROM {known}", waiting)
                cursor.unregister(f"waiting_{table}")  # of all batches, mapped into memory: one at a time
        forget_waiting(cursor)
        void_cubes(cursor)
        build_cubes(cursor, step=step)
        cursor.execute("ANALYZE")
        cursor.execute("CHECKPOINT")
    finally:
        cursor.execute(f"USE {old}")
        cursor.execute(f"DETACH {new}")


def _sources(cursor: duckdb.DuckDBPyConnection, database: str) -> dict[str, str]:
    """Return the SELECT of each table's rows in a store, "" where it has no documents yet."""
    empty = not cursor.execute("SELECT count(*) FROM document").fetchall()[0][0]
    return {table: "" if empty else _renumbered(table, f"{database}{table}") for table in TABLES}


def _take_in(cursor: duckdb.DuckDBPyConnection, step: Step) -> None:
    """Put the rows that wait behind those of the documents before them."""
    cursor.execute(
        """CREATE TEMP TABLE new_number AS
           SELECT document AS old, document AS new, first_token, first_character FROM waiting_document"""
    )
    waiting = Waiting.read(cursor, store_path(cursor))
    for table in _WORDS:
        if with_waiting(cursor, store_path(cursor), table) != table:
            cursor.execute(f"INSERT INTO {table} BY NAME FROM waiting_{table}")
            cursor.unregister(f"waiting_{table}")
    with _one_thread(cursor):
        for table in each(step, "order", [*TABLES]):
            _insert(cursor, table, "", waiting)
    cursor.execute("DROP TABLE new_number")
    forget_waiting(cursor)
    void_cubes(cursor)


@contextmanager
def _one_thread(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let one thread do the work: several write blocks that are then put together and left empty.

    A fifth of the file of 20,000 articles held nothing; one thread takes no longer.
    """
    cursor.execute("SET threads = 1")
    try:
        yield
    finally:
        cursor.execute("RESET threads")


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, select: str, waiting: Waiting | None) -> None:
    """Add the rows of a SELECT ("" for none), and those that wait for the table, in order."""
    rows = waiting.rows(table) if waiting and table not in _WORDS else None
    order = _order(table) if select or table != "token_row" else ""  # tokens that wait come in order
    if rows is not None:
        cursor.register("waiting_rows", rows)
        select = " UNION ALL BY NAME ".join(filter(None, [select, "FROM waiting_rows"]))
    if select:
        columns = "*" if table == "token_row" else "* EXCLUDE (row)"
        cursor.execute(f"INSERT INTO {table} BY NAME SELECT {columns} FROM ({select}) {order}")
    if rows is not None:
        cursor.unregister("waiting_rows")


def _order(table: str) -> str:
    if table in _WORDS:
        return f"ORDER BY {table}"
    return "ORDER BY " + ("place" if table == "token_row" else f"document{TABLES[table]}, row")
