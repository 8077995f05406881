"""Columns that grow batch after batch, read as arrays that are never copied.

What has been read stays as it is: values are only added behind it, and a column that runs out of room moves
to twice as much.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

_ROOM = 1 << 12


class Integers:
    """A growing column of int32."""

    def __init__(self) -> None:
        self._values, self._count = np.empty(_ROOM, np.int32), 0

    def __len__(self) -> int:
        return self._count

    def extend(self, values: Sequence[int] | np.ndarray) -> None:
        """Add values behind those there are."""
        last = self._count + len(values)
        self._values = _with_room(self._values, self._count, last)
        self._values[self._count : last] = values
        self._count = last

    def array(self) -> np.ndarray:
        """Return all values."""
        return self._values[: self._count]


class Strings:
    """A growing column of strings, none of them null."""

    def __init__(self) -> None:
        self._bytes, self._size = np.empty(_ROOM, np.uint8), 0
        self._ends = Integers()
        self._ends.extend([0])

    def extend(self, strings: Sequence[str]) -> None:
        """Add strings behind those there are."""
        fresh = pa.array(strings, pa.string())
        _, ends, data = fresh.buffers()
        ends = np.frombuffer(ends, np.int32)[1 : len(fresh) + 1] if len(fresh) else np.empty(0, np.int32)
        last = self._size + (int(ends[-1]) if len(fresh) else 0)
        self._bytes = _with_room(self._bytes, self._size, last)
        if data is not None:
            self._bytes[self._size : last] = np.frombuffer(data, np.uint8)[: last - self._size]
        self._ends.extend(ends + self._size)
        self._size = last

    def array(self) -> pa.Array:
        """Return all strings."""
        buffers = [None, pa.py_buffer(self._ends.array()), pa.py_buffer(self._bytes)]
        return pa.Array.from_buffers(pa.string(), len(self._ends) - 1, buffers)


def _with_room(values: np.ndarray, used: int, wanted: int) -> np.ndarray:
    """Return ``values``, or where they have no room for ``wanted`` a copy that has."""
    if wanted <= len(values):
        return values
    larger = np.empty(max(wanted, 2 * len(values)), values.dtype)
    larger[:used] = values[:used]
    return larger
