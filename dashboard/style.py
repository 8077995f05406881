"""The style sheet: style.css, one colour a layer of marks as in the charts, and words of our own."""

from functools import cache
from pathlib import Path

import streamlit as st

from analysis.reading import SUFFIXES
from dashboard.charts import KIND_COLOURS
from dashboard.strings import t

# The place for articles alone: what is brought on other pages is one file, and of other kinds.
_FILES = '[class*="st-key-corpus-files-"]'
DROP = f'{_FILES} [data-testid="stBaseButton-secondary"] p'
ACCEPTED = f'{_FILES} [data-testid="stFileUploaderDropzoneInstructions"] span'


def style_sheet() -> str:
    """Return the style element that every page begins with."""
    return f"<style>\n{_sheet()}{_words()}</style>"


@cache
def _sheet() -> str:
    sheet = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    layers = "".join(
        f".vm-text mark.vm-{kind} {{ background: {colour}2e; box-shadow: 0 2px 0 {colour}; }}\n"
        for kind, colour in KIND_COLOURS.items()
    )
    return f"{layers}{sheet}"


def _words() -> str:
    """Return what the place for articles says: Streamlit has these words in English alone."""
    accepted = t("corpus.accepted", size=st.get_option("server.maxUploadSize"), suffixes=" ".join(SUFFIXES))
    rules = (
        f"{place} {{ font-size: 0; white-space: normal; }}\n"
        f'{place}::after {{ content: "{words}"; font-size: .875rem; }}\n'
        for place, words in ((DROP, t("corpus.choose")), (ACCEPTED, accepted))
    )
    return "".join(rules)
