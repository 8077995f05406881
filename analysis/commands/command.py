"""What a command is, and what all that print a table share: filters, format, output, warnings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import category

import pandas as pd

from analysis.corpus import Selection
from analysis.errors import AnalysisError, messages, worded
from analysis.export.stamp import stamp, stamp_json
from analysis.export.tables import csv_text, to_csv, to_json, to_text
from analysis.measures.documents import totals
from analysis.store.selection import KINDS, from_params, validate
from analysis.store.store import Store

# A folder of ten thousand articles with a thousand copies must not bury the table it is asked for.
WARNINGS = 20
# What is told of articles that are in every count all the same: by the commands that tell of the articles.
NOTES = frozenset({"reading.near_duplicate"})
TELL_NOTES = frozenset({"documents", "totals", "cleaning"})
Table = Callable[[Store, Selection, argparse.Namespace], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Command:
    """One word after ``python -m analysis``: how its arguments are declared and what it does.

    ``run`` returns the exit code; it may raise AnalysisError, which becomes one line and exit code 2.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def table_command(
    name: str, help: str, table: Table, arguments: Callable[[argparse.ArgumentParser], None] | None = None
) -> Command:
    """Return a command that opens CORPUS, takes the filters, and prints what ``table`` returns."""

    def declare(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("corpus", metavar="CORPUS", help="a folder or file of articles, or a store")
        if arguments:
            arguments(parser)
        _add_filters(parser)
        _add_output(parser)

    def run(options: argparse.Namespace) -> int:
        _take_either_order(options)
        store = open_with_warnings(
            options.corpus, options.language, options.corrections, notes=name in TELL_NOTES
        )
        with store:
            selection = read_selection(store, options)
            found = table(store, selection, options)
            print_table(store, selection, found, options)
        if found.empty and name != "kwic":  # kwic tells what is near
            warn(messages(options.language)["cli.empty"], options.language)
        return 0

    return Command(name, help, declare, run)


def _take_either_order(options: argparse.Namespace) -> None:
    """Let ``kwic TERM CORPUS`` serve as well as ``kwic CORPUS TERM``: only one of them is there to open."""
    term = getattr(options, "term", None)
    if term and not Path(options.corpus).exists() and Path(term).exists():
        options.corpus, options.term = term, options.corpus


def open_with_warnings(
    corpus: str, language: str, corrections: str | None = None, *, notes: bool = False
) -> Store:
    """Open a corpus, corrected by a file of corrections if one is named.

    What could not be read of it is told on stderr, and the rest goes on. ``notes``: so is what was read and
    may be looked at (articles nearly alike), which would repeat itself at every command.
    """
    from analysis.corrections import load, open_corrected  # --help need not load the annotation
    from analysis.opening import open_corpus

    path = Path(corpus)
    store, problems = (
        open_corrected(path, load(Path(corrections))) if corrections is not None else open_corpus(path)
    )
    problems = [one for one in problems if notes or getattr(one, "code", "") not in NOTES]
    for problem in problems[:WARNINGS]:
        warn(problem.message(language) if isinstance(problem, AnalysisError) else str(problem), language)
    if len(problems) > WARNINGS:
        warn(worded(language, "cli.more", number=len(problems) - WARNINGS), language)
    return store


def read_selection(store: Store, options: argparse.Namespace) -> Selection:
    """Return the selection that the filters name. Raises SelectionError for one that makes no sense."""
    given = {
        "doc": options.document, "source": options.source, "entity": options.entity, "kind": options.kind,
        "from": options.date_from, "to": options.date_to, "q": options.query,
        "undated": "0" if options.undated is False else "1",
    }  # fmt: skip
    selection, errors = from_params({code: value for code, value in given.items() if value})
    selection, unknown = validate(store, selection)
    for error in [*errors, *unknown]:
        raise error
    if (selection.date_from or selection.date_to) and options.undated is None:
        _tell_undated(store, selection, options.language)
    return selection


def _tell_undated(store: Store, selection: Selection, language: str) -> None:
    """Say on stderr that a filter by date keeps the undated articles, as long as nobody said what to do."""
    number = int(totals(store, replace(selection, date_from=None, date_to=None))["undated"].iloc[0])
    if number:
        warn(worded(language, "cli.undated", number=number), language)


def print_table(store: Store, selection: Selection, table: pd.DataFrame, options: argparse.Namespace) -> None:
    """Print the table in the format asked for, or write it to a file with its method stamp beside it."""
    writers = {"table": to_text, "csv": csv_text, "json": to_json}
    if not options.output:
        sys.stdout.write(writers[options.format](table))
        return
    path = Path(options.output)
    own = {key: value for key, value in vars(options).items() if key not in _SHARED}
    told = _corrections(store, selection, options.corrections)
    stamped = stamp(store, selection, table=options.command, options=own, corrections=told)
    path.write_bytes(to_csv(table) if options.format == "csv" else writers[options.format](table).encode())
    path.with_name(path.name + ".method.json").write_text(stamp_json(stamped), encoding="utf-8")


def _corrections(store: Store, selection: Selection, file: str | None) -> dict[str, object] | None:
    """Return what the stamp says of a reader's corrections, and tell it on stderr; None without them."""
    if file is None:
        return None
    from analysis.corrections import effect, load
    from analysis.store.layer import LayeredStore

    without = store
    while isinstance(without, LayeredStore):
        without = without.base
    return effect(load(Path(file)), store, without, selection)


def warn(sentence: str, language: str) -> None:
    """Print one line of warning to stderr."""
    print(worded(language, "cli.warning", sentence=one_line(sentence)), file=sys.stderr)


def one_line(sentence: str) -> str:
    """Return the sentence as one line, without the signs a file's name could steer a terminal by."""
    return " ".join("".join(" " if category(sign) == "Cc" else sign for sign in sentence).split())


# What every table command has; the rest are the options of the measure, for its stamp.
_SHARED = {
    "command", "corpus", "run", "document", "source", "date_from", "date_to", "undated", "kind", "entity",
    "query", "format", "output", "language", "corrections",
}  # fmt: skip


def _add_filters(parser: argparse.ArgumentParser) -> None:
    filters = parser.add_argument_group("filters (those that take a value may be repeated)")
    filters.add_argument("--document", action="append", metavar="NAME", help="only these documents")
    filters.add_argument("--source", action="append", metavar="NAME", help="only these sources; '' = unknown")
    filters.add_argument("--from", dest="date_from", metavar="DATE", help="published on or after, 2024-12-31")
    filters.add_argument("--to", dest="date_to", metavar="DATE", help="published on or before")
    filters.add_argument(
        "--undated",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="keep undated documents under a filter by date (kept, and told, unless --no-undated)",
    )
    filters.add_argument("--kind", action="append", metavar="KIND", help=f"sentences: {', '.join(KINDS)}")
    filters.add_argument(
        "--entity", action="append", metavar="CODE", help="documents that name each of these"
    )
    filters.add_argument("--corrections", metavar="FILE", help="struck-out hits and added names (correct)")
    filters.add_argument("--query", metavar="WORDS", help="documents that contain this")


def _add_output(parser: argparse.ArgumentParser) -> None:
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=["table", "csv", "json"], default="table")
    output.add_argument(
        "--output", metavar="FILE", help="write here, with the method stamp beside it (CSV with BOM)"
    )
    output.add_argument("--language", choices=["hi", "en"], default="hi", help="of messages")
