"""Rows that wait beside a store for their final order: written as they come, put in place by ``finish``.

The tables of a store are sorted and packed. To pack what comes in any order, only to pack it again in the
final one, cost more than all the rest of writing. So the rows of a batch go to a file that is quick to write,
``my.duckdb.waiting/000007.rows``: Arrow's files one after the other, and an index. Whoever annotates writes
it, with ids that hold inside the batch. What the store alone can tell, its documents, new words and which
ids of the store those ids are, is in a small file beside it, ``000007``. A transaction of the store says how
many batches there are: what a killed process leaves beyond that belongs to nobody. Questions see nothing of
it: they are answered as after the last ``finish``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis.errors import StoreError
from analysis.store.token_order import ROW, ordered_tokens

SUFFIX = ".waiting"
ROWS = ".rows"
# The tables of a batch that only the store can tell.
OWN = ("document", "term", "form", "form_id", "entity_id")
# What a waiting document has beside its columns in the store: its batch, how many letters it takes up in the
# end, and until then.
MORE = ("batch", "letters", "room")
# What numbers documents, and says where they stand.
PLACING = ("document", "published", "name", "tokens", "first_token", "first_character")
_SIZE = 4  # bytes of the length of a file's index, at its end
_PLACES = ("first_token", "first_character")


def waiting_folder(store: Path) -> Path:
    """Return where the waiting rows of a store lie."""
    return store.with_name(store.name + SUFFIX)


def batches_waiting(cursor: duckdb.DuckDBPyConnection) -> int:
    """Return how many batches of a store wait."""
    found = cursor.execute("SELECT value::INTEGER FROM about WHERE key = 'waiting'").fetchall()
    return found[0][0] if found else 0


def with_waiting(
    cursor: duckdb.DuckDBPyConnection,
    store: Path | None,
    table: str,
    columns: Sequence[str] = (),
    database: str = "",
) -> str:
    """Return what to select from, on this cursor, to have the rows of a table of a store, waiting or not.

    Only some ``columns`` of documents are held in memory; of all of them the files are, while they are read.
    """
    more = MORE if table == "document" else ()
    parts = [
        _read(store, number, table, [*columns, *more] if columns else ())
        for number in range(batches_waiting(cursor))
    ]
    rows = [part for part in parts if part is not None]
    if not rows:
        return f"{database}{table}"
    waiting = pa.concat_tables(rows, promote_options="default")
    cursor.register(f"waiting_{table}", waiting.combine_chunks() if columns else waiting)
    listed = ", ".join(columns) or "*"
    without = f"* EXCLUDE ({', '.join(more)})" if more and not columns else listed
    return f"(SELECT {listed} FROM {database}{table} UNION ALL BY NAME SELECT {without} FROM waiting_{table})"


def write_waiting(
    cursor: duckdb.DuckDBPyConnection, store: Path, number: int, own: Mapping[str, pa.Table], rows: Path
) -> None:
    """Take what waits as batch ``number``, on disk when this returns, and count it, in a transaction.

    ``rows`` is the file of its rows, which gets a place of its own; ``own`` is what the store tells of it.
    """
    os.replace(rows, _file(store, number, "token_row"))
    write_tables(_file(store, number, OWN[0]), own.items())
    cursor.execute("INSERT OR REPLACE INTO about VALUES ('waiting', $n)", {"n": str(number + 1)})


def write_tables(file: Path, tables: Iterable[tuple[str, pa.Table]]) -> None:
    """Write tables to a file of their own, on disk when this returns."""
    index: dict[str, tuple[int, int]] = {}
    with file.open("wb") as stream:
        for table, part in tables:
            if part.num_rows:
                begin = stream.tell()
                part = part.combine_chunks()  # in one piece, that any row is read without copying the others
                with pa.ipc.new_file(stream, part.schema) as writer:
                    writer.write_table(part)
                index[table] = (begin, stream.tell() - begin)
        stream.flush()
        whole = _sum(pa.memory_map(str(file)).read_buffer()) if index else 0
        told = json.dumps({"tables": index, "sum": whole}).encode()
        stream.write(told + len(told).to_bytes(_SIZE, "little"))
        stream.flush()
        os.fsync(stream.fileno())


def _read(store: Path, number: int, table: str, columns: Sequence[str] = ()) -> pa.Table | None:
    """Return a table of a batch, or some columns of it.

    Raises StoreError (``store.waiting``) when it is not there or not whole.
    """
    file = _file(store, number, table)
    with _whole(file):
        data, told = _open(file)
        place = told["tables"].get(table)
        rows = pa.ipc.open_file(data.slice(*place)).read_all() if place else None
        return rows.select(columns) if rows and columns else rows


def _read_numbers(store: Path, number: int, columns: Sequence[str]) -> np.ndarray:
    """Return some columns of the documents of a batch as rows of numbers (int64), apart from its file."""
    rows = _read(store, number, "document", columns)
    return np.array([rows[name] for name in columns] if rows else [[]] * len(columns), np.int64)


def _check(store: Path, number: int) -> None:
    """Raise StoreError (``store.waiting``) where a batch is not what was written."""
    for file in (_file(store, number, table) for table in (OWN[0], "token_row")):
        with _whole(file):
            data, told = _open(file)
            if _sum(data) != told["sum"]:
                raise ValueError(number)


def _open(file: Path) -> tuple[pa.Buffer, dict]:
    """Return the tables of a batch's file, and what its end tells of them."""
    data = pa.memory_map(str(file)).read_buffer()
    size = int.from_bytes(data[len(data) - _SIZE :], "little")
    end = len(data) - _SIZE - size
    return data.slice(0, end), json.loads(data[end : len(data) - _SIZE].to_pybytes())


@contextmanager
def _whole(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, IndexError, KeyError) as error:  # Arrow's are ValueErrors
        raise StoreError("store.waiting", path=file) from error


def _sum(data: pa.Buffer) -> int:
    """Return all words of eight bytes added up: any damage to one of them shows, as quickly as it is read."""
    words = len(data) // 8
    rest = int.from_bytes(data[8 * words :].to_pybytes(), "little")
    total = int(np.frombuffer(data, np.uint64, words).sum(dtype=np.uint64)) if words else 0
    return (total + rest) % (1 << 64)


def _file(store: Path, number: int, table: str) -> Path:
    return waiting_folder(store) / f"{number:06}{'' if table in OWN else ROWS}"


def forget_waiting(cursor: duckdb.DuckDBPyConnection) -> None:
    """Say, in the transaction that put the rows into their tables, that nothing waits any more."""
    cursor.execute("DELETE FROM about WHERE key = 'waiting'")


@dataclass(frozen=True, slots=True)
class Waiting:
    """The batches that wait for a store, and of each of their documents, by rising numbers: its batch, its
    final number, how many tokens it has, where they begin in its batch, where they and
    its text will begin in the store."""

    store: Path
    batches: int
    batch: np.ndarray
    new: np.ndarray
    tokens: np.ndarray
    begin: np.ndarray
    first_token: np.ndarray
    first_character: np.ndarray

    @classmethod
    def read(cls, cursor: duckdb.DuckDBPyConnection, store: Path) -> Waiting | None:
        """Return what waits for ``store``, None when nothing does; table ``new_number`` tells the numbers.

        Raises StoreError (``store.waiting``) where a batch is not what was written.
        """
        batches = batches_waiting(cursor)
        if not batches:
            return None
        for number in range(batches):
            _check(store, number)
        cursor.unregister("waiting_document")  # done with names and dates, the larger part of it
        came = [_read_numbers(store, number, ("document", "tokens")) for number in range(batches)]
        sizes = [part.shape[1] for part in came]
        documents, tokens = np.concatenate(came, axis=1)
        before = np.append(0, np.cumsum(tokens))
        placed = cursor.execute(
            "SELECT old, new, first_token, first_character FROM new_number ORDER BY old"
        ).fetchnumpy()
        rows = np.searchsorted(placed["old"], documents)
        return cls(
            store,
            batches,
            batch=np.repeat(np.arange(batches), sizes),
            new=np.asarray(placed["new"])[rows],
            tokens=tokens,
            begin=before[:-1] - np.repeat(before[np.cumsum([0, *sizes[:-1]])], sizes),
            **{name: np.asarray(placed[name])[rows] for name in _PLACES},
        )

    def rows(self, table: str) -> pa.RecordBatchReader | None:
        """Return the rows of a table under the final numbers, for tokens in final order; None without any.

        Others have a column ``row`` more, which tells how they came in their document.
        """
        parts = _ahead(ordered_tokens(self)) if table == "token_row" else self._rows(table)
        first = next(parts, None)
        return (
            None if first is None else pa.RecordBatchReader.from_batches(first.schema, _again(first, parts))
        )

    def _rows(self, table: str) -> Iterator[pa.RecordBatch]:
        for number in range(self.batches):
            part = _read(self.store, number, table)
            if part is not None:
                first = np.searchsorted(self.batch, number)
                own = np.arange(part.num_rows) if table == "document" else part["document"].to_numpy()
                place = first + own
                columns = {name: self._named(number, name, part[name]) for name in part.column_names}
                columns |= {"document": self.new[place], "row": np.arange(len(place))}
                if table == "document":
                    columns |= {name: getattr(self, name)[place] for name in _PLACES}
                yield pa.RecordBatch.from_pydict({k: v for k, v in columns.items() if k not in MORE})

    def _named(self, number: int, name: str, column: pa.ChunkedArray) -> pa.Array:
        """Return a column of a batch with the store's ids of forms and entities."""
        column = column.combine_chunks()
        if name == "form":
            return self._ids(number, "form_id").take(column)
        if name == "entity":
            return self._ids(number, "entity_id").take(column)
        if name in ("entities", "speakers"):
            ids = self._ids(number, "entity_id").take(column.values)
            return pa.ListArray.from_arrays(column.offsets, ids)
        return column

    def _ids(self, number: int, table: str) -> pa.Array:
        found = _read(self.store, number, table)
        return found["id"].combine_chunks() if found else pa.array([], pa.int32())

    @property
    def folder(self) -> Path:
        """Where the batches lie."""
        return waiting_folder(self.store)

    def token_rows(self, number: int) -> np.ndarray:
        """Return the tokens of a batch as they lie there, with the store's ids of forms."""
        table = _read(self.store, number, "token_row")
        rows = np.empty(table.num_rows if table else 0, ROW)
        for name in ROW.names if table else ():
            column = table[name].to_numpy()
            rows[name] = self._ids(number, "form_id").to_numpy()[column] if name == "form" else column
        return rows


def _ahead(parts: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield what ``parts`` does; while one is packed into the store, the next is put in order."""
    with ThreadPoolExecutor(1) as thread:
        part = thread.submit(next, parts, None)
        while (found := part.result()) is not None:
            part = thread.submit(next, parts, None)
            yield found


def _again(first: pa.RecordBatch, others: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    yield from others
