"""The rules that read a time at one place of a sentence, and what each of them means on a given day.

A rule takes a line and a token and returns a Found or None. ``Found.resolve(published, tense)`` returns the
days meant; it is called with the publication date, or with None, on which only absolute dates resolve.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.annotate import calendar_spans as calendar
from analysis.annotate.calendar_spans import Days, Tense
from analysis.annotate.numerals import amount_at, bound_after, digits_value, number_cues, numerals
from analysis.annotate.units import counted_day, is_age
from analysis.annotate.words import DATA, Line, Phrases, forms, key_of, table, word_sets

Resolve = Callable[[date | None, Tense], Days | None]
_YEAR = re.compile("(?:19|20)[0-9][0-9]$")
_OLD_YEAR = re.compile("1[5-8][0-9][0-9]$")
_NUMERIC = re.compile(r"([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4}|[0-9]{2})$")
_AFTER_YEAR = frozenset("में से के की का तक को वाले वाली वाला".split())
_GENITIVE = frozenset({"के", "की", "का"})
_LIST = frozenset({",", "और", "-", "–", "से", "व", "एवं", "या", "तथा"})


@dataclass(frozen=True, slots=True)
class Found:
    """A time at tokens ``first`` to ``last`` (excluded). ``needs_date``: a publication date would resolve it.

    ``unit`` is how fine it is ("day" for a date). ``weekday`` is the one it names; ``yearless`` is
    (month, first day, last day) of a date written without its year, the days 0 for a whole month; ``year`` the
    year of one written with it.
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


@cache
def _vague() -> Phrases:
    return Phrases(
        {form: row["needs_date"] for row in table("vague_times.tsv") for form in row["forms"].split("|")}
    )


@cache
def idioms() -> Phrases:
    """Return the phrases that hold the word of a date and name none: आज तक."""
    lines = (DATA / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return Phrases({line: True for line in lines if line and not line.startswith("#")})


def _on(published: date | None, make: Callable[[date], Days | None]) -> Days | None:
    return None if published is None else make(published)


def never(published: date | None, tense: Tense) -> None:
    """Resolve to nothing: a duration, or a time counted from an event of the text."""


def numeric_date(line: Line, at: int) -> Found | None:
    """Read 15.08.2019, 15/08/2019, 15-08-2019 and 2019-08-15."""
    match, last = _NUMERIC.match(line.key(at)), at + 1
    parts = match.groups() if match else None
    if parts is None and line.key(at + 1) in ("/", "-") and line.key(at + 3) == line.key(at + 1):
        if not all(line.glued(token) for token in range(at + 1, at + 5)):
            return None
        parts, last = (line.key(at), line.key(at + 2), line.key(at + 4)), at + 5
    if parts is None or not all(part.isdecimal() for part in parts):
        return None
    if _YEAR.match(parts[0]):
        parts = parts[::-1]
    if len(parts[2]) not in (2, 4) or (len(parts[2]) == 2 and line.key(at + 1) == "-"):
        return None
    year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
    days = calendar.day(year, int(parts[1]), int(parts[0])) if year else None
    return days and Found(at, last, "absolute", False, lambda published, tense: days)


def _day_number(line: Line, at: int) -> tuple[int, int] | None:
    """Return (index behind, day) of a day of the month: 15, 15वीं, पंद्रह, पहली."""
    key = line.key(at)
    value = digits_value(key) if line.digits(at) else numerals().get(key, 1 if key == "पहली" else None)
    if value is None or value != int(value) or not 1 <= value <= 31 or len(key) > 2 and line.digits(at):
        return None
    behind = line.key(at + 1)
    return at + 1 + (line.digits(at) and behind in ("वीं", "वें", "वी")), int(value)


def day_and_month(line: Line, at: int) -> Found | None:
    """Read 15 अगस्त, 15 अगस्त 2019, 3, 4 और 5 सितंबर, 28 से 30 मार्च."""
    days, end = [], at
    while len(days) < 6:
        found = _day_number(line, end)
        if found is None:
            return None
        end = found[0]
        days.append(found[1])
        if line.key(end) in times_of("month"):
            break
        if line.key(end) not in _LIST:
            return None
        end += 1
        if line.key(end) in times_of("month") and line.key(end - 1) == ",":
            break  # 13, दिसंबर 2001
    else:
        return None
    number, end = int(times_of("month")[line.key(end)]), end + 1
    end, year = _year_behind(line, end)
    return _dates(at, end, number, days[0], days[-1], year)


def _year_behind(line: Line, at: int) -> tuple[int, int | None]:
    """Return (index behind, year) of a year at ``at``, over a comma: अगस्त, 2019."""
    for skip in (0, 1) if line.key(at) in (",", "सन", "वर्ष", "साल") else (0,):
        key = line.key(at + skip)
        if _YEAR.match(key) and not line.key(at + skip + 1) in ("/",):
            return at + skip + 1, int(key)
    return at, None


def day_alone(line: Line, at: int) -> Found | None:
    """Read 15 तारीख: that day of the month of publication."""
    day = _day_number(line, at)
    if day is None or line.key(day[0]) != "तारीख":
        return None
    number = day[1]
    return Found(
        at, day[0] + 1, "absolute", True,
        lambda p, t: _on(p, lambda d: calendar.day(d.year, d.month, number)),
    )  # fmt: skip


def _dates(first: int, last: int, month: int, day: int, last_day: int, year: int | None) -> Found:
    def resolve(published: date | None, tense: Tense) -> Days | None:
        chosen = year
        if chosen is None and published is not None:
            chosen = calendar.nearest_year(published, month, day, tense)
        start = calendar.day(chosen, month, day) if chosen else None
        stop = calendar.day(chosen, month, last_day) if chosen else None
        return (start[0], stop[0]) if start and stop and start <= stop else start

    return Found(first, last, "absolute", year is None, resolve, yearless=(month, day, last_day), year=year)


def month_first(line: Line, at: int) -> Found | None:
    """Read जुलाई 2024, जुलाई में, अगस्त 15, 2019; मार्च alone only where it cannot be a march."""
    number = times_of("month").get(line.key(at))
    if number is None:
        return None
    month = int(number)
    day = _day_number(line, at + 1) if line.digits(at + 1) else None
    if day and line.key(day[0]) == "," and _YEAR.match(line.key(day[0] + 1)):
        return _dates(at, day[0] + 2, month, day[1], day[1], int(line.key(day[0] + 1)))
    end, year = _year_behind(line, at + 1)
    if year is None and month == 3 and not _calendar_march(line, at):
        return None
    return _month(at, end, month, year)


def _calendar_march(line: Line, at: int) -> bool:
    before, behind = line.key(at - 1), line.key(at + 1)
    if behind in times_of("unit") or line.key(at - 2) in times_of("month") or line.key(at + 2) in times_of("month"):
        return True
    return before in times_of("direction") or before in times_of("era") or before in ("से", "तक")


def _month(first: int, last: int, month: int, year: int | None) -> Found:
    def resolve(published: date | None, tense: Tense) -> Days | None:
        if year is not None:
            return calendar.month(year, month)
        return _on(published, lambda day: calendar.month(calendar.nearest_year(day, month, None, tense), month))

    return Found(first, last, "absolute", year is None, resolve, "month", yearless=(month, 0, 0), year=year)


def fiscal(line: Line, at: int) -> Found | None:
    """Read वित्त वर्ष 2023-24, and पिछले वित्त वर्ष (at its direction)."""
    direction = times_of("direction").get(line.key(at))
    start = at if direction is None else at + 1
    if line.key(start) not in times_of("fiscal") or line.key(start + 1 + (line.key(start + 1) == "-")) not in (
        "वर्ष",
        "साल",
    ):
        return None
    end = start + 2 + (line.key(start + 1) == "-")
    if direction is not None:
        offset = int(direction)
        return Found(
            at, end, "relative", True,
            lambda p, t: _on(p, lambda d: calendar.fiscal_year(calendar.fiscal_year_of(d) + offset)), "year",
        )  # fmt: skip
    if not _YEAR.match(line.key(end)):
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
    start = at + (line.key(at) in times_of("era"))
    key = line.key(start)
    old = _OLD_YEAR.match(key) and line.key(start + 1) in ("में", "ई", "ईसवी", "ईस्वी")
    if not _YEAR.match(key) and not old and not (key.endswith("0") and len(key) == 2 and line.digits(start)):
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


def _bare_year(line: Line, at: int, end: int) -> bool:
    """Return whether a number from 1900 to 2099 is a year: not in 2000 रुपये, 2000 से अधिक, करीब 2000, एस 2000."""
    before, behind = line.key(at - 1), line.key(end)
    if before in word_sets("number_words.tsv")["designator"] or before in ("₹", "$", "#", ".", "+", "करीब", "लगभग"):
        return False
    if line.glued(at) and before not in ("(", "'", '"', "‘", "“"):
        return False
    if behind in _AFTER_YEAR:
        bounded = behind == "से" and line.key(end + 1) in ("अधिक", "ज्यादा", "कम", "भी", "ऊपर")
        return not bounded and not (line.key(at).endswith("000") and behind in ("के", "की", "का", "को"))
    return before == "(" and behind == ")" or _day_number(line, end) is not None and line.key(end + 1) in times_of("month")


def day_word(line: Line, at: int) -> Found | None:
    """Read आज, कल and परसों; the last two by the tense of the clause, unresolved where it shows none."""
    value = times_of("day").get(line.key(at))
    if value is None:
        return None
    distance = int(value)

    def resolve(published: date | None, tense: Tense) -> Days | None:
        if published is None or (distance and tense == "none"):
            return None
        return calendar.unit_away(published, "day", -distance if tense == "past" else distance)

    return Found(at, at + 1, "relative", True, resolve)


def weekday_word(line: Line, at: int) -> Found | None:
    """Read गुरुवार, पिछले गुरुवार, अगले सोमवार."""
    direction = times_of("direction").get(line.key(at))
    start = at + (direction is not None)
    value = times_of("weekday").get(line.key(start))
    if value is None:
        return None
    number, way = int(value), int(direction) if direction in ("-1", "1") else None

    def resolve(published: date | None, tense: Tense) -> Days | None:
        if (tense == "habitual" and way is None) or _every(line, at):
            return None  # शनिवार को जाम लगता है: every Saturday
        return _on(published, lambda day: calendar.weekday(day, number, direction=way, tense=tense))

    return Found(at, start + 1, "weekday", True, resolve, weekday=number if way is None else None)


def _every(line: Line, at: int) -> bool:
    """Return whether the weekday comes round each week: हर सोमवार, सप्ताह में तीन दिन मंगलवार."""
    week = any(key in ("सप्ताह", "हफ्ते") and line.key(n + 1) == "में" for n, key in enumerate(line.keys[:at]))
    return week or line.key(at - 1) in ("हर", "प्रत्येक", "प्रति")


def direction_and_unit(line: Line, at: int) -> Found | None:
    """Read पिछले साल, पिछले साल जुलाई, इस जुलाई, अगले पांच वर्षों, पिछले कुछ दिनों; not इस दिन (that day)."""
    direction = times_of("direction").get(line.key(at))
    if direction is None:
        return None
    way, next_key = int(direction), line.key(at + 1)
    if next_key in times_of("month"):
        return _month_of(line, at, at + 1, way)
    unit = times_of("unit").get(next_key)
    if unit:
        return _unit_of(line, at, way, unit)
    if next_key in times_of("few"):
        known = times_of("unit").get(line.key(at + 2))
        return Found(at, at + 3, "vague", True, never, known) if known and way else None
    return _stretch(line, at, way) if way else None


def _unit_of(line: Line, at: int, way: int, unit: str) -> Found | None:
    end = at + 2
    following = end + (line.key(end) in _GENITIVE)
    if unit == "year" and line.key(following) in times_of("month"):
        return _month_of(line, at, following, way)
    dated = day_and_month(line, following) if unit == "year" else None
    if dated and dated.year is None:
        return Found(
            at, dated.last, "relative", True,
            lambda p, t: _on(p, lambda d: with_year(dated, d.year + way).resolve(d, t)),
        )  # fmt: skip
    if unit in ("hour", "minute") or (unit == "day" and way == 0):
        return None
    if line.key(at + 1) in _plurals():
        return Found(at, end, "vague", True, never, unit) if way else None
    dated = _day_of_month(line, at, end, way) if unit == "month" else None
    if dated:
        return dated
    if unit == "day":
        # अगले दिन is the day after some event of the text; पिछले दिन likewise.
        return Found(at, end, "sequence", False, never)
    return Found(
        at, end, "relative", True, lambda p, t: _on(p, lambda d: calendar.unit_away(d, unit, way)), unit
    )


@cache
def _plurals() -> frozenset[str]:
    """Return the plural units that need a number to say how many: पिछले वर्षों is no year."""
    return frozenset(key for key in times_of("unit") if key.endswith(("ों", "ियां", "ो")))


def _day_of_month(line: Line, first: int, at: int, way: int) -> Found | None:
    """Read इस महीने की 15 तारीख (``at`` is behind the month's name or unit)."""
    day = _day_number(line, at + 1) if line.key(at) in _GENITIVE else None
    if day is None or line.key(day[0]) != "तारीख":
        return None

    def on(published: date) -> Days | None:
        month = calendar.add_months(published.replace(day=1), way)
        return month and calendar.day(month.year, month.month, day[1])

    return Found(first, day[0] + 1, "relative", True, lambda p, t: _on(p, on))


def _month_of(line: Line, first: int, at: int, way: int) -> Found:
    month, whole_year = int(times_of("month")[line.key(at)]), at > first + 1

    def resolve(published: date | None, tense: Tense) -> Days | None:
        if published is None:
            return None
        year = published.year + way
        if not whole_year and way:  # पिछले जुलाई is the last July before now, अगले मार्च the next one
            year = published.year - (way < 0 and month >= published.month) + (way > 0 and month <= published.month)
        return calendar.month(year, month)

    return Found(first, at + 1, "relative", True, resolve, "month")


def _stretch(line: Line, at: int, way: int) -> Found | None:
    """Read पिछले पांच वर्षों, अगले 24 घंटों: from now to that far away."""
    amount = amount_at(line, at + 1 + (line.key(at + 1) in times_of("approx")), at + 1)
    unit = times_of("unit").get(line.key(amount.last)) if amount else None
    if amount is None or unit is None:
        return None
    far = amount.value or amount.high or amount.low or 0
    return Found(
        at, amount.last + 1, "relative", True,
        lambda p, t: _on(p, lambda d: calendar.stretch(d, unit, way * far)), unit,
    )  # fmt: skip


def number_and_unit(line: Line, at: int) -> Found | None:
    """Read पांच दिनों की (duration), दो दिन पहले (ago), हादसे के दो दिन बाद (from an event of the text)."""
    amount = amount_at(line, at, max(0, at - 3))
    if amount is None or amount.bound == "many" and line.digits(at):
        return None
    end = amount.last + (line.key(amount.last) in ("-", "–"))
    unit = times_of("unit").get(line.key(end))
    if unit is None or unit == "decade" and line.key(amount.last - 1) == "के":
        return None
    if line.key(at - 1) in word_sets("number_words.tsv")["clock"]:
        return None
    first, end = amount.first, end + 1
    if line.key(end) in times_of("before") or line.key(end) in times_of("after"):
        return _ago(line, first, end, unit, amount.value, line.key(end) in times_of("before"))
    bounded = bound_after(line, end)
    if bounded:
        return Found(first, bounded[0], "duration", False, never, unit)
    if is_age(line, at, end):
        return Found(first, end, "age", False, never, unit)
    if line.key(at) == "एक" and unit == "day" and not counted_day(line, end):
        return None
    return Found(first, end, "duration", False, never, unit)


def _ago(line: Line, first: int, end: int, unit: str, value: float | None, before: bool) -> Found:
    # चुनाव से दो दिन पहले and हादसे के एक घंटे बाद count from an event; so does every बाद without a future.
    if not before or value is None or line.key(first - 1) in ("से", "के", "की"):
        return Found(first, end + 1, "sequence", False, never, unit)
    return Found(
        first, end + 1, "relative", True,
        lambda p, t: _on(p, lambda d: calendar.unit_away(d, unit, -value)), unit,
    )  # fmt: skip


def few_units(line: Line, at: int) -> Found | None:
    """Read कुछ दिन पहले, कई सालों से, चंद घंटों में: times without a number."""
    if line.key(at) not in times_of("few") or line.key(at + 1) not in times_of("unit"):
        return None
    behind = line.key(at + 2)
    if behind in times_of("before") or behind in times_of("after"):
        counted = line.key(at - 1) in ("से", "के") or behind in times_of("after")
        return Found(at, at + 3, "vague", not counted, never)
    return Found(at, at + 2, "vague", False, never) if behind in ("से", "में", "तक", "के") else None


def vague(line: Line, at: int) -> Found | None:
    """Read अब, हाल ही में, समय-समय पर."""
    found = _vague().at(line, at)
    return found and Found(at, found[0], "vague", found[1] == "1", never)


def bare_part(line: Line, at: int) -> Found | None:
    """Read वर्ष के अंत and महीने की शुरुआत: of the year or month of publication."""
    unit = times_of("unit").get(line.key(at))
    if unit not in ("year", "month", "week", "decade") or _part_word(line, at + 1) is None:
        return None
    found = Found(
        at, at + 1, "relative", True, lambda p, t: _on(p, lambda d: calendar.holding(d, unit)), unit
    )
    return with_part(line, found)


def _part_word(line: Line, at: int) -> str | None:
    return times_of("part").get(line.key(at + 1)) if line.key(at) in _GENITIVE else None


def with_part(line: Line, found: Found) -> Found:
    """Return the time with its part where one follows: जुलाई **के अंत**, अगले साल **की शुरुआत**."""
    which = _part_word(line, found.last)
    if which is None or found.unit == "day" or found.kind not in ("relative", "absolute"):
        return found

    def resolve(published: date | None, tense: Tense) -> Days | None:
        whole = found.resolve(published, tense)
        return whole and calendar.part(whole, found.unit, which)

    return Found(
        found.first, found.last + 2, "part_of_year", found.needs_date, resolve, found.unit
    )


def with_year(found: Found, year: int) -> Found:
    """Return a date written without a year in the given one: 15 अगस्त से 20 सितंबर **2019**."""
    month, day, last_day = found.yearless or (0, 0, 0)
    if not day:
        return _month(found.first, found.last, month, year)
    return _dates(found.first, found.last, month, day, last_day, year)


_DIGIT_RULES = (numeric_date, day_and_month, day_alone, year_alone, number_and_unit)


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules that can read a time from each key that can begin one, in the order they are tried."""
    starters = (
        (day_and_month, frozenset(numerals()) | {"पहली"}),
        (month_first, frozenset(times_of("month"))),
        (fiscal, frozenset(times_of("fiscal")) | frozenset(times_of("direction"))),
        (year_alone, frozenset(times_of("era"))),
        (vague, _vague().firsts),
        (weekday_word, frozenset(times_of("weekday")) | frozenset(times_of("direction"))),
        (direction_and_unit, frozenset(times_of("direction"))),
        (number_and_unit, number_cues()),
        (day_word, frozenset(times_of("day"))),
        (few_units, frozenset(times_of("few"))),
        (bare_part, frozenset(times_of("unit"))),
    )
    rules: dict[str, tuple[Rule, ...]] = {}
    for rule, keys in starters:
        for key in keys:
            rules[key] = (*rules.get(key, ()), rule)
    return rules


@cache
def time_cues() -> frozenset[str]:
    """Return the keys of which a sentence with a time holds one, years and numeric dates in digits apart.

    A number, इस or कुछ begins a time only with a unit or a month behind it, so these are the cues.
    """
    classes = ("month", "weekday", "unit", "day", "fiscal")
    return frozenset().union(*(times_of(name) for name in classes)) | _vague().firsts


@cache
def time_starts() -> frozenset[str]:
    """Return the keys that can begin a time, digits apart."""
    return frozenset(_rules())


def time_at(line: Line, at: int) -> Found | None:
    """Return the time that begins at token ``at``, by the first rule that reads one."""
    rules = _rules().get(line.keys[at], _DIGIT_RULES if line.digits(at) else ())
    for rule in rules:
        found = rule(line, at)
        if found is not None:
            return with_part(line, found)
    return None
