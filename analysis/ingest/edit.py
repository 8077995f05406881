"""What a reader knows better than the file: a document's title, date, source, address and language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import pandas as pd

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.errors import StoreError
from analysis.reading.dates import FIRST_YEAR, LAST_YEAR, is_missing, parse_date
from analysis.store.store import Store

EDITABLE = ("title", "published", "source", "url", "language")
LANGUAGES = ("hi", "mr", "ne", "en", "und")
_FIELDS = (
    "name", "title", "title_guessed", "source", "source_guessed", "published", "published_precision",
    "published_origin", "url", "language",
)  # fmt: skip


def update_document(store: Store, annotator: Annotator, name: str, changes: Mapping[str, object]) -> None:
    """Change what is known about a document: any of EDITABLE; None or "" makes it unknown.

    The document is annotated anew with what is known now, for offices are read by its date, and takes the
    place of the old one in one transaction; then the documents are numbered by date again. A title taken
    away is guessed again. Raises StoreError: ``store.no_document``, and before anything is written those of
    ``checked``.
    """
    document = changed(read_document(store, name), changes)
    store.replace(name, annotator.annotate([document]))
    store.finish()


def remove_documents(store: Store, names: list[str]) -> None:
    """Take documents and every row of them out. Raises StoreError (``store.no_document``)."""
    for name in names:
        store.remove(name)
    store.finish()


def read_document(store: Store, name: str) -> Document:
    """Return a document as it was given to the store. Raises StoreError (``store.no_document``)."""
    rows = store.query("SELECT document FROM document WHERE name = $name", {"name": name})
    if rows.empty:
        raise StoreError("store.no_document", name=name)
    return read_documents(store, [int(rows["document"].iloc[0])])[0]


def read_documents(store: Store, ids: Sequence[int]) -> list[Document]:
    """Return documents, by their ids in the store, as they were given to it and changed since; in order."""
    columns = ", ".join(("document", *_FIELDS))
    rows = store.query(
        f"SELECT {columns} FROM document WHERE list_contains($ids::INTEGER[], document) ORDER BY document",
        {"ids": list(ids)},
    )
    texts = store.texts(ids)
    return [_document(row, texts[int(row["document"])]) for row in rows.to_dict("records")]


def _document(row: dict[str, object], text: str) -> Document:
    fields = {name: None if pd.isna(row[name]) else row[name] for name in _FIELDS}
    day = fields["published"]
    fields["published"] = None if day is None else pd.Timestamp(day).date()
    flags = {name: bool(fields[name]) for name in ("title_guessed", "source_guessed")}
    return Document(text=text, **fields | flags)


def changed(document: Document, changes: Mapping[str, object]) -> Document:
    """Return the document with ``changes``; what a reader says is no guess. Raises those of ``checked``."""
    for field, value in changes.items():
        document = replace(document, **checked(document.name, field, value))
    return document


def checked(name: str, field: str, value: object) -> dict[str, object]:
    """Return what a reader's ``value`` makes of the fields of the document ``name``.

    A date is any that ``parse_date`` reads, a month or year alone included; None, "" or "–" makes it unknown.
    Raises StoreError: ``store.field`` (not editable), ``store.date``, ``store.address``, ``store.language``
    (cannot be kept).
    """
    if field not in EDITABLE:
        raise StoreError("store.field", field=field, known=", ".join(EDITABLE))
    return _CHECKS[field](name, value)


def _title(name: str, value: object) -> dict[str, object]:
    title = " ".join(str(value or "").split())
    return {"title": title, "title_guessed": not title}


def _published(name: str, value: object) -> dict[str, object]:
    if is_missing(value):
        return {"published": None, "published_precision": None, "published_origin": None}
    found = parse_date(value)
    if found is None:
        raise StoreError("store.date", name=name, value=value, first=FIRST_YEAR, last=LAST_YEAR)
    return {"published": found[0], "published_precision": found[1], "published_origin": "given"}


def _source(name: str, value: object) -> dict[str, object]:
    return {"source": " ".join(str(value or "").split()) or None, "source_guessed": False}


def _url(name: str, value: object) -> dict[str, object]:
    url = str(value or "").strip()
    # "javascript:…" must not become a link, and half an address leads nowhere.
    if url and not _is_address(url):
        raise StoreError("store.address", name=name, value=url)
    return {"url": url or None}


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[" is no host
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(map(str.isspace, url))


def _language(name: str, value: object) -> dict[str, object]:
    if value not in LANGUAGES:
        raise StoreError("store.language", name=name, value=value, known=", ".join(LANGUAGES))
    return {"language": value}


_CHECKS = {
    "title": _title, "published": _published, "source": _source, "url": _url, "language": _language,
}  # fmt: skip
