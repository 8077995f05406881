"""Dates as people and sites write them. Only an explicit date is read; nothing is guessed from a file."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from analysis.reading.result import Precision

Order = Literal["day", "month", "either"]
# Placeholders such as 0001-01-01 and 9999-12-31 lie outside; the first Hindi paper is of 1826.
FIRST_YEAR, LAST_YEAR = 1800, 2100

_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
NOTHING = frozenset(
    (
        *(
            "",
            "-",
            "–",
            "—",
            "--",
            "?",
            "[]",
            "{}",
            "na",
            "n/a",
            "n.a.",
            "<na>",
            "#n/a",
            "nan",
            "nat",
            "none",
        ),
        *("null", "(null)", "nil", "undefined", r"\n", "0000-00-00", "0000-00-00 00:00:00"),
        *("अज्ञात", "तिथि अज्ञात"),
    )
)
_CLOCK = r"(?:[\sT,|-]+\d{1,2}:\d{2}.*)?"
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T\s]\d{2}:?\d{2}.*|Z|[+-]\d{2}:\d{2})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(\d{4})")
_INDIAN = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})" + _CLOCK)
_WORDS = re.compile(
    r"(?:[^\W\d_]\S*?,?\s+)??(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?(\S*?[^\W\d_.]\S*?)\.?,?[\s-]+(\d{4})"
    + _CLOCK
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d_]\S*?,?\s+)??(\S*?[^\W\d_.]\S*?)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK
)


def is_missing(value: object) -> bool:
    """Return whether ``value`` says that there is no date: None, NaN, "", "null", "अज्ञात" …"""
    return value is None or value != value or str(value).strip().casefold() in NOTHING


def order_of(value: object) -> Order | None:
    """Return in which order day and month stand in figures such as 05/04/2024: ``either`` where both read.

    None where it makes no difference (04/04/2024), where a date says it otherwise (2024-04-05, 5 April 2024)
    and with full stops (05.04.2024), which nobody writes month first.
    """
    match = _INDIAN.fullmatch(_plain(value)) if isinstance(value, str) else None
    if not match or match[2] == ".":
        return None
    first, second = int(match[1]), int(match[3])
    if first == second or max(first, second) > 31 or min(first, second) > 12:
        return None
    return "either" if max(first, second) <= 12 else "day" if first > 12 else "month"


def parse_date(value: object, *, month_first: bool = False) -> tuple[date, Precision] | None:
    """Return the day ``value`` names with its precision, or None where it names none for sure.

    Read: dates and date-times as such, ISO 8601 (2025-07-16T21:25:41+05:30, 20250716, 2025-07, 2025), day
    first with / . or - (16/07/2025), month names in Hindi and English (16 जुलाई 2025, July 16, 2025), with
    or without weekday and clock, digits of either script. A month or year stands for its first day.
    The day is the one that is written: a zone never moves it. Two-digit years, month-first figures and
    counts of seconds are not read: each could mean another day. ``month_first``: figures with / or - are,
    for a column in which another row says so (``order_of``).
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return (value, "day") if FIRST_YEAR <= value.year <= LAST_YEAR else None
    text = _plain(value)
    for read in (_iso, _figures, _words):
        if found := read(text):
            turned = month_first and read is _figures and "." not in text[:5]
            return _dated(found[0], found[2], found[1]) if turned else _dated(*found)
    return None


def _plain(value: object) -> str:
    # NFC: फ़रवरी is written with one character or two.
    return unicodedata.normalize("NFC", " ".join(str(value)[:100].translate(_DIGITS).split()))


def _iso(text: str) -> tuple[int, int | None, int | None] | None:
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = match.groups()
        return int(year), int(month), int(day) if day else None
    if match := _YEAR.fullmatch(text):
        return int(match[1]), None, None
    return None


def _figures(text: str) -> tuple[int, int, int] | None:
    match = _INDIAN.fullmatch(text)
    return (int(match[4]), int(match[3]), int(match[1])) if match else None


def _words(text: str) -> tuple[int, int, int | None] | None:
    for pattern, (day, month, year) in ((_WORDS, (1, 2, 3)), (_MONTH_FIRST, (2, 1, 3))):
        match = pattern.fullmatch(text)
        if match and (number := _months().get(match[month].casefold().strip(".,"))):
            return int(match[year]), number, int(match[day]) if match[day] else None
    return None


def _dated(year: int, month: int | None, day: int | None) -> tuple[date, Precision] | None:
    precision: Precision = "day" if day is not None else "month" if month is not None else "year"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, 1 if month is None else month, 1 if day is None else day), precision
    except ValueError:  # 31/02/2025, 16/13/2025
        return None


@cache
def _months() -> dict[str, int]:
    """Return a month's name as written, Hindi or English, long or short → its number (``months.tsv``)."""
    table = (Path(__file__).parent / "months.tsv").read_text(encoding="utf-8")
    rows = unicodedata.normalize("NFC", table).splitlines()[1:]
    return {
        name: int(number) for number, names in (row.split("\t") for row in rows) for name in names.split()
    }
