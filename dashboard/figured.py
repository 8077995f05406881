"""What the page of figures draws: bars of units, and the ledger of figures with what is not said."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.measures.figures import figure_count, figure_sentences, figures, unit_name
from dashboard import data, evidence, ledger, parts
from dashboard.behind_speech import unit_label, words
from dashboard.grouping import shortest
from dashboard.ledger import Entry
from dashboard.mark import make_mark
from dashboard.strings import number, t, unit_text

LISTED = ledger.LISTED


def by_unit(page: str, table: pd.DataFrame, *, rule: str) -> None:
    """Draw the figures of each unit."""
    marks = [make_mark("unit", *place) for place in zip(table["unit"], table["kind"], strict=True)]
    shown = table.assign(
        label=[unit_label(row.unit, row.kind) for row in table.itertuples()],
        # Of others it is the unit's own name: nobody wrote “क्रम” in “22वें”.
        forms=table["forms"].where(table["kind"] == "count"),
    )
    first = shown.iloc[0]
    headers = {
        "label": t("column.unit"),
        **parts.headers("count", "forms", "documents", "min", "median", "max"),
    }
    parts.ranking(
        page,
        "units",
        shown,
        marks,
        label="label",
        title=t("figures.chart"),
        value_title=t("figures.count"),
        headers={**headers, "count": t("figures.count")},
        rule=rule,
        alt=t("figures.alt", count=len(shown), first=first["label"], value=number(first["count"])),
        note="forms",
    )


def draw_ledger(page: str, selection: Selection, kinds: tuple[str, ...]) -> None:
    """Draw the figures one under another, and their table."""
    st.subheader(t("figures.ledger"), anchor=False)
    rows = data.ask(figures, selection, kinds=kinds, limit=LISTED)
    if rows.empty:
        st.info(t("figures.none"))
        return
    of = data.ask(figure_count, selection, kinds=kinds)
    st.markdown(ledger.listed("figures", len(rows), of))
    # In reading order, so that the first figures stand in the first sentences.
    texts = data.ask(figure_sentences, selection, kinds=kinds, limit=LISTED)
    ledger.draw(page, "ledger", entries(rows, ledger.by_place(texts)), of=of)
    with st.expander(t("evidence.table"), icon=":material/table:"):
        marks = [
            make_mark("figure", *map(str, place)) for place in zip(rows["name"], rows["start"], strict=True)
        ]
        headers = {
            **parts.headers("surface", "value", "bound", "low", "high", "unit"),
            "kind": t("column.kind"),
            **parts.headers("subject", "source", "missing", "statistic", "name", "segment"),
        }
        evidence.table_twin(
            page,
            "ledger",
            worded(rows),
            marks,
            headers=headers,
            alt=t("figures.ledger"),
            whole=lambda: worded(data.ask(figures, selection, kinds=kinds)),
        )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return figures with their codes in the reader's words."""
    return rows.assign(
        kind=[words("quantity", kind) for kind in rows["kind"]],
        unit=[_unit(row) for row in rows.itertuples()],
        bound=[words("bound", bound) for bound in rows["bound"]],
        missing=[_missing(codes) for codes in rows["missing"]],
    )


def entries(rows: pd.DataFrame, texts: Mapping) -> list[Entry]:
    """Return the entries of a ledger of figures; ``texts`` holds the sentence of each place."""
    return [
        ledger.within(row, texts[row.name, row.segment], row.surface, tuple(_labels(row)), tuple(_notes(row)))
        for row in rows.itertuples(index=False)
    ]


def _labels(row):
    if value := _value(row):
        yield "cue", value
    yield "kind", words("quantity", row.kind)
    if row.bound != "exact":
        yield "bound", words("bound", row.bound)
    if not row.statistic:
        yield "kind", t("figures.no_statistic")
    if row.missing:
        yield "warn", t("figures.missing", what=_missing(row.missing))


def _value(row) -> str:
    if row.kind == "ordinal":
        return _number(row.value)
    if pd.isna(row.value):
        ends = [_number(end) for end in (row.low, row.high)]
        unit = _unit(row)
        # “हजारों लोग” has no number: its words stand there already, and a unit alone says nothing more.
        return f"{t('figures.range', low=ends[0], high=ends[1])} {unit}" if all(ends) else ""
    return f"{_number(row.value)} {_unit(row, row.value)}"


def _unit(row, value: float = 0) -> str:
    """Return the unit as the text has it, in English where the word is known."""
    named = unit_name(row.unit, row.kind)
    return row.unit if (text := unit_text(named, value)) == named else text


def _number(value: float) -> str:
    return "" if pd.isna(value) else shortest(value)


def _notes(row):
    if isinstance(row.subject, str):
        yield t("figures.of", subject=row.subject)
    if isinstance(row.source, str):
        yield t("figures.source", source=row.source)


def _missing(codes: str) -> str:
    return ", ".join(words("missing", code) for code in codes.split())
