"""Rules for dates of the calendar: 15 अगस्त 2019, 15/08/2019, जुलाई 2024, वित्त वर्ष 2023-24, 1990 के
दशक."""

from __future__ import annotations

import re
from datetime import date

from analysis.annotate import calendar_spans as calendar
from analysis.annotate import word_bits as bit
from analysis.annotate.calendar_spans import Days, Tense
from analysis.annotate.time_found import YEAR, Found, Resolve, day_number, on_date, times_of
from analysis.annotate.words import Line, word_sets

OLD_YEAR = re.compile("1[5-8][0-9][0-9]$")
NUMERIC = re.compile(r"([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4}|[0-9]{2})$")
_AFTER_YEAR = frozenset({"में", "से", "के", "की", "का", "तक", "को", "वाले", "वाली", "वाला"})
DAY_LIST = frozenset({",", "और", "-", "–", "से", "व", "एवं", "या", "तथा"})
DATE_JOINS = frozenset({"/", "-"})
_NO_YEAR_BEHIND = frozenset({"₹", "$", "#", ".", "+", "करीब", "लगभग"})
_AFTER_OLD_YEAR = frozenset({"में", "ई", "ईसवी", "ईस्वी"})
_OPENING = frozenset({"(", "'", '"', "‘", "“"})


def numeric_date(line: Line, at: int) -> Found | None:
    """Read 15.08.2019, 15/08/2019, 15-08-2019 and 2019-08-15."""
    if line.bits(at) & bit.DATE:
        parts, last = NUMERIC.match(line.key(at)).groups(), at + 1
    elif line.bits(at + 1) & bit.DATE_JOIN and line.key(at + 3) == line.key(at + 1):
        if not all(line.glued(token) for token in range(at + 1, at + 5)):
            return None
        parts, last = (line.key(at), line.key(at + 2), line.key(at + 4)), at + 5
    else:
        return None
    if not all(part.isdecimal() for part in parts):
        return None
    if YEAR.match(parts[0]):
        parts = parts[::-1]
    if len(parts[2]) not in (2, 4) or (len(parts[2]) == 2 and line.key(at + 1) == "-"):
        return None
    year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
    days = calendar.day(year, int(parts[1]), int(parts[0])) if year else None
    return days and Found(at, last, "absolute", False, lambda published, tense: days)


def day_and_month(line: Line, at: int) -> Found | None:
    """Read 15 अगस्त, 15 अगस्त 2019, 3, 4 और 5 सितंबर, 28 से 30 मार्च."""
    if not line.bits(at) & bit.DAY or not line.bits(at + 1) & bit.DAY_NEXT:
        return None
    days, end = [], at
    while len(days) < 6:
        found = day_number(line, end)
        if found is None:
            return None
        end = found[0]
        days.append(found[1])
        if line.bits(end) & bit.MONTH:
            break
        if line.key(end) not in DAY_LIST:
            return None
        end += 1
        if line.bits(end) & bit.MONTH and line.key(end - 1) == ",":
            break  # 13, दिसंबर 2001
    else:
        return None
    number, end = int(times_of("month")[line.key(end)]), end + 1
    end, year = _year_behind(line, end)
    return _dates(at, end, number, days[0], days[-1], year)


def _year_behind(line: Line, at: int) -> tuple[int, int | None]:
    """Return (index behind, year) of a year at ``at``, over a comma: अगस्त, 2019."""
    for skip in (0, 1) if line.key(at) in (",", "सन", "वर्ष", "साल") else (0,):
        if line.bits(at + skip) & bit.YEAR and line.key(at + skip + 1) != "/":
            return at + skip + 1, int(line.key(at + skip))
    return at, None


def day_alone(line: Line, at: int) -> Found | None:
    """Read 15 तारीख: that day of the month of publication."""
    day = day_number(line, at)
    if day is None or not line.bits(day[0]) & bit.DATED:
        return None
    number = day[1]
    return Found(
        at, day[0] + 1, "absolute", True,
        lambda p, t: on_date(p, lambda d: calendar.day(d.year, d.month, number)),
    )  # fmt: skip


def _dates(first: int, last: int, month: int, day: int, last_day: int, year: int | None) -> Found:
    def resolve(published: date | None, tense: Tense) -> Days | None:
        chosen = year
        if chosen is None and tense == "habitual":
            return None  # 26 जनवरी को मनाते हैं: every year
        if chosen is None and published is not None:
            chosen = calendar.nearest_year(published, month, day, tense)
        start = calendar.day(chosen, month, day) if chosen else None
        stop = calendar.day(chosen, month, last_day) if chosen else None
        return (start[0], stop[0]) if start and stop and start <= stop else start

    return Found(first, last, "absolute", year is None, resolve, yearless=(month, day, last_day), year=year)


def month_first(line: Line, at: int) -> Found | None:
    """Read जुलाई 2024, जुलाई में, अगस्त 15, 2019; मार्च alone only where it cannot be a march."""
    month = int(times_of("month")[line.key(at)])
    day = day_number(line, at + 1) if line.digits(at + 1) else None
    if day and line.key(day[0]) == "," and line.bits(day[0] + 1) & bit.YEAR:
        return _dates(at, day[0] + 2, month, day[1], day[1], int(line.key(day[0] + 1)))
    end, year = _year_behind(line, at + 1)
    if year is None and month == 3 and not _calendar_march(line, at):
        return None
    return _month(at, end, month, year)


def _calendar_march(line: Line, at: int) -> bool:
    if line.bits(at + 1) & bit.TIME_UNIT or (line.bits(at - 2) | line.bits(at + 2)) & bit.MONTH:
        return True
    return bool(line.bits(at - 1) & (bit.DIRECTION | bit.ERA))


def _month(first: int, last: int, month: int, year: int | None) -> Found:
    def resolve(published: date | None, tense: Tense) -> Days | None:
        if year is not None:
            return calendar.month(year, month)
        if published is None:
            return None
        return calendar.month(calendar.nearest_year(published, month, None, tense), month)

    return Found(first, last, "absolute", year is None, resolve, "month", yearless=(month, 0, 0), year=year)


def fiscal(line: Line, at: int) -> Found | None:
    """Read वित्त वर्ष 2023-24, and पिछले वित्त वर्ष (at its direction)."""
    directed = line.bits(at) & bit.DIRECTION
    start = at + bool(directed)
    if not line.bits(start) & bit.FISCAL:
        return None
    year_word = start + 1 + (line.key(start + 1) == "-")
    if line.key(year_word) not in ("वर्ष", "साल"):
        return None
    end = year_word + 1
    if directed:
        offset = int(times_of("direction")[line.key(at)])
        return Found(
            at, end, "relative", True,
            lambda p, t: on_date(p, lambda d: calendar.fiscal_year(calendar.fiscal_year_of(d) +
            offset)), "year",
        )  # fmt: skip
    if not line.bits(end) & bit.YEAR:
        return None
    year = int(line.key(end))
    last = _second_year(line, end + 1, year)
    # "वित्त वर्ष 2024" is the one that ends in 2024, as ministries and banks write it.
    days = calendar.fiscal_year(year if last else year - 1)
    return Found(at, last[0] if last else end + 1, "absolute", False, lambda p, t: days, "year")


def _second_year(line: Line, at: int, year: int) -> tuple[int, int] | None:
    """Return (index behind, year) of the end of 2023-24 and 2023-2024."""
    key = line.key(at + 1)
    if line.key(at) not in ("-", "–", "/") or not key.isdecimal() or len(key) not in (2, 4):
        return None
    other = int(key) if len(key) == 4 else year // 100 * 100 + int(key)
    return (at + 2, other) if year < other < year + 20 and line.key(at + 2) not in ("-", "/") else None


def year_alone(line: Line, at: int) -> Found | None:
    """Read साल 2019, सन् 1971, 2019 में, 2023-24, 1990 के दशक."""
    start = at + bool(line.bits(at) & bit.ERA)
    bits, key = line.bits(start), line.key(start)
    if not bits & (bit.YEAR | bit.OLD_YEAR | bit.TENS):
        return None
    if bits & bit.OLD_YEAR and not _is_old_year(line, start):
        return None
    decade = line.key(start + 1) == "के" and times_of("unit").get(line.key(start + 2)) == "decade"
    if decade:
        first = int(key) + (1900 if len(key) == 2 else 0)
        days = calendar.years(first, first + 9)
        return Found(at, start + 3, "absolute", False, lambda p, t: days, "decade")
    if len(key) == 2:
        return None
    second = _second_year(line, start + 1, int(key))
    end = second[0] if second else start + 1
    if start == at and not _bare_year(line, at, end):
        return None
    days = calendar.years(int(key), second[1] if second else int(key))
    year = None if second else int(key)
    return Found(at, end, "absolute", False, lambda p, t: days, "year", year=year)


def _is_old_year(line: Line, at: int) -> bool:
    """Return whether a number from 1500 to 1899 is a year: not in कार नंबर डीएल-3 सीजे- 1527 में."""
    return line.key(at + 1) in _AFTER_OLD_YEAR and not line.bits(at - 1) & bit.HYPHEN


def _bare_year(line: Line, at: int, end: int) -> bool:
    """Return whether a number from 1900 to 2099 is a year: not in 2000 रुपये, 2000 से अधिक, करीब 2000,
    एस 2000."""
    before, behind = line.key(at - 1), line.key(end)
    if before in word_sets("number_words.tsv")["designator"] | _NO_YEAR_BEHIND:
        return False
    if line.glued(at) and before not in _OPENING:
        return False
    if behind in _AFTER_YEAR:
        bounded = behind == "से" and line.key(end + 1) in ("अधिक", "ज्यादा", "कम", "भी", "ऊपर")
        return not bounded and not (line.key(at).endswith("000") and behind in ("के", "की", "का", "को"))
    if behind in ("और", "व", "-", "–") and line.bits(end + 1) & bit.YEAR and line.key(end + 2) in _AFTER_YEAR:
        return True
    dated = line.bits(end) & bit.DAY and line.bits(end + 1) & bit.MONTH
    return bool(dated) or (before == "(" and behind == ")")


def in_year_away(found: Found, way: int) -> Resolve:
    """Return how to resolve a date in the year ``way`` years from that of publication: इस वर्ष तीस जून."""
    return lambda published, tense: on_date(
        published, lambda day: with_year(found, day.year + way).resolve(day, tense)
    )


def with_year(found: Found, year: int) -> Found:
    """Return a date written without a year in the given one: 15 अगस्त से 20 सितंबर **2019**."""
    month, day, last_day = found.yearless or (0, 0, 0)
    if not day:
        return _month(found.first, found.last, month, year)
    return _dates(found.first, found.last, month, day, last_day, year)
