"""CSV and TSV, line by line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from analysis.errors import ReadingError
from analysis.reading.columns import Row
from analysis.reading.limits import LIMITS, Limits
from analysis.reading.result import Fault
from analysis.reading.source import Source
from analysis.reading.text import open_text

# The module's own limit of 131,072 characters a cell is less than a long article.
csv.field_size_limit(LIMITS.line_bytes)

DELIMITERS = ",;\t|"
# A first row with such a cell is an article already, not a header.
HEADER_LENGTH = 80


class _Lines:
    """Lines for csv.reader that end with an error, not with memory, when one row never ends."""

    def __init__(self, stream: io.TextIOBase, limit: int, path: str) -> None:
        self._stream, self._limit, self._path = stream, limit, path
        self.number = self.fed = 0
        self.held: list[str] = []  # the lines of the row that is being read
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        # A quote that is never closed makes the rest of the file one row, so what a row takes is counted.
        while line := self._stream.readline(self._limit - self.fed + 1):
            self.number += 1
            self.fed += len(line)
            if self.fed > self._limit:
                place = f"{self._path}:{self.number}"
                raise ReadingError("reading.rest_too_large", file=place, limit=self._limit)
            self.held.append(line)
            yield line
        self.ended = True

    def next_row(self) -> None:
        """Begin to count anew: a row is whole."""
        self.fed = 0
        self.held.clear()


def delimited_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Row | Fault]:
    """Yield the rows under the header, numbered as a spreadsheet shows them (the header is row 1).

    The separator of .csv is the commonest of ``, ; tab |`` in the first line. Rows with more cells than the
    header are faults: their text would be cut at a comma; so are rows whose quotation mark is not closed,
    with all that ran into it. Raises ``reading.rest_too_large``,
    ``reading.too_many_columns``, ``reading.encoding`` where the header cannot be decoded.
    """
    with source.open() as stream:
        lines = _Lines(open_text(stream, source, encoding), limits.line_bytes, source.path)
        feed = iter(lines)
        first = next(feed, "")
        if not first:  # no row at all; of the empty line that csv.reader would see the quote is not open
            return
        rows = csv.reader(_again(first, feed), delimiter=_delimiter(first, source), strict=False)
        yield from _rows(rows, lines, source, limits)


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(line: str, source: Source) -> str:
    if source.suffix == ".tsv":
        return "\t"
    outside = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _rows(rows: Iterator[list[str]], lines: _Lines, source: Source, limits: Limits) -> Iterator[Row | Fault]:
    names: list[str] = []
    number = 0
    for cells in _counted(rows, lines, source):
        number += 1
        if _ran_away(lines, rows.dialect.delimiter):
            first = lines.number - len(lines.held) + 1
            yield Fault(_open_quote(source, first, lines.number), str(number))
            continue
        # Above the header lines of white space are empty too: such a header would name no column.
        if not any(cells) or not (names or any(map(str.strip, cells))):
            continue
        if not names:
            names, is_data = _header(cells, source, limits)
            if not is_data:
                continue
        if len(cells) > len(names) and any(cells[len(names) :]):
            place = f"{source.path}:{number}"
            error = ReadingError("reading.row_cells", file=place, cells=len(cells), columns=len(names))
            yield Fault(error, str(number))
        else:
            yield Row(str(number), dict(zip(names, cells, strict=False)))


def _counted(rows: Iterator[list[str]], lines: _Lines, source: Source) -> Iterator[list[str]]:
    try:
        for cells in rows:
            yield cells
            lines.next_row()
    except csv.Error as error:
        raise ReadingError("reading.row", file=f"{source.path}:{lines.number}", reason=str(error)) from error


def _open_quote(source: Source, first: int, last: int) -> ReadingError:
    return ReadingError("reading.open_quote", file=f"{source.path}:{first}", last=last)


def _ran_away(lines: _Lines, separator: str) -> bool:
    """Return whether a quoted cell of the row just read took in other rows.

    The reader asks for a line beyond the last one only within a quoted cell. Where a later row has quotes of
    its own, the first of them ends the cell too early ('1,"कटा पाठ' + '2,"पूरा पाठ"'): then letters follow on
    a closing quote that stands behind a separator, as an opening one does. Quotes within a text do not.
    """
    if lines.ended or len(lines.held) < 2:
        return lines.ended
    if not _broken_quotes(lines.held, separator):
        return False
    opening = re.compile(rf'(?:^|{re.escape(separator)})"[^"\r\n{re.escape(separator)}]')
    return any(opening.search(line) for line in lines.held[1:])


def _broken_quotes(held: list[str], separator: str) -> bool:
    try:
        next(csv.reader(held, delimiter=separator, strict=True))
    except csv.Error:
        return True
    return False


def _header(cells: list[str], source: Source, limits: Limits) -> tuple[list[str], bool]:
    """Return the names of the columns, and whether the row is an article already."""
    if len(cells) > limits.columns:
        raise ReadingError("reading.too_many_columns", file=source.path, limit=limits.columns)
    if any(len(cell) > HEADER_LENGTH for cell in cells):
        return [str(number) for number in range(1, len(cells) + 1)], True
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or str(number)
        names.append(name if name not in names else f"{name} ({number})")
    return names, False
