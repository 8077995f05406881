"""Timeline: times in words, on a day where the article's date is known, and events told many times."""

import streamlit as st

from analysis.measures.timeline import timeline
from dashboard import controls, data, evidence, filters, happened, parts
from dashboard.strings import language, t

PAGE = "timeline"

selection = filters.selection()
parts.heading(PAGE)
kinds = controls.many(PAGE, "when")
asked = {"kinds": kinds, "language": language(), "limit": happened.LISTED}
rows = data.ask(timeline, selection, **asked)
waiting = data.ask(timeline, selection, lanes=("undated",), **asked)

left, right = parts.columns()
with left:
    if rows.empty or not kinds:
        st.info(t("timeline.none"))
    else:
        if len(waiting):
            st.info(t("timeline.ask", count=len(waiting)), icon=":material/event_upcoming:")
        happened.dated(PAGE, rows)
        happened.strip(PAGE, selection, rows)
        happened.table(PAGE, selection, rows, kinds)
        happened.checks(PAGE, rows)
    happened.told(PAGE, selection)
with right:
    evidence.opened(PAGE, selection)
