"""How large the nodes of a network are, where they stand, and whose names are written.

One drawing holds in every wider chart as well (``spread``), so there are as many as a reader's screens need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.charts.base import LETTER_PIXELS, broken
from dashboard.charts.spread import FILLED, areas, boxes, spread, tall

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
LABELS = 60
NAME_WIDTH = 14  # letters of Hindi, a line
NODE_SIZES = (12.0, 38.0)
CROWD = 30  # from so many nodes on they are drawn smaller
# The narrowest chart of each kind, in pixels: of a phone, beside the sentences, on a wide screen.
WIDTHS = (320, 440, 700)
TALL = (300.0, 620.0)  # of the part where the nodes stand, at least and at most
TOP, BOTTOM, LINE = 56, 12, 16  # the legend; below the lowest name; a line of a name


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where the nodes stand in a chart at least ``width`` wide, in pixels, and whose names are written.

    ``side`` and ``below`` are what names reach beyond the middles of their nodes.
    """

    width: int
    xy: np.ndarray
    named: np.ndarray
    side: float
    below: float

    @property
    def height(self) -> int:
        """How tall the whole chart is to be."""
        return int(TOP + (np.ptp(self.xy[:, 1]) if len(self.xy) else 0.0) + self.below + BOTTOM)


def drawings(nodes: pd.DataFrame, *, labels: int = LABELS) -> list[Drawing]:
    """Return where the nodes stand, for each of WIDTHS: no name lies on another or on a node.

    ``nodes`` has label, kind, count, x, y. Where the picture would grow too tall for all names, those of the
    largest nodes are written, ``labels`` at most.
    """
    names = [broken(label, width=NAME_WIDTH) for label in nodes["label"]]
    xy = nodes[["x", "y"]].to_numpy(dtype=float)
    whole, bare = _around(nodes, names), _around(nodes, [[] for _ in names])
    side, _, _, below = whole.max(axis=0, initial=0.0).tolist()
    high = min(max(TALL[0], tall(whole, width=WIDTHS[0])), TALL[1])
    order = np.argsort(-nodes["count"].to_numpy(), kind="stable")[:labels]
    made = []
    for width in WIDTHS:
        named = np.zeros(len(names), dtype=bool)
        named[order[: _room(whole, bare, order, width=width, height=high)]] = True
        around = np.where(named[:, None], whole, bare)
        placed = spread(xy, around, width=max(width - 2 * side, 1.0), height=high)
        made.append(Drawing(width, placed, named, side, below))
    return made


def node_sizes(nodes: pd.DataFrame) -> list[float]:
    """Return the width of each node: its area grows with the count, and all shrink where many stand."""
    most = float(nodes["count"].max()) if len(nodes) else 1.0
    crowd = min(1.0, (CROWD / max(1, len(nodes))) ** 0.5)
    low, high = NODE_SIZES
    return [round((low + (high - low) * (float(count) / most) ** 0.5) * crowd, 1) for count in nodes["count"]]


def _room(whole: np.ndarray, bare: np.ndarray, order: np.ndarray, *, width: float, height: float) -> int:
    """Return for how many names, those of ``order``, a picture has room beside all nodes."""
    taken = areas(bare).sum() + np.cumsum((areas(whole) - areas(bare))[order])
    return int((taken <= width * height * FILLED + 1e-6).sum())


def _around(nodes: pd.DataFrame, names: Sequence[list[str]]) -> np.ndarray:
    above = [KIND_SYMBOLS.get(kind) == "pin" for kind in nodes["kind"]]
    return boxes(node_sizes(nodes), names, above=above, letter=LETTER_PIXELS, line=LINE)
