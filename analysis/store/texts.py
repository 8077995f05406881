"""The texts of a large store, in a file beside it, where a single one is read in microseconds.

DuckDB unpacks some thousand neighbours to show one text: the texts of a hundred articles out of a million
would take a second. So once a store on disk has more than a few thousand documents, the texts of further
ones go to ``my.duckdb.texts``: records packed one by one, found by place and size in table ``document``.
A record is written and on disk before the transaction that tells of it; what a killed append leaves behind
belongs to nobody.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis.errors import StoreError

# A small store stays one file; so many texts DuckDB finds quickly.
ASIDE_FROM = 2_000
SUFFIX = ".texts"
_HEAD = b"texts 1\n"
_SIZE = 4  # bytes before each record: how long it is unpacked
_CODEC = pa.Codec("zstd", 3)


def pack(text: str) -> bytes:
    """Return the record of a text."""
    raw = text.encode("utf-8")
    return len(raw).to_bytes(_SIZE, "little") + _CODEC.compress(raw, asbytes=True)


def unpack(record: bytes) -> str:
    """Return the text of a record."""
    size = int.from_bytes(record[:_SIZE], "little")
    return _CODEC.decompress(record[_SIZE:], size, asbytes=True).decode("utf-8")


def set_aside(cursor: duckdb.DuckDBPyConnection, documents: pa.Table, before: int) -> pa.Table:
    """Write the texts of new documents beside the store when it is on disk and large (``before`` documents).

    Returns the documents with an empty text and columns text_at and text_size instead, or as they were.
    """
    home = store_path(cursor)
    if home is None or before < ASIDE_FROM:
        return documents
    name = cursor.execute("SELECT value FROM about WHERE key = 'texts'").fetchall()
    if not name:
        name = [(home.name + SUFFIX,)]
        cursor.execute("INSERT INTO about VALUES ('texts', $name)", {"name": name[0][0]})
        home.with_name(name[0][0]).write_bytes(_HEAD)
    records = [pack(text) for text in documents["text"].to_pylist()]
    first = write(home.with_name(name[0][0]), records)
    sizes = np.array([len(record) for record in records], dtype=np.int64)
    place = documents.column_names.index("text")
    documents = documents.set_column(place, "text", pa.array([""] * len(records), pa.string()))
    documents = documents.append_column("text_at", pa.array(first + np.cumsum(sizes) - sizes, pa.int64()))
    return documents.append_column("text_size", pa.array(sizes, pa.int32()))


def write(file: Path, records: Sequence[bytes]) -> int:
    """Put records at the end of the file, on disk when this returns; return the place of the first."""
    with file.open("ab") as stream:
        first = stream.seek(0, os.SEEK_END)
        stream.write(b"".join(records))
        stream.flush()
        os.fsync(stream.fileno())
    return first


def read(file: Path, places: Iterable[tuple[int, int]]) -> list[str]:
    """Return the texts at the given (place, size). Raises StoreError (``store.texts``)."""
    try:
        with file.open("rb") as stream:
            return [unpack(os.pread(stream.fileno(), size, at)) for at, size in places]
    except (OSError, ValueError) as error:
        raise StoreError("store.texts", path=file) from error


def blank(cursor: duckdb.DuckDBPyConnection, at: int | None, size: int | None) -> None:
    """Write zeros over a record: the text of a document that was taken out is gone."""
    if at is None:
        return
    about = dict(cursor.execute("SELECT key, value FROM about").fetchall())
    with texts_file(store_path(cursor), about).open("r+b") as stream:
        stream.seek(at)
        stream.write(bytes(size))


def remove_texts(store: str, folder: Path, *, but: str = "") -> None:
    """Delete the texts of the stores of this name, or pattern of names, that are gone from a folder."""
    for file in folder.glob(store + SUFFIX):
        if file.name != but + SUFFIX:
            file.unlink(missing_ok=True)


def texts_file(store: Path, about: dict[str, str]) -> Path | None:
    """Return the file of a store's texts, or None where they are all inside.

    Raises StoreError (``store.texts``) when it is not there: it was not moved along with the store.
    """
    if "texts" not in about:
        return None
    file = store.with_name(about["texts"])
    if not file.is_file():
        raise StoreError("store.texts", path=file)
    return file


def store_path(cursor: duckdb.DuckDBPyConnection) -> Path | None:
    """Return the file of the store behind a cursor, None in memory."""
    sql = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    path = cursor.execute(sql).fetchall()[0][0]
    return Path(path) if path else None
