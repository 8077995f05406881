"""Which row of a table names its columns: the first, unless that is a title line above the one that does."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analysis.errors import ReadingError
from analysis.keyed import NoRoom
from analysis.reading.columns import guess_columns, named_roles
from analysis.reading.dates import parse_date

T = TypeVar("T")
LOOKED = 10  # rows with cells among which the names are looked for
LENGTH = 80  # letters: a row with a longer cell is an article, not a header
_NAME = 40  # letters of a name that is not known


@dataclass(frozen=True, slots=True)
class Header:
    """The row that was taken for the names of the columns: its number as people see it ("3", "Sheet1!3"),
    whether rows above it were left out, which is to be told, and whether it names them at all: where it is
    an article already (``named`` is False) the columns are called by their numbers."""

    number: str
    names: tuple[str, ...]
    below: bool = False
    named: bool = True
    twice: tuple[str, ...] = ()  # names given in the place of one that another column has already

    @property
    def plain(self) -> bool:
        """Whether nobody needs to be told which row it is: the first, with a name that tells the text."""
        known = "text" in guess_columns(self.names)
        return known and self.named and not self.below and not self.twice

    @property
    def row(self) -> str:
        """The number as a sentence has it: "3", "3 (Sheet1)"."""
        sheet, _, row = self.number.rpartition("!")
        return f"{row} ({sheet})" if sheet else row

    def note(self, file: str) -> ReadingError:
        """Return what tells of the rows left out (``reading.header_row``)."""
        return ReadingError("reading.header_row", file=file, row=self.row, columns=listed(self.names))


def listed(names: Sequence[str]) -> str:
    """Return the names of columns in one line, the first of many and long ones."""
    return ", ".join(name[:40] for name in names[:20]) + (" …" if len(names) > 20 else "")


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first rows of a table (those with cells) names its columns.

    It is the first, unless a later one has the known names of the text and of others, and more of them than
    the first; or the first has one cell alone, as a title line has, and all behind it are those of a table.
    Where the row is an article (``is_article``), the table has no names.
    """
    if not rows:
        return 0
    best = max(range(len(rows)), key=lambda place: _known_names(rows, place))  # the first of equals
    if best or named_roles(rows[0]) or _filled(rows[0]) > 1 or max(map(len, rows[0])) > LENGTH:
        return best
    if all(_filled(cells) == 1 for cells in rows):  # a table of texts alone
        return next((place for place, cells in enumerate(rows) if "text" in named_roles(cells)), 0)
    place = next(place for place, cells in enumerate(rows) if _filled(cells) > 1)
    return place if _is_table(rows[place:]) else 0


def is_article(cells: Sequence[str]) -> bool:
    """Return whether a cell is too long for a name or has the end of a sentence; or one is a day, and none a
    known name of the text."""
    if any(len(cell) > LENGTH or "।" in cell for cell in cells):
        return True
    days = (found for cell in cells if (found := parse_date(cell)))
    return any(precision == "day" for _, precision in days) and "text" not in named_roles(cells)


def names_columns(cells: Sequence[str]) -> int:
    """Return how many known names of columns the cells are; 0 without that of the text and another one."""
    roles = named_roles(cells)
    return len(roles) if "text" in roles and len(roles) > 1 and not is_article(cells) else 0


def _known_names(rows: Sequence[Sequence[str]], place: int) -> int:
    # Below an article with several cells stand articles, whatever words they are made of.
    if any(is_article(cells) and _filled(cells) > 1 for cells in rows[1:place]):
        return 0
    return names_columns(rows[place]) if place else len(named_roles(rows[0]))


def column_names(cells: Sequence[str]) -> list[str]:
    """Return the names of columns: the cells, the second of a name as "text (2)"; the number where a cell is
    empty, or where the row is an article and names nothing."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = "" if is_article(cells) else cell.strip()
        names.append(_free(name or str(number), names))
    return names


def _free(name: str, names: Sequence[str]) -> str:
    tried = (f"{name} ({number})" for number in itertools.count(2))
    return name if name not in names else next(one for one in tried if one not in names)


def header_of(number: str, cells: Sequence[str], *, below: bool) -> Header:
    """Return the row ``cells`` as the one that names the columns."""
    names, named = tuple(column_names(cells)), not is_article(cells)
    written = [cell.strip() for cell in cells]
    pairs = zip(names, written, strict=True)
    twice = tuple(name for name, cell in pairs if named and cell and name != cell)
    return Header(number, names, below, named, twice)


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells most of the rows have; 0 where that is no more than half of them."""
    width, rows_of_it = Counter(map(len, rows)).most_common(1)[0]
    return width if 2 * rows_of_it > len(rows) else 0


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first of some rows may name the columns of the others: "भारत ने, कहा।" does not, and
    a text that is cut at its commas makes rows of any length."""
    names, *below = (list(map(str.strip, cells)) for cells in rows)
    while not names[-1]:  # a sheet is as wide as may be
        names.pop()
    width = len(names)
    return (
        all(name and len(name) <= _NAME for name in names)
        and not is_article(names)
        and len(below) > 0
        and all(_filled(cells) > 1 and not any(cells[width:]) for cells in below)
    )


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def peek(rows: Iterable[T], n: int) -> tuple[list[T], Exception | None]:
    """Return the first rows, and what ended them before their time: the damage of a file may lie there."""
    first: list[T] = []
    try:
        for row in itertools.islice(rows, n):
            first.append(row)
    except NoRoom:
        raise
    except Exception as error:
        return first, error
    return first, None
