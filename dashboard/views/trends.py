"""Trends: terms, items, actors and pairs over the dates of the articles."""

import pandas as pd
import streamlit as st

from analysis.measures.trend import trend
from dashboard import controls, data, evidence, filters, parts, trends
from dashboard.markup import plain
from dashboard.strings import language, t

PAGE = "trends"

selection = filters.selection()
parts.heading(PAGE)
unit = st.session_state.get(f"{PAGE}.unit", "sentence")
series, unasked = trends.choose(PAGE, selection, unit=unit)
with st.container(horizontal=True, gap="medium"):
    step, figure = controls.choice(PAGE, "step"), controls.choice(PAGE, "figure")
    if any(one.startswith("pair:") for one in series):
        unit = controls.choice(PAGE, "unit")
    marked = controls.flag(PAGE, "events")

found = data.ask(trend, selection, series=tuple(series), step=step, unit=unit)

left, right = parts.columns()
with left:
    if found.refused:
        st.info(plain(found.refused.message(language())), icon=":material/event_busy:")
    if unasked and series and found.dated:
        st.caption(t("trends.unasked"))
    if step not in ("auto", found.step):
        st.caption(t("trends.coarser", step=t(f"step.{found.step}")))
    if not found.table.empty:
        events = trends.events_on(selection, found) if marked else pd.DataFrame()
        trends.draw(PAGE, selection, found, figure=figure, unit=unit, events=events)
        if marked:
            trends.events_told(PAGE, found, events)
    trends.beside(found)
with right:
    evidence.opened(PAGE, selection, step=found.step, unit=unit)
