"""The concordance: every hit of a word between its contexts, the hits under one another."""

from __future__ import annotations

import streamlit as st

from analysis.corpus import Selection
from analysis.measures.concordance import kwic
from analysis.measures.search import Search, search
from dashboard import data, evidence, filters, parts, session
from dashboard.markup import lines, plain
from dashboard.strings import t

SHOWN = 50  # lines at a time
WIDTH = 120  # letters on each side: more than a wide screen holds, so that it is the screen that cuts


def draw(page: str, selection: Selection, word: str, *, match: str, sort: str) -> None:
    """Draw the lines of ``word``, a link from each to its sentence, and their download."""
    if not word.strip():
        st.info(t("read.lines_type"))
        return
    found = data.ask(search, selection, query=word, match=match)
    if not found.count:
        _nothing(page, selection, word, found)
        return
    count = found.count
    st.markdown(t("read.lines_count", count=count))
    sheets = -(-count // SHOWN)
    sheet = st.pagination(sheets, key=f"{page}_lines_{word}_{match}") if sheets > 1 else 1
    asked = {"query": word, "match": match, "sort": sort, "width": WIDTH}
    table = data.ask(kwic, selection, limit=SHOWN, offset=(sheet - 1) * SHOWN, **asked)
    if table.attrs["sorted"] is not None and count > table.attrs["sorted"]:
        st.caption(t("read.lines_sorted", count=table.attrs["sorted"]))
    rows = list(table.itertuples(index=False))
    # The sentence comes before the document: a narrow column cuts the end.
    labels = [f"{t(f'cite.short_{row.kind}', number=row.number)} · {row.name}" for row in rows]
    st.html(lines(zip(labels, table["left"], table["hit"], table["right"], strict=True)))
    evidence.download(page, "lines", lambda: data.ask(kwic, selection, **asked))
    with st.expander(t("read.lines_open"), icon=":material/article:"):
        for name, segment, label in dict.fromkeys(zip(table["name"], table["segment"], labels, strict=True)):
            evidence.read_link(name, segment, label)


def _nothing(page: str, selection: Selection, word: str, found: Search) -> None:
    """Say that there is no line, and offer the nearest words there are."""
    if not parts.documents_count(selection):
        st.info(t("app.empty"))
        return
    st.info(t("read.lines_none", word=plain(word)))
    filters.in_titles(selection, word)
    filters.nearest(found, session.key(page, "word"), name="line_near")
