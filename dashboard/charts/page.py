"""One chart as one HTML file that works without a network: the script, the font and the data inside."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

import plotly.graph_objects as go

from dashboard.charts.base import FONT, config, plain
from dashboard.charts.svg import font_style

# The theme's, which the page gives its charts in the browser: without them Plotly takes its own yellow.
COLOURS = (
    "#0b5394", "#b45f06", "#38761d", "#741b47", "#134f5c", "#990000", "#7f6000", "#351c75", "#5f5f5f",
    "#a64d79",
)  # fmt: skip
SCALE = (
    "#eef5fb", "#d3e5f4", "#b3d1ec", "#8fbbe0", "#6aa3d3", "#498ac3", "#2f72af", "#1b5c98", "#0b477d",
    "#06325b",
)  # fmt: skip
# Plotly writes numbers in cells and bars in a grey or white of its own, both too pale on a middle blue.
NUMBERS = """.bartext-inside[style*="rgb(68, 68, 68)"] { fill: #000 !important; }
.bartext-inside[style*="rgb(255, 255, 255)"] { paint-order: stroke; stroke: #0007; stroke-width: 1.6px; }
"""
PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{faces}
body{{font-family:{family};margin:1rem auto;max-width:70rem;padding:0 1rem}}
body>svg{{max-width:100%;height:auto}}
{numbers}</style>
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
        drawn.update_layout(colorway=COLOURS, colorscale={"sequential": list(SCALE)})
        content = drawn.to_html(full_html=False, include_plotlyjs=True, config=config())
    else:
        content = chart
    return PAGE.format(
        lang=html.escape(lang),
        title=html.escape(plain(title)),
        faces=font_style(fonts, "NotoDeva"),
        family=FONT,
        content=content,
        numbers=NUMBERS,
        note=html.escape(plain(note)),
    )
