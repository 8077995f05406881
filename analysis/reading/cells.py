"""The cells of a table as text, whatever kind of value a format has them as."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from analysis.errors import ReadingError
from analysis.reading.dates import NOTHING, is_missing

# Where services put the words of a field that is an object: {"source": {"id": null, "name": "NDTV"}},
# {"title": {"rendered": "…"}}; and those of a text.
_NAMED = ("name", "rendered", "value", "label", "title", "text", "#text", "hi", "href", "url", "domain")
_TEXTS = ("rendered", "value", "text", "#text", "content", "body", "html", "hi")
# What a part of a text that is a list of parts may have, and the kinds of it that are words.
_PART = frozenset(("type", "value", "text", "content", "name", "language", "base"))
_KINDS = (None, "text", "paragraph", "p", "heading", "html", "text/html", "text/plain")
_LONG = 40  # letters: no cell so long says "nothing"


def as_text(value: object, named: Sequence[str] = _NAMED) -> str:
    """Return a cell as text: a list of paragraphs as lines, nothing as ``""``, a number as written.

    Of an object it is the first of ``named`` that it has; bytes are read as UTF-8, what is none of it as
    halves of character pairs, which ``check_cell`` refuses.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _joined(value, named)
    if isinstance(value, dict):
        return next((value[name] for name in named if isinstance(value.get(name), str)), "")
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if value is None or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _joined(parts: list, named: Sequence[str]) -> str:
    """Return the paragraphs of a text that is a list as lines, those of pictures left out; ``""`` for a list
    of anything else: several articles must not become one."""
    lines = []
    for part in parts:
        if isinstance(part, dict):
            if not _PART.issuperset(part):
                return ""
            part = as_text(part, named) if part.get("type") in _KINDS else ""
        if part is not None and not isinstance(part, str):
            return ""
        lines.append(part)
    return "\n".join(filter(None, lines))


def text_of(value: object) -> str:
    """Return the cell of an article's text: of an object its text, never its name."""
    return as_text(value, _TEXTS)


def moment_of(value: object) -> object:
    """Return the cell of a day: of an object as databases export it ({"$date": …}, {"seconds": …}) the moment
    in UTC, anything else as it is."""
    if not isinstance(value, dict):
        return as_text(value) if isinstance(value, bytes) else value
    inner = value.get("$date", value)
    if isinstance(inner, str):
        return inner
    inner = inner.get("$numberLong", inner) if isinstance(inner, dict) else inner
    within = isinstance(inner, dict)
    try:
        seconds = float(inner.get("seconds", inner.get("_seconds")) if within else float(inner) / 1000)
        return datetime.fromtimestamp(seconds, UTC) if seconds > 1 else value  # true, and 0 for nothing
    except (TypeError, ValueError, OverflowError, OSError):  # no number, or one beyond all years
        return value


def is_nothing(value: object) -> bool:
    """Return whether a cell says that there is nothing: empty, NaN, "null", "N/A", MySQL's \\N, "अज्ञात" …"""
    if isinstance(value, str):
        return len(value) <= _LONG and value.strip().casefold() in NOTHING
    if isinstance(value, dict):
        return all(map(is_nothing, value.values()))
    return is_missing(value) or isinstance(value, (list, bytes)) and not as_text(value).strip()


def word_of(value: object) -> str:
    """Return a cell in one line, ``""`` where it says that there is nothing."""
    return "" if is_nothing(value) else " ".join(as_text(value).split())


def check_cell(text: str, where: str) -> None:
    """Raise ReadingError (``reading.row_encoding``, ``reading.surrogate``) where no UTF-8 can hold a cell."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        code, position = ord(text[error.start]), error.start
        if 0xDC80 <= code <= 0xDCFF:  # what open_text makes of a byte that is no UTF-8
            byte = f"0x{code - 0xDC00:02X}"
            raise ReadingError("reading.row_encoding", file=where, position=position, byte=byte) from error
        raise ReadingError("reading.surrogate", file=where, position=position) from error
