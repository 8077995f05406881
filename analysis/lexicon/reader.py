"""Load the lexicon: tables → checked records. A broken row is refused with file, line and cure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from analysis.lexicon import offices, wordlists
from analysis.lexicon.entities import KIND_OF_TABLE, checked, entity_of, forms_of
from analysis.lexicon.records import Context, Entity, Form, Lexicon
from analysis.lexicon.tables import COLUMNS, FOLDER, Row, keys, read_table

Layer = str
LAYERS: tuple[Layer, ...] = ("name", "corridor", "generic", "sector", "event")
# Names of these kinds keep their own spelling in tables of terms: "रूसी" has no lemma but itself.
_NAMED = ("item", "person", "organisation", "country", "place")
# Bodies that are no country and whose offices are in the roles' table.
_BODIES = frozenset({"UN", "NATO", "EU", "IAEA", "VA"})


def layer_of(entity: Entity | None) -> Layer:
    """Return the layer in which the longest mention wins; a corridor shows the places named in it."""
    if entity is None or entity.kind not in ("generic", "sector", "event", "initiative"):
        return "name"
    if entity.kind == "initiative":
        return "corridor" if entity.klass == "corridor" else "name"
    return entity.kind


def load_lexicon(folder: str | Path | None = None) -> Lexicon:
    """Return the lexicon of ``folder`` (the one that comes with the package by default), frozen and checked.

    LexiconError names file, line and cure of the first broken row: an unknown column, an id or a form that
    stands twice, an unknown reference, an ambiguous form without a context class, a bad date, a wrong script.
    """
    return _load(Path(folder) if folder is not None else FOLDER)


@cache
def _load(folder: Path) -> Lexicon:
    tables = {name: read_table(folder, name) for name in COLUMNS}
    contexts = wordlists.contexts(tables["contexts"])
    watched = frozenset(row["id"] for row in tables["watchlist"])
    entities, placed = _entities(tables, watched)
    _check_references(tables, entities, contexts)
    placed += [
        (Form("", checked(row, text)), row) for row in tables["blocked"] for text in row.entries("forms")
    ]
    check_claims(placed, entities)
    countries = {entity.countries[0]: entity.code for entity in entities.values() if entity.kind == "country"}
    persons = {code: entity for code, entity in entities.items() if entity.kind == "person"}
    titles = offices.titles(tables["titles"])
    forms = tuple(form for form, _ in placed)
    return Lexicon(
        entities=entities,
        forms=forms,
        contexts=contexts,
        titles=titles,
        roles=offices.roles(tables["roles"], persons, titles, _BODIES | countries.keys()),
        honorifics=offices.honorifics(tables["honorifics"]),
        heads=wordlists.heads(tables["heads"]),
        words=wordlists.words(tables["words"]),
        countries=countries,
        about={row["key"]: row["value"] for row in tables["about"]},
        version=fingerprint((folder / f"{name}.tsv").read_bytes() for name in COLUMNS),
        protected=protected(forms, entities),
    )


def _entities(tables, watched: frozenset[str]) -> tuple[dict[str, Entity], list[tuple[Form, Row]]]:
    entities: dict[str, Entity] = {}
    placed: list[tuple[Form, Row]] = []
    for name, kind in KIND_OF_TABLE.items():
        for row in tables[name]:
            if row["id"] in entities:
                raise row.error("code_twice", found=row["id"])
            entities[row["id"]] = entity_of(row, kind, watched)
            placed.extend((form, row) for form in forms_of(row))
    return entities, placed


def _check_references(tables, entities: dict[str, Entity], contexts: dict[str, Context]) -> None:
    codes = {entity.countries[0] for entity in entities.values() if entity.kind == "country"} | _BODIES
    makers = {code for code, entity in entities.items() if entity.kind == "organisation"}
    for name in KIND_OF_TABLE:
        for row in tables[name]:
            entity = entities[row["id"]]
            lists = (("country", entity.countries, codes), ("makers", entity.makers, makers))
            for column, used, known in lists:
                for code in used:
                    if code not in known:
                        raise row.error("reference", column=column, found=code)
            if row["context"] and row["context"] not in contexts:
                raise row.error("reference", column="context", found=row["context"])
    for row in tables["watchlist"]:
        if row["id"] not in entities:
            raise row.error("reference", column="id", found=row["id"])


def check_claims(placed: Iterable[tuple[Form, Row]], entities: dict[str, Entity]) -> None:
    """Raise LexiconError where two entities of one layer claim a form and neither asks for a context."""
    sure: dict[tuple, tuple[str, Row]] = {}
    for form, row in placed:
        if form.context:
            continue
        place = layer_of(entities.get(form.entity)), keys(form.text)
        owner = sure.setdefault(place, (form.entity, row))
        if owner[0] != form.entity:
            where = f"{owner[1].file}:{owner[1].line}"
            raise row.error("form_twice", form=form.text, other=owner[0] or "blocked", where=where)


def protected(forms: Iterable[Form], entities: dict[str, Entity]) -> frozenset[str]:
    """Return the match keys of single words that are names (persons, countries, places, bodies, items)."""
    named = (
        keys(form.text)
        for form in forms
        if form.entity and not form.context and entities[form.entity].kind in _NAMED
    )
    return frozenset(words[0] for words in named if len(words) == 1)


def fingerprint(parts: Iterable[bytes]) -> str:
    """Return a short hash (12 hex digits) of some content."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()[:12]
