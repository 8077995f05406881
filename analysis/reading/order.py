"""In which order a column writes day and month: 05/04/2024 tells nothing, 25/04/2024 tells it of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from analysis.errors import ReadingError
from analysis.keyed import NoRoom
from analysis.reading.columns import Row, as_text
from analysis.reading.dates import Order, order_of
from analysis.reading.result import Draft, Fault
from analysis.reading.source import Source

Rows = Iterable[Row | Fault]


def order_in(rows: Rows, column: str) -> Order | None:
    """Return the order that the first row tells that tells one; ``either`` where dates could be read in both
    and no row tells, None where no date could."""
    found: Order | None = None
    for row in rows:
        order = order_of(row.values.get(column)) if isinstance(row, Row) else None
        if order in ("day", "month"):
            return order
        found = found or order
    return found


def column_order(first: Rows, again: Callable[[], Rows], column: str) -> Order | None:
    """Return the order in a column: of its first rows if they tell it, else of the table read ``again`` up to
    a row that does. What cannot be read of the table is told when it is read for its articles."""
    if (order := order_in(first, column)) in ("day", "month"):
        return order
    try:
        return order_in(again(), column)
    except NoRoom:
        raise
    except Exception:  # the parsers of others fail in ways of their own
        return "either"


class Orders:
    """Which dates of a table have their month first; of each column it is asked at the first date in
    figures with / or -: the sheets of a workbook may have columns of their own, the first rows other dates.

    ``note`` tells once a column, of the first article it matters for, how such dates were read.
    """

    def __init__(self, source: Source, first: Rows, again: Callable[[], Rows]) -> None:
        self._source, self._first, self._again = source, first, again
        self._found: dict[str, Order | None] = {}
        self._told: set[str] = set()

    def month_first(self, row: Row, column: str | None) -> bool:
        """Return whether the date of a row is to be read with its month first."""
        if column is None or order_of(row.values.get(column)) is None:
            return False
        if column not in self._found:
            self._found[column] = column_order(self._first, self._again, column)
        return self._found[column] == "month"

    def note(self, draft: Draft, row: Row, column: str | None) -> Draft:
        """Return the draft of a row, with the note where it is the first."""
        code = {"either": "reading.date_order", "month": "reading.date_month_first"}.get(
            self._found.get(column) or ""
        )
        if code is None or column in self._told or not draft.published:
            return draft
        value = row.values.get(column)
        if order_of(value) != "either":
            return draft
        self._told.add(column)
        where, day = f"{self._source.path}:{row.number}", draft.published.isoformat()
        shown = as_text(value).strip()[:40]
        note = ReadingError(code, file=where, column=column, value=shown, day=day)
        return replace(draft, notes=(*draft.notes, note))
