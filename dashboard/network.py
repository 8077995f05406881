"""Who occurs with whom, drawn three ways: the network, its sortable table of pairs, and a matrix."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from analysis.measures.network import prune
from dashboard import charts, data, evidence, filed, parts, session
from dashboard.behind import make_mark
from dashboard.charts import network as picture
from dashboard.strings import label_column, t

MATRIX = 15  # names on a side; more cannot be read on a screen


def chosen(
    page: str, table: pd.DataFrame, pairs: pd.DataFrame, *, top: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the nodes and links to draw: the ``top`` actors, or one actor with its strongest partners.

    The third are all pairs of the choice: among all actors, or among the one and all its partners.
    """
    nodes = table.rename(columns={"entity": "code", label_column(): "label"})
    nodes = nodes[["code", "label", "kind", "count"]]
    labels = dict(zip(nodes["code"], nodes["label"], strict=True))
    key = session.key(page, "ego")
    if st.session_state.get(key) not in labels:
        st.session_state[key] = ""
    centre = st.selectbox(
        t("actors.ego"),
        ["", *labels],
        key=key,
        persist_state="session",
        format_func=lambda code: labels.get(code) or t("actors.ego_all"),
    )
    kept = list(labels)[:top]
    if centre:
        beside = pairs[(pairs["a"] == centre) | (pairs["b"] == centre)]
        near = prune(beside, top=top - 1)
        kept = list({centre, *near["a"], *near["b"]})
        pairs = _among(pairs, {centre, *beside["a"], *beside["b"]})
    return nodes[nodes["code"].isin(kept)].reset_index(drop=True), _among(pairs, kept), pairs


def _among(pairs: pd.DataFrame, codes: Collection[str]) -> pd.DataFrame:
    return pairs[pairs["a"].isin(codes) & pairs["b"].isin(codes)].reset_index(drop=True)


def draw(page: str, nodes: pd.DataFrame, links: pd.DataFrame, *, unit: str, units: int, pairs: int) -> None:
    """Draw the network; a click on a dot or a line opens its sentences. ``pairs`` are those of the choice."""
    name, key = t(f"unit.{unit}"), f"{page}_network"
    st.subheader(t("actors.network", unit=name), anchor=False)
    if links.empty:
        none = t("actors.no_pairs_drawn", nodes=len(nodes), all=pairs) if pairs else t("actors.no_pairs")
        st.info(none)
        return
    placed = nodes.merge(data.layout(nodes[["code"]], links[["a", "b", "count"]]), on="code")
    kinds = {kind: t(f"shown.{kind}") for kind in nodes["kind"].unique()}
    drawn = data.drawings(placed)
    option = picture.option(
        placed,
        links,
        kind_names=kinds,
        unit=t(f"evidence.unit_{unit}"),
        node_unit=t("column.mentions"),
        drawn=drawn,
    )
    st.echarts_chart(
        option,
        key=key,
        height=max(one.height for one in drawn),
        alt=t("actors.network_alt", nodes=len(nodes), edges=len(links)),
        on_select=lambda: _take(page, key, placed, links),
    )
    rule = t("actors.network_rule", unit=name, units=t(f"units.{unit}"), n=units)
    title = t("actors.network", unit=name)
    st.caption(rule if all(one.named.all() for one in drawn) else f"{rule} {t('actors.unnamed')}")
    given = {"kind_names": kinds, "fonts": evidence.FONTS, "title": title}
    evidence.pictures(
        page, "network", lambda: charts.svg.network_svg(placed, links, **given), title=title, note=rule
    )


def tables(
    page: str, nodes: pd.DataFrame, links: pd.DataFrame, every: pd.DataFrame, *, measure: str, unit: str
) -> None:
    """Draw the table of pairs, always in sight, and the matrix; the download has ``every`` pair."""
    if every.empty:
        return
    a, b = label_column("a_"), label_column("b_")
    ranked = _ranked(links, measure)
    marks = [make_mark("pair", *pair) for pair in zip(ranked["a"], ranked["b"], strict=True)]
    headers = {
        a: t("column.a"),
        b: t("column.b"),
        "count": t(f"evidence.unit_{unit}"),
        "jaccard": t("measure.jaccard"),
        "npmi": t("measure.npmi"),
        "g2": t("measure.g2"),
        **parts.headers("a_count", "b_count"),
    }
    if links.empty:  # among the drawn; the others can be taken along all the same
        evidence.download(page, "pairs", lambda: _ranked(every, measure)[[*headers]].rename(columns=headers))
        return
    st.markdown(f"**{t('actors.pairs')}**")
    evidence.table_twin(
        page,
        "pairs",
        ranked,
        marks,
        headers=headers,
        alt=t("actors.pairs"),
        whole=lambda: _ranked(every, measure),
    )
    if len(links) < len(every):
        st.caption(t("actors.pairs_drawn", nodes=len(nodes), drawn=len(links), all=len(every)))
    if not links["measured"].all():
        st.caption(t("actors.grey", units=t(f"units.{unit}")))
    with st.expander(
        t("actors.matrix"), icon=":material/grid_on:", key=f"{page}_matrix_open", on_change="rerun"
    ) as box:
        if box.open:
            _matrix(page, nodes.head(MATRIX), links, measure=measure, unit=unit)


def _ranked(pairs: pd.DataFrame, measure: str) -> pd.DataFrame:
    order = [measure, "count", "a", "b"]
    return pairs.sort_values(order, ascending=[False, False, True, True], na_position="last")


def _matrix(page: str, nodes: pd.DataFrame, links: pd.DataFrame, *, measure: str, unit: str) -> None:
    key = f"{page}_matrix"
    place = {code: at for at, code in enumerate(nodes["code"])}
    values = np.full((len(place), len(place)), np.nan)
    for a, b, value in zip(links["a"], links["b"], links[measure], strict=True):
        if a in place and b in place:
            values[place[a], place[b]] = values[place[b], place[a]] = value
    labels, codes, units = list(nodes["label"]), list(place), t(f"units.{unit}")
    name, rule = f"{t(f'measure.{measure}')}, {t(f'unit.{unit}')}", t("actors.grey", units=units)
    if measure == "count":
        name, rule = t(f"evidence.unit_{unit}"), t("items.heat_rule", units=units)
    texts = None if measure in ("count", "g2") else charts.heat.narrow(values)
    figure = charts.heat_map(
        labels, labels, values, (codes, codes), value_title=name, zeros=True, texts=texts
    )
    st.markdown(f"**{name}**")
    with evidence.room(page, "matrix", len(labels)):
        st.plotly_chart(
            figure,
            key=key,
            selection_mode="points",
            config=charts.config(filed.stem(page, "matrix")),
            alt=t("actors.matrix"),
            on_select=lambda: _take_cell(page, key),
        )
    st.caption(rule)
    title, drawn = f"{t('actors.matrix')}: {name}", (labels, labels, values)
    svg = partial(charts.svg.heat_svg, *drawn, fonts=evidence.FONTS, title=title)
    evidence.pictures(page, "matrix", svg, title=title, note=rule, figure=figure)


def _take(page: str, key: str, nodes: pd.DataFrame, links: pd.DataFrame) -> None:
    clicked = picture.clicked(st.session_state[key], nodes, links)
    kind = {"node": "entity", "edge": "pair"}
    evidence.take(page, key, make_mark(kind[clicked[0]], *clicked[1:]) if clicked else "")


def _take_cell(page: str, key: str) -> None:
    cell = charts.clicked(st.session_state[key])
    evidence.take(page, key, make_mark("pair", *sorted(cell)) if cell else "")
