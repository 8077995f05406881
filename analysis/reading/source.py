"""Where bytes come from: a file, an upload or a member of an archive, all opened the same way."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from analysis.errors import ReadingError

CHUNK = 1 << 20


class Meter:
    """How many bytes of the files on disk have been read: whole files, and the one being read now; and how
    many tables were passed over because all their rows were known, with the path of the first (``known``)."""

    def __init__(self) -> None:
        self.whole = 0
        self.current = 0
        self.tables = 0
        self.known = ""

    @property
    def bytes(self) -> int:
        """Return the bytes behind the reader; what is read a second time counts once."""
        return self.whole + self.current

    def close(self, size: int) -> None:
        """Count a file of ``size`` bytes as read."""
        self.whole, self.current = self.whole + size, 0

    def pass_over(self, table: str) -> None:
        """Count a table of which nothing was new."""
        self.tables, self.known = self.tables + 1, self.known or table

    def open(self, path: Path) -> BinaryIO:
        """Open a file whose reading is counted."""
        return io.BufferedReader(_Counted(path, self), CHUNK // 4)


class _Counted(io.FileIO):
    def __init__(self, path: Path, meter: Meter) -> None:
        super().__init__(path, "rb")
        self._meter = meter

    def readinto(self, buffer) -> int:
        """Fill ``buffer`` and tell the meter how far the file is read."""
        count = super().readinto(buffer)
        self._meter.current = self.tell()
        return count


@dataclass(frozen=True, slots=True)
class Source:
    """One input that can be opened again and again.

    ``path`` is for people, ``name`` is what documents are named after ("2024/a.txt": folders inside the
    input count, the ones around it do not), ``file`` is set where the input is a file on disk.
    """

    path: str
    name: str
    bytes: int
    open: Callable[[], BinaryIO]
    file: Path | None = None

    @property
    def suffix(self) -> str:
        """Return the lower-case ending, with its dot: ``".txt"``."""
        return Path(self.name).suffix.lower()


def file_source(path: Path, *, name: str = "", meter: Meter | None = None) -> Source:
    """Return the source of a file on disk; raises OSError where it cannot be looked at."""
    opener = meter.open if meter else lambda file: file.open("rb")
    size = path.stat().st_size
    return Source(shown(path), name or shown(path.name), size, lambda: opener(path), path)


def shown(path: Path | str) -> str:
    """Return a path that can be printed and stored: bytes of a name that are no UTF-8 as ``\\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def bytes_source(path: str, data: bytes, *, name: str = "") -> Source:
    """Return the source of bytes that are in memory already, as an upload is."""
    return Source(path, name or path, len(data), lambda: io.BytesIO(data))


def read_whole(source: Source, limit: int) -> bytes:
    """Return all bytes of ``source``; raises ``reading.file_too_large`` beyond ``limit``."""
    # The told size may lie (an archive's header) and a file may grow, so one byte more is asked for.
    if source.bytes <= limit:
        with source.open() as stream:
            data = stream.read(limit + 1)
        if len(data) <= limit:
            return data
    raise ReadingError("reading.file_too_large", file=source.path, bytes=source.bytes, limit=limit)


def fingerprint(source: Source) -> str:
    """Return the SHA-256 of the bytes of ``source`` as hexadecimal digits, read in pieces."""
    digest = hashlib.sha256()
    with source.open() as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
