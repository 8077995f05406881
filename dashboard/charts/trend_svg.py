"""A trend as a picture to take away: lines broken at gaps, small samples hollow, a legend, real text."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.charts.base import label_pixels, number, plain, ticks
from dashboard.charts.svg import PALE, WIDTH, _add, _canvas, _finish, _text, _top
from dashboard.charts.trend import EVENT_COLOUR, TICKS, _periods
from dashboard.grouping import Step, day_name

HIGH, LEFT = 320, 64
PALETTE = ("#0b5394", "#b45f06", "#38761d", "#741b47", "#134f5c", "#990000", "#7f6000", "#351c75")


def trend_svg(
    table: pd.DataFrame,
    *,
    value: str,
    step: Step,
    months: Sequence[str],
    lines: bool,
    fonts: Sequence[Path],
    title: str = "",
    value_title: str = "",
    events: pd.DataFrame | None = None,
) -> str:
    """Return ``value`` over column period as an SVG file's text, one line for each of column label.

    ``events`` (date, number, label) are dotted uprights, told below the picture by their numbers.
    """
    periods = _periods(pd.to_datetime(table["period"]), step)
    names = list(dict.fromkeys(table["label"]))
    top = _top(title) + 26.0 * (1 + _legend_rows(names))
    told = [] if events is None or not len(periods) else list(events.itertuples(index=False))
    root = _canvas(top + HIGH + 60 + 24 * len(told), title=title, fonts=fonts)
    _legend(root, names, y=_top(title))
    high = float(table[value].max() or 1) if len(table) else 1.0
    _axes(root, periods, step, months, top=top, high=high, value_title=value_title)
    for place, name in enumerate(names):
        rows = table[table["label"] == name].set_index("period").reindex(periods)
        colour = PALETTE[place % len(PALETTE)]
        _line(root, rows, value, colour=colour, top=top, high=high, lines=lines)
    for place, event in enumerate(told):
        _event(root, event, periods, top=top, y=top + HIGH + 48 + 24 * place)
    return _finish(root)


def _event(root: ET.Element, event, periods: pd.DatetimeIndex, *, top: float, y: float) -> None:
    """Draw an upright with its number above it, and what it is at the height ``y``."""
    when = pd.Timestamp(event.date)
    # Periods stand at even distances; a day within one stands as far behind its beginning.
    place = int(np.clip(periods.searchsorted(when, side="right") - 1, 0, len(periods) - 1))
    length = periods[place + 1] - periods[place] if place + 1 < len(periods) else pd.Timedelta(0)
    x = _x(place, len(periods))
    if length:
        share = min((when - periods[place]) / length, 1)
        x += share * (_x(place + 1, len(periods)) - x)
    dotted = {"stroke-dasharray": "2 3", "stroke-width": 1}
    _add(root, "line", x1=x, y1=top, x2=x, y2=top + HIGH, stroke=EVENT_COLOUR, **dotted)
    _text(root, [str(event.number)], x=x, y=top - 8, anchor="middle", colour=PALE)
    _text(root, [plain(f"{event.number}. {event.label}")], x=LEFT, y=y, colour=PALE)


def _x(place: int, count: int) -> float:
    return LEFT + 8 + place * (WIDTH - LEFT - 40) / max(1, count - 1)


def _line(
    root: ET.Element, rows: pd.DataFrame, value: str, *, colour: str, top: float, high: float, lines: bool
) -> None:
    last: tuple[float, float] | None = None
    for place, (number_, small) in enumerate(zip(rows[value], rows["small"], strict=True)):
        if pd.isna(number_):  # a gap: the line begins anew behind it
            last = None
            continue
        here = (_x(place, len(rows)), top + HIGH * (1 - float(number_) / high))
        if last and lines:
            ends = {"x1": last[0], "y1": last[1], "x2": here[0], "y2": here[1]}
            _add(root, "line", **ends, stroke=colour, **{"stroke-width": 2})
        fill = "#ffffff" if small is True else colour
        _add(root, "circle", cx=here[0], cy=here[1], r=3.5, fill=fill, stroke=colour, **{"stroke-width": 1.5})
        last = here


def _axes(
    root: ET.Element,
    periods: pd.DatetimeIndex,
    step: Step,
    months: Sequence[str],
    *,
    top: float,
    high: float,
    value_title: str,
) -> None:
    for place in ticks(0.0, high, parts=5):
        y = top + HIGH * (1 - place / high)
        _add(root, "line", x1=LEFT, y1=y, x2=WIDTH - 16, y2=y, stroke="#d5dbe3")
        _text(root, [number(place)], x=LEFT - 8, y=y, anchor="end", colour=PALE)
    _text(root, [plain(value_title)], x=LEFT, y=top - 16, colour=PALE)
    every = max(1, -(-len(periods) // TICKS))
    for place in range(0, len(periods), every):
        name = day_name(periods[place], step, months)
        _text(root, [name], x=_x(place, len(periods)), y=top + HIGH + 20, anchor="middle", colour=PALE)


def _legend_rows(names: Sequence[str]) -> int:
    return -(-sum(40 + label_pixels([name], width=99) for name in names) // (WIDTH - 32))


def _legend(root: ET.Element, names: Sequence[str], *, y: float) -> None:
    x = 16.0
    for place, name in enumerate(names):
        wide = 40 + label_pixels([name], width=99)
        if x + wide > WIDTH - 16:
            x, y = 16.0, y + 26
        _add(root, "rect", x=x, y=y + 2, width=13, height=13, fill=PALETTE[place % len(PALETTE)])
        _text(root, [plain(name)], x=x + 20, y=y + 8, colour=PALE)
        x += wide
