"""A table of keys and values that takes no more memory however large it grows: what a long ingest must know.

A million articles have a million names and as many hashes of texts: as dictionaries, half a gigabyte.
"""

from __future__ import annotations

import errno
import sqlite3
import weakref
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Generic, TypeVar

# So many pairs are at hand, some 200 bytes each: all that most corpora have.
MOST = 50_000
_ASKED = 500  # keys in one question
_PLACES = (1 << 22) - 1  # one byte each: a key whose place is empty was never put away
_SELECT = "SELECT key, value FROM pair WHERE key IN"

Key = TypeVar("Key", str, bytes)
Value = TypeVar("Value", str, int)


class NoRoom(OSError):
    """The system has no room for what an ingest must know: nothing is wrong with its inputs."""


class Keyed(Generic[Key, Value]):
    """Keys of one type and their values; a new value takes the place of the old one.

    The newest pairs are a dictionary. Whenever that has ``most`` of them (MOST) they go to a database of
    SQLite, in a file without a name that the system takes away with the process. Raises NoRoom. For one
    thread at a time.
    """

    def __init__(self, pairs: Iterable[tuple[Key, Value]] = (), *, most: int | None = None) -> None:
        self._most = most or MOST
        self._new: dict[Key, Value] = {}
        self._asked: dict[Key, Value] = {}  # what the database was asked for: it is asked for again
        self._old: sqlite3.Connection | None = None
        self._places = bytearray()
        self.update(pairs)

    def get(self, key: Key) -> Value | None:
        """Return the value of a key, None where there is none."""
        value = self._new.get(key)
        if value is not None or self._old is None or not self._places[hash(key) & _PLACES]:
            return value
        return dict(self._run(f"{_SELECT} (?)", (key,))).get(key)

    def get_all(self, keys: Sequence[Key]) -> list[Value | None]:
        """Return the value of each key, None where there is none; many keys at a time are quicker."""
        values = list(map(self._new.get, keys))
        if self._old is None or None not in values:
            return values
        found = self._from_old([key for key, value in zip(keys, values, strict=True) if value is None])
        return [found.get(key) if value is None else value for key, value in zip(keys, values, strict=True)]

    def __setitem__(self, key: Key, value: Value) -> None:
        self._new[key] = value
        if len(self._new) >= self._most:
            self._put_away()

    def update(self, pairs: Iterable[tuple[Key, Value]]) -> None:
        """Set the values of many keys."""
        rest = iter(pairs)
        while part := dict(islice(rest, self._most)):
            self._new.update(part)
            if len(self._new) >= self._most:
                self._put_away()

    def _put_away(self) -> None:
        if self._old is None:
            self._old, self._places = _database(), bytearray(_PLACES + 1)
            weakref.finalize(self, self._old.close)
        # In the order of the keys, neighbours are written together: in theirs each would be sought.
        self._run("INSERT OR REPLACE INTO pair VALUES (?, ?)", sorted(self._new.items()), many=True)
        for key in self._new:
            self._places[hash(key) & _PLACES] = 1
        self._new, self._asked = {}, {}

    def _from_old(self, keys: list[Key]) -> dict[Key, Value]:
        """Return those of the keys that the database has, with their values."""
        found = {key: self._asked[key] for key in keys if key in self._asked}
        places = self._places
        rest = [key for key in keys if key not in found and places[hash(key) & _PLACES]]
        for first in range(0, len(rest), _ASKED):
            part = rest[first : first + _ASKED]
            pairs = self._run(f"{_SELECT} ({', '.join('?' * len(part))})", part)
            found.update(pairs)
            self._asked.update(pairs)
        if len(self._asked) >= self._most:
            self._asked = {}
        return found

    def _run(self, sql: str, values: Sequence, *, many: bool = False) -> list[tuple[Key, Value]]:
        try:
            if many:
                self._old.executemany(sql, values)
                self._old.commit()
                return []
            return self._old.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            raise NoRoom(errno.ENOSPC if full else errno.EIO, f"SQLite: {error}") from error


def _database() -> sqlite3.Connection:
    """Return an empty table of pairs: in memory while it is small, then in the system's temporary folder."""
    database = sqlite3.connect("", check_same_thread=False)
    database.execute("PRAGMA journal_mode = OFF")  # it is never rolled back, nor read by another process
    database.execute("CREATE TABLE pair (key PRIMARY KEY, value) WITHOUT ROWID")
    return database
