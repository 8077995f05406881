"""Counts or shares over real dates: a period without documents is a gap in the line, never a nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import as_text, escape, frame, number, scale
from dashboard.grouping import Step, day_name

ALIASES: Mapping[Step, str] = {"day": "D", "week": "W-MON", "month": "MS", "year": "YS"}
TALL, SLIDER = 360, 70  # pixels; the slider takes its part from the lines
TICKS = 4  # months or years below a narrow chart; of days one less: "15 September" takes a quarter of it
CROWDED, SLIDES = 20, 24  # events stand above each other, and a slider below, where there are more periods
EVENT_COLOUR = "#8a8f99"


def trend(
    table: pd.DataFrame,
    *,
    value: str,
    step: Step,
    months: Sequence[str],
    date: str = "period",
    series: str | None = None,
    series_names: Mapping[str, str] | None = None,
    small: str | None = None,
    note: str | None = None,
    events: pd.DataFrame | None = None,
    title: str = "",
    value_title: str = "",
) -> go.Figure:
    """Draw ``value`` over ``date`` (the first day of each period), one line for each of ``series``.

    A click gives back ``(series, "2024-03-01")``, without ``series`` the date alone. Periods that the table
    leaves out break the line. ``months`` are the twelve names of the months (Plotly knows no Hindi).
    ``small`` names a boolean column, True where too few documents stand behind a point: drawn hollow;
    ``note`` a column of text for the hover ("3 दस्तावेज़"). ``events`` has date and label: dotted uprights with
    a number where it has ``number``; a click on one gives back its ``code`` where it has that.
    """
    if len(months) != 12:
        raise ValueError(f"{len(months)} names for 12 months")
    dates = pd.to_datetime(table[date])
    periods = _periods(dates, step)
    figure = go.Figure()
    for key in [None] if series is None else list(dict.fromkeys(table[series])):
        rows = table if key is None else table[table[series] == key]
        whole = rows.set_index(pd.to_datetime(rows[date])).reindex(periods)
        name = "" if key is None else (series_names or {}).get(key, key)
        figure.add_scatter(**_line(whole, periods, value=value, key=key, name=name, small=small))
        figure.data[-1].hovertext = as_text(
            _hover(
                name,
                day_name(when, step, months),
                whole[value].iloc[i],
                value_title,
                whole[note].iloc[i] if note else "",
            )
            for i, when in enumerate(periods)
        )
    if events is not None and len(events) and len(table):
        _mark_events(
            figure, events, top=float(table[value].max()), span=periods[-1] - periods[0], months=months
        )
    top = float(table[value].max()) if table[value].notna().any() else 0.0
    figure.update_yaxes(scale(0.0, top, parts=5, whole=not (table[value].dropna() % 1).any()))
    return _axes(
        figure, periods, step, months, title=title, value_title=value_title, legend=series is not None
    )


def _periods(dates: pd.Series, step: Step) -> pd.DatetimeIndex:
    if dates.empty:
        return pd.DatetimeIndex([])
    # The dates themselves are kept too: a period that does not begin where pandas thinks is still drawn.
    regular = pd.date_range(dates.min(), dates.max(), freq=ALIASES[step])
    return regular.union(pd.DatetimeIndex(dates.unique())).sort_values()


def _line(
    whole: pd.DataFrame,
    periods: pd.DatetimeIndex,
    *,
    value: str,
    key: str | None,
    name: str,
    small: str | None,
) -> dict[str, object]:
    days = as_text(f"{when:%Y-%m-%d}" for when in periods)
    hollow = whole[small].eq(True).to_numpy() if small else np.zeros(len(whole), dtype=bool)
    return {
        "mode": "lines+markers",  # markers too: a point between two gaps has no line
        "name": escape(name),
        "x": days,
        "y": whole[value].to_numpy(dtype=float),
        "connectgaps": False,
        "customdata": days if key is None else np.column_stack([as_text([key] * len(days)), days]),
        "marker": {
            "size": 9 if len(whole) <= 24 else 6,
            "symbol": as_text("circle-open" if empty else "circle" for empty in hollow),
            "line": {"width": np.where(hollow, 2, 0)},
        },
        "line": {"width": 2},
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(name: str, when: str, value: object, value_title: str, note: object) -> str:
    pieces = (
        f"<b>{escape(name)}</b>" if name else "",
        escape(when),
        f"{escape(value_title)} {number(value)}",
        escape(note),
    )
    return "<br>".join(piece for piece in pieces if piece)


def _mark_events(
    figure: go.Figure, events: pd.DataFrame, *, top: float, span: pd.Timedelta, months: Sequence[str]
) -> None:
    # An axis of their own, of the same days: the slider shows what stands on the first, and there the numbers
    # of events would lie on each other.
    figure.update_layout(xaxis2={"type": "date", "overlaying": "x", "matches": "x", "visible": False})
    days = [pd.Timestamp(when) for when in events["date"]]
    numbered = "number" in events
    for when in days:
        figure.add_shape(
            type="line",
            layer="below",
            x0=f"{when:%Y-%m-%d}",
            x1=f"{when:%Y-%m-%d}",
            yref="paper",
            y0=0,
            y1=1,
            line={"color": EVENT_COLOUR, "width": 1, "dash": "dot"},
        )
    figure.add_scatter(
        mode="markers+text" if numbered else "markers",
        text=as_text(events["number"].map(str)) if numbered else None,
        textposition="middle right",
        cliponaxis=False,
        customdata=as_text(events["code"]) if "code" in events else None,
        showlegend=False,
        x=as_text(f"{when:%Y-%m-%d}" for when in days),
        xaxis="x2",
        y=(top or 1.0) * (1.1 + 0.13 * _levels(days, span)),
        marker={"symbol": "triangle-down", "size": 11, "color": EVENT_COLOUR},
        hovertext=as_text(
            f"<b>{escape(label)}</b><br>{day_name(when, 'day', months)}"
            for when, label in zip(days, events["label"], strict=True)
        ),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _levels(days: Sequence[pd.Timestamp], span: pd.Timedelta) -> np.ndarray:
    """Return how many marks stand below each one: marks nearer than a twentieth of the axis are stacked."""
    levels: list[int] = []
    for place, day in enumerate(days):
        near = {
            level
            for other, level in zip(days[:place], levels, strict=True)
            if abs(day - other) * CROWDED <= span
        }
        levels.append(next(level for level in range(len(days)) if level not in near))
    return np.array(levels)


def _axes(
    figure: go.Figure,
    periods: pd.DatetimeIndex,
    step: Step,
    months: Sequence[str],
    *,
    title: str,
    value_title: str,
    legend: bool,
) -> go.Figure:
    most = TICKS - (step in ("day", "week"))
    shown = periods[:: max(1, -(-len(periods) // most))]
    slides = len(periods) > SLIDES
    frame(figure, title=title, height=TALL + SLIDER * slides, left=48, showlegend=legend)
    # The first axis alone: that of the events has no ticks and no slider.
    figure.update_layout(
        overwrite=True,
        xaxis={
            "type": "date",
            "tickmode": "array",
            "tickvals": as_text(f"{when:%Y-%m-%d}" for when in shown),
            "tickangle": 0,
            "ticktext": as_text("<br>".join(day_name(when, step, months).rsplit(" ", 1)) for when in shown),
            "rangeslider": {"visible": slides, "thickness": 0.08},
            "showgrid": False,
        },
    )
    return figure.update_yaxes(
        overwrite=True, title={"text": escape(value_title)}, rangemode="tozero", fixedrange=True
    )
