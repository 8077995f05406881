"""One ingest from start to end: open or make the store, read every path, fill, finish."""

from __future__ import annotations

import ctypes
import gc
import os
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa

from analysis.annotate.annotate import Annotator
from analysis.errors import ReadingError, StoreError
from analysis.ingest.batches import Annotation, Progress, fill, in_turn
from analysis.ingest.known import StoredTexts, inputs_done, taken_names, untold
from analysis.lexicon.reader import Lexicon, load_lexicon
from analysis.reading import Meter, Reading, read_path, source_files
from analysis.store.connecting import SUFFIX
from analysis.store.folders import is_lake
from analysis.store.refusals import check_writable, refusals_told
from analysis.store.report import InputRow
from analysis.store.steps import Step, silent
from analysis.store.store import Store
from analysis.store.texts import own_texts
from analysis.store.waiting import waiting_folder
from analysis.versions import rules_version

# Of the database beside the annotation, so that a process stays below 1 GB however much is read: what it
# sorts beyond that goes to the disk.
MEMORY = "300MB"
PATIENCE = 5.0  # seconds for another program to put its store into place, which takes none


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an ingest did: what this run added, and the store's report of all inputs.

    The first ``earlier`` rows of the report are those of earlier runs. ``waited``: so many articles of
    earlier runs were put in order by this one. ``refused``: so many inputs, or rows of a table, that were
    named now could not be read, told of now or at an earlier run. ``made``: whether there is a store now.
    """

    added: Progress
    report: list[InputRow]
    earlier: int = 0
    waited: int = 0
    refused: int = 0
    made: bool = True


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: ``encoding`` and ``columns`` overrule guesses; ``near``: tell near-duplicates."""

    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    near: bool = True


PLAIN = Options()


def ingest(
    paths: Iterable[Path],
    into: Path,
    *,
    options: Options = PLAIN,
    annotation: Callable[[Lexicon, Store], AbstractContextManager[Annotation]] | None = None,
    meter: Meter | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    step: Step = silent,
) -> Outcome:
    """Read every path into the store at ``into``, which is made when it is not there and an article is read.

    Inputs that the store has are passed over (the same path with the same bytes), articles that it has are
    told as duplicates. ``annotation`` makes what annotates with the lexicon for the store (default: this
    process). ``step`` is told that articles of an earlier run are passed over, and of each step that puts all
    in order.

    Raises ReadingError (``reading.not_found``) before anything is read; StoreError when the store was made
    by other rules or another lexicon, is locked or cannot be written, or has a name or a place that it could
    not be opened by (``store.suffix``, ``store.question_mark``, ``store.a_folder``, ``store.no_folder``,
    ``store.texts_left``), and when a path is a store (``ingest.a_store``); NoRoom when the disk is full.
    """
    paths = list(paths)
    _check_name(into)
    for path in paths:
        if not path.exists():
            raise ReadingError("reading.not_found", file=str(path))
        if path.suffix == SUFFIX or is_lake(path):
            raise StoreError("ingest.a_store", path=path)
    lexicon, new = load_lexicon(), not into.exists()
    with refusals_told(into), _opened(into, lexicon) as store:
        earlier, waited, refused = store.report, _waiting(store), Refused()
        if waited:
            step("earlier", waited, waited)
        with (annotation or _here)(lexicon, store) as annotate:
            readings = untold(refused.counted(_readings(paths, store, options, meter)), earlier)
            added = fill(store, _marked(readings, store), annotate, progress=progress)
        del annotate, readings  # what they hold of the articles is not needed to put these in order
        _give_back_memory()
        if new and not added.documents:
            outcome = Outcome(added, store.report, refused=refused.number, made=False)
            _take_away(store)
            return outcome
        if added.inputs or store.about.get("state") != "finished":
            store.finish(step)
            store.note(state="finished")
        return Outcome(added, store.report, len(earlier), waited, refused.number)


def _take_away(store: Store) -> None:
    """Delete a store that nothing came into: while it is open, so that nobody else writes to it."""
    store.query("CHECKPOINT")  # what lies beside it is gone then, and not looked for at its closing
    store.path.unlink(missing_ok=True)
    shutil.rmtree(waiting_folder(store.path), ignore_errors=True)


def _check_name(into: Path) -> None:
    if into.suffix != SUFFIX:  # opened by any other name it would be read as an article
        raise StoreError("store.suffix", path=into, suffix=SUFFIX)
    check_writable(into)
    if into.is_dir():
        raise StoreError("store.a_folder", path=into, suffix=SUFFIX)
    if not into.parent.is_dir():
        raise StoreError("store.no_folder", path=into, folder=into.parent)


class Refused:
    """Counts the readings of inputs that could not be read; a copy of an article is none of them."""

    def __init__(self) -> None:
        self.number = 0

    def counted(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield the readings."""
        for reading in readings:
            self.number += reading.error is not None and reading.status != "duplicate"
            yield reading


def _give_back_memory() -> None:
    """Return to the system what is free, where it can be asked to: the C library keeps hundreds of MB."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):  # musl has none
        libc.malloc_trim(0)


def _waiting(store: Store) -> int:
    if not store.unfinished:
        return 0
    return len(store.all_documents()) - len(store.query("SELECT document FROM document"))


def _marked(readings: Iterator[Reading], store: Store) -> Iterator[Reading]:
    """Note at the first reading that the documents' order is not settled any more."""
    for number, reading in enumerate(readings):
        if not number:
            store.note(state="filling")
        yield reading


def size(paths: Iterable[Path]) -> int:
    """Return the bytes of all files that would be read."""
    return sum(file.stat().st_size for path in paths for file in source_files(path) if file.is_file())


def _here(lexicon: Lexicon, store: Store) -> AbstractContextManager[Annotation]:
    return nullcontext(in_turn(Annotator(lexicon)))


def _readings(paths: list[Path], store: Store, options: Options, meter: Meter | None) -> Iterator[Reading]:
    known = {
        "names": taken_names(store),
        "seen": StoredTexts(store, near=options.near),
        "done": inputs_done(store.report),
    }
    how = {"encoding": options.encoding, "columns": options.columns, "meter": meter}
    return chain.from_iterable(read_path(path, **how, **known) for path in paths)


def _opened(into: Path, lexicon: Lexicon) -> Store:
    """Open the store to write, made whole and empty when it is not there.

    Raises StoreError: ``store.rules`` (one store holds the work of one set of rules), ``store.texts_left``
    (it is not there, but texts of another lie under its name).
    """
    if not into.exists():
        # Those of a store that was renamed without them, which goes on reading them: not to be written over.
        if own_texts(into).exists():
            raise StoreError("store.texts_left", path=into, texts=own_texts(into).name)
        _make(into, lexicon)
    store = Store.open(into, read_only=False, memory_limit=MEMORY)
    about = store.about
    if (about.get("lexicon"), about.get("rules")) != (lexicon.version, rules_version()):
        store.close()
        raise StoreError("store.rules", path=into)
    return store


def _make(into: Path, lexicon: Lexicon) -> None:
    draft = into.with_name(f"{into.name}.{uuid.uuid4().hex}.draft")
    try:
        with Store.create(draft) as store:
            # Filling from the first moment: killed before it has read anything, it is not an empty corpus.
            facts = {"lexicon": lexicon.version, "rules": rules_version(), "state": "filling"}
            store.note(**facts, corpus=into.stem)
    except StoreError as error:  # in the name that was given, not in that of the draft
        if error.code != "store.unwritable":
            raise
        reason = error.fields["reason"].replace(draft.name, into.name)
        raise StoreError(error.code, path=into, reason=reason) from error
    else:
        _put(draft, into)  # at once: killed before this, there is no store; after it, a whole one
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, into: Path) -> None:
    # Another ingest may have put its store there since we looked. To replace that would leave two programs
    # writing under one name; as it is, the second finds it locked.
    try:
        os.link(draft, into)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links
        if os.name == "nt":  # where nothing takes a name that is another's
            with suppress(FileExistsError):
                os.rename(draft, into)
            return
        with _alone(into):
            if not into.exists():
                os.replace(draft, into)


@contextmanager
def _alone(into: Path) -> Iterator[None]:
    """Keep others from putting a store there meanwhile: by a lock on a file beside it, which the system
    takes off when its holder is killed.

    Raises StoreError (``store.locked``) where another holds it for longer than to put takes.
    """
    lock, ends = into.with_name(f"{into.name}.making"), time.monotonic() + PATIENCE
    while True:
        with lock.open("ab") as file:
            if _locked(file.fileno()) and _is(file.fileno(), lock):
                try:
                    yield
                finally:
                    lock.unlink(missing_ok=True)
                return
        if time.monotonic() > ends:
            raise StoreError("store.locked", path=into)
        time.sleep(0.05)


def _locked(file: int) -> bool:
    import fcntl  # Windows has none, and no disk on which this is asked

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is(file: int, path: Path) -> bool:
    """Return whether an open file is still the one of its name: whoever held it before took it away, and
    another may have made one since, which is locked apart."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False
