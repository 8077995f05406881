"""What a rule for times returns, and the small words all such rules share.

A rule takes a line and a token and returns a Found or None. ``Found.resolve(published, tense)``
returns the days meant; it is called with the publication date, or with None, on which only absolute
dates resolve.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.annotate.calendar_spans import Days, Tense
from analysis.annotate.numerals import digits_value, numerals
from analysis.annotate.words import Line, forms, key_of, table

Resolve = Callable[[date | None, Tense], Days | None]
YEAR = re.compile("(?:19|20)[0-9][0-9]$")
GENITIVE = frozenset({"के", "की", "का"})


@dataclass(frozen=True, slots=True)
class Found:
    """A time at tokens ``first`` to ``last`` (excluded). ``needs_date``: a publication date would
    resolve it.

    ``unit`` is how fine it is ("day" for a date). ``weekday`` is the one it names; ``yearless`` is
    (month, first day, last day) of a date written without its year, the days 0 for a whole month;
    ``year`` the year of one written with it.
    """

    first: int
    last: int
    kind: str
    needs_date: bool
    resolve: Resolve
    unit: str = "day"
    weekday: int | None = None
    yearless: tuple[int, int, int] | None = None
    year: int | None = None


Rule = Callable[[Line, int], Found | None]


@cache
def times_of(name: str) -> dict[str, str]:
    """Return key → value of one class of time_words.tsv."""
    rows = (row for row in table("time_words.tsv") if row["class"] == name)
    return {key_of(form): row["value"] for row in rows for form in forms(row["forms"])}


def on_date(published: date | None, make: Callable[[date], Days | None]) -> Days | None:
    """Return what ``make`` says of the publication date, or None where that is not known."""
    return None if published is None else make(published)


def never(published: date | None, tense: Tense) -> None:
    """Resolve to nothing: a duration, or a time counted from an event of the text."""


def day_number(line: Line, at: int) -> tuple[int, int] | None:
    """Return (index behind, day) of a day of the month: 15, 15वीं, पंद्रह, पहली."""
    key = line.key(at)
    value = digits_value(key) if line.digits(at) else numerals().get(key, 1 if key == "पहली" else None)
    if value is None or value != int(value) or not 1 <= value <= 31 or len(key) > 2 and line.digits(at):
        return None
    behind = line.key(at + 1)
    return at + 1 + (line.digits(at) and behind in ("वीं", "वें", "वी")), int(value)
