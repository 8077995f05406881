"""How the loading goes and what became of each input."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.reading import ENCODINGS
from analysis.store.report import InputRow
from dashboard import evidence, tables
from dashboard.loading import Job, Progress
from dashboard.markup import plain
from dashboard.own import OwnCorpus
from dashboard.strings import duration, number, t
from dashboard.told import short, told

EVERY = 0.7  # seconds between two looks at a worker
OPEN, TOLD = 3, 50  # so many reasons stand open; so many are written out, the download has all of them


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
        st.error(plain(told(now.error) if now.error else t("corpus.failed")))
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
    if not (now.of_documents or now.of_inputs):
        return t("corpus.beginning")  # "0 of 0" says nothing
    if now.reading:
        file = min(now.inputs + 1, now.of_inputs)  # the one that is being read
        return t("corpus.reading", file=file, all=now.of_inputs, documents=now.of_documents)
    if now.state == "running" and now.share in (0.0, 1.0):
        return t("corpus.counting" if now.share == 0.0 else "corpus.finishing", all=now.of_documents)
    said = t("corpus.annotating", documents=now.documents, all=now.of_documents)
    if now.left is None or now.state == "stopped":  # nothing is under way, so nothing has a speed
        return said
    return f"{said} · {t('corpus.speed', speed=number(now.speed, 1), left=duration(now.left))}"


def report(rows: Sequence[InputRow], mine: OwnCorpus | None) -> None:
    """Draw what became of each input; what was in a wrong encoding can be read again."""
    if not rows:
        return
    table = report_table(rows)
    bad = int(((table["status"] != t("status.loaded")) | (table["message"] != "")).sum())
    st.subheader(t("corpus.report"), anchor=False)
    st.caption(t("corpus.report_said", inputs=len({row.path for row in rows}), bad=bad))
    loaded, there = sum(row.documents for row in rows), mine.documents if mine else 0
    if mine is not None and there < loaded:  # one that was removed and brought again was loaded twice
        st.caption(t("corpus.report_since", loaded=loaded, removed=loaded - there, there=there))
    names = {name: t(f"corpus.col_{name}") for name in ("input", "status", "documents", "message")}
    wide = st.column_config.TextColumn(width="large")
    tables.draw(
        table.rename(columns=names),
        alt=t("corpus.report"),
        column_config={names["message"]: wide},
    )
    evidence.download("corpus", "report", lambda: report_table(rows, whole=True).rename(columns=names))
    _reasons([message for message in table["message"] if message])
    if mine is not None and mine.again and not mine.busy and not mine.halted:
        _again(mine)


def _reasons(messages: Sequence[str]) -> None:
    """Draw the reasons as text: a cell of the table is too narrow for what is wrong and its cure."""
    if not messages:
        return
    label = t("corpus.reasons", count=len(messages))
    with st.expander(label, icon=":material/info:", expanded=len(messages) <= OPEN):
        for message in messages[:TOLD]:
            st.markdown(f"- {plain(message)}")
        if len(messages) > TOLD:
            st.caption(t("corpus.reasons_first", count=TOLD))


def report_table(rows: Sequence[InputRow], *, whole: bool = False) -> pd.DataFrame:
    """Return input, status, documents, message in the reader's language.

    Rows of one file with one result, for one kind of reason, are one line: the first's reason stands with the
    number of the others. ``whole`` keeps every row that has a reason as a line.
    """
    groups: dict[tuple, list[InputRow]] = {}
    for place, row in enumerate(rows):
        reasons = tuple(problem.code for problem in row.problems)
        alone = place if whole and reasons else None
        groups.setdefault((row.path, row.status, reasons, alone), []).append(row)
    lines = [_line(group) for group in groups.values()]
    return pd.DataFrame(lines, columns=["input", "status", "documents", "message"])


def _line(group: list[InputRow]) -> tuple[str, str, int, str]:
    first, others = group[0], len(group) - 1
    path = short(first.path)
    if first.problems and first.place and not others:
        path = f"{path}, {first.place}"
    message = " ".join(told(problem) for problem in first.problems)
    if message and others:
        message = t("corpus.report_more", message=message, count=others)
    return path, t(f"status.{first.status}"), sum(row.documents for row in group), message


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
