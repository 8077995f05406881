"""Rules for times told from now or from an event: गुरुवार, कल, पिछले साल जुलाई, दो दिन पहले, वर्ष के
अंत, अब."""

from __future__ import annotations

from datetime import date
from functools import cache

from analysis.annotate import calendar_spans as calendar
from analysis.annotate import word_bits as bit
from analysis.annotate.absolute_times import day_and_month, in_year_away
from analysis.annotate.calendar_spans import Days, Tense
from analysis.annotate.numerals import amount_at, bound_after
from analysis.annotate.time_found import Found, day_number, never, on_date, times_of
from analysis.annotate.units import counted_day, is_age
from analysis.annotate.words import GAP, Line, Phrases, table

_WEEKS = frozenset({"सप्ताह", "हफ्ते"})
_EACH = frozenset({"हर", "प्रत्येक", "प्रति"})
_LAST = frozenset({"आखिरी", "अंतिम"})
_LIST = frozenset({",", "और", "व", "एवं", "तथा", "या", "-", "–"})
_OF_TIMETABLES = frozenset({"बजे", "ट्रेन", "ट्रेनें", "चलेगी", "चलती"})


@cache
def vague_phrases() -> Phrases:
    """Return the phrases that name no one day (अब, समय-समय पर), each with whether it needs a date."""
    return Phrases(
        {form: row["needs_date"] for row in table("vague_times.tsv") for form in row["forms"].split("|")}
    )


def day_word(line: Line, at: int) -> Found | None:
    """Read आज, कल and परसों; the last two by the tense of the clause, unresolved where it shows none."""
    distance = int(times_of("day")[line.key(at)])

    def resolve(published: date | None, tense: Tense) -> Days | None:
        if published is None or (distance and tense == "none"):
            return None
        return calendar.unit_away(published, "day", -distance if tense == "past" else distance)

    return Found(at, at + 1, "relative", True, resolve)


def weekday_word(line: Line, at: int) -> Found | None:
    """Read गुरुवार, पिछले गुरुवार, अगले सोमवार."""
    directed = line.bits(at) & bit.DIRECTION
    start = at + bool(directed)
    if not line.bits(start) & bit.WEEKDAY:
        return None
    number = int(times_of("weekday")[line.key(start)])
    way = (int(times_of("direction")[line.key(at)]) if directed else 0) or None

    def resolve(published: date | None, tense: Tense) -> Days | None:
        if (tense == "habitual" and way is None) or _every(line, at):
            return None  # शनिवार को जाम लगता है: every Saturday
        return on_date(published, lambda day: calendar.weekday(day, number, direction=way, tense=tense))

    return Found(at, start + 1, "weekday", True, resolve, weekday=number if way is None else None)


def _every(line: Line, at: int) -> bool:
    """Return whether the weekday comes round each week, or is told by its place in a month: हर सोमवार,
    सोमवार से शनिवार, सप्ताह में तीन दिन मंगलवार, माह के आखिरी सोमवार."""
    key, before = line.key, _before_list(line, at)
    if before in _EACH or before in _LAST or _listed(line, at):
        return True
    for here in range(at - 2, 0, -1):
        word = key(here)
        if word in _WEEKS:
            if key(here + 1) == "में":
                return True
        elif not word:
            break
    return False


def _before_list(line: Line, at: int) -> str:
    """Return the word before the weekdays listed up to ``at``: |प्रति| मंगलवार, गुरुवार एवं शनिवार."""
    while line.bits(at - 2) & bit.WEEKDAY and line.key(at - 1) in _LIST:
        at -= 2
    return line.key(at - 1)


def _listed(line: Line, at: int) -> bool:
    """Return whether weekdays are listed as in a timetable: three, from one to another, or beside ट्रेन, बजे."""
    key, bits, first, last = line.key, line.bits, at, at
    ranged = key(at - 1) == "से" and bits(at - 2) & bit.WEEKDAY
    if ranged or (key(at + 1) == "से" and bits(at + 2) & bit.WEEKDAY):
        return True
    while bits(first - 2) & bit.WEEKDAY and key(first - 1) in _LIST:
        first -= 2
    while bits(last + 2) & bit.WEEKDAY and key(last + 1) in _LIST:
        last += 2
    if last - first != 2:
        return last > first
    near = line.keys[max(0, first - GAP) : last + GAP]
    return not _OF_TIMETABLES.isdisjoint(near)


def direction_and_unit(line: Line, at: int) -> Found | None:
    """Read पिछले साल, पिछले साल जुलाई, इस जुलाई, अगले पांच वर्षों, पिछले कुछ दिनों; not इस दिन (that
    day)."""
    way, after = int(times_of("direction")[line.key(at)]), line.bits(at + 1)
    if after & bit.MONTH:
        return _month_of(line, at, at + 1, way)
    if after & bit.TIME_UNIT:
        return _unit_of(line, at, way, times_of("unit")[line.key(at + 1)])
    if after & bit.FEW:
        known = times_of("unit").get(line.key(at + 2))
        return Found(at, at + 3, "vague", True, never, known) if known and way else None
    return _stretch(line, at, way) if way else None


def _unit_of(line: Line, at: int, way: int, unit: str) -> Found | None:
    end = at + 2
    following = end + bool(line.bits(end) & bit.GENITIVE)
    if unit == "year" and line.bits(following) & bit.MONTH:
        return _month_of(line, at, following, way)
    dated = day_and_month(line, following) if unit == "year" else None
    if dated and dated.year is None:
        return Found(
            at, dated.last, "relative", True,
            in_year_away(dated, way), way=way,
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
        at, end, "relative", True, lambda p, t: on_date(p, lambda d: calendar.unit_away(d, unit, way)), unit
    )


@cache
def _plurals() -> frozenset[str]:
    """Return the plural units that need a number to say how many: पिछले वर्षों is no year."""
    return frozenset(key for key in times_of("unit") if key.endswith(("ों", "ियां", "ो")))


def _day_of_month(line: Line, first: int, at: int, way: int) -> Found | None:
    """Read इस महीने की 15 तारीख (``at`` is behind the month's name or unit)."""
    day = day_number(line, at + 1) if line.bits(at) & bit.GENITIVE else None
    if day is None or line.key(day[0]) != "तारीख":
        return None

    def on(published: date) -> Days | None:
        month = calendar.add_months(published.replace(day=1), way)
        return month and calendar.day(month.year, month.month, day[1])

    return Found(first, day[0] + 1, "relative", True, lambda p, t: on_date(p, on))


def _month_of(line: Line, first: int, at: int, way: int) -> Found:
    month, whole_year = int(times_of("month")[line.key(at)]), at > first + 1

    def resolve(published: date | None, tense: Tense) -> Days | None:
        if published is None:
            return None
        year = published.year + way
        if not whole_year and way:  # पिछले जुलाई is the last July before now, अगले मार्च the next one
            passed = month < published.month if way < 0 else month <= published.month
            year = published.year - (way < 0 and not passed) + (way > 0 and passed)
        return calendar.month(year, month)

    return Found(first, at + 1, "relative", True, resolve, "month")


def _stretch(line: Line, at: int, way: int) -> Found | None:
    """Read पिछले पांच वर्षों, अगले 24 घंटों: from now to that far away."""
    amount = amount_at(line, at + 1 + bool(line.bits(at + 1) & bit.APPROX), at + 1)
    unit = times_of("unit").get(line.key(amount.last)) if amount else None
    if amount is None or unit is None:
        return None
    far = amount.value or amount.high or amount.low or 0
    return Found(
        at, amount.last + 1, "relative", True,
        lambda p, t: on_date(p, lambda d: calendar.stretch(d, unit, way * far)), unit,
    )  # fmt: skip


def number_and_unit(line: Line, at: int) -> Found | None:
    """Read पांच दिनों की (duration), दो दिन पहले (ago), हादसे के दो दिन बाद (from an event of the
    text)."""
    amount = amount_at(line, at, at - 3)
    if amount is None:
        return None
    end = amount.last
    if line.bits(end) & bit.HYPHEN:
        end += 1
    if not line.bits(end) & bit.TIME_UNIT or line.bits(at - 1) & bit.CLOCK:
        return None
    unit = times_of("unit")[line.key(end)]
    if unit == "decade" and line.key(amount.last - 1) == "के":
        return None
    first, end = amount.first, end + 1
    behind = line.key(end)
    if behind in times_of("before") or behind in times_of("after"):
        return _ago(line, first, end, unit, amount.value, behind in times_of("before"))
    if behind == "के" and line.key(end + 1) in times_of("after"):
        return Found(first, end + 2, "sequence", False, never, unit)
    bounded = bound_after(line, end)
    if bounded:
        return Found(first, bounded[0], "duration", False, never, unit)
    if is_age(line, at, end):
        return Found(first, end, "age", False, never, unit)
    if line.key(at) == "एक" and unit == "day" and not counted_day(line, end):
        return None
    return Found(first, end, "duration", False, never, unit)


def _ago(line: Line, first: int, end: int, unit: str, value: float | None, before: bool) -> Found:
    # चुनाव से दो दिन पहले and हादसे के एक घंटे बाद count from an event.
    if not before or value is None or line.key(first - 1) in ("से", "के"):
        return Found(first, end + 1, "sequence", False, never, unit)
    return Found(
        first, end + 1, "relative", True,
        lambda p, t: on_date(p, lambda d: calendar.unit_away(d, unit, -value)), unit,
    )  # fmt: skip


def few_units(line: Line, at: int) -> Found | None:
    """Read कुछ दिन पहले, कई सालों से, चंद घंटों में: times without a number."""
    if not line.bits(at + 1) & bit.TIME_UNIT:
        return None
    behind = line.key(at + 2)
    if behind in times_of("before") or behind in times_of("after"):
        counted = line.key(at - 1) in ("से", "के") or behind in times_of("after")
        return Found(at, at + 3, "vague", not counted, never)
    return Found(at, at + 2, "vague", False, never) if behind in ("से", "में", "तक", "के") else None


def vague(line: Line, at: int) -> Found | None:
    """Read अब, हाल ही में, समय-समय पर."""
    found = vague_phrases().at(line, at)
    return found and Found(at, found[0], "vague", found[1] == "1", never)


def bare_part(line: Line, at: int) -> Found | None:
    """Read वर्ष के अंत and महीने की शुरुआत: of the year or month of publication."""
    if _part_word(line, at + 1) is None:
        return None
    unit = times_of("unit")[line.key(at)]
    if unit not in ("year", "month", "week", "decade"):
        return None
    found = Found(
        at, at + 1, "relative", True, lambda p, t: on_date(p, lambda d: calendar.holding(d, unit)), unit
    )
    parted = with_part(line, found)
    return parted if parted.last > found.last else None


def _part_word(line: Line, at: int) -> str | None:
    return times_of("part").get(line.key(at + 1)) if line.bits(at) & bit.GENITIVE else None


def with_part(line: Line, found: Found) -> Found:
    """Return the time with its part where one follows: जुलाई **के अंत**, अगले साल **की शुरुआत**."""
    which = _part_word(line, found.last)
    if line.bits(found.last + 2) & bit.WEEKDAY and line.key(found.last + 1) in _LAST:
        return found  # जुलाई के आखिरी सोमवार: one day, not the last third
    if which is None or found.unit == "day" or found.kind not in ("relative", "absolute"):
        return found

    def resolve(published: date | None, tense: Tense) -> Days | None:
        whole = found.resolve(published, tense)
        return whole and calendar.part(whole, found.unit, which)

    return Found(found.first, found.last + 2, "part_of_year", found.needs_date, resolve, found.unit)
