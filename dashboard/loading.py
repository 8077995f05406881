"""Reading and annotating a reader's inputs in the background, with progress, to be stopped and gone on with.

The worker's thread never calls Streamlit; the page looks at ``Job.progress`` from time to time.
"""

from __future__ import annotations

import errno
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Event, Thread
from typing import TYPE_CHECKING, Literal

from analysis.errors import AnalysisError, ReadingError, StoreError
from analysis.ingest import checked
from analysis.ingest.batches import documents_of, report_row
from analysis.ingest.known import StoredTexts, taken_names
from analysis.reading import LIMITS, Reading, read_bytes, read_text
from analysis.store.refusals import refusals_told

if TYPE_CHECKING:
    from dashboard.own import OwnCorpus

State = Literal["running", "stopped", "done", "failed"]
# About a second's work: the worker stops between two groups, and the page waits for one at most.
GROUP_CHARACTERS = 200_000
FIRST_CHARACTERS = 12_500  # the first group, and each next one twice it: so that something moves at once
SURE = 0.05  # of the characters, before which the first group's start would be taken for the speed of all
# An upload is held in memory while it is read; larger corpora are loaded by the command line.
UPLOAD_LIMITS = replace(LIMITS, unpacked_bytes=256 << 20, documents=100_000)


@dataclass(frozen=True, slots=True)
class Input:
    """One uploaded file or pasted text, and how it is to be read.

    ``only`` names the one path that is wanted of a file read again in another encoding. ``title``, ``source``
    and ``published`` belong to pasted text.
    """

    name: str
    data: bytes = b""
    encoding: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    only: str = ""
    pasted: str = ""
    title: str = ""
    source: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. While it reads, ``of_documents`` grows; from then on the share done is exact."""

    state: State = "running"
    reading: bool = True
    inputs: int = 0
    of_inputs: int = 0
    documents: int = 0
    of_documents: int = 0
    characters: int = 0
    of_characters: int = 0
    seconds: float = 0.0
    error: AnalysisError | None = None

    @property
    def share(self) -> float:
        """The part of the characters that is annotated, 0 to 1."""
        return self.characters / self.of_characters if self.of_characters else float(self.state == "done")

    @property
    def speed(self) -> float:
        """Documents a second, 0 before the first."""
        return self.documents / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds to go at the speed so far, None while nothing can be said."""
        known = self.share >= SURE and not self.reading
        return self.seconds * (1 - self.share) / self.share if known else None


class Job:
    """The loading of some inputs into one corpus."""

    def __init__(self, corpus: OwnCorpus, inputs: list[Input]) -> None:
        self.progress = Progress(of_inputs=len(inputs))
        self._corpus, self._inputs = corpus, inputs
        self._readings: Iterator[Reading] = self._read()
        self._waiting: deque[Reading] = deque()
        self._size = min(FIRST_CHARACTERS, GROUP_CHARACTERS)
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, or go on where it was stopped."""
        self._stop.clear()
        self.progress = replace(self.progress, state="running")
        self._thread = Thread(target=self._run, name="vimarsh-loading", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to end after the documents it is busy with."""
        self._stop.set()

    def wait(self, seconds: float = 60.0) -> None:
        """Wait until the worker has ended."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        error = self._told(self._load)
        state: State = "stopped" if self._stop.is_set() else "done"
        with self._corpus.lock:
            unfinished = self._told(self._corpus.store.finish)  # also what was read before something failed
            self._corpus.changed()
        error = error or unfinished
        self.progress = replace(self.progress, state="failed" if error else state, error=error)

    def _load(self) -> None:
        self._take_in()
        self._annotate()

    def _told(self, work: Callable[[], None]) -> AnalysisError | None:
        """Do some work; return what is to be told of it where it fails: a thread has nobody else to tell."""
        try:
            with refusals_told(self._corpus.store.path):
                work()
        except AnalysisError as told:
            return told
        except Exception as fault:
            if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
                return StoreError("store.no_room", corpus=self._corpus.name)
            return ReadingError("reading.broken", file=self._corpus.name, reason=type(fault).__name__)
        return None

    def _take_in(self) -> None:
        """Read what is not yet read: quick, and afterwards the whole size is known."""
        while not self._stop.is_set() and (reading := next(self._readings, None)) is not None:
            self._waiting.append(reading)
            now = self.progress
            self.progress = replace(
                now,
                of_documents=now.of_documents + len(reading.documents),
                of_characters=now.of_characters + sum(len(document.text) for document in reading.documents),
            )
        if not self._stop.is_set():
            self.progress = replace(self.progress, reading=False)

    def _read(self) -> Iterator[Reading]:
        store = self._corpus.store
        known = {"names": taken_names(store), "seen": StoredTexts(store), "limits": UPLOAD_LIMITS}
        for one in self._inputs:
            if one.pasted:
                yield _pasted(one, read_text(one.pasted, one.title, name=one.name, **known))
            else:
                how = {"encoding": one.encoding, "columns": dict(one.columns) or None}
                for reading in read_bytes(one.name, one.data, **how, **known):
                    if _wanted(one, reading):
                        self._keep(one, reading)
                        yield reading
            self.progress = replace(self.progress, inputs=self.progress.inputs + 1)

    def _keep(self, one: Input, reading: Reading) -> None:
        if reading.status == "wrong_encoding":
            self._corpus.again[reading.path] = replace(one, only=reading.path)

    def _annotate(self) -> None:
        corpus, annotator = self._corpus, self._corpus.annotator()
        while self._waiting and not self._stop.is_set():
            begun, group = time.monotonic(), self._group()
            documents = documents_of(group)
            batch = annotator.annotate(documents) if documents else None
            with corpus.lock:
                if batch is not None:
                    corpus.store.append(batch)
                    corpus.added(documents)
                corpus.report += [report_row(reading) for reading in group]
                corpus.changed()
            now = self.progress
            self.progress = replace(
                now,
                documents=now.documents + len(documents),
                characters=now.characters + sum(len(document.text) for document in documents),
                seconds=now.seconds + time.monotonic() - begun,
            )
            time.sleep(0.01)  # a lock is not fair: without a pause a waiting page might never get it

    def _group(self) -> list[Reading]:
        """Take the next readings; a long run of a table's rows is cut, so that a stop is never far."""
        group: list[Reading] = []
        size = 0
        while self._waiting and size < self._size:
            reading = self._waiting.popleft()
            count = 0
            for document in reading.documents:
                count, size = count + 1, size + len(document.text)
                if size >= self._size:
                    break
            if count < len(reading.documents):
                self._waiting.appendleft(replace(reading, documents=reading.documents[count:]))
                reading = replace(reading, documents=reading.documents[:count])
            group.append(reading)
        self._size = min(2 * self._size, GROUP_CHARACTERS)
        return group


def _wanted(one: Input, reading: Reading) -> bool:
    """Of a file read again only what was asked for is told, not its rows that are in the corpus already."""
    return not one.only or (
        reading.path == one.only and not (reading.place and reading.status == "duplicate")
    )


def _pasted(one: Input, reading: Reading) -> Reading:
    """Add what the reader said of a pasted text."""
    given: dict[str, object] = {}
    if one.source.strip():
        given["source"] = " ".join(one.source.split())
    if one.published.strip():
        given |= checked(one.name, "published", one.published)
    return replace(reading, documents=tuple(replace(document, **given) for document in reading.documents))
