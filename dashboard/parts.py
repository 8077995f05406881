"""What several pages draw alike: heading, columns, table headings, rules, the refusal of a trend."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

import pandas as pd
import streamlit as st

from analysis.corpus import Origin, Selection
from analysis.measures.cooccurrence import units_counted
from analysis.measures.documents import documents, totals
from analysis.measures.frequency import term_by_document
from analysis.measures.trend import NEEDED
from dashboard import amended, charts, data, evidence, session, tables
from dashboard.markup import plain
from dashboard.strings import forms_text, label_column, number, t

SHEET, LINKED = 200, 10  # articles in a table, and as links below it
LISTED = 50_000  # articles in a download; more are the command line's
ORIGINS: tuple[Origin, ...] = get_args(Origin)
COMPARED = 50  # articles side by side


def heading(page: str) -> None:
    """Draw a page's title and what it answers."""
    st.title(t(f"{page}.title"), anchor=False)
    st.markdown(t(f"{page}.intro"))


def none_left(page: str) -> bool:
    """Say that the filters leave no article; then words, names and dates were not looked for at all."""
    chosen = session.selection()
    if chosen == Selection() or data.ask(units_counted, chosen, unit="document"):
        return False
    heading(page)
    st.info(t("app.empty"))
    return True


def columns() -> list:
    """Return the place of the charts and, beside it (on a phone below it), that of the sentences."""
    return st.columns([3, 2], gap="large")


def headers(*names: str) -> dict[str, str]:
    """Return column → heading for a table on screen; ``label`` is the label in the reader's language."""
    return {label_column() if name == "label" else name: t(f"column.{name}") for name in names}


def origins(values: pd.Series) -> pd.Series:
    """Return in words who says when the articles appeared; empty for an undated one."""
    return values.map({code: t(f"origin.{code}") for code in ORIGINS})


def documents_count(selection: Selection) -> int:
    """Return the number of articles the selection leaves."""
    return int(data.ask(totals, selection)["documents"].iloc[0])


def ranking(
    page: str,
    name: str,
    table: pd.DataFrame,
    marks: Sequence[str],
    *,
    label: str,
    title: str,
    value_title: str,
    headers: Mapping[str, str],
    rule: str,
    alt: str,
    value: str = "count",
    note: str | None = "forms",
    kinds: Mapping[str, str] | None = None,
    whole: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """Draw ranked bars that open sentences, with rule, table and downloads; ``kinds`` colours by kind.

    ``whole`` makes the table of the download where ``table`` is only its head.
    """
    drawn = {"label": label, "value": value, "title": title, "value_title": value_title, "text": "shown"}
    digits = 2 if value == "per_1000" else 0
    table = table.assign(shown=[number(entry, digits) for entry in table[value]])
    if note == "forms":
        table = table.assign(note=table["forms"].map(forms_text, na_action="ignore"))
    if kinds:
        drawn |= {"colour_by": "kind", "colour_names": kinds}
    figure = charts.ranked_bars(table.assign(mark=marks), code="mark", note=note and "note", **drawn)
    shown = table.assign(kind=[kinds[kind] for kind in table["kind"]]) if kinds else table
    evidence.chart(
        page,
        name,
        figure,
        shown,
        marks,
        rule=rule,
        alt=alt,
        headers=headers,
        title=title,
        svg=lambda: charts.svg.bars_svg(table, fonts=evidence.FONTS, **drawn),
        whole=whole,
    )


def term_rule(selection: Selection, *, group: str, tokens: int, removed: int) -> str:
    """Return the line under a ranking of words: unit, denominator, what is left out."""
    kinds = next(code for code, kinds in session.KINDS.items() if kinds == selection.kinds)
    stops = t("terms.rule_stops", count=removed) if removed else t("terms.rule_no_stops")
    return t(
        "terms.rule",
        tokens=tokens,
        documents=documents_count(selection),
        stops=stops,
        spelt=t(f"terms.rule_{group}"),
        kinds=t(f"terms.rule_{kinds}"),
    )


def by_document(selection: Selection, term: str) -> None:
    """Draw how often a term stands in each article, raw and per thousand, where articles can be compared."""
    if documents_count(selection) > COMPARED:
        return
    table = data.ask(term_by_document, selection, terms=(term,))
    names = headers("name", "count", "per_1000", "tokens")
    st.markdown(f"**{plain(t('terms.by_document', term=term))}**")
    tables.draw(
        table[list(names)].rename(columns=names),
        shares={names["per_1000"]: 2},
        alt=t("terms.by_document", term=term),
        column_config={names["name"]: st.column_config.TextColumn(width="small")},
    )


def three_counts(table: pd.DataFrame, term: str) -> None:
    """Draw whole word, start of a word and anywhere, each a link to its lines."""
    st.markdown(f"**{plain(t('terms.matches', term=term))}**")
    for row in table.rename(columns={"count": "count_"}).itertuples():
        label = f"{t(f'terms.{row.match}')}: {number(row.count_)}"
        params = session.link_to("read", show="lines", word=term, match=row.match, at="")
        st.page_link("views/read.py", label=label, query_params=params, icon=":material/notes:")
    st.caption(t("terms.matches_note"))


def trend(selection: Selection) -> None:
    """Lead to the trends, or say why there are none where too few articles have a date."""
    total = data.ask(totals, selection).iloc[0]
    if not total["documents"]:
        return
    with st.container(border=True):
        st.markdown(f"**{t('trend.title')}**")
        if total["dated"] < NEEDED:
            counts = {"all": int(total["documents"]), "undated": int(total["undated"]), "needed": NEEDED}
            st.markdown(t("trend.refused", **counts))
        else:
            st.markdown(t("trend.later", dated=int(total["dated"])))
            params = session.link_to("trends")
            st.page_link(
                "views/trends.py", label=t("trends.title"), icon=":material/timeline:", query_params=params
            )


def questions() -> None:
    """Draw what the dashboard can answer, each a link to the page that answers it."""
    with st.container(horizontal=True, gap="small"):
        for page in ("terms", "items", "actors", "read"):
            st.page_link(
                f"views/{page}.py",
                label=t(f"overview.ask_{page}"),
                icon=":material/arrow_forward:",
                query_params=session.link_to(page),
            )


def missing(table: pd.DataFrame) -> None:
    """Draw the names that were looked for and not found, by kind."""
    with st.container(border=True, key="missing"):
        st.markdown(f"**{t('overview.missing')}**")
        st.caption(t("overview.missing_intro") if len(table) else t("overview.missing_none"))
        for kind, names in table.groupby("kind", sort=False)[label_column()]:
            st.markdown(f"{t(f'layers.{kind}')}: {plain(', '.join(sorted(names)))}")
        gone, names = amended.struck(), dict(zip(table["entity"], table[label_column()], strict=True))
        mine = ", ".join(f"{name} ({number(gone[code])})" for code, name in names.items() if gone[code])
        if mine:
            st.caption(t("overview.missing_struck", names=plain(mine)))


def articles(page: str, selection: Selection) -> None:
    """Draw the articles of the selection a sheet at a time; the first of a sheet open in Read."""
    st.subheader(t("overview.articles"), anchor=False)
    count = documents_count(selection)
    if not count:  # of an empty table Streamlit says so in English alone
        st.info(t("overview.no_articles"))
        return
    sheets = -(-count // SHEET)
    # The number of articles is part of the key: other filters begin at the first sheet.
    sheet = st.pagination(sheets, key=f"{page}_articles_{count}") if sheets > 1 else 1
    table = data.ask(documents, selection, limit=SHEET, offset=(sheet - 1) * SHEET)
    shown = table.assign(source=table["source"].fillna(t("filters.no_source")))
    for name in ("title", "source"):
        marked = [t("overview.guessed", value=value) for value in shown[name]]
        shown[name] = shown[name].where(~shown[f"{name}_guessed"], marked)
    shown["published_origin"] = origins(shown["published_origin"])
    columns = ("name", "title", "source", "published", "published_origin", "tokens", "types", "sentences")
    names = headers(*columns, "headings")
    shown = shown[list(names)]
    tables.draw(
        shown.rename(columns=names),
        known=table["published_precision"],
        alt=t("overview.articles"),
        placeholder=tables.NONE,
    )
    for row in shown.head(LINKED).itertuples():
        evidence.read_link(row.name, "", f"{row.title or row.name}")
    if count > LISTED:
        st.caption(t("overview.many_articles", count=LISTED))
    evidence.download(
        page, "articles", lambda: data.ask(documents, selection, limit=LISTED).rename(columns=names)
    )
