"""A reader's own dictionary: rows read one by one, so that a broken one is told and the rest still counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import get_args

from analysis.corpus import EntityKind
from analysis.errors import LexiconError
from analysis.lexicon.entities import checked
from analysis.lexicon.parting import parted
from analysis.lexicon.reader import fingerprint, layer_of, load_lexicon, protected
from analysis.lexicon.records import Context, Entity, Form, Lexicon
from analysis.lexicon.tables import Row, key, keys, split

# The header may be in either language; what stands here is what a column may be called.
_COLUMNS = {
    "id": ("id", "code", "पहचान"),
    "label": ("label", "name", "नाम"),
    "type": ("type", "kind", "प्रकार"),
    "surfaces": ("surfaces", "forms", "aliases", "रूप"),
    "guards": ("guards", "guard words", "guard_words", "guard", "संदर्भ", "रक्षक शब्द"),
    "class": ("class", "category", "वर्ग"),
}
_OPTIONAL = ("guards", "class")
_KINDS: dict[str, EntityKind] = {
    **{kind: kind for kind in get_args(EntityKind)},
    "हथियार": "item",
    "वस्तु": "item",
    "शब्दावली": "generic",
    "व्यक्ति": "person",
    "संगठन": "organisation",
    "संस्था": "organisation",
    "देश": "country",
    "स्थान": "place",
    "पहल": "initiative",
    "क्षेत्र": "sector",
    "घटना": "event",
}
_SEPARATORS = re.compile(r"[|;\n]")
LONGEST = 100  # letters of a label or form: a longer one is a sentence, or a slip


@dataclass(frozen=True, slots=True)
class UserRow:
    """An entry of a reader's dictionary. ``guards``: one of these words must stand in the same sentence."""

    file: str
    line: int
    code: str
    label: str
    kind: EntityKind
    surfaces: tuple[str, ...]
    guards: tuple[str, ...] = ()
    klass: str = ""  # of the shipped lexicon's classes of that kind: "missile.cruise"

    def as_row(self) -> Row:
        """Return the place of the entry, for errors."""
        return Row(self.file, self.line, {"id": self.code})


def read_rows(path: str | Path) -> tuple[list[UserRow], list[LexiconError]]:
    """Return the sound rows of a CSV file and the errors of the others (columns as in ``parse_rows``)."""
    source = Path(path)
    try:
        text = source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return [], [LexiconError("lexicon.unreadable", file=source.name, line=1, reason=str(fault))]
    except FileNotFoundError:
        return [], [LexiconError("lexicon.no_file", file=str(path), line=1)]
    except OSError as fault:
        return [], [LexiconError("lexicon.not_opened", file=str(path), line=1, reason=fault.strerror)]
    return parse_rows(text, source.name)


def parse_rows(text: str, file: str) -> tuple[list[UserRow], list[LexiconError]]:
    """Return the sound rows of CSV text and an error, with file and line, for each of the others.

    Columns: id, label, type, surfaces (parted by ``|`` or ``;``), guards and class (may be blank or missing).
    Cells are parted by comma, semicolon or tab; types are the kinds of entity, in English or Hindi; a class
    is one of the shipped lexicon's for that type, or what it begins with ("missile").
    """
    found = parted(text, file)
    first = next(found, LexiconError("lexicon.empty_user", file=file, line=1))
    header = first if isinstance(first, LexiconError) else _header(first[1], file)
    if isinstance(header, LexiconError):
        return [], [header]
    rows: list[UserRow] = []
    errors: list[LexiconError] = []
    for one in found:
        if isinstance(one, LexiconError):
            errors.append(one)
            continue
        line, cells = one
        row = Row(file, line, {name: cells[n].strip() for name, n in header.items() if n < len(cells)})
        try:
            rows.append(_user_row(row, {taken.code for taken in rows}))
        except LexiconError as error:
            errors.append(error)
    if not rows and not errors:
        errors.append(LexiconError("lexicon.empty_user", file=file, line=1))
    return rows, errors


def _header(cells: Sequence[str], file: str) -> dict[str, int] | LexiconError:
    cells = [cell.strip().casefold() for cell in cells]
    found = {
        name: number for name, names in _COLUMNS.items() for number, cell in enumerate(cells) if cell in names
    }
    odd = [cell for cell in cells if not any(cell in names for names in _COLUMNS.values())]
    lacking = [name for name in _COLUMNS if name not in found and name not in _OPTIONAL]
    if odd or lacking:
        return LexiconError(
            "lexicon.columns", file=file, line=1, found=", ".join(odd or lacking), wanted=", ".join(_COLUMNS)
        )
    return found


def _user_row(row: Row, taken: set[str] = frozenset()) -> UserRow:
    """Return the row of a table or form; LexiconError for a cell that cannot stand so."""
    for column in ("id", "label", "type", "surfaces"):
        if not row[column]:
            raise row.error("missing", column=column)
    if row["id"] in taken:
        raise row.error("code_twice", found=row["id"])
    if not re.fullmatch(r"[a-z0-9_]+", row["id"]):
        raise row.error("code", found=row["id"])
    kind = _KINDS.get(row["type"].casefold())
    if kind is None:
        raise row.error("choice", column="type", found=row["type"], allowed=", ".join(get_args(EntityKind)))
    surfaces = tuple(checked(row, text) for text in _entries(row, "surfaces"))
    for text in (row["label"], *surfaces):
        if len(text) > LONGEST:
            raise row.error("too_long", found=text[:20], length=len(text), limit=LONGEST)
    guards = _entries(row, "guards")
    for word in guards:
        if len(split(word)) != 1:
            raise row.error("one_word", found=word)
    return UserRow(row.file, row.line, row["id"], row["label"], kind, surfaces, guards, _class(row, kind))


def as_checked(row: UserRow) -> UserRow:
    """Return a row that a form made, checked as a table's is. LexiconError for what a table may not hold."""
    cells = {"id": row.code, "label": row.label, "type": row.kind, "class": row.klass}
    lists = {"surfaces": "|".join(row.surfaces), "guards": "|".join(row.guards)}
    return _user_row(Row(row.file, row.line, {**cells, **lists}))


def _class(row: Row, kind: EntityKind) -> str:
    """Return the class of the row; LexiconError for one that no table and no page would know."""
    wrong = _unknown_class(row, row["class"], kind)
    if wrong:
        raise wrong
    return row["class"]


def _unknown_class(row: Row, klass: str, kind: EntityKind) -> LexiconError | None:
    known = _classes(kind)
    if not klass or klass in known:
        return None
    return row.error("choice", column="class", found=klass, allowed=", ".join(known) or "-")


@cache
def _classes(kind: EntityKind) -> tuple[str, ...]:
    """Return the classes of a kind in the shipped lexicon, with those above them, sorted."""
    whole = {one.klass for one in load_lexicon().entities.values() if one.kind == kind and one.klass}
    return tuple(sorted(whole | {klass.partition(".")[0] for klass in whole}))


def _entries(row: Row, column: str) -> tuple[str, ...]:
    if not row[column]:
        return ()
    return Row(row.file, row.line, {column: _SEPARATORS.sub("|", row[column])}).entries(column)


def clashes(lexicon: Lexicon, rows: Iterable[UserRow]) -> list[LexiconError]:
    """Return an error for each row that cannot be added: its id is of another kind, or a form is taken.

    A row with guards may claim a form that is taken: where a guard word stands, the form is the row's.
    """
    owners = {
        (layer_of(lexicon.entities.get(form.entity)), keys(form.text)): form.entity
        for form in reversed(lexicon.forms)
        if not form.context
    }
    offices, labels = _offices(lexicon), {}
    errors: list[LexiconError] = []
    for row in rows:
        place = row.as_row()
        known = lexicon.entities.get(row.code)
        if known is not None and known.kind != row.kind:
            errors.append(
                place.error(
                    "other_type", found=row.code, label=known.label_hi, known=known.kind, given=row.kind
                )
            )
            continue
        if wrong_class := _unknown_class(place, row.klass, row.kind):  # of an imported log
            errors.append(wrong_class)
            continue
        layer = layer_of(known or _entity(row))
        office = [text for text in row.surfaces if layer == "name" and keys(text) in offices]
        if office and not row.guards:
            errors.append(place.error("office", form=office[0]))
            continue
        taken = [(text, owners.get((layer, keys(text)), row.code)) for text in row.surfaces]
        wrong = [(text, owner) for text, owner in taken if owner != row.code and not row.guards]
        if wrong:
            text, owner = wrong[0]
            where = (
                lexicon.entities[owner].label_hi if owner in lexicon.entities else labels.get(owner, row.file)
            )
            errors.append(place.error("form_twice", form=text, other=owner or "blocked", where=where))
            continue
        labels[row.code] = row.label
        owners.update({(layer, keys(text)): row.code for text in row.surfaces if not row.guards})
    return errors


def _offices(lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """Return the keys of all titles: a name written like one would take every office-holder's place."""
    return frozenset(keys(form) for title in lexicon.titles.values() for form in title.forms)


def label_ignored(rows: Iterable[UserRow], lexicon: Lexicon | None = None) -> list[LexiconError]:
    """Return for each row of a known id that names it otherwise that its label is not taken over."""
    known = (lexicon or load_lexicon()).entities
    return [
        row.as_row().error("label_ignored", found=row.code, label=known[row.code].label_hi, given=row.label)
        for row in rows
        if row.code in known and row.label not in (known[row.code].label_hi, known[row.code].label_en)
    ]


def _entity(row: UserRow) -> Entity:
    return Entity(row.code, row.kind, row.klass, row.label, row.label)


def extend(lexicon: Lexicon, rows: Sequence[UserRow]) -> Lexicon:
    """Return ``lexicon`` with the rows added: new entities, or new surfaces where the id is known.

    LexiconError for the first row that clashes (ask ``clashes`` first to tell all of them).
    """
    wrong = clashes(lexicon, rows)
    if wrong:
        raise wrong[0]
    entities, contexts, forms = dict(lexicon.entities), dict(lexicon.contexts), list(lexicon.forms)
    for row in rows:
        entities.setdefault(row.code, _entity(row))
        context = f"user:{row.code}" if row.guards else ""
        if context:
            contexts[context] = Context(context, guard=frozenset(map(key, row.guards)))
        known = {keys(form.text) for form in forms if form.entity == row.code and not form.context}
        forms += [Form(row.code, text, context=context) for text in row.surfaces if keys(text) not in known]
    parts = [lexicon.version, *(repr((r.code, r.label, r.kind, r.surfaces, r.guards, r.klass)) for r in rows)]
    return replace(
        lexicon,
        entities=entities,
        contexts=contexts,
        forms=tuple(forms),
        version=fingerprint(part.encode() for part in parts),
        protected=protected(forms, entities),
    )
