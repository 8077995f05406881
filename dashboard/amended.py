"""What a page and its downloads say of the corrections that hold: how many, and what they change."""

from __future__ import annotations

import pandas as pd

from analysis import corrections
from analysis.export.stamp import bundle, stamp
from dashboard import data, session
from dashboard.strings import t


def number() -> int:
    """Return how many corrections hold for the corpus that is shown."""
    return len(data.mending().of(data.chosen()).active)


def effect() -> dict[str, object]:
    """Return what the corrections change in the chosen articles (``analysis.corrections.effect``)."""
    opened, chosen = data.corpus(), session.selection()
    log = data.mending().of(data.chosen())
    return corrections.effect(log, opened.store, opened.uncorrected.store, chosen)


def note() -> str:
    """Return in a sentence what the corrections change, '' where there are none."""
    if not number():
        return ""
    known = effect()
    sizes = {
        f"{name}_{side}": known[name][side]
        for name in ("mentions", "statements")
        for side in ("with", "without")
    }
    return t("corrections.active", count=number(), **sizes)


def bundled(name: str, table: pd.DataFrame) -> bytes:
    """Return a zip of a table of the corrected corpus and its method stamp."""
    store, chosen = data.corpus().store, session.selection()
    return bundle(table, stamp(store, chosen, table=name, corrections=effect()))
