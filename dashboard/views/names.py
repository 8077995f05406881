"""New names: people and bodies in the text that the lexicon does not know, ranked, with their sentences."""

import streamlit as st

from analysis.measures.names import unknown_names
from dashboard import controls, corrected, data, evidence, filters, newnames, parts
from dashboard.strings import t

PAGE = "names"

selection = filters.selection()
parts.heading(PAGE)
with st.container(horizontal=True, gap="medium"):
    kinds, top = controls.many(PAGE, "named"), controls.number(PAGE, "top")
table = data.ask(unknown_names, selection, kinds=kinds, limit=top) if kinds else None

left, right = parts.columns()
with left:
    if table is None or table.empty:
        st.info(t("names.none"))
    else:
        newnames.ranking(PAGE, selection, table, kinds)
with right:
    evidence.opened(PAGE, selection)
    chosen = newnames.chosen(PAGE, table)
    if chosen is not None:
        corrected.one_click(PAGE, chosen["name"], chosen["kind"], newnames.spellings(chosen["forms"]))
        with st.expander(t("names.change"), icon=":material/edit:"):
            corrected.form(PAGE, chosen["name"], chosen["kind"], newnames.spellings(chosen["forms"]))
