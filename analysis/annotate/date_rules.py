"""Which rule reads a time at which word, and the order they are tried in."""

from __future__ import annotations

from functools import cache

from analysis.annotate.absolute_times import (
    day_alone,
    day_and_month,
    fiscal,
    month_first,
    numeric_date,
    year_alone,
)
from analysis.annotate.numerals import number_cues, numerals
from analysis.annotate.relative_times import (
    bare_part,
    day_word,
    direction_and_unit,
    few_units,
    number_and_unit,
    vague,
    vague_phrases,
    weekday_word,
    with_part,
)
from analysis.annotate.time_found import Found, Rule, times_of
from analysis.annotate.words import DATA, Line, Phrases

_DIGIT_RULES = (numeric_date, day_and_month, day_alone, year_alone, number_and_unit)


@cache
def idioms() -> Phrases:
    """Return the phrases that hold the word of a date and name none: आज तक."""
    lines = (DATA / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return Phrases({line: True for line in lines if line and not line.startswith("#")})


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules that can read a time from each key that can begin one, in the order they are
    tried."""
    starters = (
        (day_and_month, frozenset(numerals()) | {"पहली"}),
        (month_first, frozenset(times_of("month"))),
        (fiscal, frozenset(times_of("fiscal")) | frozenset(times_of("direction"))),
        (year_alone, frozenset(times_of("era"))),
        (vague, vague_phrases().firsts),
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
    """Return the keys of which a sentence with a time holds one, years and numeric dates in digits
    apart.

    A number, इस or कुछ begins a time only with a unit or a month behind it, so these are the cues.
    """
    classes = ("month", "weekday", "unit", "day", "fiscal")
    return frozenset().union(*(times_of(name) for name in classes)) | vague_phrases().firsts


@cache
def time_starts() -> frozenset[str]:
    """Return the keys that can begin a time, digits apart."""
    return frozenset(_rules())


def time_at(line: Line, at: int) -> Found | None:
    """Return the time that begins at token ``at``, by the first rule that reads one."""
    for rule in _DIGIT_RULES if line.digits(at) else _rules()[line.key(at)]:
        found = rule(line, at)
        if found is not None:
            return with_part(line, found)
    return None
