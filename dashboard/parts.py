"""What several pages draw alike: heading, columns, table headings, rules, the refusal of a trend."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.measures.documents import totals
from dashboard import charts, data, evidence, session
from dashboard.behind import make_mark
from dashboard.markup import plain
from dashboard.strings import label_column, t

TREND_NEEDS = 10  # dated articles; below it a line between two dots would be invented
LISTED, LINKED = 1000, 10  # articles in a table, and as links below it
GRID = 20  # rows and columns of a heat map that a screen can hold


def heading(page: str) -> None:
    """Draw a page's title and what it answers."""
    st.title(t(f"{page}.title"), anchor=False)
    st.markdown(t(f"{page}.intro"))


def columns() -> list:
    """Return the place of the charts and, beside it (on a phone below it), that of the sentences."""
    return st.columns([3, 2], gap="large")


def headers(*names: str) -> dict[str, str]:
    """Return column → heading for a table on screen; ``label`` is the label in the reader's language."""
    return {label_column() if name == "label" else name: t(f"column.{name}") for name in names}


def documents_count(selection: Selection) -> int:
    """Return the number of articles the selection leaves."""
    return int(data.ask(totals, selection)["documents"].iloc[0])


def term_rule(selection: Selection, *, tokens: int, removed: int) -> str:
    """Return the line under a ranking of words: unit, denominator, what is left out."""
    kinds = next(code for code, kinds in session.KINDS.items() if kinds == selection.kinds)
    stops = t("terms.rule_stops", count=removed) if removed else t("terms.rule_no_stops")
    return t(
        "terms.rule",
        tokens=tokens,
        documents=documents_count(selection),
        stops=stops,
        kinds=t(f"terms.rule_{kinds}"),
    )


def by_document(table: pd.DataFrame, term: str) -> None:
    """Draw how often a term stands in each article, raw and per thousand, with the article's words."""
    names = headers("name", "count", "per_1000", "tokens")
    st.markdown(f"**{plain(t('terms.by_document', term=term))}**")
    st.dataframe(
        table[list(names)].rename(columns=names),
        hide_index=True,
        alt=t("terms.by_document", term=term),
        column_config={
            names["per_1000"]: st.column_config.NumberColumn(format="%.2f", width="small"),
            names["name"]: st.column_config.TextColumn(width="small"),
        },
    )


def three_counts(table: pd.DataFrame, term: str) -> None:
    """Draw whole word, start of a word and anywhere, each a link to its lines."""
    st.markdown(f"**{plain(t('terms.matches', term=term))}**")
    for row in table.rename(columns={"count": "count_"}).itertuples():
        label = f"{t(f'terms.{row.match}')}: {row.count_}"
        params = session.link_to("read", show="lines", word=term, match=row.match, at="")
        st.page_link("views/read.py", label=label, query_params=params, icon=":material/notes:")
    st.caption(t("terms.matches_note"))


def trend(selection: Selection) -> None:
    """Say why no trend is drawn, where too few articles have a date."""
    total = data.ask(totals, selection).iloc[0]
    if total["documents"] and total["dated"] < TREND_NEEDS:
        with st.container(border=True):
            st.markdown(f"**{t('trend.title')}**")
            counts = {"all": int(total["documents"]), "undated": int(total["undated"]), "needed": TREND_NEEDS}
            st.markdown(t("trend.refused", **counts))


def questions() -> None:
    """Draw what the dashboard can answer, each a link to the page that answers it."""
    with st.container(horizontal=True, gap="small"):
        for page in ("terms", "items", "actors", "read"):
            st.page_link(
                f"views/{page}.py",
                label=t(f"overview.ask_{page}"),
                icon=":material/arrow_forward:",
                query_params=session.link_to(page),
            )


def missing(table: pd.DataFrame) -> None:
    """Draw the names that were looked for and not found, by kind."""
    with st.container(border=True, key="missing"):
        st.markdown(f"**{t('overview.missing')}**")
        st.caption(t("overview.missing_intro") if len(table) else t("overview.missing_none"))
        for kind, names in table.groupby("kind", sort=False)[label_column()]:
            st.markdown(f"{t(f'layers.{kind}')}: {plain(', '.join(sorted(names)))}")


def articles(page: str, table: pd.DataFrame) -> None:
    """Draw the articles of the selection; each opens in Read."""
    st.subheader(t("overview.articles"), anchor=False)
    shown = table.head(LISTED).assign(source=table["source"].fillna(t("filters.no_source")))
    shown = shown[["name", "title", "source", "published", "tokens", "types", "sentences", "headings"]]
    names = headers(*shown.columns)
    st.dataframe(shown.rename(columns=names), hide_index=True, alt=t("overview.articles"), placeholder="–")
    for row in shown.head(LINKED).itertuples():
        evidence.read_link(row.name, "", f"{row.title or row.name}")
    evidence.download(page, "articles", lambda: table.rename(columns=names))


def items_with_actors(page: str, cells: pd.DataFrame, unit: str) -> None:
    """Draw which item stands with which actor in the same unit; a click on a cell opens its sentences."""
    name = t(f"unit.{unit}")
    st.subheader(t("items.heat", unit=name), anchor=False)
    if cells.empty:
        st.info(t("items.heat_none", unit=name))
        return
    item, actor = label_column("item_"), label_column("actor_")
    grid = cells.pivot(index="item", columns="actor", values="count")
    grid = grid.loc[list(dict.fromkeys(cells["item"]))[:GRID], list(dict.fromkeys(cells["actor"]))[:GRID]]
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
    marks = [make_mark("cell", *pair) for pair in zip(cells["item"], cells["actor"], strict=True)]
    evidence.chart(
        page,
        "heat",
        figure,
        cells,
        marks,
        rule=t("items.heat_rule", unit=name),
        alt=t("items.heat_alt", rows=len(grid), columns=len(grid.columns)),
        headers={item: t("column.item"), actor: t("column.actor"), "count": t(f"evidence.unit_{unit}")},
    )
