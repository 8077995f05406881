"""Annotation on a dask.distributed cluster: workers annotate and write a lake of Parquet that all can reach.

    pip install distributed==2026.8.0      (here and on the workers, beside this program)

The lake's folder must be the same path for every process (a shared disk). A task that is lost with its
worker is done again by another; what it writes is named by its content, so that nothing is there twice.
"""

from __future__ import annotations

import logging
import shutil
import socket
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from analysis.annotate import tables
from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.errors import AnalysisError, ReadingError, StoreError
from analysis.ingest.batches import Group, Progress, documents_of, groups, report_row
from analysis.ingest.known import inputs_done, untold
from analysis.ingest.run import PLAIN, Options, Outcome, Refused
from analysis.lexicon.reader import load_lexicon
from analysis.reading import Meter, Names, Reading, Seen, read_path
from analysis.store.batch_files import batch_names, lake_report, read_table, write_batch
from analysis.store.lake import Run, compact
from analysis.store.lake_cubes import add_cubes
from analysis.store.report import InputRow
from analysis.store.steps import Step, silent
from analysis.versions import rules_version

_WAITING = 3  # groups under way for each worker: enough to keep it busy, few enough for the memory
_RETRIES = 5


def ingest_on_cluster(
    paths: Iterable[Path],
    lake: Path,
    scheduler: str,
    *,
    options: Options = PLAIN,
    meter: Meter | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    step: Step = silent,
) -> Outcome:
    """Read every path here, annotate on the cluster at ``scheduler``, and make or extend the lake.

    Goes on where an earlier run stopped, as ``run.ingest`` does. Raises ReadingError
    (``reading.not_found``), StoreError (``ingest.no_distributed``, ``ingest.no_scheduler``,
    ``ingest.scheduler_gone`` when it ends on the way, ``ingest.no_program`` when the scheduler or a worker
    cannot load this program, ``ingest.other_rules`` when one has another lexicon or other rules).
    """
    paths, lake = list(paths), lake.resolve()
    for path in paths:
        if not path.exists():
            raise ReadingError("reading.not_found", file=str(path))
    with _client(scheduler) as client:
        _check_program(client, scheduler)
        new, earlier, refused = not lake.exists(), lake_report(lake), Refused()
        readings = refused.counted(_readings(paths, lake, options, meter))
        added = _annotate_all(client, lake, untold(readings, earlier), progress)
        if new and not added.documents:
            outcome = Outcome(added, lake_report(lake), refused=refused.number, made=False)
            shutil.rmtree(lake, ignore_errors=True)
            return outcome
        lexicon = load_lexicon()
        about = {
            "lexicon": lexicon.version,
            "rules": rules_version(),
            "corpus": lake.stem,
            "state": "finished",
        }
        entities, aliases = tables.entities(lexicon), tables.aliases(lexicon)
        compact(lake, entities, aliases, about=about, run=_on(client), count=add_cubes, step=step)
        return Outcome(added, lake_report(lake), len(earlier), refused=refused.number)


def _on(client) -> Run:
    """Return a map over lists that the cluster does; what is done comes in their order."""
    return lambda *job: (future.result() for future in client.map(*job, pure=False))


@contextmanager
def _client(scheduler: str) -> Iterator:
    try:
        from distributed import Client
    except ImportError as error:
        raise StoreError("ingest.no_distributed") from error
    for name in ("distributed", "distributed.client"):  # what is lost is told below, in our words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(scheduler, timeout="20s")
    except (OSError, ValueError) as error:
        raise StoreError("ingest.no_scheduler", address=scheduler) from error
    with client:
        try:
            yield client
        # What a lost connection raises depends on what was asked for last: also Cancelled, which is none of
        # Exception's.
        except (Exception, CancelledError) as error:
            if isinstance(error, AnalysisError) or _answers(scheduler):
                raise
            raise StoreError("ingest.scheduler_gone", address=scheduler) from error


def _check_program(client, scheduler: str) -> None:
    """Raise StoreError where the scheduler or a worker cannot load this program (``ingest.no_program``), or
    has other rules (``ingest.other_rules``): before anything is read, which may take hours."""

    def rules() -> str:
        # Told inside the function, and this inside another, so that it comes there whole: what is sent by the
        # name of its module could not be opened where there is none.
        try:
            import analysis.ingest.cluster
            import analysis.versions
        except ImportError:
            return ""
        return analysis.versions.rules_version()

    found = {"scheduler": client.run_on_scheduler(rules)}
    found |= {f"worker {address}": told for address, told in client.run(rules).items()}
    for place, told in found.items():
        if not told:
            raise _no_program(scheduler, place)
        if told != rules_version():
            raise StoreError("ingest.other_rules")


def _no_program(scheduler: str, place: str) -> StoreError:
    kind, _, address = place.partition(" ")
    port = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}").port
    here = f"dask scheduler --port {port}" if port else "dask scheduler"
    command = here if kind == "scheduler" else f"dask worker {scheduler}"
    return StoreError("ingest.no_program", address=address or scheduler, place=kind, command=command)


def _answers(scheduler: str) -> bool:
    """Say whether anybody listens at the address of a scheduler."""
    place = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    try:
        with socket.create_connection((place.hostname, place.port), timeout=5):
            return True
    except OSError:
        return False


def _readings(paths: list[Path], lake: Path, options: Options, meter: Meter | None) -> Iterator[Reading]:
    report, seen, names = lake_report(lake), Seen(near=options.near), Names()
    for name in batch_names(lake):
        rows = read_table(lake, name, "documents").select(["text", "name"])
        for text, label in zip(rows["text"].to_pylist(), rows["name"].to_pylist(), strict=True):
            seen.twin(text, label)
            names.take(label)
    known = {"names": names, "seen": seen, "done": inputs_done(report)}
    how = {"encoding": options.encoding, "columns": options.columns, "meter": meter}
    return chain.from_iterable(read_path(path, **how, **known) for path in paths)


def _annotate_all(client, lake: Path, readings: Iterator[Reading], progress) -> Progress:
    first, done, waiting = len(batch_names(lake)), Progress(0, 0, 0), {}
    versions = (load_lexicon().version, rules_version())
    for number, group in enumerate(groups(readings), first):
        job = (str(lake), number, documents_of(group), [report_row(one) for one in group], versions)
        waiting[client.submit(annotate_to_lake, *job, key=f"batch-{number}", retries=_RETRIES)] = group
        while len(waiting) >= _WAITING * max(len(client.ncores()), 1):
            done = _take(waiting, done, progress)
    while waiting:
        done = _take(waiting, done, progress)
    return done


def _take(waiting: dict[object, Group], done: Progress, progress) -> Progress:
    """Wait for the oldest task; oldest first, so that what is missing after a stop is always the end."""
    future = next(iter(waiting))
    group = waiting.pop(future)
    future.result()
    documents = documents_of(group)
    characters = sum(len(document.text) for document in documents)
    done = Progress(done.inputs + len(group), done.documents + len(documents), done.characters + characters)
    progress(done)
    return done


def annotate_to_lake(
    lake: str, number: int, documents: list[Document], report: list[InputRow], versions: tuple[str, str]
) -> str:
    """Annotate one group on a worker and write it; return the batch's name. Done twice it writes the same."""
    annotator = _annotator()
    if (annotator.lexicon.version, rules_version()) != versions:
        raise StoreError("ingest.other_rules")
    return write_batch(Path(lake), number, annotator.annotate(documents) if documents else None, report)


@cache
def _annotator() -> Annotator:
    return Annotator(load_lexicon())
