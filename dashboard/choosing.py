"""Choosing articles out of few or many: a list of all of them, or a search for some."""

from __future__ import annotations

import streamlit as st

from analysis.corpus import Selection
from analysis.measures.documents import documents, documents_found
from dashboard import data
from dashboard.seen import seen
from dashboard.strings import t

LISTED = 500  # more names than this nobody picks from a list
OFFERED = 50  # of those that a search finds


def offered(key: str, selection: Selection) -> dict[str, str]:
    """Return name → title of the articles on offer, all or, where they are many, those looked for.

    Draws the line to look for them by words of title or name, under ``key``.
    """
    count = data.ask(documents_found, selection)
    if count <= LISTED:
        return titles(data.ask(documents, selection))
    words = st.text_input(
        t("choosing.search"), key=key, type="search", placeholder=t("choosing.hint"), max_chars=100
    ).strip()
    if not words:
        st.caption(t("choosing.many", count=count))
        return {}
    found = data.ask(documents_found, selection, contains=words)
    said = "choosing.none" if not found else "choosing.some" if found > OFFERED else "choosing.found"
    st.caption(t(said, count=found, shown=OFFERED))
    return titles(data.ask(documents, selection, contains=words, limit=OFFERED))


def titles(table) -> dict[str, str]:
    """Return name → title of a table of documents, in its order."""
    return dict(zip(table["name"], table["title"], strict=True))


def label(name: str, known: dict[str, str]) -> str:
    """Return how an article is told from others: its title and its name."""
    return f"{seen(known[name])} · {name}" if known.get(name) else name
