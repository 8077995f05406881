"""Rows of the entity tables → entities and forms, each cell checked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.corpus import EntityKind
from analysis.lexicon.records import Entity, Form
from analysis.lexicon.tables import Row, split

KIND_OF_TABLE: dict[str, EntityKind] = {
    "items": "item",
    "persons": "person",
    "organisations": "organisation",
    "countries": "country",
    "places": "place",
    "initiatives": "initiative",
    "generic": "generic",
    "sectors": "sector",
    "events": "event",
}
_CODE = re.compile(r"[a-z0-9_]+")
_HINDI = re.compile("[\u0904-\u0939\u0958-\u0961\u0972]")
_BRACKETS = re.compile(r"(?:\([^()]+\) )?[^()]+(?: \([^()]+\))?")


def entity_of(row: Row, kind: EntityKind, watched: frozenset[str]) -> Entity:
    """Return the entity of a row; LexiconError for an id with other signs than a–z, 0–9 and _."""
    if not _CODE.fullmatch(row["id"]):
        raise row.error("code", found=row["id"])
    column = {"item": "origin", "country": "iso"}.get(kind, "country")
    return Entity(
        code=row["id"],
        kind=kind,
        klass=row["class"],
        label_hi=row["label_hi"],
        label_en=row["label_en"],
        watched=row["id"] in watched,
        countries=row.entries(column),
        gender=row.one_of("gender", ("f", "m")) if kind == "person" else "",
        makers=row.entries("makers"),
    )


def forms_of(row: Row) -> Iterable[Form]:
    """Yield the forms of a row: sure ones, guarded ones with the row's context class, adjectives, Latin."""
    guarded, adjectives = row.entries("guarded"), row.entries("adjectives")
    if guarded and not row["context"]:
        raise row.error("no_context", form=guarded[0])
    if row["context"] and not guarded:
        raise row.error("idle_context", context=row["context"])
    for text in row.entries("forms"):
        if text not in guarded:
            yield _form(row, text, "forms")
    for text in guarded:
        how = "adjective" if text in adjectives else "name"
        yield Form(row["id"], checked(row, text), how, row["context"])
    for text in adjectives:
        if text not in guarded:
            yield _form(row, text, "adjectives", "adjective")
    for text in row.entries("latin"):
        yield _form(row, text, "latin")


def _form(row: Row, text: str, column: str, how: str = "name") -> Form:
    hindi = bool(_HINDI.search(text))
    if hindi == (column == "latin"):
        raise row.error("script", form=text, column=column)
    return Form(row["id"], checked(row, text), how)


def checked(row: Row, text: str) -> str:
    """Return a form as it stands; LexiconError where it holds no word or its brackets are out of place."""
    if not split(text):
        raise row.error("no_word", form=text)
    if not _BRACKETS.fullmatch(text):
        raise row.error("brackets", form=text)
    return text
