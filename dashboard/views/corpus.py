"""Corpus: bring articles in, see what became of each, put right what is known of them, take them out."""

import streamlit as st

from dashboard import catalogue, data, library, parts, uploads
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
    catalogue.progress(mine)

st.subheader(plain(library.corpus_name(data.chosen())), anchor=False)
st.caption(t("corpus.private") if mine is not None else t("corpus.given"))
if mine is not None:
    catalogue.report(mine.report, mine)
else:
    path = data.given()[data.chosen()]
    catalogue.report(catalogue.of_server(opened.store.report, path), None)
if mine is None or mine.documents:
    catalogue.listing(opened)
if mine is not None:
    st.button(
        t("corpus.drop_all", name=mine.name),
        on_click=library.drop,
        args=(mine.code,),
        type="tertiary",
        key="corpus.drop",
    )
