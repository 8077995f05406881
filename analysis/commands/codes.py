"""Codes of entities as a person types them: the unknown ones are refused, with those that may be meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from analysis.corpus import Selection
from analysis.errors import SelectionError
from analysis.store.needle import resolve
from analysis.store.selection import validate
from analysis.store.store import Store

NEAR = 3  # codes that are offered


def check_codes(store: Store, codes: Iterable[str]) -> None:
    """Raise SelectionError (``selection.entity``, ``selection.entity_near``) for the first code that the
    corpus does not know: that there is nothing of it would be no answer."""
    for error in validate(store, Selection(entities=tuple(codes)))[1]:
        raise with_near(store, error)


def with_near(store: Store, error: SelectionError) -> SelectionError:
    """Return the error of an unknown code with the codes that may be meant, any other as it is."""
    if error.code != "selection.entity":
        return error
    typed = str(error.fields["value"])
    known = store.query("SELECT code, label_hi, label_en FROM entity ORDER BY code").set_index("code")
    codes = _meant(store, typed, known)
    if not codes:
        return error
    shown = (f"{code} ({known.label_hi[code]}, {known.label_en[code]})" for code in codes[:NEAR])
    return SelectionError("selection.entity_near", value=typed, names="; ".join(shown))


def _meant(store: Store, typed: str, known: pd.DataFrame) -> list[str]:
    """Return the code in other letters (in for IN), else the entities that are called what was typed
    (jaishankar), or have it in their name (जयशंकर), else the codes that are spelt most like it."""
    folded, words = {code.casefold(): code for code in known.index}, typed.casefold().strip()
    if words in folded or not words:
        return [folded[words]] if words else []
    called = resolve(store, typed).entities
    names = known.label_hi.str.casefold() + "\n" + known.label_en.str.casefold()
    held = known.index[names.str.contains(words, regex=False)]
    return [*called] or [*held] or [folded[code] for code in get_close_matches(words, folded)]
