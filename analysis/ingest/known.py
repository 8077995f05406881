"""What a store has already, so that an ingest goes on where the last one stopped and adds nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.ingest.batches import report_row
from analysis.reading import Names, Reading, Seen
from analysis.reading.duplicates import Print, Twin
from analysis.store.report import InputRow
from analysis.store.store import Store


def taken_names(store: Store) -> Names:
    """Return the names of the store's documents as taken."""
    return Names(store.all_documents()["name"].tolist())


def inputs_done(report: Iterable[InputRow]) -> dict[tuple[str, str], str]:
    """Return (path, sha256) of each input → the last row of it that the store has, ``""`` for all of it.

    An input that was changed since has another hash and is read anew; so is one that could not be read, for
    another encoding may be given now.
    """
    rows = (row for row in report if row.documents or row.place or row.status == "duplicate")
    return {(row.path, row.sha256): row.place for row in rows}


class StoredTexts(Seen):
    """The articles of a store and those read since; the store's are looked through at the first question.

    They are taken in the order they were added, so that a resumed ingest finds the twins that an
    undisturbed one would.
    """

    def __init__(self, store: Store, *, near: bool = True) -> None:
        super().__init__(near=near)
        self._store: Store | None = store

    def meet(self, one: Print, name: str) -> Twin | None:
        """Return the document that has this text already, in the store or in this run, or None."""
        if self._store is not None:
            self._look_through(self._store)
        return super().meet(one, name)

    def _look_through(self, store: Store) -> None:
        self._store = None
        for part in store.all_texts():
            prints = self.prints([text for _, text in part])
            for one, (name, _) in zip(prints, part, strict=True):
                super().meet(one, name)


def untold(readings: Iterable[Reading], report: Iterable[InputRow]) -> Iterator[Reading]:
    """Yield the readings without those whose fate the report tells already: a broken file stays one row."""
    told = {_fate(row) for row in report}
    return (reading for reading in readings if reading.documents or _fate(report_row(reading)) not in told)


def _fate(row: InputRow) -> tuple[object, ...]:
    return row.path, row.sha256, row.place, row.status, tuple(problem.code for problem in row.problems)
