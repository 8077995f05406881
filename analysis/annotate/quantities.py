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

from analysis.annotate.dates import times_in
from analysis.annotate.figure_rules import FigureWords, behind_number, figure_at
from analysis.annotate.figure_subjects import subject_span
from analysis.annotate.lines import Reading, reading_of
from analysis.annotate.number_words import Bound
from analysis.annotate.plain_figures import plain_figure
from analysis.annotate.quantity_context import base_missing, missing_codes, source_span
from analysis.annotate.words import Span

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


def quantities(text: str, sentences: Sequence[Span]) -> list[Quantity]:
    """Return the figures of one document, in reading order.

    What lies inside a date is no figure, while a duration (पांच दिनों की यात्रा) is both.
    """
    reading = reading_of(text, sentences)
    times_in(reading, [None])
    return quantities_in(reading, 1)[0]


def quantities_in(reading: Reading, documents: int) -> list[list[Quantity]]:
    """Return the figures of each document of a reading whose times are marked already (``times_in``)."""
    found: list[list[Quantity]] = [[] for _ in range(documents)]
    figures = _figures(reading)
    amounts = {number for figure, number in figures if figure.unit.kind in _AMOUNTS}
    before = -1
    for figure, number in figures:
        if number != before:
            before = number
            own = found[reading.documents[number]]
            source = _source(reading, number)
        own.append(_quantity(reading, number, figure, source, number in amounts))
    return found


def _figures(reading: Reading) -> list[tuple[FigureWords, int]]:
    """Return (figure, number of its sentence) of each figure that stands in no date."""
    line, behind, found = reading.line, 0, []
    dated = line.dated
    for at, number, end in zip(*reading.figures, reading.figure_ends, strict=True):
        if at < behind:
            continue
        if end < 0:
            behind = -end
            continue
        figure = plain_figure(line, at, end, behind) if end else figure_at(line, at, behind)
        if figure is None:
            behind = behind_number(line, at)
            continue
        behind = figure.last
        if dated.find(1, figure.number, behind) < 0:
            found.append((figure, number))
    return found


def _source(reading: Reading, number: int) -> tuple[int, int] | None:
    """Return the span of who says so, where sentence ``number`` names someone."""
    first, last = reading.first_sources[number : number + 2]
    return source_span(reading.line, reading.sources[first:last]) if last > first else None


def _quantity(
    reading: Reading, number: int, found: FigureWords, source: tuple[int, int] | None, with_amount: bool
) -> Quantity:
    _, last, _, value, low, high, bound, (name, klass, kind, _) = found
    line, shift = reading.line, reading.shifts[number]
    begin, end = subject_span(line, found.first, last, found.unit) or _NOWHERE
    if begin is not None:
        begin, end = begin + shift, end + shift
    said, said_end = source or _NOWHERE
    if said is not None:
        said, said_end = said + shift, said_end + shift
    span = reading.firsts[number], reading.lasts[number]
    base = kind in _GROWING and base_missing(line, last, kind, span)
    return Quantity(
        reading.sentences[number], line.starts[found.first] + shift, line.ends[last - 1] + shift,
        value, low, high, bound, name, klass, kind, kind not in NO_STATISTIC, begin, end, said, said_end,
        base, missing_codes(kind, base, source is not None, with_amount),
    )  # fmt: skip
