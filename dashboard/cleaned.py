"""The report of what the counts set aside, and the way to count it after all."""

from __future__ import annotations

import streamlit as st

from analysis.corpus import Selection
from analysis.measures.cleaning import cleaning
from dashboard import data, evidence, parts, session, tables
from dashboard.strings import t

SHEET = 200  # documents at a time
EVERYTHING = "all"


def draw(page: str) -> None:
    """Draw what was set aside in each article; the work is done only where the reader opens it."""
    place = st.expander(
        t("cleaning.title"), key=f"{page}.cleaning", on_change="rerun", icon=":material/cleaning_services:"
    )
    if not place.open:
        return
    with place:
        st.caption(t("cleaning.intro"))
        count = parts.documents_count(Selection())
        sheets = -(-count // SHEET)
        sheet = st.pagination(sheets, key=f"{page}.cleaning_sheet") if sheets > 1 else 1
        table = data.ask(cleaning, Selection(), limit=SHEET, offset=(sheet - 1) * SHEET)
        if table.empty:
            st.info(t("cleaning.none"))
        else:
            names = parts.headers("name") | {
                name: t(f"cleaning.{name}") for name in ("what", "count", "tokens", "shown")
            }
            worded = table.assign(what=[t(f"cleaned.{what}") for what in table["what"]])
            shown = worded[list(names)].rename(columns=names)
            tables.draw(shown, alt=t("cleaning.title"))
            evidence.download(page, "cleaning", lambda: shown)
        _undo(page)


def _undo(page: str) -> None:
    """Draw the switch between leaving out and counting; it is the shared filter, and so part of a link."""
    counted = st.session_state.get("f_kinds") == EVERYTHING
    st.caption(t("cleaning.counted" if counted else "cleaning.left_out"))
    st.button(
        t("cleaning.redo" if counted else "cleaning.undo"),
        key=f"{page}.cleaning_undo",
        icon=":material/redo:" if counted else ":material/undo:",
        on_click=_count,
        args=(next(iter(session.KINDS)) if counted else EVERYTHING,),
    )


def _count(kinds: str) -> None:
    session.put(f_kinds=kinds)
