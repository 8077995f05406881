"""Bytes to text: UTF-8, UTF-16, and other encodings only where the reader names them."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from analysis.errors import ReadingError
from analysis.reading.cells import check_cell
from analysis.reading.legacy import find_font
from analysis.reading.limits import Limits
from analysis.reading.result import Draft
from analysis.reading.source import Source, read_whole

# What a retry may name. windows-1252 reads any bytes at all, so it is never tried unasked: it would turn a
# file in a foreign encoding into "à¤­à¤¾" without a word.
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1252")

# Longest first: the mark of UTF-32 begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"Rar!",
    b"PAR1",
)


def decode(data: bytes, *, file: str, encoding: str | None = None) -> str:
    """Return the text of ``data`` as it stands; only the byte order mark is dropped, line ends stay.

    Raises ReadingError: ``reading.encoding`` with the position of the first byte that cannot be read,
    ``reading.encoding_unknown`` (see ENCODINGS), ``reading.binary`` (a picture or archive named .txt).
    """
    if encoding is None and data.startswith(_BINARY):
        raise ReadingError("reading.binary", file=file)
    mark, found = _mark(data)
    chosen = _named(encoding, found, file) if encoding else found or guess_utf16(data) or "utf-8"
    return _strict(data, len(mark) if chosen == found else 0, chosen, file)


def _mark(data: bytes) -> tuple[bytes, str | None]:
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))


def _named(encoding: str, found: str | None, file: str) -> str:
    name = encoding.strip().lower()
    if name not in ENCODINGS:
        raise ReadingError(
            "reading.encoding_unknown", file=file, encoding=encoding, known=", ".join(ENCODINGS)
        )
    if name == "utf-16":
        return found if found in ("utf-16-le", "utf-16-be") else "utf-16-le"
    return name


def _strict(data: bytes, start: int, encoding: str, file: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        position = start + error.start
        byte = f"0x{data[position]:02X}" if position < len(data) else "–"
        raise ReadingError(
            "reading.encoding", file=file, encoding=encoding, position=position, byte=byte
        ) from error


def guess_utf16(data: bytes) -> str | None:
    """Return ``"utf-16-le"`` or ``"utf-16-be"`` for such text without a mark, None for anything else.

    UTF-16 Hindi is valid ASCII to the letter ("भ" is the bytes ``2D 09``), so UTF-8 would take it. Sure
    signs: NULs (the high half of every space), all on one side, and most high halves 00, 09 or 20.
    """
    head = data[:4096]
    if len(data) % 2 or b"\0" not in head:
        return None
    for name, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        likely = sum(map(high.count, (b"\x00", b"\x09", b"\x20")))
        if b"\0" not in low and likely >= 0.9 * len(high):
            return name
    return None


def check_text(text: str, *, where: str, limit: int) -> None:
    """Raise ReadingError where ``text`` cannot be kept and shown as it is.

    ``reading.empty`` where it holds no letter or digit, ``reading.nul``, ``reading.article_too_large``,
    ``reading.surrogate`` (half of a character pair, as JSON's ``\\ud800``: no UTF-8 can hold it).
    """
    if len(text) > limit:
        raise ReadingError("reading.article_too_large", file=where, characters=len(text), limit=limit)
    position = text.find("\0")
    if position >= 0:
        raise ReadingError("reading.nul", file=where, position=position)
    check_cell(text, where)
    if not any(map(str.isalnum, text)):
        raise ReadingError("reading.empty", file=where)


def text_drafts(source: Source, limits: Limits, encoding: str | None) -> Iterator[Draft]:
    """Yield the one article of a plain text file; raises what ``decode`` raises."""
    data = read_whole(source, limits.article_bytes)
    try:
        yield Draft(decode(data, file=source.path, encoding=encoding))
    except ReadingError as error:
        # Hindi in an old font was saved as windows-1252 ("ç" is its प्र); its small words tell, not a guess.
        latin = data.decode("windows-1252", "replace")
        if error.code != "reading.encoding" or encoding or not find_font(latin):
            raise
        yield Draft(latin)


def open_text(stream: BinaryIO, source: Source, encoding: str | None) -> io.TextIOWrapper:
    """Return ``stream`` as text to be read line by line, line ends as they are.

    The encoding is found from the first 4,096 bytes as ``decode`` finds it. A byte that is no UTF-8 becomes
    half of a character pair, so that ``check_text`` refuses its row and no other.
    """
    with source.open() as peek:
        start = peek.read(4096)
    if encoding is None and start.startswith(_BINARY):
        raise ReadingError("reading.binary", file=source.path)
    mark, found = _mark(start)
    chosen = _named(encoding, found, source.path) if encoding else found or guess_utf16(start) or "utf-8"
    if chosen == found:
        stream.read(len(mark))
    errors = (
        "surrogatepass" if chosen.startswith("utf-16") or chosen.startswith("utf-32") else "surrogateescape"
    )
    return io.TextIOWrapper(stream, encoding=chosen, errors=errors, newline="")
