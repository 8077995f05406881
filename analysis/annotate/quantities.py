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

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.annotate.dates import TimeExpression, times_in
from analysis.annotate.figure_rules import FigureWords, behind_number, figure_at
from analysis.annotate.lines import Reading, reading_of
from analysis.annotate.number_words import Bound
from analysis.annotate.quantity_context import base_missing, missing_codes, source_span, subject_span
from analysis.annotate.words import Line, Span

QuantityKind = Literal[
    "measure", "ratio", "count", "ordinal", "duration", "money", "percent", "calibre", "age"
]

# Kinds that are numbers in the text but no measurement of anything: no chart adds them up.
NO_STATISTIC = frozenset({"calibre", "ordinal", "age"})
_AMOUNTS = frozenset({"money", "measure", "count"})
_GROWING = frozenset({"ratio", "percent"})
_NOWHERE = (None, None)


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


def quantities(
    text: str, sentences: Sequence[Span], *, times: Sequence[TimeExpression] | None = None
) -> list[Quantity]:
    """Return the figures of one document, in reading order.

    ``times`` are the document's time expressions, found here when not given: what lies inside a date
    is no figure, while a duration (पांच दिनों की यात्रा) is both.
    """
    reading = reading_of(text, sentences)
    return quantities_in(reading, times_in(reading, [None]) if times is None else [times])[0]


def quantities_in(reading: Reading, times: Sequence[Sequence[TimeExpression]]) -> list[list[Quantity]]:
    """Return the figures of each document of a reading, whose times are ``times``."""
    found: list[list[Quantity]] = [[] for _ in times]
    for number, figures in _by_sentence(reading, times):
        found[reading.documents[number]] += _quantities(reading, number, figures)
    return found


def _by_sentence(
    reading: Reading, times: Sequence[Sequence[TimeExpression]]
) -> Iterator[tuple[int, list[FigureWords]]]:
    """Yield the figures of each sentence, with its number among those read."""
    line, behind, before, found = reading.line, 0, 0, []
    taken = _taken(times)
    for at, number in zip(*reading.figures, strict=True):
        if number != before and found:
            yield before, found
            found = []
        before = number
        if at < behind:
            continue
        figure = figure_at(line, at, behind)
        if figure is None:
            behind = behind_number(line, at)
            continue
        behind = figure.last
        dates = taken.get((reading.documents[number], reading.sentences[number]))
        if dates is None or not _overlaps(line, figure, reading.shifts[number], dates):
            found.append(figure)
    if found:
        yield before, found


def _taken(times: Sequence[Sequence[TimeExpression]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return the spans of dates in each (document, sentence)."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for document, of_document in enumerate(times):
        for time in of_document:
            if time.kind != "duration":
                taken.setdefault((document, time.sentence), []).append((time.start, time.end))
    return taken


def _quantities(reading: Reading, number: int, figures: list[FigureWords]) -> list[Quantity]:
    """Return the rows of the figures of one sentence."""
    line, span = reading.line, (reading.firsts[number], reading.lasts[number])
    marks = reading.sources
    first = bisect_left(marks, span[0])
    marked = first < len(marks) and marks[first] < span[1]
    source = source_span(line, marks[first : bisect_left(marks, span[1], first)]) if marked else None
    with_amount = any(figure.unit.kind in _AMOUNTS for figure in figures)
    place = reading.sentences[number], reading.shifts[number], span
    return [_quantity(line, place, figure, source, with_amount) for figure in figures]


def _overlaps(line: Line, figure: FigureWords, shift: int, taken: Sequence[tuple[int, int]]) -> bool:
    start, end = line.starts[figure.number] + shift, line.ends[figure.last - 1] + shift
    return any(start < taken_end and taken_start < end for taken_start, taken_end in taken)


def _quantity(
    line: Line, place: tuple, found: FigureWords, source: tuple[int, int] | None, with_amount: bool
) -> Quantity:
    unit = found.unit
    sentence, shift, span = place
    subject = subject_span(line, found.first, found.last, unit)
    base = unit.kind in _GROWING and base_missing(line, found.last, unit.kind, span)
    return Quantity(
        sentence, line.starts[found.first] + shift, line.ends[found.last - 1] + shift,
        found.value, found.low, found.high, found.bound, unit.name, unit.klass, unit.kind,
        unit.kind not in NO_STATISTIC,
        *((subject[0] + shift, subject[1] + shift) if subject else _NOWHERE),
        *((source[0] + shift, source[1] + shift) if source else _NOWHERE),
        base, missing_codes(unit.kind, base, source is not None, with_amount),
    )  # fmt: skip
