"""A table of two names as coloured cells: items and actors, terms and documents, pairs of actors.

Plotly's own heat map cannot be clicked inside the page (its cells never arrive as a selection). Each cell is
therefore a bar that starts at its row and is one row high: it is clicked, coloured and scaled like a cell.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.base import (
    LETTER_PIXELS,
    as_text,
    dimmed,
    escape,
    fold,
    frame,
    label_pixels,
    lines,
    number,
    room,
)
from dashboard.grouping import grouped

CELL = 0.96
# Letters of Hindi a line: narrower than beside bars, the cells need the phone's width.
ROW_WIDTH, ROW_LINES = 14, 2
COLUMN_WIDTH, UPRIGHT_WIDTH = 14, 18
PHONE = 350  # what it is wide, in pixels
# Beside each other upright, more names than this have room for one line each: a second lies on the next name.
FOLDED_COLUMNS, LONG_COLUMN = 10, 24


def heat_map(
    rows: Sequence[object],
    cols: Sequence[object],
    values: np.ndarray,
    codes: tuple[Sequence[str], Sequence[str]],
    *,
    title: str = "",
    value_title: str = "",
    texts: np.ndarray | None = None,
    zeros: bool = False,
) -> go.Figure:
    """Draw ``values`` (rows × columns); a click gives back ``(row code, column code)``.

    A cell of NaN stays empty, and one of 0 too, for there is nothing behind it to open; ``zeros`` is for
    measures that can be 0 where something stands (NPMI). ``texts`` (the same shape) replaces
    the value inside the cell; the hover always has the value and both full names.
    """
    values = np.asarray(values, dtype=float)
    if values.shape != (len(rows), len(cols)) or (len(codes[0]), len(codes[1])) != values.shape:
        raise ValueError(f"{values.shape} values for {len(rows)} rows and {len(cols)} columns")
    down, across = np.nonzero(~np.isnan(values) if zeros else np.nan_to_num(values))
    cells = values[down, across]
    shown = (
        [number(v) for v in cells] if texts is None else [escape(v) for v in np.asarray(texts)[down, across]]
    )
    figure = go.Figure(
        go.Bar(
            x=across,
            y=np.full(len(cells), CELL),
            base=down - CELL / 2,
            width=CELL,
            customdata=np.column_stack([as_text(codes[0])[down], as_text(codes[1])[across]])
            if len(cells)
            else None,
            marker=_colours(cells),
            text=as_text(shown),
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            unselected=dimmed(),
            hovertext=as_text(
                f"<b>{escape(rows[i])}</b> × <b>{escape(cols[j])}</b>"
                f"<br>{escape(value_title)} {number(values[i, j])}"
                for i, j in zip(down, across, strict=True)
            ),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    return _axes(figure, rows, cols, title=title)


def narrow(values: np.ndarray) -> np.ndarray:
    """Return measures from -1 to 1 as ``texts`` that narrow cells can hold, all alike: ".30", "-.08".

    With as many decimals as each has, 0.3 stood in its cell and 0.66, which had no room, did not.
    """

    def read(value: float) -> str:
        return grouped(round(value, 2) + 0.0, 2).replace("0.", ".", 1).replace("−", "-")

    return as_text(read(value) for value in values.flat).reshape(values.shape)


def _colours(cells: np.ndarray) -> dict[str, object]:
    low, high = (min(0.0, cells.min()), max(0.0, cells.max())) if len(cells) else (0.0, 1.0)
    span = max(abs(low), abs(high))
    signed = low < 0  # a measure with a sign (NPMI, G²) gets the theme's two-sided scale around 0
    # No colour bar: the values stand in the cells, and on a phone it takes a quarter of the width.
    return {"color": cells, "showscale": False, "line": {"width": 0}} | (
        {"cmin": -span, "cmax": span} if signed else {"cmin": 0, "cmax": high}
    )


def _broad(cols: Sequence[object]) -> float:
    """Return what the broadest name takes side by side with others."""
    rows = (line for col in cols for line in lines(col, width=COLUMN_WIDTH))
    return max((room(line) * LETTER_PIXELS for line in rows), default=0.0) + 6


def _axes(figure: go.Figure, rows: Sequence[object], cols: Sequence[object], *, title: str) -> go.Figure:
    left = label_pixels(rows, width=ROW_WIDTH)
    upright = _broad(cols) * len(cols) > PHONE - left
    fit = {"width": UPRIGHT_WIDTH if upright else COLUMN_WIDTH}
    if len(cols) > FOLDED_COLUMNS:
        fit = {"width": LONG_COLUMN, "limit": 1}
    deepest = max((len(lines(col, **fit)) for col in cols), default=1)
    longest = label_pixels(cols, **fit)
    top = (longest if upright else deepest * 20) + (40 if title else 12)
    folded = [fold(row, width=ROW_WIDTH, limit=ROW_LINES) for row in rows]
    tall = 18 + 16 * max((label.count("<br>") + 1 for label in folded), default=1)
    frame(
        figure,
        title=title,
        height=max(1, len(rows)) * tall + top + 20,
        left=left,
        barmode="overlay",
        showlegend=False,
        uniformtext={"minsize": 9, "mode": "hide"},
    )
    figure.update_layout(margin={"t": top, "b": 12})
    figure.update_xaxes(
        overwrite=True,
        side="top",
        tickmode="array",
        tickvals=np.arange(len(cols)),
        tickangle=-90 if upright else 0,
        ticktext=as_text(fold(col, **fit) for col in cols),
        range=[-0.5, len(cols) - 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    return figure.update_yaxes(
        overwrite=True,
        tickmode="array",
        tickvals=np.arange(len(rows)),
        ticktext=as_text(folded),
        range=[len(rows) - 0.5, -0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
