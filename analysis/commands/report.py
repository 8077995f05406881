"""What became of each input: the rows of a store's report, and what a person needs of twenty thousand."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.commands.command import Command, open_store
from analysis.commands.telling import in_shell, warn
from analysis.errors import worded
from analysis.export.tables import csv_text, to_json, to_text
from analysis.store.report import BEGUN, UNFINISHED, InputRow

KNOWN = "known"  # the status of an input whose articles the store had before this run
SHOWN = 20  # rows to be looked at that a summary lists
ALIKE = 3  # of those that say the same of other files
_MESSAGE = 500  # letters: the cure stands at the end, behind a long path
STATUSES = (
    "loaded", "note", "duplicate", "near_duplicate", "wrong_encoding", "no_text", "not_hindi", "too_large",
    "refused", "unreadable",
)  # fmt: skip
ALL = "all"  # the line below those of each status
_COLUMNS = ["path", "status", "documents", "left_out", "message"]


def report_table(report: Sequence[InputRow], language: str, *, earlier: int = 0) -> pd.DataFrame:
    """Return one row an input and fate: path, status, documents, left_out, message (the first of each kind).

    ``documents`` are the articles that were loaded, ``left_out`` those that were not: articles or rows of a
    table, or the whole input, which is one. A ``note`` is of neither. The first ``earlier`` rows are those of
    earlier runs: ``documents`` are what this run added, what an earlier one has loaded is ``known``.
    """
    grouped: dict[tuple[str, str], list[InputRow]] = {}
    for number, row in enumerate(report):
        status = KNOWN if number < earlier and (row.documents or row.status == "loaded") else row.status
        grouped.setdefault((row.path, status), []).append(row)
    lines = [
        (path, status, *_known(group, language))
        if status == KNOWN
        else (path, status, sum(row.documents for row in group), _left_out(group), _message(group, language))
        for (path, status), group in grouped.items()
    ]
    return pd.DataFrame(lines, columns=_COLUMNS)


def _left_out(group: list[InputRow]) -> int:
    return sum(not row.documents and row.status not in ("loaded", "note") for row in group)


def _known(group: list[InputRow], language: str) -> tuple[int, int, str]:
    return 0, 0, worded(language, "ingest.known", documents=f"{sum(row.documents for row in group):,}")


def _message(group: list[InputRow], language: str) -> str:
    """Return the first problem of each kind, and how many more there are of it: an article that is nearly
    another one may have a date that cannot be read, too."""
    kinds: dict[str, list[str]] = {}
    for row in group:
        for problem in row.problems:
            kinds.setdefault(problem.code, []).append(" ".join(problem.message(language).split())[:_MESSAGE])
    return " ".join(
        told[0] if len(told) == 1 else worded(language, "ingest.more", message=told[0], number=len(told) - 1)
        for told in kinds.values()
    )


def each_problem(report: Sequence[InputRow], language: str) -> pd.DataFrame:
    """Return a row for each problem or warning, also of single articles of a table: path, status, message."""
    lines = [
        (row.path, row.status, " ".join(problem.message(language).split()))
        for row in report
        for problem in row.problems
    ]
    return pd.DataFrame(lines, columns=["path", "status", "message"])


def summed_up(table: pd.DataFrame, language: str, *, store: Path | None) -> str:
    """Return the first rows to be looked at as text, and below them what there is of each status: inputs,
    documents and left_out, with the sums and what they count.

    ``store`` is where all can be told again, None where there is none.
    """
    odd = table[(table["status"] != KNOWN) & (table["message"] != "")]
    shown = _some_of_each(odd)
    parts = [to_text(shown)] if len(odd) else []
    if rest := len(odd) - len(shown):
        code = "ingest.rest" if store else "ingest.rest_here"
        parts.append(worded(language, code, number=rest, path=in_shell(store)) + "\n")
    parts.append(to_text(_counts(table)) + worded(language, "ingest.counts") + "\n")
    return "\n".join(parts)


def _some_of_each(odd: pd.DataFrame) -> pd.DataFrame:
    """Return at most SHOWN rows in their order, first of all ALIKE of those that say the same of other files:
    a --column that is nowhere is told of a thousand tables, and what else is wrong stood below them."""
    without = [row.message.replace(row.path, "", 1) for row in odd.itertuples()]
    few = odd.groupby(["status", without], sort=False).cumcount() < ALIKE
    return pd.concat([odd[few], odd[~few]]).head(SHOWN).sort_index()


def _counts(table: pd.DataFrame) -> pd.DataFrame:
    """Return inputs, documents and left_out of each status, and of all, where an input counts once."""
    sums = {"inputs": ("path", "nunique"), "documents": ("documents", "sum"), "left_out": ("left_out", "sum")}
    each = table.groupby("status", sort=False).agg(**sums).reset_index()
    each = each.sort_values(["inputs", "status"], ascending=[False, True])
    return pd.concat([each, table.assign(status=ALL).groupby("status").agg(**sums).reset_index()])


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", metavar="CORPUS", help="a store, or a folder or file of articles")
    parser.add_argument("--status", action="append", choices=STATUSES, help="only these, such as refused")
    told = "a row for each article or input of which something is told, instead of one for each input"
    parser.add_argument("--each", action="store_true", help=told)
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
    parser.add_argument("--language", choices=["hi", "en"], default="hi", help="of the messages")


def _run(options: argparse.Namespace) -> int:
    store, problems = open_store(options.corpus)
    for problem in problems:
        if getattr(problem, "code", "") in (BEGUN, UNFINISHED):
            warn(problem.message(options.language), options.language)
    with store:
        table = (each_problem if options.each else report_table)(store.report, options.language)
    if options.status:
        table = table[table["status"].isin(options.status)]
    writers = {"table": to_text, "csv": csv_text, "json": to_json}
    print(writers[options.format](table), end="")
    return 0


REPORT = Command("report", "what became of each input of a corpus", _arguments, _run)
