"""The texts of a store's documents, wherever they lie: in a table, beside the store, or in what waits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analysis.errors import StoreError
from analysis.store.owned_texts import check_length
from analysis.store.texts import TextFile, text_file
from analysis.store.waiting import with_waiting

_PLACE = ("text_at", "text_size", "text_number")
_PLACED = (*_PLACE, "sha256")
_PIECE = 500  # of all texts so many are held at once


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a store at ``path`` (None in memory); of large ones most lie in ``file``."""

    cursor: duckdb.DuckDBPyConnection
    path: Path | None
    file: TextFile | None

    def of(self, ids: Sequence[int]) -> dict[int, str]:
        """Return document id → text, for the ids that the store has, in rising order."""
        asked = sorted(ids)
        found: dict[int, str] = {}
        if self.file:  # few lie inside: their column is not even looked at
            found = self._as_it_was(self._rows("document", asked, _PLACED))
            asked = [document for document in asked if document not in found]
        rows = self._rows("document", asked, ("text", *_PLACED)) if asked else []
        if len(rows) < len(asked):
            waiting = with_waiting(self.cursor, self.path, "document")
            rows = self._rows(waiting, asked, ("text", *_PLACED))
        found |= {document: text for document, text, at, *_ in rows if at is None}
        found |= self._as_it_was([(document, *place) for document, _, *place in rows])
        return {document: found[document] for document in sorted(found)}

    def _rows(self, documents: str, ids: Sequence[int], columns: Sequence[str]) -> list[tuple]:
        # Joined, for IN looks at every row of what it cannot pass over.
        sql = f"""SELECT d.document, {", ".join(f"d.{name}" for name in columns)} FROM {documents} d
                  JOIN (SELECT unnest($ids::INTEGER[]) AS document) USING (document)"""
        return self.cursor.execute(sql, {"ids": list(ids)}).fetchall()

    def all(self) -> Iterator[list[tuple[str, str]]]:
        """Yield (name, text) of all documents, also those staged, some hundred at a time, in the order they
        were added.

        Where they lie is asked for once: to ask for each piece costs as much again for every batch staged.
        """
        columns = ("document", "name", *_PLACE)
        documents = with_waiting(self.cursor, self.path, "document", columns)
        with self.cursor.cursor() as inside:
            within = Texts(inside, self.path, self.file)
            rows = self.cursor.execute(f"SELECT {', '.join(columns)} FROM {documents} ORDER BY document")
            while part := rows.fetchmany(_PIECE):
                aside = {document: tuple(place) for document, _, *place in part if place[0] is not None}
                found = self._aside(aside)
                if len(found) < len(part):
                    found |= within.of([document for document, *_ in part if document not in found])
                yield [(name, found[document]) for document, name, *_ in part]

    def _as_it_was(self, rows: Sequence[tuple]) -> dict[int, str]:
        """Return document → text of those of some rows (document, and _PLACED) that lie beside the store.

        Raises StoreError (``store.texts``) for a text that is not the one which was annotated: in the file of
        a copy that was added to since, another may lie at its place.
        """
        rows = [row for row in rows if row[1] is not None]
        found = self._aside({document: tuple(place) for document, *place, _ in rows})
        for document, *_, digest in rows:
            if hashlib.sha256(found[document].encode()).hexdigest() != digest:
                raise StoreError("store.texts", path=self.file.path)
        return found

    def _aside(self, places: Mapping[int, tuple[int, int, int]]) -> dict[int, str]:
        """Return document → text of those that lie beside the store, by where they lie there."""
        if not places:
            return {}
        return dict(zip(places, self.file.read(list(places.values())), strict=True))


def check_texts(cursor: duckdb.DuckDBPyConnection, path: Path | None, about: Mapping[str, str]) -> None:
    """Raise StoreError (``store.texts``) where the texts beside a store are not there, or another's.

    The file of a copy that was added to since begins alike: what came last tells them apart.
    """
    file = text_file(path, about)
    if file is None or path.is_dir():  # a lake is not added to
        return
    check_length(path, about)
    last = "text_at = (SELECT max(text_at) FROM document)"
    rows = cursor.execute(f"SELECT document FROM document WHERE {last} ORDER BY document LIMIT 1").fetchall()
    Texts(cursor, path, file).of([document for (document,) in rows])
