"""Times in words: found always, resolved to days only where the article's own date allows it.

Rows for the store's table ``time_expression`` (one row an expression; offsets are into
``document.text``)::

    document, sentence, start, end, kind, needs_date, resolved_from, resolved_to,
    check_said, check_actual, check_certain

and for the command ``timeline`` and the page: name, segment ("S6"), surface, kind, resolved_from,
resolved_to, check (the sentence of WeekdayCheck.message), text. Rows that need a date and have none
stand in the undated lane; ``vague`` and ``duration`` rows are no points of a timeline and are listed
beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from analysis.annotate.absolute_times import in_year_away, with_year
from analysis.annotate.calendar_spans import Days, Tense, shifted
from analysis.annotate.date_rules import idioms, time_at
from analysis.annotate.lines import Reading, reading_of
from analysis.annotate.tense import tense_behind
from analysis.annotate.time_found import Found, never
from analysis.annotate.word_bits import IDIOM
from analysis.annotate.words import Line, Span
from analysis.errors import Language, messages

TimeKind = Literal["relative", "weekday", "absolute", "part_of_year", "duration", "sequence", "vague"]

_NEAR = 2
_UNRESOLVED = (None, None)
_JOINED = (["से"], ["और"], ["-"], ["–"], [","], ["व"], ["एवं"], ["तथा"], ["या"])


@dataclass(frozen=True, slots=True)
class WeekdayCheck:
    """A weekday of the text that is not the weekday of the date it is held against (0 is Monday).

    ``certain``: the text itself puts the two together (आज (बुधवार), 27 दिसंबर (बुधवार)), so one of
    them is wrong. Otherwise a bare weekday differs from the publication day, which may only mean an
    older event.
    """

    said: int
    actual: int
    certain: bool

    def message(self, language: Language) -> str:
        """Return the sentence for a reader: पाठ में गुरुवार, तिथि शुक्रवार."""
        words = messages(language)
        said, actual = (words[f"times.weekday_{day}"] for day in (self.said, self.actual))
        return words["times.weekday_differs"].format(said=said, actual=actual)


# A named tuple, as in ``view``: a batch has thousands of these, and a frozen dataclass takes thrice as long.
class TimeExpression(NamedTuple):
    """One time of one sentence, ``text[start:end]``.

    ``sentence`` is the index into the sentences given. ``resolved_from``/``resolved_to`` are its first
    and last day, both None while it needs a publication date (``needs_date``) and there is none, and
    always for a duration, a vague time and a ``sequence`` (counted from an event of the text: हादसे के
    दो दिन बाद). ``check`` is set where a weekday disagrees.
    """

    sentence: int
    start: int
    end: int
    surface: str
    kind: TimeKind
    needs_date: bool
    resolved_from: date | None
    resolved_to: date | None
    check: WeekdayCheck | None


def time_expressions(text: str, sentences: Sequence[Span], published: date | None) -> list[TimeExpression]:
    """Return the times of one document, in reading order; ``published`` is the document's own date or
    None."""
    return times_in(reading_of(text, sentences), [published])[0]


def times_in(reading: Reading, published: Sequence[date | None]) -> list[list[TimeExpression]]:
    """Return the times of each document of a reading, whose dates are ``published``.

    Their words are marked in the line as dated, those of durations apart.
    """
    found: list[list[TimeExpression]] = [[] for _ in published]
    line, before = reading.line, None
    dated = line.dated
    for time, named, number in _named(line, _found(reading)):
        document = reading.documents[number]
        place = reading.sentences[number], reading.shifts[number]
        expression = _expression(line, place, time, named, published[document])
        # Two sentences are never joined: empty words stand between them.
        if before and time.weekday is not None and before[0].weekday is not None:
            expression = _next_weekday(line, *before, time, expression)
        found[document].append(expression)
        if time.kind != "duration":
            dated[time.first : time.last] = b"\1" * (time.last - time.first)
        before = (time, expression)
    return found


def _next_weekday(
    line: Line, before: Found, dated: TimeExpression, time: Found, expression: TimeExpression
) -> TimeExpression:
    """Return the second of two joined weekdays as the one behind the first: रविवार व सोमवार."""
    joined = line.keys[before.last : time.first] in _JOINED
    if not joined or time.weekday is None or before.weekday is None or not dated.resolved_from:
        return expression
    if expression.resolved_from is None or expression.resolved_from >= dated.resolved_from:
        return expression
    day = shifted(expression.resolved_from, "week", 1)
    return expression._replace(resolved_from=day, resolved_to=day, check=None)


def _found(reading: Reading) -> Iterator[tuple[Found, int]]:
    """Yield (time, number of its sentence) of each time."""
    line, behind = reading.line, 0
    bits, of_idioms = line.bits, idioms()
    for at, number in zip(*reading.times, strict=True):
        if at < behind:
            continue
        if bits(at) & IDIOM:
            idiom = of_idioms.at(line, at)
            if idiom:
                behind = idiom[0]
                continue
        time = time_at(line, at)
        if time is not None:
            behind = time.last
            # An age is read, so that its end is not taken for a stretch of time, and left out.
            if time.kind != "age":
                yield time, number


def _named(line: Line, found: Iterable[tuple[Found, int]]) -> Iterator[tuple[Found, Found | None, int]]:
    """Yield (time, weekday named beside it, number of its sentence); neighbours are read together."""
    together: list[Found] = []
    number, last = 0, -_NEAR
    for time, sentence in found:
        # Nothing joins times that stand further apart: "5 मई) व 6 मई".
        if time.first - last > _NEAR:
            if len(together) == 1:
                yield together[0], None, number
            else:
                yield from _of_neighbours(line, together, number)
            together = [time]
        else:
            together.append(time)
        number, last = sentence, time.last
    yield from _of_neighbours(line, together, number)


def _of_neighbours(line: Line, found: list[Found], number: int) -> Iterator[tuple[Found, Found | None, int]]:
    for time, named in _merged(line, _carry_years(line, found)):
        yield time, named, number


def _carry_years(line: Line, found: list[Found]) -> list[Found]:
    """Give the year of a date to those listed right before it: 15 अगस्त से 20 सितंबर 2019."""
    carried = list(found)
    for at in range(len(found) - 2, -1, -1):
        time, after = carried[at], carried[at + 1]
        if None in (time.yearless, after.yearless, after.year) or time.year is not None:
            continue
        if line.keys[time.last : after.first] in _JOINED and time.yearless <= after.yearless:
            carried[at] = with_year(time, after.year)
    return [_in_year_before(line, time, carried[:at]) for at, time in enumerate(carried)]


def _in_year_before(line: Line, time: Found, before: list[Found]) -> Found:
    """Give a date the year its sentence has just named: २००८ में 26 नवंबर को, 2001 में … 13 दिसंबर."""
    named = before[-1] if before else None
    if time.yearless is None or time.year is not None or named is None:
        return time
    if named.way is not None and line.keys[named.last : time.first] in _JOINED:
        return time._replace(resolve=in_year_away(time, named.way))  # इस वर्ष तीस जून और 31 दिसंबर
    if named.year is None or named.yearless:
        return time
    adjacent = line.keys[named.last : time.first] in ([], ["में"], ["के"], ["की"])
    return with_year(time, named.year) if adjacent else time


def _merged(line: Line, found: list[Found]) -> list[tuple[Found, Found | None]]:
    """Return (time, weekday named beside it): आज (बुधवार) and बुधवार, 27 दिसंबर are one time each."""
    merged: list[tuple[Found, Found | None]] = []
    for time in found:
        before = merged[-1][0] if merged and merged[-1][1] is None else None
        pair = before and {before.kind == "weekday", time.kind == "weekday"} == {True, False}
        if not pair or before.unit != "day" or time.unit != "day" or not _beside(line, before, time):
            merged.append((time, None))
            continue
        day, named = (time, before) if before.kind == "weekday" else (before, time)
        closing = line.key(time.last) == ")" and line.key(time.first - 1) == "("
        merged[-1] = (day._replace(first=before.first, last=time.last + closing), named)
    return merged


def _beside(line: Line, before: Found, time: Found) -> bool:
    if {before.kind, time.kind} - {"weekday", "relative", "absolute"}:
        return False
    between = line.keys[before.last : time.first]
    return between in ([], ["("], [","], ["यानी"], ["यानि"], ["को"])


def _expression(
    line: Line, place: tuple[int, int], time: Found, named: Found | None, published: date | None
) -> TimeExpression:
    """Return the row of a time; ``place`` is its sentence, and what turns offsets into the document's."""
    start, end = line.starts[time.first], line.ends[time.last - 1]
    # The tense is asked for only where it can decide: it costs a walk to the clause's verb.
    asked = time.needs_date and published and time.resolve is not never
    tense = tense_behind(line, time.last) if asked else "none"
    days = None if time.resolve is never else _resolved(time, published, tense)
    first, last = days or _UNRESOLVED
    told = named is not None or time.weekday is not None
    check = _check(time, named, first, published, tense) if told else None
    sentence, shift = place
    return TimeExpression(
        sentence, start + shift, end + shift, line.text[start:end], time.kind, time.needs_date, first, last,
        check,
    )  # fmt: skip


def _resolved(time: Found, published: date | None, tense: Tense) -> Days | None:
    try:
        return time.resolve(published, tense)
    except (OverflowError, ValueError):
        return None  # beyond the years 1 to 9999 there is no day


def _check(
    time: Found, named: Found | None, resolved: date | None, published: date | None, tense: Tense
) -> WeekdayCheck | None:
    if named is not None and named.weekday is not None:
        if resolved is None or resolved.weekday() == named.weekday:
            return None
        return WeekdayCheck(named.weekday, resolved.weekday(), True)
    if time.weekday is None or published is None or resolved is None or tense == "future":
        return None
    same = time.weekday == published.weekday()
    return None if same else WeekdayCheck(time.weekday, published.weekday(), False)
