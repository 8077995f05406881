"""From a path to an open store: a store as it is, a folder or file annotated once and found again."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from analysis.annotate.annotate import Annotator
from analysis.errors import AnalysisError, ReadingError, StoreError
from analysis.ingest import Progress, fill
from analysis.lexicon.reader import Lexicon, load_lexicon
from analysis.reading import read_path, source_files
from analysis.store.connecting import SUFFIX as STORE_SUFFIX
from analysis.store.folders import holds_a_lake, is_lake
from analysis.store.refusals import refusals_told
from analysis.store.report import BEGUN, UNFINISHED
from analysis.store.store import Store
from analysis.store.texts import move_texts
from analysis.versions import fingerprint, rules_version, schema_version


def home() -> Path:
    """Return the folder that keeps annotated stores: ``$VIMARSH_HOME``, else ``.vimarsh`` of the project."""
    return Path(os.environ.get("VIMARSH_HOME") or Path(__file__).resolve().parents[1] / ".vimarsh")


def open_corpus(
    path: str | Path,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    lexicon: Lexicon | None = None,
) -> tuple[Store, tuple[AnalysisError, ...]]:
    """Return the store of a corpus, and what of it could not be read.

    ``path`` is a store, a lake, or a folder or file of articles. Articles are annotated at the first call and
    found again at the next one, unless a file, the lexicon, the rules or the schema changed since. Where
    ``home()`` cannot be written or is full, the store is in memory, and told of first (``store.in_memory``).

    Raises ReadingError when there is nothing at ``path`` or no article in it, StoreError when a store was
    made by another version, or a lake has no tables yet (``store.no_tables``).
    """
    path = Path(path)
    if not path.exists():
        raise ReadingError("reading.not_found", file=str(path))
    if is_lake(path):
        store = Store.open_lake(path)
        return store, problems_of(store)
    if holds_a_lake(path):
        raise StoreError("store.no_tables", path=path)
    if path.suffix == STORE_SUFFIX:
        store = Store.open(path)
        return store, problems_of(store)
    own = lexicon.version.encode() if lexicon else b""  # a reader's lexicon makes a store of its own
    lexicon = lexicon or load_lexicon()
    mark = _fingerprint(path, lexicon)
    kept = home() / f"{fingerprint(str(path.resolve()).encode(), *filter(None, [own]))}{STORE_SUFFIX}"
    found = _reopen(kept, mark)
    if found is not None:
        return found, problems_of(found)
    draft = _draft(kept)
    try:
        return _build(path, kept, draft, mark, lexicon, progress)
    except (OSError, StoreError) as error:
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        if draft is None or not (full or getattr(error, "code", "") == "store.unwritable"):
            raise
        return _build(path, kept, None, mark, lexicon, progress)


def _fingerprint(path: Path, lexicon: Lexicon) -> str:
    """Return what a store of these articles is valid for: contents, lexicon, rules and schema."""
    parts = [lexicon.version.encode(), rules_version().encode(), schema_version().encode()]
    for file in source_files(path):
        # With its folder: a file moved from 2023/ to 2024/ is reported where it is now.
        place = str(file.relative_to(path.parent))
        parts += [place.encode("utf-8", "surrogateescape"), _digest(file)]
    return fingerprint(*parts)


def _digest(file: Path) -> bytes:
    if not file.is_file():  # a pipe would be waited for without end
        return b""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:  # reported as unreadable when it is read
        return b""


def _reopen(kept: Path, mark: str) -> Store | None:
    if not kept.exists():
        return None
    try:
        store = Store.open(kept)
    except AnalysisError:  # made by another version, or cut off: annotate anew
        return None
    if _valid(store, mark):
        return store
    store.close()
    return None


def _valid(store: Store, mark: str) -> bool:
    try:
        # The report is written last: a file that was cut off opens, and fails there.
        return store.about.get("fingerprint") == mark and store.report is not None
    except StoreError:
        return False


def _build(
    path: Path, kept: Path, draft: Path | None, mark: str, lexicon: Lexicon, progress
) -> tuple[Store, tuple[AnalysisError, ...]]:
    store = Store.create(draft)
    try:
        with refusals_told(kept):
            done = fill(store, read_path(path), Annotator(lexicon), progress=progress)
            if not done.documents:
                raise _nothing_read(path, store)
            store.note(fingerprint=mark, lexicon=lexicon.version, rules=rules_version(), corpus=path.name)
            store.finish()
    except BaseException:
        store.close()
        if draft is not None:
            for left in draft.parent.glob(f"{draft.name}*"):  # its log, its texts, what waits, what was begun
                shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
        raise
    if draft is not None:
        store.close()
        move_texts(draft, kept)  # first: the store that is replaced is not valid any more
        os.replace(draft, kept)  # at once, so that nobody ever opens half a store
        store = Store.open(kept)
        return store, problems_of(store)
    return store, (StoreError("store.in_memory", path=kept.parent), *problems_of(store))


def problems_of(store: Store) -> tuple[AnalysisError, ...]:
    """Return what could not be read, or was read with a warning, when the store was made."""
    told = tuple(problem for row in store.report for problem in row.problems)
    return (*_unfinished(store), *told)


def _unfinished(store: Store) -> tuple[AnalysisError, ...]:
    """Return what says that an ingest into the store was stopped, and how many articles are not seen yet; or
    that none are: it was stopped before its first batch was written, or behind its last."""
    if not store.unfinished:
        begun = store.path is not None and store.about.get("state") == "filling"
        return (StoreError(BEGUN, path=store.path),) if begun else ()
    try:
        number = len(store.all_documents()) - len(store.query("SELECT document FROM document"))
    except StoreError as error:  # what waits is damaged: what is finished can be asked all the same
        return (error,)
    return (StoreError(UNFINISHED, path=store.path, number=f"{number:,}"),)


def _nothing_read(path: Path, store: Store) -> AnalysisError:
    """Return why no article was read: which kinds of files can be, unless some of these kinds were given."""
    problems = [problem for row in store.report if row.status != "note" for problem in row.problems]
    if len(problems) == 1:
        return problems[0]
    wrong = [problem for problem in problems if problem.code != "reading.kind"]
    if not wrong:
        return ReadingError("reading.no_articles", file=str(path))
    return ReadingError("reading.none_of", file=str(path), number=f"{len(wrong):,}", reason=wrong[0])


def _draft(kept: Path) -> Path | None:
    """Return a path to build at, or None where the disk cannot be written."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"{kept.stem}.{uuid.uuid4().hex}.draft{STORE_SUFFIX}")
        draft.touch()
        draft.unlink()
    except OSError:
        return None
    return draft
