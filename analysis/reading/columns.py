"""Which column of a table is the title, the text, the date …, and a row's article by that mapping."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from analysis.errors import ReadingError
from analysis.reading.dates import is_missing, parse_date
from analysis.reading.names import stem
from analysis.reading.result import Draft
from analysis.reading.source import Source

Role = Literal["title", "text", "date", "source", "url", "name"]
ROLES: tuple[Role, ...] = ("title", "text", "date", "source", "url", "name")

# A column without a telling name is taken for the text where its cells have this many characters on average.
TEXT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: ``number`` is the one that people see ("17", "Sheet1!17").

    ``formulas`` are the columns whose cells hold a formula that was never calculated: they have no value.
    """

    number: str
    values: Mapping[str, object]
    formulas: tuple[str, ...] = ()


def guess_columns(columns: Sequence[str], sample: Sequence[Mapping[str, object]] = ()) -> dict[Role, str]:
    """Return role → column for the roles that can be told; a column serves one role at most.

    First by the whole name, English or Hindi (``columns.tsv``), then by a word of it ("article_text"); the
    text, where no name tells it, is the column whose cells in ``sample`` are longest, 80 characters or more.
    """
    # An empty "published" is no date where "date" has them; where no other tells one, it may be filled below.
    filled = [column for column in columns if any(as_text(row.get(column)).strip() for row in sample)]
    found = named_columns(filled)
    _add_told(found, columns, 0, _is_name)
    _add_told(found, columns, 1, _has_word)
    free = [column for column in columns if column not in found.values()]
    longest = max(free, key=lambda column: _length(column, sample), default="")
    if "text" not in found and _length(longest, sample) >= TEXT_LENGTH:
        found["text"] = longest
    return found


def named_columns(columns: Sequence[str]) -> dict[Role, str]:
    """Return role → column for the roles whose known names are the whole name of a column."""
    found: dict[Role, str] = {}
    _add_told(found, columns, 0, _is_name)
    return found


def _add_told(
    found: dict[Role, str], columns: Sequence[str], table: int, matches: Callable[[str, str], bool]
) -> None:
    """Add the columns that match known names (``table`` 0) or words (1) of roles that have none yet."""
    plain = {column: _plain(column) for column in columns}
    for role in ROLES:
        free = [column for column in columns if column not in found.values()]
        hit = (column for known in _known()[role][table] for column in free if matches(plain[column], known))
        if role not in found and (column := next(hit, None)) is not None:
            found[role] = column


def named_roles(cells: Sequence[str]) -> set[Role]:
    """Return the roles that have their known names among ``cells``, as whole cells (``columns.tsv``)."""
    plain = set(map(_plain, cells))
    return {role for role in ROLES if not plain.isdisjoint(_known()[role][0])}


def _is_name(plain: str, known: str) -> bool:
    return plain == known


def _has_word(plain: str, known: str) -> bool:
    return known in plain.split()


def _plain(column: str) -> str:
    """Return the words of a column's name: ``"Published_At (IST)"`` → ``"published at ist"``."""
    composed = unicodedata.normalize("NFC", column)
    return " ".join(
        "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in composed).casefold().split()
    )


def _length(column: str, sample: Sequence[Mapping[str, object]]) -> float:
    cells = [value for row in sample if isinstance(value := row.get(column), str)]
    return sum(map(len, cells)) / len(cells) if cells else 0.0


@cache
def _known() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return role → whole names and single words that mean it, the surest first (``columns.tsv``)."""
    text = unicodedata.normalize("NFC", (Path(__file__).parent / "columns.tsv").read_text(encoding="utf-8"))
    rows = (row.split("\t") for row in text.splitlines()[1:])
    return {role: (tuple(names.split(",")), tuple(words.split(","))) for role, names, words in rows}


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
    published, notes = _published(cells.get("date"), where, mapping.get("date", ""), month_first)
    url, given = (as_text(cells.get(role)).strip() for role in ("url", "name"))
    return Draft(
        text=as_text(cells.get("text")),
        name=_name(given, row.number, source),
        title=as_text(cells.get("title")),
        source=" ".join(as_text(cells.get("source")).split()) or None,
        published=published[0] if published else None,
        published_precision=published[1] if published else None,
        published_origin="given" if published else None,
        url=url if url.startswith(("http://", "https://")) else None,  # "javascript:" must not become a link
        place=row.number,
        notes=notes + tuple(formulas.values()),
        given=given,
    )


def _formula(where: str, column: str) -> ReadingError:
    return ReadingError("reading.formula", file=where, column=column)


def _published(value: object, where: str, column: str, month_first: bool):
    if is_missing(value):
        return None, ()
    found = parse_date(value, month_first=month_first)
    if found is None:
        shown = as_text(value)[:40]
        return None, (ReadingError("reading.date", file=where, column=column, value=shown),)
    return found, ()


def _name(given: str, number: str, source: Source) -> str:
    # A bare number says too little once two tables are in one corpus.
    if given and not given.isdecimal():
        return given
    return f"{stem(source.name)}-{given or number}"


def as_text(value: object) -> str:
    """Return a cell as text: a list of paragraphs as lines, nothing as ``""``, a number as written."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n".join(value)
    if value is None or value != value or isinstance(value, (dict, list, bytes)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
