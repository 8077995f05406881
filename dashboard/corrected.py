"""What a reader puts right: striking out a hit, adding a name, the log with undo, taking it along."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import streamlit as st

from analysis.corpus import EntityKind
from analysis.corrections import Change, Rejection, to_json
from analysis.errors import AnalysisError
from analysis.lexicon.rows import UserRow, parse_rows
from analysis.measures.names import lexicon_row
from dashboard import data, session
from dashboard.mark import JOIN
from dashboard.markup import plain
from dashboard.mending import MOST
from dashboard.strings import language, t

KINDS = get_args(EntityKind)
SAID = "_corrections_said"  # what to tell of the last change, once


def notice(page: str) -> None:
    """Say on every page that its numbers are corrected ones, and what became of the last change."""
    for kind, message in st.session_state.pop(SAID, ()):
        (st.error if kind == "error" else st.success)(plain(message))
    active = len(data.mending().of(data.chosen()).active)
    if active and page != "corrections":
        st.page_link(
            "views/corrections.py",
            label=t("corrections.active", count=active),
            icon=":material/edit_note:",
            query_params=session.link_to("corrections"),
        )


def strike(page: str, row, mark: str) -> None:
    """Draw, below a sentence that mentions one entity, the way to strike the hit out."""
    kind, _, rest = mark.partition(":")
    code, _, way = rest.partition(JOIN)
    if kind not in ("entity", "in", "by") or (kind == "by" and way != "name"):
        return
    for first, last in row.marks:
        hit = Rejection(row.name, row.start + first, row.start + last, code, row.text[first:last])
        st.button(
            t("corrections.strike", words=plain(hit.surface)),
            key=f"{page}_strike_{row.name}_{hit.start}_{code}",
            help=t("corrections.strike_help"),
            icon=":material/block:",
            type="tertiary",
            on_click=_reject,
            args=(hit,),
        )


def log(page: str) -> None:
    """Draw every change with its undoing, and the file to take along."""
    code = data.chosen()
    kept = data.mending().of(code)
    st.subheader(t("corrections.log"), anchor=False)
    if not kept.log:
        st.caption(t("corrections.empty"))
    for number, change in reversed([*enumerate(kept.log, 1)]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_line(number, change, holds=number in kept.active), width="stretch")
            if number in kept.active:
                st.button(
                    t("corrections.undo"),
                    key=f"{page}_undo_{number}",
                    on_click=data.mending().undo,
                    args=(code, number),
                    width="content",
                    icon=":material/undo:",
                )
    if kept.log:
        st.download_button(
            t("corrections.export"),
            lambda: to_json(kept).encode("utf-8"),
            "vimarsh-corrections.json",
            "application/json",
            on_click="ignore",
            icon=":material/download:",
            key=f"{page}_export",
        )


def files(page: str) -> None:
    """Draw the ways to bring changes: an exported log, and a table of names."""
    st.subheader(t("corrections.bring"), anchor=False)
    for name, types, take in (("json", ["json"], _take_log), ("csv", ["csv", "tsv", "txt"], _take_rows)):
        key = f"{page}_{name}"
        st.file_uploader(t(f"corrections.{name}"), type=types, key=key, help=t(f"corrections.{name}_help"))
        given = st.session_state.get(key)
        if given is not None:
            st.button(
                t("corrections.take", file=plain(given.name)), key=f"{key}_take", on_click=take, args=(key,)
            )


def form(page: str, name: str = "", kind: str = "person", forms: tuple[str, ...] = ()) -> None:
    """Draw the form for one row of the lexicon: a new name, or a further form of a known one."""
    if too_many():
        st.info(t("corrections.too_many", count=MOST))
        return
    names = data.entity_names()
    with st.form(f"{page}_form_{name}", clear_on_submit=True, border=True):
        known = st.selectbox(
            t("corrections.of"),
            ["", *names],
            format_func=lambda code: names.get(code) or t("corrections.new"),
            help=t("corrections.of_help"),
        )
        label = st.text_input(t("corrections.label"), value=name)
        kinds = st.selectbox(
            t("column.kind"), KINDS, index=KINDS.index(kind), format_func=lambda kind: t(f"layers.{kind}")
        )
        surfaces = st.text_input(
            t("corrections.forms"),
            value=" | ".join(forms or [name] * bool(name)),
            help=t("corrections.forms_help"),
        )
        guards = st.text_input(t("corrections.guards"), help=t("corrections.guards_help"))
        if st.form_submit_button(t("corrections.add"), icon=":material/add:"):
            _add([_row(known, label, kinds, surfaces, guards)])
            st.rerun()


def one_click(page: str, name: str, kind: str, forms: tuple[str, ...]) -> None:
    """Draw the button that makes a row of the lexicon of a proposed name as it stands."""
    if too_many():
        st.info(t("corrections.too_many", count=MOST))
        return
    st.button(
        t("corrections.add_name", name=plain(name)),
        key=f"{page}_add",
        type="primary",
        icon=":material/person_add:",
        on_click=_add,
        args=([lexicon_row(name, kind, forms=forms)],),
    )


def too_many() -> bool:
    """Say whether the corpus has more articles than can be read again while the reader waits."""
    sql = "SELECT count(*) AS n FROM document"
    return int(data.corpus().store.query(sql)["n"].iloc[0]) > MOST


def _row(known: str, label: str, kind: str, surfaces: str, guards: str) -> UserRow | None:
    forms, words = _entries(surfaces), _entries(guards)
    if known:
        kinds, names = data.entity_kinds(), data.entity_names()
        return UserRow("form", 1, known, names[known], kinds[known], forms, words) if forms else None
    made = lexicon_row(label.strip() or (forms[0] if forms else ""), kind)
    return (
        UserRow("form", 1, made.code, made.label, made.kind, forms or made.surfaces, words)
        if made.label
        else None
    )


def _entries(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.replace(";", "|").replace("\n", "|").split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _reject(hit: Rejection) -> None:
    data.mending().reject(data.chosen(), hit)
    _say(t("corrections.struck", words=hit.surface, name=hit.name))


def _add(rows: list[UserRow | None]) -> None:
    known = [row for row in rows if row is not None]
    if not known:
        _say(t("corrections.blank"), "error")
        return
    errors = data.mending().add(data.chosen(), known)
    for error in errors:
        _say(error.message(language()), "error")
    if len(known) > len(errors):
        _say(t("corrections.added", count=len(known) - len(errors)))


def _take_log(key: str) -> None:
    given = st.session_state[key]
    try:
        data.mending().take(data.chosen(), given.getvalue().decode("utf-8-sig"), file=given.name)
        _say(t("corrections.taken", file=given.name))
    except UnicodeDecodeError:
        _say(t("corrections.no_text", file=given.name), "error")
    except AnalysisError as error:
        _say(error.message(language()), "error")


def _take_rows(key: str) -> None:
    given = st.session_state[key]
    try:
        rows, errors = parse_rows(given.getvalue().decode("utf-8-sig"), given.name)
    except UnicodeDecodeError:
        _say(t("corrections.no_text", file=given.name), "error")
        return
    for error in errors:
        _say(error.message(language()), "error")
    if too_many():
        _say(t("corrections.too_many", count=MOST), "error")
    elif rows:
        _add(rows)


def _say(message: str, kind: str = "success") -> None:
    st.session_state.setdefault(SAID, []).append((kind, message))


def _line(number: int, change: Change, *, holds: bool) -> str:
    names = data.entity_names()
    if change.rejection:
        hit = change.rejection
        fields = {"words": plain(hit.surface), "entity": plain(names.get(hit.entity, hit.entity))}
        said = t("corrections.line_reject", name=plain(hit.name), **fields)
    elif change.row:
        fields = {"label": plain(change.row.label), "kind": t(f"layers.{change.row.kind}")}
        said = t("corrections.line_row", forms=plain(" | ".join(change.row.surfaces)), **fields)
    else:
        said = t("corrections.line_undo", number=change.undone)
    when = datetime.fromisoformat(change.at).strftime("%d.%m.%Y %H:%M")
    line = f"{number}. {said} · {when}"
    return line if holds or change.undone is not None else f"~~{line}~~"
