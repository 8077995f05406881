"""ZIP files opened with care: how much is in them is known before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO

from analysis.errors import ReadingError
from analysis.reading.limits import Limits
from analysis.reading.source import CHUNK, Source

# An entry of the directory takes at least 46 bytes and a name; Python keeps some 600 for each.
ENTRY_BYTES = 256


class _Careful(io.RawIOBase):
    """A stream that refuses to hand out more at once than a sound directory of an archive holds.

    ZipFile reads the whole directory in one go; with twenty million entries it would fill the memory
    before anyone could count them.
    """

    def __init__(self, stream: BinaryIO, source: Source, limits: Limits) -> None:
        self._stream, self._source, self._members = stream, source, limits.members
        self._limit = max(CHUNK, limits.members * ENTRY_BYTES)

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes; raises ReadingError (``reading.too_many_members``)."""
        if size < 0:
            size = max(0, self._source.bytes - self._stream.tell())
        if size > self._limit:
            raise ReadingError("reading.too_many_members", file=self._source.path, limit=self._members)
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()


def open_zip(source: Source, limits: Limits, *, unpacked: int | None = None) -> zipfile.ZipFile:
    """Return the archive, its directory read and found to be within ``limits``; nothing is unpacked yet.

    Python's reader never hands out more of a member than the directory says, so the sum of what it says is
    the most that can come. Raises ReadingError: ``reading.too_many_members``, ``reading.bomb``.
    """
    archive = zipfile.ZipFile(_Careful(source.open(), source, limits))
    members = archive.infolist()
    if len(members) > limits.members:
        raise ReadingError("reading.too_many_members", file=source.path, limit=limits.members)
    total = sum(member.file_size for member in members)
    limit = limits.unpacked_bytes if unpacked is None else unpacked
    if total > limit or total > max(limits.unpacked_free, limits.unpacked_ratio * source.bytes):
        raise ReadingError("reading.bomb", file=source.path, packed=source.bytes, unpacked=total)
    return archive


def open_office(source: Source, limits: Limits) -> zipfile.ZipFile:
    """Return a Word file or workbook as its archive; as ``open_zip``, and no part may declare entities.

    Raises ``reading.encrypted`` (an encrypted office file is an OLE file, no archive) and
    ``reading.xml_entities``: a document type has no place in such files and serves only to blow up.
    """
    with source.open() as stream:
        if stream.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise ReadingError("reading.encrypted", file=source.path)
    archive = open_zip(source, limits, unpacked=limits.office_bytes)
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")) and _declares(archive, member):
            raise ReadingError("reading.xml_entities", file=f"{source.path}/{member.filename}")
    return archive


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Return whether an XML part has a document type, in UTF-8 or UTF-16."""
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(CHUNK):
            window = (tail + piece).replace(b"\0", b"")
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                return True
            tail = piece[-32:]
    return False
