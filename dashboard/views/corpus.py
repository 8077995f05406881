"""Corpus: bring articles in, see what became of each, put right what is known of them, take them out."""

import streamlit as st

from dashboard import catalogue, cleaned, data, inputs, library, parts, uploads
from dashboard.markup import plain
from dashboard.strings import t

PAGE = "corpus"

opened = data.corpus()
mine = opened.own
parts.heading(PAGE)
if data.missing():
    st.error(t("corpus.missing", name=plain(data.missing())), icon=":material/link_off:")

with st.container(border=True):
    st.markdown(f"**{t('corpus.bring')}**")
    uploads.draw(mine)
if mine is not None:
    inputs.progress(mine)

st.subheader(plain(library.corpus_name(data.chosen())), anchor=False)
st.caption(t("corpus.private") if mine is not None else t("corpus.given"))
# While articles come in, the line of progress tells how many: a list drawn before would tell another number.
if mine is None or not mine.busy:
    inputs.report(opened.store.report if mine is None else mine.report, mine)
    if mine is None or mine.documents:
        catalogue.listing(opened)
        cleaned.draw(PAGE)
if mine is not None:
    catalogue.removed(mine)
    catalogue.drop(mine)
