"""Room for the names of a network: its nodes moved apart until no name lies on another or on a node.

A node with its name is a box around the node's middle: how far it reaches left, up, right and down, in
pixels. Boxes that do not touch in a picture of some width do not touch in a wider one, where the middles
stand further apart and the boxes are as large as before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.charts.base import room

GAP = 5.0  # pixels between two boxes
FILLED = 0.55  # of the picture that boxes may take; closer packed, nothing is where the layout put it
ROUNDS = 150
UNDER = 7.0  # from a node to its name


def boxes(
    sizes: Sequence[float],
    names: Sequence[Sequence[str]],
    *,
    above: Sequence[bool],
    letter: float,
    line: float,
) -> np.ndarray:
    """Return left, up, right, down of each node: ``sizes`` wide, below it its name, on no line or several.

    Nodes that stand ``above`` their middle, as a pin does, reach up by all their size. A letter of Hindi is
    ``letter`` wide, a line ``line`` high.
    """
    half = np.asarray(sizes, dtype=float) / 2
    longest = [max((room(row) for row in rows), default=0.0) for rows in names]
    wide = np.maximum(half, np.array(longest) * letter / 2)
    under = np.array([UNDER + line * len(rows) if len(rows) else 0.0 for rows in names])
    up = half * np.where(above, 2.0, 1.0)
    return np.column_stack([wide, up, wide, half + under]).reshape(-1, 4)


def tall(around: np.ndarray, *, width: float) -> float:
    """Return how tall a picture ``width`` wide is to be, for boxes to fill no more than FILLED of it."""
    return float(areas(around).sum() / FILLED / width)


def areas(around: np.ndarray) -> np.ndarray:
    """Return how much of a picture each box takes, with its gap."""
    return (around[:, 0] + around[:, 2] + GAP) * (around[:, 1] + around[:, 3] + GAP)


def spread(xy: np.ndarray, around: np.ndarray, *, width: float, height: float) -> np.ndarray:
    """Return the middles of boxes that do not touch, near where ``xy`` has them, from 0 to ``width``.

    ``xy`` is stretched to ``width`` by ``height`` first; where that is too small the result is taller. The
    same input gives the same picture.
    """
    placed = _stretched(np.asarray(xy, dtype=float).reshape(-1, 2), (width, height))
    for _ in range(ROUNDS):
        push = _push(placed, around)
        if not push.any():
            return placed
        placed = placed + push
        placed[:, 0] = placed[:, 0].clip(0.0, width)
    return _dropped(placed, around)


def _stretched(xy: np.ndarray, size: tuple[float, float]) -> np.ndarray:
    if not len(xy):
        return xy
    low, span = xy.min(axis=0), np.ptp(xy, axis=0)
    return np.where(span > 0, (xy - low) / np.where(span > 0, span, 1.0), 0.5) * size


def _overlaps(placed: np.ndarray, around: np.ndarray) -> np.ndarray:
    """Return by how much each two boxes overlap across and down, a table for each; 0 or less: they do not."""
    low, high = placed - around[:, :2] - GAP / 2, placed + around[:, 2:] + GAP / 2
    return np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])


def _push(placed: np.ndarray, around: np.ndarray) -> np.ndarray:
    """Return how far each box is to go: half of each overlap, the way on which it is smaller."""
    over = _overlaps(placed, around)
    both = (over > 1e-6).all(axis=2) & ~np.eye(len(placed), dtype=bool)
    away = placed[:, None] - placed[None]
    # Two at one place part by their order, the earlier up and left.
    order = np.sign(np.arange(len(placed))[:, None] - np.arange(len(placed))[None])
    way = np.where(away == 0, order[..., None], np.sign(away))
    across = over[..., 0] < over[..., 1]
    steps = np.stack([both & across, both & ~across], axis=2) * way * (over + 0.02) / 2
    return steps.sum(axis=1)


def _dropped(placed: np.ndarray, around: np.ndarray) -> np.ndarray:
    """Return what is still crowded set from the top downwards, each box as high as it can stand."""
    placed = placed.copy()
    done: list[int] = []
    for one in np.lexsort((np.arange(len(placed)), placed[:, 1])):
        while done:
            over = _overlaps(placed[[*done, one]], around[[*done, one]])[-1, :-1]
            touching = (over > 1e-6).all(axis=1)
            if not touching.any():
                break
            placed[one, 1] += over[touching, 1].max() + 0.02
        done.append(one)
    return placed
