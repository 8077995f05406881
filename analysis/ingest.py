"""Readings into a store: batches of documents, annotated and appended, with progress and a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from analysis.annotate.annotate import Annotator
from analysis.reading.result import Reading
from analysis.store.report import InputRow
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
) -> Progress:
    """Append every document of ``readings`` to the store, with a report row for each input.

    An input without documents leaves only its report row; the rest goes on. The caller finishes the store.
    """
    done = Progress(0, 0, 0)
    for group in _groups(readings):
        batch = [document for reading in group for document in reading.documents]
        if batch:
            store.append(annotator.annotate(batch))
        store.add_report(_row(reading) for reading in group)
        characters = sum(len(document.text) for document in batch)
        done = Progress(done.inputs + len(group), done.documents + len(batch), done.characters + characters)
        progress(done)
    return done


def _row(reading: Reading) -> InputRow:
    told = (reading.error, *reading.notes) if reading.error else reading.notes
    documents = len(reading.documents)
    return InputRow(reading.path, reading.bytes, reading.sha256, reading.status, documents, told)


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

