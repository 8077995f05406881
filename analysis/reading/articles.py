"""From articles as they were found to readings: checked, named, titled, compared with those before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.corpus import Document
from analysis.errors import ReadingError
from analysis.reading.dateline import dateline
from analysis.reading.duplicates import Print, Seen
from analysis.reading.language import find_languages
from analysis.reading.legacy import converted, from_krutidev
from analysis.reading.limits import Limits
from analysis.reading.names import Names, safe_name, stem
from analysis.reading.result import Draft, Fault, Note, Reading, Status, status_of
from analysis.reading.source import Meter, Source
from analysis.reading.text import check_text
from analysis.reading.title import guess_title


@dataclass(frozen=True, slots=True)
class Session:
    """What one call was told, and what it has seen so far."""

    limits: Limits
    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    names: Names = field(default_factory=Names)
    seen: Seen = field(default_factory=Seen)
    done: Mapping[tuple[str, str], str] = field(default_factory=dict)
    meter: Meter | None = None
    told: set[tuple] = field(default_factory=set)  # the columns of tables, told of the first of many alike


def finished(
    pieces: Sequence[Draft | Fault | Note], source: Source, sha256: str, session: Session
) -> Iterator[Reading]:
    """Yield the reading of each article of ``source``, in their order; many at once are quicker."""
    checked = [_checked(piece, source, session) for piece in pieces]
    languages = iter(find_languages([piece.text for piece in checked if isinstance(piece, Draft)]))
    checked = [
        piece if isinstance(piece, Fault | Note) else _in_unicode(piece, next(languages), source)
        for piece in checked
    ]
    prints = iter(session.seen.prints([piece[0].text for piece in checked if isinstance(piece, tuple)]))
    for piece in checked:
        if isinstance(piece, Fault):
            status = status_of(piece.error)
            yield Reading(source.path, source.bytes, sha256, status, error=piece.error, place=piece.place)
        elif isinstance(piece, Note):
            yield Reading(source.path, source.bytes, sha256, "note", notes=(piece.error,))
        else:
            yield _finish(*piece, next(prints), source, sha256, session)


def _where(place: str, source: Source) -> str:
    return f"{source.path}:{place}" if place else source.path


def _checked(piece: Draft | Fault | Note, source: Source, session: Session) -> Draft | Fault | Note:
    if isinstance(piece, Draft):
        limit = session.limits.article_characters
        try:
            check_text(piece.text, where=_where(piece.place, source), limit=limit)
        except ReadingError as error:
            return Fault(error, piece.place)
    return piece


def _in_unicode(draft: Draft, language: str, source: Source) -> tuple[Draft, str] | Fault:
    """Return the article with its language, converted where it is Hindi in the letters of an old font."""
    if language == "hi":
        return draft, language
    try:
        text, notes = converted(draft.text, file=_where(draft.place, source))
    except ReadingError as error:
        return Fault(error, draft.place)
    if notes:
        title = from_krutidev(draft.title) if draft.title.isascii() else draft.title
        return replace(draft, text=text, title=title, notes=draft.notes + notes), "hi"
    return draft, language


def _finish(
    draft: Draft, language: str, known_by: Print, source: Source, sha256: str, session: Session
) -> Reading:
    # A name is taken only by what is kept: a resumed ingest knows the names of the store, no others.
    name = draft.name or stem(source.name)
    document = _document(draft, session.names.free(name), language)
    where = _where(draft.place, source)
    status, error, notes = _judged(document, known_by, where, session.seen)
    kept = () if error else (document,)
    if kept:
        session.names.take(document.name)
        # A row that is known by its number alone is not the one that had this number in an older table.
        if (draft.given or not draft.place) and document.name != (wanted := safe_name(name)):
            notes += (ReadingError("reading.name_taken", file=where, name=wanted, given=document.name),)
    return Reading(source.path, source.bytes, sha256, status, kept, error, draft.notes + notes, draft.place)


def _judged(
    document: Document, known_by: Print, where: str, seen: Seen
) -> tuple[Status, ReadingError | None, tuple[ReadingError, ...]]:
    twin = seen.meet(known_by, document.name)
    if twin and twin.percent == 100:
        return "duplicate", ReadingError("reading.duplicate", file=where, other=twin.name), ()
    notes: tuple[ReadingError, ...] = ()
    if twin:
        near = {"name": document.name, "other": twin.name, "percent": twin.percent}
        notes = (ReadingError("reading.near_duplicate", file=where, **near),)
    if document.language != "hi":
        notes += (ReadingError("reading.not_hindi", file=where, language=document.language),)
    return (status_of(notes[0]) if notes else "loaded"), None, notes


def _document(draft: Draft, name: str, language: str) -> Document:
    title = " ".join(draft.title.split())
    written = None if draft.published else dateline(draft.text)
    return Document(
        name=name,
        text=draft.text,
        title=title or guess_title(draft.text),
        title_guessed=not title,
        source=draft.source,
        published=written or draft.published,
        published_precision="day" if written else draft.published_precision,
        published_origin="text" if written else draft.published_origin,
        url=draft.url,
        language=language,
    )
