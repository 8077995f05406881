"""Titles, roles, honorifics: the rows that say who held which office when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from analysis.lexicon.records import Entity, Honorific, Role, Title
from analysis.lexicon.tables import Row


def titles(rows: list[Row]) -> dict[str, Title]:
    """Return title code → title; LexiconError for a code that stands twice."""
    found: dict[str, Title] = {}
    for row in rows:
        if row["id"] in found:
            raise row.error("code_twice", found=row["id"])
        found[row["id"]] = Title(
            row["id"],
            row["label_hi"],
            row["label_en"],
            row.one_of("scope", ("country", "org")),
            row.one_of("holders", ("one", "many")),
            row.entries("forms"),
        )
    return found


def honorifics(rows: list[Row]) -> tuple[Honorific, ...]:
    """Return the words of respect and rank, in the table's order."""
    return tuple(
        Honorific(
            row["form"],
            row.one_of("place", ("before", "rank", "after")),
            row.one_of("gender", ("", "f", "m")),
        )
        for row in rows
    )


def roles(
    rows: list[Row], persons: Mapping[str, Entity], offices: Mapping[str, Title], scopes: frozenset[str]
) -> tuple[Role, ...]:
    """Return who held which office; LexiconError for unknown names, bad dates and two holders at once."""
    found = tuple(_role(row, persons, offices, scopes) for row in rows)
    latest: dict[tuple[str, str], tuple[Role, Row]] = {}
    for role, row in sorted(zip(found, rows, strict=True), key=lambda pair: pair[0].begin):
        if offices[role.title].holders == "many":
            continue
        before = latest.get((role.title, role.scope))
        if before and (before[0].end is None or role.begin < before[0].end):
            raise row.error(
                "two_holders", title=role.title, scope=role.scope, one=before[0].person, other=role.person
            )
        latest[role.title, role.scope] = role, row
    return found


def _role(row: Row, persons, offices, scopes: frozenset[str]) -> Role:
    for column, known in (("person", persons), ("title", offices), ("scope", scopes)):
        if row[column] not in known:
            raise row.error("reference", column=column, found=row[column])
    begin, end = _day(row, "from"), _day(row, "to") if row["to"] else None
    if end and end < begin:
        raise row.error("order_of_dates", begin=begin, end=end)
    return Role(
        row["person"], row["title"], row["scope"], begin, end, row.one_of("review", ("yes", "no")) == "yes"
    )


def _day(row: Row, column: str) -> date:
    try:
        return date.fromisoformat(row[column])
    except ValueError as fault:
        raise row.error("date", column=column, found=row[column]) from fault
