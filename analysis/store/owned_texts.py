"""Whether the texts beside a store are its own, so that none are written to that another store needs.

A store notes how long their file is after each write. The file of a copy that was added to, or of which
something was removed, has another length; only while something is written, and after a writer that was
killed at it, is the length not known.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from analysis.errors import StoreError
from analysis.store.texts import about_of, own_texts, remove_texts

_LENGTH, _WRITING = "texts_length", "texts_writing"  # what a store says of itself


def check_length(path: Path, about: Mapping[str, str]) -> None:
    """Raise StoreError (``store.texts``) where the file of texts has not the length that the store left."""
    if "texts" not in about or _WRITING in about or _LENGTH not in about:
        return
    file = own_texts(path)
    if not file.is_file() or file.stat().st_size != int(about[_LENGTH]):
        raise StoreError("store.texts", path=file)


@contextmanager
def writing_texts(cursor: duckdb.DuckDBPyConnection, path: Path | None) -> Iterator[None]:
    """Let the block write texts beside the store at ``path`` (None in memory), in transactions of its own.

    Raises StoreError before it: ``store.texts`` (they are not its own), ``store.texts_shared`` (the file is a
    link, so another store's too). A file that has other names (hard links, as backups make them) is copied.
    """
    if path is None:
        yield
        return
    file, about = own_texts(path), about_of(cursor)
    if "texts" in about:
        check_length(path, about)
        _make_own(file, path)
    there = file.exists()
    cursor.execute("INSERT OR REPLACE INTO about VALUES (?, '1')", [_WRITING])
    try:
        yield
    finally:
        if "texts" in about_of(cursor):
            length = str(file.stat().st_size)
            cursor.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", [_LENGTH, length])
        elif not there:  # what a write that came to nothing has left
            remove_texts(path)
        cursor.execute("DELETE FROM about WHERE key = ?", [_WRITING])


def _make_own(file: Path, path: Path) -> None:
    """See to it that the file of texts is no other store's too."""
    if file.is_symlink() and not path.is_symlink():
        raise StoreError("store.texts_shared", path=file)
    if file.is_file() and file.stat().st_nlink > 1:
        copy = file.with_name(f"{file.name}.copy")
        try:
            shutil.copyfile(file, copy)
            os.replace(copy, file)
        finally:
            copy.unlink(missing_ok=True)  # of a full disk
