"""Open inputs, one after the other, and tell what became of each. One bad input never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import dropwhile, islice
from pathlib import Path, PurePosixPath

from analysis.errors import ReadingError, StoreError
from analysis.keyed import NoRoom
from analysis.reading.archives import ARCHIVES, PACKED, Budget, members, unpacked
from analysis.reading.articles import Session, finished
from analysis.reading.documents import docx_drafts, pdf_drafts
from analysis.reading.duplicates import Seen
from analysis.reading.html import html_drafts
from analysis.reading.limits import LIMITS, Limits
from analysis.reading.names import Changed, Names
from analysis.reading.result import Draft, Fault, Reading, broken, status_of
from analysis.reading.source import Meter, Source, bytes_source, file_source, fingerprint, shown
from analysis.reading.tables import TABLES, table_drafts
from analysis.reading.taken import once
from analysis.reading.text import text_drafts
from analysis.reading.title import guess_title
from analysis.reading.walk import passed_over, refused_folder, source_files, store_folder
from analysis.store.folders import holds_a_lake

_READERS = {
    ".txt": text_drafts,
    ".text": text_drafts,
    ".html": html_drafts,
    ".htm": html_drafts,
    ".xhtml": html_drafts,
    ".docx": docx_drafts,
    ".pdf": pdf_drafts,
}
SUFFIXES = (*_READERS, *TABLES, *ARCHIVES, PACKED)

# A run of rows that went well is told as one reading: few enough to show progress, many enough to be quick.
RUN_DOCUMENTS, RUN_CHARACTERS = 500, 4_000_000
# So much is looked at together, which is quicker than one article after the other.
_TOGETHER, _TOGETHER_CHARACTERS = 100, 500_000


def read_path(
    path: str | os.PathLike[str],
    *,
    limits: Limits = LIMITS,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    names: Names | None = None,
    seen: Seen | None = None,
    done: Mapping[tuple[str, str], str] | None = None,
    meter: Meter | None = None,
) -> Iterator[Reading]:
    """Yield what became of a file, or of each file of a folder tree in sorted order.

    Hidden files, README files, stores and the system's own (Thumbs.db) are passed over in a folder; so are a
    lake, a folder with the name of a store and a link, to a file or a folder, which are told of. A table or
    archive yields several readings, all with its path or its members'. ``encoding`` (one of ENCODINGS) and
    ``columns`` ({"text": "Body", …}, see ``guess_columns``) overrule what would be guessed. ``names`` and
    ``seen`` carry the names and texts that a corpus has already; ``done`` gives for (path, sha256) of an
    input the last row of it that the corpus has, ``""`` for all of it: they are passed over. ``meter`` counts
    the bytes read. Nothing is raised for what lies in a file.
    """
    session = Session(limits, encoding, columns, names or Names(), seen or Seen(), done or {}, meter)
    root = Path(path)
    if not root.is_dir():
        yield from _read_file(root, shown(root.name), session)
        return
    for count, file in enumerate(source_files(root)):
        if count >= limits.members:
            error = ReadingError("reading.too_many_members", file=shown(root), limit=limits.members)
            yield Reading(shown(root), 0, "", status_of(error), error=error)
            return
        yield from _read_file(file, shown(file.relative_to(root).as_posix()), session, inside=True)


def read_bytes(
    name: str,
    data: bytes,
    *,
    limits: Limits = LIMITS,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    names: Names | None = None,
    seen: Seen | None = None,
) -> Iterator[Reading]:
    """Yield what became of an uploaded file that lies in memory; otherwise as ``read_path``."""
    session = Session(limits, encoding, columns, names or Names(), seen or Seen())
    yield from _read_source(bytes_source(name, data), session)


def read_text(
    text: str,
    title: str = "",
    *,
    name: str = "",
    limits: Limits = LIMITS,
    names: Names | None = None,
    seen: Seen | None = None,
) -> Reading:
    """Return what became of pasted text; the name is made of ``name``, ``title`` or the first words."""
    session = Session(limits, names=names or Names(), seen=seen or Seen())
    label = name or title or " ".join(guess_title(text).split()[:6])
    source = bytes_source(label or "text", text.encode("utf-8", "surrogatepass"))
    draft = Draft(text, name=label or "text", title=title)
    return next(finished([draft], source, fingerprint(source), session))


def _read_file(path: Path, name: str, session: Session, *, inside: bool = False) -> Iterator[Reading]:
    try:
        if inside and (refused := refused_folder(path)):
            raise refused
        if inside and holds_a_lake(path):
            told = ReadingError("reading.a_lake", file=shown(path))
            yield Reading(shown(path), 0, "", "note", notes=(told,))
            return
        # A pipe or device would be read for ever.
        if path.exists() and not path.is_file():
            raise ReadingError("reading.not_a_file", file=shown(path))
        source = file_source(path, name=name, meter=session.meter)
    except ReadingError as error:
        yield Reading(shown(path), 0, "", status_of(error), error=error)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        told = ReadingError("reading.cannot_open", file=shown(path), reason=type(error).__name__)
        yield Reading(shown(path), 0, "", status_of(told), error=told)
    else:
        yield from _read_source(source, session)
        if session.meter:
            session.meter.close(source.bytes)


def _read_source(source: Source, session: Session, budget: Budget | None = None) -> Iterator[Reading]:
    sha256 = ""
    try:
        inner = unpacked(source, session.limits) if source.suffix == PACKED else source
        if inner.suffix not in SUFFIXES or inner.suffix == PACKED:
            raise _of_no_kind(source, inner)
        sha256 = fingerprint(source)
        last = session.done.get((source.path, sha256))
        if last == "":
            _pass_over(inner, session)
            return
        if _is_empty(inner, packed=inner is not source):  # to its reader it would be damaged
            raise ReadingError("reading.empty", file=source.path)
        if inner.suffix in ARCHIVES:
            yield from _read_archive(inner, session, budget or Budget.of(source, session.limits))
        else:
            ids = Changed()
            pieces = _after(ids.counted(_limited(_pieces(inner, session), source, session)), last)
            new = last is None
            for reading in _gather(pieces, inner, sha256, session, ids):
                new |= reading.status != "note"
                yield reading
            if not new:
                _pass_over(inner, session)
    except ReadingError as error:
        yield Reading(source.path, source.bytes, sha256, status_of(error), error=error)
    except (NoRoom, StoreError):  # the texts that a store has already are looked at on the way
        raise
    # The parsers of others fail in ways of their own on broken files (KeyError, RecursionError, …); whatever
    # it was, the file is named and the next one is read.
    except Exception as error:
        told = broken(source.path, error)
        yield Reading(source.path, source.bytes, sha256, status_of(told), error=told)


def _pass_over(source: Source, session: Session) -> None:
    if session.meter and source.suffix in TABLES:
        session.meter.pass_over(source.path)


def _of_no_kind(source: Source, inner: Source) -> ReadingError:
    """Return what is told of a file that by its name is none to be read: of a .gz by the name inside it."""
    if inner is source:
        return ReadingError("reading.kind", file=source.path, known=", ".join(SUFFIXES))
    held = PurePosixPath(inner.name).name
    example = f"{PurePosixPath(held).stem}.csv{PACKED}"
    known = ", ".join(suffix for suffix in SUFFIXES if suffix != PACKED)
    return ReadingError("reading.packed_kind", file=source.path, held=held, example=example, known=known)


def _is_empty(source: Source, *, packed: bool) -> bool:
    if not packed:
        return not source.bytes
    with source.open() as stream:  # how much comes out of it is not known before
        return not stream.read(1)


def _read_archive(source: Source, session: Session, budget: Budget) -> Iterator[Reading]:
    deeper = budget.deeper(source)
    empty = True
    told: set[str] = set()
    for member in members(source, session.limits):
        refused = member if isinstance(member, ReadingError) else store_folder(member)
        if refused is not None:
            path = str(refused.fields["file"])
            if path not in told:  # a folder is told of once, not with each of its files
                yield Reading(path, 0, "", status_of(refused), error=refused)
            told.add(path)
        elif not any(map(passed_over, PurePosixPath(member.name).parts)):
            deeper.take(member)
            yield from _read_source(member, session, deeper)
        else:
            continue
        empty = False
    if empty:
        raise ReadingError("reading.empty", file=source.path)


def _pieces(source: Source, session: Session) -> Iterator[Draft | Fault]:
    if source.suffix in TABLES:
        return once(table_drafts(source, session.limits, session.encoding, session.columns), session.told)
    return _READERS[source.suffix](source, session.limits, session.encoding)


def _limited(pieces: Iterator[Draft | Fault], source: Source, session: Session) -> Iterator[Draft | Fault]:
    for count, piece in enumerate(pieces):
        if count >= session.limits.documents:
            limit = session.limits.documents
            raise ReadingError("reading.too_many_documents", file=source.path, limit=limit)
        yield piece


def _after(pieces: Iterator[Draft | Fault], last: str | None) -> Iterator[Draft | Fault]:
    """Pass over the pieces up to the one whose place is ``last``; over none where it is None."""
    return pieces if last is None else islice(dropwhile(lambda piece: piece.place != last, pieces), 1, None)


def _gather(
    pieces: Iterator[Draft | Fault], source: Source, sha256: str, session: Session, ids: Changed
) -> Iterator[Reading]:
    """Yield finished readings, neighbours that went well joined to runs; what was read is never lost."""
    run: list[Reading] = []
    characters = 0
    fault: Exception | None = None
    try:
        for part in _parts(pieces):
            for reading in finished(part, source, sha256, session):
                plain = reading.status == "loaded" and not reading.notes
                if run and (not plain or len(run) >= RUN_DOCUMENTS or characters >= RUN_CHARACTERS):
                    yield _joined(run)
                    run, characters = [], 0
                if plain:
                    run.append(reading)
                    characters += len(reading.documents[0].text)
                else:
                    yield reading
    except Exception as error:
        fault = error
    if run:
        yield _joined(run)
    yield from ids.told(source, sha256)
    if fault:
        raise fault


def _joined(run: list[Reading]) -> Reading:
    if len(run) == 1:
        return run[0]
    documents = tuple(document for reading in run for document in reading.documents)
    last = run[-1].place
    return replace(run[0], documents=documents, place=f"{run[0].place}–{last}", last=last)


def _parts(pieces: Iterator[Draft | Fault]) -> Iterator[list[Draft | Fault]]:
    """Yield the pieces some hundred at a time; what came before an error is yielded, then it is raised."""
    part: list[Draft | Fault] = []
    size = 0
    try:
        for piece in pieces:
            part.append(piece)
            size += len(piece.text) if isinstance(piece, Draft) else 0
            if len(part) >= _TOGETHER or size >= _TOGETHER_CHARACTERS:
                yield part
                part, size = [], 0
    except Exception as error:
        yield part
        raise error
    yield part
