"""Figures (आँकड़े): what is counted or measured, within which bounds, of what, by whom, and what is
not said.

Rows for the store's table ``quantity`` (one row a figure; offsets are into ``document.text``)::

    document, sentence, start, end, value, low, high, bound, unit, unit_class, kind, statistic,
    subject_start, subject_end, source_start, source_end, base_missing, missing (codes joined by blanks)

and for the command ``figures`` and the page: name, segment ("S12"), surface, value, low, high, bound,
unit, kind, subject, source, missing, text. A number without a unit is no figure: "एस-400", "धारा 302",
"32-14" are left out, and so are numbers inside a date ("5 दिन पहले", "15 अगस्त"). "दोनों नेताओं" is a
reference to two named actors and is not a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis.annotate import word_bits as bit
from analysis.annotate.dates import Lines, TimeExpression, times_in
from analysis.annotate.lines import lines_of
from analysis.annotate.numerals import (
    Amount,
    Bound,
    amount_at,
    bound_after,
    bounds,
    numerals,
)
from analysis.annotate.quantity_context import base_missing, missing_codes, source_span, subject_span
from analysis.annotate.units import (
    Unit,
    age_or,
    counted_day,
    multiple_at,
    ordinal_at,
    prefix_unit,
    unit_behind,
)
from analysis.annotate.words import Line, Span, word_sets

QuantityKind = Literal[
    "measure", "ratio", "count", "ordinal", "duration", "money", "percent", "calibre", "age"
]

# Kinds that are numbers in the text but no measurement of anything: no chart adds them up.
_NUMERIC = bit.DIGITS | bit.NUMERAL | bit.SCALE
_NOWHERE = (None, None)
_AMOUNTS = frozenset({"money", "measure", "count"})
NO_STATISTIC = frozenset({"calibre", "ordinal", "age"})


# Named tuples, as in ``view``: a batch has thousands of these, and a frozen dataclass takes thrice as long.
class Quantity(NamedTuple):
    """One figure of one sentence.

    ``sentence`` is the index into the sentences given; ``start``/``end`` span comparator, number and
    unit. ``value`` is None for a range and for हजारों; ``low``/``high`` are the bounds the words give
    (see Amount). ``subject_*`` spans what is counted or measured, ``source_*`` who says so in the same
    sentence; None where the sentence does not say. ``base_missing`` marks a growth without the year it
    is measured from. ``missing`` holds codes of what a reader should ask for: ``base_year``,
    ``amount`` (the absolute figure), ``source``. ``statistic`` is False for calibres, ordinals and ages.
    """

    sentence: int
    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    unit_class: str
    kind: QuantityKind
    statistic: bool
    subject_start: int | None
    subject_end: int | None
    source_start: int | None
    source_end: int | None
    base_missing: bool
    missing: tuple[str, ...]


class _Found(NamedTuple):
    """A figure as tokens of its sentence: ``first`` to ``last`` (excluded), the number at ``number``."""

    first: int
    last: int
    number: int
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: Unit


def quantities(
    text: str, sentences: Sequence[Span], *, times: Sequence[TimeExpression] | None = None
) -> list[Quantity]:
    """Return the figures of one document, in reading order.

    ``times`` are the document's time expressions, found here when not given: what lies inside a date
    is no figure, while a duration (पांच दिनों की यात्रा) is both.
    """
    lines = lines_of(text, sentences)
    return quantities_in(lines, times_in(lines, None) if times is None else times)


def quantities_in(lines: Lines, times: Sequence[TimeExpression]) -> list[Quantity]:
    """Return the figures of lines that were read already (see ``figures.figures_and_times``)."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for time in times:
        if time.kind != "duration":
            taken.setdefault(time.sentence, []).append((time.start, time.end))
    found: list[Quantity] = []
    for index, line in lines:
        if line.figures:
            found += line_quantities(index, line, taken.get(index, ()))
    return found


def line_quantities(index: int, line: Line, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Return the figures of one line; ``index`` is its sentence, ``taken`` the spans of its dates."""
    figures = _line_figures(line, taken)
    if not figures:
        return []
    source = source_span(line)
    with_amount = any(figure.unit.kind in _AMOUNTS for figure in figures)
    return [_quantity(index, line, figure, source, with_amount) for figure in figures]


def _line_figures(line: Line, taken: Sequence[tuple[int, int]]) -> list[_Found]:
    found, behind = [], line.first
    for at in line.figures:
        if at < behind:
            continue
        figure = _figure_at(line, at, behind)
        if figure is None:
            behind = _behind_number(line, at)
            continue
        if not taken or not _overlaps(line, figure, taken):
            found.append(figure)
        behind = figure.last
    return found


def _behind_number(line: Line, at: int) -> int:
    amount = amount_at(line, at, at)
    return max(amount.last if amount and amount.bound != "range" else at + 1, at + 1)


def _overlaps(line: Line, figure: _Found, taken: Sequence[tuple[int, int]]) -> bool:
    start, end = line.starts[figure.number], line.ends[figure.last - 1]
    return any(start < taken_end and taken_start < end for taken_start, taken_end in taken)


def _figure_at(line: Line, at: int, behind: int) -> _Found | None:
    """Return the figure that begins at token ``at``: 22वें, दोगुना, ₹500 करोड़, 85 से अधिक देशों."""
    ordinal = ordinal_at(line, at)
    if ordinal:
        end, value, unit = ordinal
        return _Found(at, end, at, value, value, value, "exact", unit)
    multiple = multiple_at(line, at)
    if multiple:
        value, unit = multiple
        return _Found(at, at + 1, at, value, value, value, "exact", unit)
    if _is_name(line, at):
        return None
    prefix = prefix_unit(line, at)
    if prefix:
        number, unit = prefix
        amount = amount_at(line, number, number)
        return amount and _found(line, amount, at, amount.last, number, unit)
    amount = amount_at(line, at, behind)
    return amount and _with_unit(line, amount, at)


def _with_unit(line: Line, amount: Amount, number: int) -> _Found | None:
    unit = unit_behind(line, amount.last, one=_is_one(line, amount, number))
    if unit is None:
        return None
    end, found = unit
    if found.noun is not None and _year_like(line, number) and end > amount.last + 1:
        return None  # विधेयक 2020 ध्वनि मत से
    if found.noun is not None and (_named(line, number) or (amount.value or 0) % 1):
        return None  # आधे खातों is a share of them, no count
    if found.name == "दिन" and _is_one(line, amount, number) and not counted_day(line, end):
        return None  # एक दिन वह गिर पड़ा: some day
    if found.name == "वर्ष" or found.name == "महीना":
        found = age_or(line, number, end, found)
    return _found(line, amount, amount.first, end, number, found)


def _negative(line: Line, number: int, unit: Unit) -> bool:
    """Return whether the number is below zero: माइनस 42 डिग्री, -3.3 डिग्री, शून्य से नीचे 3 डिग्री."""
    if unit.klass not in ("temperature", "percent"):
        return False
    before = line.key(number - 1)
    if before == "नीचे" and line.keys[number - 3 : number - 1] == ["शून्य", "से"]:
        return True
    return before == "माइनस" or (before == "-" and line.glued(number) and not line.glued(number - 1))


def _found(line: Line, amount: Amount, first: int, last: int, number: int, unit: Unit) -> _Found:
    low, high, bound = amount.low, amount.high, amount.bound
    after = bound_after(line, last) if bound in ("exact", "about") else None
    if after and amount.value is not None:
        last, bound = after
        low, high = bounds(amount.value, bound)
    if amount.value is not None and bound == "exact" and _negative(line, number, unit):
        first = number - (3 if line.key(number - 1) == "नीचे" else 1)
        return _Found(first, last, number, -amount.value, -amount.value, -amount.value, bound, unit)
    return _Found(min(first, number), last, number, amount.value, low, high, bound, unit)


def _is_one(line: Line, amount: Amount, number: int) -> bool:
    """Return whether the number is the word एक, which counts with a measure but is an article with a
    noun."""
    if amount.last != number + 1 or not line.bits(number) & bit.NUMERAL:
        return False
    return numerals()[line.key(number)] == 1


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


def _year_like(line: Line, at: int) -> int:
    return line.bits(at) & bit.YEAR


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


def _quantity(
    index: int, line: Line, found: _Found, source: tuple[int, int] | None, with_amount: bool
) -> Quantity:
    unit = found.unit
    subject_start, subject_end = subject_span(line, found.first, found.last, unit) or _NOWHERE
    source_start, source_end = source or _NOWHERE
    base = base_missing(line, found.last, unit.kind)
    return Quantity(
        index, line.starts[found.first], line.ends[found.last - 1], found.value, found.low, found.high,
        found.bound, unit.name, unit.klass, unit.kind, unit.kind not in NO_STATISTIC,
        subject_start, subject_end, source_start, source_end, base,
        missing_codes(unit.kind, base, source is not None, with_amount),
    )  # fmt: skip
