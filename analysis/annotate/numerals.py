"""Numbers in digits and in Hindi words, and the bounds put to them: डेढ़ लाख, 6 हजार 5 सौ, आठ से 10,
कम से कम 20."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from analysis.annotate import word_bits as bit
from analysis.annotate.number_words import Bound, comparators, digits_value, numerals, scales
from analysis.annotate.words import Line

_MOST_WORDS = 14


class Number(NamedTuple):
    """A number at tokens ``first`` to ``last`` (excluded).

    ``scaled`` is the largest scale it was written with, 1 without; ``many`` marks हजारों, ``words`` no digits.
    """

    first: int
    last: int
    value: float
    scaled: float = 1
    many: bool = False
    words: bool = False


class Amount(NamedTuple):
    """A number with its bounds. ``value`` is None for a range and for a plural that names no number.

    ``low`` and ``high`` are the bounds the words give, None where they give none: 85 से अधिक has value 85,
    low 85, high None; लगभग 10 has value 10 and neither bound.
    """

    first: int
    last: int
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    words: bool


def _atom(line: Line, at: int) -> tuple[int, float] | None:
    """Return (index behind, value) of a number without scales: 5, 3.5, पांच, डेढ़, साढ़े तीन, 2 दशमलव
    5."""
    bits = line.bits(at)
    if bits & bit.SHIFT:
        return _shifted(line, at, scales("shift")[line.key(at)])
    if not bits & bit.NUMBER:
        return None
    value = plain_value(line.key(at))
    if line.bits(at + 1) & bit.POINT:
        return _decimal(line, at, value)
    return at + 1, value


@lru_cache(1 << 14)
def plain_value(key: str) -> float:
    """Return the value of one word that is a number."""
    if key[0].isdecimal():
        return digits_value(key)
    return numerals()[key] if key in numerals() else scales("fraction")[key]


@lru_cache(1 << 14)
def _rounded(key: str) -> float:
    return round(plain_value(key), 6)


def _shifted(line: Line, at: int, shift: float) -> tuple[int, float] | None:
    after = line.bits(at + 1)
    if after & bit.SCALE and shift != 0.5:
        return at + 1, 1 + shift  # सवा लाख is 1.25 lakh, पौने लाख 0.75
    found = None if after & bit.SHIFT else _atom(line, at + 1)
    return (found[0], found[1] + shift) if found else None


def _decimal(line: Line, at: int, whole: float) -> tuple[int, float] | None:
    key = line.key(at + 2)
    part = key if key.isdecimal() else str(int(numerals()[key])) if key in numerals() else None
    if part is None:
        return at + 1, whole
    return at + 3, float(f"{int(whole)}.{part}")


def number_at(line: Line, at: int) -> Number | None:
    """Return the number that begins at token ``at``: groups of falling scale are added (6 हजार 5 सौ =
    6500)."""
    bits = line.bits(at)
    if not bits & bit.NUMBER_START:
        return None
    if bits & bit.MANY:
        return _many(line, at)
    after = line.bits(at + 1)
    if bits & bit.NUMBER and not after & bit.POINT:
        if not after & bit.SCALE:
            return Number(at, at + 1, _rounded(line.key(at)), words=not bits & bit.DIGITS)
        value, factor = plain_value(line.key(at)), scales("scale")[line.key(at + 1)]
        if value < factor and not line.bits(at + 2) & bit.NUMBER_START:  # 25 करोड़, as most are
            return Number(at, at + 2, round(value * factor, 6), factor, words=not bits & bit.DIGITS)
    return _scaled_number(line, at)


def _scaled_number(line: Line, at: int) -> Number | None:
    """Read atoms and scales: a scale multiplies what stands before it below itself (9 हजार 2 सौ 56
    करोड़)."""
    parts: list[tuple[float, float]] = []  # (value, scale it was multiplied with), falling
    end, open_below = at, float("inf")
    whole = (parts, end)
    factors = scales("scale")
    while end < at + _MOST_WORDS:
        if line.bits(end) & bit.SCALE:
            factor = factors[line.key(end)]
            below = [value for value, _ in parts if value < factor]
            kept = [part for part in parts if part[0] >= factor]
            if (parts and not below) or any(scale == factor for _, scale in kept):
                parts, end = whole  # लाख लाख; 5 हजार 6 हजार are two numbers
                break
            parts = kept
            parts.append((sum(below) * factor if below else factor, factor))
            end, open_below = end + 1, factor
            whole = (parts, end)
            continue
        atom = _atom(line, end) if open_below > 1 else None
        if atom is None or (parts and atom[1] >= open_below):
            break
        parts = [*parts, (atom[1], 1.0)]
        end, open_below = atom[0], 1.0
    if not parts:
        return None
    words = not any(line.digits(token) for token in range(at, end))
    return Number(at, end, round(sum(value for value, _ in parts), 6), parts[0][1], words=words)


def _many(line: Line, at: int) -> Number:
    key, end = line.key(at), at + 1
    least = scales("many").get(key) or scales("twelve")[key]
    factor = scales("scale").get(line.key(end))
    if factor:  # हजारों करोड़, लाखों करोड़
        least, end = least * factor, end + 1
    return Number(at, end, least, many=key in scales("many"), words=True)


def _second(line: Line, number: Number) -> Number | None:
    """Return the upper end of a range that begins with ``number``: आठ से 10, 20-30, दो या तीन, दो
    तीन."""
    at = number.last
    if line.bits(at) & bit.LINK:
        other = number_at(line, at + 1)
        # 21-15, 21-13 are scores; a hyphen must join both sides alike.
        return other if other and not other.many and _lower(number, other) <= other.value else None
    other = number_at(line, at) if number.words and number.scaled == 1 else None
    follows = other and other.words and other.scaled in (1, 100, 1000, 1e5, 1e7)
    return other if follows and other.value / other.scaled == number.value + 1 else None


def _lower(number: Number, other: Number) -> float:
    """Return the lower end in the scale of the upper one: 2 से 3 करोड़ begins at 2 crore."""
    if number.scaled == 1 and other.scaled > 1 and number.value < other.value / other.scaled:
        return number.value * other.scaled
    return number.value


def amount_at(line: Line, at: int, behind: int) -> Amount | None:
    """Return the number at ``at`` with its bounds, from the words before it (from ``behind`` on) and
    after it."""
    bits = line.bits(at)
    goes_on = bit.GOES_ON if bits & bit.DIGITS else bit.GOES_ON | bit.NUMBER_START
    if bits & bit.NUMBER and not bits & bit.BEGINS_MORE and not line.bits(at + 1) & goes_on:
        return _simple(line, at, behind, bits)
    if line.bits(at - 1) & bit.BOUND_END:
        return _bounded(line, at, behind)
    if at not in line.amounts:
        line.amounts[at] = _bounded(line, at, behind)
    return line.amounts[at]


def _bounded(line: Line, at: int, behind: int) -> Amount | None:
    number = number_at(line, at)
    if number is None:
        return None
    first, bound = bound_before(line, at, behind) if line.bits(at - 1) & bit.BOUND_END else (at, "exact")
    follows = line.bits(number.last) & (bit.LINK | bit.BOUND_START | bit.NUMBER_START)
    if not follows and not number.many:
        return Amount(first, number.last, number.value, *bounds(number.value, bound), bound, number.words)
    other = None if number.many else _second(line, number)
    if other is not None and other.value in (number.value, number.value * other.scaled):
        # 50-50 हजार रुपये: fifty thousand each
        each = other.value
        return Amount(first, other.last, each, each, each, "exact", number.words)
    if other is not None:
        low, high = _lower(number, other), other.value
        return Amount(first, other.last, None, low, high, "range", number.words and other.words)
    after, last = bound_after(line, number.last), number.last
    if after:
        last, bound = after
    if number.many:
        return Amount(first, last, None, number.value, None, "many", True)
    return Amount(first, last, number.value, *bounds(number.value, bound), bound, number.words)


def _simple(line: Line, at: int, behind: int, bits: int) -> Amount:
    """Return the amount of a number of one word, as most are."""
    value, words = _rounded(line.key(at)), not bits & bit.DIGITS
    if not line.bits(at - 1) & bit.BOUND_END:
        return Amount(at, at + 1, value, value, value, "exact", words)
    first, bound = bound_before(line, at, behind)
    return Amount(first, at + 1, value, *bounds(value, bound), bound, words)


def bound_before(line: Line, at: int, behind: int) -> tuple[int, Bound]:
    """Return where the phrase begins and its bound, by the longest comparator that ends right before
    ``at``, where a word stands that can end one."""
    phrases = comparators("before")
    for start in range(max(behind, at - 5), at):
        if line.key(start) in phrases.firsts:
            found = phrases.at(line, start)
            if found and found[0] == at:
                return (at if found[1] == "exact" else start), found[1]
    return at, "exact"


def bounds(value: float, bound: Bound) -> tuple[float | None, float | None]:
    """Return (low, high) that a bound puts to a value; None where the words give no bound."""
    if bound == "exact":
        return value, value
    low = value if bound in ("over", "at_least") else None
    high = value if bound in ("under", "at_most") else None
    return low, high


def bound_after(line: Line, at: int) -> tuple[int, Bound] | None:
    """Return (index behind, bound) of a comparator at ``at``: 5 किलोमीटर **से अधिक**."""
    return comparators("after").at(line, at) if line.bits(at) & bit.BOUND_START else None
