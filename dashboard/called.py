"""Titles and pronouns beside names: drawn apart, and only when the reader asks for them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.measures.references import explicit_and_inferred, holders, undecided
from dashboard import charts, data, evidence, parts
from dashboard.behind_speech import NOBODY, title_label, words
from dashboard.mark import JOIN, make_mark
from dashboard.strings import label_column, t

TOP = 20
WAYS = ("name", "role", "reference")


def draw(page: str, selection: Selection) -> None:
    """Draw whom titles and pronouns stand for, beside the names and never added to them."""
    st.subheader(t("called.title"), anchor=False)
    st.markdown(t("called.intro"))
    table = data.ask(explicit_and_inferred, selection)
    table = table[(table["role"] > 0) | (table["reference"] > 0) | (table["titled"] > 0)]
    if table.empty:
        st.info(t("called.none"))
    else:
        _side_by_side(page, table)
        _holders(page, data.ask(holders, selection))
    _undecided(page, data.ask(undecided, selection))


def _side_by_side(page: str, table: pd.DataFrame) -> None:
    label, title = label_column(), t("called.chart")
    long = table.head(TOP).melt(["entity", label], list(WAYS), "way", "count")
    long = long[long["count"] > 0].assign(mark=lambda rows: "by:" + rows["entity"])
    names = {way: t(f"how.{way}") for way in WAYS}
    figure = charts.stacked_bars(
        long,
        label=label,
        value="count",
        code="mark",
        part="way",
        part_names=names,
        title=title,
        value_title=t("column.mentions"),
    )
    headers = {
        label: t("column.label"),
        "name": t("column.by_name"),
        "role": t("column.by_role"),
        "reference": t("column.by_reference"),
        "titled": t("column.titled"),
    }
    evidence.chart(
        page,
        "called",
        figure,
        table,
        [make_mark("called", code) for code in table["entity"]],
        rule=t("called.rule"),
        alt=t("called.alt", count=min(len(table), TOP)),
        headers=headers,
        title=title,
        svg=lambda: charts.svg.bars_svg(
            long.assign(label=long[label] + ", " + long["way"].map(names)),
            label="label",
            value="count",
            fonts=evidence.FONTS,
            title=title,
        ),
    )


def _holders(page: str, table: pd.DataFrame) -> None:
    if table.empty:
        return
    label = label_column()
    shown = table.assign(
        job=[title_label(code) for code in table["title"]],
        holder=[name or t("called.undecided") for name in table[label]],
    )
    marks = [
        make_mark("holder", title, code or NOBODY)
        for title, code in zip(table["title"], table["entity"], strict=True)
    ]
    headers = parts.headers("job", "holder", "count", "beside", "forms")
    st.markdown(f"**{t('called.holders')}**")
    evidence.table_twin(page, "holders", shown, marks, headers=headers, alt=t("called.holders"))
    st.caption(t("called.holders_rule"))


def _undecided(page: str, table: pd.DataFrame) -> None:
    st.markdown(f"**{t('called.undecided_title')}**")
    if table.empty:
        st.caption(t("called.undecided_none"))
        return
    shown = table.assign(
        how=[words("how", how) for how in table["how"]],
        rule=[title_label(row.title) if row.title else words("rule", row.rule) for row in table.itertuples()],
        reason=[words("why", reason) for reason in table["reason"]],
    )
    headers = {"rule": t("column.surface"), **parts.headers("how", "reason", "count", "documents")}
    marks = [
        make_mark("undecided", row.how, JOIN.join((row.rule, row.title, row.reason)))
        for row in table.itertuples()
    ]
    evidence.table_twin(page, "undecided", shown, marks, headers=headers, alt=t("called.undecided_title"))
    st.caption(t("called.undecided_rule"))
