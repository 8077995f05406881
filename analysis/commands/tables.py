"""The commands that print a measure's table: the same tables as the pages."""

from __future__ import annotations

import argparse

import pandas as pd

from analysis.commands.codes import check_codes
from analysis.commands.command import Command, has_articles, positive, refuse_unused, table_command
from analysis.commands.telling import (
    note,
    tell_letters,
    tell_nearest,
    tell_operators,
    tell_reading,
    tell_sound,
    warn,
)
from analysis.corpus import ACTOR_KINDS, Selection
from analysis.errors import SelectionError, worded
from analysis.language.stopwords import TIERS
from analysis.measures.concordance import kwic
from analysis.measures.cooccurrence import cooccurrence
from analysis.measures.documents import documents, sentences, tokens, totals
from analysis.measures.frequency import STOP_TIERS, stop_words_removed, term_frequency
from analysis.measures.mentions import (
    ENTITY_KINDS,
    NAMES,
    each_mention,
    mentions,
    mentions_by_class,
    not_found,
)
from analysis.measures.search import by_sound, search
from analysis.measures.trend import STEPS, term_named, trend
from analysis.store.needle import resolve
from analysis.store.store import Store

HOWS = ("name", "adjective", "role", "reference")
Options = argparse.Namespace


def _documents(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    return documents(store, selection).drop(columns="document")


def _terms(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    if options.all_words:
        refuse_unused(options, "--all-words", "--stop-tier", "--removed")
    tiers = () if options.all_words else tuple(options.stop_tier or STOP_TIERS)
    measure = stop_words_removed if options.removed else term_frequency
    found = measure(
        store,
        selection,
        group=options.group,
        stop_tiers=tiers,
        hyphens=options.hyphens,
        limit=options.top,
        contains=options.contains,
    )
    if found.empty and options.contains:
        tell_letters(store, selection, options.contains, options.language)
    if options.format == "table" and len(found):  # a machine has the column tokens
        told = {"tokens": f"{found['tokens'].iloc[0]:,}", "kinds": ", ".join(selection.kinds)}
        note(worded(options.language, "cli.per_1000", **told), options.language)
    return found


def _mentions(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    every = ("item",) if options.by_class else ENTITY_KINDS
    kinds, how = tuple(options.entity_kind or every), tuple(options.how or NAMES)
    if not options.by_class and options.depth is not None:
        raise SelectionError("cli.needs", name="--depth", other="--by-class")
    if options.each:
        return each_mention(store, selection, kinds=kinds, how=how).head(options.top)
    if options.by_class:
        rolled = mentions_by_class(store, selection, kinds=kinds, how=how, depth=options.depth or 1)
        return rolled.head(options.top)
    if options.not_found:
        refuse_unused(options, "--not-found", "--how")
        return not_found(store, selection, kinds=kinds).head(options.top)
    return mentions(store, selection, kinds=kinds, how=how, limit=options.top)


def _cooccurrence(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    return cooccurrence(
        store,
        selection,
        unit=options.unit,
        kinds=tuple(options.entity_kind or ACTOR_KINDS),
        how=tuple(options.how or NAMES),
        min_count=options.min_count,
        top=options.top,
    )


def _kwic(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    if options.match == "entity":
        check_codes(store, [options.term])
    else:
        tell_operators(options.term, options.language)
    if options.match == "whole":
        tell_reading(store, options.term, options.language)
    if options.match != "entity":
        tell_sound(store, selection, options.term, options.language, match=options.match)
    lines = kwic(
        store,
        selection,
        options.term,
        match=options.match,
        width=options.width,
        sort=options.sort,
        limit=options.top,
    )
    first = lines.attrs["sorted"]  # of a page of a large store
    if first and search(store, selection, options.term, match=options.match).count > first:
        warn(worded(options.language, "cli.first_sorted", number=f"{first:,}"), options.language)
    if lines.empty and has_articles(store, selection):
        tell_nearest(store, selection, options.term, options.language, match=options.match)
    return lines


def _trend(store: Store, selection: Selection, options: Options) -> pd.DataFrame:
    if not all(word.strip() for word in options.terms):
        raise SelectionError("cli.blank_option", name="--term")
    series = [f"term:{term_named(store, word)}" for word in options.terms]
    series += [f"entity:{code}" for code in options.names] + [f"pair:{pair}" for pair in options.pairs]
    if not series:
        raise SelectionError("trend.nothing")
    check_codes(store, (*options.names, *(code for pair in options.pairs for code in pair.split("~"))))
    found = trend(store, selection, series=series, step=options.step, unit=options.unit)
    if not has_articles(store, selection):
        return found.table
    if not found.dated:  # then it is the dates that are missing, not a word
        raise found.refused
    _tell_words(store, selection, options, found.table.groupby("series")["count"].sum())
    if found.table.empty and found.refused:
        raise found.refused
    if found.refused:
        warn(found.refused.message(options.language), options.language)
    if left := found.undated + found.coarse:
        warn(worded(options.language, "trend.beside", documents=left), options.language)
    return found.table


def _tell_words(store: Store, selection: Selection, options: Options, counts: pd.Series) -> None:
    """Say on stderr of each word that the table has not why: it is nowhere, or only in articles beside the
    table, or it stands there by sound or as a name (bharat), which a trend does not read."""
    for word in options.terms:
        if counts.get(f"term:{term_named(store, word)}", 0):
            continue
        if tell_nearest(store, selection, word, options.language):
            latin = resolve(store, word).entities or by_sound(store, selection, word)
            code = "cli.not_in_trend" if latin else "cli.beside_trend"
            warn(worded(options.language, code, term=word), options.language)


def _top(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--top", type=positive, metavar="N", help="at most so many rows")


def _two_or_more(text: str) -> int:
    if (number := positive(text)) < 2:
        raise argparse.ArgumentTypeError("cli.two_or_more")
    return number


def _entities(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--entity-kind", action="append", choices=ENTITY_KINDS, help="only these entities")
    parser.add_argument("--how", action="append", choices=HOWS, help="how it is mentioned (default: name)")


def _terms_arguments(parser: argparse.ArgumentParser) -> None:
    _top(parser)
    parser.add_argument("--group", choices=["lemma", "form"], default="lemma", help="what is one term")
    parser.add_argument("--hyphens", choices=["split", "joined"], default="split", help="भारत-रूस: two or one")
    parser.add_argument("--contains", default="", metavar="LETTERS", help="only terms that hold these")
    parser.add_argument(
        "--stop-tier", action="append", choices=TIERS, help="leave out these (default: closed, aux)"
    )
    parser.add_argument("--all-words", action="store_true", help="leave no word out")
    parser.add_argument("--removed", action="store_true", help="print the words left out instead")


def _mentions_arguments(parser: argparse.ArgumentParser) -> None:
    _top(parser)
    _entities(parser)
    parser.add_argument(
        "--depth", type=positive, metavar="N", help="--by-class: 1 artillery, 2 artillery.gun"
    )
    shapes = parser.add_mutually_exclusive_group()
    shapes.add_argument("--each", action="store_true", help="one row an occurrence, with offsets")
    shapes.add_argument("--by-class", action="store_true", help="rolled up to classes")
    shapes.add_argument("--not-found", action="store_true", help="looked for and not found")


def _cooccurrence_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--top", type=_two_or_more, metavar="N", help="pairs among the N most mentioned")
    _entities(parser)
    parser.add_argument("--unit", choices=["sentence", "paragraph", "document"], default="sentence")
    parser.add_argument("--min-count", type=positive, default=1, metavar="N", help="at least so many units")


def _trend_arguments(parser: argparse.ArgumentParser) -> None:
    add = {"action": "append", "default": []}
    parser.add_argument("--term", dest="terms", metavar="WORD", help="a word, all its forms together", **add)
    parser.add_argument("--name", dest="names", metavar="CODE", help="an entity, by its code", **add)
    parser.add_argument("--pair", dest="pairs", metavar="CODE~CODE", help="two entities in one unit", **add)
    parser.add_argument("--step", choices=["auto", *STEPS], default="auto", help="length of a period")
    parser.add_argument("--unit", choices=["sentence", "paragraph", "document"], default="sentence")


def _kwic_arguments(parser: argparse.ArgumentParser) -> None:
    told = "a word, a phrase in quotes, or a code; looked for in the text, not in titles apart from it"
    parser.add_argument("term", metavar="TERM", help=told)
    _top(parser)
    parser.add_argument("--match", choices=["whole", "starts", "inside", "lemma", "entity"], default="whole")
    parser.add_argument("--width", type=positive, default=60, metavar="N", help="characters of context")
    parser.add_argument("--sort", choices=["position", "left", "right"], default="position")


TABLE_COMMANDS: tuple[Command, ...] = (
    table_command("documents", "one row a document", _documents, kinds=False),
    table_command(
        "totals", "documents, sentences, tokens, types in all", lambda s, q, o: totals(s, q), kinds=False
    ),
    table_command("sentences", "one row a sentence", lambda s, q, o: sentences(s, q)),
    table_command("tokens", "one row a token", lambda s, q, o: tokens(s, q)),
    table_command("terms", "terms by frequency", _terms, _terms_arguments),
    table_command("mentions", "entities by mentions", _mentions, _mentions_arguments),
    table_command(
        "cooccurrence", "pairs of entities in the same unit", _cooccurrence, _cooccurrence_arguments
    ),
    table_command("trend", "terms, entities and pairs over time, by date", _trend, _trend_arguments),
    table_command("kwic", "every hit of a word in its context", _kwic, _kwic_arguments),
)
