"""Overview: what is in the corpus, what leads, and what was looked for in vain."""

import streamlit as st

from analysis.corpus import ACTOR_KINDS
from analysis.measures.documents import documents, totals
from analysis.measures.frequency import term_frequency
from analysis.measures.mentions import mentions, not_found
from dashboard import charts, data, evidence, filters, parts
from dashboard.behind import make_mark
from dashboard.strings import label_column, number, t

PAGE, TOP = "overview", 8

selection = filters.selection()
parts.heading(PAGE)
total = data.ask(totals, selection).iloc[0]
terms = data.ask(term_frequency, selection, limit=TOP)
items = data.ask(mentions, selection, kinds=("item",), limit=TOP)
actors = data.ask(mentions, selection, kinds=ACTOR_KINDS, limit=TOP)

with st.container(horizontal=True, gap="small"):
    for name in ("documents", "dated", "undated", "sentences", "headings", "tokens", "types"):
        help = t(f"overview.{name}_help") if name in ("tokens", "types") else None
        st.metric(t(f"overview.{name}"), number(int(total[name])), border=True, width="content", help=help)
parts.questions()

left, right = parts.columns()
with left:
    rankings = [
        ("terms", terms, "term", "term"),
        ("items", items, "entity", label_column()),
        ("actors", actors, "entity", label_column()),
    ]
    for name, table, code, label in rankings:
        if table.empty:
            st.info(t(f"{name}.none") if name != "terms" else t("terms.empty"))
            continue
        marks = [make_mark(code, entry) for entry in table[code]]
        figure = charts.ranked_bars(
            table.assign(mark=marks),
            label=label,
            value="count",
            code="mark",
            note="forms",
            title=t(f"overview.{name}"),
            value_title=t("column.count" if name == "terms" else "column.mentions"),
        )
        first = table.iloc[0]
        evidence.chart(
            PAGE,
            name,
            figure,
            table,
            marks,
            rule=t(f"overview.rule_{name}", count=int(total["documents"])),
            alt=f"{t(f'overview.{name}')}: {first[label]} {number(first['count'])}",
            headers=parts.headers(
                "term" if name == "terms" else "label", "forms", "count", "documents", "sentences"
            ),
        )
with right:
    evidence.opened(PAGE, selection)
    parts.missing(data.ask(not_found, selection))
parts.trend(selection)
parts.articles(PAGE, data.ask(documents, selection))
