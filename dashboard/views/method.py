"""Method: what is counted and how, with which lexicon and rules, and what the numbers cannot say."""

import streamlit as st

from dashboard import data, parts
from dashboard.strings import number, page_text, t

opened = data.corpus()
about = opened.store.about
parts.heading("method")
st.markdown(page_text("method"))

st.subheader(t("method.versions"), anchor=False)
facts = {
    "corpus": about.get("corpus", "–"),
    "lexicon": about.get("lexicon", "–"),
    "entities": number(len(data.entity_kinds())),
    "rules": about.get("rules", "–"),
    "schema": about.get("schema", "–"),
}
for name, value in facts.items():
    st.text(f"{t(f'method.{name}')}: {value}")
