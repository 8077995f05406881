"""Workbooks (.xlsx), row by row. Of a formula counts the value stored with it, which people see on screen.

Nothing is ever calculated here. A formula that nobody has calculated yet (some programs write workbooks and
cannot calculate) has no value, and its row says so; its own text, "=A2&B2", is nobody's article.
"""

from __future__ import annotations

import itertools
import re
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from analysis.errors import ReadingError
from analysis.reading.cells import as_text
from analysis.reading.columns import Row
from analysis.reading.container import open_office
from analysis.reading.header import LOOKED, Header, column_names, header_of, header_place, peek
from analysis.reading.limits import Limits
from analysis.reading.source import CHUNK, Source

# What stands in place of a value that could not be calculated.
ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_Line = tuple[int, tuple[object, ...], list[int]]


def sheet_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Header | Row]:
    """Yield the header of each sheet and the rows under it, numbered as on screen: ``"Sheet1!17"``.

    Sheets that lack the first one's columns yield rows with their own names. Raises ``reading.too_slow``
    after ``limits.seconds``, ``reading.too_many_columns``, and what ``open_office`` raises.
    """
    deadline = time.monotonic() + limits.seconds
    with ExitStack() as stack:
        archive = stack.enter_context(open_office(source, limits))
        # Where there are formulas, each row is read twice: its values, and where they come from.
        ways = (True, False) if _calculates(archive) else (True,)
        books = [_book(source, limits, stack, values=values) for values in ways]
        for sheets in zip(*(book.worksheets for book in books), strict=True):
            yield from _rows(sheets, source, limits, deadline)


def _calculates(archive: zipfile.ZipFile) -> bool:
    """Return whether a sheet may hold a formula."""
    for name in archive.namelist():
        if name.startswith("xl/worksheets/"):
            tail = b""
            with archive.open(name) as stream:
                while piece := stream.read(CHUNK):
                    if any(mark in tail + piece for mark in (b"<f>", b"<f ", b":f>", b":f ")):
                        return True
                    tail = piece[-2:]
    return False


def _book(source: Source, limits: Limits, stack: ExitStack, *, values: bool):
    import openpyxl

    archive = stack.enter_context(open_office(source, limits))
    stream = stack.enter_context(archive.fp)
    book = openpyxl.load_workbook(stream, read_only=True, data_only=values, keep_links=False)
    stack.callback(book.close)
    return book


def _rows(sheets: Sequence, source: Source, limits: Limits, deadline: float) -> Iterator[Header | Row]:
    title, lines = sheets[0].title, _lines(sheets, source, limits, deadline)
    first, fault = peek(lines, LOOKED)
    place = header_place([[as_text(cell) for cell in cells] for _, cells, _ in first])
    names: list[str] = []
    for number, cells, empty in itertools.chain(first[place:], lines):
        if not names:
            told = _header(f"{title}!{number}", cells, below=place > 0)
            yield told
            names = list(told.names)
            if told.named:
                continue
        yield _row(f"{title}!{number}", cells, empty, names)
    if fault:  # what stood before it has been told
        raise fault


def _header(number: str, cells: tuple[object, ...], *, below: bool) -> Header:
    written = [as_text(cell) for cell in cells[: _width(cells)]]
    return header_of(number, written, below=below)


def _row(number: str, cells: tuple[object, ...], empty: list[int], names: list[str]) -> Row:
    """Return a row by the names of its columns, to which those of cells beyond the header are added: as a
    sheet has no end to the right, such a column may well be the text."""
    beyond = max([_width(cells), *(at + 1 for at in empty)]) - len(names)
    if beyond > 0:
        names[:] = column_names([*names, *[""] * beyond])
    return Row(number, dict(zip(names, cells, strict=False)), tuple(names[at] for at in empty))


def _width(cells: Sequence[object]) -> int:
    return max((number for number, cell in enumerate(cells, 1) if cell is not None), default=0)


def _lines(sheets: Sequence, source: Source, limits: Limits, deadline: float) -> Iterator[_Line]:
    """Yield number, cells and the places of formulas without a value of each row that holds anything."""
    for number, (cells, empty) in enumerate(_cells(sheets, limits.columns + 1), 1):
        if time.monotonic() > deadline:
            raise ReadingError("reading.too_slow", file=source.path, seconds=limits.seconds)
        if not empty and not any(cell is not None for cell in cells):
            continue
        if cells[-1] is not None and len(cells) > limits.columns:
            raise ReadingError("reading.too_many_columns", file=source.path, limit=limits.columns)
        yield number, tuple(_unescaped(cell) for cell in cells), empty


def _unescaped(cell: object) -> object:
    """Return a cell with the letters that a workbook writes by their numbers: a line end is "_x000D_"."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), cell) if isinstance(cell, str) else cell


def _cells(sheets: Sequence, width: int) -> Iterator[tuple[tuple[object, ...], list[int]]]:
    """Yield the values of each row, and the places of its formulas that have none."""
    for sheet in sheets:
        sheet.reset_dimensions()  # the size a file states may be sixteen thousand columns of nothing
    if len(sheets) == 1:
        yield from ((cells, []) for cells in sheets[0].iter_rows(max_col=width, values_only=True))
        return
    for row, written in zip(*(sheet.iter_rows(max_col=width) for sheet in sheets), strict=True):
        both = enumerate(zip(row, written, strict=True))
        empty = [place for place, (cell, source) in both if source.data_type == "f" and _valueless(cell)]
        yield tuple(None if place in empty else cell.value for place, cell in enumerate(row)), empty


def _valueless(cell) -> bool:
    # A formula that gave "" is stored as a string of nothing: it was calculated.
    return cell.value in ERRORS or cell.value is None and cell.data_type != "str"
