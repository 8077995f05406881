"""What became of each input, kept with the corpus so that it can be told again in either language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import AnalysisError, ReadingError

if TYPE_CHECKING:  # workers on a cluster write reports without a database
    import duckdb

BEGUN = "store.begun"  # the code of what says that an ingest was stopped while nothing of it waited
UNFINISHED = "store.unfinished"  # the code of what says that articles wait, in the report and not counted


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input of an ingest: its fate, how many documents came of it, and the error or warnings.

    A large table has several rows, each for some of its articles; ``place`` is the last of these, ``""``
    where the row tells of the whole input.
    """

    path: str
    bytes: int
    sha256: str
    status: str
    documents: int
    problems: tuple[AnalysisError, ...] = ()
    place: str = ""


def write_report(cursor: duckdb.DuckDBPyConnection, rows: Iterable[InputRow]) -> None:
    """Add rows to ``ingest_file``; problems are kept as code and fields, in no language."""
    values = report_values(rows)
    if values:
        cursor.executemany("INSERT INTO ingest_file VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def report_values(rows: Iterable[InputRow]) -> list[tuple]:
    """Return the rows of ``ingest_file``, columns in the order of the schema."""
    return [
        (row.path, row.bytes, row.sha256, row.status, _as_json(row.problems), row.documents, row.place)
        for row in rows
    ]


def read_report(cursor: duckdb.DuckDBPyConnection) -> list[InputRow]:
    """Return the rows of ``ingest_file`` in the order they were added."""
    rows = cursor.execute(
        "SELECT path, bytes, sha256, status, documents, message, place FROM ingest_file ORDER BY rowid"
    ).fetchall()
    return [InputRow(*row[:5], problems=problems_from_json(row[5]), place=row[6]) for row in rows]


def _as_json(problems: tuple[AnalysisError, ...]) -> str:
    plain = [{"code": one.code, "fields": {k: str(v) for k, v in one.fields.items()}} for one in problems]
    return json.dumps(plain, ensure_ascii=False)


def problems_from_json(text: str) -> tuple[AnalysisError, ...]:
    """Return the problems that a row's message tells."""
    return tuple(ReadingError(one["code"], **one["fields"]) for one in json.loads(text))
