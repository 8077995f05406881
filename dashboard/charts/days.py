"""What stands on which day: a mark for each thing, a lane for each kind, days and not periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as day_of
from datetime import timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import as_text, escape, fold, frame, label_pixels
from dashboard.grouping import day_name

LANE_PIXELS = 46
TICKS = 4  # a day's name takes a fifth of a narrow chart


def day_marks(
    table: pd.DataFrame,
    *,
    date: str,
    lane: str,
    code: str,
    label: str,
    months: Sequence[str],
    lane_names: Mapping[str, str] | None = None,
    note: str | None = None,
    title: str = "",
) -> go.Figure:
    """Draw each row of ``table`` at its ``date`` in the lane of its kind; a click gives back its ``code``.

    ``label`` names the column of the text on the hover, ``note`` one to add below it. ``months`` are the
    twelve names of the months (Plotly knows no Hindi).
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
                "<br>".join(
                    filter(None, (f"<b>{escape(text)}</b>", escape(more), day_name(day, "day", months)))
                )
                for text, more, day in zip(rows[label], notes, pd.to_datetime(rows[date]), strict=True)
            ),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    height = max(1, len(lanes)) * LANE_PIXELS + (100 if title else 66)
    frame(figure, title=title, height=height, left=label_pixels(names), showlegend=False)
    days = pd.to_datetime(table[date])
    shown = day_places(days.min().date(), days.max().date(), parts=TICKS - 1) if len(days) else []
    figure.update_xaxes(
        overwrite=True,
        type="date",
        tickmode="array",
        tickvals=as_text(day.isoformat() for day in shown),
        ticktext=as_text("<br>".join(day_name(day, "day", months).rsplit(" ", 1)) for day in shown),
        tickangle=0,
        fixedrange=True,
    )
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


def day_places(first: day_of, last: day_of, *, parts: int) -> list[day_of]:
    """Return ``first``, ``last`` and the days that part the time between them into as equal ``parts``."""
    span = (last - first).days
    return [
        first + timedelta(days=days) for days in sorted({round(span * n / parts) for n in range(parts + 1)})
    ]
