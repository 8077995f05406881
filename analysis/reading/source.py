"""Where bytes come from: a file, an upload or a member of an archive, all opened the same way."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from analysis.errors import ReadingError

CHUNK = 1 << 20


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


def file_source(path: Path, *, name: str = "") -> Source:
    """Return the source of a file on disk; raises OSError where it cannot be looked at."""
    return Source(str(path), name or path.name, path.stat().st_size, lambda: open(path, "rb"), path)


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
