"""What a rule for times returns, and the small words all such rules share.

A rule takes a line and a token and returns a Found or None. ``Found.resolve(published, tense)``
returns the days meant; it is called with the publication date, or with None, on which only absolute
dates resolve.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from analysis.annotate import word_bits as bit
from analysis.annotate.calendar_spans import Days, Tense
from analysis.annotate.number_words import digits_value, numerals
from analysis.annotate.words import Line, forms, key_of, table

Resolve = Callable[[date | None, Tense], Days | None]
YEAR = re.compile("(?:19|20)[0-9][0-9]$")
FIRST = "पहली"
DAY_ENDINGS = frozenset({"वीं", "वें", "वी"})


class Found(NamedTuple):
    """A time at tokens ``first`` to ``last`` (excluded). ``needs_date``: a publication date would
    resolve it.

    ``unit`` is how fine it is ("day" for a date). ``weekday`` is the one it names; ``yearless`` is
    (month, first day, last day) of a date written without its year, the days 0 for a whole month;
    ``year`` the year of one written with it, ``way`` how many years away one told from now is (इस
    वर्ष तीस जून: 0).
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
    way: int | None = None


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
    bits = line.bits(at)
    if not bits & bit.DAY:
        return None
    key = line.key(at)
    if bits & bit.DIGITS:
        return at + 1 + (line.key(at + 1) in DAY_ENDINGS), int(digits_value(key))
    return at + 1, int(numerals().get(key, 1))
