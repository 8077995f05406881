"""Overview: what is in the corpus, what leads, and what was looked for in vain."""

import streamlit as st

from analysis.corpus import ACTOR_KINDS
from analysis.measures.documents import totals
from analysis.measures.frequency import term_frequency
from analysis.measures.mentions import mentions, not_found
from dashboard import data, evidence, filters, parts
from dashboard.behind import make_mark
from dashboard.strings import label_column, number, t

PAGE, TOP = "overview", 8

selection = filters.selection()
parts.heading(PAGE)
total = data.ask(totals, selection).iloc[0]

with st.container(horizontal=True, gap="small"):
    for name in ("documents", "dated", "undated", "sentences", "headings", "tokens", "types"):
        help = t(f"overview.{name}_help") if name in ("tokens", "types") else None
        st.metric(t(f"overview.{name}"), number(int(total[name])), border=True, width="content", help=help)
parts.questions()

# Asked when the totals stand: a large corpus takes a moment for each.
terms = data.ask(term_frequency, selection, limit=TOP)
items = data.ask(mentions, selection, kinds=("item",), limit=TOP)
actors = data.ask(mentions, selection, kinds=ACTOR_KINDS, limit=TOP)

left, right = parts.columns()
with left:
    for name, table, code in (
        ("terms", terms, "term"),
        ("items", items, "entity"),
        ("actors", actors, "entity"),
    ):
        if table.empty:
            st.info(t("overview.no_words" if name == "terms" else f"{name}.none"))
            continue
        label = "term" if name == "terms" else label_column()
        first, title = table.iloc[0], t(f"overview.{name}")
        shown = ("term" if name == "terms" else "label", "forms", "count", "documents", "sentences")
        parts.ranking(
            PAGE,
            name,
            table,
            [make_mark(code, entry) for entry in table[code]],
            label=label,
            title=title,
            value_title=t("column.count" if name == "terms" else "column.mentions"),
            headers=parts.headers(*shown),
            rule=t(f"overview.rule_{name}", count=int(total["documents"])),
            alt=t(
                "overview.alt",
                title=title,
                count=len(table),
                first=first[label],
                value=number(first["count"]),
            ),
        )
with right:
    evidence.opened(PAGE, selection)
    parts.missing(data.ask(not_found, selection))
parts.trend(selection)
parts.articles(PAGE, selection)
