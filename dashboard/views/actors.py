"""Actors: mentions of people, organisations, countries, places and initiatives, and who occurs with whom."""

import streamlit as st

from analysis.measures.cooccurrence import cooccurrence, units_counted
from analysis.measures.mentions import mentions
from dashboard import called, controls, data, evidence, filters, network, parts, profiles
from dashboard.behind import make_mark
from dashboard.strings import label_column, number, t

PAGE = "actors"
HEADERS = ("label", "kind", "forms", "count", "documents", "sentences", "headings", "body")

selection = filters.selection()
parts.heading(PAGE)
shown = controls.many(PAGE, "shown")
with st.container(horizontal=True, gap="medium"):
    unit, measure = controls.choice(PAGE, "unit"), controls.choice(PAGE, "measure")
with st.container(horizontal=True, gap="medium"):
    top, least = controls.number(PAGE, "top"), controls.number(PAGE, "min")
refs = controls.flag(PAGE, "refs")

label = label_column()
every = data.ask(mentions, selection, kinds=shown)
pairs = data.ask(cooccurrence, selection, unit=unit, kinds=shown, min_count=least)
units = data.ask(units_counted, selection, unit=unit)
table = every.head(top)

left, right = parts.columns()
with left:
    if table.empty:
        st.info(t("actors.none"))
    else:
        nodes, links, whole = network.chosen(PAGE, every, pairs, top=top)
        network.draw(PAGE, nodes, links, unit=unit, units=units, pairs=len(whole))
        network.tables(PAGE, nodes, links, whole, measure=measure, unit=unit)
        first = table.iloc[0]
        parts.ranking(
            PAGE,
            "ranking",
            table,
            [make_mark("entity", code) for code in table["entity"]],
            label=label,
            kinds={kind: t(f"shown.{kind}") for kind in shown},
            title=t("actors.chart"),
            value_title=t("column.mentions"),
            headers=parts.headers(*HEADERS),
            rule=t("actors.rule", documents=parts.documents_count(selection)),
            alt=t("actors.alt", count=len(table), first=first[label], value=number(first["count"])),
        )
        profiles.acting(PAGE, selection, shown, top=top)
    if refs:
        called.draw(PAGE, selection)
with right:
    evidence.opened(PAGE, selection, unit=unit)
    profiles.link(PAGE)
