"""The words on the screen: ``t("terms.title")`` from strings/*hi.toml and *en.toml, numbers, labels."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st

from analysis.errors import Language, fill
from dashboard.grouping import Step, day_name
from dashboard.grouping import grouped as number

FOLDER = Path(__file__).parent / "strings"


@cache
def texts(language: Language) -> dict[str, str]:
    """Return code → text of one language (``"terms.title"`` → …)."""
    return {
        f"{group}.{name}": text
        for path in sorted(FOLDER.glob(f"*{language}.toml"))
        for group, names in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for name, text in names.items()
    }


def language() -> Language:
    """Return the reader's language. The default is a constant: a link must not mean two things."""
    return "en" if st.session_state.get("f_ui") == "en" else "hi"


def t(code: str, **fields: object) -> str:
    """Return the text under ``code`` in the reader's language; whole numbers are grouped.

    A noun that stands with a number has both its forms in the text (``fill``).
    """
    shown = {name: number(value) if isinstance(value, int) else value for name, value in fields.items()}
    return fill(texts(language())[code], shown)


def date_text(day: date, step: Step = "day") -> str:
    """Return a date as it is read everywhere here: "21 अगस्त 2025", "21 August 2025".

    Figures alone (5.4.2025) would be another day to another reader. ``step``: how exactly it is known.
    """
    return day_name(day, step, month_names())


def period_text(day: date, step: Step) -> str:
    """Return a period as it is read: "मार्च 2024", a week "4 मार्च 2024 से एक सप्ताह"."""
    read = date_text(day, step)
    return t("trends.week_of", day=read) if step == "week" else read


def month_names() -> list[str]:
    """Return the names of the twelve months in the reader's language."""
    return t("trends.months").split(",")


def maybe(code: str) -> str | None:
    """Return the text under ``code`` where there is one: help that only some controls need."""
    return texts(language()).get(code)


def page_text(name: str) -> str:
    """Return a longer text in Markdown (``strings/method.hi.md``)."""
    return (FOLDER / f"{name}.{language()}.md").read_text(encoding="utf-8")


@cache
def _units() -> dict[str, tuple[str, str]]:
    lines = (FOLDER / "units.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["unit"]: (row["one"], row["many"]) for row in rows}


def unit_text(unit: str, value: float = 0) -> str:
    """Return the name of a unit in the reader's language ("5 days"), else the text's word."""
    names = _units().get(unit) if language() == "en" else None
    return names[value != 1] if names else unit


def label_column(prefix: str = "") -> str:
    """Return the column that holds the labels in the reader's language (``label_hi``)."""
    return f"{prefix}label_{language()}"


def forms_text(forms: str) -> str:
    """Return written forms with their counts grouped: "रूस 1303 · रशिया 3" → "रूस 1,303 · रशिया 3"."""
    pairs = (form.rpartition(" ") for form in forms.split(" · "))
    return " · ".join(
        f"{form} {number(int(count))}" if form and count.isdecimal() else f"{form} {count}".strip()
        for form, _, count in pairs
    )


def duration(seconds: float) -> str:
    """Return a time to go as it is said: "40 सेकंड", "3 मिनट"."""
    if seconds < 90:
        return t("corpus.seconds", count=max(1, round(seconds)))
    return t("corpus.minutes", count=round(seconds / 60))
