"""A document whole, with layers of marks and a walk from hit to hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.corpus import Selection
from analysis.measures.documents import documents, sentences
from analysis.measures.mentions import each_mention
from dashboard import choosing, data, evidence, parts, session
from dashboard.behind import behind
from dashboard.layers import found as found_layers
from dashboard.markup import Mark, marked, plain
from dashboard.settings import LAYERS
from dashboard.strings import date_text, t

EVERY_KIND = ("body", "heading", "byline", "junk")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of what is looked for: its sentence and its offsets in the document."""

    segment: str
    start: int
    end: int


def pick_document(page: str, selection: Selection) -> str:
    """Draw the choice of a document; return its name, '' when the filters leave none or none is found.

    A link may lead to a document that the filters leave out: it is shown all the same.
    """
    key = session.key(page, "name")
    asked = st.session_state.get(key) or ""
    known = choosing.titles(data.ask(documents, Selection(documents=(asked,)))) if asked else {}
    if asked and not known:
        st.warning(t("read.unknown", name=plain(asked)))
    titles = choosing.offered(f"{page}.find", selection) | known
    if not titles and parts.documents_count(selection):
        titles = choosing.titles(data.ask(documents, selection, limit=1))
    if not titles:
        st.info(t("app.empty"))
        return ""
    st.session_state[key] = asked if asked in titles else next(iter(titles))
    return st.selectbox(
        t("read.document"),
        [*titles],
        key=key,
        persist_state="session",
        on_change=_go,
        args=(page, "", 0),
        format_func=lambda name: choosing.label(name, titles),
    )


def document(page: str, name: str, layers: Sequence[str], *, jump: DeltaGenerator) -> None:
    """Draw a document with the chosen layers and the hits of what is looked for.

    ``jump`` is the place for the choice of a sentence.
    """
    only = Selection(documents=(name,), kinds=EVERY_KIND)
    rows = data.ask(sentences, only)
    st.caption(_facts(data.ask(documents, only).iloc[0]))
    mark = st.session_state.get(session.key(page, "focus"), "")
    found = behind(mark, only) if mark else None
    hits = _hits(found.fetch(limit=None)) if found else []
    now = _now(page, hits)
    if mark:
        _walk(page, hits, now, title=found.title if found else mark.partition(":")[2])
    at = st.session_state.get(session.key(page, "at"), "") if now is None else hits[now].segment
    cited = {row.segment: evidence.citation(name, row.kind, row.number) for row in rows.itertuples()}
    with jump:
        at = _jump_to(page, cited, at)
    marks = [*_layers(only, layers), *(Mark(hit.start, hit.end, "hit") for hit in hits)]
    if now is not None:
        marks.append(Mark(hits[now].start, hits[now].end, "now"))
    st.html(f'<div class="vm-text vm-reader" lang="hi">{body(rows, marks, at)}</div>')
    if at:
        address = f"{st.context.url}?{urlencode(session.link_to(page, name=name, at=at, hit=0), doseq=True)}"
        st.code(f"{cited[at]}\n{address}", language=None, wrap_lines=True)


def _facts(row: pd.Series) -> str:
    """Return the line under the choice of a document: its day with who says so, and its source."""
    said = [t("read.facts_undated")]
    if not pd.isna(row["published"]):
        # A month or a year stands in the store as its first day.
        day = date_text(row["published"], row["published_precision"] or "day")
        said = [t("read.facts_dated", day=day, origin=t(f"origin.{row['published_origin']}"))]
    if isinstance(row["source"], str):
        source = t("overview.guessed", value=row["source"]) if row["source_guessed"] else row["source"]
        said.append(t("read.facts_source", source=plain(source)))
    return " · ".join(said)


def body(rows: pd.DataFrame, marks: Sequence[Mark], at: str) -> str:
    """Return a document as HTML: headings, paragraphs of numbered sentences, ``at`` as the place to open."""
    parts, paragraph = [], None
    for row in rows.itertuples():
        if row.paragraph != paragraph or row.kind == "heading":
            parts.append("</p><p>" if parts else "<p>")
        paragraph = row.paragraph
        inside = [
            Mark(mark.start - row.start, mark.end - row.start, mark.css, mark.title)
            for mark in marks
            if mark.start < row.end and mark.end > row.start
        ]
        classes = [f"vm-{row.kind}", *(["vm-at", "vm-start"] if row.segment == at else [])]
        number = (
            f'<span class="vm-number" aria-hidden="true">{row.number}</span>' if row.kind == "body" else ""
        )
        parts.append(f'<span class="{" ".join(classes)}">{number}{marked(row.text, inside)}</span> ')
    return "".join([*parts, "</p>"])


def _hits(rows: pd.DataFrame) -> list[Hit]:
    return [
        Hit(row.segment, row.start + start, row.start + end)
        for row in rows.itertuples()
        for start, end in row.marks
    ]


def _now(page: str, hits: Sequence[Hit]) -> int | None:
    """Return which hit is the current one: the one stepped to, else the first in the sentence asked for.

    None where a sentence is asked for that has no hit: that sentence is shown all the same.
    """
    number = st.session_state.get(session.key(page, "hit"), 0)
    at = st.session_state.get(session.key(page, "at"), "")
    if 0 < number <= len(hits):
        return number - 1
    if not at:
        return 0 if hits else None
    return next((place for place, hit in enumerate(hits) if hit.segment == at), None)


def _layers(only: Selection, layers: Sequence[str]) -> list[Mark]:
    kinds = tuple(layer for layer in layers if layer in LAYERS)
    names = data.entity_names()
    table = data.ask(each_mention, only, kinds=kinds)
    named = [Mark(row.start, row.end, row.kind, names.get(row.entity, "")) for row in table.itertuples()]
    return [*named, *found_layers(only, layers)]


def _walk(page: str, hits: Sequence[Hit], now: int | None, *, title: str) -> None:
    """Draw what is looked for, "2 / 7", and the way to the previous and the next hit."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="walk"):
        st.markdown(t("read.focus", label=f"**{plain(title)}**"), width="content")
        if hits:
            for name, step in (("previous", -1), ("next", 1)):
                number = ((-1 if now is None and step > 0 else now or 0) + step) % len(hits)
                st.button(
                    t(f"read.{name}"),
                    on_click=_go,
                    args=(page, hits[number].segment, number + 1),
                    width="content",
                    key=f"{page}_{name}",
                    disabled=len(hits) < 2,
                )
            place = "–" if now is None else now + 1
            st.markdown(f"**{t('read.hits', now=place, all=len(hits))}**", width="content")
        else:
            st.markdown(t("read.no_hits"), width="content")
        st.button(
            t("read.unfocus"),
            on_click=_unfocus,
            args=(page,),
            key=f"{page}_unfocus",
            type="tertiary",
            width="content",
        )


def _jump_to(page: str, cited: Mapping[str, str], at: str) -> str:
    """Draw the choice of a sentence to open at; return it, '' where none is chosen."""
    key = session.key(page, "at")
    st.session_state[key] = at if at in cited else ""
    return st.selectbox(
        t("read.jump"),
        ["", *cited],
        key=key,
        persist_state="session",
        on_change=_jump,
        args=(page,),
        format_func=lambda segment: cited.get(segment, "–"),
    )


def _go(page: str, segment: str, number: int) -> None:
    st.session_state[session.key(page, "at")] = segment
    st.session_state[session.key(page, "hit")] = number


def _jump(page: str) -> None:
    st.session_state[session.key(page, "hit")] = 0


def _unfocus(page: str) -> None:
    st.session_state[session.key(page, "focus")] = ""
