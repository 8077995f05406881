"""What stands behind the marks of statements, figures, times, events, titles and pronouns.

``speaker:lavrov`` (``-`` for nobody), ``cue:कहा``, ``statement:b~796`` (the one that begins there in document
b), ``unit:गुना~ratio``, ``figure:b~1479``, ``times:weekday``, ``time:b~94``,
``period:weekday~month~2025-08-01``,
``events:meeting``, ``event:b~2``, ``onday:2024-07-09~meeting~modi putin``,
``holder:foreign_minister~lavrov`` (``-`` for undecided), ``called:lavrov`` (names, titles and pronouns),
``by:lavrov~reference``, ``undecided:role~none~president~no_date``, ``reference:b~159``, ``acts:lavrov``,
``upon:lavrov``, ``said_of:lavrov``, ``ask:export_up``, ``asks:export_up~sector_pharma``, ``newname:KEY``,
``sourced:b``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.actor import act_sentences, profile, upon_sentences
from analysis.measures.agenda import ask_sentences, asks, asks_by_sector
from analysis.measures.event_days import event_day_sentences, event_days
from analysis.measures.figures import by_unit, figure_sentences, unit_name
from analysis.measures.mentions import mention_sentences, mentions
from analysis.measures.names import name_sentences, unknown_names
from analysis.measures.references import explicit_and_inferred, holders, reference_sentences, undecided
from analysis.measures.sourcing import sourced_sentences, sourcing
from analysis.measures.statements import by_speaker, by_verb, statement_sentences
from analysis.measures.timeline import event_counts, event_sentences, events, time_sentences
from dashboard import data
from dashboard.mark import JOIN, MENTIONS, OCCURRENCES, Behind
from dashboard.strings import date_text, label_column, maybe, t, unit_text

NOBODY = "-"  # in a mark where a measure says ''
_LENGTHS = {name: pd.DateOffset(**{f"{name}s": 1}) for name in ("day", "month", "year")}
EVERY_WAY = ("name", "role", "reference")


def words(group: str, code: str) -> str:
    """Return a code of a rule in the reader's words, the code itself where a new rule has none yet."""
    return maybe(f"{group}.{code}") or code.replace("_", " ")


def title_label(code: str) -> str:
    """Return the name of a title in the reader's language."""
    return data.title_names().get(code, code)


def unit_label(unit: str, kind: str) -> str:
    """Return a unit with the kind of its figures, once where they are the same word (गुना)."""
    named, of = unit_text(unit), words("quantity", kind)
    return named if named.casefold() == of.casefold() else f"{named} · {of.lower()}"


def _speaker(selection: Selection, code: str, **_) -> Behind | None:
    speaker = "" if code == NOBODY else code
    row = _first(data.ask(by_speaker, selection), speaker=speaker)
    fetch = partial(data.ask, statement_sentences, selection, speakers=(speaker,))
    title = (
        t("statements.by", speaker=row[label_column()] or t("statements.nobody")) if row is not None else ""
    )
    return None if row is None else Behind(title, int(row["count"]), "statements", fetch)


def _cue(selection: Selection, cue: str, **_) -> Behind | None:
    row = _first(data.ask(by_verb, selection), cue=cue)
    fetch = partial(data.ask, statement_sentences, selection, cue=cue)
    return None if row is None else Behind(cue, int(row["count"]), "statements", fetch)


def _unit(selection: Selection, unit: str, kind: str, **_) -> Behind | None:
    unit = unit_name(unit, kind)  # links of before named a written form: लोगों
    row = _first(data.ask(by_unit, selection, kinds=(kind,)), unit=unit)
    fetch = partial(data.ask, figure_sentences, selection, units=(unit,), kinds=(kind,))
    return None if row is None else Behind(unit_label(unit, kind), int(row["count"]), "figures", fetch)


def _times(selection: Selection, kind: str, **_) -> Behind | None:
    rows = data.ask(time_sentences, selection, kinds=(kind,))
    fetch = partial(data.ask, time_sentences, selection, kinds=(kind,))
    value = int(rows["marks"].map(len).sum())
    return Behind(words("when", kind), value, "times", fetch) if value else None


def _period(selection: Selection, kind: str, rest: str, **_) -> Behind | None:
    step, _, day = rest.partition(JOIN)
    try:
        first = pd.Timestamp(date.fromisoformat(day))
        end = first + _LENGTHS[step] - pd.Timedelta(days=1)
    except (ValueError, KeyError, OverflowError):
        return None
    asked = {"kinds": (kind,), "lanes": ("dated",), "first": first.date(), "last": end.date()}
    fetch = partial(data.ask, time_sentences, selection, **asked)
    value = int(fetch()["marks"].map(len).sum())
    title = f"{words('when', kind)}, {date_text(first, step)}"
    return Behind(title, value, "times", fetch) if value else None


def _events(selection: Selection, what: str, **_) -> Behind | None:
    row = _first(data.ask(event_counts, selection), what=what)
    fetch = partial(data.ask, event_sentences, selection, what=(what,))
    return None if row is None else Behind(words("what", what), int(row["mentions"]), MENTIONS, fetch)


def _event(selection: Selection, name: str, number: str, **_) -> Behind | None:
    one = _only(selection, name)
    if not one or not _whole(number):
        return None
    row = _first(data.ask(events, one), event=int(number))
    fetch = partial(data.ask, event_sentences, one, name=name, event=int(number))
    return None if row is None else Behind(row["forms"], int(row["mentions"]), MENTIONS, fetch)


def _on_day(selection: Selection, day: str, rest: str, **_) -> Behind | None:
    what, _, who = rest.partition(JOIN)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    row = _first(data.ask(event_days, selection, first=on, last=on), what=what, who=who)
    if row is None:
        return None
    title = f"{words('what', what)}: {row[label_column('who_')]}, {date_text(on)}"
    fetch = partial(data.ask, event_day_sentences, selection, day=on, what=what, who=who)
    return Behind(title, int(row["mentions"]), MENTIONS, fetch)


def _holder(selection: Selection, title: str, code: str, **_) -> Behind | None:
    entity = "" if code == NOBODY else code
    rows = data.ask(holders, selection)
    row = _first(rows[rows["title"] == title], entity=entity)
    options = {"how": ("role",), "title": title, "entity": entity, "decided": None if entity else False}
    fetch = partial(data.ask, reference_sentences, selection, **options)
    if row is None:
        return None
    holder = row[label_column()] or t("called.undecided")
    return Behind(f"{title_label(title)} → {holder}", int(row["count"]), OCCURRENCES, fetch)


def _called(selection: Selection, code: str, **_) -> Behind | None:
    row = _first(data.ask(mentions, selection, how=EVERY_WAY), entity=code)
    fetch = partial(data.ask, mention_sentences, selection, entities=code, how=EVERY_WAY)
    if row is None:
        return None
    return Behind(row[label_column()], int(row["count"]), MENTIONS, fetch, int(row["sentences"]))


def _by(selection: Selection, code: str, way: str, **_) -> Behind | None:
    row = _first(data.ask(explicit_and_inferred, selection), entity=code)
    if row is None or way not in EVERY_WAY:
        return None
    beside = None if way == "name" else False
    fetch = partial(data.ask, mention_sentences, selection, entities=code, how=(way,), beside=beside)
    return Behind(f"{row[label_column()]}: {words('how', way)}", int(row[way]), MENTIONS, fetch)


def _undecided(selection: Selection, how: str, rest: str, **_) -> Behind | None:
    rule, title, reason = (*rest.split(JOIN, 2), "", "")[:3]
    table = data.ask(undecided, selection, how=(how,))
    row = _first(table, rule=rule, title=title, reason=reason)
    options = {"how": (how,), "rule": rule, "title": title, "reason": reason, "decided": False}
    fetch = partial(data.ask, reference_sentences, selection, **options)
    name = f"{title_label(title) if title else words('rule', rule)}: {words('why', reason)}"
    return None if row is None else Behind(name, int(row["count"]), OCCURRENCES, fetch)


def _acting(measure, column: str, title: str):
    def made(selection: Selection, code: str, **_) -> Behind | None:
        table = data.ask(profile, selection, code=code)
        if table.empty or not table[column].iloc[0]:
            return None
        row = table.iloc[0]
        fetch = _counted(measure, selection, code=code)
        return Behind(t(title, name=row[label_column()]), int(row[column]), "held", fetch)

    return made


def _said_of(selection: Selection, code: str, **_) -> Behind | None:
    table = data.ask(profile, selection, code=code)
    if table.empty or not table["said_of"].iloc[0]:
        return None
    row = table.iloc[0]
    fetch = partial(data.ask, statement_sentences, selection, about=code)
    return Behind(f"{row[label_column()]}: {t('actor.said_of')}", int(row["said_of"]), "statements", fetch)


def _ask(selection: Selection, code: str, sector: str = "", **_) -> Behind | None:
    table = data.ask(asks_by_sector, selection) if sector else data.ask(asks, selection)
    row = _first(table, ask=code, **({"sector": sector} if sector else {}))
    if row is None:
        return None
    title = " × ".join([row[label_column()], *([row[label_column("sector_")]] if sector else [])])
    return Behind(
        title, int(row["count"]), "held", _counted(ask_sentences, selection, ask=code, sector=sector)
    )


def _counted(measure, selection: Selection, **options: str):
    """Return a question whose sentences are counted, not their marks."""

    def fetch(limit: int | None = None) -> pd.DataFrame:
        rows = data.ask(measure, selection, limit=limit, **options)
        return rows.assign(unit=range(len(rows)))

    return fetch


def _sourced(selection: Selection, name: str, **_) -> Behind | None:
    one = _only(selection, name)
    row = _first(data.ask(sourcing, one), name=name) if one else None
    if row is None or not row["sourced"]:
        return None
    return Behind(name, int(row["sourced"]), "held", _counted(sourced_sentences, one))


def _name(selection: Selection, key: str, **_) -> Behind | None:
    row = _first(data.ask(unknown_names, selection), key=key)
    fetch = partial(data.ask, name_sentences, selection, key=key)
    # A key may be proposed as a person here and as a body there: its sentences are all of them.
    rows = fetch()
    value = int(rows["marks"].map(len).sum())
    return None if row is None else Behind(row["name"], value, OCCURRENCES, fetch)


def _at(sentences: Callable[..., pd.DataFrame], noun: str):
    """Return the maker of what stands behind one row: the place in a document where it begins."""

    def made(selection: Selection, name: str, place: str, **_) -> Behind | None:
        one = _only(selection, name)
        if not one or not _whole(place):
            return None
        rows = _beginning(data.ask(sentences, one), int(place))
        if rows.empty:
            return None
        row = rows.iloc[0]
        first, last = row["marks"][0]
        return Behind(row["text"][first:last], 1, noun, lambda limit=None: rows.head(limit))

    return made


def _beginning(rows: pd.DataFrame, place: int) -> pd.DataFrame:
    marks = [[mark for mark in row.marks if row.start + mark[0] == place][:1] for row in rows.itertuples()]
    return rows.assign(marks=marks)[[bool(kept) for kept in marks]].head(1).reset_index(drop=True)


def _whole(text: str) -> bool:
    # A short length, so that int() does not work for minutes on a hostile link.
    return text.isdecimal() and len(text) < 10


def _only(selection: Selection, name: str) -> Selection | None:
    """Return the selection of one document, None where the filters leave it out."""
    return data.narrowed(selection, name)


def _first(table: pd.DataFrame, **wanted: object) -> pd.Series | None:
    for column, value in wanted.items():
        table = table[table[column] == value]
    return None if table.empty else table.iloc[0]


# kind of mark → how many codes it holds, and who makes what stands behind it
KINDS = {
    "speaker": (1, _speaker),
    "cue": (1, _cue),
    "statement": (2, _at(statement_sentences, "statements")),
    "unit": (2, _unit),
    "figure": (2, _at(figure_sentences, "figures")),
    "times": (1, _times),
    "period": (2, _period),
    "time": (2, _at(time_sentences, "times")),
    "events": (1, _events),
    "event": (2, _event),
    "onday": (2, _on_day),
    "holder": (2, _holder),
    "called": (1, _called),
    "by": (2, _by),
    "undecided": (2, _undecided),
    "acts": (1, _acting(act_sentences, "acts", "actor.acting")),
    "upon": (1, _acting(upon_sentences, "upon", "actor.being")),
    "said_of": (1, _said_of),
    "ask": (1, _ask),
    "newname": (1, _name),
    "sourced": (1, _sourced),
    "asks": (2, _ask),
    "reference": (2, _at(reference_sentences, OCCURRENCES)),
}
