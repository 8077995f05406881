"""Who stands with whom, as an option of ECharts: its edges can be clicked, Plotly's cannot.

Positions come from ``analysis.measures.network.layout``, so that a shared link shows the same picture.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from dashboard.charts.base import FONT, KIND_COLOURS, OTHER_COLOUR, broken, plain

LABELS = 60
NAME_WIDTH = 14  # letters as seen, a line
# Shape and colour both tell the kind: either is enough for a reader who cannot use the other.
KIND_SYMBOLS: Mapping[str, str] = {
    "country": "circle",
    "person": "triangle",
    "organisation": "rect",
    "item": "diamond",
    "place": "pin",
    "initiative": "roundRect",
    "sector": "arrow",
    "event": "arrow",
}
NODE_SIZES = (12.0, 38.0)
CROWD = 30  # from so many nodes on they are drawn smaller
# ECharts rounds the ends of near-level lines to half a unit of the positions before it scales them to
# pixels: a layout of a few units had its edges beside the nodes.
SCALE = 1000
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
    labels: int = LABELS,
) -> dict[str, Any]:
    """Return the ECharts option of a network.

    ``nodes`` has code, label, kind, count, x, y; ``links`` has a, b, count and, where edges of "same
    document, far apart" are drawn too, a boolean ``far``: those are grey and dashed, and ``far_label``
    says so under the picture. The hover says what is counted: ``unit`` stands behind the count of an edge
    ("वाक्य"), ``node_unit`` behind that of a node ("उल्लेख").
    """
    present = [kind for kind in [*KIND_COLOURS, *nodes["kind"]] if kind in set(nodes["kind"])]
    kinds = list(dict.fromkeys(present))
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT},
        "tooltip": {"confine": True, "valueFormatter": f"%d {plain(unit).replace('%', '%%')}".strip()},
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
                "left": 60,
                "right": 60,
                "top": 56,
                "bottom": 64,
                # Without it the picture is stretched to the box, and edges end beside their nodes.
                "preserveAspect": "contain",
                "categories": [_category(kind, kind_names) for kind in kinds],
                # Below the node: beside it, the labels at the right edge ran out of a phone's screen.
                "label": {"position": "bottom", "fontFamily": FONT, "fontSize": 12, "lineHeight": 16},
                "labelLayout": {"hideOverlap": True},
                "emphasis": {"focus": "adjacency", "label": {"show": True}},
                "select": {"itemStyle": {"borderWidth": 3}, "lineStyle": {"width": 9, "opacity": 1}},
                "data": _nodes(nodes, kinds, labels=labels, node_unit=node_unit),
                "links": _links(links),
            }
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
        "type": "scroll",
        "selectedMode": False,
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


def node_sizes(nodes: pd.DataFrame) -> list[float]:
    """Return the width of each node: its area grows with the count, and all shrink where many stand."""
    most = float(nodes["count"].max()) if len(nodes) else 1.0
    crowd = min(1.0, (CROWD / max(1, len(nodes))) ** 0.5)
    low, high = NODE_SIZES
    return [round((low + (high - low) * (float(count) / most) ** 0.5) * crowd, 1) for count in nodes["count"]]


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


def _nodes(nodes: pd.DataFrame, kinds: list[str], *, labels: int, node_unit: str) -> list[dict[str, Any]]:
    rank = nodes["count"].rank(method="first", ascending=False)
    named = set(nodes["code"][rank <= labels])
    # Edges have the hover of ECharts, with one unit for all; nodes get a template. It is HTML, so names and
    # numbers come in through {b} and {c}, which ECharts escapes.
    hover = {"formatter": f"{{b}}: <b>{{c}}</b> {html.escape(plain(node_unit)).replace('{', '&#123;')}"}
    columns = (nodes[name] for name in ("code", "x", "y", "count", "kind"))
    return [
        {
            "id": str(code),
            "name": name,
            "x": round(float(x) * SCALE, 1),
            "y": round(float(y) * SCALE, 1),
            "value": int(count),
            "symbolSize": size,
            "category": kinds.index(kind),
            "label": {"show": code in named},
            "tooltip": hover,
        }
        for code, x, y, count, kind, name, size in zip(
            *columns, _names(nodes), node_sizes(nodes), strict=True
        )
    ]


def _links(links: pd.DataFrame) -> list[dict[str, Any]]:
    far = links["far"] if "far" in links else [False] * len(links)
    rows = zip(links["a"], links["b"], links["count"], edge_widths(links), far, strict=True)
    return [
        {
            "source": str(a),
            "target": str(b),
            "value": int(count),
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
