"""The frame of every page: `streamlit run dashboard/app.py [-- CORPUS]`."""

from __future__ import annotations

import sys
from pathlib import Path

# Streamlit puts this file's folder on the import path, not the project's.
ROOT = str(Path(__file__).resolve().parents[1])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

from analysis.errors import AnalysisError  # noqa: E402
from analysis.opening import BEGUN, UNFINISHED  # noqa: E402
from analysis.settled import settle  # noqa: E402
from dashboard import corrected, data, filters, library, parts, session  # noqa: E402
from dashboard.markup import plain  # noqa: E402
from dashboard.strings import t  # noqa: E402
from dashboard.style import script, style_sheet  # noqa: E402
from dashboard.told import told  # noqa: E402

# A picture of our own: a named symbol would be fetched from a font server, and an emoji from another.
ICON = Path(__file__).with_name("icon.png")
# The pages that tell of the articles as such: elsewhere a box on top would be read as that page's own.
TELL_PROBLEMS = ("overview", "corpus")
# They do not go by the filters, and Read shows an article that a link names all the same.
UNFILTERED = ("read", "corpus", "corrections", "method")
# What a reader wants, and the pages that answer it, each with its picture.
SECTIONS = {
    "reading": {"overview": "dashboard", "read": "menu_book"},
    "counting": {"terms": "format_list_numbered", "items": "rocket_launch", "figures": "calculate"},
    "who": {"actors": "hub", "actor": "person", "statements": "record_voice_over", "agenda": "flag"},
    "when": {"trends": "timeline", "timeline": "event"},
    "corpus": {
        "corpus": "folder_open",
        "names": "person_add",
        "corrections": "edit_note",
        "method": "straighten",
    },
}


def main() -> None:
    data.present()
    session.first_language()
    st.set_page_config(page_title=t("app.title"), page_icon=str(ICON), layout="wide")
    pages = {
        section: {name: _page_of(name, icon) for name, icon in names.items()}
        for section, names in SECTIONS.items()
    }
    # Hidden, for its own links would drop the filters: ours carry them (_navigation).
    page = st.navigation(
        {t(f"section.{section}"): list(inside.values()) for section, inside in pages.items()},
        position="hidden",
    )
    name = page.url_path or "overview"
    st.html(style_sheet())
    st.html(f"<script>{script()}</script>", unsafe_allow_javascript=True)
    how = session.arrive(name)
    try:
        opened = _open()
    except AnalysisError as error:
        st.error(plain(told(error)))
        with st.sidebar:
            library.pick()
    else:
        with opened.lock:
            _page(page, name, pages, opened, how)
    session.publish(name)
    settle()


def _page_of(name: str, icon: str) -> st.Page:
    title, first = t(f"{name}.title"), name == "overview"
    return st.Page(f"views/{name}.py", title=title, icon=f":material/{icon}:", url_path=name, default=first)


def _page(
    page: st.Page, name: str, pages: dict[str, dict[str, st.Page]], opened: data.Corpus, how: str
) -> None:
    """Draw one page on an open corpus."""
    try:
        notices = session.restore(name, opened.store, data.entity_kinds(), how=how)
        with st.sidebar:
            _navigation(pages)
            library.pick()
            if library.has_filters(opened):
                filters.draw()
        if not library.ready(name, opened):
            return
        _notices(notices)
        _unfinished(opened.problems)
        if name in TELL_PROBLEMS:
            _problems(opened.problems)
        filters.chips()
        corrected.notice(name)
        if name in UNFILTERED or not parts.none_left(name):
            page.run()
    except AnalysisError as error:
        st.error(plain(told(error)))


def _open() -> data.Corpus:
    """Return the corpus; the first reader sees how far it is."""
    if data.is_open():
        return data.corpus(look=True)
    place = st.empty()
    with place.status(t("app.opening"), expanded=True):
        line = st.empty()
        opened = data.corpus(
            lambda done: line.text(t("app.progress", documents=done.documents, inputs=done.inputs))
        )
    place.empty()
    return opened


def _navigation(pages: dict[str, dict[str, st.Page]]) -> None:
    """Draw the links between pages: each carries the filters, so that "open in a new tab" keeps them."""
    st.markdown(f"### {t('app.title')}")
    st.segmented_control(
        "भाषा / Language",
        ("hi", "en"),
        key="f_ui",
        required=True,
        persist_state="session",
        format_func={"hi": "हिन्दी", "en": "English"}.get,
        label_visibility="collapsed",
    )
    for section, inside in pages.items():
        # The key is a name for the style sheet.
        with st.container(gap=None, key=f"section_{section}"):
            st.caption(t(f"section.{section}"))
            for name, page in inside.items():
                params = session.link_to(name)
                st.page_link(page, label=page.title, icon=page.icon, query_params=params)


def _notices(notices: list[AnalysisError]) -> None:
    """Say what of a link could not be used: one notice, however much of it."""
    said = [plain(told(notice)) for notice in notices]
    if len(said) > 1:
        said = [t("app.link_parts", count=len(said)), *(f"- {line}" for line in said)]
    if said:
        st.warning("\n".join(said), icon=":material/link_off:")


def _unfinished(problems: tuple[AnalysisError, ...]) -> None:
    """Say on every page that a stopped ingest left articles that no number here counts."""
    for problem in problems:
        if problem.code in (BEGUN, UNFINISHED):
            said = f"{told(problem)}. {t('app.unfinished')}"
            st.warning(plain(said), icon=":material/hourglass_top:")


def _problems(problems: tuple[AnalysisError, ...]) -> None:
    if problems:
        with st.expander(t("app.problems", count=len(problems)), icon=":material/warning:"):
            for problem in problems[:50]:
                st.text(told(problem))


main()
