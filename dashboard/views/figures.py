"""Figures: the numbers in the text, of what they are, who says so, and what is not said."""

import streamlit as st

from analysis.measures.figures import by_unit
from dashboard import controls, data, evidence, figured, filters, parts
from dashboard.strings import t

PAGE, TOP = "figures", 20

selection = filters.selection()
parts.heading(PAGE)
kinds = controls.many(PAGE, "quantity")
units = data.ask(by_unit, selection, kinds=kinds)

left, right = parts.columns()
with left:
    if units.empty or not kinds:
        st.info(t("figures.none"))
    else:
        figured.by_unit(
            PAGE, units.head(TOP), rule=t("figures.rule", documents=parts.documents_count(selection))
        )
        figured.draw_ledger(PAGE, selection, kinds)
with right:
    evidence.opened(PAGE, selection)
