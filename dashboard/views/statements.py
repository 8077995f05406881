"""Statements: who said what, with which verb, how sure that is, and what speaks without a speaker."""

import streamlit as st

from analysis.measures.statements import by_speaker, by_verb, statement_count
from dashboard import controls, data, evidence, filters, parts, said
from dashboard.strings import t

PAGE, TOP = "statements", 15

selection = filters.selection()
parts.heading(PAGE)
speakers = data.ask(by_speaker, selection)

left, right = parts.columns()
with left:
    if speakers.empty:
        st.info(t("statements.none_at_all"))
    else:
        count, documents = data.ask(statement_count, selection), parts.documents_count(selection)
        said.by_speaker(
            PAGE, speakers.head(TOP), rule=t("statements.rule_speakers", count=count, documents=documents)
        )
        kinds, sure = controls.many(PAGE, "said"), controls.many(PAGE, "sure")
        speaker = said.pick_speaker(PAGE, speakers, count=count)
        asked = {} if speaker is None else {"speakers": (speaker,)}
        if kinds and sure:
            said.draw_ledger(PAGE, selection, kinds=kinds, certainty=sure, **asked)
        else:
            st.info(t("statements.none"))
        verbs = data.ask(by_verb, selection, limit=TOP)
        if len(verbs):
            said.by_verb(PAGE, verbs)
        said.alone(PAGE, selection)
    said.named(PAGE, selection)
    said.sourced(PAGE, selection)
with right:
    evidence.opened(PAGE, selection)
