"""Actors: mentions of people, organisations, countries, places and initiatives, and who occurs with whom."""

import streamlit as st

from analysis.measures.cooccurrence import cooccurrence, units_counted
from analysis.measures.mentions import mentions
from dashboard import charts, controls, data, evidence, filters, network, parts
from dashboard.behind import make_mark
from dashboard.strings import label_column, number, t

PAGE = "actors"

selection = filters.selection()
parts.heading(PAGE)
shown = controls.many(PAGE, "shown")
with st.container(horizontal=True, gap="medium"):
    unit, measure = controls.choice(PAGE, "unit"), controls.choice(PAGE, "measure")
with st.container(horizontal=True, gap="medium"):
    top, least = controls.number(PAGE, "top"), controls.number(PAGE, "min")

label = label_column()
table = data.ask(mentions, selection, kinds=shown, limit=top)
pairs = data.ask(cooccurrence, selection, unit=unit, kinds=shown, min_count=least, top=top)
units = data.ask(units_counted, selection, unit=unit)

left, right = parts.columns()
with left:
    if table.empty:
        st.info(t("actors.none"))
    else:
        nodes, links = network.chosen(PAGE, table, pairs)
        network.draw(PAGE, nodes, links, unit=unit, units=units)
        network.tables(PAGE, nodes, links, measure=measure, unit=unit)
        marks = [make_mark("entity", code) for code in table["entity"]]
        figure = charts.ranked_bars(
            table.assign(mark=marks),
            label=label,
            value="count",
            code="mark",
            note="forms",
            colour_by="kind",
            colour_names={kind: t(f"shown.{kind}") for kind in shown},
            title=t("actors.chart"),
            value_title=t("column.mentions"),
        )
        first = table.iloc[0]
        evidence.chart(
            PAGE,
            "ranking",
            figure,
            table.assign(kind=[t(f"shown.{kind}") for kind in table["kind"]]),
            marks,
            rule=t("actors.rule", documents=parts.documents_count(selection)),
            alt=t("actors.alt", count=len(table), first=first[label], value=number(first["count"])),
            headers=parts.headers(
                "label", "kind", "forms", "count", "documents", "sentences", "headings", "body"
            ),
        )
with right:
    evidence.opened(PAGE, selection, unit=unit)
