"""Marks on lanes as a picture that stands alone: the days of a timeline, the places in articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dashboard.charts.base import KIND_COLOURS, label_pixels, lines
from dashboard.charts.svg import EDGE, LINE, PALE, PLAIN, WIDTH, _add, _canvas, _finish, _text, _top

TALL = 40
Point = tuple[int, float, int]  # lane, place on the axis, group


def lanes_svg(
    lanes: Sequence[str],
    points: Sequence[Point],
    *,
    ticks: Sequence[tuple[float, str]],
    groups: Sequence[str] = (),
    fonts: Sequence[Path],
    title: str = "",
    value_title: str = "",
) -> str:
    """Return marks on named lanes as an SVG file's text.

    ``points`` name their lane and group by place in ``lanes`` and ``groups`` (which the legend names);
    ``ticks`` are places on the axis with their words, the first and the last of them its ends.
    """
    rows = [lines(name, width=34, limit=2) for name in lanes]
    left = label_pixels((row for several in rows for row in several), width=99) + 16
    top = _top(title) + (28 if groups else 0)
    low, high = ticks[0][0], ticks[-1][0]

    def x(place: float) -> float:
        return left + (WIDTH - left - 60) * (place - low) / ((high - low) or 1.0)

    root = _canvas(top + TALL * len(rows) + 60, title=title, fonts=fonts)
    colours = [PLAIN, *KIND_COLOURS.values()]
    begin = 16.0
    for number, name in enumerate(groups):
        _add(root, "rect", x=begin, y=_top(title), width=13, height=13, fill=colours[number % len(colours)])
        _text(root, [name], x=begin + 20, y=_top(title) + 6, colour=PALE)
        begin += 44 + label_pixels([name], width=99)
    for place, row in enumerate(rows):
        y = top + TALL * place + TALL / 2
        _text(root, row, x=left - 10, y=y, anchor="end")
        _add(root, "rect", x=left, y=y - 0.5, width=WIDTH - left - 60, height=1, fill=EDGE)
    for lane, place, group in points:
        y = top + TALL * lane + TALL / 2
        colour = colours[group % len(colours)]
        _add(root, "rect", x=x(place) - 2, y=y - 11, width=4, height=22, fill=colour, opacity=0.75)
    bottom = top + TALL * len(rows) + LINE / 2
    for place, words in ticks:
        _text(root, [words], x=x(place), y=bottom, anchor="middle", colour=PALE)
    _text(root, [value_title], x=left, y=bottom + 26, colour=PALE)
    return _finish(root)
