"""Which corpus is shown: the choice in the sidebar, and what is said when a link's corpus is not here."""

from __future__ import annotations

import streamlit as st

from dashboard import data, session
from dashboard.markup import plain
from dashboard.strings import t


def pick() -> None:
    """Draw the choice of the corpus."""
    names = data.corpora()
    # What is shown is no widget's value: a browser that has not yet drawn the last answer sends the value of
    # the widget before, and would put the old corpus back in the place of one just made. So the widget is
    # another one after every change that was not made with it, and what is said of an old one is not heard.
    key = f"f_corpus.{data.round_of_choice()}"
    st.session_state[key] = data.chosen()
    st.selectbox(
        t("corpus.pick"),
        list(names),
        format_func=lambda code: corpus_name(code, names),
        key=key,
        on_change=_picked,
        args=(key,),
    )


def _picked(key: str) -> None:
    if key == f"f_corpus.{data.round_of_choice()}":
        st.session_state[data.CHOSEN] = st.session_state[key]
        taken()


def corpus_name(code: str, names: dict[str, str] | None = None) -> str:
    """Return a corpus's name in the reader's language."""
    return (names or data.corpora()).get(code, code) or t("corpus.seeds")


def taken() -> None:
    """Forget what belongs to the corpus shown before: its documents and sources, and what a link missed."""
    st.session_state[data.MISSING] = ""
    session.put(f_documents=[], f_sources=[])


def show(code: str) -> None:
    """Show another corpus."""
    data.show(code)
    taken()


def drop(code: str) -> None:
    """Delete a corpus of the reader's own and show the first one."""
    data.own().drop(code)
    show(next(iter(data.given())))


def has_filters(opened: data.Corpus) -> bool:
    """Say whether there is something to filter."""
    return not data.missing() and (opened.own is None or opened.own.documents > 0)


def ready(page: str, opened: data.Corpus) -> bool:
    """Say whether the page can be shown; where it cannot, draw why.

    Numbers of another corpus under a link to a missing one would be wrong without a sign of it.
    """
    if page == "corpus":
        return True
    if data.missing():
        st.title(t("corpus.missing_title"), anchor=False)
        st.error(t("corpus.missing", name=plain(data.missing())), icon=":material/link_off:")
        with st.container(horizontal=True):
            _link("corpus.upload_again")
            first = corpus_name(data.chosen())
            st.button(t("corpus.show_first", name=first), on_click=taken, type="tertiary")
        return False
    if opened.own is not None and not opened.own.documents:
        st.title(opened.own.name, anchor=False)
        st.info(t("corpus.still_empty"), icon=":material/hourglass_top:")
        _link("corpus.title")
        return False
    if opened.own is not None and opened.own.busy:
        st.info(t("corpus.growing", documents=opened.own.documents), icon=":material/hourglass_top:")
    elif opened.own is not None and opened.own.halted:
        now = opened.own.job.progress
        said = t("corpus.halted", documents=now.documents, all=now.of_documents)
        st.warning(said, icon=":material/hourglass_top:")
        _link("corpus.title")
    return True


def _link(label: str) -> None:
    params = session.link_to("corpus")
    st.page_link("views/corpus.py", label=t(label), icon=":material/folder_open:", query_params=params)
