"""What a corpus is made of: documents, and the selection of them that a reader asks about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["body", "heading", "byline", "junk"]
EntityKind = Literal[
    "item", "generic", "person", "organisation", "country", "place", "initiative", "sector", "event"
]
How = Literal["name", "adjective", "role", "reference"]
Unit = Literal["sentence", "paragraph", "document"]
Origin = Literal["given", "page", "text"]

ACTOR_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "country", "place", "initiative")


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. ``text`` is never altered; every offset points into it.

    ``name`` is unique in a corpus and is what links and the command line call the document by.
    ``published`` is the day of publication, never a file's time stamp; ``published_origin`` tells who says
    so: "given" by a person or a table's column, "page" in a web page's metadata, "text" in the article's own
    dateline. Whoever makes a document with a date and no origin has given the date.
    """

    name: str
    text: str
    title: str = ""
    title_guessed: bool = True
    source: str | None = None
    source_guessed: bool = False
    published: date | None = None
    published_precision: Literal["day", "month", "year"] | None = None
    published_origin: Origin | None = None
    url: str | None = None
    language: str = "hi"


@dataclass(frozen=True, slots=True)
class Selection:
    """The reader's filters: which documents, and which kinds of sentence in them, are asked about.

    All but ``kinds`` choose documents: a document is in when it passes every filter that is set; an empty
    tuple or string sets none. ``entities`` are lexicon codes: the document must mention each of them by
    name. ``query`` is a search: the document must contain it. ``undated`` keeps undated documents when a
    date limit is set. Frozen and hashable, so it serves as a cache key.
    """

    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    undated: bool = True
    kinds: tuple[Kind, ...] = ("body", "heading")
    entities: tuple[str, ...] = ()
    query: str = ""
