"""A ledger: entries one under another, each with its sentence and the link to its place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.corrections import Rejection
from dashboard import evidence, strike
from dashboard.markup import Mark, escape, marked
from dashboard.strings import t

SHOWN = 10  # entries at a time
LISTED = 100  # entries at most; the download has all of them
_KINDS = {"S": "body", "H": "heading", "B": "byline", "J": "junk"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is about, short labels (CSS class, text), notes, its sentence and its place."""

    head: str
    labels: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    text: str
    marks: tuple[tuple[int, int], ...]
    name: str
    segment: str
    place: str  # as it is cited
    css: str = "hit"
    wrong: tuple[Rejection, ...] = ()  # what of it may be struck out
    also: tuple[Mark, ...] = ()  # further marks, in classes of their own


def draw(page: str, name: str, entries: Sequence[Entry], *, of: int, focus: str = "") -> None:
    """Draw entries a sheet at a time; each links to its sentence. ``of`` is how many there are in all."""
    sheets = -(-len(entries) // SHOWN)
    # The number of entries is part of the key: other filters begin at the first sheet.
    sheet = st.pagination(sheets, key=f"{page}_{name}_{len(entries)}") if sheets > 1 else 1
    shown = entries[(sheet - 1) * SHOWN : sheet * SHOWN]
    for entry, key in zip(shown, strike.keys((one.wrong for one in shown), f"{name}_strike"), strict=True):
        with st.container(border=True, gap="xxsmall"):
            st.html(card(entry))
            evidence.read_link(entry.name, entry.segment, entry.place, focus=focus)
            if entry.wrong:
                strike.draw(page, entry.wrong, key=key)
    if len(entries) < of:
        st.caption(t("ledger.first", count=len(entries), all=of))


def listed(group: str, count: int, of: int) -> str:
    """Return how many entries a ledger lists: "16 कथन", or of how many these are the first."""
    if count < of:
        return t(f"{group}.first_only", count=count, all=of)
    return t(f"{group}.ledger_count", count=of)


def card(entry: Entry) -> str:
    """Return an entry as HTML; every word of the corpus in it is escaped."""
    labels = "".join(f' <span class="vm-label vm-{css}">{escape(text)}</span>' for css, text in entry.labels)
    notes = "".join(f'<div class="vm-note">{escape(note)}</div>' for note in entry.notes)
    head = f'<div class="vm-entry"><div><b lang="hi">{escape(entry.head)}</b>{labels}</div>{notes}</div>'
    return head + text(entry.text, entry.marks, css=entry.css, also=entry.also)


def text(
    sentence: str, marks: Sequence[Sequence[int]], *, css: str = "hit", also: Sequence[Mark] = ()
) -> str:
    """Return a sentence with its marks as HTML."""
    inside = marked(sentence, [*(Mark(start, end, css) for start, end in marks), *also])
    return f'<div class="vm-text" lang="hi"><p>{inside}</p></div>'


def short_place(segment: str) -> str:
    """Return how a sentence is cited within its document: "S20" → ``वाक्य 20``."""
    return t(f"cite.short_{_KINDS[segment[0]]}", number=int(segment[1:]))


def sentence(row, head: str, labels: tuple[tuple[str, str], ...] = (), notes: tuple[str, ...] = ()) -> Entry:
    """Return the entry of a row of sentences behind a number, its marks painted."""
    place = evidence.citation(row.name, row.kind, row.number)
    return Entry(head, labels, notes, row.text, tuple(map(tuple, row.marks)), row.name, row.segment, place)


def by_place(rows: pd.DataFrame) -> dict[tuple[str, str], object]:
    """Return (document, segment) → row of sentences behind a number."""
    return {(row.name, row.segment): row for row in rows.itertuples(index=False)}


def within(found, row, head: str, labels: tuple[tuple[str, str], ...], notes: tuple[str, ...]) -> Entry:
    """Return the entry of one thing found in the sentence ``row``: its own words painted, no others."""
    place = evidence.citation(row.name, row.kind, row.number)
    mark = (int(found.start - row.start), int(found.end - row.start))
    return Entry(head, labels, notes, row.text, (mark,), row.name, row.segment, place)
