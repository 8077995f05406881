"""Figures and times of a document in one reading: what an ingest calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.annotate.cues import reader
from analysis.annotate.dates import TimeExpression, times_in
from analysis.annotate.quantities import Quantity, quantities_in
from analysis.annotate.words import Span


def figures_and_times(
    text: str, sentences: Sequence[Span], published: date | None
) -> tuple[list[Quantity], list[TimeExpression]]:
    """Return what ``quantities`` and ``time_expressions`` return, reading each sentence once.

    A caller that knows where cues stand (``cues.sentence_cues`` as match keys, and digits) may pass
    only those sentences; ``sentence`` is then the index among them.
    """
    lines = list(reader().lines(text, sentences))
    times = times_in(lines, published)
    return quantities_in(lines, times), times
