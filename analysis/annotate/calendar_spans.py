"""Calendar arithmetic for times in words: each function returns the days meant, first to last, or
None. News asks the same again and again, so the answers are kept."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Literal

Days = tuple[date, date]
Unit = Literal["minute", "hour", "day", "week", "month", "year", "decade", "century"]
Tense = Literal["past", "present", "habitual", "future", "none"]

_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7}
_FURTHEST = 1800  # months
_NEAR = timedelta(days=61)


@lru_cache(1 << 12)
def day(year: int, month: int, number: int) -> Days | None:
    """Return the one day of a date, None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return found, found


@lru_cache(1 << 12)
def month(year: int, number: int) -> Days | None:
    """Return a month's days."""
    if not 1 <= year <= MAXYEAR:
        return None
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def years(first: int, last: int) -> Days:
    """Return the days of the years from ``first`` to ``last``."""
    return date(first, 1, 1), date(last, 12, 31)


def fiscal_year(first: int) -> Days:
    """Return India's financial year that begins in ``first``: April to March."""
    return date(first, 4, 1), date(first + 1, 3, 31)


def fiscal_year_of(published: date) -> int:
    """Return the year in which the financial year of a day begins."""
    return published.year - (published.month < 4)


def add_months(start: date, months: int) -> date | None:
    """Return the same day of another month, its last day where that month is shorter."""
    year, number = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        return None
    return date(year, number + 1, min(start.day, monthrange(year, number + 1)[1]))


def shifted(start: date, unit: Unit, amount: float) -> date | None:
    """Return the day ``amount`` units from ``start``; halves of months and years are counted in
    months, days. None beyond a century and a half (पिछले दो हजार वर्ष): no date is known so far off."""
    if unit in _DAYS:
        days = round(_DAYS[unit] * amount)
        return start + timedelta(days=days) if abs(days) <= _FURTHEST * 30 else None
    months = _MONTHS[unit] * amount
    if abs(months) > _FURTHEST:
        return None
    found = add_months(start, int(months))
    return found and found + timedelta(days=round((months - int(months)) * 30))


@lru_cache(1 << 12)
def holding(start: date, unit: Unit) -> Days | None:
    """Return the whole day, week (from Monday), month, year, decade or century that holds a day."""
    if unit == "week":
        monday = start - timedelta(days=start.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month(start.year, start.month)
    if unit == "year":
        return years(start.year, start.year)
    if unit == "decade":
        return years(start.year // 10 * 10, start.year // 10 * 10 + 9)
    if unit == "century":
        return years(start.year // 100 * 100 + 1, start.year // 100 * 100 + 100)
    return start, start


@lru_cache(1 << 12)
def unit_away(published: date, unit: Unit, amount: float) -> Days | None:
    """Return the unit that lies ``amount`` units from a day: last year, three days ago, a year and a
    half ago."""
    moved = shifted(published, unit, amount)
    if moved is None:
        return None
    finer = {"year": "month", "decade": "year", "month": "week"}
    return holding(moved, unit if amount == int(amount) else finer.get(unit, "day"))


def stretch(published: date, unit: Unit, amount: float) -> Days | None:
    """Return the days from now to ``amount`` units away: the last five years, the next two weeks."""
    moved = shifted(published, unit, amount)
    if moved is None:
        return None
    return (moved, published) if amount < 0 else (published, moved)


@lru_cache(1 << 12)
def weekday(published: date, number: int, *, direction: int | None, tense: Tense) -> Days:
    """Return the day a weekday means: the latest on or before publication, the next one if the clause
    is future.

    ``direction`` +1 (अगले सोमवार) is the next one after publication, -1 (पिछले सोमवार) the last one before it.
    """
    back = (published.weekday() - number) % 7
    if direction == 1:
        back = (back or 7) - 7 if back else -7
    elif direction == -1:
        back = back or 7
    elif tense == "future" and back:
        back -= 7
    found = published - timedelta(days=back)
    return found, found


@lru_cache(1 << 12)
def nearest_year(published: date, number: int, first_day: int | None, tense: Tense) -> int:
    """Return the year of a month (and day) written without one.

    The nearest within two months of publication; else the next one in a future clause, the last
    one otherwise: in August, जनवरी is this January.
    """

    def gap(year: int) -> timedelta:
        return date(year, number, min(first_day or 15, 28)) - published

    candidates = [year for year in range(published.year - 1, published.year + 2) if 1 <= year <= MAXYEAR]
    best = min(candidates, key=lambda year: (abs(gap(year)), year))
    if abs(gap(best)) <= _NEAR:
        return best
    ahead = [year for year in candidates if gap(year).days > 0]
    behind = [year for year in candidates if gap(year).days <= 0]
    return min(ahead, default=best) if tense == "future" else max(behind, default=best)


def part(whole: Days, unit: Unit, which: Literal["start", "middle", "end"]) -> Days:
    """Return the start, middle or end of a period: quarters of a year (its middle May to August),
    3-4-3 years of a
    decade, thirds of others."""
    first, last = whole
    if unit == "year" and first.year == last.year:
        ends = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}[which]
        moved = [add_months(first, ends[0] - 1), add_months(first, ends[1])]
        return moved[0], moved[1] - timedelta(days=1)
    if unit == "decade":
        cuts = {"start": (0, 2), "middle": (3, 6), "end": (7, 9)}[which]
        return years(first.year + cuts[0], first.year + cuts[1])
    third = ((last - first).days + 1) // 3
    cuts = [*(first + timedelta(days=n * third) for n in range(3)), last + timedelta(days=1)]
    at = ("start", "middle", "end").index(which)
    return cuts[at], cuts[at + 1] - timedelta(days=1)
