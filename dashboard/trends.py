"""What the page of trends draws: the choice of what to follow, the lines, what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.corpus import ACTOR_KINDS, Selection
from analysis.measures.cooccurrence import cooccurrence
from analysis.measures.event_days import event_days
from analysis.measures.frequency import term_frequency
from analysis.measures.mentions import mentions
from analysis.measures.trend import JOIN, Trend, term_named
from analysis.measures.trend_table import SMALL
from dashboard import charts, data, evidence, filters, parts, session
from dashboard.behind import make_mark, series_label
from dashboard.behind_speech import words
from dashboard.charts.trend import SLIDER, TALL
from dashboard.charts.trend_svg import trend_svg
from dashboard.markup import plain
from dashboard.settings import SETTINGS
from dashboard.strings import label_column, month_names, number, period_text, t

OFFERED, FIRST = 60, 3
KINDS = ("item", "generic", *ACTOR_KINDS)
EVENTS, MARKED = 5, 50  # more marks than this would hide the lines; pixels that they stand in
MOST = 100_000  # dated articles; the events of more would keep the reader waiting for seconds
_LENGTHS = {
    "day": pd.DateOffset(days=1), "week": pd.DateOffset(days=7), "month": pd.DateOffset(months=1),
    "year": pd.DateOffset(years=1),
}  # fmt: skip
ZOOM_FROM = 12  # periods; fewer stand well enough beside each other


def choose(page: str, selection: Selection, *, unit: str) -> tuple[list[str], bool]:
    """Draw what can be followed; return the series, and whether they are the leading actors unasked."""
    words = data.ask(term_frequency, selection, limit=OFFERED)["term"].tolist()
    found = data.ask(mentions, selection, kinds=KINDS)
    pairs = data.ask(cooccurrence, selection, unit=unit).head(OFFERED)
    together = [f"{row.a}{JOIN}{row.b}" for row in pairs.itertuples()]
    names = data.entity_names()
    places = st.columns(3)
    with places[0]:
        terms = _pick(page, "words", words, str, typed=True)
    with places[1]:
        codes = _pick(page, "names", found["entity"].tolist(), lambda code: names.get(code, code))
    with places[2]:
        both = _pick(page, "pairs", together, lambda pair: series_label(f"pair:{pair}"))
    series = [f"term:{data.ask(_term, Selection(), typed=word)}" for word in terms if word.strip()]
    series += [f"entity:{code}" for code in codes] + [f"pair:{pair}" for pair in both]
    kept = [one for one in dict.fromkeys(series) if _known(one, names)]
    for one in [one for one in series if one not in kept]:
        st.warning(t("trends.unknown", value=plain(one.partition(":")[2].replace(JOIN, ", "))))
    if kept:
        return kept, False
    leading = data.ask(mentions, replace(selection, undated=False), kinds=ACTOR_KINDS, limit=FIRST)
    return [f"entity:{code}" for code in leading["entity"]], True


def _term(store, selection: Selection, *, typed: str) -> str:
    return term_named(store, typed)


def _known(series: str, names: dict[str, str]) -> bool:
    kind, _, rest = series.partition(":")
    codes = rest.split(JOIN)
    return kind == "term" or (all(code in names for code in codes) and len(codes) == 1 + (kind == "pair"))


def _pick(
    page: str, name: str, offered: Sequence[str], label: Callable[[str], str], *, typed: bool = False
) -> list[str]:
    key, spec = session.key(page, name), SETTINGS[page][name]
    chosen = list(st.session_state.setdefault(key, []))
    options = [*offered, *(one for one in chosen if one not in offered)]
    filters.relabel(key, [label(option) for option in options])
    return st.multiselect(
        t(f"control.{name}"),
        options,
        format_func=label,
        key=key,
        persist_state="session",
        placeholder=t(f"trends.pick_{name}"),
        accept_new_options=typed,
        max_selections=spec.limit,
    )


def events_on(selection: Selection, found: Trend) -> pd.DataFrame:
    """Return the events to mark, by day: those most articles tell of, on days that the lines reach over."""
    if found.table.empty or found.dated > MOST:
        return pd.DataFrame()
    days = found.table["period"]
    first, last = days.min().date(), (days.max() + _LENGTHS[found.step] - pd.Timedelta(days=1)).date()
    table = data.ask(event_days, selection, first=first, last=last, limit=EVENTS)
    table = table.sort_values(["day", "what", "who"], ignore_index=True)
    whats = [words("what", what) for what in table["what"]]
    return table.assign(
        number=range(1, len(table) + 1),
        date=table["day"].dt.date,
        label=[f"{what}: {who}" for what, who in zip(whats, table[label_column("who_")], strict=True)],
        what=whats,
        status=[words("status", status) if status else None for status in table["status"]],
        code=[
            make_mark("onday", f"{row.day:%Y-%m-%d}", row.what, row.who)
            for row in table.itertuples(index=False)
        ],
    )


def events_told(page: str, found: Trend, events: pd.DataFrame) -> None:
    """Draw the marked events as a table whose rows open their sentences."""
    if found.dated > MOST:
        st.caption(t("trends.events_many", count=MOST))
        return
    if events.empty:
        st.caption(t("trends.events_none"))
        return
    headers = {
        "number": t("trends.event_number"),
        "day": t("column.published"),
        **parts.headers("what"),
        label_column("who_"): t("column.who"),
        **parts.headers("status", "documents", "mentions"),
    }
    st.markdown(f"**{t('trends.events')}**")
    evidence.table_twin(page, "events", events, list(events["code"]), headers=headers, alt=t("trends.events"))
    st.caption(t("trends.events_rule"))


def draw(
    page: str, selection: Selection, found: Trend, *, figure: str, unit: str, events: pd.DataFrame
) -> None:
    """Draw the lines, or dots alone where there are too few dates for a line, and the events marked."""
    table = found.table.assign(
        share=100 * found.table["share"],
        note=[t("trends.note", documents=int(count)) for count in found.table["documents"]],
        mark=[f"when:{series}" for series in found.table["series"]],
    )
    labels = {series: series_label(series) for series in table["series"].unique()}
    title = t(f"trends.chart_{figure}")
    drawn = charts.trend(
        table,
        value=figure,
        step=found.step,
        months=month_names(),
        series="mark",
        series_names={f"when:{series}": label for series, label in labels.items()},
        small="small",
        note="note",
        events=events,
        title=title,
        value_title=t(f"figure.{figure}"),
    )
    drawn.update_layout(
        margin_t=84, title_yref="container", title_y=0.98
    )  # the legend stands below the title
    periods = len(drawn.data[0].x)  # that of the events is the last
    slides = periods > ZOOM_FROM and not found.refused
    drawn.update_layout(xaxis_rangeslider_visible=slides)
    drawn.update_layout(height=TALL + SLIDER * slides + MARKED * (len(events) > 0))
    if found.refused:
        drawn.update_traces(mode="markers", selector={"mode": "lines+markers"})
    days = [f"{day:%Y-%m-%d}" for day in table["period"]]
    told = [t("trends.alt_events", count=len(events))] if len(events) else []
    marks = [make_mark("when", series, day) for series, day in zip(table["series"], days, strict=True)]
    evidence.chart(
        page,
        "lines",
        drawn,
        table.assign(label=table["series"].map(labels)),
        marks,
        rule=_rule(found, figure=figure, unit=unit),
        alt=" ".join([t("trends.alt", series=", ".join(labels.values()), periods=periods), *told]),
        headers={"period": t("trends.period"), "label": t("trends.series"), **_headers()},
        words={"period": partial(period_text, step=found.step)},
        title=title,
        svg=lambda: trend_svg(
            table.assign(label=table["series"].map(labels)),
            value=figure,
            step=found.step,
            months=month_names(),
            lines=not found.refused,
            fonts=evidence.FONTS,
            title=title,
            value_title=t(f"figure.{figure}"),
            events=events,
        ),
    )


def beside(found: Trend) -> None:
    """Say what has no place on the axis of time, and how much of each series stands there."""
    for where, documents in (("undated", found.undated), ("coarse", found.coarse)):
        if documents:
            rows = found.beside[found.beside["where"] == where].rename(columns={"count": "held"})
            counts = [f"{series_label(row.series)} {number(row.held)}" for row in rows.itertuples()]
            held = [t("trends.held", counts=plain(" · ".join(counts)))] if counts else []
            st.caption(" ".join([t(f"trends.{where}", documents=documents), *held]))


def _headers() -> dict[str, str]:
    return parts.headers("count") | {
        "articles": t("figure.articles"),
        "documents": t("trends.documents"),
        "share": t("figure.share"),
        "per_1000": t("figure.per_1000"),
    }


def _rule(found: Trend, *, figure: str, unit: str) -> str:
    texts = [t("trends.rule", dated=found.dated, step=t(f"trends.of_{found.step}"))]
    if found.table["series"].str.startswith("pair:").any():
        texts.append(t("trends.rule_pair", units=t(f"units.{unit}")))
    if figure == "per_1000":
        texts.append(t("trends.rule_per_1000"))
    if found.table["small"].any():
        texts.append(t("trends.rule_small", small=SMALL))
    return " ".join([*texts, t("trends.rule_gap")])
