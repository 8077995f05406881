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
if mine is not None:
    inputs.report(mine.report, mine)
else:
    inputs.report(opened.store.report, None)
if mine is None or mine.documents:
    catalogue.listing(opened)
if mine is None or not mine.busy and mine.documents:
    cleaned.draw(PAGE)
if mine is not None:
    catalogue.drop(mine)
