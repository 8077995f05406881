"""Who stands with whom, as an option of ECharts: its edges can be clicked, Plotly's cannot.

Positions come from ``analysis.measures.network.layout``, so that a shared link shows the same picture.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from dashboard.charts.base import FONT, KIND_COLOURS, OTHER_COLOUR, broken, number, plain
from dashboard.charts.nodes import BOTTOM, KIND_SYMBOLS, LINE, NAME_WIDTH, TOP, Drawing, drawings, node_sizes

EDGE_WIDTHS = (1.0, 7.0)


Clicked = tuple[Literal["node"], str] | tuple[Literal["edge"], str, str] | None


def option(
    nodes: pd.DataFrame,
    links: pd.DataFrame,
    *,
    kind_names: Mapping[str, str],
    far_label: str = "",
    unit: str = "",
    node_unit: str = "",
    drawn: Sequence[Drawing] | None = None,
) -> dict[str, Any]:
    """Return the ECharts option of a network.

    ``nodes`` has code, label, kind, count, x, y; ``drawn`` is what ``drawings`` makes of them. ``links`` has
    a, b, count and, where edges of "same document, far apart" are drawn too, a boolean ``far``: those are
    grey and dashed, and ``far_label`` says so under the picture. The hover says what is counted: ``unit``
    stands before the count of an edge ("साझे वाक्य"), ``node_unit`` before that of a node ("उल्लेख").
    """
    present = [kind for kind in [*KIND_COLOURS, *nodes["kind"]] if kind in set(nodes["kind"])]
    kinds = list(dict.fromkeys(present))
    drawn = drawings(nodes) if drawn is None else drawn
    far = 24 if far_label else 0
    data = [_nodes(nodes, kinds, one, node_unit=node_unit) for one in drawn]
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT},
        "tooltip": {"confine": True},
        "legend": [_legend(kinds, kind_names)],
        "title": _far_note(links, far_label),
        "series": [
            {
                "id": "network",
                "type": "graph",
                "layout": "none",
                "roam": True,
                "draggable": False,
                "selectedMode": "single",
                "left": drawn[-1].side,
                "right": drawn[-1].side,
                "top": TOP,
                "bottom": drawn[-1].below + BOTTOM + far,
                # Without it the picture is stretched to the box, and edges end beside their nodes.
                "preserveAspect": "contain",
                "categories": [_category(kind, kind_names) for kind in kinds],
                # Below the node: beside it, the labels at the right edge ran out of a phone's screen.
                "label": {"position": "bottom", "fontFamily": FONT, "fontSize": 12, "lineHeight": LINE},
                "labelLayout": {"hideOverlap": True},
                "emphasis": {"focus": "adjacency", "label": {"show": True}},
                "select": {"itemStyle": {"borderWidth": 3}, "lineStyle": {"width": 9, "opacity": 1}},
                "data": data[-1],
                "links": _links(links, dict(zip(nodes["code"], nodes["label"], strict=True)), unit=unit),
            }
        ],
        "media": [
            {"query": query, "option": {"series": [{"id": "network", "type": "graph", "data": points}]}}
            for query, points in zip(_queries(drawn), data, strict=True)
        ],
    }


def clicked(event: object, nodes: pd.DataFrame, links: pd.DataFrame) -> Clicked:
    """Return the clicked node or edge by its codes, or None.

    The page keeps a selection while the data under it changes, so indices that no longer exist are dropped.
    """
    selection = event.get("selection", {}) if isinstance(event, Mapping) else {}
    for group in selection.get("selected") or []:
        table = links if group.get("data_type") == "edge" else nodes
        for index in group.get("data_indices") or []:
            if not isinstance(index, int) or not 0 <= index < len(table):
                continue
            row = table.iloc[index]
            return ("edge", row["a"], row["b"]) if table is links else ("node", row["code"])
    return None


def _legend(kinds: list[str], names: Mapping[str, str]) -> dict[str, Any]:
    entries = [
        {"name": plain(names.get(kind, kind)), "icon": KIND_SYMBOLS.get(kind, "circle")} for kind in kinds
    ]
    # A kind is switched off by the page, never here: once the legend has hidden nodes, the indices of a
    # click count the nodes left over, and the wrong sentences would open.
    return {
        "data": entries,
        "top": 0,
        "left": "left",
        "type": "plain",  # a second line on a phone: there is room, and a list that scrolls hides kinds
        "selectedMode": False,
        # Else the shapes are stretched, and a phone has no room for all of them beside each other.
        "itemWidth": 14,
        "itemHeight": 14,
        "textStyle": {"fontFamily": FONT},
    }


def _name(text: object) -> str:
    # Broken here, at spaces: ECharts breaks Hindi anywhere. Its hover shows the lines as one again.
    # A label is the template "{b}", and "{c}" or "{@…}" inside the name would be expanded in its turn; the
    # word joiner behind the brace is not seen.
    return "\n".join(broken(text, width=NAME_WIDTH)).replace("{", "{\u2060")


def _names(nodes: pd.DataFrame) -> list[str]:
    # ECharts keeps a selection by name: of two nodes called रूस, a click on one took back the click on the
    # other. Word joiners, which are not seen, tell them apart.
    earlier = nodes.groupby("label", dropna=False).cumcount()
    return [_name(label) + "\u2060" * again for label, again in zip(nodes["label"], earlier, strict=True)]


def edge_widths(links: pd.DataFrame) -> list[float]:
    """Return the width of each edge by its count; edges of "far apart" are all thin."""
    most = float(links["count"].max()) if len(links) else 1.0
    far = links["far"] if "far" in links else [False] * len(links)
    low, high = EDGE_WIDTHS
    pairs = zip(links["count"], far, strict=True)
    return [low if apart else round(low + (high - low) * float(count) / most, 1) for count, apart in pairs]


def _category(kind: str, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": plain(names.get(kind, kind)),
        "symbol": KIND_SYMBOLS.get(kind, "circle"),
        "itemStyle": {"color": KIND_COLOURS.get(kind, OTHER_COLOUR)},
    }


def _queries(drawn: Sequence[Drawing]) -> list[dict[str, int]]:
    """Return the widths of a chart at which each drawing is shown; every width is in one of them."""
    begins = [0, *(one.width for one in drawn[1:])]
    ends = [{"maxWidth": begin - 1} for begin in begins[1:]]
    return [{"minWidth": begin} | end for begin, end in zip(begins, [*ends, {}], strict=True)]


def _nodes(nodes: pd.DataFrame, kinds: list[str], drawn: Drawing, *, node_unit: str) -> list[dict[str, Any]]:
    columns = (nodes["code"], *drawn.xy.T, drawn.named, nodes["count"], nodes["kind"])
    return [
        {
            "id": str(code),
            "name": name,
            "x": round(float(x), 1),
            "y": round(float(y), 1),
            "value": int(count),
            "symbolSize": size,
            "category": kinds.index(kind),
            "label": {"show": bool(shown)},
            "tooltip": _hover(plain(named), node_unit, count),
        }
        for code, x, y, shown, count, kind, named, name, size in zip(
            *columns, nodes["label"], _names(nodes), node_sizes(nodes), strict=True
        )
    ]


def _hover(name: str, unit: str, count: int) -> dict[str, str]:
    """Return the hover of one node or edge. ECharts takes it for HTML and for a template ("{b}", "{@…}")."""
    said = [f"<b>{html.escape(name)}</b>", f"{html.escape(plain(unit))} {number(count)}"]
    return {"formatter": "<br>".join(said).replace("{", "&#123;")}


def _links(links: pd.DataFrame, labels: Mapping[str, str], *, unit: str) -> list[dict[str, Any]]:
    far = links["far"] if "far" in links else [False] * len(links)
    rows = zip(links["a"], links["b"], links["count"], edge_widths(links), far, strict=True)
    return [
        {
            "source": str(a),
            "target": str(b),
            "value": int(count),
            "tooltip": _hover(f"{plain(labels[a])} – {plain(labels[b])}", unit, count),
            "lineStyle": {
                "width": width,
                "color": "#8a8f99",
                "opacity": 0.7 if apart else 0.75,
                "type": "dashed" if apart else "solid",
            },
        }
        for a, b, count, width, apart in rows
    ]


def _far_note(links: pd.DataFrame, text: str) -> dict[str, Any]:
    if not text or "far" not in links or not links["far"].any():
        return {"show": False}
    return {
        "text": f"┄ {plain(text)}",
        "left": "left",
        "bottom": 0,
        "textStyle": {"fontSize": 12, "fontWeight": "normal", "fontFamily": FONT},
    }
