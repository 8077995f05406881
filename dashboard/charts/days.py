"""What stands on which day: a mark for each thing, a lane for each kind, days and not periods."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import as_text, escape, fold, frame, label_pixels

LANE_PIXELS = 46


def day_marks(
    table: pd.DataFrame,
    *,
    date: str,
    lane: str,
    code: str,
    label: str,
    lane_names: Mapping[str, str] | None = None,
    note: str | None = None,
    title: str = "",
) -> go.Figure:
    """Draw each row of ``table`` at its ``date`` in the lane of its kind; a click gives back its ``code``.

    ``label`` names the column of the text on the hover, ``note`` one to add below it. Days are written as
    Indian papers print them (21.8.2025), which needs no names of months.
    """
    lanes = list(dict.fromkeys(table[lane]))
    names = [(lane_names or {}).get(key, key) for key in lanes]
    figure = go.Figure()
    for place, key in enumerate(lanes):
        rows = table[table[lane] == key]
        notes = rows[note] if note else [""] * len(rows)
        figure.add_scatter(
            mode="markers",
            x=pd.to_datetime(rows[date]).to_numpy(),
            y=np.full(len(rows), place),
            marker={"size": 13, "symbol": "diamond", "opacity": 0.75},
            showlegend=False,
            customdata=as_text(rows[code]),
            hovertext=as_text(
                f"<b>{escape(text)}</b><br>{escape(more)}" if more else f"<b>{escape(text)}</b>"
                for text, more in zip(rows[label], notes, strict=True)
            ),
            hovertemplate="%{hovertext}<br>%{x|%-d.%-m.%Y}<extra></extra>",
        )
    height = max(1, len(lanes)) * LANE_PIXELS + (100 if title else 66)
    frame(figure, title=title, height=height, left=label_pixels(names), showlegend=False)
    figure.update_xaxes(tickformat="%-d.%-m.%Y", nticks=6, fixedrange=True)
    return figure.update_yaxes(
        overwrite=True,
        tickmode="array",
        tickvals=np.arange(len(lanes)),
        ticktext=as_text(fold(name) for name in names),
        range=[len(lanes) - 0.5, -0.5],
        fixedrange=True,
        automargin=True,
        zeroline=False,
    )
