"""One chart as one HTML file that works without a network: the script, the font and the data inside."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

import plotly.graph_objects as go

from dashboard.charts.base import FONT, config, plain
from dashboard.charts.svg import font_style

PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{faces}
body{{font-family:{family};margin:1rem auto;max-width:70rem;padding:0 1rem}}
body>svg{{max-width:100%;height:auto}}</style>
</head>
<body><h1>{title}</h1>
{content}
<p>{note}</p></body></html>
"""


def chart_page(
    chart: go.Figure | str, *, title: str, lang: str, fonts: Sequence[Path] = (), note: str = ""
) -> str:
    """Return the HTML of a Plotly figure, or of an SVG text made by ``svg`` (for the network).

    ``note`` is the line on method under the chart; ``fonts`` are the .woff2 files to put inside.
    """
    if isinstance(chart, go.Figure):
        # Plotly writes "<" of the data as \\u003c: a document called "</script>" cannot end the script.
        drawn = go.Figure(chart).update_layout(template="plotly_white")
        content = drawn.to_html(full_html=False, include_plotlyjs=True, config=config())
    else:
        content = chart
    return PAGE.format(
        lang=html.escape(lang),
        title=html.escape(plain(title)),
        faces=font_style(fonts, "NotoDeva"),
        family=FONT,
        content=content,
        note=html.escape(plain(note)),
    )
