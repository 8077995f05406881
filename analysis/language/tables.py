"""Read the tables of a language: the one place of this folder that opens files.

A table lies in ``hi/``. ``.txt`` holds one entry a line (several, split by spaces, where the file says so);
``.tsv`` holds a header and rows. ``#`` at the head of a line is a comment. A broken row is refused with file,
line and cure, so that a table can be edited by somebody who reads no Python.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from analysis.errors import AnalysisError

FOLDER = Path(__file__).parent / "hi"


class TableError(AnalysisError):
    """A broken row in a table of a language."""


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """Return (line number, line) of each line of ``path`` that is neither blank nor a comment."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise TableError("language.unreadable", file=str(path), reason=str(fault)) from fault
    return [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


def parse_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a TSV as column → cell; TableError where a row has other cells than the header."""
    lines = numbered_lines(path)
    if not lines:
        raise TableError("language.empty", file=path.name)
    header = lines[0][1].split("\t")
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TableError(
                "language.cells", file=path.name, line=number, found=len(cells), wanted=len(header)
            )
        rows.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    return rows


def parse_words(path: Path) -> list[str]:
    """Return the entries of a word list, split by spaces; TableError where one stands twice."""
    seen: dict[str, int] = {}
    for number, line in numbered_lines(path):
        for word in line.split():
            if word in seen:
                raise TableError("language.twice", file=path.name, line=number, entry=word, first=seen[word])
            seen[word] = number
    return list(seen)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the table ``hi/<name>`` (read once)."""
    return tuple(parse_rows(FOLDER / name))


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of the word list ``hi/<name>`` (read once)."""
    return frozenset(parse_words(FOLDER / name))


def loose(phrase: str) -> str:
    """Return ``phrase`` as a pattern of ``re`` that allows for joiners, absent or late nuktas, any spaces.

    "पढ़ें" finds पढ़ें, पढें, पढे़ं and the precomposed U+095D.
    """
    pattern = re.escape(phrase.replace("\u093c", "")).replace(r"\ ", r"\s*")
    pattern = re.sub("([क-ह])([\u093e-\u094c]?)", "\\1\u093c?\\2\u093c?", pattern)
    for plain, composed in zip("कखगजडढफ", "\u0958\u0959\u095a\u095b\u095c\u095d\u095e", strict=True):
        pattern = pattern.replace(plain, f"[{plain}{composed}]")
    return pattern.replace("\u094d", "\u094d[\u200c\u200d]?")
