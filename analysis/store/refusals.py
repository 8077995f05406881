"""What the system refuses while a store is opened or written, told in our words: DuckDB raises errors of many
kinds for it, and others behind them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from analysis.errors import StoreError
from analysis.keyed import NoRoom

_FULL = ("No space left on device", "Disk quota exceeded")
_DENIED = ("Permission denied", "Read-only file system", "Operation not permitted")


def not_opened(path: Path, error: duckdb.Error) -> StoreError:
    """Return what is told of a store that cannot be opened: ``store.locked`` (another process has it),
    ``store.denied`` (the right is missing), ``store.unreadable`` (it is none)."""
    said = str(error)
    if "lock on file" in said or isinstance(error, duckdb.ConnectionException):
        code = "store.locked"
    else:
        code = "store.denied" if any(one in said for one in _DENIED) else "store.unreadable"
    return StoreError(code, path=path, reason=said.strip().splitlines()[0])


def check_writable(path: Path) -> None:
    """Raise StoreError (``store.question_mark``) where DuckDB could not write beside a store: what stands
    behind the mark is not of the path to it."""
    if "?" in str(path.resolve()):
        raise StoreError("store.question_mark", path=path)


@contextmanager
def refusals_told(path: Path) -> Iterator[None]:
    """Raise NoRoom for a full disk, StoreError (``store.denied``) for a missing right, whatever DuckDB makes
    of them in the block, which writes the store at ``path``.

    After a commit that found no room it calls the database broken; that is told as a damaged file, which
    would be deleted on our advice.
    """
    try:
        yield
    except (duckdb.Error, StoreError) as error:
        if isinstance(error, StoreError) and error.code != "store.damaged":
            raise
        said = [str(one) for one in _chain(error)]
        for full in _FULL:
            if any(full in one for one in said):
                raise NoRoom(errno.ENOSPC, full, str(path)) from error
        denied = next((one for one in said if any(right in one for right in _DENIED)), "")
        if not denied:
            raise
        raise StoreError("store.denied", path=path, reason=denied.strip().splitlines()[0]) from error


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those behind it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
