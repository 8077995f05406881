"""Where in each document something stands: one row a document, one tick an occurrence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import as_text, escape, fold, frame, label_pixels, number

ROW_PIXELS = 44
GROUND = "rgba(128,128,128,0.45)"  # the line of a document, seen on both themes


def dispersion_strip(
    marks: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    row: str = "document",
    label: str = "name",
    length: str = "sentences",
    place: str = "sentence",
    code: Sequence[str] = ("document", "sentence"),
    by: str | None = None,
    by_names: Mapping[str, str] | None = None,
    hover: str | None = None,
    title: str = "",
    place_title: str = "",
) -> go.Figure:
    """Draw each of ``marks`` at its ``place`` in its document; a click gives back the ``code`` columns.

    ``documents`` has one row a document (``row`` its key, ``label``, ``length`` the last place), in the order
    drawn; those without a mark stay as empty lines, which is a finding. Places are sentence numbers or shares
    of the text (then ``length`` is 1 everywhere). ``by`` splits the marks (terms, entities) into lanes and
    colours; ``hover`` names a column of text to show.
    """
    figure = go.Figure()
    at = {key: i for i, key in enumerate(documents[row])}
    groups = [None] if by is None else list(dict.fromkeys(marks[by]))
    for lane, group in enumerate(groups):
        part = marks if group is None else marks[marks[by] == group]
        name = "" if group is None else (by_names or {}).get(group, group)
        shift = (lane - (len(groups) - 1) / 2) * 0.8 / len(groups)
        figure.add_scatter(
            mode="markers",
            x=part[place].to_numpy(dtype=float),
            y=np.array([at[key] + shift for key in part[row]], dtype=float),
            name=escape(name),
            # "open": only then is the tick drawn in the colour of the theme
            marker={"symbol": "line-ns-open", "size": max(8, 26 // len(groups)), "line": {"width": 3}},
            customdata=np.column_stack([as_text(part[column]) for column in code]),
            hovertext=as_text(_hover(part, name=name, place=place, place_title=place_title, hover=hover)),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    return _axes(
        figure,
        documents,
        label=label,
        length=length,
        title=title,
        place_title=place_title,
        tall=max(ROW_PIXELS, 20 * len(groups)),
        legend=by is not None,
    )


def _hover(part: pd.DataFrame, *, name: str, place: str, place_title: str, hover: str | None) -> list[str]:
    texts = part[hover] if hover else [""] * len(part)
    return [
        "<br>".join(
            piece
            for piece in (
                f"<b>{escape(name)}</b>" if name else "",
                f"{escape(place_title)} {number(where)}",
                fold(text, width=48, limit=4) if hover else "",
            )
            if piece
        )
        for where, text in zip(part[place], texts, strict=True)
    ]


def _axes(
    figure: go.Figure,
    documents: pd.DataFrame,
    *,
    label: str,
    length: str,
    title: str,
    place_title: str,
    tall: int,
    legend: bool,
) -> go.Figure:
    names, ends = list(documents[label]), documents[length].to_numpy(dtype=float)
    last = float(ends.max()) if len(ends) else 1.0
    frame(
        figure,
        title=title,
        height=max(1, len(names)) * tall + (144 if legend else 110 if title else 72),
        left=label_pixels(names),
        showlegend=legend,
    )
    figure.update_layout(
        shapes=[
            {
                "type": "line",
                "layer": "below",
                "x0": 0,
                "x1": float(end),
                "y0": i,
                "y1": i,
                "line": {"color": GROUND, "width": 1.5},
            }
            for i, end in enumerate(ends)
        ]
    )
    figure.update_xaxes(
        overwrite=True,
        title={"text": escape(place_title)},
        range=[-0.02 * last, 1.02 * last],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        nticks=8,
    )
    return figure.update_yaxes(
        overwrite=True,
        tickmode="array",
        tickvals=np.arange(len(names)),
        ticktext=as_text(fold(name) for name in names),
        range=[len(names) - 0.5, -0.5],
        fixedrange=True,
        automargin=True,
        showgrid=False,
        zeroline=False,
    )
