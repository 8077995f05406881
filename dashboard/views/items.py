"""Defence items: mentions by name, class and article, items with actors, general vocabulary, zeroes."""

import streamlit as st

from analysis.measures.cooccurrence import items_by_actors
from analysis.measures.mentions import mentions, mentions_by_class, mentions_by_document, not_found
from dashboard import controls, data, evidence, filters, items, parts
from dashboard.strings import t

PAGE = "items"

selection = filters.selection()
parts.heading(PAGE)
with st.container(horizontal=True, gap="medium"):
    rank, unit = controls.choice(PAGE, "rank"), controls.choice(PAGE, "unit")
    top = controls.number(PAGE, "top")

table = data.ask(mentions, selection, kinds=("item",), limit=top)
generic = data.ask(mentions, selection, kinds=("generic",), limit=top)
rule = t("items.rule", documents=parts.documents_count(selection))

left, right = parts.columns()
with left:
    if table.empty:
        st.info(t("items.none"))
    elif rank == "item":
        items.by_name(PAGE, table, rule=rule)
    elif rank == "class":
        classes = data.ask(mentions_by_class, selection)
        finer = data.ask(mentions_by_class, selection, depth=2)
        items.by_class(PAGE, classes, rule=rule)
        if set(finer["class"]) != set(classes["class"]):
            items.by_class(PAGE, finer, rule=rule, finer=True)
    else:
        items.by_document(PAGE, table, data.ask(mentions_by_document, selection, kinds=("item",)), rule=rule)
    items.with_actors(PAGE, data.ask(items_by_actors, selection, unit=unit), unit)
    items.vocabulary(PAGE, generic)
with right:
    evidence.opened(PAGE, selection, unit=unit)
    parts.missing(data.ask(not_found, selection, kinds=("item",)))
