"""A trie over ids of match keys, walked from all places of a text at once.

The cost of a walk does not grow with the number of forms: one look-up in an array finds the places where a
form may begin; only from those does the walk go on, one step for all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

_MAY = 1 << 17


def _folded(edges: np.ndarray) -> np.ndarray:
    """Return a number below _MAY for each edge; different edges may share one."""
    return (edges ^ edges >> 32 << 5) & (_MAY - 1)


class Trie:
    """Sequences of key ids with a value each, in layers; each layer has its own longest match.

    ``rows`` are (key ids, layer, value); a second row for the same keys and layer is ignored. ``walk`` and
    ``walk_plain`` give the same answers; the plain one says the rule.
    """

    def __init__(self, rows: Iterable[tuple[Sequence[int], int, int]], layers: int) -> None:
        self._children: dict[tuple[int, int], int] = {}
        values: dict[tuple[int, int], int] = {}
        for keys, layer, value in rows:
            state = 0
            for key in keys:
                state = self._children.setdefault((state, key), len(self._children) + 1)
            values.setdefault((layer, state), value)
        self._values = np.full((layers, len(self._children) + 1), -1, np.int32)
        for place, value in values.items():
            self._values[place] = value
        self._ends = (self._values >= 0).any(axis=0)
        edges = np.array([state << 32 | key for state, key in self._children], np.int64)
        order = np.argsort(edges)
        self._edges = edges[order]
        self._targets = np.fromiter(self._children.values(), np.int32, len(order))[order]
        self._first = np.zeros(max((key for _, key in self._children), default=-1) + 2, np.int32)
        for (state, key), child in self._children.items():
            if state == 0:
                self._first[key] = child
        self._begins = self._first > 0  # False of the last, which stands for all keys beyond
        self._may = np.zeros(_MAY, bool)
        self._may[_folded(self._edges)] = True

    def begins(self, keys: np.ndarray) -> np.ndarray:
        """Return the places (ascending) where some sequence may begin."""
        return np.flatnonzero(np.take(self._begins, keys, mode="clip"))

    def walk(self, keys: np.ndarray, links: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the longest match from each place: lengths (0 for none) and values, layers × places.

        ``links[i]`` says that token ``i + 1`` follows token ``i`` closely enough to belong to one name.
        """
        count = len(places)
        lengths = np.zeros((len(self._values), count), np.int32)
        values = np.full((len(self._values), count), -1, np.int32)
        state = self._first[np.minimum(keys[places], len(self._first) - 1)]
        active, depth = np.flatnonzero(state), 1
        state = state[active]
        while len(active):
            ending = np.flatnonzero(self._ends[state])  # most places are no match yet
            found = self._values[:, state[ending]]
            layer, column = np.nonzero(found >= 0)
            lengths[layer, active[ending[column]]] = depth
            values[layer, active[ending[column]]] = found[layer, column]
            at = places[active] + depth
            goes_on = links[at - 1]
            active, state, at = active[goes_on], state[goes_on], at[goes_on]
            wanted = state.astype(np.int64) << 32 | keys[at]
            may = self._may[_folded(wanted)]  # most words do not go on: a look-up is a third of a search
            active, wanted = active[may], wanted[may]
            edge = np.minimum(np.searchsorted(self._edges, wanted), len(self._edges) - 1)
            there = self._edges[edge] == wanted
            active, state = active[there], self._targets[edge[there]]
            depth += 1
        return lengths, values

    def walk_plain(self, keys: Sequence[int], links: Sequence[bool], place: int) -> list[tuple[int, int]]:
        """Return (length, value) of the longest match from one place for each layer; (0, -1) for none."""
        best = [(0, -1)] * len(self._values)
        state, depth = 0, 0
        while depth == 0 or (place + depth < len(keys) and links[place + depth - 1]):
            state = self._children.get((state, keys[place + depth]))
            if state is None:
                break
            depth += 1
            for layer, value in enumerate(self._values[:, state]):
                if value >= 0:
                    best[layer] = (depth, int(value))
        return best
