"""Timeline: times in words, on a day where the article's date is known, and events told many times."""

import streamlit as st

from analysis.measures.timeline import time_counts
from dashboard import controls, data, dated, evidence, filters, happened, parts
from dashboard.strings import t

PAGE = "timeline"

selection = filters.selection()
parts.heading(PAGE)
kinds = controls.many(PAGE, "when")
counts = data.ask(time_counts, selection, kinds=kinds)

left, right = parts.columns()
with left:
    if not counts["count"].sum() or not kinds:
        st.info(t("timeline.none"))
    else:
        happened.ask(selection, counts, kinds)
        dated.draw(PAGE, selection, kinds)
        # The chart stands before the rows are asked for: of a large corpus they take longer.
        rows = happened.listed(selection, counts, kinds)
        happened.strip(PAGE, selection, rows)
        happened.table(PAGE, selection, rows, counts, kinds)
        dated.checks(PAGE, selection, counts, kinds)
    happened.told(PAGE, selection)
with right:
    evidence.opened(PAGE, selection)
