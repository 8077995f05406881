"""What the page of agendas draws: initiatives with their spellings, and what is asked for in which sector."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import charts, evidence, parts
from dashboard.behind_speech import words
from dashboard.mark import make_mark
from dashboard.markup import plain
from dashboard.strings import forms_text, label_column, t


def initiatives(page: str, table: pd.DataFrame) -> None:
    """Draw slogans and routes; those one article writes in two ways are flagged."""
    st.subheader(t("agenda.initiatives"), anchor=False)
    if table.empty:
        st.info(t("agenda.no_initiatives"))
        return
    label, first = label_column(), table.iloc[0]
    mixed = table[table["mixed"] > 0].rename(columns={label: "label", "class": "klass"})
    for row in mixed.itertuples():
        st.info(
            t(
                "agenda.mixed",
                label=plain(row.label),
                forms=plain(forms_text(row.forms)),
                count=int(row.mixed),
            ),
            icon=":material/spellcheck:",
        )
    shown = table.assign(**{"class": [words("initiative", klass) for klass in table["class"]]})
    parts.ranking(
        page,
        "initiatives",
        shown,
        [make_mark("entity", code) for code in table["entity"]],
        label=label,
        title=t("agenda.chart"),
        value_title=t("column.mentions"),
        headers=parts.headers("label", "class", "count", "documents", "forms", "variants", "mixed"),
        rule=t("agenda.rule"),
        alt=t("agenda.alt", count=len(table), first=first[label]),
    )


def grid(page: str, asked: pd.DataFrame, cells: pd.DataFrame) -> None:
    """Draw what is asked for, and the grid of asks and sectors; a click on a cell opens its sentences."""
    st.subheader(t("agenda.asks"), anchor=False)
    if asked.empty:
        st.info(t("agenda.no_asks"))
        return
    label = label_column()
    parts.ranking(
        page,
        "asks",
        asked,
        [make_mark("ask", code) for code in asked["ask"]],
        label=label,
        title=t("agenda.asks_chart"),
        value_title=t("column.sentences"),
        headers={label: t("column.ask"), "count": t("column.sentences"), **parts.headers("documents")},
        rule=t("agenda.asks_rule"),
        alt=t("agenda.asks_alt", count=len(asked)),
        note=None,
    )
    if len(cells):
        _heat(page, cells, label)


def _heat(page: str, cells: pd.DataFrame, label: str) -> None:
    title, sector = t("agenda.grid"), label_column("sector_")
    table = cells.pivot(index="ask", columns="sector", values="count")
    table = table.loc[list(dict.fromkeys(cells["ask"])), list(dict.fromkeys(cells["sector"]))]
    names = dict(zip(cells["ask"], cells[label], strict=True)) | dict(
        zip(cells["sector"], cells[sector], strict=True)
    )
    drawn = ([names[code] for code in table.index], [names[code] for code in table.columns], table.to_numpy())
    codes = ([f"asks:{code}" for code in table.index], list(table.columns))
    st.markdown(f"**{title}**")
    evidence.chart(
        page,
        "grid",
        charts.heat_map(*drawn, codes, value_title=t("column.sentences")),
        cells,
        [make_mark("asks", *pair) for pair in zip(cells["ask"], cells["sector"], strict=True)],
        rule=t("agenda.grid_rule"),
        alt=t("agenda.grid_alt", rows=len(table), columns=len(table.columns)),
        headers={label: t("column.ask"), sector: t("column.sector"), "count": t("column.sentences")},
        title=title,
        svg=lambda: charts.svg.heat_svg(*drawn, fonts=evidence.FONTS, title=title),
    )
