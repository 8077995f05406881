"""Terms: how often each word occurs, in all and per thousand words."""

import streamlit as st

from analysis.measures.frequency import stop_words_removed, term_by_document, term_frequency
from analysis.measures.search import matches
from dashboard import charts, controls, data, evidence, filters, parts
from dashboard.behind import make_mark
from dashboard.strings import number, t

PAGE = "terms"
HEADERS = ("term", "forms", "count", "per_1000", "documents", "sentences", "headings", "body")

selection = filters.selection()
parts.heading(PAGE)
with st.container(horizontal=True, gap="medium"):
    value, group, hyphens = (controls.choice(PAGE, name) for name in ("value", "group", "hyphens"))
with st.container(horizontal=True, gap="medium"):
    stops, contains, top = (
        controls.many(PAGE, "stops"),
        controls.text(PAGE, "contains"),
        controls.number(PAGE, "top"),
    )

reading = {"group": group, "hyphens": hyphens, "stop_tiers": stops, "contains": contains}
table = data.ask(term_frequency, selection, limit=top, **reading)
removed = data.ask(stop_words_removed, selection, **reading)

left, right = parts.columns()
with left:
    if table.empty:
        st.info(t("terms.empty"))
    else:
        title = t("terms.chart" if value == "count" else "terms.chart_per_1000")
        marks = [make_mark("term", term) for term in table["term"]]
        figure = charts.ranked_bars(
            table.assign(mark=marks),
            label="term",
            value=value,
            code="mark",
            note="forms",
            title=title,
            value_title=t(f"column.{value}"),
        )
        first = table.iloc[0]
        rule = parts.term_rule(selection, tokens=int(first["tokens"]), removed=int(removed["count"].sum()))
        alt = t(
            "terms.alt",
            count=len(table),
            first=first["term"],
            value=number(first[value], 0 if value == "count" else 2),
        )
        evidence.chart(
            PAGE, "ranking", figure, table, marks, rule=rule, alt=alt, headers=parts.headers(*HEADERS)
        )
    if not removed.empty:
        with st.expander(t("terms.removed"), icon=":material/filter_alt_off:"):
            st.caption(t("terms.removed_intro"))
            marks = [make_mark("term", term) for term in removed["term"].head(100)]
            evidence.table_twin(
                PAGE,
                "removed",
                removed.head(100),
                marks,
                headers=parts.headers("term", "forms", "count"),
                alt=t("terms.removed"),
            )
with right:
    found = evidence.opened(PAGE, selection, group=group, hyphens=hyphens)
    if found:
        with st.container(border=True):
            parts.by_document(data.ask(term_by_document, selection, terms=(found.title,)), found.title)
            parts.three_counts(data.ask(matches, selection, query=found.title), found.title)
parts.trend(selection)
