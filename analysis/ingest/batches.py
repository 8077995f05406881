"""Readings into a store: groups of documents, annotated and appended, with a report row for each input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.reading.result import Reading
from analysis.records import Batch
from analysis.store.prepared import Prepared
from analysis.store.report import InputRow
from analysis.store.store import Store

# Large enough that the cost of a batch is shared and that its tokens fill row groups, which DuckDB then
# writes at once, past its log; small enough to stay in memory (some 600 MB a process).
BATCH_CHARACTERS = 2_000_000

Group = list[Reading]
# Annotates groups of readings in their order, however many at a time; None where a group has no documents.
Annotation = Callable[[Iterable[Group]], Iterator[tuple[Group, Batch | Prepared | None]]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: inputs read, documents annotated and appended, characters of them."""

    inputs: int
    documents: int
    characters: int


def fill(
    store: Store,
    readings: Iterable[Reading],
    annotator: Annotator | Annotation,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Append every document of ``readings`` to the store, with a report row for each input.

    An input without documents leaves only its report row; the rest goes on. A group of readings is written
    whole or not at all, and groups depend on the readings alone: an ingest that stopped between two of them
    goes on with the same groups. The caller finishes the store.
    """
    annotation = in_turn(annotator) if isinstance(annotator, Annotator) else annotator
    done = Progress(0, 0, 0)
    with ThreadPoolExecutor(1) as writer:  # the disk takes its time: the next group is read meanwhile
        written: Future[Progress] | None = None
        for group, batch in annotation(groups(readings)):
            if written:
                progress(done := written.result())
            written = writer.submit(_write, store, group, batch, done)
        if written:
            progress(done := written.result())
    return done


def _write(store: Store, group: Group, batch: Batch | Prepared | None, before: Progress) -> Progress:
    """Write a group and its report; return how far the ingest is then."""
    rows = [report_row(reading) for reading in group]
    if batch is None:
        store.add_report(rows)
    else:
        store.stage(batch, rows)
    documents = documents_of(group)
    characters = sum(len(document.text) for document in documents)
    return Progress(
        before.inputs + len(group), before.documents + len(documents), before.characters + characters
    )


def in_turn(annotator: Annotator) -> Annotation:
    """Return the annotation of one group after the other in this process."""

    def annotate(found: Iterable[Group]) -> Iterator[tuple[Group, Batch | None]]:
        for group in found:
            documents = documents_of(group)
            yield group, annotator.annotate(documents) if documents else None

    return annotate


def documents_of(group: Sequence[Reading]) -> list[Document]:
    """Return the documents of a group of readings, in their order."""
    return [document for reading in group for document in reading.documents]


def report_row(reading: Reading) -> InputRow:
    """Return what the store keeps of a reading."""
    told = (reading.error, *reading.notes) if reading.error else reading.notes
    documents, place = len(reading.documents), reading.last or reading.place
    return InputRow(reading.path, reading.bytes, reading.sha256, reading.status, documents, told, place)


def groups(readings: Iterable[Reading]) -> Iterator[Group]:
    """Yield readings in groups of about BATCH_CHARACTERS of text."""
    group: Group = []
    size = 0
    for reading in readings:
        group.append(reading)
        size += sum(len(document.text) for document in reading.documents)
        if size >= BATCH_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group
