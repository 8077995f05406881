"""Articles read again in the background for the names that a reader added, with progress, to be stopped.

The worker's thread never calls Streamlit; the page looks at ``Rereading.progress`` from time to time.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Event, Thread
from typing import Literal

from analysis.ingest.again import read_again
from analysis.lexicon.rows import UserRow
from analysis.store.reread import RereadStore
from analysis.store.store import Store

State = Literal["running", "stopped", "done", "failed"]


class _Stopped(Exception):
    """The reader wants no more of it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is, in documents; ``seconds`` since it began."""

    state: State = "running"
    done: int = 0
    of: int = 0
    seconds: float = 0.0
    fault: str = ""

    @property
    def share(self) -> float:
        """The part of the documents that is read, 0 to 1."""
        return self.done / self.of if self.of else float(self.state == "done")

    @property
    def left(self) -> float | None:
        """Seconds to go at the speed so far, None while nothing can be said."""
        return self.seconds * (1 - self.share) / self.share if self.share else None


class Rereading:
    """One store read again with some rows; ``store`` is there when it is done."""

    def __init__(self, base: Store, rows: Sequence[UserRow]) -> None:
        self.rows = tuple(rows)
        self.progress = Progress()
        self.store: RereadStore | None = None
        self._base = base
        self._stop = Event()
        self._begun = time.monotonic()
        self._thread = Thread(target=self._run, name="vimarsh-rereading", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to end after the documents it is busy with."""
        self._stop.set()

    def wait(self, seconds: float = 60.0) -> None:
        """Wait until the worker has ended."""
        self._thread.join(seconds)

    def _run(self) -> None:
        state: State = "failed"
        fault = ""
        try:
            self.store = read_again(self._base, self.rows, progress=self._tell)
            state = "done"
        except _Stopped:
            state = "stopped"
        except Exception as error:  # told to the reader: a worker's thread has nobody else to tell
            fault = type(error).__name__
        self.progress = replace(self.progress, state=state, fault=fault)

    def _tell(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise _Stopped
        self.progress = Progress("running", done, of, time.monotonic() - self._begun)
        time.sleep(0.005)  # gives the pages their turn
