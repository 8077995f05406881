"""Annotation in several processes of one machine.

Each process of the pool annotates a group and writes its rows to a file, packed and ready to wait beside the
store. This one reads, and tells the store what has come: what must be done in order, and little else.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.errors import StoreError
from analysis.ingest.batches import Annotation, Group, documents_of
from analysis.lexicon.reader import Lexicon, load_lexicon
from analysis.settled import settle
from analysis.store.prepared import Prepared, forget_drafts, prepare
from analysis.store.store import Store
from analysis.store.texts import INSIDE
from analysis.store.waiting import waiting_folder

_annotator: Annotator | None = None  # one in each process of the pool


@contextmanager
def in_pool(lexicon: Lexicon, store: Store, *, processes: int) -> Iterator[Annotation]:
    """Yield an annotation by ``processes`` processes for a store on disk; batches come in the order of their
    groups, and are to be staged in that order.

    At most twice as many groups are under way, so that nobody waits and memory stays bounded however large
    the input.
    Raises StoreError (``ingest.worker``) when a process is killed: what was written stays written.
    """
    folder = waiting_folder(store.path)
    forget_drafts(folder)
    context = multiprocessing.get_context("spawn")  # a fork of an open store would hang
    with _quiet_tracker():
        pool = ProcessPoolExecutor(processes, context, _make_ready, (lexicon.version,))
    for _ in range(processes):  # all start now, while the first group is read
        pool.submit(int)

    def annotate(found: Iterable[Group]) -> Iterator[tuple[Group, Prepared | None]]:
        pending: deque[tuple[Group, Future[Prepared] | None]] = deque()
        dictionary = _Dictionary(store)
        for group in found:
            documents = documents_of(group)
            job = (_annotate, documents, folder, dictionary.of(documents))
            pending.append((group, pool.submit(*job) if documents else None))
            if len(pending) > 2 * processes:
                yield _done(*pending.popleft())
        while pending:
            yield _done(*pending.popleft())

    try:
        yield annotate
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        forget_drafts(folder)


@contextmanager
def _quiet_tracker() -> Iterator[None]:
    """Let the process that clears up behind this one, and begins with the pool, do so without a word: of one
    that was killed it would tell on the terminal that it leaked."""
    name, said = "PYTHONWARNINGS", os.environ.get("PYTHONWARNINGS")
    os.environ[name] = ",".join(filter(None, [said, "ignore:resource_tracker:UserWarning"]))
    try:
        yield
    finally:
        if said is None:
            del os.environ[name]
        else:
            os.environ[name] = said


class _Dictionary:
    """What the texts beside a store are packed with, told before the batches that come there are staged."""

    def __init__(self, store: Store) -> None:
        known = store.all_documents()["document"]
        self._store, self._many, self._next = store, len(known), known.max() + 1 if len(known) else 0
        self._first: list[str] = []  # texts that stay inside
        self._found: bytes | None = None

    def of(self, documents: Sequence[Document]) -> bytes | None:
        """Return the dictionary for the next documents, None where they stay inside."""
        self._many += len(documents)
        if self._found is None and documents:
            self._first += [document.text for document in documents]
            if self._many > INSIDE:
                self._found = self._store.text_dictionary(self._first, int(self._next))
                self._first = []
        return self._found


def _done(group: Group, batch: Future[Prepared] | None) -> tuple[Group, Prepared | None]:
    try:
        return group, batch.result() if batch else None
    except BrokenProcessPool as error:
        raise StoreError("ingest.worker") from error


def _make_ready(version: str) -> None:
    global _annotator
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the writer alone answers it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Read here: sent along it would be more than a pipe holds, and a process whose parent is killed while it
    # reads what it is to do ends with a traceback.
    lexicon = load_lexicon()
    if lexicon.version != version:
        raise StoreError("ingest.other_rules")
    _annotator = Annotator(lexicon)
    settle()  # the lexicon, too


def _end_with_parent() -> None:
    """End this process when the one that writes is gone: killed, it can tell nobody that it ends."""
    multiprocessing.parent_process().join()
    os._exit(1)


def _annotate(documents: Sequence[Document], folder: Path, dictionary: bytes | None) -> Prepared:
    return prepare(_annotator.annotate(documents), folder, dictionary)
