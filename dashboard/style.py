"""The style sheet: style.css, and one colour a layer of marks, the same as in the charts."""

from functools import cache
from pathlib import Path

from dashboard.charts import KIND_COLOURS


@cache
def style_sheet() -> str:
    """Return the style element that every page begins with."""
    sheet = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    layers = "".join(
        f".vm-text mark.vm-{kind} {{ background: {colour}2e; box-shadow: 0 2px 0 {colour}; }}\n"
        for kind, colour in KIND_COLOURS.items()
    )
    return f"<style>\n{layers}{sheet}</style>"
