"""In which order a column writes day and month: 05/04/2024 tells nothing, 25/04/2024 tells it of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from analysis.errors import ReadingError
from analysis.keyed import NoRoom
from analysis.reading.cells import as_text
from analysis.reading.columns import Row
from analysis.reading.dates import Order, order_of
from analysis.reading.result import Draft, Fault
from analysis.reading.source import Source

Rows = Iterable[Row | Fault]
_CODES = {"either": "reading.date_order", "month": "reading.date_month_first"}


def orders_in(rows: Rows, column: str, found: dict[str, Order]) -> None:
    """Add to ``found`` sheet ("" where there are none) → the order that its first row with one tells, or
    ``either`` where dates could be read in both and no row tells. A table without sheets is read no further
    than that row."""
    for row in rows:
        order = order_of(row.values.get(column)) if isinstance(row, Row) else None
        if order is None:
            continue
        sheet = _sheet(row)
        if found.setdefault(sheet, order) == "either":
            found[sheet] = order
        if not sheet and order != "either":
            return


def _sheet(row: Row) -> str:
    return row.number.rpartition("!")[0]


class Orders:
    """Which dates of a table have their month first; of each column it is asked at the first date in figures
    with / or -: the sheets of a workbook may have columns of their own, the first rows other dates.

    A sheet goes by its own rows; where none of them tells, by those of the others that tell.
    ``note`` tells once a column, of the first article it matters for, how such dates were read.
    """

    def __init__(self, source: Source, first: Rows, again: Callable[[], Rows]) -> None:
        self._source, self._first, self._again = source, first, again
        self._found: dict[str, dict[str, Order]] = {}  # column → sheet → order
        self._read: set[str] = set()  # columns that the whole table was read for
        self._told: set[tuple[str, str]] = set()

    def month_first(self, row: Row, column: str | None) -> bool:
        """Return whether the date of a row is to be read with its month first."""
        if column is None or order_of(row.values.get(column)) is None:
            return False
        return self._order(row, column) == "month"

    def note(self, draft: Draft, row: Row, column: str | None) -> Draft:
        """Return the draft of a row, with the note where it is the first."""
        if column not in self._found or not draft.published or order_of(row.values.get(column)) != "either":
            return draft
        code = _CODES.get(self._order(row, column))
        if code is None or (column, code) in self._told:
            return draft
        self._told.add((column, code))
        where, day = f"{self._source.path}:{row.number}", draft.published.isoformat()
        shown = as_text(row.values.get(column)).strip()[:40]
        note = ReadingError(code, file=where, column=column, value=shown, day=day)
        return replace(draft, notes=(*draft.notes, note))

    def _order(self, row: Row, column: str) -> Order:
        if column not in self._found:
            self._found[column] = {}
            orders_in(self._first, column, self._found[column])
        found, sheet = self._found[column], _sheet(row)
        if found.get(sheet, "either") == "either" and column not in self._read:
            self._read_again(column)
        if found.get(sheet, "either") != "either":
            return found[sheet]
        return next((order for order in found.values() if order != "either"), "either")

    def _read_again(self, column: str) -> None:
        """Read the table for the orders of a column; what cannot be read of it is told with its articles."""
        self._read.add(column)
        try:
            orders_in(self._again(), column, self._found[column])
        except NoRoom:
            raise
        except Exception:  # the parsers of others fail in ways of their own
            pass
