"""What the page of defence items draws: three rankings, the grid with actors, the general vocabulary."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import charts, evidence, parts
from dashboard.behind import class_label, make_mark
from dashboard.strings import label_column, t

GRID = 20  # rows and columns of a heat map that a screen can hold


def by_name(page: str, table: pd.DataFrame, *, rule: str) -> None:
    """Draw the mentions of each item."""
    parts.ranking(
        page,
        "item",
        table.assign(**{"class": [class_label(name.partition(".")[0]) for name in table["class"]]}),
        [make_mark("entity", code) for code in table["entity"]],
        label=label_column(),
        title=t("items.chart"),
        value_title=t("column.mentions"),
        headers=parts.headers(
            "label", "class", "forms", "count", "documents", "sentences", "headings", "body"
        ),
        rule=rule,
        alt=t("items.alt", count=len(table)),
    )


def by_class(page: str, table: pd.DataFrame, *, rule: str, finer: bool = False) -> None:
    """Draw the mentions rolled up by class, or by the finer classes inside."""
    parts.ranking(
        page,
        "subclass" if finer else "class",
        table.assign(label=[class_label(name) for name in table["class"]]),
        [make_mark("class", name) for name in table["class"]],
        label="label",
        note=None,
        title=t("items.chart_subclass" if finer else "items.chart_class"),
        value_title=t("column.mentions"),
        headers={"label": t("column.class"), **parts.headers("count", "documents", "sentences")},
        rule=rule,
        alt=t("items.alt", count=len(table)),
    )


def by_document(page: str, ranked: pd.DataFrame, table: pd.DataFrame, *, rule: str) -> None:
    """Draw the mentions of the leading items, stacked by article."""
    order = {code: place for place, code in enumerate(ranked["entity"])}
    table = table[table["entity"].isin(order.keys())].sort_values(
        "entity", key=lambda codes: codes.map(order), kind="stable"
    )
    label, title = label_column(), t("items.chart_document")
    figure = charts.stacked_bars(
        table.assign(mark="in:" + table["entity"]),
        label=label,
        value="count",
        code="mark",
        part="name",
        title=title,
        value_title=t("column.mentions"),
    )
    evidence.chart(
        page,
        "document",
        figure,
        table,
        [make_mark("in", *row) for row in zip(table["entity"], table["name"], strict=True)],
        rule=f"{t('items.rule_document')} {rule}",
        alt=t("items.alt", count=len(table)),
        headers=parts.headers("label", "name", "count"),
        title=title,
        svg=lambda: charts.svg.bars_svg(
            table.assign(label=table[label] + ", " + table["name"]),
            label="label",
            value="count",
            fonts=evidence.FONTS,
            title=title,
        ),
    )


def with_actors(page: str, cells: pd.DataFrame, unit: str) -> None:
    """Draw which item stands with which actor in the same unit; a click on a cell opens its sentences."""
    name, units = t(f"unit.{unit}"), t(f"units.{unit}")
    st.subheader(t("items.heat", unit=name), anchor=False)
    if cells.empty:
        st.info(t("items.heat_none", unit=name))
        return
    item, actor = label_column("item_"), label_column("actor_")
    rows = list(dict.fromkeys(cells["item"]))[:GRID]
    columns = list(dict.fromkeys(cells["actor"][cells["item"].isin(rows)]))[:GRID]
    grid = cells.pivot(index="item", columns="actor", values="count").loc[rows, columns].dropna(how="all")
    labels = dict(zip(cells["item"], cells[item], strict=True)) | dict(
        zip(cells["actor"], cells[actor], strict=True)
    )
    figure = charts.heat_map(
        [labels[code] for code in grid.index],
        [labels[code] for code in grid.columns],
        grid.to_numpy(),
        ([f"cell:{code}" for code in grid.index], list(grid.columns)),
        value_title=t(f"evidence.unit_{unit}"),
    )
    names = ([labels[code] for code in grid.index], [labels[code] for code in grid.columns], grid.to_numpy())
    marks = [make_mark("cell", *pair) for pair in zip(cells["item"], cells["actor"], strict=True)]
    with evidence.room(page, "heat", len(grid.columns)):
        evidence.chart(
            page,
            "heat",
            figure,
            cells,
            marks,
            rule=t("items.heat_rule", units=units),
            title=t("items.heat", unit=name),
            svg=lambda: charts.svg.heat_svg(*names, fonts=evidence.FONTS, title=t("items.heat", unit=name)),
            alt=t("items.heat_alt", rows=len(grid), columns=len(grid.columns), units=units),
            headers={item: t("column.item"), actor: t("column.actor"), "count": t(f"evidence.unit_{unit}")},
        )


def vocabulary(page: str, table: pd.DataFrame) -> None:
    """Draw defence vocabulary without the name of a system: never part of the counts of items."""
    st.subheader(t("items.generic"), anchor=False)
    st.caption(t("items.generic_intro") if len(table) else t("items.generic_none"))
    if table.empty:
        return
    parts.ranking(
        page,
        "generic",
        table,
        [make_mark("entity", code) for code in table["entity"]],
        label=label_column(),
        title=t("items.generic_chart"),
        value_title=t("column.mentions"),
        headers=parts.headers("label", "forms", "count", "documents", "sentences"),
        rule=t("items.generic_rule"),
        alt=t("items.generic_alt", count=len(table)),
    )
