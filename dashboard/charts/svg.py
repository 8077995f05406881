"""Pictures that stand alone: SVG with the font inside, so that पुतिन has its right shapes everywhere.

A picture saved by the browser names the page's font but does not carry it; on a machine without Hindi fonts
it shows boxes. These are drawn from the same tables as the charts. Every text goes through ElementTree.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd

from dashboard.charts.base import KIND_COLOURS, OTHER_COLOUR, broken, label_pixels, lines, number, plain
from dashboard.charts.network import edge_widths
from dashboard.charts.nodes import KIND_SYMBOLS, LABELS, NAME_WIDTH, node_sizes
from dashboard.charts.spread import boxes, spread, tall

SVG = "http://www.w3.org/2000/svg"
WIDTH = 960
FAMILY = "VimarshDeva"  # a name no machine has: what is seen is the font inside
INK, PALE, EDGE, PLAIN = "#1f2430", "#5b6270", "#8a8f99", "#0b5394"
LINE = 18
LETTER = 9.2  # pixels, a letter as seen at 14 pixels
LIGHT, DARK, NEGATIVE = (232, 241, 250), (8, 69, 126), (160, 30, 40)
# Corner points of each symbol in a square from -1 to 1; the rest are drawn as circles.
SHAPES: Mapping[str, str] = {
    "triangle": "0,-1 1,1 -1,1",
    "rect": "-1,-1 1,-1 1,1 -1,1",
    "diamond": "0,-1 1,0 0,1 -1,0",
    "pin": "0,1 -0.8,-0.2 -0.5,-0.9 0.5,-0.9 0.8,-0.2",
    "roundRect": "-1,-0.6 -0.6,-1 0.6,-1 1,-0.6 1,0.6 0.6,1 -0.6,1 -1,0.6",
    "arrow": "0,-1 1,1 0,0.5 -1,1",
}


def bars_svg(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    fonts: Sequence[Path],
    title: str = "",
    value_title: str = "",
    colour_by: str | None = None,
    colour_names: Mapping[str, str] | None = None,
    text: str | None = None,
) -> str:
    """Return ranked bars as an SVG file's text; ``fonts`` are the .woff2 files to put inside."""
    rows = [lines(name, width=34, limit=3) for name in table[label]]
    left = _room(rows)
    top = _top(title) + (28 if colour_by else 0)
    tall = [max(30, LINE * len(row) + 10) for row in rows]
    root = _canvas(top + sum(tall) + 44, title=title, fonts=fonts)
    if colour_by:
        _legend(root, list(table[colour_by]), colour_names or {}, y=_top(title) + 4, shapes=False)
    most = float(table[value].max()) if len(table) else 1.0
    shown = [number(v) for v in table[value]] if text is None else [plain(v) for v in table[text]]
    room = WIDTH - left - 24 - max((9 * len(s) for s in shown), default=0)
    kinds = list(table[colour_by]) if colour_by else [None] * len(table)
    y = top
    for row, count, words, kind, height in zip(rows, table[value], shown, kinds, tall, strict=True):
        wide = max(0.0, float(count)) / (most or 1.0) * room
        colour = PLAIN if kind is None else KIND_COLOURS.get(kind, OTHER_COLOUR)
        _text(root, row, x=left - 8, y=y + height / 2, anchor="end")
        _add(root, "rect", x=left, y=y + 4, width=wide, height=height - 8, fill=colour)
        _text(root, [words], x=left + wide + 6, y=y + height / 2)
        y += height
    _text(root, [plain(value_title)], x=left, y=y + 20, colour=PALE)
    return _finish(root)


def heat_svg(
    rows: Sequence[object],
    cols: Sequence[object],
    values: np.ndarray,
    *,
    fonts: Sequence[Path],
    title: str = "",
    value_title: str = "",
) -> str:
    """Return a heat map as an SVG file's text: the value stands in each cell, noughts stay empty."""
    values = np.nan_to_num(np.asarray(values, dtype=float))
    down, across = [lines(r, width=30, limit=3) for r in rows], [lines(c, width=22) for c in cols]
    left, head = _room(down), _room(across)
    top = _top(title) + head
    wide = min(110.0, (WIDTH - left - 16) / max(1, len(cols)))
    tall = max(34, LINE * max((len(row) for row in down), default=1) + 8)
    root = _canvas(top + tall * len(rows) + 44, title=title, fonts=fonts)
    for j, col in enumerate(across):
        _text(root, col, x=left + (j + 0.5) * wide, y=top - 8, turned=True)
    span = float(np.abs(values).max()) if values.size else 1.0
    for i, row in enumerate(down):
        _text(root, row, x=left - 8, y=top + (i + 0.5) * tall, anchor="end")
        for j in np.flatnonzero(values[i]):
            share = abs(values[i, j]) / (span or 1.0)
            fill = _mix(LIGHT, NEGATIVE if values[i, j] < 0 else DARK, share)
            _add(
                root,
                "rect",
                x=left + j * wide + 1,
                y=top + i * tall + 1,
                width=wide - 2,
                height=tall - 2,
                fill=fill,
            )
            _text(
                root,
                [number(values[i, j])],
                x=left + (j + 0.5) * wide,
                y=top + (i + 0.5) * tall,
                anchor="middle",
                colour="#ffffff" if share > 0.45 else INK,
            )
    _text(root, [plain(value_title)], x=left, y=top + tall * len(rows) + 20, colour=PALE)
    return _finish(root)


def network_svg(
    nodes: pd.DataFrame,
    links: pd.DataFrame,
    *,
    kind_names: Mapping[str, str],
    fonts: Sequence[Path],
    title: str = "",
    far_label: str = "",
) -> str:
    """Return a network as an SVG file's text, from the tables that ``network.option`` takes."""
    places, high = _places(nodes, top=_top(title) + 64)
    root = _canvas(high + 90, title=title, fonts=fonts)
    _legend(root, list(nodes["kind"]), kind_names, y=_top(title) + 4, shapes=True)
    far = list(links["far"]) if "far" in links else [False] * len(links)
    for a, b, width, apart in zip(links["a"], links["b"], edge_widths(links), far, strict=True):
        (x1, y1), (x2, y2) = places[a], places[b]
        _add(
            root,
            "line",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
            stroke=EDGE,
            **{"stroke-width": width},
            **({"stroke-dasharray": "5 4"} if apart else {}),
        )
    _draw_nodes(root, nodes, places)
    if far_label and any(far):
        _text(root, [f"┄ {plain(far_label)}"], x=16, y=high + 74, colour=PALE)
    return _finish(root)


def _draw_nodes(root: ET.Element, nodes: pd.DataFrame, places: Mapping[str, tuple[float, float]]) -> None:
    named = set(nodes["code"][nodes["count"].rank(method="first", ascending=False) <= LABELS])
    columns = (nodes["code"], nodes["label"], nodes["kind"], node_sizes(nodes))
    for code, name, kind, size in zip(*columns, strict=True):
        (x, y), half = places[code], size / 2
        _symbol(root, kind, x=x, y=y, half=half)
        if code in named:
            rows = broken(name, width=NAME_WIDTH)
            _text(root, rows, x=x, y=y + half + 4 + LINE * len(rows) / 2, anchor="middle", halo=True)


def _places(nodes: pd.DataFrame, *, top: float) -> tuple[dict[str, tuple[float, float]], float]:
    """Return the place of each node in a picture WIDTH wide, and how far down the lowest stands."""
    names = [broken(name, width=NAME_WIDTH) for name in nodes["label"]]
    around = boxes(node_sizes(nodes), names, above=[False] * len(names), letter=LETTER, line=LINE)
    inside = WIDTH - 200
    xy = spread(nodes[["x", "y"]].to_numpy(), around, width=inside, height=tall(around, width=inside))
    drawn = xy - (0, xy[:, 1].min(initial=0.0)) + (100, top)
    return dict(zip(nodes["code"], map(tuple, drawn.tolist()), strict=True)), float(
        drawn[:, 1].max(initial=top)
    )


def _legend(
    root: ET.Element, kinds: Sequence[str], names: Mapping[str, str], *, y: float, shapes: bool
) -> None:
    x = 16.0
    for kind in [k for k in dict.fromkeys([*KIND_COLOURS, *kinds]) if k in set(kinds)]:
        if shapes:
            _symbol(root, kind, x=x + 7, y=y + 8, half=7)
        else:
            _add(root, "rect", x=x, y=y + 2, width=13, height=13, fill=KIND_COLOURS.get(kind, OTHER_COLOUR))
        name = plain(names.get(kind, kind))
        _text(root, [name], x=x + 20, y=y + 8, colour=PALE)
        x += 36 + label_pixels([name], width=99)


def _symbol(root: ET.Element, kind: str, *, x: float, y: float, half: float) -> None:
    colour, shape = KIND_COLOURS.get(kind, OTHER_COLOUR), SHAPES.get(KIND_SYMBOLS.get(kind, "circle"))
    if shape is None:
        _add(root, "circle", cx=x, cy=y, r=half, fill=colour)
    else:
        place = f"translate({x:.1f} {y:.1f}) scale({half:.2f})"
        _add(root, "polygon", points=shape, transform=place, fill=colour)


def noted(picture: str, note: str) -> str:
    """Return a picture with a note below it: what a file that travels alone has to say of its numbers."""
    if not note:
        return picture
    ET.register_namespace("", SVG)
    root = ET.fromstring(picture)
    height, rows = float(root.get("height", "0")), lines(note, width=110, limit=4)
    whole = height + LINE * len(rows) + 16
    root.set("height", f"{whole:.0f}")
    root.set("viewBox", f"0 0 {WIDTH} {whole:.0f}")
    ground = root.find(f"{{{SVG}}}rect")
    if ground is not None:
        ground.set("height", f"{whole:.0f}")
    _text(root, rows, x=16, y=height + LINE * len(rows) / 2, colour=PALE)
    return _finish(root)


def _canvas(height: float, *, title: str, fonts: Sequence[Path]) -> ET.Element:
    root = ET.Element(
        "svg",
        {
            "xmlns": SVG,
            "width": str(WIDTH),
            "height": f"{height:.0f}",
            "role": "img",
            "viewBox": f"0 0 {WIDTH} {height:.0f}",
            "font-family": f"{FAMILY}, sans-serif",
            "font-size": "14",
        },
    )
    ET.SubElement(root, "title").text = plain(title)
    ET.SubElement(root, "style").text = font_style(fonts, FAMILY)
    _add(root, "rect", width=WIDTH, height=round(height), fill="#ffffff")
    if title:
        _text(root, [plain(title)], x=16, y=26, size=18)
    return root


def font_style(fonts: Sequence[Path], family: str) -> str:
    """Return the @font-face rules that carry ``fonts`` inside.

    All files share one family and no range of letters is told: for each letter the browser takes a file
    that has it, the last one first.
    """
    return "".join(
        f"@font-face{{font-family:{family};font-weight:100 900;"
        f"src:url(data:font/woff2;base64,{_encoded(Path(path))}) format('woff2')}}"
        for path in fonts
    )


@lru_cache(maxsize=8)
def _encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")


def _text(
    root: ET.Element,
    rows: Sequence[str],
    *,
    x: float,
    y: float,
    anchor: str = "start",
    colour: str = INK,
    size: int = 14,
    turned: bool = False,
    halo: bool = False,
) -> None:
    """Put lines of text with their middle at ``y``; ``turned`` ones read upwards from ``y``."""
    place = {"transform": f"translate({x:.1f} {y:.1f}) rotate(-90)"} if turned else {}
    halo_of = {"stroke": "#ffffff", "stroke-width": 3, "paint-order": "stroke"} if halo else {}
    group = _add(root, "text", fill=colour, **{"text-anchor": anchor, "font-size": size}, **place, **halo_of)
    first = -LINE * (len(rows) - 1) / 2 + size * 0.36
    for i, row in enumerate(rows):
        dx, dy = (0.0, first + i * LINE) if turned else (x, y + first + i * LINE)
        _add(group, "tspan", x=dx, y=dy).text = plain(row)


def _add(parent: ET.Element, tag: str, **attributes: object) -> ET.Element:
    shown = {
        k: f"{v:.2f}".rstrip("0").rstrip(".") if isinstance(v, float) else str(v)
        for k, v in attributes.items()
    }
    return ET.SubElement(parent, tag, shown)


def _mix(low: tuple[int, ...], high: tuple[int, ...], share: float) -> str:
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(low, high, strict=True))


def _room(labels: Sequence[Sequence[str]]) -> int:
    """Return what the longest line takes, letters here being larger than on the page."""
    return int(label_pixels((line for rows in labels for line in rows), width=99) * 1.15) + 8


def _top(title: str) -> int:
    return 48 if title else 16


def _finish(root: ET.Element) -> str:
    return ET.tostring(root, encoding="unicode")
