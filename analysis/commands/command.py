"""What a command is, and what all that print a table share: filters, format, output, warnings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import category

import pandas as pd

from analysis.corpus import Selection
from analysis.errors import AnalysisError, ReadingError, SelectionError, messages, worded
from analysis.export.stamp import stamp, stamp_json
from analysis.export.tables import csv_text, to_csv, to_json, to_text
from analysis.measures.documents import totals
from analysis.store.needle import resolve
from analysis.store.report import UNFINISHED
from analysis.store.selection import KINDS, from_params, validate
from analysis.store.store import Store

# A folder of ten thousand articles with a thousand copies must not bury the table it is asked for.
WARNINGS = 20
# What is told of articles that are in every count all the same: told one by one when they come in (``report``
# tells it again), afterwards in one line, by the commands that tell of the articles.
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
    name: str,
    help: str,
    table: Table,
    arguments: Callable[[argparse.ArgumentParser], None] | None = None,
    *,
    kinds: bool = True,
) -> Command:
    """Return a command that opens CORPUS, takes the filters, and prints what ``table`` returns.

    ``kinds``: the table counts some kinds of sentences; one that counts all of them does not take --kind.
    """

    def declare(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("corpus", metavar="CORPUS", help="a folder or file of articles, or a store")
        if arguments:
            arguments(parser)
        _add_filters(parser, kinds=kinds)
        _add_output(parser)

    def run(options: argparse.Namespace) -> int:
        _take_either_order(options)
        store = _opened(options, notes=name in TELL_NOTES)
        with store:
            selection = read_selection(store, options)
            found = table(store, selection, options)
            print_table(store, selection, found, options)
        if found.empty and name != "kwic":  # kwic tells what is near
            warn(messages(options.language)["cli.empty"], options.language)
        return 0

    return Command(name, help, declare, run)


def _take_either_order(options: argparse.Namespace) -> None:
    """Let ``kwic TERM CORPUS`` serve as well as ``kwic CORPUS TERM``: only one of them is there to open.

    Raises SelectionError (``cli.blank``) for an empty term.
    """
    term = getattr(options, "term", None)
    # Path("") is the current folder, which nobody named.
    is_there = options.corpus.strip() and Path(options.corpus).exists()
    if term and not is_there and Path(term).exists():
        options.corpus, options.term = term, options.corpus
    if not getattr(options, "term", "-").strip():
        raise SelectionError("cli.blank", name="TERM" if options.command == "kwic" else "CODE")


def _opened(options: argparse.Namespace, *, notes: bool) -> Store:
    """Open the corpus of a line; ReadingError (``cli.neither``) where either of two words could be meant."""
    try:
        return open_with_warnings(options.corpus, options.language, options.corrections, notes=notes)
    except ReadingError as error:
        if error.code == "reading.not_found" and hasattr(options, "term"):
            raise ReadingError("cli.neither", one=options.corpus, other=options.term) from error
        raise


def open_with_warnings(
    corpus: str, language: str, corrections: str | None = None, *, notes: bool = False
) -> Store:
    """Open a corpus, corrected by a file of corrections if one is named.

    What could not be read of it is told on stderr, and the rest goes on. ``notes``: so is, in one line, how
    many articles are nearly alike.
    """
    store, problems = open_store(corpus, corrections)
    codes = [getattr(one, "code", "") for one in problems]
    _tell([one for one, code in zip(problems, codes, strict=True) if code not in NOTES], corpus, language)
    alike = sum(code in NOTES for code in codes)
    # While an ingest is not finished they are not counted, and how many wait is told.
    if notes and alike and UNFINISHED not in codes:
        warn(worded(language, "cli.alike", number=alike, path=corpus), language)
    return store


def open_store(corpus: str, corrections: str | None = None) -> tuple[Store, Sequence[Exception]]:
    """Open a corpus; return it with what could not be read of it. Raises SelectionError (``cli.blank``)."""
    from analysis.corrections import load, open_corrected  # --help need not load the annotation
    from analysis.opening import open_corpus

    if not corpus.strip():  # Path("") is the current folder
        raise SelectionError("cli.blank", name="CORPUS")
    path = Path(corpus)
    return open_corrected(path, load(Path(corrections))) if corrections is not None else open_corpus(path)


def _tell(problems: Sequence[Exception], corpus: str, language: str) -> None:
    for problem in problems[:WARNINGS]:
        warn(problem.message(language) if isinstance(problem, AnalysisError) else str(problem), language)
    if len(problems) > WARNINGS:
        warn(worded(language, "cli.more", number=len(problems) - WARNINGS, path=corpus), language)


def refuse_unused(options: argparse.Namespace, because: str, *names: str) -> None:
    """Raise SelectionError (``cli.unused``) where one of the options ``names`` was given, which ``because``
    leaves without effect."""
    for name in names:
        if getattr(options, name.removeprefix("--").replace("-", "_")):
            raise SelectionError("cli.unused", name=name, because=because)


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
    if options.query:
        tell_reading(store, options.query, options.language)
    if (selection.date_from or selection.date_to) and options.undated is None:
        _tell_undated(store, selection, options.language)
    return selection


def tell_reading(store: Store, query: str, language: str) -> None:
    """Say on stderr that what was typed in Latin letters was read as a name: other forms of it are found too,
    and the word where it is a part of another name is not, so that भारत and bharat find different sets."""
    codes = resolve(store, query).entities
    if codes:
        column = "label_hi" if language == "hi" else "label_en"
        found = store.query(
            f"SELECT code, {column} AS label FROM entity WHERE list_contains($codes::VARCHAR[], code)",
            {"codes": list(codes)},
        )
        names = ", ".join(sorted(f"{row.label} ({row.code})" for row in found.itertuples()))
        warn(worded(language, "cli.read_as", query=query, names=names), language)


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


def _add_filters(parser: argparse.ArgumentParser, *, kinds: bool) -> None:
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
    if kinds:
        filters.add_argument("--kind", action="append", metavar="KIND", help=f"sentences: {', '.join(KINDS)}")
    else:
        parser.set_defaults(kind=None)
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
