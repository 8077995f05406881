"""The commands for what the rules find: who said what, figures, times, titles, unknown names, one actor."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import pandas as pd

from analysis.commands.codes import check_codes
from analysis.commands.command import Command, positive, refuse_unused, table_command
from analysis.commands.telling import warn
from analysis.corpus import Selection
from analysis.errors import SelectionError, messages, worded
from analysis.measures.actor import actor
from analysis.measures.cleaning import cleaning
from analysis.measures.cooccurrence import units_counted
from analysis.measures.event_days import event_days
from analysis.measures.figures import by_unit, figures
from analysis.measures.names import unknown_names
from analysis.measures.references import explicit_and_inferred, holders, references, undecided
from analysis.measures.repetition import MOST_DOCUMENTS, repetitions
from analysis.measures.sourcing import sourcing
from analysis.measures.spelling import spellings
from analysis.measures.statements import by_speaker, by_verb, statement_count, statements, without_speaker
from analysis.measures.timeline import event_counts, events, timeline
from analysis.store.store import Store

Options = argparse.Namespace
# As ``figures`` tells them; the annotation has them as a type, and --help need not load it.
FIGURE_KINDS = ("measure", "ratio", "count", "ordinal", "duration", "money", "percent", "calibre", "age")


def _statements(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    shapes = {"speakers": by_speaker, "verbs": by_verb, "without": without_speaker}
    if options.by:
        refuse_unused(options, f"--by {options.by}", "--speaker", "--about")
        kinds = {"kinds": tuple(options.statement_kind or ())} if options.by == "speakers" else {}
        if not kinds:
            refuse_unused(options, f"--by {options.by}", "--statement-kind")
        return _nobody_named(shapes[options.by](store, selection, limit=options.top, **kinds))
    if options.about:
        check_codes(store, [options.about])
    _check_speakers(store, options.speaker or ())
    return statements(
        store,
        selection,
        speakers=tuple(options.speaker or ()),
        kinds=tuple(options.statement_kind or ()),
        about=options.about,
        limit=options.top,
    )


def _nobody_named(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table of speakers with a label, too, for the statements of nobody."""
    if "known" not in table:
        return table
    of_nobody = table["speaker"] == ""
    labels = {language: messages(language)["cli.nobody"] for language in ("hi", "en")}
    return table.assign(
        **{f"label_{one}": table[f"label_{one}"].mask(of_nobody, label) for one, label in labels.items()}
    )


def _figures(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    kinds = tuple(options.figure_kind or ())
    if options.by_unit:
        return by_unit(store, selection, kinds=kinds).head(options.top)
    return figures(store, selection, kinds=kinds, limit=options.top)


def _timeline(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    if options.counts:
        return event_counts(store, selection).head(options.top)
    if options.days:
        return event_days(store, selection, limit=options.top)
    if options.events:
        return events(store, selection, limit=options.top)
    return timeline(store, selection, language=options.language, limit=options.top)


def _references(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    shapes = {"title": holders, "actor": explicit_and_inferred}
    how = tuple(options.how or ("role", "reference"))
    if options.by == "undecided":
        return undecided(store, selection, how=how).head(options.top)
    if options.by:
        refuse_unused(options, f"--by {options.by}", "--how")
        return shapes[options.by](store, selection).head(options.top)
    return references(store, selection, how=how, limit=options.top)


def _repetitions(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    found = repetitions(store, selection)
    number = units_counted(store, selection, unit="document")
    if number > MOST_DOCUMENTS:
        told = {"documents": f"{MOST_DOCUMENTS:,}", "number": f"{number:,}"}
        warn(worded(options.language, "cli.first_documents", **told), options.language)
    return found.head(options.top)


def _actor(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    check_codes(store, [options.term])
    return actor(store, selection, options.term)


def _check_speakers(store: Store, speakers: Sequence[str]) -> None:
    """Raise SelectionError for a speaker that is no code, nor words that a statement is given to, of which
    ``by_speaker`` prints both: ``selection.entity_near``, ``selection.speaker``."""
    for speaker in speakers:
        if not statement_count(store, Selection(), speakers=(speaker,)):
            try:
                check_codes(store, [speaker])
            except SelectionError as error:
                if error.code != "selection.entity":
                    raise
                raise SelectionError("selection.speaker", value=speaker) from None


def _statement_arguments(parser: argparse.ArgumentParser) -> None:
    _top(parser)
    told = "only of these, as --by speakers prints them"
    parser.add_argument("--speaker", action="append", metavar="CODE", help=told)
    parser.add_argument("--about", default="", metavar="CODE", help="only those that name CODE, by others")
    kinds = ["direct", "indirect", "offer", "demand", "source", "unattributed"]
    parser.add_argument("--statement-kind", action="append", choices=kinds, help="only these kinds")
    parser.add_argument("--by", choices=["speakers", "verbs", "without"], help="count, or who is not written")


def _figure_arguments(parser: argparse.ArgumentParser) -> None:
    _top(parser)
    parser.add_argument(
        "--figure-kind", action="append", choices=FIGURE_KINDS, metavar="KIND", help=" ".join(FIGURE_KINDS)
    )
    parser.add_argument("--by-unit", action="store_true", help="how many of each unit")


def _timeline_arguments(parser: argparse.ArgumentParser) -> None:
    _top(parser)
    shapes = parser.add_mutually_exclusive_group()
    shapes.add_argument("--events", action="store_true", help="one row an event, with its mentions")
    shapes.add_argument("--days", action="store_true", help="days, with the events that happened on them")
    shapes.add_argument("--counts", action="store_true", help="mentions and events of each kind")


def _reference_arguments(parser: argparse.ArgumentParser) -> None:
    _top(parser)
    parser.add_argument("--how", action="append", choices=["role", "reference"], help="titles, or pronouns")
    parser.add_argument("--by", choices=["title", "actor", "undecided"], help="count instead")


def _top(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--top", type=positive, metavar="N", help="at most so many rows")


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("term", metavar="CODE", help="an entity's code, as the command mentions prints it")


DEPTH_COMMANDS: tuple[Command, ...] = (
    table_command("statements", "who said what, one row a statement", _statements, _statement_arguments),
    table_command("figures", "numbers with their units, one row a figure", _figures, _figure_arguments),
    table_command("timeline", "times in words, or events", _timeline, _timeline_arguments),
    table_command("references", "titles and pronouns and whom they mean", _references, _reference_arguments),
    table_command(
        "names",
        "people and bodies the lexicon does not know",
        lambda s, q, o: unknown_names(s, q, limit=o.top),
        _top,
    ),
    table_command("actor", "everything about one entity", _actor, _code),
    table_command("repetition", "sentences an article says twice", _repetitions, _top),
    table_command(
        "cleaning", "what the counts set aside in each article", lambda s, q, o: cleaning(s, q), kinds=False
    ),
    table_command(
        "spellings", "words written in two ways", lambda s, q, o: spellings(s, q, limit=o.top), _top
    ),
    table_command(
        "sourcing",
        "how much of each article says who says it",
        lambda s, q, o: sourcing(s, q, limit=o.top),
        _top,
        kinds=False,
    ),
)
