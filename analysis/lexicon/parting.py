"""The lines of a reader's table parted into cells; a quotation mark that runs away is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from analysis.errors import LexiconError

SEPARATORS = ",\t;"
# A cell may hold line breaks ("रूप एक" over "रूप दो" in a spreadsheet's cell), but hardly so many.
LONGEST_ROW = 50  # lines


def parted(text: str, file: str) -> Iterator[tuple[int, list[str]] | LexiconError]:
    """Yield the number of the first line and the cells of each row that is not blank.

    The separator is the commonest of comma, tab and semicolon in the first line. Where a quoted cell is not
    closed, or runs over a line break into what looks like the next row (``"अधूरा नाम,``), an error
    (``lexicon.quote``) stands for that line alone, and the next line is read as a row again.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    separator = max(SEPARATORS, key=lines[0].count) if lines else ","
    at = 0
    while at < len(lines):
        cells, taken = _row(lines[at : at + LONGEST_ROW], separator)
        if cells is None:
            yield LexiconError("lexicon.quote", file=file, line=at + 1)
        elif any(cell.strip() for cell in cells):
            yield at + 1, cells
        at += taken


def _row(lines: Sequence[str], separator: str) -> tuple[list[str] | None, int]:
    """Return the cells of the first row and how many lines it takes; None and 1 where a quote runs away."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return None, 1
    # A row that was swallowed shows its separators inside the cell, beyond the line break.
    if any(separator in cell.partition("\n")[2] for cell in cells):
        return None, 1
    return cells, reader.line_num
