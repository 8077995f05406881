"""What a page and its downloads say of the corrections that hold: how many, and what they change."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from analysis import corrections
from analysis.export.stamp import bundle, stamp
from analysis.lexicon.reader import load_lexicon
from dashboard import data, session
from dashboard.mark import JOIN
from dashboard.strings import t


def number() -> int:
    """Return how many corrections hold for the corpus that is shown."""
    return len(data.mending().of(data.chosen()).active)


def struck(mark: str = "") -> Counter[str]:
    """Return how many hits of each entity this reader struck out in the chosen articles.

    With a mark only what may have stood behind it; statements go by their speaker, '' for a whole statement.
    """
    kind, _, rest = mark.partition(":")
    codes = set(re.split(f"[:{JOIN}]", rest))
    chosen = session.selection().documents
    classes = {code: one.klass for code, one in load_lexicon().entities.items()} if kind == "class" else {}
    found = Counter()
    for one in data.mending().of(data.chosen()).rejections:
        said = kind in ("speaker", "cue", "said_of", "statement") and one.what != "mention"
        of_class = bool(classes) and f"{classes.get(one.entity, '')}.".startswith(f"{rest}.")
        if (not chosen or one.name in chosen) and (not mark or one.entity in codes or said or of_class):
            found[one.entity] += 1
    return found


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
