"""The way to strike a wrong hit out, below every sentence and statement that a page opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.corrections import Rejection
from analysis.measures.hits import hits, said_at
from dashboard import data
from dashboard.corrected import reject
from dashboard.markup import plain
from dashboard.strings import label_column, t

# Kinds of marks whose sentences mark mentions, and those that mark statements.
MENTIONED = (
    "entity",
    "in",
    "class",
    "pair",
    "cell",
    "when",
    "by",
    "called",
    "holder",
    "reference",
    "acts",
    "upon",
)
SAID = ("speaker", "cue", "statement", "said_of")
BARE = 2  # so many buttons stand open below a sentence; more are in a box
WORDS = 60  # letters of a statement that are told


def strikes(rows: pd.DataFrame, mark: str) -> list[list[Rejection]]:
    """Return for each sentence behind ``mark`` what may be struck out of what it marks."""
    kind, _, rest = mark.partition(":")
    if kind == "when" and rest.startswith("term"):
        return [[] for _ in range(len(rows))]
    makers = {**dict.fromkeys(MENTIONED, _mentions), **dict.fromkeys(SAID, _statements)}
    return makers[kind](rows) if kind in makers else [[] for _ in range(len(rows))]


def keys(found: Iterable[Sequence[Rejection]], name: str) -> list[str]:
    """Return a name for the buttons of each; "सूत्रों के हवाले से ANI ने कहा": two statements, the same words."""
    seen: Counter[tuple[str, int]] = Counter()
    names = []
    for one in found:
        place = (one[0].name, one[0].start) if one else ("", 0)
        names.append(f"{name}_{seen[place]}" if seen[place] else name)
        seen[place] += 1
    return names


def draw(page: str, found: Sequence[Rejection], *, key: str) -> None:
    """Draw the buttons that strike out what was found in one sentence."""
    box = st.container(gap="xxsmall")
    if len(found) > BARE or any(one.what != "mention" for one in found):
        about = "said" if found[0].what != "mention" else "hits"
        box = st.popover(
            t(f"corrections.wrong_{about}"),
            icon=":material/block:",
            type="tertiary",
            key=f"{page}_{key}_{found[0].name}_{found[0].start}",
        )
    with box:
        for one in found:
            part = "" if one.what == "mention" else one.what
            st.button(
                _said(one),
                key=f"{page}_{key}_{one.name}_{one.start}_{one.entity}{part}",
                help=t(f"corrections.{one.what}_help"),
                icon=":material/block:",
                type="tertiary",
                on_click=reject,
                args=(one,),
            )


def of_statement(
    name: str, start: int, end: int, words: str, speakers: Sequence[tuple[str, str]]
) -> list[Rejection]:
    """Return the rejections of a statement and of its speakers (code, '' where not known; the name)."""
    return [
        Rejection(name, start, end, "", words[:WORDS], "statement"),
        *(Rejection(name, start, end, code, label, "speaker") for code, label in speakers if label),
    ]


def _said(one: Rejection) -> str:
    names = data.entity_names()
    fields = {"words": plain(one.surface), "entity": plain(names.get(one.entity, one.entity or one.surface))}
    return t("corrections.strike" if one.what == "mention" else f"corrections.strike_{one.what}", **fields)


def _places(rows: pd.DataFrame) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (row.name, row.start + first, row.start + last)
        for row in rows.itertuples()
        for first, last in row.marks
    )


def _mentions(rows: pd.DataFrame) -> list[list[Rejection]]:
    table = data.ask(hits, Selection(), places=_places(rows))
    found: dict[tuple, list[Rejection]] = {}
    for hit in table.itertuples():
        one = Rejection(hit.name, int(hit.start), int(hit.end), hit.entity, hit.surface)
        found.setdefault((hit.name, hit.start, hit.end), []).append(one)
    return [
        [
            one
            for first, last in row.marks
            for one in dict.fromkeys(found.get((row.name, row.start + first, row.start + last), ()))
        ]
        for row in rows.itertuples()
    ]


def _statements(rows: pd.DataFrame) -> list[list[Rejection]]:
    table = data.ask(said_at, Selection(), places=_places(rows))
    label = label_column()
    speakers = {
        place: [(one.speaker, getattr(one, label)) for one in group]
        for place, group in groupby(table.itertuples(), lambda one: (one.name, one.start, one.end))
    }
    found = []
    for row in rows.itertuples():
        place = (row.name, row.start + row.marks[0][0], row.start + row.marks[0][1])
        words = row.text[slice(*row.marks[0])]
        found.append(of_statement(*place, words, speakers[place]) if place in speakers else [])
    return found
