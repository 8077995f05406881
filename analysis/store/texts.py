"""The texts of a large store, in a file beside it, where a single one is read in microseconds.

DuckDB unpacks some thousand neighbours to show one text: the texts of a hundred articles out of a million
would take a second. So once a store on disk has more than some hundred documents, the texts of further
ones go to ``my.duckdb.texts``: records of some fifty texts packed together (that takes a third less room
than each alone), found by place and size in table ``document``. A record is written and on disk before the
transaction that tells of it; what a killed append leaves behind belongs to nobody.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis.errors import StoreError

# A small store stays one file; so many texts DuckDB finds quickly: with 1,500 inside, each page that shows
# texts waits 10 ms for some of them. What counts is how many there are with a new batch, often all there are.
INSIDE = 500
SUFFIX = ".texts"
_HEAD = b"texts 2\n"
_SIZE = 4  # bytes of a length
_CODEC = pa.Codec("zstd", 5)  # of records this long it leaves a tenth less than level 3, for a little work
# Devanagari takes two bytes a letter here and three in UTF-8: packed, a tenth less.
_ENCODING = "utf-16-le"
_PLACE_BITS = 40  # of a place in a lake; above them stands the number of the file
RECORD = 100_000  # letters of the texts in one record: unpacked in a third of a millisecond


def pack(texts: Sequence[str]) -> bytes:
    """Return the record of some texts."""
    raws = [text.encode(_ENCODING, "surrogatepass") for text in texts]
    head = np.array([len(raws), *map(len, raws)], "<u4").tobytes()
    raw = head + b"".join(raws)
    return len(raw).to_bytes(_SIZE, "little") + _CODEC.compress(raw, asbytes=True)


def unpack(record: bytes) -> list[memoryview]:
    """Return the texts of a record, to be read by ``decode``; nothing is copied."""
    raw, bounds = _opened(record)
    return [raw[start:end] for start, end in pairwise(bounds)]


def _opened(record: bytes) -> tuple[memoryview, list[int]]:
    """Return the texts of a record one after the other, and where each begins and the last one ends."""
    size = int.from_bytes(record[:_SIZE], "little")
    raw = memoryview(_CODEC.decompress(memoryview(record)[_SIZE:], size))
    count = int.from_bytes(raw[:_SIZE], "little")
    ends = np.cumsum(np.frombuffer(raw, "<u4", count, _SIZE), dtype=np.int64) + _SIZE * (count + 1)
    return raw, [_SIZE * (count + 1), *ends.tolist()]


def decode(raw: memoryview) -> str:
    """Return the text behind one part of a record."""
    return str(raw, _ENCODING, "surrogatepass")


def grouped(texts: Sequence[str]) -> list[list[str]]:
    """Return the texts in groups of about RECORD letters, in their order."""
    groups: list[list[str]] = [[]]
    size = 0
    for text in texts:
        if groups[-1] and size + len(text) > RECORD:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += len(text)
    return groups


@dataclass(frozen=True, slots=True)
class Records:
    """Packed texts: the records, and how many texts each has."""

    packed: list[bytes]
    counts: list[int]


def records_of(texts: Sequence[str]) -> Records:
    """Return texts packed some fifty together, in their order."""
    groups = grouped(texts)
    return Records([pack(group) for group in groups], [len(group) for group in groups])


def set_aside(
    cursor: duckdb.DuckDBPyConnection, documents: pa.Table, texts: Sequence[str], before: int
) -> pa.Table:
    """Write the texts of new documents beside the store when it is on disk and large with them (``before``:
    the documents it had).

    Returns the documents with an empty text and columns text_at, text_size and text_number instead, or as
    they were.
    """
    home = store_path(cursor)
    if home is None or before + len(texts) <= INSIDE:
        return documents
    return put_aside(cursor, documents, records_of(texts))


def put_aside(cursor: duckdb.DuckDBPyConnection, documents: pa.Table, records: Records) -> pa.Table:
    """Write packed texts beside the store; return their documents as ``set_aside`` does."""
    home = store_path(cursor)
    name = cursor.execute("SELECT value FROM about WHERE key = 'texts'").fetchall()
    if not name:
        name = [(home.name + SUFFIX,)]
        cursor.execute("INSERT INTO about VALUES ('texts', $name)", {"name": name[0][0]})
        home.with_name(name[0][0]).write_bytes(_HEAD)
    return placed_aside(documents, records, write(home.with_name(name[0][0]), records.packed))


def placed_aside(documents: pa.Table, records: Records, first: int) -> pa.Table:
    """Return the documents of packed texts as ``set_aside`` does; the first record lies at ``first``."""
    sizes = np.array([len(record) for record in records.packed], dtype=np.int64)
    documents = without_text(documents)
    columns = {
        "text_at": pa.array(np.repeat(first + np.cumsum(sizes) - sizes, records.counts), pa.int64()),
        "text_size": pa.array(np.repeat(sizes, records.counts), pa.int32()),
        "text_number": pa.array([number for count in records.counts for number in range(count)], pa.int16()),
    }
    for column, values in columns.items():
        documents = documents.append_column(column, values)
    return documents


def keep_inside(documents: pa.Table) -> pa.Table:
    """Return documents whose texts stay inside with the columns that ``set_aside`` gives the others."""
    for name, kind in (("text_at", pa.int64()), ("text_size", pa.int32()), ("text_number", pa.int16())):
        documents = documents.append_column(name, pa.nulls(documents.num_rows, kind))
    return documents


def without_text(documents: pa.Table) -> pa.Table:
    """Return the documents with an empty text."""
    place = documents.column_names.index("text")
    return documents.set_column(place, "text", pa.array([""] * documents.num_rows, pa.string()))


def write(file: Path, records: Sequence[bytes]) -> int:
    """Put records at the end of the file, on disk when this returns; return the place of the first."""
    with file.open("ab") as stream:
        first = stream.seek(0, os.SEEK_END)
        stream.write(b"".join(records))
        stream.flush()
        os.fsync(stream.fileno())
    return first


def file_of_batch(folder: Path, number: int) -> tuple[Path, int]:
    """Return the file of the texts of one batch of a lake, and the place where it begins among all."""
    return folder / f"{number:08}", number << _PLACE_BITS


def read(file: Path, places: Sequence[tuple[int, int, int]]) -> list[str]:
    """Return the texts at the given (place, size, number), of a file or of a lake's folder of files.

    Raises StoreError (``store.texts``).
    """
    try:
        records = _records(file, {at: size for at, size, _ in places})
        parts = [(*records[at], number) for at, _, number in places]
        return [decode(raw[bounds[number] : bounds[number + 1]]) for raw, bounds, number in parts]
    except (OSError, ValueError, IndexError) as error:
        raise StoreError("store.texts", path=file) from error


def _records(file: Path, sizes: Mapping[int, int]) -> dict[int, tuple[memoryview, list[int]]]:
    """Return place → record, opened by two threads: a page of a hundred texts waits for little else."""
    many = file.is_dir()

    def opened(at: int) -> tuple[memoryview, list[int]]:
        part, first = file_of_batch(file, at >> _PLACE_BITS) if many else (file, 0)
        with part.open("rb") as stream:
            return _opened(os.pread(stream.fileno(), sizes[at], at - first))

    with ThreadPoolExecutor(2) as threads:
        return dict(zip(sizes, threads.map(opened, sizes), strict=True))


def take_out(cursor: duckdb.DuckDBPyConnection, at: int, size: int, number: int) -> None:
    """Give the other texts of a record a new record without text ``number``, inside a transaction.

    The old one is to be blanked when the transaction has ended well.
    """
    about = dict(cursor.execute("SELECT key, value FROM about").fetchall())
    file = texts_file(store_path(cursor), about)
    with file.open("rb") as stream:
        texts = [decode(raw) for raw in unpack(os.pread(stream.fileno(), size, at))]
    texts[number] = ""
    record = pack(texts)
    place = {"old": at, "at": write(file, [record]), "size": len(record)}
    cursor.execute("UPDATE document SET text_at = $at, text_size = $size WHERE text_at = $old", place)


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
    file = store / about["texts"] if store.is_dir() else store.with_name(about["texts"])
    if not file.exists():
        raise StoreError("store.texts", path=file)
    return file


def store_path(cursor: duckdb.DuckDBPyConnection) -> Path | None:
    """Return the file of the store behind a cursor, None in memory."""
    sql = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    path = cursor.execute(sql).fetchall()[0][0]
    return Path(path) if path else None
