"""What stands behind a mark: its name, its number and its sentences, for every kind of mark.

A mark is what a reader clicked, as a link carries it: ``term:रूस``, ``entity:RU``, ``in:RU~b`` (RU in document
b), ``class:missile``, ``pair:IN~RU`` (two actors), ``cell:BRAHMOS~IN`` (an item and an actor),
``when:entity:RU~2024-03-01`` (a point of a trend: a series of ``analysis.measures.trend`` and the first day
of its period); those of statements, figures, times and titles are in ``behind_speech``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd

from analysis.corpus import ACTOR_KINDS, Selection
from analysis.errors import SelectionError
from analysis.measures.cooccurrence import cooccurrence, items_by_actors, pair_units
from analysis.measures.frequency import term_frequency, term_sentences
from analysis.measures.mentions import class_sentences, mention_sentences, mentions, mentions_by_class
from analysis.measures.trend import trend, trend_sentences
from dashboard import behind_speech, data
from dashboard.mark import JOIN, MENTIONS, OCCURRENCES, Behind, make_mark
from dashboard.strings import label_column, maybe, period_text, t

__all__ = ["JOIN", "Behind", "behind", "class_label", "make_mark", "series_label"]


def behind(mark: str, selection: Selection, **options: str) -> Behind | None:
    """Return what stands behind ``mark`` in the selection, or None when there is no such thing.

    ``options`` are the page's settings on which its numbers depend: ``group``, ``hyphens``, ``unit``.
    """
    kind, _, rest = mark.partition(":")
    codes = rest.split(JOIN, 1)
    if kind not in _KINDS or not all(codes) or len(codes) != _KINDS[kind][0]:
        return None
    return _KINDS[kind][1](selection, *codes, **options)


def _term(
    selection: Selection, term: str, *, group: str = "lemma", hyphens: str = "split", **_
) -> Behind | None:
    reading = {"group": group, "hyphens": hyphens}
    table = data.ask(term_frequency, selection, contains=term, stop_tiers=(), **reading)
    row = _row(table[table["term"] == term])
    if row is None:
        return None
    stop = None if pd.isna(row["stop"]) else row["stop"]
    fetch = partial(data.ask, term_sentences, selection, term=term, stop=stop, **reading)
    return Behind(term, int(row["count"]), OCCURRENCES, fetch, int(row["sentences"]))


def _entity(selection: Selection, code: str, **_) -> Behind | None:
    table = data.ask(mentions, selection)
    row = _row(table[table["entity"] == code])
    fetch = partial(data.ask, mention_sentences, selection, entities=code)
    return None if row is None else _mentioned(row, row[label_column()], fetch)


def _in_document(selection: Selection, code: str, name: str, **_) -> Behind | None:
    within = not selection.documents or name in selection.documents
    found = _entity(replace(selection, documents=(name,)), code) if within else None
    return found and replace(found, title=f"{found.title}, {name}")


def _class(selection: Selection, klass: str, **_) -> Behind | None:
    table = data.ask(mentions_by_class, selection, depth=klass.count(".") + 1)
    row = _row(table[table["class"] == klass])
    fetch = partial(data.ask, class_sentences, selection, klass=klass)
    return None if row is None else _mentioned(row, class_label(klass), fetch)


def _mentioned(row: pd.Series, title: str, fetch: Callable[..., pd.DataFrame]) -> Behind:
    return Behind(title, int(row["count"]), MENTIONS, fetch, int(row["sentences"]))


def _pair(selection: Selection, a: str, b: str, *, unit: str = "sentence", **_) -> Behind | None:
    table = data.ask(cooccurrence, selection, unit=unit, kinds=ACTOR_KINDS)
    return _together(selection, table[(table["a"] == a) & (table["b"] == b)], a, b, unit)


def _cell(selection: Selection, item: str, actor: str, *, unit: str = "sentence", **_) -> Behind | None:
    table = data.ask(items_by_actors, selection, unit=unit)
    return _together(selection, table[(table["item"] == item) & (table["actor"] == actor)], item, actor, unit)


def _together(selection: Selection, found: pd.DataFrame, a: str, b: str, unit: str) -> Behind | None:
    row, names = _row(found), data.entity_names()
    title = t("actors.pair_title", a=names.get(a, a), b=names.get(b, b))
    fetch = partial(data.ask, pair_units, selection, a=a, b=b, unit=unit)
    return None if row is None else Behind(title, int(row["count"]), unit, fetch)


def _when(
    selection: Selection, first: str, rest: str, *, step: str = "auto", unit: str = "sentence", **_
) -> Behind | None:
    series, _, day = f"{first}{JOIN}{rest}".rpartition(JOIN)
    try:
        period, found = (
            date.fromisoformat(day),
            data.ask(trend, selection, series=(series,), step=step, unit=unit),
        )
    except (ValueError, SelectionError):
        return None
    row = _row(found.table[found.table["period"] == pd.Timestamp(period)])
    if row is None:
        return None
    asked = {"series": series, "period": period, "step": found.step, "unit": unit}
    nouns = {"term": OCCURRENCES, "entity": MENTIONS, "pair": unit}
    title = f"{series_label(series)}, {period_text(period, found.step)}"
    fetch = partial(data.ask, trend_sentences, selection, **asked)
    return Behind(title, int(row["count"]), nouns[series.partition(":")[0]], fetch)


def series_label(series: str) -> str:
    """Return the name of a series of a trend in the reader's language."""
    kind, _, rest = series.partition(":")
    names = data.entity_names()
    if kind == "pair":
        a, _, b = rest.partition(JOIN)
        return t("actors.pair_title", a=names.get(a, a), b=names.get(b, b))
    return rest if kind == "term" else names.get(rest, rest)


def class_label(klass: str) -> str:
    """Return the name of a class of items in the reader's language."""
    return maybe(f"class.{klass}") or klass.rpartition(".")[2].replace("_", " ")


def _row(table: pd.DataFrame) -> pd.Series | None:
    return None if table.empty else table.iloc[0]


_KINDS = {
    "term": (1, _term),
    "entity": (1, _entity),
    "in": (2, _in_document),
    "class": (1, _class),
    "pair": (2, _pair),
    "cell": (2, _cell),
    "when": (2, _when),
    **behind_speech.KINDS,
}
