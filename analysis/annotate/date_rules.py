"""Which rule reads a time at which word, and the order they are tried in."""

from __future__ import annotations

from functools import cache, reduce
from operator import or_

from analysis.annotate import word_bits as bit
from analysis.annotate.absolute_times import (
    day_alone,
    day_and_month,
    fiscal,
    month_first,
    numeric_date,
    year_alone,
)
from analysis.annotate.number_words import number_cues, numerals
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
from analysis.annotate.time_found import FIRST, Found, Rule, times_of
from analysis.annotate.words import DATA, Line, Phrases

_NUMBER_NEXT = bit.TIME_UNIT | bit.GOES_ON
_ANY = -1
# For digits: (rule, what the number is, what stands behind it), in the order they are tried.
_DIGIT_RULES: tuple[tuple[Rule, int, int], ...] = (
    (numeric_date, bit.DATE, _ANY),
    (numeric_date, bit.DIGITS, bit.DATE_JOIN),
    (day_and_month, bit.DAY, bit.DAY_NEXT),
    (day_alone, bit.DAY, bit.DATED | bit.DAY_NEXT),
    (year_alone, bit.YEAR | bit.OLD_YEAR | bit.TENS, _ANY),
    (number_and_unit, bit.DIGITS, _NUMBER_NEXT),
)


_TOLD_BY_DIGITS = reduce(or_, (here for _, here, _ in _DIGIT_RULES))


@cache
def _digit_rules(bits: int) -> tuple[tuple[Rule, int], ...]:
    """Return the rules for digits of these bits, each with what has to stand behind them."""
    return tuple((rule, behind) for rule, here, behind in _DIGIT_RULES if bits & here)


@cache
def idioms() -> Phrases:
    """Return the phrases that hold the word of a date and name none: आज तक."""
    lines = (DATA / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return Phrases({line: True for line in lines if line and not line.startswith("#")})


@cache
def _rules() -> dict[str, tuple[tuple[Rule, int], ...]]:
    """Return the rules that can read a time from each key that can begin one, in the order they are
    tried, each with what has to stand behind the key."""
    directions = frozenset(times_of("direction"))
    starters = (
        (day_and_month, frozenset(numerals()) | {FIRST}, bit.DAY_NEXT),
        (month_first, frozenset(times_of("month")), _ANY),
        (fiscal, frozenset(times_of("fiscal")), _ANY),
        (fiscal, directions, bit.FISCAL),
        (year_alone, frozenset(times_of("era")), bit.DIGITS),
        (vague, vague_phrases().words, _ANY),
        (vague, vague_phrases().firsts - vague_phrases().words, bit.PHRASE_NEXT | bit.HYPHEN),
        (weekday_word, frozenset(times_of("weekday")), _ANY),
        (weekday_word, directions, bit.WEEKDAY),
        (direction_and_unit, directions, _ANY),
        (number_and_unit, number_cues(), _NUMBER_NEXT | bit.NUMBER_START),
        (day_word, frozenset(times_of("day")), _ANY),
        (few_units, frozenset(times_of("few")), bit.TIME_UNIT),
        (bare_part, frozenset(times_of("unit")), bit.GENITIVE),
    )
    rules: dict[str, tuple[tuple[Rule, int], ...]] = {}
    for rule, keys, behind in starters:
        for key in keys:
            rules[key] = (*rules.get(key, ()), (rule, behind))
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
    bits, after = line.bits(at), line.bits(at + 1)
    rules = _digit_rules(bits & _TOLD_BY_DIGITS) if bits & bit.DIGITS else _rules()[line.key(at)]
    for rule, behind in rules:
        if after & behind or behind == _ANY:
            found = rule(line, at)
            if found is not None:
                last = found.last
                part = line.bits(last) & bit.GENITIVE and line.bits(last + 1) & bit.PART
                return with_part(line, found) if part else found
    return None
