"""Numbers as they stand in Indian papers, and days as they are read: on the screen, in charts, in tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np

Step = Literal["day", "week", "month", "year"]
LAKH = 100_000  # from here on groups differ: 1,00,000 where others write 100,000


def grouped(value: float, digits: int = 0) -> str:
    """Return a number grouped as in India: 12345678 → 1,23,45,678."""
    whole, dot, part = f"{abs(value):.{digits}f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ("−" if value < 0 else "") + ",".join([*groups, tail]) + dot + part


def shortest(value: object) -> str:
    """Return a count or share, no more than two decimals, none for whole ones; a dash where there is none."""
    if value is None or not math.isfinite(float(value)):
        return "–"
    rounded = round(float(value), 2) + 0.0  # + 0.0: no "−0"
    text = grouped(rounded, 2)
    return text.rstrip("0").rstrip(".")


def ticks(low: float, high: float, *, parts: int, whole: bool = False) -> list[float]:
    """Return the values of a scale from ``low`` to ``high``: steps of 1, 2 or 5, at most ``parts`` of them.

    ``whole``: of whole numbers alone, since half a mention is none.
    """
    span = high - low
    if not span > 0:
        return [0.0]
    size = 10.0 ** math.floor(math.log10(span / parts))
    step = next(size * times for times in (1, 2, 5, 10, 20) if span / (size * times) <= parts)
    if whole:
        step = max(1.0, step)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(place) * step + 0.0 for place in np.arange(first, last + 1)]


def day_name(when: date, step: Step, months: Sequence[str]) -> str:
    """Return a period as it is read: "7 मार्च 2024", "मार्च 2024", "2024" (a week by its first day)."""
    if step == "year":
        return str(when.year)
    named = f"{months[when.month - 1]} {when.year}"
    return named if step == "month" else f"{when.day} {named}"
