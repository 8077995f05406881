"""The one module with a cache: the corpus that is open, and the answers already worked out."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.errors import AnalysisError
from analysis.ingest import Progress
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.records import Role
from analysis.measures import network
from analysis.measures.facets import all_entities
from analysis.opening import open_corpus
from analysis.store.store import Store
from dashboard.strings import label_column

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
Measure = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Corpus:
    """An open corpus: its store, what of it could not be read, and the mark its answers are kept under."""

    store: Store
    problems: tuple[AnalysisError, ...]
    build: str


class _Shelf:
    """The corpora that are open, each opened once for all sessions."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.open: dict[str, Corpus] = {}

    def get(self, path: str, progress: Callable[[Progress], None]) -> Corpus:
        with self.lock:
            if path not in self.open:
                store, problems = open_corpus(path, progress=progress)
                self.open[path] = Corpus(store, tuple(problems), f"{path}:{len(self.open)}")
                _freeze()
            return self.open[path]


def path() -> str:
    """Return the corpus to show: named after ``--``, in ``VIMARSH_CORPUS``, or the two seed articles."""
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    return named[0] if named else os.environ.get("VIMARSH_CORPUS") or str(SEEDS)


def is_open() -> bool:
    """Say whether the corpus is open already, so that no progress need be shown."""
    return path() in _shelf().open


def corpus(progress: Callable[[Progress], None] = lambda _: None) -> Corpus:
    """Return the corpus; the first call opens it, which may take as long as annotating it."""
    return _shelf().get(path(), progress)


def ask(measure: Measure, selection: Selection, **options: object) -> Any:
    """Return ``measure(store, selection, **options)``, kept for the next reader who asks the same."""
    opened = corpus()
    name = f"{measure.__module__}.{measure.__qualname__}"
    return _answer(opened.build, name, selection, tuple(sorted(options.items())), measure, opened.store)


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
    corpus()


@st.cache_data(max_entries=400, show_spinner=False)
def _answer(
    build: str, name: str, selection: Selection, options: tuple, _measure: Measure, _store: Store
) -> Any:
    return _measure(_store, selection, **dict(options))


@st.cache_data(max_entries=100, show_spinner=False)
def layout(nodes: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return the positions of a network's nodes, worked out once for all readers."""
    return network.layout(nodes, links)


# Not cached with the corpus inside: progress drawn by a cached function would be drawn again at every hit.
@st.cache_resource(show_spinner=False)
def _shelf() -> _Shelf:
    return _Shelf()


def _freeze() -> None:
    """Take all that is loaded by now out of garbage collection.

    Streamlit collects after every run, at a cost that grows with all living objects: 195 ms with pandas,
    plotly and networkx loaded, none once they are frozen.
    """
    gc.collect()
    gc.freeze()
