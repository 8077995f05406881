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


def column_order(first: Rows, again: Callable[[], Rows], column: str | None) -> Order | None:
    """Return the order in a column: of its first rows if they tell it, else of the table read ``again`` up to
    a row that does. What cannot be read of the table is told when it is read for its articles."""
    if column is None or (order := order_in(first, column)) != "either":
        return None if column is None else order
    try:
        return order_in(again(), column)
    except NoRoom:
        raise
    except Exception:  # the parsers of others fail in ways of their own
        return "either"


class Assumed:
    """Tells once, of the first article it matters for, how dates were read that could be read in two ways."""

    def __init__(self, order: Order | None, column: str | None, source: Source) -> None:
        self.month_first = order == "month"
        self._column, self._source = column, source
        self._code = {"either": "reading.date_order", "month": "reading.date_month_first"}.get(order or "")

    def told(self, draft: Draft | Fault, row: Row) -> Draft | Fault:
        """Return the draft of a row, with the note where it is the first."""
        if self._code is None or isinstance(draft, Fault) or not draft.published:
            return draft
        value = row.values.get(self._column)
        if order_of(value) != "either":
            return draft
        where, day = f"{self._source.path}:{row.number}", draft.published.isoformat()
        shown = as_text(value).strip()[:40]
        note = ReadingError(self._code, file=where, column=self._column, value=shown, day=day)
        self._code = None
        return replace(draft, notes=(*draft.notes, note))
