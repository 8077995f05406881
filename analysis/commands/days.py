"""Filters by date on the command line: how a day is typed, and what is said of articles they treat alike."""

from __future__ import annotations

import argparse
from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Literal

from analysis.commands.telling import note, warn
from analysis.corpus import Selection
from analysis.errors import worded
from analysis.measures.documents import cut_by_dates, totals
from analysis.reading.dates import parse_date
from analysis.store.store import Store


def day_of(options: argparse.Namespace, name: Literal["--from", "--to"]) -> str | None:
    """Return the day that a filter names in ISO, and say on stderr which it is where it was typed otherwise.

    Read is what a date in a table may be (5 मार्च 2024, ०५/०३/२०२४: day first); of a month or year the first
    day, with --to the last. What is none is returned as typed, to be refused.
    """
    typed = options.date_from if name == "--from" else options.date_to
    found = parse_date(typed) if typed else None
    if found is None:
        return typed
    day, precision = found
    if name == "--to" and precision != "day":
        month = 12 if precision == "year" else day.month
        day = date(day.year, month, monthrange(day.year, month)[1])
    if day.isoformat() != typed:
        told = worded(options.language, "cli.day", name=name, typed=typed, day=day)
        note(told, options.language)
    return day.isoformat()


def tell_undated(store: Store, selection: Selection, language: str) -> None:
    """Say on stderr that a filter by date keeps the undated articles, as long as nobody said what to do."""
    number = int(totals(store, replace(selection, date_from=None, date_to=None))["undated"].iloc[0])
    if number:
        warn(worded(language, "cli.undated", number=number), language)


def tell_cut(store: Store, selection: Selection, language: str) -> None:
    """Say on stderr of how many articles only a month or year is known that a date filter cuts in two."""
    told = zip(("cli.cut_out", "cli.cut_kept"), cut_by_dates(store, selection), strict=True)
    for (code, number), day in zip(told, (selection.date_from, selection.date_to), strict=True):
        if number:
            warn(worded(language, code, number=f"{number:,}", day=day), language)
