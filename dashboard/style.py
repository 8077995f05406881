"""The style sheet (style.css, colours of marks as in the charts, words of our own) and the one script."""

from functools import cache
from pathlib import Path

import streamlit as st

from analysis.reading import SUFFIXES
from dashboard.charts import KIND_COLOURS
from dashboard.charts.page import NUMBERS
from dashboard.strings import t

_FILES = '[class*="st-key-corpus-files-"]'
DROP = f'{_FILES} [data-testid="stBaseButton-secondary"] p'
ACCEPTED = f'{_FILES} [data-testid="stFileUploaderDropzoneInstructions"] span'
_BROUGHT = {
    '[class*="st-key-corrections_json"]': ".json",
    '[class*="st-key-corrections_csv"]': ".csv .tsv .txt",
}
_TYPED = '[data-testid="InputInstructions"] > span:first-child'


def style_sheet() -> str:
    """Return the style element that every page begins with."""
    return f"<style>\n{_sheet()}{_words()}</style>"


@cache
def script() -> str:
    """Return the one script that is sent: the sidebar of a phone closes when a page was chosen in it."""
    return (Path(__file__).parent / "narrow.js").read_text(encoding="utf-8")


@cache
def _sheet() -> str:
    sheet = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    layers = "".join(
        f".vm-text mark.vm-{kind} {{ background: {colour}2e; box-shadow: 0 2px 0 {colour}; }}\n"
        for kind, colour in KIND_COLOURS.items()
    )
    return f"{layers}{sheet}{NUMBERS}"


def _words() -> str:
    """Return the words that Streamlit has in English alone."""
    size = st.get_option("server.maxUploadSize")
    words = {
        DROP: t("corpus.choose"),
        ACCEPTED: t("corpus.accepted", size=size, suffixes=" ".join(SUFFIXES)),
    }
    for place, suffixes in _BROUGHT.items():
        words[DROP.replace(_FILES, place)] = t("corpus.one_file")
        words[ACCEPTED.replace(_FILES, place)] = t("corpus.accepted", size=size, suffixes=suffixes)
    words[_TYPED] = t("app.enter")
    words[f'[data-testid="stTextArea"] {_TYPED}'] = t("app.enter_area")
    words[f'[data-testid="stForm"] {_TYPED}'] = t("app.enter_form")
    words['[role="listbox"][data-empty] [role="option"] span'] = t("app.no_choice")
    return "".join(
        f"{place} {{ font-size: 0; white-space: normal; }}\n"
        f'{place}::after {{ content: "{said}"; font-size: {".7rem" if _TYPED in place else ".875rem"}; }}\n'
        for place, said in words.items()
    )
