"""CSV and TSV, line by line."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from analysis.errors import ReadingError
from analysis.reading.columns import Row, named_roles
from analysis.reading.header import (
    LENGTH,
    LOOKED,
    Header,
    header_of,
    header_place,
    names_columns,
    peek,
    usual_width,
)
from analysis.reading.limits import Limits
from analysis.reading.quotes import Doubtful, Lines, quoted_rows
from analysis.reading.result import Fault
from analysis.reading.source import Source
from analysis.reading.text import open_text

DELIMITERS = ",;\t|"
SNIFFED = 1 << 16  # letters that tell the separator


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: list[str]
    sure: bool = True  # of its quotation marks

    @property
    def is_blank(self) -> bool:
        return not any(map(str.strip, self.cells))


def delimited_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Header | Row | Fault]:
    """Yield the header and the rows under it, numbered as a spreadsheet shows them (the header is row 1).

    The separator of .csv is one of ``, ; tab |``, told by the first lines. Rows with more cells than the
    header are faults: their text would be cut at a comma; so are rows whose quotation marks leave another
    number of cells (see ``quoted_rows``), and those whose quotation mark is not closed, with all that ran
    into it. Raises ``reading.rest_too_large``, ``reading.too_many_columns``, ``reading.encoding`` where the
    header cannot be decoded.
    """
    sniffed = _first_lines(source, encoding)
    separator = _delimiter(sniffed, source)
    with source.open() as stream:
        lines = Lines(open_text(stream, source, encoding), limits.line_bytes, source.path)
        rows = quoted_rows(lines, separator, _width(sniffed, separator))
        # Above the header lines of white space are empty too: such a header would name no column.
        whole = itertools.dropwhile(_is_blank, _whole(rows, lines, source))
        yield from _rows(whole, source, limits)


def _first_lines(source: Source, encoding: str | None) -> list[str]:
    """Return the first lines as they are; what is wrong with them is told when their rows are read."""
    found: list[str] = []
    left = SNIFFED
    with suppress(Exception), source.open() as stream:
        text = open_text(stream, source, encoding)
        while len(found) < LOOKED and left > 0 and (line := text.readline(left)):
            found.append(line)
            left -= len(line)
    return found


def _delimiter(lines: list[str], source: Source) -> str:
    """Return the separator under which a line names most columns, else the commonest of the first line; where
    that has none, as a title line has, the one that all others have as often as each other."""
    if source.suffix == ".tsv":
        return "\t"
    named = {
        (line, sign): names_columns(next(csv.reader([line], delimiter=sign), []))
        for line in lines
        for sign in DELIMITERS
    }
    if any(named.values()):
        return max(named, key=named.__getitem__)[1]
    first, *others = ["".join(line.split('"')[::2]) for line in lines if line.strip()] or [""]
    counts = {sign: {line.count(sign) for line in others} for sign in DELIMITERS}
    alike = [sign for sign in DELIMITERS if len(counts[sign]) == 1 and counts[sign] != {0}]
    if alike and len(others) > 1 and not any(map(first.count, DELIMITERS)) and not named_roles([first]):
        return max(alike, key=lambda sign: max(counts[sign]))
    return max(DELIMITERS, key=first.count)


def _width(lines: list[str], separator: str) -> int:
    """Return how many cells the row of the names has, as far as the first lines tell."""
    rows = [(line, next(csv.reader([line], delimiter=separator), [])) for line in lines]
    held = [(line, cells) for line, cells in rows if any(map(str.strip, cells))]
    if not held:
        return 0
    line, cells = held[header_place([cells for _, cells in held])]
    # Where a table without names is not quoted, a mark in its first article must not hide a tab.
    return line.count("\t") + 1 if separator == "\t" else len(cells)


def _is_blank(line: _Line | Fault) -> bool:
    return isinstance(line, _Line) and line.is_blank


def _whole(rows: Iterator[list[str] | Doubtful], lines: Lines, source: Source) -> Iterator[_Line | Fault]:
    """Yield the rows that hold anything, with their numbers; one whose quotation mark is open is a fault."""
    for number, row in enumerate(_told(rows, lines, source), 1):
        sure = isinstance(row, list)
        cells = row if sure else row.cells
        if cells is None:
            first = lines.number - len(lines.held) + 1
            yield Fault(_open_quote(source, first, lines.number), str(number))
        elif any(cells):
            yield _Line(number, cells, sure)


def _rows(lines: Iterator[_Line | Fault], source: Source, limits: Limits) -> Iterator[Header | Row | Fault]:
    first, fault = peek(lines, LOOKED)
    held = [line for line in first if not isinstance(line, Fault) and not line.is_blank]
    header = held[header_place([line.cells for line in held])] if held else None
    names: list[str] = []
    width = None  # told by the names
    for line in itertools.chain(first, lines):
        if isinstance(line, Fault):
            yield line
            continue
        if not names:
            if line is not (header or line) or line.is_blank:
                continue
            told = _header(line, source, limits, below=bool(held) and line is not held[0])
            yield told
            names = list(told.names)
            if told.named:
                continue
            width = usual_width([line.cells for line in held] or [line.cells])
        yield _uneven(line, source) if _differs(line, width) else _row(line, names, source)
    if fault:  # what stood before it has been told
        raise fault


def _differs(line: _Line, width: int | None) -> bool:
    """Return whether a row of a table without names is likely a text that was cut at its commas: it has
    another number of cells than most rows, and no long one with the end of a sentence."""
    if width is None or len(line.cells) in (1, width):
        return False
    ends = any(len(cell) > LENGTH and cell.rstrip().endswith("।") for cell in line.cells)
    return not (width and ends and len(line.cells) < width)


def _uneven(line: _Line, source: Source) -> Fault:
    place = f"{source.path}:{line.number}"
    return Fault(ReadingError("reading.row_uneven", file=place, cells=len(line.cells)), str(line.number))


def _row(line: _Line, names: list[str], source: Source) -> Row | Fault:
    number, cells = str(line.number), line.cells
    place = f"{source.path}:{number}"
    if not line.sure and len(cells) != len(names):
        error = ReadingError("reading.row_quotes", file=place, cells=len(cells), columns=len(names))
        return Fault(error, number)
    if len(cells) > len(names) and any(cells[len(names) :]):
        error = ReadingError("reading.row_cells", file=place, cells=len(cells), columns=len(names))
        return Fault(error, number)
    return Row(number, dict(zip(names, cells, strict=False)))


def _told(
    rows: Iterator[list[str] | Doubtful], lines: Lines, source: Source
) -> Iterator[list[str] | Doubtful]:
    try:
        yield from rows
    except csv.Error as error:
        raise ReadingError("reading.row", file=f"{source.path}:{lines.number}", reason=str(error)) from error


def _open_quote(source: Source, first: int, last: int) -> ReadingError:
    return ReadingError("reading.open_quote", file=f"{source.path}:{first}", last=last)


def _header(line: _Line, source: Source, limits: Limits, *, below: bool) -> Header:
    if len(line.cells) > limits.columns:
        raise ReadingError("reading.too_many_columns", file=source.path, limit=limits.columns)
    return header_of(str(line.number), line.cells, below=below)
