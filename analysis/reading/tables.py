"""Tables row by row: one article a row, bounded memory however long the table is."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import ReadingError
from analysis.reading.archives import PACKED, unpacked
from analysis.reading.cells import as_text
from analysis.reading.columns import ROLES, Role, Row, article
from analysis.reading.delimited import delimited_rows
from analysis.reading.header import Header, listed, peek
from analysis.reading.jsons import json_rows, jsonl_rows
from analysis.reading.limits import LIMITS, Limits
from analysis.reading.order import Orders
from analysis.reading.parquet import parquet_rows
from analysis.reading.result import Draft, Fault, Note, broken
from analysis.reading.sheets import sheet_rows
from analysis.reading.source import Source, bytes_source, file_source
from analysis.reading.taken import Columns, header_notes, marked_once, taken

# How many rows are looked at to tell the columns apart.
SAMPLE = 30

RowReader = Callable[[Source, Limits, str | None], Iterator[Row | Fault | Header]]
TABLES: dict[str, RowReader] = {
    ".csv": delimited_rows,
    ".tsv": delimited_rows,
    ".jsonl": jsonl_rows,
    ".ndjson": jsonl_rows,
    ".json": json_rows,
    ".parquet": parquet_rows,
    ".xlsx": sheet_rows,
}


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows of a table: its columns, the cells as text, and the guess which column is what.

    ``header`` is the row that was taken for the names of the columns, or for the first article, where that is
    not plain (``Header.plain``); ``unsure`` what the report will tell of columns that were taken by half a
    name or with a longer text left over.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    guess: dict[Role, str]
    header: Header | None = None
    unsure: ReadingError | None = None


def table_drafts(
    source: Source, limits: Limits, encoding: str | None, columns: Mapping[str, str] | None = None
) -> Iterator[Draft | Fault | Note]:
    """Yield the article of each row; a broken row is a fault in its place, what columns are a note.

    ``columns`` (role → column, "" for none) is taken before the guess. Raises ReadingError:
    ``reading.no_text_column`` or ``reading.no_text_under`` (a header), ``reading.no_such_column``, and what
    the format's reader raises.
    """
    yield from marked_once(_drafts(source, limits, encoding, dict(columns or {})))


def _drafts(
    source: Source, limits: Limits, encoding: str | None, columns: dict[str, str]
) -> Iterator[Draft | Fault | Note]:
    rows = TABLES[source.suffix](source, limits, encoding)
    first, fault = peek(rows, SAMPLE)
    if fault and all(isinstance(row, Header) for row in first):
        raise fault
    names = _columns(first)
    if not names and not any(isinstance(row, Fault) for row in first):
        raise ReadingError("reading.empty", file=source.path)
    given = _checked(columns, names, source)
    mapping = taken(names, _rows(first), given)
    if "text" not in mapping and names:
        raise _no_text(source, first, names)
    orders = Orders(source, first, lambda: TABLES[source.suffix](source, limits, encoding))
    header, now = None, None  # of the sheet that begins, and of the one that is read
    if names and not any(isinstance(row, Header) for row in first):
        now = Columns(mapping, given, _rows(first))
        yield from now.notes(names, _rows(first), source.path)
    for row in itertools.chain(first, rows):
        if isinstance(row, Row):
            if header:
                below = [row, *_below(header, first)]
                own = tuple(dict.fromkeys((*header.names, *_columns(below))))
                sheet = _of_sheet(own, below, mapping, given)
                now = Columns(sheet, given, below) if sheet else None
                if now:
                    yield from now.notes(own, below, source.path)
                else:
                    yield Fault(_no_text(source, [header], own), header.number)
                header = None
            if now and not _names_again(row):
                yield _article(row, now.of(row), source, orders)
                if now.late:
                    yield now.late_note(source.path)
        elif isinstance(row, Fault):
            yield row
        elif names:
            header = row
            yield from header_notes(row, source.path)
    if fault:  # what stood before the fault has been read
        raise fault


def _names_again(row: Row) -> bool:
    """Return whether a row has the names of the columns once more, as in files that were joined."""
    named = False
    for name, value in row.values.items():
        if not name.isdecimal():  # a column without a name
            if value != name:
                return False
            named = True
    return named


def _of_sheet(
    names: Sequence[str], rows: Sequence[Row], mapping: Mapping[Role, str], given: Mapping[str, str]
) -> dict[Role, str]:
    """Return role → column of a sheet: what was given and, where it has the others' column of texts, what
    theirs were taken for, as far as it has these columns; else as its own names and first rows tell. Empty
    where none is the text: it has no articles."""
    known = {**mapping, **given} if mapping["text"] in names else given
    own = taken(
        names, rows, {role: column for role, column in known.items() if not column or column in names}
    )
    return own if "text" in own else {}


def _below(header: Header, first: Sequence[Row | Fault | Header]) -> list[Row]:
    """Return the rows of a sheet among the first ones of a file."""
    begin = next((number for number, one in enumerate(first) if one is header), len(first))
    own = itertools.takewhile(lambda one: not isinstance(one, Header), first[begin + 1 :])
    return [one for one in own if isinstance(one, Row)]


def _article(row: Row, mapping: Mapping[str, str], source: Source, orders: Orders) -> Draft | Fault:
    column = mapping.get("date")
    try:
        draft = article(row, mapping, source, month_first=orders.month_first(row, column))
    except ReadingError as error:
        return Fault(error, row.number)
    return orders.note(draft, row, column)


def _no_text(source: Source, first: list[Row | Fault | Header], names: tuple[str, ...]) -> ReadingError:
    """Return what is told where no column is the text: also where the names stand, it may be another row."""
    header = next((row for row in first if isinstance(row, Header)), None)
    fields = {"file": source.path, "columns": listed(names)}
    if header is None or not header.named:
        return ReadingError("reading.no_text_column", **fields)
    return ReadingError("reading.no_text_under", row=header.row, **fields)


def _columns(rows: list[Row | Fault | Header]) -> tuple[str, ...]:
    # JSON's objects need not have the same keys; a dict keeps the order of first sight.
    return tuple(dict.fromkeys(name for row in rows if isinstance(row, Row) for name in row.values))


def _rows(rows: list[Row | Fault | Header]) -> list[Row]:
    return [row for row in rows if isinstance(row, Row)]


def _checked(columns: dict[str, str], names: tuple[str, ...], source: Source) -> dict[str, str]:
    for role, column in columns.items():
        if role not in ROLES or (names and column and column not in names):
            raise ReadingError(
                "reading.no_such_column", file=source.path, role=role, column=column, columns=listed(names)
            )
    return columns


def head(
    path: str | os.PathLike[str], n: int = 5, *, limits: Limits = LIMITS, encoding: str | None = None
) -> Head:
    """Return the first ``n`` rows of a table on disk; raises ReadingError where it cannot be read."""
    return _sound_head(file_source(Path(path)), n, limits, encoding)


def head_bytes(
    name: str, data: bytes, n: int = 5, *, limits: Limits = LIMITS, encoding: str | None = None
) -> Head:
    """Return the first ``n`` rows of an uploaded table; raises ReadingError where it cannot be read."""
    return _sound_head(bytes_source(name, data), n, limits, encoding)


def _sound_head(source: Source, n: int, limits: Limits, encoding: str | None) -> Head:
    try:
        return _head(source, n, limits, encoding)
    except ReadingError:
        raise
    # As when it is read: BadZipFile, ArrowInvalid, EOFError, … all mean that the file is damaged.
    except Exception as error:
        raise broken(source.path, error) from error


def _head(source: Source, n: int, limits: Limits, encoding: str | None) -> Head:
    source = unpacked(source, limits) if source.suffix == PACKED else source
    if source.suffix not in TABLES:
        raise ReadingError("reading.kind", file=source.path, known=", ".join(TABLES))
    rows, fault = peek(TABLES[source.suffix](source, limits, encoding), max(n, SAMPLE))
    first = _rows(rows)
    if fault and not first:
        raise fault
    names = _columns(first)
    shown = tuple({name: as_text(row.values.get(name)) for name in names} for row in first[:n])
    headers = (row for row in rows if isinstance(row, Header) and not row.plain)
    unclear = next(headers, None) if first else None  # nothing is read of rows that are all faults
    guess = taken(names, first)
    notes = Columns(guess, {}, first).notes(names, first, source.path) if "text" in guess else ()
    unsure = next((note.error for note in notes if note.error.code == "reading.columns_guessed"), None)
    return Head(names, shown, guess, unclear, unsure)
