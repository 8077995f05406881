"""The picture of a network and its parts: positions, the neighbours of one node, the strongest links.

Nothing is counted here. ``nodes`` has a column ``code``; ``links`` has ``a``, ``b`` (codes, unordered) and
``count`` (units that hold both, as ``cooccurrence`` counts them).
"""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pandas as pd

SEED = 7
MAX_COMPONENT = 499  # networkx needs scipy from 500 nodes on; a picture of so many says nothing
# Space between two components, where a component of n nodes is about √n high; labels stand below nodes.
GAP = np.array([0.7, 0.7])
STRETCH = np.array([1.5, 1.0])  # pictures are wider than high


def layout(nodes: pd.DataFrame, links: pd.DataFrame, *, seed: int = SEED) -> pd.DataFrame:
    """Return ``code``, ``x``, ``y`` for each node, in the order of ``nodes``; two runs give one picture.

    Each connected component is drawn by itself (Fruchterman & Reingold 1991, Software: Practice and
    Experience 21(11), by networkx, weights log(1 + count)) and the components are packed beside each other,
    largest first, so that a node without links stays near. The result does not depend on the order of rows
    nor on which end of a link is ``a``. Links to codes that are not in ``nodes`` are left out.
    Raises ValueError for a component of more than 499 nodes: ``prune`` first.
    """
    graph = _graph(nodes, links)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part))
    boxes = [_draw(graph.subgraph(part), part, seed=seed) for part in parts]
    position = dict(zip(_chain(parts), _pack(boxes), strict=True))
    xy = np.array([position[code] for code in nodes["code"]], dtype=float).reshape(-1, 2)
    return pd.DataFrame({"code": list(nodes["code"]), "x": xy[:, 0], "y": xy[:, 1]})


def ego(nodes: pd.DataFrame, links: pd.DataFrame, centre: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the nodes and links of ``centre``, its neighbours, and the links among the neighbours."""
    near = links[(links["a"] == centre) | (links["b"] == centre)]
    kept = {centre, *near["a"], *near["b"]}
    inside = links[links["a"].isin(kept) & links["b"].isin(kept)]
    return nodes[nodes["code"].isin(kept)].reset_index(drop=True), inside.reset_index(drop=True)


def prune(links: pd.DataFrame, *, top: int | None = None, min_count: int = 1) -> pd.DataFrame:
    """Return the links of at least ``min_count`` units, the ``top`` strongest of them, strongest first.

    Ties stand in the order of ``a``, then ``b``, so that a cut among equals is the same in every run.
    """
    kept = links[links["count"] >= min_count]
    kept = kept.sort_values(["count", "a", "b"], ascending=[False, True, True])
    return kept.head(top if top is not None else len(kept)).reset_index(drop=True)


def _graph(nodes: pd.DataFrame, links: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(nodes["code"])
    for a, b, count in zip(links["a"], links["b"], links["count"], strict=True):
        if a != b and a in graph and b in graph:
            graph.add_edge(a, b, weight=math.log1p(count))
    return graph


def _draw(graph: nx.Graph, part: list[str], *, seed: int) -> np.ndarray:
    """Return the positions of one component, its lower left corner at 0, in a box about √n wide."""
    if len(part) > MAX_COMPONENT:
        raise ValueError(f"a component of {len(part)} nodes; at most {MAX_COMPONENT} can be drawn")
    if len(part) == 1:
        return np.zeros((1, 2))
    # A subgraph iterates in the order of a set; rebuilt in sorted order every run starts alike.
    ordered = nx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted((min(a, b), max(a, b), data) for a, b, data in graph.edges(data=True)))
    found = nx.spring_layout(ordered, seed=seed, k=2.4 / math.sqrt(len(part)), iterations=200, method="force")
    xy = np.array([found[code] for code in part])
    xy -= xy.min(axis=0)
    return np.round(xy * STRETCH * (math.sqrt(len(part)) / max(xy.max(), 1e-9)), 4)


def _pack(boxes: list[np.ndarray]) -> list[np.ndarray]:
    """Return the positions of all boxes laid in rows from the lower left, rows about as wide as high."""
    sizes = [box.max(axis=0) + GAP for box in boxes]
    width = max([math.sqrt(sum(w * h for w, h in sizes)) * 1.3, *(w for w, _ in sizes)], default=0.0)
    placed, x, y, tall = [], 0.0, 0.0, 0.0
    for box, (w, h) in zip(boxes, sizes, strict=True):
        if x > 0 and x + w > width + 1e-9:
            x, y, tall = 0.0, y + tall, 0.0
        placed.extend(box + (x, y))
        x, tall = x + w, max(tall, h)
    return placed


def _chain(parts: list[list[str]]) -> list[str]:
    return [code for part in parts for code in part]
