"""Which words are a figure: a number with its bounds and its unit or counted noun."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate import word_bits as bit
from analysis.annotate.number_words import Bound
from analysis.annotate.numerals import Amount, amount_at, bound_after, bounds
from analysis.annotate.units import (
    Unit,
    age_or,
    counted_day,
    multiple_at,
    ordinal_at,
    prefix_unit,
    unit_behind,
)
from analysis.annotate.words import Line, word_sets

# What can be below zero.
SIGNED = frozenset({"temperature", "percent"})
_NUMERIC = bit.DIGITS | bit.NUMERAL | bit.SCALE


class FigureWords(NamedTuple):
    """A figure as tokens of its sentence: ``first`` to ``last`` (excluded), the number at ``number``."""

    first: int
    last: int
    number: int
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: Unit


def figure_at(line: Line, at: int, behind: int) -> FigureWords | None:
    """Return the figure that begins at token ``at``: 22वें, दोगुना, ₹500 करोड़, 85 से अधिक देशों."""
    bits, after = line.bits(at), line.bits(at + 1)
    if bits & (bit.ORDINAL | bit.MULTIPLE) or after & bit.ORDINAL_END:
        figure = _one_word(line, at)
        if figure is not None:
            return figure
    if (after & bit.LATIN or line.bits(at - 1) & bit.SIDE or line.glued(at)) and _is_name(line, at):
        return None
    prefix = prefix_unit(line, at) if bits & bit.MONEY else None
    if prefix:
        number, unit = prefix
        amount = amount_at(line, number, number)
        return amount and _found(line, amount, at, amount.last, number, unit)
    amount = amount_at(line, at, behind)
    return amount and _with_unit(line, amount, at)


def _one_word(line: Line, at: int) -> FigureWords | None:
    """Return the figure of an ordinal or a multiple: 22वें, तीसरे, दोगुना."""
    ordinal = ordinal_at(line, at)
    if ordinal:
        end, value, unit = ordinal
        return FigureWords(at, end, at, value, value, value, "exact", unit)
    multiple = multiple_at(line, at)
    if multiple:
        value, unit = multiple
        return FigureWords(at, at + 1, at, value, value, value, "exact", unit)
    return None


def _with_unit(line: Line, amount: Amount, number: int) -> FigureWords | None:
    # एक counts with a measure but is an article with a noun.
    one = amount.value == 1 and amount.last == number + 1 and line.bits(number) & bit.NUMERAL != 0
    unit = unit_behind(line, amount.last, one=one)
    if unit is None:
        return None
    end, found = unit
    if found.noun is not None:
        if line.bits(number) & bit.YEAR and end > amount.last + 1:
            return None  # विधेयक 2020 ध्वनि मत से
        if (amount.value or 0) % 1 or _named(line, number):
            return None  # आधे खातों is a share of them, no count
    if one and found.name == "दिन" and not counted_day(line, end):
        return None  # एक दिन वह गिर पड़ा: some day
    if found.name == "वर्ष" or found.name == "महीना":
        found = age_or(line, number, end, found)
    return _found(line, amount, amount.first, end, number, found)


def _negative(line: Line, number: int) -> bool:
    """Return whether the number is below zero: माइनस 42 डिग्री, -3.3 डिग्री, शून्य से नीचे 3 डिग्री."""
    before = line.key(number - 1)
    if before == "नीचे" and line.keys[number - 3 : number - 1] == ["शून्य", "से"]:
        return True
    return before == "माइनस" or (before == "-" and line.glued(number) and not line.glued(number - 1))


def _found(line: Line, amount: Amount, first: int, last: int, number: int, unit: Unit) -> FigureWords:
    low, high, bound = amount.low, amount.high, amount.bound
    after = None
    if line.bits(last) & bit.BOUND_START and bound in ("exact", "about"):
        after = bound_after(line, last)
    if after and amount.value is not None:
        last, bound = after
        low, high = bounds(amount.value, bound)
    if amount.value is not None and bound == "exact" and unit.klass in SIGNED and _negative(line, number):
        first = number - (3 if line.key(number - 1) == "नीचे" else 1)
        return FigureWords(first, last, number, -amount.value, -amount.value, -amount.value, bound, unit)
    return FigureWords(min(first, number), last, number, amount.value, low, high, bound, unit)


def _is_name(line: Line, at: int) -> bool:
    """Return whether the number at ``at`` is glued into a name: एस-400, F16, 5G."""
    bits, before = line.bits(at), line.bits(at - 1)
    if before & bit.SIDE and line.digits(at - 2):
        return True  # 12×20 फीट has two sides
    if bits & bit.DIGITS and line.bits(at + 1) & bit.LATIN and line.glued(at + 1):
        return unit_behind(line, at + 1, one=False) is None
    if not line.glued(at):
        return False
    if before & bit.HYPHEN:
        joined = line.key(at - 2)
        return bool(joined) and line.glued(at - 1) and not line.bits(at - 2) & _NUMERIC
    if before & bit.LATIN or (before & bit.WORD and bits & bit.DIGITS):
        return not before & _NUMERIC
    return False


def _named(line: Line, at: int) -> bool:
    """Return whether the word before a number makes it a name where no measure follows: मिग 21 विमान,
    F 16 विमान."""
    if not line.digits(at):
        return False
    before = line.key(at - 1)
    if before in ("और", "व", "या") and line.digits(at - 2):
        before = line.key(at - 3)  # बोइंग 747 और 737 विमानों
    return before in word_sets("number_words.tsv")["designator"] or (_latin(before) and len(before) < 4)


def _latin(key: str) -> bool:
    return key[:1].isascii() and key[:1].isalpha()


def behind_number(line: Line, at: int) -> int:
    """Return the place behind the number at ``at`` that is no figure."""
    amount = amount_at(line, at, at)
    return max(amount.last if amount and amount.bound != "range" else at + 1, at + 1)
