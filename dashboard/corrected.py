"""What a reader puts right: striking out a hit, adding a name, the log with undo, taking it along."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import streamlit as st

from analysis.corpus import EntityKind
from analysis.corrections import Change, Rejection, to_json
from analysis.errors import AnalysisError, LexiconError
from analysis.lexicon.rows import UserRow, as_checked, label_ignored, parse_rows
from analysis.measures.names import lexicon_row
from dashboard import amended, data, session
from dashboard.later import in_session
from dashboard.markup import plain
from dashboard.mending import ASKED_FROM, SPEED
from dashboard.rereading import Rereading
from dashboard.strings import date_text, duration, t
from dashboard.told import told

KINDS = get_args(EntityKind)
SAID = "_corrections_said"  # what to tell of the last change, once
PENDING = "_corrections_pending"  # names that wait for the reader's yes: corpus, rows, articles to be read
MADE = ("form", "names")  # what stands for the file of a row that a form or a click made
EVERY = 1.0  # seconds between two looks at how far a worker is


def notice(page: str) -> None:
    """Say on every page that its numbers are corrected ones, and what became of the last change."""
    for kind, message in st.session_state.pop(SAID, ()):
        {"error": st.error, "warning": st.warning, "success": st.success}[kind](plain(message))
    _pending(page)
    _reading(page)
    active = len(data.mending().of(data.chosen()).active)
    if active and page != "corrections":
        st.page_link(
            "views/corrections.py",
            label=amended.note(),
            icon=":material/edit_note:",
            query_params=session.link_to("corrections"),
        )


def _pending(page: str) -> None:
    """Ask before names are added that take long to read in."""
    waiting = st.session_state.get(PENDING)
    if not waiting or waiting[0] != data.chosen():
        return
    _, rows, cost = waiting
    with st.container(border=True, key="pending"):
        total = documents(data.corpus())
        st.markdown(
            t(
                "corrections.cost",
                names=plain(", ".join(row.label for row in rows)),
                count=cost,
                total=total,
                time=duration(cost / SPEED),
            )
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("corrections.cost_yes"),
                key=f"{page}_cost_yes",
                type="primary",
                on_click=_answer,
                args=(rows,),
                width="content",
            )
            st.button(
                t("corrections.cost_no"), key=f"{page}_cost_no", on_click=_answer, args=([],), width="content"
            )


def _answer(rows: list[UserRow]) -> None:
    st.session_state.pop(PENDING, None)
    if rows:
        _add_now(rows)


def _reading(page: str) -> None:
    """Show how far the reading of added names is."""
    job = data.mending().job(data.chosen())
    if job is not None:
        running = job.progress.state == "running"
        st.fragment(_progress, run_every=EVERY if running else None)(page, job, running)


def _progress(page: str, job: Rereading, was_running: bool) -> None:
    now = job.progress
    if was_running and now.state != "running":
        st.rerun()
    if now.state == "failed":
        st.error(t("corrections.failed", reason=now.fault))
    else:
        code = "corrections.reading" if now.of else "corrections.beginning"  # "0 of 0" says nothing
        said = t(code, names=plain(", ".join(row.label for row in job.rows)), done=now.done,
                 of=now.of)  # fmt: skip
        left = "" if now.left is None else f" · {t('corrections.left', time=duration(now.left))}"
        st.progress(now.share, text=said + left)
    st.button(
        t("corrections.give_up"),
        key=f"{page}_give_up",
        icon=":material/stop:",
        on_click=data.mending().give_up,
        args=(data.chosen(),),
    )


def documents(opened: data.Corpus) -> int:
    """Return how many articles a corpus has."""
    return int(opened.store.query("SELECT count(*) AS n FROM document")["n"].iloc[0])


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
            in_session(lambda: to_json(kept).encode("utf-8")),
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
            _add_made(_row(known, label, kinds, surfaces, guards))
            st.rerun()


def one_click(page: str, name: str, kind: str, forms: tuple[str, ...]) -> None:
    """Draw the button that makes a row of the lexicon of a proposed name as it stands."""
    st.button(
        t("corrections.add_name", name=plain(name)),
        key=f"{page}_add",
        type="primary",
        icon=":material/person_add:",
        on_click=_add_made,
        args=(lexicon_row(name, kind, forms=forms),),
    )


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


def reject(hit: Rejection) -> None:
    """Strike out a hit, and say so."""
    data.mending().reject(data.chosen(), hit)
    _say(t(f"corrections.struck_{hit.what}", words=hit.surface, name=hit.name))


def _add_made(row: UserRow | None) -> None:
    """Add what a form or a click made, where a table might hold it too."""
    if row is None:
        _say(t("corrections.blank"), "error")
        return
    try:
        _add([as_checked(row)])
    except LexiconError as error:
        _say(_words(error), "error")


def _words(error: LexiconError) -> str:
    """Return the sentence of an error; a form has no file and line to name."""
    sentence = told(error)
    in_form = error.fields.get("file") in MADE
    return t("corrections.refused", reason=sentence.partition(": ")[2]) if in_form else sentence


def _add(known: list[UserRow]) -> None:
    cost = data.mending().cost(data.chosen(), data.corpus().uncorrected.store, known)
    if cost > ASKED_FROM:
        st.session_state[PENDING] = (data.chosen(), known, cost)
    else:
        _add_now(known)


def _add_now(known: list[UserRow]) -> None:
    errors = data.mending().add(data.chosen(), known)
    for error in errors:
        _say(_words(error), "error")
    refused = {error.fields["line"] for error in errors}
    for ignored in label_ignored(row for row in known if row.line not in refused):
        _say(told(ignored), "warning")
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
        _say(told(error), "error")


def _take_rows(key: str) -> None:
    given = st.session_state[key]
    try:
        rows, errors = parse_rows(given.getvalue().decode("utf-8-sig"), given.name)
    except UnicodeDecodeError:
        _say(t("corrections.no_text", file=given.name), "error")
        return
    for error in errors:
        _say(told(error), "error")
    if rows:
        _add(rows)


def _say(message: str, kind: str = "success") -> None:
    st.session_state.setdefault(SAID, []).append((kind, message))


def _line(number: int, change: Change, *, holds: bool) -> str:
    names = data.entity_names()
    if change.rejection:
        hit = change.rejection
        fields = {"words": plain(hit.surface), "entity": plain(names.get(hit.entity, hit.entity))}
        said = t(f"corrections.line_{hit.what}", name=plain(hit.name), **fields)
    elif change.row:
        fields = {"label": plain(change.row.label), "kind": t(f"layers.{change.row.kind}")}
        said = t("corrections.line_row", forms=plain(" | ".join(change.row.surfaces)), **fields)
    else:
        said = t("corrections.line_undo", number=change.undone)
    at = datetime.fromisoformat(change.at)
    when = f"{date_text(at)}, {at:%H:%M}"
    line = f"{number}. {said} · {when}"
    return line if holds or change.undone is not None else f"~~{line}~~"
