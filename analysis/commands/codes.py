"""Codes and names as a person types them: the unknown ones are refused, with those that may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from analysis.corpus import Selection
from analysis.errors import SelectionError
from analysis.reading.names import safe_name, stem
from analysis.store.needle import resolve
from analysis.store.selection import validate
from analysis.store.store import Store

NEAR = 3  # codes that are offered
MOST = 10_000  # names that are compared letter by letter
_LETTER = r"[\w\u0900-\u0963\u0970-\u097f]"  # \w leaves out vowel signs: रूस would end बेलारूस as a word


def check_codes(store: Store, codes: Iterable[str]) -> None:
    """Raise SelectionError (``selection.entity``, ``selection.entity_near``) for the first code that the
    corpus does not know: that there is nothing of it would be no answer."""
    for error in validate(store, Selection(entities=tuple(codes)))[1]:
        raise with_near(store, error)


def with_near(store: Store, error: SelectionError) -> SelectionError:
    """Return the error of an unknown code with the codes that may be meant, any other as it is."""
    typed = str(error.fields.get("value", ""))
    if error.code in ("selection.document", "selection.source"):
        names = _named_like(store, error.code.removeprefix("selection."), typed)
        return SelectionError(f"{error.code}_near", value=typed, names="; ".join(names)) if names else error
    if error.code != "selection.entity":
        return error
    known = store.query("SELECT code, label_hi, label_en FROM entity ORDER BY code").set_index("code")
    codes = _meant(store, typed, known)
    if not codes:
        return error
    shown = (f"{code} ({known.label_hi[code]}, {known.label_en[code]})" for code in codes[:NEAR])
    return SelectionError("selection.entity_near", value=typed, names="; ".join(shown))


def _named_like(store: Store, kind: str, typed: str) -> list[str]:
    """Return the article that an id became, else the articles or sources that are spelt most like it."""
    column = {"document": "name", "source": "source"}[kind]
    known = store.query(f"SELECT DISTINCT {column} AS x FROM document WHERE x IS NOT NULL ORDER BY x")["x"]
    if kind == "document":
        near = known[known.isin([safe_name(typed), stem(typed)])]
        return [*near] if len(near) or len(known) > MOST else get_close_matches(typed, known, NEAR)
    folded = {name.casefold(): name for name in known}
    words = typed.casefold().strip()
    held = [name for fold, name in folded.items() if words and words in fold]
    return (held or [folded[name] for name in get_close_matches(words, folded, NEAR)])[:NEAR]


def _meant(store: Store, typed: str, known: pd.DataFrame) -> list[str]:
    """Return the code in other letters (in for IN), else the entities that are called what was typed
    (jaishankar, भारत), or have it in their name (जयशंकर), else the codes that are spelt most like it."""
    folded, words = {code.casefold(): code for code in known.index}, typed.casefold().strip()
    if words in folded or not words:
        return [folded[words]] if words else []
    called = resolve(store, typed).entities
    names = "\n" + known.label_hi.str.casefold() + "\n" + known.label_en.str.casefold() + "\n"
    named = known.index[names.str.contains(f"\n{words}\n", regex=False)]
    held = known.index[names.str.contains(rf"(?<!{_LETTER}){re.escape(words)}(?!{_LETTER})")]
    # भारत is one name, and stands in those of others.
    return (
        [*called]
        or [*dict.fromkeys([*named, *held])]
        or [folded[code] for code in get_close_matches(words, folded)]
    )
