"""The times whose day is known, on one axis, and the weekdays that do not fit their date."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.measures.time_days import Period, check_counts, day_counts, day_span, time_periods
from analysis.measures.timeline import timeline
from dashboard import charts, data, evidence, filed, ledger
from dashboard.behind import make_mark
from dashboard.behind_speech import words
from dashboard.charts.days import day_places
from dashboard.charts.lanes_svg import lanes_svg
from dashboard.charts.trend_svg import trend_svg
from dashboard.markup import plain
from dashboard.strings import date_text, language, month_names, t

MARKS = 150  # more marks than these hide each other: they are counted by period
DAYS, MONTHS = 62, 120  # periods a line can show


def draw(page: str, selection: Selection, kinds: tuple[str, ...]) -> None:
    """Draw the times whose day is known: each by itself while they are few, else how many in each period."""
    span = data.ask(day_span, selection)
    if span is None:
        return
    first, last = span
    inside = {"first": first, "last": last, "kinds": kinds}
    counts = data.ask(day_counts, selection, **inside).iloc[0]
    if not counts["dated"]:
        return
    st.subheader(t("timeline.dated"), anchor=False)
    told = {"count": int(counts["inside"]), "all": int(counts["dated"])}
    if told["count"] < told["all"]:
        rest = told["all"] - told["count"]
        st.caption(t("timeline.drawn", rest=rest, first=date_text(first), last=date_text(last), **told))
    if not told["count"]:
        return
    if told["count"] <= MARKS:
        _each(page, data.ask(timeline, selection, lanes=("dated",), language=language(), **inside))
    else:
        _counted(page, selection, inside)


def _each(page: str, rows: pd.DataFrame) -> None:
    marks = [make_mark("time", name, str(at)) for name, at in zip(rows["name"], rows["start"], strict=True)]
    shown = rows.assign(mark=marks, note=[_days(row) for row in rows.itertuples()])
    figure = charts.day_marks(
        shown,
        date="resolved_from",
        lane="kind",
        code="mark",
        label="surface",
        note="note",
        months=month_names(),
        lane_names={kind: words("when", kind) for kind in rows["kind"]},
    )
    first, last = date_text(rows["resolved_from"].min()), date_text(rows["resolved_from"].max())
    key = f"{page}_days"
    st.plotly_chart(
        figure,
        key=key,
        alt=t("timeline.dated_alt", count=len(rows), first=first, last=last),
        selection_mode="points",
        config=charts.config(filed.stem(page, "days")),
        on_select=lambda: evidence.take(page, key, str(charts.clicked(st.session_state[key]) or "")),
    )
    st.caption(t("timeline.dated_rule"))
    said = {"title": t("timeline.dated"), "note": t("timeline.dated_rule")}
    evidence.pictures(page, "days", lambda: _days_svg(rows), figure=figure, **said)


def _counted(page: str, selection: Selection, inside: dict[str, object]) -> None:
    step, table = _periods(selection, inside)
    days = [f"{day:%Y-%m-%d}" for day in table["period"]]
    table = table.assign(
        period=pd.to_datetime(table["period"]),
        label=[words("when", kind) for kind in table["kind"]],
        mark=[f"period:{kind}~{step}" for kind in table["kind"]],
        small=False,
    )
    drawn = {"value": "count", "step": step, "months": month_names(), "value_title": t("timeline.count")}
    names = dict(zip(table["mark"], table["label"], strict=True))
    ends = [date_text(day) for day in (table["period"].min(), table["period"].max())]
    number = int(table["count"].sum())
    rule = t("timeline.counted_rule", step=t(f"trends.of_{step}"))
    evidence.chart(
        page,
        "days",
        charts.trend(table, series="mark", series_names=names, **drawn),
        table,
        [make_mark("period", kind, step, day) for kind, day in zip(table["kind"], days, strict=True)],
        rule=rule,
        alt=t("timeline.dated_alt", count=number, first=ends[0], last=ends[1]),
        headers={"period": t("trends.period"), "label": t("column.kind"), "count": t("timeline.count")},
        words={"period": partial(date_text, step=step)},
        title=t("timeline.dated"),
        svg=lambda: trend_svg(table, lines=True, fonts=evidence.FONTS, title=t("timeline.dated"), **drawn),
    )


def _periods(selection: Selection, inside: dict[str, object]) -> tuple[Period, pd.DataFrame]:
    """Return the finest period whose counts a chart can hold, and the counts."""
    table = data.ask(time_periods, selection, step="month", **inside)
    months = table["period"].nunique()
    if months * 31 <= DAYS:
        return "day", data.ask(time_periods, selection, step="day", **inside)
    return ("month", table) if months <= MONTHS else ("year", by_year(table))


def by_year(months: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of years, from those of all their months: the store need not count them again."""
    years = pd.to_datetime(months["period"]).dt.to_period("Y").dt.start_time
    return months.assign(period=years).groupby(["period", "kind"], as_index=False)["count"].sum()


def _days(row) -> str:
    if row.resolved_from == row.resolved_to:
        return f"{row.name}, {ledger.short_place(row.segment)}"
    return t("figures.range", low=date_text(row.resolved_from), high=date_text(row.resolved_to))


def _days_svg(rows: pd.DataFrame) -> str:
    days = pd.to_datetime(rows["resolved_from"])
    kinds = list(dict.fromkeys(rows["kind"]))
    points = [
        (kinds.index(kind), float(day.toordinal()), 0) for kind, day in zip(rows["kind"], days, strict=True)
    ]
    places = day_places(days.min().date(), days.max().date(), parts=4)
    ticks = [(float(day.toordinal()), date_text(day)) for day in places]
    lanes = [words("when", kind) for kind in kinds]
    return lanes_svg(lanes, points, ticks=ticks, fonts=evidence.FONTS, title=t("timeline.dated"))


def checks(page: str, selection: Selection, counts: pd.DataFrame, kinds: tuple[str, ...]) -> None:
    """Draw where the text contradicts itself; where only the article's date differs, when asked for."""
    st.subheader(t("timeline.check"), anchor=False)
    found = data.ask(check_counts, selection, kinds=kinds).iloc[0]
    certain, uncertain = int(found["certain"]), int(found["uncertain"])
    if not certain + uncertain:
        known = (counts["lane"] == "dated").any()
        st.caption(t("timeline.check_none" if known else "timeline.check_no_date"))
        return
    st.markdown(_said("certain", certain) if certain else t("timeline.check_no_certain"))
    if certain:
        _listed(page, selection, kinds, certain=True, of=certain)
    if uncertain and st.toggle(
        _said("uncertain", uncertain), key=f"{page}_uncertain", help=t("timeline.check_uncertain_help")
    ):
        st.caption(t("timeline.check_uncertain_help"))
        _listed(page, selection, kinds, certain=False, of=uncertain)


def _said(which: str, count: int) -> str:
    return t(f"timeline.check_{which}", count=count)


def _listed(page: str, selection: Selection, kinds: tuple[str, ...], *, certain: bool, of: int) -> None:
    asked = {"kinds": kinds, "certain": certain, "language": language(), "limit": ledger.LISTED}
    rows = data.ask(timeline, selection, **asked)
    sheets = -(-len(rows) // ledger.SHOWN)
    key = f"{page}_checks_{certain}_{len(rows)}"
    sheet = st.pagination(sheets, key=key) if sheets > 1 else 1
    for row in rows.iloc[(sheet - 1) * ledger.SHOWN : sheet * ledger.SHOWN].itertuples(index=False):
        if certain:
            st.warning(plain(row.check), icon=":material/event_busy:")
        else:
            st.markdown(f":material/event_busy: {plain(row.check)}")
        place = f"{row.name}, {ledger.short_place(row.segment)}: {row.surface}"
        evidence.read_link(row.name, row.segment, place, focus=make_mark("time", row.name, str(row.start)))
    if len(rows) < of:
        st.caption(t("ledger.first", count=len(rows), all=of))
