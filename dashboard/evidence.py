"""What every page repeats: a chart with its rule, table and download, and the sentences behind a mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.corpus import Selection
from analysis.export.tables import to_csv
from dashboard import amended, charts, filed, session, strike, tables
from dashboard.behind import JOIN, Behind, behind
from dashboard.charts.page import chart_page
from dashboard.charts.svg import noted
from dashboard.later import in_session
from dashboard.markup import Mark, marked, plain
from dashboard.strings import forms_text, language, number, t

FONTS = sorted((Path(__file__).parent / "static").glob("*.woff2"))
SHOWN = 10  # sentences at a time
SHARES = ("per_1000", "share", "jaccard", "npmi", "g2")  # columns that are no whole numbers
NARROW = 8  # columns of cells that a phone has room for
FETCHED = 200  # sentences at most; the download has all of them
UNITS = ("paragraph", "document")  # of several sentences, of which those are shown that name one of the pair


def chart(
    page: str,
    name: str,
    figure: go.Figure,
    table: pd.DataFrame,
    codes: Sequence[str],
    *,
    rule: str,
    alt: str,
    headers: Mapping[str, str],
    title: str,
    svg: Callable[[], str],
    words: tables.Words | None = None,
    whole: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """Draw a figure whose marks open sentences, the rule of its numbers, its table and its downloads.

    The figure's ``customdata`` and ``codes`` (a row of ``table`` each) hold marks: ``term:रूस``.
    ``headers`` names the table's columns that are shown, in their order; ``svg`` makes the picture;
    ``words`` and ``whole`` are those of ``table_twin``.
    """
    key = f"{page}_{name}"
    st.plotly_chart(
        figure,
        key=key,
        alt=alt,
        selection_mode="points",
        config=charts.config(filed.stem(page, name)),
        on_select=lambda: take(page, key, _clicked_mark(charts.clicked(st.session_state[key]))),
    )
    st.caption(rule)
    twin = st.expander(t("evidence.table"), key=f"{key}_open", on_change="rerun", icon=":material/table:")
    if twin.open:
        with twin:
            table_twin(page, name, table, codes, headers=headers, alt=alt, words=words, whole=whole)
            pictures(page, name, svg, title=title, note=rule, figure=figure)


def room(page: str, name: str, columns: int):
    """Return the place of a chart of cells: more columns than a phone is wide for can be scrolled there."""
    return st.container(key=f"wide_{page}_{name}" if columns > NARROW else None)


def table_twin(
    page: str,
    name: str,
    table: pd.DataFrame,
    codes: Sequence[str],
    *,
    headers: Mapping[str, str],
    alt: str,
    words: tables.Words | None = None,
    whole: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """Draw a table whose rows open sentences, and its download (``whole`` where ``table`` is its head).

    ``words`` says how the cells of a column are read, where not as they are kept (``tables.draw``).
    """
    key = f"{page}_{name}_table"
    shown = table[list(headers)].rename(columns=dict(headers))
    words = {"forms": forms_text, **(words or {})}
    tables.draw(
        shown,
        shares={headers[name]: 2 for name in SHARES if name in headers},
        words={headers[name]: read for name, read in words.items() if name in headers},
        key=key,
        alt=alt,
        selection_mode="single-row",
        placeholder="–",
        on_select=lambda: take(page, key, _row_mark(key, codes)),
        height=min(38 + 35 * max(len(shown), 1), 420),
    )
    download(
        page, name, lambda: shown if whole is None else whole()[list(headers)].rename(columns=dict(headers))
    )


def download(page: str, name: str, table: Callable[[], pd.DataFrame]) -> None:
    """Draw the download of a table, which is made when it is asked for.

    With corrections of this session it is a zip of the table and its method stamp, which tells them. Its name
    says where not all articles are counted yet (``filed.stem``).
    """
    mended, stem = amended.number(), filed.stem(page, name)
    inside = f"{page}-{name}{'-partial' if filed.unfinished() else ''}"
    st.download_button(
        t("evidence.download_corrected" if mended else "evidence.download", count=mended),
        in_session(lambda: amended.bundled(inside, table()) if mended else to_csv(table())),
        f"{stem}.zip" if mended else f"{stem}.csv",
        "application/zip" if mended else "text/csv",
        key=f"{page}_{name}_csv",
        on_click="ignore",
        icon=":material/download:",
    )


def pictures(
    page: str, name: str, svg: Callable[[], str], *, title: str, note: str, figure: go.Figure | None = None
) -> None:
    """Draw the downloads of a chart, with the font inside: a picture, and a page that works offline.

    The page holds ``figure``, or the picture where there is none.
    """
    own = filed.note()
    note = " ".join(filter(None, (note, own)))
    said = {"title": title, "note": note, "lang": language(), "fonts": FONTS}
    makers = {
        "svg": ("image/svg+xml", lambda: noted(svg(), own)),
        "html": ("text/html", lambda: chart_page(svg() if figure is None else figure, **said)),
    }
    with st.container(horizontal=True, gap="small"):
        for kind, (mime, make) in makers.items():
            st.download_button(
                t(f"evidence.{kind}"),
                in_session(lambda make=make: make().encode("utf-8")),
                f"{filed.stem(page, name)}.{kind}",
                mime,
                key=f"{page}_{name}_{kind}",
                on_click="ignore",
                icon=":material/image:",
                width="content",
            )


def clicked(page: str) -> str:
    """Return the mark that the reader clicked on this page, '' when there is none."""
    return st.session_state.get(session.key(page, "mark"), "")


def set_mark(page: str, mark: str) -> None:
    """Open the sentences behind ``mark``; an empty one closes them."""
    st.session_state[session.key(page, "mark")] = mark


def opened(page: str, selection: Selection, **options: str) -> Behind | None:
    """Draw the sentences behind the clicked mark, each a link to its place in the text.

    The mark's number and what its sentences add up to are compared, and a difference is said aloud.
    ``options`` are the settings on which the page's numbers depend (``unit`` …).
    """
    mark = clicked(page)
    # The keys are names for the style sheet: open sentences stay in sight beside a long page.
    with st.container(border=True, key="evidence_open" if mark else "evidence_hint", gap="small"):
        if not mark:
            st.caption(t("evidence.hint"))
            return None
        found = behind(mark, selection, **options)
        head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
        title = head.empty()
        head.button(
            t("evidence.close"),
            on_click=set_mark,
            args=(page, ""),
            key=f"{page}_close",
            type="tertiary",
            width="content",
        )
        if found is None:
            gone = amended.struck(mark).total()
            value = plain(mark.partition(":")[2].replace(JOIN, ", "))
            title.markdown(t("evidence.struck", count=gone) if gone else t("evidence.stale", value=value))
            return None
        title.subheader(plain(found.title), anchor=False)
        _sentences(page, mark, found)
    return found


def citation(name: str, kind: str, number_: int) -> str:
    """Return how a sentence is cited: ``B, वाक्य 12``."""
    return t(f"cite.{kind}", name=name, number=number(number_))


def read_link(name: str, segment: str, label: str, *, focus: str = "") -> None:
    """Draw a link that opens a document at one sentence."""
    params = session.link_to("read", show="text", name=name, at=segment, focus=focus)
    st.page_link("views/read.py", label=plain(label), query_params=params, icon=":material/article:")


def _sentences(page: str, mark: str, found: Behind) -> None:
    rows = found.fetch(limit=FETCHED)
    st.markdown(t(f"evidence.{found.noun}", value=found.value, where=_where(found, len(rows))))
    if len(rows) == FETCHED and found.sentences != FETCHED:
        st.caption(t("evidence.first", count=FETCHED))
    elif (total := found.found(rows)) != found.value:
        st.warning(t("evidence.differs", value=found.value, found=total))
    sheets = -(-len(rows) // SHOWN)
    # The key holds the mark, so that another mark begins at its first sentences.
    sheet = st.pagination(sheets, key=f"{page}_sheet_{mark}") if sheets > 1 else 1
    shown = rows.iloc[(sheet - 1) * SHOWN : sheet * SHOWN]
    struck = strike.strikes(shown, mark)
    for row, wrong, key in zip(shown.itertuples(), struck, strike.keys(struck, "strike"), strict=True):
        read_link(row.name, row.segment, citation(row.name, row.kind, row.number), focus=mark)
        said = hasattr(row, "cue_mark")  # a statement: speaker, verb and words each in their paint
        marks = [Mark(start, end) for start, end in row.marks]
        marks += (
            [
                Mark(*span, css)
                for css, span in (
                    ("speaker", row.speaker_mark),
                    ("speaker", row.named_mark),
                    ("cue", row.cue_mark),
                )
                if isinstance(span, list)
            ]
            if said
            else []
        )
        st.html(f'<div class="vm-text" lang="hi"><p>{marked(row.text, marks)}</p></div>')
        if wrong:
            strike.draw(page, wrong, key=key)
    download(page, "sentences", lambda: _told(found.fetch(limit=None)))


def _told(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences behind a mark with what is painted in them, as no file has paint."""
    columns = ["name", "segment", "kind", "paragraph", "start", "end", "text", "marked"]
    return rows.assign(marked=painted(rows))[columns]


def painted(rows: pd.DataFrame) -> list[str]:
    """Return the marked words of each row of sentences, one after another."""
    places = zip(rows["text"], rows["marks"], strict=True)
    return [" · ".join(text[start:end] for start, end in marks) for text, marks in places]


def _where(found: Behind, fetched: int) -> str:
    """Return in how many sentences it is, where that is known, as the words that follow the number."""
    whole = fetched if fetched < FETCHED else found.sentences
    if whole is None:
        return ""
    return t("evidence.names_in" if found.noun in UNITS else "evidence.in_many", sentences=whole)


def _clicked_mark(code: object) -> str:
    return JOIN.join(code) if isinstance(code, tuple) else str(code or "")


def _row_mark(key: str, codes: Sequence[str]) -> str:
    rows = st.session_state[key]["selection"]["rows"]
    return codes[rows[0]] if rows and rows[0] < len(codes) else ""


def take(page: str, widget: str, mark: str) -> None:
    """Take over a click. Taking back a choice closes its sentences, not those that another widget opened.

    The button "close" cannot take back the choice in the browser: the next click on the same mark does, and
    means to open it again.
    """
    last = f"_{page}_clicked"
    before, opened_last = st.session_state.get(last, ("", ""))
    if mark or before == widget:
        shown = mark or ("" if clicked(page) else opened_last)
        set_mark(page, shown)
        st.session_state[last] = (widget, shown or opened_last)
