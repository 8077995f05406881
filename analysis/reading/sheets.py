"""Workbooks (.xlsx), row by row. Formulas are read as the text they are; nothing is ever calculated."""

from __future__ import annotations

import time
from collections.abc import Iterator

from analysis.errors import ReadingError
from analysis.reading.columns import Row
from analysis.reading.container import open_office
from analysis.reading.limits import Limits
from analysis.reading.result import Fault
from analysis.reading.source import Source


def sheet_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Row | Fault]:
    """Yield the rows under each sheet's first row that has cells, numbered as on screen: ``"Sheet1!17"``.

    Sheets that lack the first one's columns yield rows with their own names. Raises ``reading.too_slow``
    after ``limits.seconds``, ``reading.too_many_columns``, and what ``open_office`` raises.
    """
    import openpyxl

    deadline = time.monotonic() + limits.seconds
    with open_office(source, limits) as archive, archive.fp as stream:
        # data_only=False: a formula's text, not the value that some program last worked out for it.
        book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        try:
            for sheet in book.worksheets:
                yield from _rows(sheet, source, limits, deadline)
        finally:
            book.close()


def _rows(sheet, source: Source, limits: Limits, deadline: float) -> Iterator[Row | Fault]:
    names: list[str] = []
    sheet.reset_dimensions()  # the size a file states may be sixteen thousand columns of nothing
    for number, cells in enumerate(sheet.iter_rows(max_col=limits.columns + 1, values_only=True), 1):
        if time.monotonic() > deadline:
            raise ReadingError("reading.too_slow", file=source.path, seconds=limits.seconds)
        if not any(cell is not None for cell in cells):
            continue
        if cells[-1] is not None and len(cells) > limits.columns:
            raise ReadingError("reading.too_many_columns", file=source.path, limit=limits.columns)
        if not names:
            names = _names(cells)
        else:
            yield Row(f"{sheet.title}!{number}", dict(zip(names, map(_value, cells), strict=False)))


def _names(cells: tuple[object, ...]) -> list[str]:
    names: list[str] = []
    width = max(number for number, cell in enumerate(cells, 1) if cell is not None)
    for number, cell in enumerate(cells[:width], 1):
        name = str(cell if cell is not None else number).strip()
        names.append(name if name not in names else f"{name} ({number})")
    return names


def _value(cell: object) -> object:
    # An array formula comes as an object that holds its text.
    return getattr(cell, "text", cell) if not isinstance(cell, str) else cell
