"""The reader's session ⇄ the address bar: which of the two is right when they differ, and writing both.

Every widget keeps its value in the session under one key: ``f_<filter>`` for the shared filters,
``<page>.<setting>`` for what belongs to one page. The address is written after each run, and read when it
was changed from outside: a link, the back button.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

import streamlit as st

from analysis.corpus import Kind, Selection
from analysis.errors import AnalysisError, SelectionError
from analysis.store.selection import validate
from analysis.store.store import Store
from dashboard import data, late, link
from dashboard.settings import SETTINGS, Many, Names, Value

WRITTEN, NOTICES = "_written", "_notices"
LEFT, VISITED, SETTLED, NOTED = "_left", "_visited", "_settled", "_noted"
How = Literal["", "moved", "changed", "late"]
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


def arrive(page: str) -> How:
    """Say whether the address was changed from outside, or a widget; take over the address's corpus.

    To be called before the corpus is opened, and once in a run. "late": the browser had not yet drawn the
    last answer, and speaks of filters that were left since.
    """
    params = link.own(_params())
    written: _Written | None = st.session_state.get(WRITTEN)
    if written is not None and (old := _left(page, params, written)):
        st.session_state[SETTLED] = _settled(old, written)
        return "late"
    if st.session_state.pop(NOTED, False):  # a button: the address is the one from before
        return "changed"
    # A browser sends the address it had when the reader clicked. After two quick clicks that is an old
    # one, and it must not undo the first click: so a changed widget always wins over the address.
    if written is not None and state(written.page) != written.state:
        return "changed"
    if written is not None and (page, params) == (written.page, written.params):
        return ""
    data.choose(link.decode(page, params)[0].corpus or next(iter(data.given())))
    return "moved"


def _left(page: str, params: link.Params, written: _Written) -> late.Left | None:
    """Return the filters that a late browser speaks of, None where the address is meant as it stands."""
    left, now = st.session_state.get(LEFT, ()), monotonic()
    sent, known = state(written.page), written.state
    if late.filters(params) == late.filters(written.params):
        # One filter and nothing else is what a reader set again who thought better of it.
        more = page != written.page or sent.view != known.view
        return late.unseen(left, known.selection, sent.selection, now=now) if more else None
    old = late.find(left, params, now=now)
    if old is None:
        return None
    if sent.selection != known.selection:
        return old if old.server else None  # where it set them itself, it knows what they are
    if page == written.page:  # "back" brings the old address and the values of now
        return None
    visited = (page, params) in st.session_state.get(VISITED, ())
    return None if visited and now - old.at > late.QUICK else old


def _settled(old: late.Left, written: _Written) -> link.State:
    sent, known = state(written.page), written.state
    ui = known.ui if sent.ui == old.state.ui else sent.ui
    return replace(known, ui=ui, selection=late.settle(old.state.selection, known.selection, sent.selection))


def restore(page: str, store: Store, kinds: Mapping[str, str], *, how: How) -> list[AnalysisError]:
    """Take over the address where it was ``moved`` (see ``arrive``); return what of it could not be used.

    ``kinds`` tells each entity's kind, since actors and items are two filters on the page and one in links.
    """
    session = st.session_state
    if how in ("changed", "late"):
        session[NOTICES] = []
        if how == "late":
            settled: link.State = session.pop(SETTLED)
            session["f_ui"] = settled.ui
            _load_selection(settled.selection, kinds)
        if page != session[WRITTEN].page:  # a link was clicked: what it says of its page is meant
            _load_view(page, link.decode(page, link.own(_params()))[0])
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
    _write(page, params, now)


def note() -> None:
    """Take down what was just set on the server: a browser that answers late says otherwise."""
    written: _Written | None = st.session_state.get(WRITTEN)
    if written is not None:
        now = state(written.page)
        _write(written.page, link.encode(written.page, now), now, server=True)
        st.session_state[NOTED] = True


def _write(page: str, params: dict[str, list[str]], now: link.State, *, server: bool = False) -> None:
    session = st.session_state
    before: _Written | None = session.get(WRITTEN)
    if before is not None and late.filters(before.params) != late.filters(params):
        gone = late.Left(monotonic(), late.filters(before.params), before.state, server)
        session[LEFT] = [*session.get(LEFT, []), gone][-late.KEPT :]
    session[VISITED] = [*session.get(VISITED, []), (page, params)][-4 * late.KEPT :]
    session[WRITTEN] = _Written(page, params, now)


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
    note()


def put(**values: object) -> None:
    """Set some filters from the server, under their keys."""
    st.session_state.update(values)
    note()


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
    _load_view(page, state)


def _load_view(page: str, state: link.State) -> None:
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
