"""The one module with a cache: the corpus that is open, and the answers already worked out."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.ingest import Progress
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.records import Role
from analysis.measures import network
from analysis.measures.facets import all_entities
from analysis.reading import Names
from analysis.store.store import Store
from dashboard.charts import nodes as network_nodes
from dashboard.mending import Mending
from dashboard.own import Own
from dashboard.shelf import Corpus, Shelf
from dashboard.strings import label_column

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SEEDS_CODE = "seeds"
CHOSEN, ROUND, MISSING, OWN, MENDING = "_corpus", "_corpus_round", "_missing", "_own", "_mending"
Measure = Callable[..., Any]
# One for all sessions; not cached by Streamlit, which draws progress inside a cached function at every hit.
SHELF = Shelf()


def given() -> Mapping[str, str]:
    """Return code → path of the corpora of this server, the one to begin with first.

    Those named after ``--``, or in ``VIMARSH_CORPUS`` (several parted as paths are, by ``:`` or ``;``), and
    the two seed articles.
    """
    return _given(tuple(sys.argv[1:]), os.environ.get("VIMARSH_CORPUS", ""))


@cache
def _given(words: tuple[str, ...], paths: str) -> Mapping[str, str]:
    named = [word for word in words if not word.startswith("-")]
    named = named or [path for path in paths.split(os.pathsep) if path]
    names = Names([SEEDS_CODE])
    found = {names.give(Path(path).name.partition(".")[0]): path for path in dict.fromkeys(named)}
    return MappingProxyType(found | {SEEDS_CODE: str(SEEDS)})


def own() -> Own:
    """Return the corpora of this session; they are deleted when it ends."""
    if OWN not in st.session_state:
        st.session_state[OWN] = Own()
    return st.session_state[OWN]


def present() -> None:
    """Say that the reader is here: once a run, for a page asks ``own`` some sixty times."""
    corpora = own()
    corpora.stay()
    _presence(corpora)


def corpora() -> dict[str, str]:
    """Return code → name of the corpora that this session can choose; the seeds' name is ''."""
    here = {code: "" if code == SEEDS_CODE else code for code in given()}
    return here | {code: corpus.name for code, corpus in own().corpora.items()}


def chosen() -> str:
    """Return the code of the corpus that is shown."""
    code = st.session_state.get(CHOSEN)
    return code if code in given() or code in own().corpora else next(iter(given()))


def choose(code: str) -> None:
    """Show the corpus of a link. One that is not here is remembered, to be told."""
    known = code in given() or code in own().corpora
    show(code if known else next(iter(given())))
    st.session_state[MISSING] = "" if known else code


def show(code: str) -> None:
    """Show a corpus that was not picked by hand: a link's, or one just made."""
    if code != st.session_state.get(CHOSEN):
        st.session_state[CHOSEN] = code
        st.session_state[ROUND] = round_of_choice() + 1


def round_of_choice() -> int:
    """Return how often the corpus was changed by anything but the widget that picks it."""
    return st.session_state.get(ROUND, 0)


def missing() -> str:
    """Return the code of the corpus that a link asked for and that is not here, '' when all is well."""
    return st.session_state.get(MISSING, "")


def link_code() -> str:
    """Return what a link says of the corpus: nothing where it is the seeds and any server would show them.

    A server's own corpus is named even where it is the first: elsewhere another one would be.
    """
    code = missing() or chosen()
    return "" if code == SEEDS_CODE == next(iter(given())) else code


def fixed_code() -> str:
    """Return what a link says of this session's corrections of the corpus: "3-1a2b3c4d"; '' without any."""
    log = mending().of(chosen())
    return f"{len(log.active)}-{log.mark[:8]}" if log.active else ""


def is_open() -> bool:
    """Say whether the corpus is open already, so that no progress need be shown."""
    code = chosen()
    return code in own().corpora or given()[code] in SHELF


def corpus(progress: Callable[[Progress], None] = lambda _: None, *, look: bool = False) -> Corpus:
    """Return the chosen corpus; the first call opens it, which may take as long as annotating it.

    With ``look`` it is seen whether another store lies in its place: once a run, for a page asks some eighty
    times, and a tenth of what it cost was to look at the disk.
    """
    code = chosen()
    mine = own().corpora.get(code)
    if mine is not None:
        return _mended(code, Corpus(mine.store, (), mine.build, mine))
    return _mended(code, SHELF.get(given()[code], progress, look=look))


def mending() -> Mending:
    """Return the corrections of this session."""
    if MENDING not in st.session_state:
        st.session_state[MENDING] = Mending()
    return st.session_state[MENDING]


def _mended(code: str, opened: Corpus) -> Corpus:
    log = mending().of(code)
    if not log.log:
        return opened
    mended = mending().store(code, opened.build, opened.store)
    if not log.active:
        return opened
    return replace(opened, store=mended.store, build=f"{opened.build}+{mended.mark}", base=opened)


def ask(measure: Measure, selection: Selection, **options: object) -> Any:
    """Return ``measure(store, selection, **options)``, kept for the next reader who asks the same."""
    opened = corpus()
    name = f"{measure.__module__}.{measure.__qualname__}"
    # What was asked of a reader's own articles is forgotten with them.
    answer = _own_answer if opened.own or opened.base else _answer
    return answer(opened.build, name, selection, tuple(sorted(options.items())), measure, opened.store)


def entity_kinds() -> dict[str, str]:
    """Return code → kind of every entity of the lexicon."""
    return _entities(corpus().build, "kind", corpus().store)


def entity_names() -> dict[str, str]:
    """Return code → label of every entity in the reader's language."""
    return _entities(corpus().build, label_column(), corpus().store)


@st.cache_resource(max_entries=30, show_spinner=False)
def _entities(build: str, column: str, _store: Store) -> dict[str, str]:
    table = all_entities(_store, Selection())
    return dict(zip(table["entity"], table[column], strict=True))


def title_names() -> dict[str, str]:
    """Return code → name of every title of the lexicon in the reader's language."""
    return {code: getattr(title, label_column()) for code, title in load_lexicon().titles.items()}


def roles_of(code: str) -> list[Role]:
    """Return the offices the lexicon knows of a person, the latest first."""
    roles = [role for role in load_lexicon().roles if role.person == code]
    return sorted(roles, key=lambda role: (role.begin, role.title), reverse=True)


def narrowed(selection: Selection, name: str) -> Selection | None:
    """Return ``selection`` with one document alone, None where it is not among those chosen by name."""
    if selection.documents and name not in selection.documents:
        return None
    return replace(selection, documents=(name,))


def warm() -> None:
    """Open the corpus and load what the pages import, before the first reader comes."""
    importlib.import_module("networkx")
    SHELF.get(next(iter(given().values())), lambda _: None)


@st.cache_data(max_entries=400, show_spinner=False)
def _answer(
    build: str, name: str, selection: Selection, options: tuple, _measure: Measure, _store: Store
) -> Any:
    return _measure(_store, selection, **dict(options))


@st.cache_data(max_entries=200, show_spinner=False, scope="session")
def _own_answer(
    build: str, name: str, selection: Selection, options: tuple, _measure: Measure, _store: Store
) -> Any:
    return _measure(_store, selection, **dict(options))


# A session's cache is emptied when its connection ends: that is how the server learns of it.
@st.cache_resource(show_spinner=False, scope="session", on_release=Own.leave)
def _presence(_own: Own) -> Own:
    return _own


@st.cache_data(max_entries=100, show_spinner=False)
def layout(nodes: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return the positions of a network's nodes, worked out once for all readers."""
    return network.layout(nodes, links)


@st.cache_data(max_entries=100, show_spinner=False)
def drawings(nodes: pd.DataFrame) -> list[network_nodes.Drawing]:
    """Return where a network's nodes and names are drawn, worked out once for all readers."""
    return network_nodes.drawings(nodes)
