"""Which column of a table is the title, the text, the date …, and a row's article by that mapping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from analysis.errors import ReadingError
from analysis.reading.cells import as_text, check_cell, is_nothing, moment_of, text_of, word_of
from analysis.reading.dates import parse_date
from analysis.reading.html import unmarked
from analysis.reading.names import stem
from analysis.reading.result import Draft
from analysis.reading.source import Source

Role = Literal["title", "text", "date", "source", "url", "name"]
ROLES: tuple[Role, ...] = ("title", "text", "date", "source", "url", "name")

# A column without a telling name is taken for the text where its cells have this many characters on average.
TEXT_LENGTH = 80
WORDS = 20  # letters: a named column with fewer is no text where another has one
LONGER = 1.5  # times: a text is longer than its teaser by this, or more
_TAG = re.compile("<[^<>]*>")
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: ``number`` is the one that people see ("17", "Sheet1!17").

    ``formulas`` are the columns whose cells hold a formula that was never calculated: they have no value.
    """

    number: str
    values: Mapping[str, object]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells a role in the name of a column (``columns.tsv``), the surest first: ``names`` and ``weak``
    are whole names, ``words`` stand among others unless one of ``never`` does."""

    names: tuple[str, ...]
    weak: tuple[str, ...]
    words: tuple[str, ...]
    never: frozenset[str]

    def by_name(self, plain: str) -> int | None:
        """Return how sure the whole name is, 0 the surest; None where it is no name of the role."""
        return self.names.index(plain) if plain in self.names else None

    def by_any(self, plain: str) -> int | None:
        """As ``by_name``, also of names that only tell where no surer one is there."""
        whole = (*self.names, *self.weak)
        return whole.index(plain) if plain in whole else None

    def by_word(self, plain: str) -> int | None:
        """As ``by_name``, of the words of a name: "article_text", but not "article_link"."""
        own = plain.split()
        if self.never.intersection(own):
            return None
        return next((place for place, word in enumerate(self.words) if word in own), None)


Way = Callable[[_Known, str], int | None]


def guess_columns(columns: Sequence[str], sample: Sequence[Mapping[str, object]] = ()) -> dict[Role, str]:
    """Return role → column for the roles that can be told; a column serves one role at most.

    First by the whole name, English or Hindi (``columns.tsv``), then by a word of it ("article_text"). Of
    several columns that may be the text it is the one with clearly more in ``sample``, not the teaser; where
    no name tells it, the one whose cells are longest, 80 characters or more.
    """
    # An empty "published" is no date where "date" has them, but of an empty one "timestamp" is none either.
    filled = [column for column in columns if not all(is_nothing(row.get(column)) for row in sample)]
    found: dict[Role, str] = {}
    for way in (_Known.by_name, _Known.by_any):
        _add_told(found, filled, way)
        _add_told(found, columns, way)
    _add_told(found, columns, _Known.by_word)
    free = [column for column in columns if column not in found.values()]
    longest = max(free, key=lambda column: _length(column, sample), default="")
    if "text" not in found and _length(longest, sample) >= TEXT_LENGTH:
        found["text"] = longest
    elif "text" in found:
        found["text"] = _whole_text(found["text"], free, sample)
    return found


def _whole_text(column: str, free: Sequence[str], sample: Sequence[Mapping[str, object]]) -> str:
    """Return the column of the text: another with a name of it where ``column`` is a teaser, any other where
    it has but a word or two ("news": "politics")."""
    named = [name for name in free if _known()["text"].by_any(_plain(name)) is not None]
    whole = next(iter(longer_than(column, named, sample, least=0)), column)
    least = WORDS if _known()["text"].by_any(_plain(column)) is not None else TEXT_LENGTH
    rest = [name for name in longer_than(column, free, sample) if _length(column, sample) < least]
    return whole if whole != column or not rest else rest[0]


def is_sure(role: Role, column: str) -> bool:
    """Return whether a column's whole name says that it is the role's."""
    return _known()[role].by_any(_plain(column)) is not None


def may_be(role: Role, column: str) -> bool:
    """Return whether a column's name, or a word of it, may tell the role."""
    known, plain = _known()[role], _plain(column)
    return known.by_any(plain) is not None or known.by_word(plain) is not None


def longer_than(
    column: str,
    others: Sequence[str],
    sample: Sequence[Mapping[str, object]],
    least: float = TEXT_LENGTH,
) -> list[str]:
    """Return the columns that have clearly more text than ``column`` where both have some, and ``least``
    letters or more."""
    found = []
    for name in others:
        both = [row for row in sample if not is_nothing(row.get(column)) and not is_nothing(row.get(name))]
        length = _length(name, both)
        if both and length >= least and length > LONGER * _length(column, both):
            found.append(name)
    return sorted(found, key=lambda name: -_length(name, sample))


def named_columns(columns: Sequence[str]) -> dict[Role, str]:
    """Return role → column for the roles whose sure names are the whole name of a column."""
    found: dict[Role, str] = {}
    _add_told(found, columns, _Known.by_name)
    return found


def _add_told(found: dict[Role, str], columns: Sequence[str], way: Way) -> None:
    """Add the surest column of each role that has none yet."""
    for role in ROLES:
        free = [column for column in columns if column not in found.values()]
        sure = {column: way(_known()[role], _plain(column)) for column in free}
        told = [column for column in free if sure[column] is not None]
        if role not in found and told:
            found[role] = min(told, key=sure.__getitem__)


def named_roles(cells: Sequence[str]) -> set[Role]:
    """Return the roles that have their known names among ``cells``, as whole cells (``columns.tsv``)."""
    plain = list(map(_plain, cells))
    return {role for role in ROLES if any(_known()[role].by_any(one) is not None for one in plain)}


def _plain(column: str) -> str:
    """Return the words of a column's name: ``"Published_At (IST)"`` → ``"published at ist"``, ``"pubDate"`` →
    ``"pub date"``."""
    composed = _CAMEL.sub(" ", unicodedata.normalize("NFC", column))
    return " ".join(
        "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in composed).casefold().split()
    )


def _length(column: str, sample: Sequence[Mapping[str, object]]) -> float:
    """Return the mean length of the cells that are filled, tags left out: markup makes no text longer."""
    cells = [_TAG.sub("", text_of(row.get(column))) for row in sample if not is_nothing(row.get(column))]
    return sum(map(len, cells)) / len(cells) if cells else 0.0


@cache
def _known() -> dict[str, _Known]:
    """Return role → what tells it (``columns.tsv``)."""
    text = unicodedata.normalize("NFC", (Path(__file__).parent / "columns.tsv").read_text(encoding="utf-8"))
    rows = (row.split("\t") for row in text.splitlines()[1:])
    parted = ((role, [tuple(filter(None, cell.split(","))) for cell in cells]) for role, *cells in rows)
    return {role: _Known(*cells[:3], frozenset(cells[3])) for role, cells in parted}


def article(row: Row, mapping: Mapping[str, str], source: Source, *, month_first: bool = False) -> Draft:
    """Return the article of ``row``: cells as they are, the date parsed or noted as unreadable.

    ``month_first``: the column's dates are (see ``parse_date``). Raises ReadingError (``reading.formula``)
    where the text is a formula without a value.
    """
    where = f"{source.path}:{row.number}"
    cells = {role: row.values.get(column) for role, column in mapping.items()}
    formulas = {role: _formula(where, column) for role, column in mapping.items() if column in row.formulas}
    if "text" in formulas:
        raise formulas["text"]
    for role in cells.keys() - {"text"}:  # check_text looks at the text
        check_cell(as_text(cells[role]), where)
    published, notes = _published(cells.get("date"), where, mapping.get("date", ""), month_first)
    text, title = text_of(cells.get("text")), word_of(cells.get("title"))
    plain, given = unmarked(text), word_of(cells.get("name"))
    marked = () if plain is text else (ReadingError("reading.markup", file=where, column=mapping["text"]),)
    return Draft(
        text=plain,
        name=_name(given, row.number, source),
        title=unmarked(title),
        source=" ".join(unmarked(word_of(cells.get("source"))).split()) or None,
        published=published[0] if published else None,
        published_precision=published[1] if published else None,
        published_origin="given" if published else None,
        url=_link(word_of(cells.get("url"))),
        place=row.number,
        notes=notes + tuple(formulas.values()) + marked,
        given=given,
    )


def _link(text: str) -> str | None:
    """Return the address of a page; "javascript:" must not become a link."""
    if text.startswith(("//", "www.")):
        return "https://" + text.removeprefix("//")
    return text if text[:8].lower().startswith(("http://", "https://")) else None


def _formula(where: str, column: str) -> ReadingError:
    return ReadingError("reading.formula", file=where, column=column)


def _published(value: object, where: str, column: str, month_first: bool):
    if is_nothing(value):
        return None, ()
    found = parse_date(moment_of(value), month_first=month_first)
    if found is None:
        shown = (as_text(value) or str(value))[:40]
        return None, (ReadingError("reading.date", file=where, column=column, value=shown),)
    return found, ()


def _name(given: str, number: str, source: Source) -> str:
    # A bare number says too little once two tables are in one corpus.
    if given and not given.isdecimal():
        return given
    return f"{stem(source.name)}-{given or number}"
