"""The reader's session ⇄ the address bar: which of the two is right when they differ, and writing both.

Every widget keeps its value in the session under one key: ``f_<filter>`` for the shared filters,
``<page>.<setting>`` for what belongs to one page. The address is written after each run, and read when it
was changed from outside: a link, the back button.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from analysis.corpus import Kind, Selection
from analysis.errors import AnalysisError, SelectionError
from analysis.store.selection import validate
from analysis.store.store import Store
from dashboard import data, link
from dashboard.settings import SETTINGS, Many, Names, Value

WRITTEN, NOTICES = "_written", "_notices"
# The first one is the default; the last undoes what the counts set aside.
KINDS: dict[str, tuple[Kind, ...]] = {
    "both": ("body", "heading"),
    "body": ("body",),
    "heading": ("heading",),
    "all": ("body", "heading", "byline", "junk"),
}


@dataclass(frozen=True, slots=True)
class _Written:
    """What the last run left behind: the page, its address and the values of its widgets."""

    page: str
    params: dict[str, list[str]]
    state: link.State


def arrive(page: str) -> Literal["", "moved", "changed"]:
    """Say whether the address was changed from outside, or a widget; take over the address's corpus.

    To be called before the corpus is opened, and once in a run.
    """
    params = link.own(_params())
    written: _Written | None = st.session_state.get(WRITTEN)
    # A browser sends the address it had when the reader clicked. After two quick clicks that is an old
    # one, and it must not undo the first click: so a changed widget always wins over the address.
    if written is not None and state(written.page) != written.state:
        return "changed"
    if written is not None and (page, params) == (written.page, written.params):
        return ""
    data.choose(link.decode(page, params)[0].corpus or next(iter(data.given())))
    return "moved"


def restore(page: str, store: Store, kinds: Mapping[str, str], *, how: str) -> list[AnalysisError]:
    """Take over the address where it was ``moved`` (see ``arrive``); return what of it could not be used.

    ``kinds`` tells each entity's kind, since actors and items are two filters on the page and one in links.
    """
    session = st.session_state
    if how == "changed":
        session[NOTICES] = []
    elif how == "moved":
        decoded, errors = link.decode(page, link.own(_params()))
        selection, unknown = validate(store, decoded.selection)
        session[NOTICES] = [*errors, *unknown, *_fixed_elsewhere(decoded.fixed)]
        _load(page, replace(decoded, selection=selection), kinds)
    else:
        _fit()
    return session.get(NOTICES, [])


def _fit() -> None:
    """Drop chosen documents and sources that the corpus does not have.

    A browser that answers late sends those of the corpus shown before; a chosen document may be removed.
    """
    chosen = selection()
    if chosen.documents or chosen.sources:
        there = data.ask(_there, Selection(documents=chosen.documents, sources=chosen.sources))
        if (there.documents, there.sources) != (chosen.documents, chosen.sources):
            st.session_state.update(f_documents=list(there.documents), f_sources=list(there.sources))


def _there(store: Store, selection: Selection) -> Selection:
    return validate(store, selection)[0]


def _fixed_elsewhere(fixed: str) -> list[AnalysisError]:
    """Return what to tell of a link that was made with other corrections than those that hold here."""
    if not fixed or fixed == data.fixed_code():
        return []
    return [SelectionError("link.fixed", count=int(fixed.partition("-")[0]))]


def publish(page: str) -> None:
    """Write the address of what is shown now; called last in a run."""
    now = state(page)
    params = link.encode(page, now)
    shown = _params()
    if link.own(shown) != params:
        foreign = {name: values for name, values in shown.items() if name not in link.own(shown)}
        st.query_params.from_dict({**foreign, **params})
    st.session_state[WRITTEN] = _Written(page, params, now)


def first_language() -> None:
    """Take the language from the address before anything is worded, on a session's first run."""
    if "f_ui" not in st.session_state:
        st.session_state["f_ui"] = "en" if st.query_params.get("ui") == "en" else "hi"


def state(page: str) -> link.State:
    """Return language, filters and the settings of ``page`` as the session holds them."""
    values = {name: _value(page, name) for name in SETTINGS.get(page, {})}
    ui = st.session_state.get("f_ui", "hi")
    return link.State(ui, selection(), values, data.link_code(), data.fixed_code())


def selection() -> Selection:
    """Return the shared filters as the session holds them."""
    get = st.session_state.get
    return Selection(
        documents=tuple(get("f_documents", ())),
        sources=tuple(get("f_sources", ())),
        date_from=get("f_from"),
        date_to=get("f_to"),
        undated=get("f_undated", True),
        kinds=KINDS[get("f_kinds") or "both"],
        entities=(*get("f_actors", ()), *get("f_items", ())),
        query=link.clean(get("f_query") or "").strip(),
    )


def clear() -> None:
    """Set every filter back: the reader's "clear all"."""
    _load_selection(Selection(), {})


def link_to(page: str, **view: Value) -> dict[str, list[str]]:
    """Return the parameters of ``page`` with the filters of now and its own settings, some set anew."""
    now = state(page)
    return link.encode(page, replace(now, view={**now.view, **view}))


def key(page: str, name: str) -> str:
    """Return the session's key of a page's setting."""
    return f"{page}.{name}"


def _value(page: str, name: str) -> Value:
    spec = SETTINGS[page][name]
    value = st.session_state.get(key(page, name), spec.default)
    if isinstance(spec, Many):
        return tuple(option for option in spec.options if option in (value or ()))
    if isinstance(spec, Names):
        return tuple(value or ())
    return spec.default if value is None else value


def _load(page: str, state: link.State, kinds: Mapping[str, str]) -> None:
    st.session_state["f_ui"] = state.ui
    _load_selection(state.selection, kinds)
    for name, value in state.view.items():
        st.session_state[key(page, name)] = list(value) if isinstance(value, tuple) else value


def _load_selection(selection: Selection, kinds: Mapping[str, str]) -> None:
    items = [code for code in selection.entities if kinds.get(code) in ("item", "generic")]
    chosen = next((code for code, kinds in KINDS.items() if kinds == selection.kinds), "both")
    st.session_state.update(
        f_documents=list(selection.documents),
        f_sources=list(selection.sources),
        f_from=selection.date_from,
        f_to=selection.date_to,
        f_undated=selection.undated,
        f_kinds=chosen,
        f_actors=[code for code in selection.entities if code not in items],
        f_items=items,
        f_query=selection.query,
    )


def _params() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
