"""One actor whole: its forms and titles, with whom, what it said, what was said of it, and what it does."""

import streamlit as st

from dashboard import evidence, filters, parts, profiles
from dashboard.strings import t

PAGE = "actor"

selection = filters.selection()
parts.heading(PAGE)
code = profiles.pick(PAGE, selection)

left, right = parts.columns()
with left:
    if code:
        profiles.totals(PAGE, selection, code)
        titles = st.container()  # told after the chart below it: of a large corpus they take longer
        profiles.company(PAGE, selection, code)
        with titles:
            profiles.titles(PAGE, selection, code)
        profiles.voice(PAGE, selection, code)
    else:
        st.info(t("actor.none"))
with right:
    evidence.opened(PAGE, selection)
