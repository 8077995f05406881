"""The documents of a corpus: listed a sheet at a time, edited, removed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.errors import StoreError
from analysis.ingest import checked
from analysis.ingest.edit import LANGUAGES
from analysis.measures.documents import documents, documents_found
from dashboard import choosing, confirm, data, library, parts, tables
from dashboard.markup import plain
from dashboard.own import OwnCorpus
from dashboard.strings import t
from dashboard.told import told

SHEET = 200  # documents at a time
_REFUSED, _TRIED = "_corpus_refused", "_corpus_tried"
EDITED = ("title", "published", "source", "url", "language")
DAY = 110  # pixels: a whole 2025-07-16, also under a short heading
_KNOWN = {"year": 4, "month": 7}  # letters of 2025-07-16 that are known


def listing(opened: data.Corpus) -> None:
    """Draw the documents; those of the reader's own corpus can be edited and removed."""
    count = data.ask(documents_found, Selection())
    st.subheader(t("corpus.documents", count=count), anchor=False)
    words = ""
    if count > SHEET:
        words = st.text_input(
            t("choosing.search"), key="corpus.find", type="search", placeholder=t("choosing.hint")
        )
        count = data.ask(documents_found, Selection(), contains=words)
    sheets = -(-count // SHEET)
    # The key holds the words: another search begins at its first sheet.
    sheet = st.pagination(sheets, key=f"corpus.sheet.{words}") if sheets > 1 else 1
    part = data.ask(documents, Selection(), contains=words, limit=SHEET, offset=(sheet - 1) * SHEET)
    if opened.own is None:
        st.caption(t("corpus.not_yours"))
        tables.draw(
            _shown(part).assign(published=part["published"]),
            known=part["published_precision"],
            alt=t("overview.articles"),
            column_config={**_config(), "published": st.column_config.DateColumn(t("column.published"))},
            placeholder=tables.NONE,
        )
    else:
        _editor(opened.own, part)
        if len(part):
            _form(opened.own)


def _shown(part: pd.DataFrame) -> pd.DataFrame:
    columns = ["name", "title", "published", "published_origin", "source", "url", "language", "tokens"]
    return part[columns].assign(
        published=[_day(row) for row in part.itertuples()],
        published_origin=parts.origins(part["published_origin"]),
        notes=[_notes(row) for row in part.itertuples()],
    )


def _day(row) -> str | None:
    """Return a date as it can be typed again, as exact as it is known; text of this kind sorts by date."""
    if pd.isna(row.published):
        return None
    return row.published.date().isoformat()[: _KNOWN.get(row.published_precision)]


def _notes(row) -> str:
    known = {
        "undated": pd.isna(row.published),
        "title_guessed": row.title_guessed,
        "source_guessed": row.source_guessed,
    }
    said = [t(f"corpus.{name}") for name, holds in known.items() if holds]
    if row.published_precision in ("month", "year") and not pd.isna(row.published):
        said.append(t(f"corpus.only_{row.published_precision}"))
    return " · ".join(said)


def _config() -> dict[str, object]:
    column = st.column_config
    return {
        "name": column.TextColumn(t("column.name"), pinned=True),
        "title": column.TextColumn(t("column.title"), width="medium"),
        # As text: the box for dates of a browser makes a day of the year 90101 of a typed 1999-01-01.
        "published": column.TextColumn(t("column.published"), width=DAY, help=t("corpus.date_help")),
        "published_origin": column.TextColumn(t("column.published_origin")),
        "source": column.TextColumn(t("column.source")),
        "url": column.TextColumn(t("corpus.url")),
        "language": column.SelectboxColumn(
            t("corpus.language"), options=list(LANGUAGES), format_func=_language, required=True
        ),
        "tokens": column.NumberColumn(t("column.tokens"), format="%,d"),
        "notes": column.TextColumn(t("corpus.notes"), width="medium"),
        "remove": column.CheckboxColumn(t("corpus.remove_column")),
    }


def _editor(mine: OwnCorpus, part: pd.DataFrame) -> None:
    """Draw the table in which each cell can be changed, and the button that removes what is ticked."""
    marked = st.session_state.setdefault("_corpus_marked", set())
    shown = _shown(part)
    shown.insert(0, "remove", part["name"].isin(marked))
    # Another key after every change: what was typed is in the corpus now, or was refused.
    tried = st.session_state.get(_TRIED, 0)
    key = f"corpus.editor.{mine.build}.{tried}.{part['name'].iloc[0] if len(part) else ''}"
    st.caption(t("corpus.edit_intro"))
    for message in st.session_state.pop(_REFUSED, ()):
        st.error(plain(message))
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        disabled=["name", "published_origin", "tokens", "notes"],
        placeholder="–",
        column_config=_config(),
        on_change=_edited,
        args=(mine, key, part["name"].tolist()),
    )
    names = sorted(marked)
    confirm.button(
        "corpus.remove",
        t("corpus.remove", count=len(names)),
        disabled=not names,
        goes=lambda: _goes(names),
        on_yes=_remove,
        args=(mine, names),
    )


def _edited(mine: OwnCorpus, key: str, names: list[str]) -> None:
    edited: Mapping[int, Mapping[str, object]] = st.session_state[key]["edited_rows"]
    marked = st.session_state["_corpus_marked"]
    for place, cells in edited.items():
        if "remove" in cells:
            (marked.add if cells["remove"] else marked.discard)(names[int(place)])
    refused = [
        message for place, cells in edited.items() for message in apply(mine, names[int(place)], cells)
    ]
    if refused:  # the table is drawn anew, or it would go on showing what was refused
        st.session_state[_REFUSED] = refused
        st.session_state[_TRIED] = st.session_state.get(_TRIED, 0) + 1


def apply(mine: OwnCorpus, name: str, cells: Mapping[str, object]) -> list[str]:
    """Keep what was typed of a document, cell by cell; return what is to be told of the others."""
    good: dict[str, object] = {}
    refused: list[str] = []
    for field in (field for field in EDITED if field in cells):
        try:
            checked(name, field, cells[field])
            good[field] = cells[field]
        except StoreError as error:
            refused.append(told(error))
    try:
        if good:
            mine.update(name, good)
    except StoreError as error:  # removed meanwhile, in another tab
        refused.append(told(error))
    return refused


def drop(mine: OwnCorpus) -> None:
    """Draw the button that deletes the whole corpus, once it has been asked."""
    confirm.button(
        "corpus.drop",
        t("corpus.drop_all", name=plain(mine.name)),
        goes=lambda: t("confirm.corpus", name=plain(mine.name), count=mine.documents),
        on_yes=library.drop,
        args=(mine.code,),
        quiet=True,
    )


def _goes(names: list[str]) -> str:
    """Return what goes with these documents: each by its title, and the words in them all."""
    table = data.ask(documents, Selection(documents=tuple(names)))
    said = t("confirm.documents", count=len(table), tokens=int(table["tokens"].sum()))
    return f"{said}\n\n{confirm.named([f'{row.title} · {row.name}' for row in table.itertuples()])}"


def _remove(mine: OwnCorpus, names: list[str]) -> None:
    mine.remove(names)
    st.session_state["_corpus_marked"] = set()


def removed(mine: OwnCorpus) -> None:
    """Draw the documents that were taken out, to be brought back."""
    if not mine.removed or mine.busy:
        return
    with st.expander(t("corpus.removed", count=len(mine.removed)), icon=":material/restore_from_trash:"):
        st.caption(t("corpus.removed_intro"))
        titles = {name: document.title for name, document in mine.removed.items()}
        names = st.multiselect(
            t("column.name"),
            list(titles),
            format_func=lambda one: f"{titles[one]} · {one}",
            key=f"corpus.restored.{mine.build}",
        )
        st.button(
            t("corpus.restore"),
            key="corpus.restore",
            disabled=not names,
            on_click=mine.restore,
            args=(names,),
        )


def _form(mine: OwnCorpus) -> None:
    """Draw one document's facts one under the other, for small screens and keyboards."""
    with st.expander(t("corpus.one"), icon=":material/edit:"):
        titles = choosing.offered("corpus.one_find", Selection())
        if not titles:
            return
        name = st.selectbox(
            t("column.name"),
            list(titles),
            format_func=lambda one: choosing.label(one, titles),
            key="corpus.one_name",
        )
        row = data.ask(documents, Selection(documents=(name,))).iloc[0]
        with st.form(f"corpus.form.{mine.build}.{name}", border=False):
            given = {
                "title": st.text_input(
                    t("column.title"), "" if row["title_guessed"] else row["title"], placeholder=row["title"]
                ),
                "published": st.text_input(
                    t("column.published"),
                    _day(row) or "",
                    placeholder="2025-07-16",
                    help=t("corpus.date_help"),
                ),
                "source": st.text_input(t("column.source"), _text(row["source"])),
                "url": st.text_input(t("corpus.url"), _text(row["url"])),
                "language": st.selectbox(
                    t("corpus.language"), LANGUAGES, LANGUAGES.index(row["language"]), format_func=_language
                ),
            }
            if st.form_submit_button(t("corpus.save"), type="primary"):
                refused = apply(mine, name, _differing(row, given))
                for message in refused:
                    st.error(plain(message))
                if not refused:
                    st.toast(t("corpus.saved"), icon=":material/check:")
                    st.rerun()
        confirm.button(
            "corpus.remove_one",
            t("corpus.remove_one"),
            goes=lambda: _goes([name]),
            on_yes=_remove,
            args=(mine, [name]),
        )


def _differing(row: pd.Series, given: Mapping[str, object]) -> dict[str, object]:
    """Return what the reader changed: a source that was guessed and left as it is stays a guess."""
    before = {
        "title": "" if row["title_guessed"] else row["title"],
        "published": _day(row) or "",
        "source": _text(row["source"]),
        "url": _text(row["url"]),
        "language": row["language"],
    }
    return {field: value for field, value in given.items() if value != before[field]}


def _language(code: str) -> str:
    return t(f"tongue.{code}")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
