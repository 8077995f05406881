"""What is in a corpus and how it came there: progress, the report of inputs, the documents to be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.errors import StoreError
from analysis.ingest.edit import LANGUAGES
from analysis.measures.documents import documents
from analysis.reading import ENCODINGS
from analysis.store.report import InputRow
from dashboard import data, evidence, parts
from dashboard.loading import Job, Progress
from dashboard.markup import plain
from dashboard.own import OwnCorpus
from dashboard.strings import duration, language, number, t

EVERY = 0.7  # seconds between two looks at a worker
SHEET = 200  # documents at a time
EDITED = ("title", "published", "source", "url", "language")
GOOD = ("loaded",)


def progress(corpus: OwnCorpus) -> None:
    """Draw how far the loading is, with stop and go on; looks again by itself while it runs."""
    if corpus.job is None:
        return
    running = corpus.job.progress.state == "running"
    st.fragment(_progress, run_every=EVERY if running else None)(corpus.job, running)


def _progress(job: Job, was_running: bool) -> None:
    now = job.progress
    if was_running != (now.state == "running"):  # to begin looking again by itself, or to end it
        st.rerun()
    if now.state == "failed":
        st.error(plain(now.error.message(language()) if now.error else t("corpus.failed")))
    elif now.state == "done":
        st.success(t("corpus.done", documents=now.documents, inputs=now.of_inputs), icon=":material/check:")
    else:
        st.progress(min(now.share, 1.0), text=_said(now))
        with st.container(horizontal=True):
            if now.state == "running":
                st.button(t("corpus.stop"), on_click=job.stop, icon=":material/pause:", key="corpus.stop")
            else:
                st.caption(t("corpus.stopped"))
                st.button(
                    t("corpus.resume"), on_click=job.start, icon=":material/play_arrow:", key="corpus.go"
                )


def _said(now: Progress) -> str:
    if now.reading:
        return t("corpus.reading", inputs=now.inputs, all=now.of_inputs, documents=now.of_documents)
    said = t("corpus.annotating", documents=now.documents, all=now.of_documents)
    if now.left is None:
        return said
    return f"{said} · {t('corpus.speed', speed=number(now.speed, 1), left=duration(now.left))}"


def of_server(rows: Sequence[InputRow], path: str) -> list[InputRow]:
    """Return the report of a server's corpus without the server's folders, which are no reader's business."""
    folder = f"{Path(path).resolve().parent}/"
    given = f"{Path(path).parent}/"

    def short(text: object) -> object:
        return text.replace(folder, "").replace(given, "") if isinstance(text, str) else text

    return [
        replace(
            row,
            path=str(short(row.path)),
            problems=tuple(
                type(one)(one.code, **{name: short(value) for name, value in one.fields.items()})
                for one in row.problems
            ),
        )
        for row in rows
    ]


def report(rows: Sequence[InputRow], mine: OwnCorpus | None) -> None:
    """Draw what became of each input; what was in a wrong encoding can be read again."""
    if not rows:
        return
    table = report_table(rows)
    bad = int((~table["status"].isin([t(f"status.{status}") for status in GOOD])).sum())
    st.subheader(t("corpus.report"), anchor=False)
    st.caption(t("corpus.report_said", inputs=len({row.path for row in rows}), bad=bad))
    names = {name: t(f"corpus.col_{name}") for name in ("input", "status", "documents", "message")}
    shown = table.rename(columns=names)
    wide = st.column_config.TextColumn(width="large")
    st.dataframe(shown, hide_index=True, alt=t("corpus.report"), column_config={names["message"]: wide})
    evidence.download("corpus", "report", lambda: shown)
    if mine is not None and mine.again and not mine.busy:
        _again(mine)


def report_table(rows: Sequence[InputRow]) -> pd.DataFrame:
    """Return input, status, documents, message in the reader's language; rows that went well as one."""
    said: list[list] = []
    whole: dict[tuple[str, str], list] = {}
    for row in rows:
        line = [f"{row.path}, {row.place}" if row.problems and row.place else row.path]
        line += [t(f"status.{row.status}"), row.documents]
        line.append(" ".join(problem.message(language()) for problem in row.problems))
        if not row.problems and (before := whole.get((row.path, row.status))):
            before[2] += row.documents
            continue
        said.append(line)
        if not row.problems:
            whole[row.path, row.status] = line
    return pd.DataFrame(said, columns=["input", "status", "documents", "message"])


def _again(mine: OwnCorpus) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        path = st.selectbox(t("corpus.again"), list(mine.again), key="corpus.again_path")
        encoding = st.selectbox(
            t("corpus.encoding"), [name for name in ENCODINGS if name != "utf-8"], key="corpus.again_encoding"
        )
        st.button(
            t("corpus.read_again"), on_click=_read_again, args=(mine, path, encoding), key="corpus.again"
        )


def _read_again(mine: OwnCorpus, path: str, encoding: str) -> None:
    mine.read_again(path, encoding)


def listing(opened: data.Corpus) -> None:
    """Draw the documents; those of the reader's own corpus can be edited and removed."""
    table = data.ask(documents, Selection())
    st.subheader(t("corpus.documents", count=len(table)), anchor=False)
    sheets = -(-len(table) // SHEET)
    sheet = st.pagination(sheets, key="corpus.sheet") if sheets > 1 else 1
    part = table.iloc[(sheet - 1) * SHEET : sheet * SHEET].reset_index(drop=True)
    if opened.own is None:
        st.caption(t("corpus.not_yours"))
        st.dataframe(
            _shown(part),
            hide_index=True,
            alt=t("overview.articles"),
            column_config=_config(),
            placeholder="–",
        )
    elif not opened.own.busy:
        _editor(opened.own, part)
        if len(part):
            _form(opened.own, table)
    else:
        st.dataframe(
            _shown(part),
            hide_index=True,
            alt=t("overview.articles"),
            column_config=_config(),
            placeholder="–",
        )


def _shown(part: pd.DataFrame) -> pd.DataFrame:
    columns = ["name", "title", "published", "published_origin", "source", "url", "language", "tokens"]
    return part[columns].assign(
        published=part["published"].dt.date,
        published_origin=parts.origins(part["published_origin"]),
        notes=[_notes(row) for row in part.itertuples()],
    )


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
        "published": column.DateColumn(t("column.published"), format="DD.MM.YYYY"),
        "published_origin": column.TextColumn(t("column.published_origin")),
        "source": column.TextColumn(t("column.source")),
        "url": column.TextColumn(t("corpus.url")),
        "language": column.SelectboxColumn(t("corpus.language"), options=list(LANGUAGES), required=True),
        "tokens": column.NumberColumn(t("column.tokens")),
        "notes": column.TextColumn(t("corpus.notes"), width="medium"),
        "remove": column.CheckboxColumn(t("corpus.remove_column")),
    }


def _editor(mine: OwnCorpus, part: pd.DataFrame) -> None:
    """Draw the table in which each cell can be changed, and the button that removes what is ticked."""
    marked = st.session_state.setdefault("_corpus_marked", set())
    shown = _shown(part)
    shown.insert(0, "remove", part["name"].isin(marked))
    # Another key after every change: the cells that were typed are in the corpus now.
    key = f"corpus.editor.{mine.build}.{part['name'].iloc[0] if len(part) else ''}"
    st.caption(t("corpus.edit_intro"))
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
    said = st.session_state.pop("_corpus_refused", ())
    for message in said:
        st.error(plain(message))
    names = sorted(marked)
    st.button(
        t("corpus.remove", count=len(names)),
        disabled=not names,
        on_click=_remove,
        args=(mine, names),
        icon=":material/delete:",
        key="corpus.remove",
    )


def _edited(mine: OwnCorpus, key: str, names: list[str]) -> None:
    edited: Mapping[int, Mapping[str, object]] = st.session_state[key]["edited_rows"]
    marked = st.session_state["_corpus_marked"]
    for place, cells in edited.items():
        if "remove" in cells:
            (marked.add if cells["remove"] else marked.discard)(names[int(place)])
    apply(mine, {names[int(place)]: cells for place, cells in edited.items()})


def apply(mine: OwnCorpus, changes: Mapping[str, Mapping[str, object]]) -> None:
    """Change documents; what cannot be kept is told on the page."""
    for name, cells in changes.items():
        kept = {field: value for field, value in cells.items() if field in EDITED}
        if not kept:
            continue
        try:
            mine.update(name, kept)
        except StoreError as error:
            st.session_state["_corpus_refused"] = [error.message(language())]


def _remove(mine: OwnCorpus, names: list[str]) -> None:
    mine.remove(names)
    st.session_state["_corpus_marked"] = set()


def _form(mine: OwnCorpus, table: pd.DataFrame) -> None:
    """Draw one document's facts one under the other, for small screens and keyboards."""
    with st.expander(t("corpus.one"), icon=":material/edit:"):
        titles = dict(zip(table["name"], table["title"], strict=True))
        name = st.selectbox(
            t("column.name"),
            list(titles),
            format_func=lambda one: f"{one} · {titles[one]}",
            key="corpus.one_name",
        )
        row = table.loc[table["name"] == name].iloc[0]
        with st.form(f"corpus.form.{mine.build}.{name}", border=False):
            given = {
                "title": st.text_input(
                    t("column.title"), "" if row["title_guessed"] else row["title"], placeholder=row["title"]
                ),
                "published": st.date_input(
                    t("column.published"),
                    None if pd.isna(row["published"]) else row["published"].date(),
                    format="DD/MM/YYYY",
                ),
                "source": st.text_input(t("column.source"), _text(row["source"])),
                "url": st.text_input(t("corpus.url"), _text(row["url"])),
                "language": st.selectbox(t("corpus.language"), LANGUAGES, LANGUAGES.index(row["language"])),
            }
            if st.form_submit_button(t("corpus.save"), type="primary"):
                apply(mine, {name: _differing(row, given)})
                st.rerun()
        st.button(
            t("corpus.remove_one"),
            on_click=_remove,
            args=(mine, [name]),
            icon=":material/delete:",
            key="corpus.remove_one",
        )


def _differing(row: pd.Series, given: Mapping[str, object]) -> dict[str, object]:
    """Return what the reader changed: a source that was guessed and left as it is stays a guess."""
    before = {
        "title": "" if row["title_guessed"] else row["title"],
        "published": None if pd.isna(row["published"]) else row["published"].date(),
        "source": _text(row["source"]),
        "url": _text(row["url"]),
        "language": row["language"],
    }
    return {field: value for field, value in given.items() if value != before[field]}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
