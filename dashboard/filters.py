"""The shared filters in the sidebar, and the chips that say on every page which of them are active."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from analysis.corpus import ACTOR_KINDS, Selection
from analysis.measures.cooccurrence import units_counted
from analysis.measures.documents import cut_by_dates, titles_with, totals
from analysis.measures.facets import sources
from analysis.measures.mentions import mentions
from analysis.measures.search import OPERATORS, Search, by_sound, search
from analysis.reading.dates import FIRST_YEAR, LAST_YEAR
from dashboard import choosing, data, session
from dashboard.link import TEXT_LIMIT
from dashboard.markup import plain
from dashboard.seen import seen
from dashboard.strings import date_text, label_column, number, t

SOUNDS = 5  # written forms that are named of a word read by sound

selection = session.selection


def draw() -> None:
    """Draw the filters; each offers what the others leave, with the number of articles."""
    chosen = selection()
    st.markdown(f"**{t('filters.title')}**")
    _search(chosen)
    _documents(chosen)
    _sources(chosen)
    _dates(chosen)
    st.segmented_control(
        t("filters.kinds"),
        tuple(session.KINDS),
        key="f_kinds",
        required=True,
        persist_state="session",
        format_func=lambda kind: t(f"kinds.{kind}"),
    )
    _entities("actors", ACTOR_KINDS, chosen)
    _entities("items", ("item", "generic"), chosen)


def chips() -> None:
    """Draw the active filters, each with a cross, and one button that clears them all.

    What of a search was not understood is told here too: on a phone the sidebar is closed.
    """
    typed = st.session_state.get("f_query") or ""
    if len(typed) > TEXT_LIMIT:
        st.warning(t("filters.too_long", limit=TEXT_LIMIT, count=len(typed)))
    if OPERATORS.search(typed):
        st.warning(t("filters.no_operators"))
    chosen = selection()
    active = _active(chosen)
    if not active:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chips"):
        st.caption(t("filters.active"), width="content")
        for place, (label, remove) in enumerate(active):
            st.button(
                plain(label),
                icon=":material/close:",
                on_click=remove,
                key=f"chip_{place}",
                width="content",
            )
        st.button(
            t("filters.clear"), on_click=session.clear, key="chip_clear", type="tertiary", width="content"
        )
    _cut(chosen)


def _cut(chosen: Selection) -> None:
    """Say of how many articles only a month or year is known that the date filter cuts in two."""
    if not (chosen.date_from or chosen.date_to):
        return
    counts, days = data.ask(cut_by_dates, chosen), (chosen.date_from, chosen.date_to)
    for code, count, day in zip(("out", "kept"), counts, days, strict=True):
        if count:
            st.caption(t(f"filters.cut_{code}", count=count, day=date_text(day)))


def _search(chosen: Selection) -> None:
    st.text_input(
        t("filters.search"),
        key="f_query",
        type="search",
        persist_state="session",
        placeholder=t("filters.search_hint"),
        help=t("filters.search_help"),
    )
    if not chosen.query:
        return
    found = data.ask(search, replace(chosen, query=""), query=chosen.query)
    if found.count:
        names = data.entity_names()
        label = plain(" / ".join(names.get(code, code) for code in found.entities) or chosen.query)
        # A name is found in all its forms, and not as a word of other names: bharat, but not भारत.
        told = "filters.found_name" if found.entities else "filters.found"
        st.markdown(t(told, label=label, count=found.count, documents=found.documents))
        _sounds(chosen)
        _beside(chosen, found.documents)
        params = session.link_to("read", show="lines", word=chosen.query)
        st.page_link("views/read.py", label=t("filters.lines"), query_params=params, icon=":material/notes:")
        return
    others = replace(chosen, query="")
    if not data.ask(units_counted, others, unit="document"):  # then it is not the word that is missing
        st.caption(t("filters.nothing_left"))
        return
    st.markdown(t("filters.not_found", query=plain(chosen.query)))
    in_titles(others, chosen.query)
    _beside(chosen, 0)
    nearest(found, "f_query", name="near")


def nearest(found: Search, key: str, *, name: str) -> None:
    """Draw the nearest words to one that was not found; a click puts one into the field ``key``."""
    if not found.suggestions:
        return
    st.caption(t("filters.nearest"))
    with st.container(horizontal=True, gap="small"):
        for word, count in found.suggestions:
            label = f"{plain(word)} ({number(count)})"
            st.button(label, on_click=_set, args=(key, word), key=f"{name}_{word}")


def in_titles(selection: Selection, words: str) -> None:
    """Say how many given titles hold words that the text holds nowhere: titles are not searched."""
    held = data.ask(titles_with, selection, words=words)
    if held:
        st.caption(t("filters.in_titles", count=held))


def _sounds(chosen: Selection) -> None:
    """Say which Hindi words were meant by those typed in Latin letters: it may be others, too."""
    for typed, forms in data.ask(by_sound, replace(chosen, query=""), query=chosen.query).items():
        named = ", ".join(f"{plain(form)} ({number(count)})" for form, count in forms[:SOUNDS])
        more = ", …" if len(forms) > SOUNDS else ""
        st.caption(t("filters.by_sound", typed=plain(typed), read=named + more))


def _beside(chosen: Selection, counted: int) -> None:
    """Say how many articles the search takes beyond those with a hit in the sentences that are counted: the
    pages count them, too."""
    more = data.ask(units_counted, chosen, unit="document") - counted
    if more > 0:
        st.caption(t("filters.found_aside", count=more))


def _documents(chosen: Selection) -> None:
    titles = choosing.offered("f_documents_find", replace(chosen, documents=()))
    if titles or chosen.documents:
        _pick("documents", [*titles], lambda name: f"{name} · {titles[name]}" if titles.get(name) else name)


def _sources(chosen: Selection) -> None:
    table = data.ask(sources, replace(chosen, sources=()))
    counts = dict(zip(table["source"], table["documents"], strict=True))
    _pick(
        "sources",
        [*counts],
        lambda source: f"{source or t('filters.no_source')} ({number(counts.get(source, 0))})",
    )


def _dates(chosen: Selection) -> None:
    total = data.ask(totals, Selection()).iloc[0]
    shown = {"all": int(total["documents"]), "undated": int(total["undated"])}
    if not total["dated"]:
        st.caption(t("filters.all_undated", **shown))
        return
    for name in ("from", "to"):
        st.session_state.setdefault(f"f_{name}", None)
        st.date_input(
            t(f"filters.{name}"),
            key=f"f_{name}",
            format="DD/MM/YYYY",
            min_value=date(FIRST_YEAR, 1, 1),  # else ten years before today, and an archive has older ones
            max_value=date(LAST_YEAR, 12, 31),
            persist_state="session",
        )
    if shown["undated"]:
        st.toggle(
            t("filters.undated"),
            key="f_undated",
            persist_state="session",
            help=t("filters.some_undated", **shown),
        )


def _entities(name: str, kinds: Sequence[str], chosen: Selection) -> None:
    table = data.ask(mentions, replace(chosen, entities=()), kinds=tuple(kinds))
    labels = dict(zip(table["entity"], table[label_column()], strict=True))
    counts = dict(zip(table["entity"], table["documents"], strict=True))
    names = data.entity_names()
    _pick(
        name,
        [*labels],
        lambda code: f"{labels.get(code) or names.get(code, code)} ({number(counts.get(code, 0))})",
        help=t("filters.facet_help"),
    )


def _pick(name: str, offered: Sequence[str], label: Callable[[str], str], *, help: str | None = None) -> None:
    """Draw one filter of several choices. What is chosen stays on offer, even where nothing is left of it."""
    key = f"f_{name}"
    chosen = st.session_state.get(key) or []

    def shown(option: str) -> str:
        return seen(label(option))

    options = [*offered, *(option for option in chosen if option not in offered)]
    relabel(key, [shown(option) for option in options])
    st.multiselect(
        t(f"filters.{name}"),
        options,
        format_func=shown,
        key=key,
        persist_state="session",
        placeholder=t("filters.any"),
        help=help,
    )


def relabel(key: str, labels: list[str]) -> None:
    """Keep the choice of the widget ``key`` when its labels change."""
    # The browser keeps a choice by its label. When the counts or the language change the labels, the choice
    # is set anew, or it would be taken for one that no longer exists.
    if st.session_state.get(f"_{key}_labels") not in (None, labels) and key in st.session_state:
        st.session_state[key] = st.session_state[key]
    st.session_state[f"_{key}_labels"] = labels


def _active(chosen: Selection) -> list[tuple[str, Callable[[], None]]]:
    names = data.entity_names()
    active = (
        [(t("filters.chip_query", value=chosen.query), lambda: _set("f_query", ""))] if chosen.query else []
    )
    active += [(name, _dropper("f_documents", name)) for name in chosen.documents]
    active += [(source or t("filters.no_source"), _dropper("f_sources", source)) for source in chosen.sources]
    for name, day in (("from", chosen.date_from), ("to", chosen.date_to)):
        if day:
            active.append(
                (t(f"filters.chip_{name}", value=date_text(day)), lambda key=f"f_{name}": _set(key, None))
            )
    if not chosen.undated:
        active.append((t("filters.chip_dated"), lambda: _set("f_undated", True)))
    if chosen.kinds != Selection().kinds:
        active.append((t(f"kinds.{st.session_state['f_kinds']}"), lambda: _set("f_kinds", "both")))
    for code in chosen.entities:
        key = "f_items" if code in st.session_state.get("f_items", ()) else "f_actors"
        active.append((names.get(code, code), _dropper(key, code)))
    return active


def _dropper(key: str, value: str) -> Callable[[], None]:
    return lambda: _set(key, [kept for kept in st.session_state[key] if kept != value])


def _set(key: str, value: object) -> None:
    session.put(**{key: value})
