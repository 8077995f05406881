"""Figures and times in one reading: of one document, or of a batch, which is what an ingest asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from analysis.annotate.batch import TokenBatch
from analysis.annotate.dates import TimeExpression, times_in
from analysis.annotate.figure_cues import FigureCues
from analysis.annotate.lines import LineReader, Reading, reading_of
from analysis.annotate.quantities import Quantity, quantities_in
from analysis.annotate.words import Span

Found = tuple[list[Quantity], list[TimeExpression]]


def figures_and_times(text: str, sentences: Sequence[Span], published: date | None) -> Found:
    """Return what ``quantities`` and ``time_expressions`` return, reading each sentence once."""
    return _found(reading_of(text, sentences), [published])[0]


def _found(reading: Reading, published: Sequence[date | None]) -> list[Found]:
    times = times_in(reading, published)
    return list(zip(quantities_in(reading, len(published)), times, strict=True))


class FigureReader:
    """Reads batch after batch over one vocabulary: sentences without a cue cost one look-up a form."""

    def __init__(self) -> None:
        self._cues = FigureCues()
        self._lines = LineReader()

    def read(self, batch: TokenBatch) -> list[Found]:
        """Return what ``figures_and_times`` returns of each document of a batch; ``sentence`` is the index of
        the sentence within its document."""
        reading = self._lines.of_batch(batch, np.flatnonzero(self._cues.sentences(batch)))
        return _found(reading, [document.published for document in batch.documents])
