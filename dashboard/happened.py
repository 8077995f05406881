"""What the timeline draws: times that wait for a day, the table of all, and events told many times."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.corpus import Selection
from analysis.measures.documents import documents
from analysis.measures.timeline import event_counts, events, time_counts, time_sentences, timeline
from dashboard import charts, data, evidence, filed, ledger, parts, session
from dashboard.behind_speech import words
from dashboard.charts.lanes_svg import lanes_svg
from dashboard.mark import make_mark
from dashboard.strings import label_column, language, number, t

LISTED = ledger.LISTED
DRAWN = 20  # articles a strip can hold


def listed(selection: Selection, counts: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Return the times to draw: the latest of those with a day, and the first of those without."""
    asked = {"kinds": kinds, "language": language(), "limit": LISTED}
    known = _count(counts, "dated")
    rows = [data.ask(timeline, selection, lanes=("dated",), latest=True, **asked)] if known else []
    rows.append(data.ask(timeline, selection, lanes=("undated", "none"), **asked))
    return _unsettled(pd.concat([part for part in rows if len(part)] or rows[-1:], ignore_index=True))


def _unsettled(rows: pd.DataFrame) -> pd.DataFrame:
    """Tell apart the times whose article has a date that does not settle them: which "रविवार" it was."""
    unsettled = (rows["lane"] == "undated") & rows["published"].notna()
    return rows.assign(lane=rows["lane"].mask(unsettled, "open"))


def ask(selection: Selection, counts: pd.DataFrame, kinds: tuple[str, ...]) -> None:
    """Ask for the dates of the articles, without which times stay without a day."""
    waiting = _count(counts, "undated")
    if waiting and selection.undated:
        dated = data.ask(time_counts, replace(selection, undated=False), kinds=kinds)
        waiting -= _count(dated, "undated")
    elif not selection.undated:
        waiting = 0
    if not waiting:
        return
    # The list of a server's articles takes no dates: the way there ends nowhere.
    given = data.corpus().own is None
    asked = t("timeline.ask_given" if given else "timeline.ask", count=waiting)
    st.info(asked, icon=":material/event_upcoming:")
    if given:
        return
    st.page_link(
        "views/corpus.py",
        label=t("timeline.give"),
        icon=":material/edit_calendar:",
        query_params=session.link_to("corpus"),
    )


def _count(counts: pd.DataFrame, lane: str) -> int:
    return int(counts.loc[counts["lane"] == lane, "count"].sum())


def strip(page: str, selection: Selection, rows: pd.DataFrame) -> None:
    """Draw where in each article the times stand that have no day."""
    rows = rows[rows["lane"] != "dated"]
    if rows.empty:
        return
    st.subheader(t("timeline.lanes"), anchor=False)
    names = list(dict.fromkeys(rows["name"]))
    rows = rows[rows["name"].isin(names[:DRAWN])]
    only = replace(selection, documents=tuple(names[:DRAWN]))
    places = ledger.by_place(data.ask(time_sentences, only, limit=None))
    rows = rows.assign(mark=marks(rows), sentence=[places[key].sentence for key in _keys(rows)])
    table = data.ask(documents, only, limit=DRAWN)  # with a limit the sizes come from their own table
    table = table.assign(length=table["sentences"] + table["headings"] + 1)
    figure = charts.dispersion_strip(
        rows,
        table,
        row="name",
        label="name",
        length="length",
        code=("mark",),
        by="lane",
        by_names={lane: words("lane", lane) for lane in rows["lane"]},
        hover="surface",
        place_title=t("timeline.place"),
    )
    _clickable(page, "lanes", figure, alt=t("timeline.lanes_alt", documents=len(table), count=len(rows)))
    st.caption(t("timeline.lanes_rule"))
    said = {"title": t("timeline.lanes"), "note": t("timeline.lanes_rule")}
    evidence.pictures(page, "lanes", lambda: _lanes_svg(rows, table), figure=figure, **said)
    if len(names) > DRAWN:
        st.caption(t("timeline.many", count=DRAWN))


def _lanes_svg(rows: pd.DataFrame, table: pd.DataFrame) -> str:
    names, lanes = list(table["name"]), list(dict.fromkeys(rows["lane"]))
    points = [
        (names.index(row.name), float(row.sentence), lanes.index(row.lane))
        for row in rows.itertuples(index=False)
    ]
    most = int(table["length"].max())
    ticks = [(float(place), number(place)) for place in sorted({0, most // 2, most})]
    return lanes_svg(
        names,
        points,
        ticks=ticks,
        groups=[words("lane", lane) for lane in lanes],
        fonts=evidence.FONTS,
        title=t("timeline.lanes"),
        value_title=t("timeline.place"),
    )


def table(
    page: str, selection: Selection, rows: pd.DataFrame, counts: pd.DataFrame, kinds: tuple[str, ...]
) -> None:
    """Draw all times as a table whose rows open their sentences."""
    st.markdown(f"**{t('timeline.table')}**")
    headers = {
        **parts.headers("surface"),
        "kind": t("column.kind"),
        **parts.headers("lane", "resolved_from", "resolved_to", "check", "name", "segment"),
    }
    whole = None
    if len(rows) < counts["count"].sum():
        dated, known = int((rows["lane"] == "dated").sum()), _count(counts, "dated")
        other = {"others": len(rows) - dated, "all_others": int(counts["count"].sum()) - known}
        st.caption(t("timeline.latest", dated=dated, all_dated=known, **other))
        asked = {"kinds": kinds, "language": language()}
        whole = lambda: worded(_unsettled(data.ask(timeline, selection, **asked)))  # noqa: E731
    evidence.table_twin(
        page, "times", worded(rows), marks(rows), headers=headers, alt=t("timeline.table"), whole=whole
    )


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return times with their codes in the reader's words."""
    return rows.assign(
        kind=[words("when", kind) for kind in rows["kind"]],
        lane=[words("lane", lane) for lane in rows["lane"]],
    )


def told(page: str, selection: Selection) -> None:
    """Draw the events: their mentions, and how many things these are."""
    st.subheader(t("timeline.events"), anchor=False)
    counts = data.ask(event_counts, selection)
    if counts.empty:
        st.caption(t("timeline.events_none"))
        return
    st.caption(t("timeline.events_intro"))
    with st.container(horizontal=True, gap="small"):
        for row in counts.itertuples(index=False):
            held = {"mentions": row.mentions, "events": row.events}
            label = t("timeline.events_count", what=words("what", row.what), **held)
            st.button(
                label,
                key=f"{page}_events_{row.what}",
                on_click=evidence.take,
                args=(page, "events", make_mark("events", row.what)),
                width="content",
            )
    rows = data.ask(events, selection, limit=LISTED)
    if len(rows) < (of := int(counts["events"].sum())):
        st.caption(t("ledger.first", count=len(rows), all=of))
    headers = {
        **parts.headers("what"),
        "mentions": t("column.mentions"),
        **parts.headers("forms", "status", "when"),
        label_column("who_"): t("column.who"),
        **parts.headers("name", "segments"),
    }
    codes = [
        make_mark("event", name, str(event)) for name, event in zip(rows["name"], rows["event"], strict=True)
    ]
    whole = lambda: _told(data.ask(events, selection))  # noqa: E731
    evidence.table_twin(
        page, "events", _told(rows), codes, headers=headers, alt=t("timeline.events"), whole=whole
    )
    st.caption(t("timeline.events_rule"))


def _told(rows: pd.DataFrame) -> pd.DataFrame:
    """Return events with their codes in the reader's words."""
    who = label_column("who_")
    return rows.assign(
        what=[words("what", what) for what in rows["what"]],
        status=[words("status", status) if status else None for status in rows["status"]],
        segments=[", ".join(map(ledger.short_place, places.split())) for places in rows["segments"]],
        **{who: rows[who].mask(rows[who] == "")},
    )


def marks(rows: pd.DataFrame) -> list[str]:
    """Return the mark of each time."""
    return [
        make_mark("time", name, str(start)) for name, start in zip(rows["name"], rows["start"], strict=True)
    ]


def _keys(rows: pd.DataFrame):
    return zip(rows["name"], rows["segment"], strict=True)


def _clickable(page: str, name: str, figure, *, alt: str) -> None:
    key = f"{page}_{name}"
    st.plotly_chart(
        figure,
        key=key,
        alt=alt,
        selection_mode="points",
        config=charts.config(filed.stem(page, name)),
        on_select=lambda: evidence.take(page, key, str(charts.clicked(st.session_state[key]) or "")),
    )
