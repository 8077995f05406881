"""What became of one input: the documents read from it, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from analysis.corpus import Document, Origin
from analysis.errors import Language, ReadingError

Status = Literal[
    "loaded",
    "note",  # tells something of an input, and is no article of it
    "duplicate",
    "near_duplicate",
    "wrong_encoding",
    "no_text",
    "not_hindi",
    "too_large",
    "refused",
    "unreadable",
]
Precision = Literal["day", "month", "year"]

# Which fate an error means; an error that is not listed here means ``unreadable``.
STATUS_OF_ERROR: dict[str, Status] = {
    "reading.encoding": "wrong_encoding",
    "reading.row_encoding": "wrong_encoding",
    "reading.encoding_unknown": "wrong_encoding",
    "reading.nul": "refused",
    "reading.surrogate": "refused",
    "reading.binary": "refused",
    "reading.kind": "refused",
    "reading.packed_kind": "refused",
    "reading.not_a_file": "refused",
    "reading.link_to_file": "refused",
    "reading.link_to_folder": "refused",
    "reading.empty": "no_text",
    "reading.pdf_without_text": "no_text",
    "reading.duplicate": "duplicate",
    "reading.near_duplicate": "near_duplicate",
    "reading.not_hindi": "not_hindi",
    "reading.file_too_large": "too_large",
    "reading.article_too_large": "too_large",
    "reading.line_too_large": "too_large",
    "reading.rest_too_large": "too_large",
    "reading.too_many_documents": "too_large",
    "reading.too_many_columns": "too_large",
    "reading.too_many_pages": "too_large",
    "reading.too_slow": "too_large",
    "reading.json_too_deep": "refused",
    "reading.bomb": "refused",
    "reading.encrypted": "refused",
    "reading.member_path": "refused",
    "reading.member_link": "refused",
    "reading.too_many_members": "refused",
    "reading.too_deep": "refused",
    "reading.named_as_store": "refused",
    "reading.packed_lake": "refused",
    "reading.xml_entities": "refused",
    "reading.legacy_font": "refused",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The fate of one input, or of a run of rows of one table that shared it.

    ``path`` is shown to the reader ("news.zip/2024/a.txt"), ``bytes`` and ``sha256`` are those of the input
    as it lies there (of the whole table for each run of its rows). ``documents`` holds what is kept: one
    document for an article's file, up to some hundred for a run of rows, none when ``error`` says why.
    ``notes`` are warnings about what was kept: an unreadable date, a near-duplicate, a converted font; one on
    the ids of a whole table is a reading of its own, with the status ``note`` and no documents.
    ``place`` names the row of a table ("17", "1–500"), empty for a whole file; ``last`` its last row.
    """

    path: str
    bytes: int
    sha256: str
    status: Status
    documents: tuple[Document, ...] = ()
    error: ReadingError | None = None
    notes: tuple[ReadingError, ...] = ()
    place: str = ""
    last: str = ""

    def message(self, language: Language = "hi") -> str:
        """Return the error or the warnings in ``language``, empty where all went well."""
        told = (self.error, *self.notes) if self.error else self.notes
        return " ".join(error.message(language) for error in told)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a reader found it, before it gets its name, title and language."""

    text: str
    name: str = ""
    title: str = ""
    source: str | None = None
    published: date | None = None
    published_precision: Precision | None = None
    published_origin: Origin | None = None
    url: str | None = None
    place: str = ""
    notes: tuple[ReadingError, ...] = field(default=())
    given: str = ""  # the id that the table gives, where the name is made of it


@dataclass(frozen=True, slots=True)
class Fault:
    """A row or member that could not be read, while its neighbours can."""

    error: ReadingError
    place: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of a whole input, and is no article of it."""

    error: ReadingError
    place: str = ""


def status_of(error: ReadingError) -> Status:
    """Return the fate that ``error`` means for its input."""
    return STATUS_OF_ERROR.get(error.code, "unreadable")


def broken(file: str, error: Exception) -> ReadingError:
    """Return ``reading.broken``: what a parser of others raised on the bytes of ``file``, told as damage."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return ReadingError("reading.broken", file=file, reason=reason)
