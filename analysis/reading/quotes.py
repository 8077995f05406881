"""Rows of CSV and TSV, also those whose quotation marks are not written as the format has them.

A mark is doubtful in two ways. In a table that was joined without quoting a cell may begin with a mark of its
own ('"भारत" और "चीन"'); in one that was quoted by hand the marks within a cell are not doubled ('"उसने "हाँ"
कहा"'). Rows of proper quoting are read once, by ``csv``; only where it stumbles its lines are read again.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.errors import ReadingError
from analysis.reading.limits import LIMITS

# The module's own limit of 131,072 characters a cell is less than a long article.
csv.field_size_limit(LIMITS.line_bytes)


class Lines:
    """Lines for csv.reader that end with an error, not with memory, when one row never ends."""

    def __init__(self, stream: io.TextIOBase, limit: int, path: str) -> None:
        self._stream, self._limit, self._path = stream, limit, path
        self._back: deque[str] = deque()
        self.number = self.fed = 0
        self.held: list[str] = []  # the lines of the row that is being read
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        # A quote that is never closed makes the rest of the file one row, so what a row takes is counted.
        while line := self._next(self._limit - self.fed + 1):
            self.number += 1
            self.fed += len(line)
            self.held.append(line)
            if self.fed > self._limit:
                place = f"{self._path}:{self.number}"
                raise ReadingError("reading.rest_too_large", file=place, limit=self._limit)
            yield line
        self.ended = True

    def _next(self, most: int) -> str:
        if not self._back:
            return self._stream.readline(most)
        line = self._back.popleft()
        whole = line.endswith(("\n", "\r"))  # the last one that was read may have been cut by the limit
        return line if whole else line + self._stream.readline(max(0, most - len(line)))

    def give_back(self, kept: int) -> None:
        """Let the held lines behind the first ``kept`` be read again, as rows of their own."""
        back = self.held[kept:]
        del self.held[kept:]
        self._back.extendleft(reversed(back))
        self.number -= len(back)
        self.fed -= sum(map(len, back))
        self.ended = False

    def next_row(self) -> None:
        """Begin to count anew: a row is whole."""
        self.fed = 0
        self.held.clear()


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row whose marks are not as the format has them. The cells are right only if they are as many as the
    columns; None where its mark is not closed and other rows ran into it."""

    cells: list[str] | None


def quoted_rows(lines: Lines, separator: str, width: int) -> Iterator[list[str] | Doubtful]:
    """Yield the cells of each row; while one is looked at, ``lines.held`` has its lines.

    ``width`` is the number of columns, which settles what the marks leave open. With tabs a line that has
    one cell for each column is a row, and its marks belong to its text, where it is not properly quoted, or
    where the lines that a proper quotation would join all are such rows (and none begins with a tab, as a
    paragraph may, or with the mark that closes the cell). Elsewhere a mark closes a cell only where the
    separator or the line's end follows, and a cell that none closes keeps its marks; only where that does not
    give a cell for each column do cells go on behind separators until one closes them. A cell that is
    properly quoted ('"भारत"') is taken so, unless its line tells that it is not quoted: nothing else says
    that the marks are its own.
    """
    while not lines.ended:
        # An error leaves nothing behind in a reader, but lines that ended are to be asked for anew.
        rows = csv.reader(iter(lines), delimiter=separator, strict=True)
        try:
            for cells in rows:
                doubt = separator == "\t" and (len(lines.held) > 1 or len(cells) != width)
                yield _plain(lines) if doubt and _joined(lines.held, width) else cells
                lines.next_row()
            continue
        except csv.Error as error:
            # With a lenient reader these two are no errors; the others, such as a cell without end, are.
            if not ("expected after" in str(error) or lines.ended):
                raise
        except ReadingError:  # the rest of the file is in one cell
            if not (separator == "\t" and len(lines.held) > 1 and _are_rows(lines.held[:2], "\t", width)):
                raise
        yield _doubtful(lines, separator, width)
        lines.next_row()


def _joined(held: list[str], width: int) -> bool:
    """Return whether a row that is properly quoted swallowed tabs that part cells, or whole rows."""
    inner = len(held) > 1 and any(line.startswith(("\t", '"\t')) for line in held)
    return not inner and '"' in held[0] and _are_rows(held, "\t", width)


def _are_rows(held: list[str], separator: str, width: int) -> bool:
    return width > 1 and all(line.count(separator) == width - 1 for line in held)


def _plain(lines: Lines) -> Doubtful:
    lines.give_back(1)
    return Doubtful(lines.held[0].rstrip("\r\n").split("\t"))


def _doubtful(lines: Lines, separator: str, width: int) -> Doubtful:
    held = lines.held
    # Two lines say enough: where the mark is never closed, all others of the file are held with them.
    if separator == "\t" and _are_rows(held[:2], separator, width):
        return _plain(lines)
    if lines.ended:
        return Doubtful(None)
    if not _ran_away(held, separator, width):
        if cells := _mended(held, separator, width) or _further(lines, separator, width):
            return Doubtful(cells)
        if len(held) == 1:
            return Doubtful(
                _cells(held[0], separator, across=False) or held[0].rstrip("\r\n").split(separator)
            )
    # A lenient reader tells where such a row ends.
    next(csv.reader(itertools.chain(held[:], iter(lines)), delimiter=separator))
    return Doubtful(None)


def _ran_away(held: list[str], separator: str, width: int) -> bool:
    """Return whether a quoted cell that is broken took in other rows.

    Where a later row has quotes of its own, the first of them ends the cell too early ('1,"कटा पाठ' +
    '2,"पूरा पाठ"'): then letters follow on a closing quote that stands behind a separator, as an opening one
    does. Quotes within a text do not.
    """
    if len(held) < 2:
        return False
    opening = re.compile(rf'(?:^|{re.escape(separator)})"[^"\r\n{re.escape(separator)}]')
    return any(map(opening.search, held[1:])) or _are_rows(held, separator, width)


def _mended(held: list[str], separator: str, width: int) -> list[str] | None:
    text = "".join(held)
    ways = (_cells(text, separator, across=across) for across in (False, True))
    return next((cells for cells in ways if cells and len(cells) == width), None)


def _further(lines: Lines, separator: str, width: int) -> list[str] | None:
    """Return the cells of a row that the next line with a closing mark ends; else that line and those before
    it are given back. A line in which a cell opens is not looked behind, so that no line is looked at twice.
    """
    sign, kept = re.escape(separator), len(lines.held)
    mark = re.compile(rf'(?P<closing>"(?=[{sign}\r\n]|\Z))|(?<![^{sign}])"')
    try:
        found = next(filter(None, map(mark.search, iter(lines))), None)
    except ReadingError:  # the rest of the file has no such line
        found = None
    cells = _mended(lines.held, separator, width) if found and found["closing"] else None
    if not cells:
        lines.give_back(kept)
    return cells


@lru_cache
def _patterns(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    sign = re.escape(separator)
    end = rf"(?=[{sign}\r\n]|\Z)"
    proper = rf'"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"{end}'
    plain = rf"(?P<plain>[^{sign}\r\n]*+)"
    within = re.compile(rf'{proper}|"(?P<loose>[^{sign}]*?)"{end}|{plain}')
    # Once a cell is not closed up to the end of the text, this one does not look so far for the next again.
    across = re.compile(rf'{proper}|"(?P<loose>.*?)"{end}|(?!"){plain}', re.DOTALL)
    return within, across


def _cells(text: str, separator: str, *, across: bool) -> list[str] | None:
    """Return the cells of ``text``, None where it is not one row to its end. A cell that begins with a mark
    but is not properly quoted ends at the next mark that may close it: within the next separator, and keeps
    its marks where there is none, or ``across`` separators."""
    pattern, cells, place = _patterns(separator)[across], [], 0
    while match := pattern.match(text, place):
        kind, place = match.lastgroup, match.end()
        cells.append(match["plain"] if kind == "plain" else match[kind].replace('""', '"'))
        if text[place : place + 1] != separator:
            return cells if text[place : place + 3] in ("", "\n", "\r", "\r\n") else None
        place += 1
    return None
