"""Ranked horizontal bars: one bar a row of a table, or one stack of parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import (
    FONT_SIZE,
    KIND_COLOURS,
    OTHER_COLOUR,
    as_text,
    dimmed,
    escape,
    fold,
    frame,
    label_pixels,
    lines,
    number,
    scale,
)

# So many names stand below the bars, each in a row of its own on a phone. There are no more colours: of more
# parts (articles) none could be found by its colour, and their names would take the room of the bars.
NAMED_PARTS, LEGEND_ROW = 10, 22
EDGE = "#808080"  # between parts whose colours may be the same, seen on both themes
FEW = 5  # counts up to here get a tick for each whole number
LONG = 10_000  # from here on a phone's width holds few numbers of a scale
# Rows stand at 0, 1, 2 … and not at their labels: two entities of the same name would share one bar.


def ranked_bars(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    code: str,
    title: str = "",
    value_title: str = "",
    colour_by: str | None = None,
    colour_names: Mapping[str, str] | None = None,
    text: str | None = None,
    note: str | None = None,
) -> go.Figure:
    """Draw one bar a row of ``table``, first row on top; a click gives back the row's ``code``.

    ``colour_by`` names a column of kinds (coloured alike on every page, ``colour_names`` words the legend),
    ``text`` a column to stand beside the bar in place of the value, ``note`` one to add to the hover.
    """
    figure = go.Figure()
    places = np.arange(len(table))
    groups = [(None, places)] if colour_by is None else _groups(table[colour_by])
    shown = [number(v) for v in table[value]] if text is None else [escape(v) for v in table[text]]
    hovers = _hovers(table, label=label, value=value, value_title=value_title, note=note)
    for kind, rows in groups:
        figure.add_bar(
            orientation="h",
            x=table[value].to_numpy(dtype=float)[rows],
            y=rows,
            width=0.72,
            customdata=as_text(table[code].iloc[rows]),
            text=as_text(shown[i] for i in rows),
            textposition="outside",
            cliponaxis=False,
            hovertext=as_text(hovers[i] for i in rows),
            hovertemplate="%{hovertext}<extra></extra>",
            **_kind_style(kind, colour_names),
        )
    return _axes(
        figure,
        list(table[label]),
        title=title,
        value_title=value_title,
        legend=colour_by is not None,
        reach=_reach(table[value], shown),
    )


def stacked_bars(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    code: str,
    part: str,
    part_code: str | None = None,
    part_names: Mapping[str, str] | None = None,
    mode: Literal["stack", "group"] = "stack",
    title: str = "",
    value_title: str = "",
) -> go.Figure:
    """Draw a row for each ``code`` with its parts stacked or side by side (headings and body, documents).

    ``table`` is long: one row for each code and part. A click gives back ``(code, part)``. Of more than
    NAMED_PARTS parts the names are on the hover alone.
    """
    order = list(dict.fromkeys(table[code]))
    place = {entry: i for i, entry in enumerate(order)}
    labels = list(table.drop_duplicates(code)[label])
    parts = part_code or part
    figure = go.Figure()
    for key in dict.fromkeys(table[parts]):
        rows = table[table[parts] == key]
        name = (part_names or {}).get(key, rows[part].iloc[0])
        figure.add_bar(
            orientation="h",
            name=escape(name),
            x=rows[value].to_numpy(dtype=float),
            y=np.array([place[entry] for entry in rows[code]]),
            customdata=np.column_stack([as_text(rows[code]), as_text(rows[parts])]),
            text=as_text(number(v) if v else "" for v in rows[value]),
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            unselected=dimmed(),
            hovertext=as_text(
                _parts_hover(rows, label=label, value=value, name=name, value_title=value_title)
            ),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    tallest = table.groupby(code)[value].sum() if mode == "stack" else table[value]
    reach = [0.0, float(tallest.max()) * 1.05 if len(table) else 1.0]
    named = len(figure.data) <= NAMED_PARTS
    if not named:
        figure.update_traces(marker_line={"width": 1, "color": EDGE})
    _axes(figure, labels, title=title, value_title=value_title, legend=named, reach=reach)
    return figure.update_layout(
        barmode=mode,
        height=figure.layout.height + (12 * len(order) if mode == "group" else 0),
        # A number that has no room is on the hover alone: shrunk into its part, none could be read.
        uniformtext={"minsize": 10, "mode": "hide"},
        legend_traceorder="normal",  # else from right to left
    )


def _groups(kinds: pd.Series) -> list[tuple[str, np.ndarray]]:
    known = {kind: i for i, kind in enumerate(KIND_COLOURS)}
    order = sorted(kinds.unique(), key=lambda kind: (known.get(kind, len(known)), str(kind)))
    return [(kind, np.flatnonzero((kinds == kind).to_numpy())) for kind in order]


def _kind_style(kind: str | None, names: Mapping[str, str] | None) -> dict[str, object]:
    if kind is None:
        return {"showlegend": False}
    colour = KIND_COLOURS.get(kind, OTHER_COLOUR)
    return {"name": escape((names or {}).get(kind, kind)), "marker": {"color": colour}, "showlegend": True}


def _hovers(table: pd.DataFrame, *, label: str, value: str, value_title: str, note: str | None) -> list[str]:
    notes = table[note] if note else [""] * len(table)
    return [
        "<br>".join(
            filter(None, (f"<b>{escape(name)}</b>", f"{escape(value_title)} {number(count)}", escape(more)))
        )
        for name, count, more in zip(table[label], table[value], notes, strict=True)
    ]


def _parts_hover(rows: pd.DataFrame, *, label: str, value: str, name: str, value_title: str) -> list[str]:
    return [
        f"<b>{escape(entry)}</b><br>{escape(name)}: {escape(value_title)} {number(count)}"
        for entry, count in zip(rows[label], rows[value], strict=True)
    ]


def _reach(values: pd.Series, shown: Sequence[str]) -> list[float]:
    """Return a range of the value axis that leaves the text beside the longest bar its room."""
    # 60 letters is the width of a bar on a phone as a share: longer texts need more of the axis.
    room = 1.06 + max((len(text) for text in shown), default=0) * 0.035
    low = min(0.0, float(values.min()) * room) if len(values) else 0.0
    high = max(0.0, float(values.max()) * room) if len(values) else 1.0
    return [low, high or 1.0]


def _scale(figure: go.Figure, reach: Sequence[float]) -> dict[str, object]:
    """Return the ticks of the value axis; few where their numbers are long, so that a phone holds them."""
    values = np.concatenate([np.asarray(trace.x, dtype=float) for trace in figure.data] or [[0.0]])
    whole = not np.any(values % 1)
    if whole and values.max(initial=0) <= FEW:
        return scale(*reach, parts=FEW + 2, whole=True)
    return scale(*reach, parts=3 if reach[1] >= LONG else 4, whole=whole)


def _legend_below(figure: go.Figure) -> None:
    """Put the legend under the axis: above the bars it takes several rows on a phone and covers the title."""
    room, margin = LEGEND_ROW * len(figure.data), figure.layout.margin
    tall = figure.layout.height - margin.t - margin.b
    below = {"x": 0, "yanchor": "top", "y": -(margin.b + 10) / tall, "title": {"text": ""}}
    figure.update_layout(legend=below, margin_b=margin.b + room, height=figure.layout.height + room)


def _axes(
    figure: go.Figure,
    labels: Sequence[object],
    *,
    title: str,
    value_title: str,
    legend: bool,
    reach: list[float],
) -> go.Figure:
    deepest = max((len(lines(label)) for label in labels), default=1)
    row = 14 + deepest * (FONT_SIZE + 3)
    frame(
        figure,
        title=title,
        height=max(1, len(labels)) * row + (100 if title or legend else 66),
        left=label_pixels(labels),
        barmode="overlay",
        bargap=0.25,
        showlegend=legend,
    )
    if legend:
        _legend_below(figure)
    figure.update_xaxes(
        overwrite=True,
        title={"text": escape(value_title)},
        range=reach,
        fixedrange=True,
        tickangle=0,
        **_scale(figure, reach),
    )
    return figure.update_yaxes(
        overwrite=True,
        tickmode="array",
        tickvals=np.arange(len(labels)),
        ticktext=as_text(fold(label) for label in labels),
        range=[len(labels) - 0.5, -0.5],
        automargin=True,
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
