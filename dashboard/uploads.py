"""Bringing articles in: files dropped or text pasted, the columns of tables told, and the loading begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from analysis.errors import ReadingError, StoreError
from analysis.ingest import checked
from analysis.reading import ROLES, SUFFIXES, Head, Header, head_bytes
from analysis.reading.tables import TABLES
from analysis.reading.taken import header_notes
from dashboard import data, library
from dashboard.loading import Input
from dashboard.markup import plain
from dashboard.own import OwnCorpus
from dashboard.strings import t
from dashboard.told import told

ROUND = "_upload_round"  # the widgets of an upload that was taken over are replaced by empty ones
PREVIEW = 160  # letters of a cell
ABREAST = 3  # choices beside each other
LONG, WIDTH = 20, 180  # a cell of more letters than these is shown so many pixels wide
_REFUSED = "_upload_refused"


def draw(mine: OwnCorpus | None) -> None:
    """Draw the place to drop files and to paste; ``mine`` is the shown corpus where articles can be added."""
    if mine is not None and mine.job is not None and mine.job.progress.state in ("running", "stopped"):
        st.caption(t("corpus.one_at_a_time"))
        return
    files = st.file_uploader(
        t("corpus.drop"),
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
        key=_key("files"),
        help=t("corpus.drop_help"),
    )
    for file in files:
        if _is_table(file.name):
            _columns(file)
    with st.expander(t("corpus.paste"), icon=":material/content_paste:"):
        _paste()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if mine is not None:
            st.segmented_control(
                t("corpus.into"),
                ("add", "new"),
                key=_key("into"),
                default="add",
                required=True,
                format_func=lambda into: t(f"into.{into}", name=mine.name),
            )
        if mine is None or st.session_state.get(_key("into")) == "new":
            st.text_input(t("corpus.name"), key=_key("name"), placeholder=t("corpus.name_hint"), max_chars=60)
        st.button(
            t("corpus.load"),
            type="primary",
            icon=":material/upload:",
            on_click=_start,
            args=(mine,),
            key=_key("start"),
        )
    if said := st.session_state.pop(_REFUSED, ""):
        st.warning(plain(said))


def _key(name: str) -> str:
    return f"corpus.{name}.{st.session_state.get(ROUND, 0)}"


def _is_table(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(tuple(TABLES))


def _paste() -> None:
    st.text_area(t("corpus.text"), key=_key("pasted"), height=180, max_chars=UPLOAD_CHARACTERS)
    with st.container(horizontal=True):
        st.text_input(t("column.title"), key=_key("title"), placeholder=t("corpus.title_hint"))
        st.text_input(t("column.source"), key=_key("source"))
        st.text_input(
            t("column.published"), key=_key("published"), placeholder="2025-07-16", help=t("corpus.date_help")
        )


UPLOAD_CHARACTERS = 500_000  # pasted by hand; more than this is a file


def _columns(file) -> None:
    """Draw which column of a table is what, guessed first, with its first rows."""
    try:
        head = _head(file)
    except ReadingError as error:
        st.warning(plain(told(error)))
        return
    # What is told of the row with the names is told for the reader to look: behind a lid nobody does.
    unsure = "text" not in head.guess or head.header is not None or head.unsure is not None
    with st.expander(t("corpus.columns", file=plain(file.name)), expanded=unsure, icon=":material/table:"):
        st.caption(t("corpus.columns_intro"))
        for said in _header_told(head.header, file.name) if head.header else ():
            st.info(said, icon=":material/info:")
        if head.unsure:
            st.info(plain(told(head.unsure)), icon=":material/info:")
        roles = _roles(file, head)
        chosen = {role: column for role, column in roles.items() if column}
        if "text" not in chosen:
            st.warning(t("corpus.text_needed"))
        _preview(head, chosen)
        # What the reader changed, also to no column; the rest is guessed again as the table is read: of
        # sheets and rows that are not among the first ones it may be another column.
        changed = {role: column for role, column in roles.items() if column != head.guess.get(role, "")}
        st.session_state[_key(f"columns.{file.file_id}")] = changed


def _roles(file, head: Head) -> dict[str, str]:
    """Draw the choice of a column for each role; return role → column, ``""`` for none.

    What was chosen goes with its file, not with its place: another one may be taken away before it.
    """
    chosen, options = {}, ["", *head.columns]
    for place, role in enumerate(ROLES):
        if place % ABREAST == 0:  # a new row each time: on a phone the columns of one row stand in its order
            places = st.columns(ABREAST)
        chosen[role] = places[place % ABREAST].selectbox(
            t(f"role.{role}"),
            options,
            index=options.index(head.guess.get(role, "")),
            format_func=lambda column: column or t("corpus.no_column"),
            key=_key(f"column.{role}.{file.file_id}"),
        )
    return chosen


def _preview(head: Head, chosen: Mapping[str, str]) -> None:
    """Draw the first rows: the columns with a role under it, then the others, of which one may be missed."""
    shown = {_label(column, role): column for role, column in chosen.items()}
    shown |= {column: column for column in head.columns if column not in chosen.values()}
    rows = [{label: row.get(column, "")[:PREVIEW] for label, column in shown.items()} for row in head.rows]
    # Of the width that a text would take for itself nothing is left for the date beside it.
    wide = {
        label: st.column_config.TextColumn(width=WIDTH)
        for label in shown
        if any(len(row[label]) > LONG for row in rows)
    }
    st.dataframe(rows, hide_index=True, alt=t("corpus.preview"), column_config=wide)


def _label(column: str, role: str) -> str:
    named = t(f"role.{role}")
    return named if named == column else f"{named} ({column})"


def _header_told(header: Header, file: str) -> list[str]:
    """Return what the report will tell of the row with the names, else which row it is."""
    notes = [plain(told(note.error)) for note in header_notes(header, file)]
    return notes or [t("corpus.header_first", row=plain(header.row))]


def _head(file) -> Head:
    """Return a table's first rows, read once; what is no text in them is shown as such."""
    kept: dict[str, Head | ReadingError] = st.session_state.setdefault("_heads", {})
    if file.file_id not in kept:
        try:
            found = head_bytes(file.name, file.getvalue())
            rows = tuple({_safe(name): _safe(cell) for name, cell in row.items()} for row in found.rows)
            columns = tuple(map(_safe, found.columns))
            kept[file.file_id] = replace(found, columns=columns, rows=rows)
        except ReadingError as error:
            kept[file.file_id] = error
    found = kept[file.file_id]
    if isinstance(found, ReadingError):
        raise found
    return found


def _safe(text: str) -> str:
    # A byte that is no UTF-8 stands as half of a character pair, which no table on screen can hold.
    return text.encode("utf-8", "replace").decode("utf-8")


def _start(mine: OwnCorpus | None) -> None:
    """Take over what was dropped and pasted, and begin; what cannot be, stays where it was typed."""
    try:
        inputs = [*_uploaded(st.session_state.get(_key("files")) or ()), *_pasted()]
    except StoreError as error:
        st.session_state[_REFUSED] = told(error)
        return
    if not inputs:
        st.session_state[_REFUSED] = t("corpus.nothing")
        return
    get = st.session_state.get
    new = mine is None or get(_key("into")) == "new"
    name = " ".join((get(_key("name")) or "").split()) or t("corpus.new_name")
    corpus = data.own().make(name) if new else mine
    corpus.load(inputs)
    library.show(corpus.code)
    st.session_state[ROUND] = get(ROUND, 0) + 1
    st.session_state.pop("_heads", None)


def _uploaded(files: Sequence) -> list[Input]:
    return [
        Input(
            file.name,
            file.getvalue(),
            columns=tuple(st.session_state.get(_key(f"columns.{file.file_id}"), {}).items()),
        )
        for file in files
    ]


def _pasted() -> list[Input]:
    get = st.session_state.get
    text = get(_key("pasted")) or ""
    if not text.strip():
        return []
    title, source, published = (get(_key(name)) or "" for name in ("title", "source", "published"))
    checked(title or t("corpus.pasted"), "published", published)
    return [Input(title, pasted=text, title=title, source=source, published=published)]
