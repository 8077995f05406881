"""A browser that answers late: what it says of the filters is what they were before, not what they are.

A link of the last drawing of a page carries the filters of that drawing, and a widget that was set anew on
the server still has its old value there. Both are known by their address: it is one that was left a moment
ago. Pure, and without Streamlit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from analysis.corpus import Selection
from analysis.store.selection import CODES
from dashboard.link import State

FILTERS = {"ui", "corpus", *CODES.values()}
LATE = 30.0  # seconds that a busy browser may take to draw an answer
QUICK = 3.0  # nobody looks at a page, goes on and back in this time
KEPT = 8


@dataclass(frozen=True, slots=True)
class Left:
    """Filters that are no longer those of the session: since when, their address and what they were.

    ``server``: they were set anew by a button, and not by their own widgets, which know it.
    """

    at: float
    address: Mapping[str, list[str]]
    state: State
    server: bool


def filters(params: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the part of an address that is the same on every page."""
    return {name: list(values) for name, values in params.items() if name in FILTERS}


def find(left: Sequence[Left], params: Mapping[str, Sequence[str]], *, now: float) -> Left | None:
    """Return the filters that an address speaks of, where they were left a moment ago."""
    asked = filters(params)
    return next((one for one in reversed(left) if one.address == asked and now - one.at < LATE), None)


def unseen(left: Sequence[Left], known: Selection, sent: Selection, *, now: float) -> Left | None:
    """Return the filters that a button set anew a moment ago, where ``sent`` has every one as it was.

    A page may show its new links before its widgets have their new values.
    """
    for one in reversed(left):
        names = [field.name for field in fields(Selection) if _differ(one.state.selection, known, field.name)]
        if one.server and now - one.at < LATE and names:
            old = one.state.selection
            return None if any(_differ(old, sent, name) for name in names) else one
    return None


def _differ(a: Selection, b: Selection, name: str) -> bool:
    return getattr(a, name) != getattr(b, name)


def settle(old: Selection, known: Selection, sent: Selection) -> Selection:
    """Return the filters as they are: of what a late browser ``sent`` only that counts which is not ``old``.

    ``known`` are those of the session.
    """
    changed = {
        field.name: getattr(sent, field.name) for field in fields(Selection) if _differ(sent, old, field.name)
    }
    values = {field.name: getattr(known, field.name) for field in fields(Selection)}
    return Selection(**values | changed)
