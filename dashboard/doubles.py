"""What an article says twice, and what is spelled in two ways: beside the text, which is never changed."""

from __future__ import annotations

import streamlit as st

from analysis.corpus import Selection
from analysis.measures.repetition import repetition_sentences, repetitions
from analysis.measures.spelling import spellings
from dashboard import data, evidence, ledger, session
from dashboard.markup import plain
from dashboard.strings import forms_text, number, t

DRAWN = 20  # pairs shown; the download has all of them


def repeated(page: str, name: str) -> None:
    """Draw the pairs of sentences of one article that say nearly the same."""
    only = Selection(documents=(name,))
    rows = data.ask(repetitions, only)
    label = t("doubles.repeated", count=len(rows))
    with st.expander(label, icon=":material/repeat:", key=f"{page}_repeated", on_change="rerun") as box:
        if not box.open:
            return
        st.caption(t("doubles.repeated_rule" if len(rows) else "doubles.repeated_none"))
        for row in rows.head(DRAWN).itertuples(index=False):
            share = t(
                "doubles.shared", jaccard=number(100 * row.jaccard), within=number(100 * row.containment)
            )
            places = f"{ledger.short_place(row.a)} ≈ {ledger.short_place(row.b)}"
            st.markdown(f"**{places}** · {share}")
            asked = {"name": name, "a_sentence": int(row.a_sentence), "b_sentence": int(row.b_sentence)}
            for one in data.ask(repetition_sentences, only, **asked).itertuples(index=False):
                st.html(ledger.text(one.text, one.marks))
                evidence.read_link(name, one.segment, evidence.citation(name, one.kind, one.number))
        if len(rows):
            shown = rows[["name", "a", "b", "shared", "jaccard", "containment"]]
            evidence.download(page, "repeated", lambda: shown)


def spelled(page: str, selection: Selection, *, counted: bool = False) -> None:
    """Draw the words that the selection spells in more than one way; ``counted`` says their number at once.

    Of a large corpus they are worked out only when they are looked at.
    """
    label = (
        t("doubles.spelled", count=len(data.ask(spellings, selection))) if counted else t("doubles.spellings")
    )
    with st.expander(label, icon=":material/spellcheck:", key=f"{page}_spelled", on_change="rerun") as box:
        if not box.open:
            return
        rows = data.ask(spellings, selection)
        st.caption(t("doubles.spelled_rule" if len(rows) else "doubles.spelled_none"))
        if rows.empty:
            return
        for forms in rows["forms"].head(DRAWN):
            with st.container(horizontal=True, gap="small"):
                for form in forms.split(" · "):
                    params = session.link_to(
                        "read", show="lines", word=form.rpartition(" ")[0], match="whole", at=""
                    )
                    st.page_link(
                        "views/read.py", label=plain(forms_text(form)), query_params=params, width="content"
                    )
        evidence.download(page, "spelled", lambda: rows)
