"""``python -m analysis ingest PATH … --into my.duckdb``: articles into a store, in one run or in several."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands.command import Command, positive
from analysis.commands.report import report_table, summed_up
from analysis.errors import SelectionError, worded
from analysis.export.tables import csv_text, to_json, to_text

if TYPE_CHECKING:
    from analysis.ingest.run import Options, Outcome

STOPPED = 130  # what a shell gives for Ctrl-C
NOTHING = 2  # what was named holds no article that could be read
PARTLY = 3  # some inputs could not be read, the others were; 1 is Python's own
_EVERY = 0.5  # seconds between two lines of progress


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=path, metavar="PATH", help="folders, files, tables, archives"
    )
    parser.add_argument("--into", required=True, type=path, metavar="FILE.duckdb", help="the store to fill")
    parser.add_argument("--engine", choices=["here", "dask"], default="here", help="dask: --into is a folder")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a running dask cluster: tcp://host:8786")
    parser.add_argument(
        "--processes", type=positive, default=1, metavar="N", help="that annotate and write; one more reads"
    )
    parser.add_argument("--encoding", help="of the inputs, where the guess is wrong: utf-16, windows-1252 …")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="ROLE=NAME",
        help="text=Body, title=…, date=…, source=…, url=…, name=… (an id); date= for none",
    )
    parser.add_argument(
        "--near",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="tell near-duplicates (first 50,000)",
    )
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table", help="of the report")
    parser.add_argument("--all", action="store_true", help="print a row for each input, not a summary")
    parser.add_argument("--language", choices=["hi", "en"], default="hi", help="of the messages")


def path(text: str) -> Path:
    """Return the path that a word of the line names; Path("") would be the current folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("cli.empty_path")
    return Path(text)


def _run(options: argparse.Namespace) -> int:
    from analysis.ingest.pool import in_pool  # --help need not load the annotation
    from analysis.ingest.run import ingest, size
    from analysis.reading import Meter

    how, annotation = _how(options), None
    if options.processes > 1:
        annotation = partial(in_pool, processes=options.processes)

    meter, paths = Meter(), list(dict.fromkeys(options.paths))
    watch = Watch(meter, 0, options.language)
    told = {"progress": watch, "step": watch.step}
    try:
        with _ctrl_c():
            watch.bytes = size(paths)
            if options.engine == "dask":
                from analysis.ingest.cluster import ingest_on_cluster

                lake, scheduler = options.into, options.scheduler
                outcome = ingest_on_cluster(paths, lake, scheduler, options=how, meter=meter, **told)
            else:
                outcome = ingest(paths, options.into, options=how, annotation=annotation, meter=meter, **told)
    except KeyboardInterrupt:
        watch.say("ingest.stopped", path=options.into)
        return STOPPED
    if outcome.made:
        number = f"{outcome.added.documents:,}"
        watch.say("ingest.done", documents=number, path=options.into, time=_clock(watch.seconds))
    if outcome.waited:
        watch.say("ingest.taken_in", documents=f"{outcome.waited:,}")
    if how.columns and meter.tables:
        watch.say("ingest.columns_stay", tables=f"{meter.tables:,}", file=meter.known)
    _print_report(outcome, options)
    if not (watch.bytes and any(row.documents for row in outcome.report)):
        watch.say(_nothing_read(outcome), file=", ".join(map(str, paths)))
        if not outcome.made:
            watch.say("ingest.not_made", path=options.into)
        return NOTHING
    return PARTLY if outcome.refused else 0


def _nothing_read(outcome: Outcome) -> str:
    """Return the code of what is told where no article was read: which kinds of files can be, unless some of
    these kinds were given and the report says what is wrong with them."""
    wrong = (problem.code for row in outcome.report if row.status != "note" for problem in row.problems)
    return "reading.none_read" if any(code != "reading.kind" for code in wrong) else "reading.no_articles"


def _print_report(outcome: Outcome, options: argparse.Namespace) -> None:
    """Print every row for a machine or where asked, else what is to be looked at and how many there are."""
    table = report_table(outcome.report, options.language, earlier=outcome.earlier)
    if options.format == "table" and not options.all:
        store = options.into if outcome.made else None
        sys.stdout.write(summed_up(table, options.language, store=store))
        return
    writers = {"table": to_text, "csv": csv_text, "json": to_json}
    sys.stdout.write(writers[options.format](table))


@contextmanager
def _ctrl_c() -> Iterator[None]:
    """Let Ctrl-C be KeyboardInterrupt also where it comes while a library works, which makes its own error
    of it: DuckDB a RuntimeError, Arrow what it likes."""
    before, pressed = signal.getsignal(signal.SIGINT), []
    if before is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield  # it is ignored, or another's to answer
        return

    def heed(*told: object) -> None:
        pressed.append(told)
        before(*told)

    signal.signal(signal.SIGINT, heed)
    try:
        yield
    except Exception as error:
        if pressed:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _how(options: argparse.Namespace) -> Options:
    """Return how inputs are to be read.

    Raises SelectionError before anything is read: ``cli.needs``, ``cli.unused``, ``cli.encoding``,
    ``cli.column``.
    """
    from analysis.ingest.run import Options
    from analysis.reading import ENCODINGS, ROLES

    on_cluster = options.engine == "dask"
    if bool(options.scheduler) != on_cluster:
        names = ("--engine dask", "--scheduler") if on_cluster else ("--scheduler", "--engine dask")
        raise SelectionError("cli.needs", name=names[0], other=names[1])
    if options.processes > 1 and on_cluster:
        raise SelectionError("cli.unused", name="--processes", because="--engine dask")
    if options.encoding is not None and options.encoding.strip().lower() not in ENCODINGS:
        raise SelectionError("cli.encoding", given=options.encoding, known=", ".join(ENCODINGS))
    columns = {}
    for given in options.column:
        role, sign, name = (part.strip() for part in given.partition("="))
        none = not name and (not sign or role == "text")  # "date=": no column is the date
        if role not in ROLES or none or role in columns:
            raise SelectionError("cli.column", given=given, known=", ".join(ROLES))
        columns[role] = name
    return Options(options.encoding, columns or None, options.near)


@dataclass
class Watch:
    """Tells on stderr how far the ingest is: on one line of a terminal, on lines of their own elsewhere."""

    meter: object
    bytes: int
    language: str
    _start: float = field(default_factory=time.monotonic)
    _first: tuple[float, int, int] | None = None  # time, bytes and documents at the first articles
    _told: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it takes until now."""
        return time.monotonic() - self._start

    def __call__(self, progress) -> None:
        now = time.monotonic()
        if self._first is None:
            # What was passed over before them, and how long that took, says nothing of those to come.
            self._first = now, self.meter.bytes, progress.documents
        if not self._due(now):
            return
        since, place, documents = self._first
        seconds, read = now - since, self.meter.bytes - place
        self.say(
            "ingest.progress" if read else "ingest.begun",
            passing=True,
            documents=f"{progress.documents:,}",
            speed=f"{(progress.documents - documents) / max(seconds, 1e-6):,.0f}",
            share=min(100, round(100 * self.meter.bytes / max(self.bytes, 1))),
            left=_clock(seconds * (self.bytes - self.meter.bytes) / read) if read else "",
        )

    def step(self, phase: str, number: int, of: int) -> None:
        """Tell which step is begun of those that put the articles in order and count them."""
        if self._due(time.monotonic()):
            self.say(f"ingest.{phase}", passing=True, number=f"{number:,}", of=f"{of:,}")

    def _due(self, now: float) -> bool:
        if now - self._told < (_EVERY if sys.stderr.isatty() else 10 * _EVERY):
            return False
        self._told = now
        return True

    def say(self, code: str, *, passing: bool = False, **fields: object) -> None:
        """Write a message to stderr; on a terminal it takes the place of the line of progress, which is one
        that is ``passing``."""
        end = "\r" if passing and sys.stderr.isatty() else "\n"
        clear = "\x1b[2K" if sys.stderr.isatty() else ""
        print(clear + worded(self.language, code, **fields), end=end, file=sys.stderr, flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


INGEST = Command(
    "ingest",
    "read articles into a store, or go on with it; exit code 0: all inputs were read, 3: some were not "
    "(the report tells which) and the others were, 2: nothing was done, 130: stopped by Ctrl-C",
    _arguments,
    _run,
)
