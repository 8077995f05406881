"""Defence items: mentions by name, class and article, items with actors, general vocabulary, zeroes."""

import streamlit as st

from analysis.measures.cooccurrence import items_by_actors
from analysis.measures.mentions import mentions, mentions_by_class, mentions_by_document, not_found
from dashboard import charts, controls, data, evidence, filters, parts
from dashboard.behind import class_label, make_mark
from dashboard.strings import label_column, t

PAGE = "items"

selection = filters.selection()
parts.heading(PAGE)
with st.container(horizontal=True, gap="medium"):
    rank, unit, top = (
        controls.choice(PAGE, "rank"),
        controls.choice(PAGE, "unit"),
        controls.number(PAGE, "top"),
    )

label = label_column()
table = data.ask(mentions, selection, kinds=("item",), limit=top)
classes = data.ask(mentions_by_class, selection)
by_document = data.ask(mentions_by_document, selection, kinds=("item",))
cells = data.ask(items_by_actors, selection, unit=unit)
generic = data.ask(mentions, selection, kinds=("generic",), limit=top)

left, right = parts.columns()
with left:
    if table.empty:
        st.info(t("items.none"))
    else:
        if rank == "item":
            table["class"] = [class_label(name.partition(".")[0]) for name in table["class"]]
            marks = [make_mark("entity", code) for code in table["entity"]]
            headers = parts.headers(
                "label", "class", "forms", "count", "documents", "sentences", "headings", "body"
            )
            figure = charts.ranked_bars(
                table.assign(mark=marks),
                label=label,
                value="count",
                code="mark",
                note="forms",
                title=t("items.chart"),
                value_title=t("column.mentions"),
            )
        elif rank == "class":
            table = classes.assign(label=[class_label(name) for name in classes["class"]])
            marks = [make_mark("class", name) for name in table["class"]]
            headers = {"label": t("column.class"), **parts.headers("count", "documents", "sentences")}
            figure = charts.ranked_bars(
                table.assign(mark=marks),
                label="label",
                value="count",
                code="mark",
                title=t("items.chart_class"),
                value_title=t("column.mentions"),
            )
        else:
            table = by_document[by_document["entity"].isin(table["entity"])]
            marks = [make_mark("in", *row) for row in zip(table["entity"], table["name"], strict=True)]
            headers = parts.headers("label", "name", "count")
            figure = charts.stacked_bars(
                table.assign(mark="in:" + table["entity"]),
                label=label,
                value="count",
                code="mark",
                part="name",
                title=t("items.chart_document"),
                value_title=t("column.mentions"),
            )
        rule = t("items.rule", documents=parts.documents_count(selection))
        evidence.chart(
            PAGE, rank, figure, table, marks, rule=rule, alt=t("items.alt", count=len(table)), headers=headers
        )
    parts.items_with_actors(PAGE, cells, unit)
    st.subheader(t("items.generic"), anchor=False)
    st.caption(t("items.generic_intro") if len(generic) else t("items.generic_none"))
    if len(generic):
        marks = [make_mark("entity", code) for code in generic["entity"]]
        figure = charts.ranked_bars(
            generic.assign(mark=marks),
            label=label,
            value="count",
            code="mark",
            note="forms",
            value_title=t("column.mentions"),
        )
        evidence.chart(
            PAGE,
            "generic",
            figure,
            generic,
            marks,
            rule=t("items.generic_rule"),
            alt=t("items.generic"),
            headers=parts.headers("label", "forms", "count", "documents", "sentences"),
        )
with right:
    evidence.opened(PAGE, selection, unit=unit)
    parts.missing(data.ask(not_found, selection, kinds=("item",)))
