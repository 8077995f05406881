"""Readings into a store: batches of documents, annotated and appended, with progress and a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from analysis.annotate.annotate import Annotator
from analysis.errors import AnalysisError
from analysis.reading.result import Reading
from analysis.store.store import Store

# Large enough that the cost of a batch (Arrow, one transaction) is shared, small enough to stay in memory.
BATCH_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: inputs read, documents annotated and appended, characters of them."""

    inputs: int
    documents: int
    characters: int


def fill(
    store: Store,
    readings: Iterable[Reading],
    annotator: Annotator,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
) -> tuple[AnalysisError, ...]:
    """Append every document of ``readings`` to the store, and say what could not be read.

    An input without documents becomes an error in the result; the rest goes on. The caller finishes the
    store.
    """
    problems: list[AnalysisError] = []
    inputs = documents = characters = 0
    for group in _groups(readings):
        batch = [document for reading in group for document in reading.documents]
        problems += [reading.error for reading in group if reading.error is not None]
        if batch:
            store.append(annotator.annotate(batch))
        inputs, documents = inputs + len(group), documents + len(batch)
        characters += sum(len(document.text) for document in batch)
        progress(Progress(inputs, documents, characters))
    return tuple(problems)


def _groups(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Yield readings in groups of about BATCH_CHARACTERS of text."""
    group: list[Reading] = []
    size = 0
    for reading in readings:
        group.append(reading)
        size += sum(len(document.text) for document in reading.documents)
        if size >= BATCH_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group

