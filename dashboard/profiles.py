"""What an actor's page draws: totals, forms, titles with their dates, with whom, what it said and of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.corpus import ACTOR_KINDS, Selection
from analysis.measures.actor import profile, who_acts, with_whom
from analysis.measures.mentions import mentions
from analysis.measures.references import holders
from analysis.measures.statements import statement_count, statement_sentences, statements
from dashboard import data, evidence, ledger, parts, said, session
from dashboard.behind_speech import title_label
from dashboard.mark import JOIN, make_mark
from dashboard.markup import plain
from dashboard.strings import date_text, forms_text, label_column, maybe, number, t

TOP = 15
# Total of a profile → the mark that opens it.
TOTALS = {
    "names": ("count", "by:{}~name"),
    "roles": ("roles", "by:{}~role"),
    "references": ("references", "by:{}~reference"),
    "statements": ("statements", "speaker:{}"),
    "said_of": ("said_of", "said_of:{}"),
    "acts": ("acts", "acts:{}"),
    "upon": ("upon", "upon:{}"),
}


def pick(page: str, selection: Selection) -> str:
    """Draw the choice of an actor; return its code, '' when the filters leave none."""
    table = data.ask(mentions, selection, kinds=ACTOR_KINDS)
    labels = {
        row.entity: f"{row.label} ({number(row.n)})"
        for row in table.rename(columns={label_column(): "label", "count": "n"}).itertuples()
    }
    if not labels:
        return ""
    key = session.key(page, "who")
    asked = st.session_state.get(key, "")
    if asked and asked not in labels:
        st.warning(t("actor.missing", name=plain(data.entity_names().get(asked, asked))))
    if asked not in labels:
        st.session_state[key] = next(iter(labels))
    return st.selectbox(t("actor.pick"), [*labels], key=key, persist_state="session", format_func=labels.get)


def link(page: str) -> None:
    """Draw the way from an opened actor to its page."""
    kind, _, code = evidence.clicked(page).partition(":")
    code = code.partition(JOIN)[0]
    names = data.entity_names()
    if kind in ("entity", "called", "by") and code in names:
        st.page_link(
            "views/actor.py",
            label=t("actor.open", name=plain(names[code])),
            icon=":material/person:",
            query_params=session.link_to("actor", who=code, mark=""),
        )


def acting(page: str, selection: Selection, kinds: Sequence[str], *, top: int) -> None:
    """Draw which actors act ("X ने"), each with the sentences that only name it while others do."""
    table = data.ask(who_acts, selection, kinds=tuple(kinds)).head(top)
    table = table[table["acts"] > 0]
    if table.empty:
        return
    first, label = table.iloc[0], label_column()
    parts.ranking(
        page,
        "acts",
        table,
        [make_mark("acts", code) for code in table["entity"]],
        label=label,
        value="acts",
        kinds={kind: t(f"shown.{kind}") for kind in kinds},
        title=t("actor.acts_title"),
        value_title=t("actor.acts_value"),
        headers={
            **parts.headers("label", "kind"),
            "acts": t("actor.acts"),
            "upon": t("actor.acts_upon"),
            **parts.headers("documents"),
        },
        rule=t("actor.acts_rule"),
        alt=t("actor.acts_alt", count=len(table), first=first[label], value=number(int(first["acts"]))),
        note=None,
    )


def totals(page: str, selection: Selection, code: str) -> None:
    """Draw the numbers of an actor, each opening its sentences, its forms, its first and last day."""
    row = data.ask(profile, selection, code=code).iloc[0]
    with st.container(horizontal=True, gap="small"):
        for name, (column, mark) in TOTALS.items():
            st.button(
                f"{t(f'actor.{name}')}: **{number(int(row[column]))}**{_beside(name, row)}",
                key=f"{page}_total_{name}",
                on_click=evidence.take,
                args=(page, "total", mark.format(code)),
                disabled=not row[column],
                width="content",
                help=maybe(f"actor.{name}_help"),
            )
    forms = data.ask(mentions, selection, kinds=(row["kind"],))
    forms = forms.loc[forms["entity"] == code, "forms"]
    st.markdown(t("actor.forms", forms=plain(forms_text(forms.iloc[0]))))
    if isinstance(row["first_name"], str):
        place = f"{row['first_name']}, {ledger.short_place(row['first_segment'])}"
        mark = make_mark("entity", code)
        evidence.read_link(row["first_name"], row["first_segment"], t("actor.first", place=place), focus=mark)
    if pd.isna(row["first"]):
        st.caption(t("actor.no_dates"))
    else:
        st.markdown(t("actor.dates", first=date_text(row["first"]), last=date_text(row["last"])))


def _beside(total: str, row: pd.Series) -> str:
    """Return the titles beside a name: counted with the name, or a reader misses them among the titles."""
    beside = int(row["titled"]) if total == "roles" else 0
    return f" ({t('actor.beside', count=beside)})" if beside else ""


def titles(page: str, selection: Selection, code: str) -> None:
    """Draw the offices of a person with their dates, and how often the text writes them."""
    st.subheader(t("actor.titles"), anchor=False)
    roles = data.roles_of(code)
    if not roles:
        st.caption(t("actor.titles_none"))
    for role in roles:
        span = {"title": title_label(role.title), "scope": f" ({role.scope})", "first": date_text(role.begin)}
        line = (
            t("actor.title_open", **span)
            if role.end is None
            else t("actor.title_span", last=date_text(role.end), **span)
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(plain(line), width="content")
            if role.review:
                st.badge(t("actor.title_review"), color="orange", help=t("actor.title_review_help"))
    _said_of_titles(page, selection, code)


def _said_of_titles(page: str, selection: Selection, code: str) -> None:
    table = data.ask(holders, selection)
    table = table[table["entity"] == code]
    if len(table):
        st.caption(t("actor.in_text_rule"))
    for row in table.rename(columns={"count": "n"}).itertuples():
        told = t("actor.in_text", count=row.n, forms=plain(forms_text(row.forms)))
        st.button(
            f"{title_label(row.title)}: {told}",
            key=f"{page}_title_{row.title}",
            on_click=evidence.take,
            args=(page, "title", make_mark("holder", row.title, code)),
            type="tertiary",
        )


def company(page: str, selection: Selection, code: str) -> None:
    """Draw with whom an actor stands in one sentence."""
    table = data.ask(with_whom, selection, code=code, limit=TOP)
    if table.empty:
        st.subheader(t("actor.with"), anchor=False)
        st.caption(t("actor.with_none"))
        return
    name = data.entity_names().get(code, code)
    parts.ranking(
        page,
        "with",
        table,
        [make_mark("pair", *sorted((code, other))) for other in table["entity"]],
        label=label_column(),
        kinds={kind: t(f"shown.{kind}") for kind in ACTOR_KINDS},
        title=t("actor.with"),
        value_title=t("evidence.unit_sentence"),
        headers={
            **parts.headers("label", "kind"),
            "count": t("evidence.unit_sentence"),
            **parts.headers("documents"),
        },
        rule=t("actor.with_rule"),
        alt=t("actor.with_alt", name=name, count=len(table)),
        note=None,
    )


def voice(page: str, selection: Selection, code: str) -> None:
    """Draw what an actor said, and what others' statements say of it."""
    for name, asked in (("said", {"speakers": (code,)}), ("of", {"about": code})):
        st.subheader(t(f"actor.{name}"), anchor=False)
        rows = data.ask(statements, selection, limit=ledger.LISTED, **asked)
        if rows.empty:
            st.caption(t(f"actor.{name}_none"))
            continue
        texts = data.ask(statement_sentences, selection, limit=ledger.LISTED, **asked)
        of = data.ask(statement_count, selection, **asked)
        with st.expander(ledger.listed("statements", len(rows), of), icon=":material/record_voice_over:"):
            ledger.draw(page, name, said.entries(rows, texts), of=of)
            said.table(page, name, selection, rows, alt=t(f"actor.{name}"), **asked)
