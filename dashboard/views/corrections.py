"""Corrections: what this reader struck out or added in this session, undone, taken along and brought."""

import streamlit as st

from dashboard import corrected, parts
from dashboard.strings import t

PAGE = "corrections"

parts.heading(PAGE)
st.caption(t("corrections.private"))
left, right = parts.columns()
with left:
    corrected.log(PAGE)
    st.subheader(t("corrections.add_title"), anchor=False)
    corrected.form(PAGE)
with right:
    corrected.files(PAGE)
