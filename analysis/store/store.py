"""One corpus in one DuckDB file: opened, asked, added to. Everything else asks through ``Store.query``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
import pandas as pd

from analysis.errors import StoreError
from analysis.records import Batch
from analysis.store.append import append_batch, transaction
from analysis.store.connecting import MEMORY, READING, connect, fresh_file, interruptible
from analysis.store.cubes import SCHEMA as CUBES
from analysis.store.cubes import cubes_version
from analysis.store.finish import finish_store, remove_document, replace_document
from analysis.store.gate import Gate
from analysis.store.known import Known
from analysis.store.lake import lake_about, lake_statements, lake_tables, table_columns
from analysis.store.owned_texts import writing_texts
from analysis.store.prepared import Prepared
from analysis.store.reading_texts import Texts, check_texts
from analysis.store.refusals import not_opened
from analysis.store.report import InputRow, read_report, write_report
from analysis.store.stage import stage_batch
from analysis.store.steps import Step, silent
from analysis.store.texts import dictionary_for, text_file
from analysis.store.waiting import batches_waiting, waiting_folder, with_waiting
from analysis.versions import schema_version

SCHEMA = Path(__file__).with_name("schema.sql")
T = TypeVar("T")
# What DuckDB raises where it comes upon a part of a file that was cut off or overwritten.
_DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


class Store:
    """A corpus as rows. Make one with ``Store.create`` or ``Store.open``; close it after use.

    Whatever reads it raises StoreError (``store.damaged``) at a part of the file that cannot be read.

    Readers on several threads may share a store: each question runs on a cursor of its own. One thread
    at a time may write.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path | None, memory_limit: str = MEMORY
    ) -> None:
        self.path = path
        self._connection = connection
        self._memory_limit = memory_limit
        self._gate = Gate()
        self._known: Known | None = None  # while batches are appended
        self._kept: dict[str, object] = {}  # small tables that each question asks for, until the next change

    @classmethod
    def create(cls, path: Path | str | None = None, *, memory_limit: str = MEMORY) -> Store:
        """Make an empty store in a new file, or in memory when ``path`` is None.

        Raises StoreError (``store.exists``, ``store.unwritable``).
        """
        if path is not None and (path := Path(path)).exists():
            raise StoreError("store.exists", path=path)
        try:
            store = cls(connect(path, memory_limit), path, memory_limit)
        except duckdb.IOException as error:
            raise StoreError("store.unwritable", path=path, reason=_first_line(error)) from error
        store._connection.execute(SCHEMA.read_text(encoding="utf-8"))
        store.note(schema=schema_version())
        return store

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = True, memory_limit: str = READING) -> Store:
        """Open the store in a file.

        Raises StoreError: ``store.missing``, ``store.locked`` (another process has it), ``store.denied`` (the
        right is missing), ``store.unreadable`` (not a store), ``store.schema`` (made by another version of
        the program), ``store.texts`` (the file of its texts was not moved along).
        """
        path = Path(path)
        if not path.is_file():
            raise StoreError("store.missing", path=path)
        try:
            store = cls(connect(path, memory_limit, read_only=read_only), path, memory_limit)
        # A damaged file is refused with whatever its first broken part provokes, also duckdb.Error itself.
        except duckdb.Error as error:
            raise not_opened(path, error) from error
        store._check_schema()
        return store

    @classmethod
    def open_lake(cls, folder: Path | str, *, memory_limit: str = READING) -> Store:
        """Open a folder of Parquet (``lake.py``) to be asked; nothing of it but the small tables is copied.

        Raises StoreError (``store.unreadable``, ``store.schema``).
        """
        folder = Path(folder)
        store = cls(duckdb.connect(":memory:", config={"memory_limit": memory_limit}), folder)
        try:
            store._connection.execute("SET allowed_directories = ?", [[str(folder.resolve())]])
            store._connection.execute("SET enable_external_access = false")
            store._connection.execute(SCHEMA.read_text(encoding="utf-8"))
            about = lake_about(folder)
            if about.get("cubes") == cubes_version():
                store._connection.execute(CUBES.read_text(encoding="utf-8"))
            for statement in lake_statements(lake_tables(folder), table_columns(store._connection)):
                store._connection.execute(statement)
            store.note(**about)
        except (duckdb.Error, OSError, ValueError) as error:
            raise StoreError("store.unreadable", path=folder, reason=_first_line(error)) from error
        store._check_schema()
        return store

    def _check_schema(self) -> None:
        try:
            found = self.about.get("schema", "")
        except (duckdb.Error, StoreError) as error:
            self.close()
            raise StoreError("store.unreadable", path=self.path, reason=_first_line(error)) from error
        if found != schema_version():
            self.close()
            raise StoreError("store.schema", path=self.path, found=found or "?", wanted=schema_version())
        try:
            with self._reading() as cursor:
                check_texts(cursor, self.path, self.about)
        except StoreError:
            self.close()
            raise

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor; what the disk or the file denies is told as StoreError (``store.damaged``)."""
        with self._gate.shared(), self._connection.cursor() as cursor:
            try:
                yield cursor
            except duckdb.Error as error:
                if isinstance(error, _DAMAGE) or "Corrupt database file" in str(error):
                    raise StoreError("store.damaged", path=self.path, reason=_first_line(error)) from error
                raise

    def query(
        self,
        sql: str,
        params: Mapping[str, object] | None = None,
        *,
        frames: Mapping[str, pd.DataFrame] | None = None,
    ) -> pd.DataFrame:
        """Run one question with named parameters (``$name``) on its own cursor and return its rows.

        ``frames`` are tables of its own that the question may name.
        """
        with self._reading() as cursor:
            for name, frame in (frames or {}).items():
                cursor.register(name, frame)
            return cursor.execute(sql, dict(params) if params else None).df()

    def arrays(self, sql: str, params: Mapping[str, object] | None = None) -> dict[str, np.ndarray]:
        """As ``query``, for columns of numbers without nulls, many rows of them: an array each."""
        with self._reading() as cursor:
            return cursor.execute(sql, dict(params) if params else None).fetchnumpy()

    def kept(self, name: str, make: Callable[[Store], T]) -> T:
        """Return what ``make`` reads of the store, kept in memory until the store is changed.

        For small tables that nearly every question asks for; an answer to a question is not kept.
        """
        if name not in self._kept:
            self._kept[name] = make(self)
        return self._kept[name]

    @property
    def own(self) -> Store:
        """The store that has the documents, sentences and words of this one: what no correction changes."""
        return self

    def texts(self, documents: Iterable[int]) -> dict[int, str]:
        """Return document id → text, for the ids that the store has: the only way to a text."""
        ids = {int(document) for document in documents}
        file = self.kept("texts", lambda store: text_file(store.path, store.about))
        with self._reading() as cursor:
            return Texts(cursor, self.path, file).of(ids)

    def all_texts(self) -> Iterator[list[tuple[str, str]]]:
        """Yield (name, text) of all documents, also those staged, some hundred at a time, in the order they
        were added. Nothing else is to be asked or changed on the way."""
        with self._reading() as cursor:
            yield from Texts(cursor, self.path, text_file(self.path, self.about)).all()

    def text(self, document: int) -> str:
        """Return the text of one document as it was read. Raises KeyError for an unknown id."""
        return self.texts([document])[int(document)]

    def text_dictionary(self, texts: Sequence[str], before: int) -> bytes:
        """Return the dictionary of the texts beside the store (``texts.dictionary_for``)."""
        with self._reading() as cursor:
            return dictionary_for(cursor, texts, before)

    @property
    def about(self) -> dict[str, str]:
        """What the store says of itself: ``schema`` and whatever was noted."""
        with self._reading() as cursor:
            return dict(cursor.execute("SELECT key, value FROM about ORDER BY key").fetchall())

    def note(self, **facts: object) -> None:
        """Keep facts about the store (versions, when); a fact of the same name is replaced."""
        self._kept.clear()
        with self._connection.cursor() as cursor:
            for key, value in facts.items():
                cursor.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", [key, str(value)])

    def append(self, batch: Batch, report: Iterable[InputRow] = ()) -> None:
        """Add the rows of a batch and what became of the inputs they are from, all or none.

        Raises StoreError (``store.name_taken``) when a document's name is in the store or twice in the
        batch; nothing is added then.
        """
        self._add(append_batch, batch, report)

    def stage(self, batch: Batch | Prepared, report: Iterable[InputRow] = ()) -> None:
        """As ``append``, but the rows are to be seen only when ``finish`` is done: several times as quick.

        A batch may be prepared already, by another process (``prepared.py``). ``report`` and
        ``all_documents`` tell of its documents at once. In memory it is ``append``.
        """
        self._add(append_batch if self.path is None else stage_batch, batch, report)

    def _add(self, add: Callable, batch: Batch | Prepared, report: Iterable[InputRow]) -> None:
        known, self._known = self._known, None  # given back only when all went well
        self._kept.clear()
        with self._connection.cursor() as cursor, writing_texts(cursor, self.path):
            known = known or Known.read(cursor)
            add(cursor, batch, known, report)
        self._known = known

    def all_documents(self) -> pd.DataFrame:
        """Return document and name of all documents, also those staged, in the order they were added."""
        with self._reading() as cursor:
            documents = with_waiting(cursor, self.path, "document", ("document", "name"))
            return cursor.execute(f"SELECT document, name FROM {documents} ORDER BY document").df()

    @property
    def unfinished(self) -> bool:
        """Whether batches wait for ``finish``: no question sees their documents until then."""
        with self._reading() as cursor:
            return self.path is not None and batches_waiting(cursor) > 0

    def add_report(self, rows: Iterable[InputRow]) -> None:
        """Keep what became of some inputs, all or none."""
        with self._connection.cursor() as cursor, transaction(cursor):
            write_report(cursor, rows)

    @property
    def report(self) -> list[InputRow]:
        """What became of each input of the ingests that made this store, in their order."""
        with self._reading() as cursor:
            return read_report(cursor)

    def finish(self, step: Step = silent) -> None:
        """Number the documents in date order (undated last, then by name) and sort every table by them.

        To be called after the last ``append``; may be done again. All or nothing: a store on disk is written
        to a new file, which then takes its place. Where it is in order already, its count tables follow: if
        stopped, it counts row by row until the next ``finish``. ``step`` is told of each step, in a thread.
        """
        fresh = None if self.path is None else fresh_file(self.path)
        self._known = None  # read anew when something is added again
        with self._connection.cursor() as cursor:
            with writing_texts(cursor, self.path):
                pass  # notes what a writer that was killed could not
            anew = interruptible(cursor, partial(finish_store, cursor, fresh, step))
        if anew:
            with self._gate.alone():
                self._connection.close()
                os.replace(fresh, self.path)
                self._connection = connect(self.path, self._memory_limit)
        if self.path is not None:
            shutil.rmtree(waiting_folder(self.path), ignore_errors=True)
        self._forget_kept()

    def remove(self, name: str) -> None:
        """Take a document and every row of it out. Raises StoreError (``store.no_document``)."""
        with self._connection.cursor() as cursor, writing_texts(cursor, self.path):
            remove_document(cursor, name)
        self._forget_kept()

    def replace(self, name: str, batch: Batch) -> None:
        """Put the rows of a batch in the place of a document's, all or none of it.

        Raises StoreError (``store.no_document``, ``store.name_taken``). To be finished again afterwards.
        """
        with self._connection.cursor() as cursor, writing_texts(cursor, self.path):
            replace_document(cursor, name, batch)
        self._forget_kept()

    def _forget_kept(self) -> None:
        self._known = None
        self._kept.clear()

    def close(self) -> None:
        """Close the store; questions after this raise."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
