"""Read: a document whole with its layers of names, and the concordance."""

import streamlit as st

from analysis.corpus import Selection
from dashboard import concordance, controls, doubles, filters, parts, reading
from dashboard.strings import t

PAGE = "read"

selection = filters.selection()
parts.heading(PAGE)
if controls.choice(PAGE, "show") == "lines":
    with st.container(horizontal=True, gap="medium"):
        word, match, sort = (
            controls.text(PAGE, "word"),
            controls.choice(PAGE, "match"),
            controls.choice(PAGE, "sort"),
        )
    st.caption(t("read.lines_intro"))
    concordance.draw(PAGE, selection, word, match=match, sort=sort)
else:
    article, sentence = st.columns([3, 2])
    with article:
        name = reading.pick_document(PAGE, selection)
    if name:
        reading.document(PAGE, name, controls.many(PAGE, "layers"), jump=sentence)
        doubles.repeated(PAGE, name)
        doubles.spelled(PAGE, Selection(documents=(name,)), counted=True)
