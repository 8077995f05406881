"""The reader's view ⇄ the address bar: a codec with stable codes, pure and without Streamlit.

A link holds only what differs from the default, so that the plain address is the plain page. Codes, never
labels, stand in it: a link made on the Hindi pages opens the English ones as well. The filters' codes are
those of ``analysis.store.selection``; a page's settings are added under theirs. What cannot be understood is
left out and told as a SelectionError; nothing a link says can raise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.corpus import Selection
from analysis.errors import SelectionError
from analysis.store.selection import CODES, from_params, to_params
from dashboard.settings import SETTINGS, Value

Params = Mapping[str, Sequence[str]]
LANGUAGES = ("hi", "en")
OURS = {"ui", "corpus", "fixed", *CODES.values(), *(name for fields in SETTINGS.values() for name in fields)}
# Chat programs and proxies pass on some 2,000 characters, and a Devanagari letter costs nine of them: no
# honest text in a link is longer than a file's name, no honest list longer than this.
TEXT_LIMIT = 255
FIXED = re.compile(r"[1-9][0-9]{0,5}-[0-9a-f]{8}")
LIST_LIMIT = 100


@dataclass(frozen=True, slots=True)
class State:
    """All that a link restores: language, filters, the settings and mark of one page, and the corpus."""

    ui: str = "hi"
    selection: Selection = Selection()
    view: dict[str, Value] = field(default_factory=dict)
    corpus: str = ""
    fixed: str = ""  # the corrections it was made with: how many, and their fingerprint


def own(params: Params) -> dict[str, list[str]]:
    """Return the parameters that are ours on any page; others (``embed``) belong to the framework."""
    return {name: list(values) for name, values in params.items() if name in OURS}


def encode(page: str, state: State) -> dict[str, list[str]]:
    """Return the parameters of ``state``, those at their default left out."""
    params = {} if state.ui == "hi" else {"ui": [state.ui]}
    params |= {"corpus": [state.corpus]} if state.corpus else {}
    params |= {"fixed": [state.fixed]} if state.fixed else {}
    params |= to_params(state.selection)
    for name, spec in SETTINGS.get(page, {}).items():
        value = state.view.get(name, spec.default)
        if value != spec.default:
            params[name] = spec.encode(value)
    return params


def decode(page: str, params: Params) -> tuple[State, list[SelectionError]]:
    """Return the state that ``params`` describe, and an error for each part that was left out.

    Names of documents, sources and entities are taken as they come: only a store knows them
    (``analysis.store.selection.validate``).
    """
    given = {name: [clean(value) for value in values[:LIST_LIMIT]] for name, values in own(params).items()}
    selection, errors = from_params(given)
    errors += [
        SelectionError("link.long", name=name, limit=TEXT_LIMIT, most=LIST_LIMIT)
        for name, values in own(params).items()
        if len(values) > LIST_LIMIT or any(len(value) > TEXT_LIMIT for value in values)
    ]
    ui = (given.get("ui") or ["hi"])[-1]
    if ui not in LANGUAGES:
        errors.append(_refused("ui", [ui]))
    view = {name: _setting(spec, name, given, errors) for name, spec in SETTINGS.get(page, {}).items()}
    corpus = (given.get("corpus") or [""])[-1]
    fixed = (given.get("fixed") or [""])[-1]
    if fixed and not FIXED.fullmatch(fixed):
        errors.append(_refused("fixed", [fixed]))
        fixed = ""
    return State(ui if ui in LANGUAGES else "hi", selection, view, corpus, fixed), errors


def clean(text: str) -> str:
    """Return ``text`` without control characters and lone surrogates, and of bounded length."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))[:TEXT_LIMIT]


def _setting(spec, name: str, given: Params, errors: list[SelectionError]) -> Value:
    values = [value.strip() for value in given.get(name, ()) if value.strip()]
    value = spec.decode(values) if values else spec.default
    if value is None:
        errors.append(_refused(name, values))
        return spec.default
    return value


def _refused(name: str, values: Sequence[str]) -> SelectionError:
    shown = ", ".join(values)
    return SelectionError("link.value", name=name, value=shown if len(shown) <= 60 else shown[:59] + "…")
