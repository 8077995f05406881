"""The corpora of the server: each opened once for all sessions, and anew when its file is another one."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from analysis.errors import AnalysisError
from analysis.ingest import Progress
from analysis.opening import STORE_SUFFIX, open_corpus
from analysis.store.folders import ABOUT, is_lake
from analysis.store.store import Store
from dashboard.own import OwnCorpus


@dataclass(frozen=True, slots=True)
class Corpus:
    """An open corpus: its store, what of it could not be read, and the mark its answers are kept under.

    ``own`` is set where it belongs to this session alone. ``lock`` is to be held while a page asks.
    """

    store: Store
    problems: tuple[AnalysisError, ...]
    build: str
    own: OwnCorpus | None = None
    base: Corpus | None = None  # the corpus without the corrections of this session, where there are any

    @property
    def uncorrected(self) -> Corpus:
        """The corpus as it is without this session's corrections."""
        return self.base or self

    @property
    def lock(self) -> AbstractContextManager:
        """What keeps the numbers of a page of one moment; a given corpus never changes."""
        return nullcontext() if self.own is None else self.own.lock


class Shelf:
    """The corpora that are open, by their paths."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[str, tuple[object, Corpus]] = {}
        self._opened = 0

    def __contains__(self, path: str) -> bool:
        return path in self._open

    def get(self, path: str, progress: Callable[[Progress], None], *, look: bool = True) -> Corpus:
        """Return the corpus at ``path``; a store put in the place of the open one is seen at once.

        Without ``look`` the one that is open is returned unseen.
        """
        with self._lock:
            known, found = self._open.get(path, (None, None))
            if found is not None and not look:
                return found
            mark = _mark(Path(path))
            if found is not None and mark in (None, known):
                return found
            if found is not None:
                # Closed first: a file opened twice in one process would be the one that was opened before.
                self._open.pop(path)[1].store.close()
            store, problems = open_corpus(path, progress=progress)
            self._opened += 1
            found = Corpus(store, tuple(problems), f"{path}:{self._opened}")
            self._open[path] = (mark, found)
            _freeze()
            return found


def _mark(path: Path) -> object:
    """Return what tells one file of a corpus from the next one, None where there is none at the moment.

    A folder or file of articles is read when it is opened, and stays as it was then.
    """
    file = path / ABOUT if is_lake(path) else path
    if file.name != ABOUT and file.suffix != STORE_SUFFIX:
        return ""
    try:
        facts = file.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def _freeze() -> None:
    """Take all that is loaded by now out of garbage collection.

    Streamlit collects after every run, at a cost that grows with all living objects: 195 ms with pandas,
    plotly and networkx loaded, none once they are frozen.
    """
    gc.collect()
    gc.freeze()
    atexit.unregister(gc.unfreeze)  # once is enough, however many corpora are opened
    atexit.register(gc.unfreeze)  # what is frozen at the end DuckDB's module takes for leaked, and says so
