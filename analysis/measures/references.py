"""Titles and pronouns (भूमिका और संकेत): whom they mean, and where that is not decided.

references            a row a title or pronoun      ← command ``references``
holders               titles by the person they mean: विदेश मंत्री 8 = Jaishankar 5 + Lavrov 3
undecided             what was not decided, and why
explicit_and_inferred names, titles and pronouns of each actor apart: Lavrov 7 + 3
reference_sentences   the sentences behind them, marked
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

import pandas as pd

from analysis.corpus import How, Selection
from analysis.measures.cubed import entities_sql
from analysis.measures.deep import counted
from analysis.measures.spans import (
    entities_of,
    page,
    parts_of,
    placed,
    sentences_of,
    with_names,
    with_places,
    with_words,
)
from analysis.store.cover import cover
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

REFERENCE_COLUMNS = (
    "name", "published", "segment", "surface", "how", "rule", "title", "scope", "entity", "entity_label_hi",
    "entity_label_en", "decided", "reason", "antecedent", "beside", "confidence", "start", "end",
)  # fmt: skip
_HOWS: tuple[How, ...] = ("role", "reference")


class Asked(TypedDict, total=False):
    """Which titles and pronouns; what is not given or empty means all, titles as well as pronouns."""

    how: Sequence[How]
    entity: str
    title: str
    decided: bool | None
    rule: str
    reason: str


def references(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return one row a title or pronoun of the chosen sentences, in reading order, of those ``asked`` for.

    Columns name, published, segment, surface, how (role, reference), rule (for a role what decided it: name
    inside modifier text calendar none; for a reference its kind: pronoun both counterpart reflexive
    each_other leaders thing first_person), title (code; '' for a reference), scope (the title's country or
    body), entity (codes joined by a blank, '' where undecided), entity_label_hi, entity_label_en, decided,
    reason (why it is not), antecedent (the words it goes back to), beside (the name stands beside it),
    confidence, start, end.
    """
    where, params = _chosen(scope(store, selection), **asked)
    rows = store.query(
        f"""SELECT x.*, len(x.entities) > 0 AS decided
            {where} ORDER BY x.document, x.start, x."end", x.how {page(limit, offset)}""",
        params,
    )
    rows = with_words(store, with_places(store, rows), {"antecedent": ("antecedent_start", "antecedent_end")})
    rows = with_names(rows, entities_of(store, rows["entities"]), "entities", "entity")
    return rows[list(REFERENCE_COLUMNS)]


def holders(store: Store, selection: Selection) -> pd.DataFrame:
    """Return how often each title means each person, most frequent title first, undecided ones too.

    Unit: one title in the text, the name beside it or not. Columns title (code), titles (all of that title),
    entity ('' undecided), label_hi, label_en, count, beside (of them beside the name), forms.
    """
    chosen = scope(store, selection)
    where, params = _chosen(chosen, how=("role",))
    return store.query(
        f"""WITH told AS (SELECT x.title, x.surface, x.beside, x.entities[1] AS one {where}),
            f AS (SELECT title, one,
                         string_agg(surface || ' ' || n, ' · ' ORDER BY n DESC, surface) AS forms
                  FROM (SELECT title, one, surface, count(*) AS n FROM told GROUP BY ALL) GROUP BY ALL),
            c AS (SELECT title, one, count(*) AS count, count(*) FILTER (beside) AS beside
                  FROM told GROUP BY ALL)
            SELECT c.title, sum(c.count) OVER (PARTITION BY c.title)::BIGINT AS titles,
                   coalesce(e.code, '') AS entity, coalesce(e.label_hi, '') AS label_hi,
                   coalesce(e.label_en, '') AS label_en, c.count, c.beside, f.forms
            FROM c JOIN f ON f.title = c.title AND f.one IS NOT DISTINCT FROM c.one
            LEFT JOIN entity e ON e.entity = c.one
            ORDER BY titles DESC, c.title, c.count DESC, entity""",
        params,
    )


def undecided(store: Store, selection: Selection, *, how: Sequence[How] = _HOWS) -> pd.DataFrame:
    """Return what was not decided: how, rule, title, reason, count, documents; most frequent first."""
    counts, params = counted(store, selection, "undecided_cube")
    return store.query(
        f"""SELECT how, rule, title, reason, count, documents FROM ({counts})
            WHERE list_contains($how::VARCHAR[], how) ORDER BY count DESC, how, rule, title, reason""",
        params | {"how": list(how)},
    )


def explicit_and_inferred(store: Store, selection: Selection, *, limit: int | None = None) -> pd.DataFrame:
    """Return the mentions of each actor by how they are made; they are never added up silently.

    Columns entity, kind, label_hi, label_en, name (by name), role (by title alone), reference (by pronoun and
    the like), titled (titles beside the name: in ``name`` already). Most named first, ties by code.
    """
    covered, chosen = cover(store, selection), scope(store, selection)
    if covered:
        counts, params = counted(store, selection, "actor_cube", sums=("roles", "pronouns", "titled"))
        return store.query(
            f"""SELECT e.code AS entity, e.kind, e.label_hi, e.label_en, coalesce(n.count, 0) AS name,
                       coalesce(a.roles, 0) AS role, coalesce(a.pronouns, 0) AS reference,
                       coalesce(a.titled, 0) AS titled
                FROM entity e LEFT JOIN ({entities_sql(covered)}) n USING (entity)
                LEFT JOIN ({counts}) a USING (entity)
                WHERE (n.count > 0 OR a.roles + a.pronouns + a.titled > 0)
                      AND e.kind IN ('person', 'organisation', 'country', 'place')
                ORDER BY name DESC, entity {page(limit, 0)}""",
            covered.params | params,
        )
    return store.query(
        f"""SELECT e.code AS entity, e.kind, e.label_hi, e.label_en,
                   count(*) FILTER (m.how = 'name') AS name,
                   count(*) FILTER (m.how = 'role' AND NOT m.beside) AS role,
                   count(*) FILTER (m.how = 'reference' AND NOT m.beside) AS reference,
                   count(*) FILTER (m.beside) AS titled
            FROM mention m JOIN entity e USING (entity)
            WHERE {chosen.rows("m")} AND m.how <> 'adjective'
                  AND e.kind IN ('person', 'organisation', 'country', 'place')
            GROUP BY ALL ORDER BY name DESC, entity {page(limit, 0)}""",
        chosen.params,
    )


def reference_sentences(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return the sentences that hold them, marked: as many marks as titles and pronouns."""
    chosen = scope(store, selection)
    _, params = _chosen(chosen, **asked)
    parts = (_chosen(part, **asked)[0] for part in parts_of(store, chosen, limit))
    return sentences_of(store, parts, params, limit=limit, offset=offset)


def _chosen(
    chosen: Scope,
    *,
    how: Sequence[How] = _HOWS,
    entity: str = "",
    title: str = "",
    decided: bool | None = None,
    rule: str = "",
    reason: str = "",
) -> tuple[str, dict[str, object]]:
    tests = [placed(chosen, "reference"), "list_contains($how::VARCHAR[], x.how)"]
    params = chosen.params | {"how": list(how)}
    if entity:
        tests.append("list_contains(x.entities, (SELECT e.entity FROM entity e WHERE e.code = $entity))")
        params["entity"] = entity
    for name, value in (("title", title), ("rule", rule), ("reason", reason)):
        if value:
            tests.append(f"x.{name} = ${name}")
            params[name] = value
    if decided is not None:
        tests.append(f"len(x.entities) {'>' if decided else '='} 0")
    return " AND ".join(tests), params
