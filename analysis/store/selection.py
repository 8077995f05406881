"""The reader's filters: as plain parameters, checked against a store, and as one SQL predicate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import numpy as np

from analysis.corpus import Kind, Selection
from analysis.errors import SelectionError
from analysis.store.cover import (
    Ranges,
    by_cells,
    counted_tokens,
    documents_from,
    documents_published,
    has_cubes,
    in_ranges,
)
from analysis.store.firsts import COUNTED_KINDS
from analysis.store.needle import documents_with, resolve

if TYPE_CHECKING:
    from analysis.store.store import Store

KINDS: tuple[str, ...] = get_args(Kind)
EVERY = ", ".join(f"'{kind}'" for kind in KINDS)
# More documents than these are told by their sources: the list takes longer to read.
LISTED = 1_500
# Field of Selection → its code in links, on the command line and in the stamp of an export. Codes are
# promises: a link made today must open next year.
CODES = {
    "documents": "doc",
    "sources": "source",
    "date_from": "from",
    "date_to": "to",
    "undated": "undated",
    "kinds": "kind",
    "entities": "entity",
    "query": "q",
}


def to_params(selection: Selection) -> dict[str, list[str]]:
    """Return the filters that differ from the default, as code → values (dates ISO, booleans 1 or 0).

    The source '' stands for documents whose source is not known.
    """
    default, params = Selection(), {}
    for name, code in CODES.items():
        value = getattr(selection, name)
        if value != getattr(default, name):
            params[code] = _as_strings(value)
    return params


def from_params(params: Mapping[str, str | Sequence[str]]) -> tuple[Selection, list[SelectionError]]:
    """Read a selection from parameters as ``to_params`` writes them; never raises.

    A value that makes no sense is left out and told as a SelectionError (``selection.date``, ``.dates``,
    ``.kind``, ``.undated``); a parameter of another name is not a filter and is passed over.
    """
    values = {code: [value] if isinstance(value, str) else [*value] for code, value in params.items()}
    # Half a surrogate pair, from a broken link or a name that is not UTF-8, cannot be asked for anywhere.
    values = {code: [str(v).encode("utf-8", "replace").decode() for v in vs] for code, vs in values.items()}
    errors: list[SelectionError] = []
    fields: dict[str, object] = {
        "documents": _several(values.get("doc")),
        "sources": _several(values.get("source")),
        "entities": _several(values.get("entity")),
        "query": " ".join(values.get("q", [])[-1:]).strip(),
    }
    fields |= _dates(values, errors) | _undated(values, errors) | _kinds(values, errors)
    return Selection(**fields), errors


def validate(store: Store, selection: Selection) -> tuple[Selection, list[SelectionError]]:
    """Leave out the names a store does not have; return what is left and an error for each of them.

    Codes ``selection.document``, ``selection.source``, ``selection.entity``.
    """
    known = {
        "documents": "SELECT name AS value FROM document",
        "sources": "SELECT DISTINCT coalesce(source, '') AS value FROM document",
        "entities": "SELECT code AS value FROM entity",
    }
    errors: list[SelectionError] = []
    for name, sql in known.items():
        asked = getattr(selection, name)
        if asked:
            where = f"SELECT value FROM ({sql}) WHERE value IN (SELECT unnest($asked::VARCHAR[]))"
            found = set(store.query(where, {"asked": list(asked)})["value"])
            code = {"documents": "document", "sources": "source", "entities": "entity"}[name]
            errors += [SelectionError(f"selection.{code}", value=v) for v in asked if v not in found]
            selection = replace(selection, **{name: tuple(v for v in asked if v in found)})
    return selection, errors


@dataclass(frozen=True, slots=True)
class Scope:
    """A selection as SQL: conditions to put behind WHERE, and the parameters they need.

    ``chosen`` is a SELECT of the ids of the chosen documents, '' when all of them are; ``aside`` the table of
    the sentences that are of no chosen kind, '' where the store has none of them. ``ranges`` are those of the
    ids that the chosen documents lie in, None where it is not known; with ``whole`` all in them are chosen.
    ``sources`` are those that the chosen ones are of, any where there are none; ``ids`` the chosen ones in
    order, where these are known.
    """

    chosen: str
    kind_list: str
    params: dict[str, object] = field(default_factory=dict)
    aside: str = ""
    ranges: Ranges | None = None
    whole: bool = False
    sources: tuple[str, ...] = ()
    ids: np.ndarray | None = field(default=None, compare=False, repr=False)

    def documents(self, table: str) -> str:
        """The condition that rows of ``table`` belong to the chosen documents."""
        return self._chosen(f"{table}.document")

    @property
    def test(self) -> str:
        """The condition that a row ``d`` of table ``document`` is chosen."""
        return self.chosen.partition(" WHERE ")[2] or "TRUE"

    @property
    def inside(self) -> str:
        """As ``documents``, for a table whose own column ``document`` is meant."""
        return self._chosen("document")

    def _chosen(self, column: str) -> str:
        tests = [] if self.ranges is None else [in_ranges(column, self.ranges)]
        if self.chosen and not self.whole:
            tests.append(f"{column} IN ({self.chosen})")
        return " AND ".join(tests) or "TRUE"

    def kinds(self, table: str) -> str:
        """The condition that rows of ``table`` stand in the chosen kinds of sentence."""
        return f"{table}.kind IN ({self.kind_list})"

    def rows(self, table: str) -> str:
        """Both conditions."""
        return f"{self.documents(table)} AND {self.kinds(table)}"

    def tokens(self, table: str) -> str:
        """As ``rows``, for tokens or compounds: quicker, because their kinds are in an order."""
        usual = set(self.kind_list.split(", ")) == {f"'{kind}'" for kind in COUNTED_KINDS}
        return f"{self.documents(table)} AND {counted_tokens(table) if usual else self.kinds(table)}"

    def stands(self, table: str, sentence: str = "sentence") -> str:
        """As ``rows``, for a table that does not tell the kinds of its sentences."""
        row = f"w.document = {table}.document AND w.sentence = {table}.{sentence}"
        if set(self.kind_list.split(", ")) == {f"'{kind}'" for kind in KINDS}:
            return self.documents(table)
        if self.aside:
            # Few sentences are set aside; to look for those that are not is to read all of them. Asked with
            # NOT EXISTS and conditions of its own, each row of the table is told apart first.
            place = "({0}.document::BIGINT << 32) + {0}.{1}"
            aside = f"SELECT {place.format('w', 'sentence')} FROM {self.aside} w"
            return f"{self.documents(table)} AND {place.format(table, sentence)} NOT IN ({aside})"
        return f"{self.documents(table)} AND EXISTS (FROM sentence w WHERE {row} AND {self.rows('w')})"


def scope(store: Store, selection: Selection, *, listed: bool = True) -> Scope:
    """Return the one SQL predicate of a selection. Parameters are named ``$sel_…``.

    Where few documents are chosen by source they are told as a list, unless ``listed`` is False: where
    ``test`` is asked for.
    """
    tests: list[str] = []
    params: dict[str, object] = {}
    for test, more in (
        _named(selection),
        _dated(selection),
        _mentioning(selection.entities),
        _containing(store, selection.query),
    ):
        tests += test
        params |= more
    chosen = f"SELECT d.document FROM document d WHERE {' AND '.join(tests)}" if tests else ""
    # Only words of the closed set enter the text of a question.
    kinds = [f"'{kind}'" for kind in KINDS if kind in (selection.kinds or KINDS)] or ["NULL"]
    aside = ""
    ranges, whole = _ranges(store, selection)
    ids = None
    if selection.sources and by_cells(store, selection):
        ids = documents_from(store, documents_published(store, selection), selection.sources)
        if listed and len(ids) <= LISTED:
            chosen, params = "SELECT unnest($sel_listed::INTEGER[])", {"sel_listed": ids.tolist()}
    if set(selection.kinds) == set(COUNTED_KINDS) and has_cubes(store):
        dear = selection.entities or selection.query.strip()
        inside = Scope(chosen, "", ranges=ranges, whole=whole).documents("x")
        aside = f"(FROM aside x WHERE {inside})" if chosen and not dear else "aside"
    return Scope(chosen, ", ".join(kinds), params, aside, ranges, whole, selection.sources, ids)


def _ranges(store: Store, selection: Selection) -> tuple[Ranges | None, bool]:
    """Return the ranges of ids that the documents of a large store lie in, which are in the order of dates,
    and whether these are all of them."""
    limited = selection.date_from or selection.date_to or not selection.undated
    if not limited or not has_cubes(store):
        return None, False
    by_date = not (selection.documents or selection.sources or selection.entities or selection.query.strip())
    return documents_published(store, selection), by_date


def _named(selection: Selection) -> tuple[list[str], dict[str, object]]:
    tests, params = [], {}
    if selection.documents:
        tests.append("d.name IN (SELECT unnest($sel_documents::VARCHAR[]))")
        params["sel_documents"] = list(selection.documents)
    if selection.sources:
        tests.append("coalesce(d.source, '') IN (SELECT unnest($sel_sources::VARCHAR[]))")
        params["sel_sources"] = list(selection.sources)
    return tests, params


def _dated(selection: Selection) -> tuple[list[str], dict[str, object]]:
    # No parameters: a question that is told the ranges of documents does not name the dates.
    days = ((">=", selection.date_from), ("<=", selection.date_to))
    limits = [f"d.published {sign} DATE '{day.isoformat()}'" for sign, day in days if day]
    if not selection.undated:
        return ["d.published IS NOT NULL", *limits], {}
    return ([f"(d.published IS NULL OR {' AND '.join(limits)})"] if limits else []), {}


def _mentioning(codes: tuple[str, ...]) -> tuple[list[str], dict[str, object]]:
    if not codes:
        return [], {}
    sql = """d.document IN (SELECT m.document FROM mention m JOIN entity e USING (entity)
             WHERE m.how = 'name' AND e.code IN (SELECT unnest($sel_entities::VARCHAR[]))
             GROUP BY m.document HAVING count(DISTINCT e.code) = $sel_entity_count)"""
    return [sql], {"sel_entities": list(codes), "sel_entity_count": len(set(codes))}


def _containing(store: Store, query: str) -> tuple[list[str], dict[str, object]]:
    if not query.strip():
        return [], {}
    sql, params = documents_with(resolve(store, query), prefix="sel_query")
    return [f"d.document IN ({sql})"], params


def _as_strings(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return ["1" if value else "0"]
    return [value.isoformat() if isinstance(value, date) else str(value)]


def _several(values: list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values or ()))


def _dates(values: Mapping[str, list[str]], errors: list[SelectionError]) -> dict[str, date | None]:
    found = {"date_from": _date(values.get("from"), errors), "date_to": _date(values.get("to"), errors)}
    if found["date_from"] and found["date_to"] and found["date_from"] > found["date_to"]:
        errors.append(SelectionError("selection.dates", **found))
        return {}
    return found


def _date(values: list[str] | None, errors: list[SelectionError]) -> date | None:
    if not values:
        return None
    try:
        return date.fromisoformat(values[-1])
    except ValueError:
        errors.append(SelectionError("selection.date", value=values[-1]))
        return None


def _undated(values: Mapping[str, list[str]], errors: list[SelectionError]) -> dict[str, bool]:
    given = values.get("undated", ["1"])[-1:]
    if given in (["0"], ["1"]):
        return {"undated": given == ["1"]}
    errors += [SelectionError("selection.undated", value=value) for value in given]
    return {}


def _kinds(values: Mapping[str, list[str]], errors: list[SelectionError]) -> dict[str, tuple[str, ...]]:
    given = values.get("kind", [])
    errors += [SelectionError("selection.kind", value=value) for value in given if value not in KINDS]
    # In one order, so that two links to the same filters are the same selection.
    kinds = tuple(kind for kind in KINDS if kind in given)
    return {"kinds": kinds} if kinds else {}
