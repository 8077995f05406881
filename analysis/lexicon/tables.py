"""Read the tables of a lexicon: rows with file and line, cells checked against a schema.

A table is UTF-8 text: a header, then one row a line, cells parted by tabs; several entries in one cell are
parted by ``|``. The one place of this folder that opens files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import LexiconError
from analysis.language.normalise import match_key

FOLDER = Path(__file__).parent / "data"

_ENTITY = ("id", "label_hi", "label_en")
_FORMS = ("forms", "guarded", "context", "latin")
COLUMNS: dict[str, tuple[str, ...]] = {
    "items": (*_ENTITY, "class", *_FORMS, "origin", "makers"),
    "persons": (*_ENTITY, "country", "gender", *_FORMS),
    "organisations": (*_ENTITY, "class", "country", *_FORMS),
    "countries": ("id", "iso", "label_hi", "label_en", "forms", "adjectives", "guarded", "context", "latin"),
    "places": (*_ENTITY, "class", "country", *_FORMS),
    "initiatives": (*_ENTITY, "class", *_FORMS),
    "generic": (*_ENTITY, "class", *_FORMS),
    "sectors": (*_ENTITY, "class", *_FORMS),
    "events": (*_ENTITY, "class", *_FORMS),
    "titles": ("id", "label_hi", "label_en", "scope", "holders", "forms"),
    "roles": ("person", "title", "scope", "from", "to", "review"),
    "honorifics": ("form", "place", "gender"),
    "contexts": ("class", "role", "words"),
    "heads": ("group", "classes", "words"),
    "blocked": ("forms", "reason"),
    "words": ("list", "gender", "words"),
    "watchlist": ("id",),
    "about": ("key", "value"),
}
_REQUIRED = (
    "id",
    "label_hi",
    "label_en",
    "person",
    "title",
    "scope",
    "from",
    "form",
    "class",
    "role",
    "words",
    "key",
)
_MAY_BE_BLANK = {("sectors", "class")}

_TOKEN = re.compile(r"[^\W_](?:[\w\u0900-\u0963\u0970-\u097f\u200b-\u200d]|(?<=\d)[.,](?=\d))*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def entries(self, column: str) -> tuple[str, ...]:
        """Return the entries of a cell parted by ``|``; LexiconError where one is blank or stands twice."""
        cell = self[column]
        if not cell:
            return ()
        parts = tuple(part.strip() for part in cell.split("|"))
        if "" in parts:
            raise self.error("blank_entry", column=column)
        if len(set(parts)) < len(parts):
            twice = next(part for part in parts if parts.count(part) > 1)
            raise self.error("entry_twice", column=column, entry=twice)
        return parts

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        """Return the cell; LexiconError where it is not among ``allowed``."""
        if self[column] not in allowed:
            raise self.error(
                "choice", column=column, found=self[column], allowed=", ".join(filter(None, allowed))
            )
        return self[column]

    def error(self, kind: str, /, **fields: object) -> LexiconError:
        """Return the error ``lexicon.<kind>`` for this row."""
        return LexiconError(f"lexicon.{kind}", file=self.file, line=self.line, **fields)


def split(form: str) -> list[str]:
    """Return the tokens of a form as the text's tokens are made: "एस-400" → एस, 400 (brackets left out)."""
    return _TOKEN.findall(form)


@cache
def key(word: str) -> str:
    """Return the match key of a word of the tables (kept: one word stands in many forms)."""
    return match_key(word)


def keys(form: str) -> tuple[str, ...]:
    """Return the match keys of a form's tokens, brackets left out: "(राष्ट्रपति) शी" → two keys."""
    return tuple(map(key, split(form)))


def read_table(folder: Path, name: str) -> list[Row]:
    """Return the rows of ``<name>.tsv``; LexiconError for a wrong header, cell count or a missing cell."""
    return list(_rows(folder / f"{name}.tsv", name))


def _rows(path: Path, name: str) -> Iterator[Row]:
    lines = _lines(path)
    header = lines[0].split("\t")
    wanted = COLUMNS[name]
    if sorted(header) != sorted(wanted):
        odd = ", ".join(sorted(set(header) ^ set(wanted))) or ", ".join(header)
        raise LexiconError("lexicon.columns", file=path.name, line=1, found=odd, wanted=", ".join(wanted))
    required = [c for c in wanted if c in _REQUIRED and (name, c) not in _MAY_BE_BLANK]
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        row = Row(path.name, number, dict(zip(header, cells, strict=False)))
        if len(cells) != len(header):
            raise row.error("cells", found=len(cells), wanted=len(header))
        for column in required:
            if not row[column]:
                raise row.error("missing", column=column)
        yield row


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise LexiconError("lexicon.unreadable", file=path.name, line=1, reason=str(fault)) from fault
    if not lines:
        raise LexiconError("lexicon.unreadable", file=path.name, line=1, reason="empty")
    return lines
