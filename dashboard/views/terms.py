"""Terms: how often each word occurs, in all and per thousand words."""

import streamlit as st

from analysis.measures.frequency import stop_words_removed, term_frequency
from analysis.measures.search import matches
from dashboard import controls, data, doubles, evidence, filters, parts
from dashboard.behind import make_mark
from dashboard.strings import number, t

PAGE, REMOVED = "terms", 100
HEADERS = ("term", "forms", "count", "per_1000", "documents", "sentences", "headings", "body")

selection = filters.selection()
parts.heading(PAGE)
with st.container(horizontal=True, gap="medium"):
    value, group, hyphens = (controls.choice(PAGE, name) for name in ("value", "group", "hyphens"))
with st.container(horizontal=True, gap="medium"):
    stops, contains = controls.many(PAGE, "stops"), controls.text(PAGE, "contains")
    top = controls.number(PAGE, "top")

reading = {"group": group, "hyphens": hyphens, "stop_tiers": stops, "contains": contains}
table = data.ask(term_frequency, selection, limit=top, **reading)
removed = data.ask(stop_words_removed, selection, **reading)

left, right = parts.columns()
with left:
    if table.empty:
        st.info(t("terms.empty"))
    else:
        first = table.iloc[0]
        shown = number(first[value], 0 if value == "count" else 2)
        parts.ranking(
            PAGE,
            "ranking",
            table,
            [make_mark("term", term) for term in table["term"]],
            label="term",
            value=value,
            title=t("terms.chart" if value == "count" else "terms.chart_per_1000"),
            value_title=t(f"column.{value}"),
            headers=parts.headers(*HEADERS),
            rule=parts.term_rule(
                selection,
                group=group,
                tokens=int(first["tokens"]),
                removed=int(removed["count"].sum()),
            ),
            alt=t("terms.alt", count=len(table), first=first["term"], value=shown),
        )
    if not removed.empty:
        with st.expander(t("terms.removed"), icon=":material/filter_alt_off:"):
            st.caption(t("terms.removed_intro"))
            removed = removed.head(REMOVED)
            marks = [make_mark("term", term) for term in removed["term"]]
            headers = parts.headers("term", "forms", "count")
            evidence.table_twin(PAGE, "removed", removed, marks, headers=headers, alt=t("terms.removed"))
    doubles.spelled(PAGE, selection)
with right:
    found = evidence.opened(PAGE, selection, group=group, hyphens=hyphens)
    if found:
        with st.container(border=True):
            parts.by_document(selection, found.title)
            parts.three_counts(data.ask(matches, selection, query=found.title), found.title)
parts.trend(selection)
