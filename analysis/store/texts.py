"""The texts of a large store, in a file beside it, where a single one is read in microseconds.

DuckDB unpacks some thousand neighbours to show one text: the texts of a hundred articles out of a million
would take a second. So once a store on disk has more than some hundred documents, the texts of further
ones go to ``my.duckdb.texts``: a dictionary of what they have in common, then records of some eight texts
(``text_records.py``), found by place and size in table ``document``. A record is written and on disk before
the transaction that tells of it; what a killed append leaves behind belongs to nobody.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis.errors import StoreError
from analysis.store.text_records import (
    Record,
    Records,
    dictionary_of,
    opened_dictionary,
    pack,
    records_of,
    unpack,
)
from analysis.store.waiting import with_waiting
from analysis.versions import fingerprint

# A small store stays one file; so many texts DuckDB finds quickly: with 1,500 inside, each page that shows
# texts waits 10 ms for some of them. What counts is how many there are with a new batch, often all there are.
INSIDE = 500
SUFFIX = ".texts"
DICTIONARY = "dictionary"  # its file in the folder of a lake's texts
_HEAD = b"texts 3\n"
_DIGEST = "dictionary"  # what a store says of the dictionary of its texts, to know the file by
_SIZE = 4  # bytes of a length
_PLACE_BITS = 40  # of a place in a lake; above them stands the number of the file


@dataclass(frozen=True, slots=True)
class TextFile:
    """The file beside a store, or the folder of files in a lake, and the dictionary of its records."""

    path: Path
    dictionary: bytes

    def read(self, places: Sequence[tuple[int, int, int]]) -> list[str]:
        """Return the texts at the given (place, size, number).

        Raises StoreError (``store.texts``).
        """
        with _told(self.path):
            sizes = {at: size for at, size, _ in places}
            packed = list(_records(self.path, sizes))
            records = dict(zip(sizes, unpack(packed, self.dictionary), strict=True))
            return [records[at].text(number) for at, _, number in places]

    def record(self, at: int, size: int) -> Record:
        """Return the record at a place. Raises StoreError (``store.texts``)."""
        with _told(self.path):
            return unpack(list(_records(self.path, {at: size})), self.dictionary)[0]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what is wrong with the file of texts in our words."""
    try:
        yield
    except (OSError, ValueError, IndexError) as error:
        raise StoreError("store.texts", path=path) from error


def _records(path: Path, sizes: Mapping[int, int]) -> Iterator[bytes]:
    """Yield the packed records at these places, of these sizes."""
    many = path.is_dir()
    with ExitStack() as streams:
        opened: dict[Path, int] = {}
        for at, size in sizes.items():
            file, first = file_of_batch(path, at >> _PLACE_BITS) if many else (path, 0)
            if file not in opened:
                opened[file] = streams.enter_context(file.open("rb")).fileno()
            yield os.pread(opened[file], size, at - first)


def text_file(store: Path | None, about: Mapping[str, str]) -> TextFile | None:
    """Return the file of a store's texts, or None where they are all inside.

    It goes by the store's name: read under that of a store which this one was copied from, it would be gone
    with the first article taken out there, or be written over by another store of that name.
    Raises StoreError (``store.texts``) when it is not there, not whole or another store's: it was not moved
    along with the store.
    """
    if "texts" not in about:
        return None
    if store.is_dir():
        return _opened(store / about["texts"], store / about["texts"] / DICTIONARY)
    own = own_texts(store)
    file = _opened(own, own)
    if about.get(_DIGEST) not in (None, fingerprint(file.dictionary)):
        raise StoreError("store.texts", path=own)
    return file


def own_texts(store: Path) -> Path:
    """Return where the texts of a store lie, which go by its name."""
    return store.with_name(store.name + SUFFIX)


def _opened(path: Path, where: Path) -> TextFile:
    """Return the file or folder of texts at ``path``, whose dictionary stands in the file ``where``."""
    try:
        with where.open("rb") as stream:
            start, size = stream.read(len(_HEAD)), int.from_bytes(stream.read(_SIZE), "little")
            dictionary = stream.read(size)
        if start != _HEAD or len(dictionary) < size:
            raise StoreError("store.texts", path=path)
        opened_dictionary(dictionary)
    except PermissionError as error:  # nothing is wrong with it
        raise StoreError("store.denied", path=path, reason=error.strerror) from error
    except (OSError, ValueError) as error:
        raise StoreError("store.texts", path=path) from error
    return TextFile(path, dictionary)


def head(dictionary: bytes) -> bytes:
    """Return what stands before the records."""
    return _HEAD + len(dictionary).to_bytes(_SIZE, "little") + dictionary


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
    return put_aside(cursor, documents, records_of(texts, dictionary_for(cursor, texts)))


def _text_file(cursor: duckdb.DuckDBPyConnection) -> TextFile | None:
    return text_file(store_path(cursor), about_of(cursor))


def dictionary_for(
    cursor: duckdb.DuckDBPyConnection, texts: Sequence[str], before: int | None = None
) -> bytes:
    """Return the dictionary of the store's texts; where none lie beside it yet, one of those that it has,
    waiting or not (with ``before``, of ids below that), and of these, which are to be the first."""
    if file := _text_file(cursor):
        return file.dictionary
    rows = with_waiting(cursor, store_path(cursor), "document", ("document", "text"))
    sql = f"SELECT text FROM {rows} WHERE text <> '' AND document < $before ORDER BY document"
    inside = cursor.execute(sql, {"before": sys.maxsize if before is None else before}).fetchall()
    return dictionary_of([*(text for (text,) in inside), *texts])


def put_aside(cursor: duckdb.DuckDBPyConnection, documents: pa.Table, records: Records) -> pa.Table:
    """Write packed texts beside the store; return their documents as ``set_aside`` does.

    Raises StoreError: ``store.texts`` (those that lie there have another dictionary), ``store.texts_left``
    (the store has none yet, and there is a file).
    """
    home = store_path(cursor)
    if "texts" not in about_of(cursor):
        facts = {"name": own_texts(home).name, "digest": fingerprint(records.dictionary)}
        cursor.execute(f"INSERT INTO about VALUES ('texts', $name), ('{_DIGEST}', $digest)", facts)
        _begin(home, head(records.dictionary), records.packed)
    file = _text_file(cursor)
    if file.dictionary != records.dictionary:
        raise StoreError("store.texts", path=file.path)
    return placed_aside(documents, records, write(file.path, records.packed))


def _begin(home: Path, start: bytes, packed: Sequence[bytes]) -> None:
    """Make the file of a store's texts, with what stands before the records.

    One that is there may be what a killed append has left: a part of what is to be written. Anything else was
    left by a store that was renamed without it (``store.texts_left``).
    """
    file, whole = own_texts(home), b"".join((start, *packed))
    if file.exists():
        with file.open("rb") as stream:
            if not whole.startswith(stream.read(len(whole) + 1)):
                raise StoreError("store.texts_left", path=home, texts=file.name)
    file.write_bytes(start)


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


def take_out(cursor: duckdb.DuckDBPyConnection, at: int, size: int, number: int) -> None:
    """Give the other texts of a record a new record without text ``number``, inside a transaction.

    The old one is to be blanked when the transaction has ended well.
    """
    file = _text_file(cursor)
    texts = file.record(at, size).texts()
    texts[number] = ""
    (fresh,) = pack([texts], file.dictionary)
    place = {"old": at, "at": write(file.path, [fresh]), "size": len(fresh)}
    cursor.execute("UPDATE document SET text_at = $at, text_size = $size WHERE text_at = $old", place)


def blank(cursor: duckdb.DuckDBPyConnection, at: int | None, size: int | None) -> None:
    """Write zeros over a record: the text of a document that was taken out is gone. The dictionary has only
    what several texts shared when it was made."""
    if at is None:
        return
    with _text_file(cursor).path.open("r+b") as stream:
        stream.seek(at)
        stream.write(bytes(size))


def move_texts(draft: Path, store: Path) -> None:
    """Give the texts of a draft the name of the store that it becomes, in place of those that lie there."""
    if own_texts(draft).exists():
        os.replace(own_texts(draft), own_texts(store))
    else:
        remove_texts(store)


def remove_texts(store: Path) -> None:
    """Delete the texts of a store that is gone."""
    own_texts(store).unlink(missing_ok=True)


def about_of(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return what a store says of itself, also within a transaction."""
    return dict(cursor.execute("SELECT key, value FROM about").fetchall())


def store_path(cursor: duckdb.DuckDBPyConnection) -> Path | None:
    """Return the file of the store behind a cursor, None in memory."""
    sql = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    path = cursor.execute(sql).fetchall()[0][0]
    return Path(path) if path else None
