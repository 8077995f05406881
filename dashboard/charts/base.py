"""What every figure shares: the font, safe text, wrapped labels, the configuration, the clicked code.

Plotly reads a small HTML in every text it draws, so that a name "<b>" or "<a href=…>" out of an uploaded
article would become markup. All text therefore passes ``escape`` or ``fold`` on its way into a figure.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
import regex

from dashboard.grouping import shortest as number
from dashboard.grouping import ticks
from dashboard.seen import seen

FONT = "NotoDeva, sans-serif"
FONT_SIZE = 13
LABEL_WIDTH = 18  # letters of Hindi, a line; 18 of them leave a 390 px phone half its width for the bars
LABEL_LINES = 2
LABELS = 4096  # are kept, cut to their lines: a chart asks for each three times, and again when it is redrawn
# Two empty lines above a legend: however many rows it takes on a phone, they keep it from under the title
# and under the chart's tools, which a phone shows at all times.
ABOVE = "\u00a0<br>\u00a0"
# A letter as seen takes about this on the line (a conjunct is one letter); automargin mends the rest.
LETTER_PIXELS = 8.5
LATIN = 0.8  # a Latin letter takes so much of one of Hindi: counted as one, names were cut for nothing

# One palette for both themes: each colour stands 3:1 or better against white and against #0e1117.
KIND_COLOURS: Mapping[str, str] = {
    "country": "#3079c8",
    "person": "#c2600c",
    "organisation": "#2b8a4a",
    "item": "#cc4158",
    "place": "#85722a",
    "initiative": "#8a5fc7",
    "sector": "#1f8a91",
    "event": "#8f6a56",
    "generic": "#76808f",
}
OTHER_COLOUR = "#76808f"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")  # what Unicode calls Cc
_LETTER = regex.compile(r"\X")


def escape(text: object) -> str:
    """Return ``text`` so that Plotly draws it letter for letter."""
    # quote=False: Plotly decodes &lt; and &amp; but would show &quot; as it stands.
    return html.escape(plain(text), quote=False)


def plain(text: object) -> str:
    """Return ``text`` on one line, an empty string for a missing value (never "None", "nan", "undefined")."""
    if text is None or (isinstance(text, float) and math.isnan(text)):
        return ""
    # Control characters (NUL, ESC) would make an SVG file unreadable; joiners (ZWJ, ZWNJ) are Cf and stay.
    return " ".join(_CONTROL.sub(" ", seen(str(text))).split())


def letters(text: str) -> list[str]:
    """Return the letters of ``text`` as a reader sees them: no cut parts a vowel sign from its base."""
    return _LETTER.findall(text)


def room(text: str) -> float:
    """Return how wide ``text`` is, in letters of Hindi: every width of a label here is in this unit."""
    return sum(LATIN if letter.isascii() else 1.0 for letter in letters(text))


def shorten(text: str, width: int) -> str:
    """Return ``text`` no wider than ``width`` letters of Hindi, an ellipsis for what is left out."""
    if room(text) <= width:
        return text
    kept, left = "", width - 1.0
    for letter in letters(text):
        left -= room(letter)
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def broken(text: object, *, width: int) -> list[str]:
    """Return a label on lines about ``width`` wide, broken at spaces; a longer word keeps its line."""
    rows: list[str] = []
    for word in plain(text).split(" "):
        if rows and room(f"{rows[-1]} {word}") <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def lines(text: object, *, width: int = LABEL_WIDTH, limit: int = LABEL_LINES) -> list[str]:
    """Return a label on at most ``limit`` lines ``width`` wide, an ellipsis for what is left out."""
    return [*_lines(plain(text), width, limit)]


@lru_cache(maxsize=LABELS)
def _lines(text: str, width: int, limit: int) -> tuple[str, ...]:
    rows = broken(text, width=width)
    kept = [*rows[: limit - 1], " ".join(rows[limit - 1 :])]
    return tuple(shorten(row, width) for row in kept if row) or ("",)


def fold(text: object, *, width: int = LABEL_WIDTH, limit: int = LABEL_LINES) -> str:
    """Return a label for an axis: escaped, on a few lines; the full text belongs into the hover."""
    return "<br>".join(escape(line) for line in lines(text, width=width, limit=limit))


def label_pixels(texts: Iterable[object], *, width: int = LABEL_WIDTH, limit: int = LABEL_LINES) -> int:
    """Return the margin that holds the longest of the folded labels."""
    folded = (line for text in texts for line in lines(text, width=width, limit=limit))
    longest = max((room(line) for line in folded), default=0.0)
    return int(longest * LETTER_PIXELS) + 12


def dimmed() -> dict[str, Any]:
    """Return how cells beside the chosen one look: faded as by Plotly, no number in them could be read."""
    return {"marker": {"opacity": 0.8}}


def as_text(values: Iterable[object]) -> np.ndarray:
    """Return ``values`` as an array of Python objects (Plotly takes arrays fastest, codes stay strings)."""
    return np.array(list(values), dtype=object)


def scale(low: float, high: float, *, parts: int, whole: bool = False) -> dict[str, Any]:
    """Return an axis's ticks: Plotly's own would write 5k for 5,000, and 100,000 for 1,00,000."""
    places = ticks(low, high, parts=parts, whole=whole)
    return {"tickmode": "array", "tickvals": places, "ticktext": [number(place) for place in places]}


def frame(figure: go.Figure, *, title: str = "", height: int, left: int = 12, **layout: Any) -> go.Figure:
    """Give ``figure`` the house's layout; colours are left to the theme of the page."""
    figure.update_layout(
        overwrite=True,  # nothing of it is there yet: Plotly need not merge, which takes it six times as long
        font={"family": FONT, "size": FONT_SIZE},
        title={"text": escape(title), "font": {"size": 15}, "y": 1, "yanchor": "top", "pad": {"t": 8}}
        if title
        else None,
        height=height,
        margin={"l": left, "r": 12, "t": 44 if title else 12, "b": 44},
        dragmode=False,
        hoverlabel={"align": "left", "font": {"family": FONT}, "namelength": -1},
        legend={
            "orientation": "h",
            "yanchor": "bottom",
            "y": 1,
            "xanchor": "left",
            "x": 0,
            "title": {"text": ABOVE, "side": "top"},
        },
    )
    return figure.update_layout(**layout, overwrite=True)


def config(filename: str = "vimarsh") -> dict[str, Any]:
    """Return the Plotly configuration: a picture as SVG, no logo, no tools that a click does not need."""
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "scrollZoom": False,
        "modeBarButtonsToRemove": [
            "select2d",
            "lasso2d",
            "zoom2d",
            "pan2d",
            "zoomIn2d",
            "zoomOut2d",
            "autoScale2d",
        ],
        "toImageButtonOptions": {"format": "svg", "filename": filename, "scale": 2},
    }


def clicked(event: object) -> Any:
    """Return the code of the clicked mark (a tuple where a mark has several), or None.

    ``event`` is what ``st.plotly_chart(…, on_select="rerun")`` returned; a second click on the same mark
    takes the choice back, and so returns None.
    """
    selection = event.get("selection", {}) if isinstance(event, Mapping) else {}
    points = selection.get("points") or []
    code = points[0].get("customdata") if points else None
    if isinstance(code, Mapping):  # some versions of the page send an array as {"0": …, "1": …}
        code = [code[key] for key in sorted(code, key=int)]
    if isinstance(code, list):
        return code[0] if len(code) == 1 else tuple(code)
    return code if isinstance(code, Hashable) else None
