"""Processes that start at once: forks of one that has read all modules and the lexicon."""

import multiprocessing
import sys
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from analysis.cli import main
from analysis.commands import ingest as command
from analysis.ingest import batches, pool, run  # noqa: F401  what the command imports when it runs
from analysis.language.lemma import lemma
from analysis.lexicon.reader import load_lexicon
from analysis.reading import read

# Read where it is forked from; nothing here starts a thread, which a fork would not have.
load_lexicon()
lemma("लड़कों")


def forks() -> BaseContext:
    """Return the ``multiprocessing`` context of such processes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "distributed"])
    forkserver.ensure_running()  # before ``distributed`` names its own modules
    return context


def start(corpus: Path, into: Path) -> tuple[BaseProcess, Connection]:
    """Start an ingest; the connection says "batch" after each one."""
    ours, theirs = forks().Pipe(duplex=False)
    child = forks().Process(target=_ingest, args=(corpus, into, theirs), daemon=True)
    child.start()
    theirs.close()
    return child, ours


def _ingest(corpus: Path, into: Path, said: Connection) -> None:
    # Small batches, so that there is something between two of them.
    batches.BATCH_CHARACTERS, read.RUN_DOCUMENTS = 4000, 3
    command.Watch.__call__ = lambda self, progress: said.send("batch")
    sys.exit(main(["ingest", str(corpus), "--into", str(into), "--format", "json"]))
