"""Archives: what lies in a .zip or .gz as sources of their own, inside limits of size, number and depth."""

from __future__ import annotations

import gzip
import io
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from analysis.errors import ReadingError
from analysis.reading.container import open_zip
from analysis.reading.limits import Limits
from analysis.reading.source import Source, bytes_source, read_whole
from analysis.store.folders import lakes_among

ARCHIVES = (".zip",)
PACKED = ".gz"


@dataclass(slots=True)
class Budget:
    """What may still come out of one outermost archive and all archives in it.

    Each of them alone may pass: a hundred times of a hundred times is ten thousand times.
    """

    outermost: Source
    levels: int
    limit: int
    left: list[int]  # shared by all levels

    @classmethod
    def of(cls, source: Source, limits: Limits) -> Budget:
        """Return the budget of an archive that lies in no other."""
        allowed = min(limits.unpacked_bytes, max(limits.unpacked_free, limits.unpacked_ratio * source.bytes))
        return cls(source, limits.depth, limits.depth, [allowed])

    def deeper(self, source: Source) -> Budget:
        """Return the budget of what lies in ``source``; raises ``reading.too_deep``."""
        if self.levels < 1:
            raise ReadingError("reading.too_deep", file=source.path, limit=self.limit)
        return Budget(self.outermost, self.levels - 1, self.limit, self.left)

    def take(self, member: Source) -> None:
        """Count a member; raises ``reading.bomb`` where it is more than is left."""
        self.left[0] -= member.bytes
        if self.left[0] < 0:
            told = {"packed": self.outermost.bytes, "unpacked": f"> {member.bytes}"}
            raise ReadingError("reading.bomb", file=member.path, **told)


class Metered(io.RawIOBase):
    """A stream of unpacked bytes that ends with ``reading.bomb`` when more comes than is safe."""

    def __init__(self, stream: BinaryIO, source: Source, limits: Limits) -> None:
        self._stream, self._source = stream, source
        allowed = max(limits.unpacked_free, limits.unpacked_ratio * source.bytes)
        self._left = self._allowed = min(limits.unpacked_bytes, allowed)

    def readinto(self, buffer: memoryview) -> int:
        """Fill a part of ``buffer`` and return its size; raises ReadingError (``reading.bomb``)."""
        # read would go on until the buffer is full: what stands before damage would be lost with it.
        piece = self._stream.read1(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            told = {"packed": self._source.bytes, "unpacked": f"> {self._allowed}"}
            raise ReadingError("reading.bomb", file=self._source.path, **told)
        buffer[: len(piece)] = piece
        return len(piece)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()


def unpacked(source: Source, limits: Limits) -> Source:
    """Return the source of what a .gz holds, unpacked while it is read and never more than is safe.

    Its size is not known beforehand (a .gz states it modulo 4 GB, and may lie): ``bytes`` is the packed one.
    """

    def opened() -> BinaryIO:
        return io.BufferedReader(Metered(gzip.GzipFile(fileobj=source.open()), source, limits), 1 << 16)

    return Source(source.path, source.name[: -len(PACKED)], source.bytes, opened)


def members(source: Source, limits: Limits) -> Iterator[Source | ReadingError]:
    """Yield the files of a .zip in the order of their names, or the reason why one is refused.

    Hidden members, folders and README files are passed over by the caller. A folder that holds all of the
    archive is left out of the names. Refused are: paths that leave the archive (``reading.member_path``),
    links (``reading.member_link``), locked members (``reading.encrypted``), and once each lake
    (``reading.packed_lake``). Raises what ``open_zip`` raises.
    """
    with open_zip(_seekable(source, limits), limits) as archive:
        infos = sorted(
            (info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename
        )
        common = _common_folder([info.filename for info in infos])
        lakes = lakes_among(info.filename for info in infos)
        for lake in lakes:
            yield ReadingError("reading.packed_lake", file=f"{source.path}/{lake}" if lake else source.path)
        for info in infos:
            if _folders(info.filename).isdisjoint(lakes):
                error = _refusal(source, info)
                yield error or _member(source, archive, info, info.filename[len(common) :])


def _folders(file: str) -> set[str]:
    """Return the folders that a file of an archive lies in; "" is the archive's own."""
    parts = file.split("/")
    return {"/".join(parts[:number]) for number in range(len(parts))}


def _seekable(source: Source, limits: Limits) -> Source:
    """Return ``source``, or a copy in memory where it lies in an archive itself and would seek slowly."""
    if source.file is not None or isinstance(stream := source.open(), io.BytesIO):
        return source
    stream.close()
    return bytes_source(source.path, read_whole(source, limits.office_bytes), name=source.name)


def _member(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Source:
    return Source(f"{source.path}/{info.filename}", name, info.file_size, lambda: archive.open(info))


def _refusal(source: Source, info: zipfile.ZipInfo) -> ReadingError | None:
    name, path = info.filename, f"{source.path}/{info.filename}"
    # ZipFile cuts a name at a NUL and turns the system's separator to "/"; orig_filename is what was packed.
    parts = re.split(r"[/\\]", info.orig_filename)
    if (
        ".." in parts
        or name.startswith(("/", "\\"))
        or re.match(r"[A-Za-z]:", name)
        or "\0" in info.orig_filename
    ):
        return ReadingError("reading.member_path", file=path)
    if stat.S_ISLNK(info.external_attr >> 16):
        return ReadingError("reading.member_link", file=path)
    return ReadingError("reading.encrypted", file=path) if info.flag_bits & 1 else None


def _common_folder(names: list[str]) -> str:
    tops = {PurePosixPath(name).parts[0] if "/" in name else "" for name in names}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if top and all(name.startswith(f"{top}/") for name in names) else ""
