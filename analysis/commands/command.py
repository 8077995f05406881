"""What a command is, and what all that print a table share: filters, format, output, warnings."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.commands.codes import with_near
from analysis.commands.days import day_of, tell_cut, tell_undated
from analysis.commands.output import add_output, check_output, print_table
from analysis.commands.telling import (
    in_shell,
    tell_nearest,
    tell_operators,
    tell_reading,
    tell_sound,
    warn,
)
from analysis.corpus import Selection
from analysis.errors import AnalysisError, ReadingError, SelectionError, messages, worded
from analysis.measures.cooccurrence import units_counted
from analysis.measures.documents import nearly_alike
from analysis.store.connecting import SUFFIX
from analysis.store.folders import is_lake
from analysis.store.report import UNFINISHED
from analysis.store.selection import KINDS, from_params, validate
from analysis.store.store import Store

# A folder of ten thousand articles with a thousand copies must not bury the table it is asked for.
WARNINGS = 5
# What is told of articles that are in every count all the same: told one by one when they come in (``report``
# tells it again), afterwards in one line, by the commands that tell of the articles.
ALIKE, COPY = "reading.near_duplicate", "reading.duplicate"
NOTES = frozenset({ALIKE, "reading.name_changed", "reading.a_lake"})
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
        add_output(parser)

    def run(options: argparse.Namespace) -> int:
        _take_either_order(options)
        check_output(options)  # a long count is not to end at a folder that is not there
        store, problems = _opened(options)
        with store:
            selection = read_selection(store, options)
            if name in TELL_NOTES:
                _tell_alike(store, selection, problems, options)
            found = table(store, selection, options)
            print_table(store, selection, found, options)
            # kwic tells what is near, and where no article passes the filters that was said.
            if found.empty and name != "kwic" and has_articles(store, selection):
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


def _opened(options: argparse.Namespace) -> tuple[Store, Sequence[Exception]]:
    """Open the corpus of a line; ReadingError (``cli.neither``) where either of two words could be meant."""
    try:
        return open_with_warnings(options.corpus, options.language, options.corrections)
    except ReadingError as error:
        if error.code == "reading.not_found" and hasattr(options, "term"):
            raise ReadingError("cli.neither", one=options.corpus, other=options.term) from error
        raise


def open_with_warnings(
    corpus: str, language: str, corrections: str | None = None
) -> tuple[Store, Sequence[Exception]]:
    """Open a corpus, corrected by a file of corrections if one is named; return it with its problems.

    What could not be read of it is told on stderr, and the rest goes on; what is told of articles that are
    there all the same (``NOTES``) is for the caller to tell.
    """
    store, problems = open_store(corpus, corrections)
    _tell([one for one in problems if getattr(one, "code", "") not in NOTES], corpus, language)
    return store, problems


def open_store(corpus: str, corrections: str | None = None) -> tuple[Store, Sequence[Exception]]:
    """Open a corpus; return it with what could not be read of it. Raises SelectionError (``cli.blank``)."""
    from analysis.corrections import load, open_corrected  # --help need not load the annotation
    from analysis.opening import open_corpus

    if not corpus.strip():  # Path("") is the current folder
        raise SelectionError("cli.blank", name="CORPUS")
    if corrections is not None and not corrections.strip():
        raise SelectionError("cli.blank_option", name="--corrections")
    path = Path(corpus)
    return open_corrected(path, load(Path(corrections))) if corrections is not None else open_corpus(path)


def _tell(problems: Sequence[Exception], corpus: str, language: str) -> None:
    """Say what could not be read; of a store, whose ingest has told it, how much that was."""
    if Path(corpus).suffix == SUFFIX or is_lake(Path(corpus)):
        ingest = [problem for problem in problems if isinstance(problem, ReadingError)]
        problems = [problem for problem in problems if problem not in ingest]
        copies = sum(problem.code == COPY for problem in ingest)
        for code, number in (("cli.copies", copies), ("cli.at_ingest", len(ingest) - copies)):
            if number:
                warn(worded(language, code, number=f"{number:,}", path=in_shell(corpus)), language)
    for problem in problems[:WARNINGS]:
        warn(problem.message(language) if isinstance(problem, AnalysisError) else str(problem), language)
    if len(problems) > WARNINGS:
        warn(worded(language, "cli.more", number=len(problems) - WARNINGS, path=in_shell(corpus)), language)


def _tell_alike(
    store: Store, selection: Selection, problems: Sequence[Exception], options: argparse.Namespace
) -> None:
    """Say in one line how many of the chosen articles are nearly the same as another of them."""
    codes = [getattr(one, "code", "") for one in problems]
    notes = [one.fields for one, code in zip(problems, codes, strict=True) if code == ALIKE]
    if not notes or UNFINISHED in codes:  # while an ingest is not finished these are not counted
        return
    if all("name" in note for note in notes):
        number = nearly_alike(store, selection, [(note["name"], note["other"]) for note in notes])
        code = "cli.alike" if _is_whole(selection) else "cli.alike_chosen"
    else:  # a store made before the notes named their articles
        number, code = len(notes), "cli.alike" if _is_whole(selection) else "cli.alike_whole"
    if number:
        warn(worded(options.language, code, number=number, path=in_shell(options.corpus)), options.language)


def _is_whole(selection: Selection) -> bool:
    return replace(selection, kinds=Selection().kinds) == Selection()


def has_articles(store: Store, selection: Selection) -> bool:
    """Return whether any article passes the filters."""
    return _is_whole(selection) or units_counted(store, selection, unit="document") > 0


def refuse_unused(options: argparse.Namespace, because: str, *names: str) -> None:
    """Raise SelectionError (``cli.unused``) where one of the options ``names`` was given, which ``because``
    leaves without effect."""
    for name in names:
        if getattr(options, name.removeprefix("--").replace("-", "_")):
            raise SelectionError("cli.unused", name=name, because=because)


def read_selection(store: Store, options: argparse.Namespace) -> Selection:
    """Return the selection that the filters name. Raises SelectionError for one that makes no sense."""
    _refuse_blank(options)
    given = {
        "doc": options.document, "source": options.source, "entity": options.entity, "kind": options.kind,
        "from": day_of(options, "--from"), "to": day_of(options, "--to"), "q": options.query,
        "undated": "0" if options.undated is False else "1",
    }  # fmt: skip
    selection, errors = from_params({code: value for code, value in given.items() if value})
    selection, unknown = validate(store, selection)
    for error in [*errors, *unknown]:
        raise with_near(store, error)
    if options.query:
        tell_reading(store, options.query, options.language)
        tell_sound(store, replace(selection, query=""), options.query, options.language)
        tell_operators(options.query, options.language)
    if not has_articles(store, selection):
        _tell_nothing_passes(store, selection, options)
    elif (selection.date_from or selection.date_to) and options.undated is None:
        tell_undated(store, selection, options.language)
    tell_cut(store, selection, options.language)
    return selection


def _refuse_blank(options: argparse.Namespace) -> None:
    """Raise SelectionError (``cli.blank_option``) for a filter that an empty word would leave out unseen; the
    empty source is the unknown one."""
    given = {
        "--query": [options.query], "--from": [options.date_from], "--to": [options.date_to],
        "--document": options.document, "--entity": options.entity, "--kind": options.kind,
    }  # fmt: skip
    for name, values in given.items():
        if any(value is not None and not value.strip() for value in values or ()):
            raise SelectionError("cli.blank_option", name=name)


def _tell_nothing_passes(store: Store, selection: Selection, options: argparse.Namespace) -> None:
    """Say on stderr that it is the filters that leave nothing to look in; of words that are nowhere what is
    near them."""
    given = {
        "--document": options.document, "--source": options.source, "--from": options.date_from,
        "--to": options.date_to, "--no-undated": options.undated is False, "--entity": options.entity,
        "--query": options.query,
    }  # fmt: skip
    named = ", ".join(name for name, value in given.items() if value)
    warn(worded(options.language, "cli.no_articles", filters=named), options.language)
    others = replace(selection, query="")
    if options.query and has_articles(store, others):
        tell_nearest(store, others, options.query, options.language)


def positive(text: str) -> int:
    """Return the whole number that a word of the line is; 0 of something would be nothing."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("cli.one_or_more")  # worded by commands/line.py
    return number


def _add_filters(parser: argparse.ArgumentParser, *, kinds: bool) -> None:
    filters = parser.add_argument_group("filters (document, source, kind and entity may be repeated)")
    filters.add_argument("--document", action="append", metavar="NAME", help="only these documents")
    filters.add_argument("--source", action="append", metavar="NAME", help="only these sources; '' = unknown")
    filters.add_argument(
        "--from",
        dest="date_from",
        metavar="DATE",
        help="published on or after: 2024-12-31, 5 मार्च 2024, 2024-03; articles of which only the month or "
        "year is known count by its first day, and it is told where that leaves some out",
    )
    filters.add_argument("--to", dest="date_to", metavar="DATE", help="published on or before")
    filters.add_argument(
        "--undated",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="keep undated documents under a filter by date (kept, and told, unless --no-undated)",
    )
    if kinds:
        usual = " and ".join(Selection().kinds)
        told = f"of sentences: {', '.join(KINDS)}; without this option {usual}"
        filters.add_argument("--kind", action="append", metavar="KIND", help=told)
    else:
        parser.set_defaults(kind=None)
    filters.add_argument(
        "--entity", action="append", metavar="CODE", help="documents that name each of these"
    )
    filters.add_argument("--corrections", metavar="FILE", help="struck-out hits and added names (correct)")
    told = "documents whose text contains this; titles apart from it are not searched"
    filters.add_argument("--query", metavar="WORDS", help=told)
