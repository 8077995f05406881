"""Annotation in several processes of one machine: the pool annotates, this process reads and writes."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.errors import StoreError
from analysis.ingest.batches import Annotation, Group, documents_of
from analysis.lexicon.reader import Lexicon
from analysis.records import Batch

_annotator: Annotator | None = None  # one in each process of the pool


@contextmanager
def in_pool(lexicon: Lexicon, processes: int) -> Iterator[Annotation]:
    """Yield an annotation by ``processes`` processes; batches come in the order of their groups.

    At most ``processes + 1`` groups are under way, so that memory stays bounded however large the input.
    Raises StoreError (``ingest.worker``) when a process is killed: what was written stays written.
    """
    context = multiprocessing.get_context("spawn")  # a fork of an open store would hang
    pool = ProcessPoolExecutor(processes, context, _make_ready, (lexicon,))

    def annotate(found: Iterable[Group]) -> Iterator[tuple[Group, Batch | None]]:
        pending: deque[tuple[Group, Future[Batch] | None]] = deque()
        for group in found:
            documents = documents_of(group)
            pending.append((group, pool.submit(_annotate, documents) if documents else None))
            if len(pending) > processes + 1:
                yield _done(*pending.popleft())
        while pending:
            yield _done(*pending.popleft())

    try:
        yield annotate
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _done(group: Group, batch: Future[Batch] | None) -> tuple[Group, Batch | None]:
    try:
        return group, batch.result() if batch else None
    except BrokenProcessPool as error:
        raise StoreError("ingest.worker") from error


def _make_ready(lexicon: Lexicon) -> None:
    global _annotator
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the writer alone answers it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _annotator = Annotator(lexicon)
    gc.collect()
    gc.freeze()  # the lexicon stays: the collector need not look through it after every few batches
    atexit.register(gc.unfreeze)  # what is frozen at the end DuckDB's module takes for leaked, and says so


def _end_with_parent() -> None:
    """End this process when the one that writes is gone: killed, it can tell nobody that it ends."""
    multiprocessing.parent_process().join()
    os._exit(1)


def _annotate(documents: Sequence[Document]) -> Batch:
    return _annotator.annotate(documents)
