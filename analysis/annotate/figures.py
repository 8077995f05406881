"""Figures and times in one reading: of one document, or of a batch, which is what an ingest asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from analysis.annotate.batch import TokenBatch
from analysis.annotate.dates import Lines, TimeExpression, times_in
from analysis.annotate.figure_cues import FigureCues
from analysis.annotate.lines import LineReader, lines_of
from analysis.annotate.quantities import Quantity, quantities_in
from analysis.annotate.words import Span

Found = tuple[list[Quantity], list[TimeExpression]]


def figures_and_times(text: str, sentences: Sequence[Span], published: date | None) -> Found:
    """Return what ``quantities`` and ``time_expressions`` return, reading each sentence once."""
    return _found(lines_of(text, sentences), published)


def _found(lines: Lines, published: date | None) -> Found:
    times = times_in(lines, published)
    return quantities_in(lines, times), times


class FigureReader:
    """Reads batch after batch over one vocabulary: sentences without a cue cost one look-up a form."""

    def __init__(self) -> None:
        self._cues = FigureCues()
        self._lines = LineReader()

    def read(self, batch: TokenBatch) -> list[Found]:
        """Return what ``figures_and_times`` returns of each document of a batch; ``sentence`` is the index of
        the sentence within its document."""
        count = len(batch.documents)
        lines: list[list] = [[] for _ in range(count)]
        owner = batch.sentence_document.tolist()
        first = np.searchsorted(batch.sentence_document, np.arange(count)).tolist()
        for sentence, line in self._lines.of_batch(batch, np.flatnonzero(self._cues.sentences(batch))):
            document = owner[sentence]
            lines[document].append((sentence - first[document], line))
        return [_found(of, one.published) for of, one in zip(lines, batch.documents, strict=True)]
