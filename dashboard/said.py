"""What the page of statements draws: bars of speakers and verbs, the ledger, and what is no statement."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.corrections import Rejection
from analysis.measures.quotations import quotation_count, quotation_sentences
from analysis.measures.sourcing import sourcing
from analysis.measures.statements import (
    PARTS,
    statement_count,
    statement_sentences,
    statements,
    without_speaker,
    without_speaker_count,
)
from dashboard import data, evidence, ledger, parts, session, strike
from dashboard.behind_speech import NOBODY, words
from dashboard.ledger import Entry
from dashboard.mark import make_mark
from dashboard.markup import Mark, escape
from dashboard.seen import seen
from dashboard.strings import label_column, number, t

LISTED = ledger.LISTED
# Part of a statement → the class it is painted in: who is named elsewhere is the speaker too.
PAINTED = {"speaker": "speaker", "named": "speaker", "cue": "cue"}


def pick_speaker(page: str, speakers: pd.DataFrame, *, count: int) -> str | None:
    """Draw the choice of a speaker, each with its statements; return a code, None for all ``count``."""
    key = session.key(page, "speaker")
    labels = {
        row.speaker or NOBODY: f"{row.label or t('statements.nobody')} ({number(row.statements)})"
        for row in speakers.rename(columns={label_column(): "label", "count": "statements"}).itertuples()
    }
    if st.session_state.get(key, "") not in labels:
        st.session_state[key] = ""
    every = t("statements.all_speakers", count=count)
    chosen = st.selectbox(
        t("control.speaker"),
        ["", *labels],
        key=key,
        persist_state="session",
        format_func=lambda code: seen(labels.get(code, every)),
    )
    return {"": None, NOBODY: ""}.get(chosen, chosen)


def by_speaker(page: str, table: pd.DataFrame, *, rule: str) -> None:
    """Draw the statements of each speaker."""
    label = label_column()
    shown = table.assign(**{label: [name or t("statements.nobody") for name in table[label]]})
    _bars(
        page,
        "speakers",
        shown,
        [make_mark("speaker", code or NOBODY) for code in table["speaker"]],
        label=label,
        rule=rule,
        columns=("label", "count", "documents"),
    )


def by_verb(page: str, table: pd.DataFrame) -> None:
    """Draw the statements of each verb of saying."""
    _bars(
        page,
        "verbs",
        table,
        [make_mark("cue", cue) for cue in table["cue"]],
        label="cue",
        rule=t("statements.rule_verbs"),
        columns=("cue", "count", "speakers", "documents"),
    )


def _bars(page: str, name: str, table: pd.DataFrame, marks: list[str], *, label, rule, columns) -> None:
    title, first = t(f"statements.{name}"), table.iloc[0]
    alt = t("statements.alt", title=title, count=len(table), first=first[label], value=number(first["count"]))
    headers = {**parts.headers(*columns), "count": t("statements.count")}
    parts.ranking(
        page,
        name,
        table,
        marks,
        label=label,
        title=title,
        value_title=t("statements.count"),
        headers=headers,
        rule=rule,
        alt=alt,
        note=None,
    )


def draw_ledger(page: str, selection: Selection, **asked: object) -> None:
    """Draw the statements asked for, one under another, and their table."""
    st.subheader(t("statements.ledger"), anchor=False)
    rows = data.ask(statements, selection, limit=LISTED, **asked)
    if rows.empty:
        st.info(t("statements.none"))
        return
    st.markdown(ledger.listed("statements", len(rows), of := data.ask(statement_count, selection, **asked)))
    st.html(_legend())
    texts = data.ask(statement_sentences, selection, limit=LISTED, **asked)
    ledger.draw(page, "ledger", entries(rows, texts), of=of)
    with st.expander(t("evidence.table"), icon=":material/table:"):
        table(page, "ledger", selection, rows, alt=t("statements.ledger"), **asked)


def table(
    page: str, name: str, selection: Selection, rows: pd.DataFrame, *, alt: str, **asked: object
) -> None:
    """Draw statements as a table with all that their entries tell; the download has all asked for."""
    marks = [
        make_mark("statement", *map(str, place)) for place in zip(rows["name"], rows["start"], strict=True)
    ]
    headers = {
        label_column("speaker_"): t("column.speaker"),
        **parts.headers("speaker_text", "named_text", "cue"),
        "kind": t("column.said_kind"),
        **parts.headers("certainty", "reason", "inferred_from", "words"),
        "marks": t("statements.marks"),
        **parts.headers("name", "published", "segment", "last_segment"),
    }
    evidence.table_twin(
        page,
        name,
        worded(rows),
        marks,
        headers=headers,
        alt=alt,
        whole=lambda: worded(data.ask(statements, selection, **asked)),
    )


def _legend() -> str:
    """Return what the paints of a statement's parts mean, as they are painted."""
    parts_ = "".join(
        f'<mark class="vm-{css}">{escape(t(f"statements.part_{css}"))}</mark> '
        for css in ("speaker", "cue", "said")
    )
    return f'<div class="vm-text vm-legend"><p>{parts_}</p></div>'


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return statements with their codes in the reader's words."""
    return rows.assign(
        kind=[words("said", kind) for kind in rows["kind"]],
        certainty=[words("sure", certainty) for certainty in rows["certainty"]],
        reason=[
            words("why", row.reason) if row.reason and not row.speaker else ""
            for row in rows[["reason", "speaker"]].itertuples()
        ],
    )


def entries(rows: pd.DataFrame, texts: pd.DataFrame) -> list[Entry]:
    """Return the entries of a ledger: the rows of ``statements`` beside those of ``statement_sentences``."""
    # A missing word is a number that is none to pandas, and true to Python.
    rows = rows.fillna({"named_text": "", "speaker_text": ""})
    return [
        Entry(
            _head(row),
            _labels(row),
            tuple(_notes(row)),
            text.text,
            tuple(map(tuple, text.marks)),
            text.name,
            text.segment,
            _place(row, text),
            "said",
            tuple(_wrong(row)),
            parts_of(text),
        )
        for row, text in zip(rows.itertuples(index=False), texts.itertuples(index=False), strict=True)
    ]


def parts_of(text) -> tuple[Mark, ...]:
    """Return the marks of a statement's speaker, of the words that name him, and of its verb."""
    spans = {part: getattr(text, f"{part}_mark") for part in PARTS}
    return tuple(
        Mark(*span, PAINTED[part], t(f"statements.part_{PAINTED[part]}"))
        for part, span in spans.items()
        if isinstance(span, list)
    )


def _wrong(row) -> list[Rejection]:
    labels = getattr(row, label_column("speaker_")).split("; ")
    known = list(zip(row.speaker.split(), labels, strict=True)) if row.speaker else []
    named = known or [("", row.named_text or row.speaker_text or "")]
    return strike.of_statement(row.name, int(row.start), int(row.end), row.words, named)


def _place(row, text) -> str:
    place = evidence.citation(text.name, text.kind, text.number)
    return place if row.segment == row.last_segment else f"{place}–{row.last_segment[1:]}"


def _head(row) -> str:
    if row.kind == "unattributed":
        return t("statements.nobody_wrote")
    return (
        getattr(row, label_column("speaker_")) or row.named_text or row.speaker_text or t("statements.nobody")
    )


def _labels(row) -> tuple[tuple[str, str], ...]:
    unsure = "warn" if row.certainty == "inferred" else "sure"
    labels = [("cue", row.cue), ("kind", words("said", row.kind)), (unsure, words("sure", row.certainty))]
    if row.kind == "unattributed":
        speaker = getattr(row, label_column("speaker_"))
        labels = [(unsure, t("statements.probably", speaker=speaker))] if speaker else []
    if row.marks:
        labels.append(("quoted", t("statements.marks")))
    return tuple(label for label in labels if label[1])


def _notes(row):
    if row.certainty == "reference" and row.speaker_text:
        if speaker := row.named_text or getattr(row, label_column("speaker_")):
            yield t("statements.stands_for", word=row.speaker_text, named=speaker)
        else:
            yield t("statements.in_text", word=row.speaker_text)
    if isinstance(row.inferred_from, str):
        yield t("statements.from_here", place=ledger.short_place(row.inferred_from))
    if not row.speaker and row.reason:
        yield t("statements.why", reason=words("why", row.reason))


def alone(page: str, selection: Selection) -> None:
    """Draw the sentences that speak as I or we and name no speaker."""
    st.subheader(t("statements.alone"), anchor=False)
    rows = data.ask(without_speaker, selection, limit=LISTED)
    if rows.empty:
        st.caption(t("statements.alone_none"))
        return
    st.markdown(t("statements.alone_intro", count=(of := data.ask(without_speaker_count, selection))))
    speaker = label_column("speaker_")
    with st.expander(t("statements.alone"), icon=":material/record_voice_over:"):
        ledger.draw(
            page,
            "alone",
            [
                ledger.sentence(
                    row,
                    t("statements.alone_head"),
                    (("warn", t("statements.probably", speaker=getattr(row, speaker))),)
                    if getattr(row, speaker)
                    else (),
                )
                for row in rows.itertuples(index=False)
            ],
            of=of,
        )
    kept = ["name", "segment", "speaker", speaker, "text"]
    evidence.download(page, "alone", lambda: data.ask(without_speaker, selection)[kept])


def named(page: str, selection: Selection) -> None:
    """Draw the quotation marks that enclose a name, not somebody's words."""
    st.subheader(t("statements.named"), anchor=False)
    rows = data.ask(quotation_sentences, selection, speech=False, limit=LISTED)
    if rows.empty:
        st.caption(t("statements.named_none"))
        return
    counts = data.ask(quotation_count, selection, speech=False).iloc[0]
    st.markdown(t("statements.named_intro", count=int(counts["pairs"])))
    with st.expander(t("statements.named"), icon=":material/format_quote:"):
        found = [
            ledger.sentence(row, head)
            for row, head in zip(rows.itertuples(index=False), evidence.painted(rows), strict=True)
        ]
        ledger.draw(page, "named", found, of=int(counts["sentences"]))
    evidence.download(page, "named", lambda: _named(data.ask(quotation_sentences, selection, speech=False)))


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of quoted names with these names, as the page has them above each sentence."""
    return rows.assign(named=evidence.painted(rows))[["named", "name", "segment", "text"]]


def sourced(page: str, selection: Selection) -> None:
    """Draw how many sentences of each article say who says it, least sourced first."""
    st.subheader(t("statements.sourced"), anchor=False)
    rows = data.ask(sourcing, selection, limit=LISTED)
    st.caption(t("statements.sourced_rule"))
    if rows.empty:
        return
    headers = {**parts.headers("name"), "sourced": t("column.sourced"), **parts.headers("sentences")}
    marks = [make_mark("sourced", name) for name in rows["name"]]
    whole = lambda: data.ask(sourcing, selection)  # noqa: E731
    evidence.table_twin(
        page, "sourced", rows, marks, headers=headers, alt=t("statements.sourced"), whole=whole
    )
