"""One actor whole: how it is named, with whom, what it said, what was said of it, how it acts.

    profile      one row of totals                        ← an actor's page
    actor        all parts below as rows of one table     ← command ``actor CODE``
    with_whom    who stands in the same units
    who_acts     "X ने" against being there when somebody else acts, for all actors
    act_sentences, upon_sentences   the sentences behind the two

What it said is ``statements(speakers=[code])``, what was said of it ``statements(about=code)``, its titles
``references.holders``.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.corpus import ACTOR_KINDS, EntityKind, Selection, Unit
from analysis.measures.cooccurrence import UNITS
from analysis.measures.cubed import in_pair_cube
from analysis.measures.deep import at_edges, counted
from analysis.measures.evidence import SEGMENT, evidence
from analysis.measures.one_actor import first_and_last, sums_in_cells, sums_of_one
from analysis.measures.references import holders
from analysis.measures.spans import page, parts_of
from analysis.measures.statements import statement_count, statements
from analysis.store.cover import Cover, cover
from analysis.store.deep import NOBODY
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

# Columns of ``profile`` → sums of ``actor_cube``.
_SUMS = {
    "roles": "roles", "references": "pronouns", "titled": "titled", "statements": "said",
    "said_of": "said_of", "acts": "acts", "upon": "upon",
}  # fmt: skip
_NAMED = ("count", "documents", "sentences")
_TOLD = (*_NAMED, *_SUMS)
_ME = "SELECT entity FROM entity WHERE code = $code"
ACTOR_COLUMNS = ("part", "item", "label_hi", "label_en", "count", "documents", "name", "segment", "text")


def profile(store: Store, selection: Selection, code: str) -> pd.DataFrame:
    """Return one row of totals for an entity in the chosen sentences; no row for an unknown code.

    Columns entity, kind, label_hi, label_en, count (mentions by name), documents and sentences that name it,
    roles (by title alone), references (by pronoun), titled (titles beside the name), statements (it said),
    said_of (statements of others that name it), acts (sentences with "X ने"), upon (sentences where it is
    named and somebody else acts), first and last (first and last day of the dated documents that name it),
    first_name and first_segment (where it stands first in the corpus).
    """
    covered = cover(store, selection)
    if covered:
        return _by_cells(store, selection, covered, code)
    rows = _by_rows(store, selection, code)
    said, of = (statement_count(store, selection, **{key: value})
                for key, value in (("speakers", (code,)), ("about", code)))  # fmt: skip
    rows.insert(list(rows.columns).index("acts"), "statements", said)
    rows.insert(list(rows.columns).index("acts"), "said_of", of)
    return rows


def _by_rows(store: Store, selection: Selection, code: str) -> pd.DataFrame:
    chosen = scope(store, selection)
    return store.query(
        f"""WITH me AS (SELECT * FROM entity WHERE code = $code),
            m AS (SELECT m.* FROM mention m JOIN me USING (entity) WHERE {chosen.rows("m")}),
            n AS (SELECT * FROM m WHERE how = 'name'),
            f AS (SELECT document, sentence FROM n ORDER BY document, start LIMIT 1)
            SELECT me.code AS entity, me.kind, me.label_hi, me.label_en,
                   (SELECT count(*) FROM n) AS count,
                   (SELECT count(DISTINCT document) FROM n) AS documents,
                   (SELECT count(DISTINCT (document, sentence)) FROM n) AS sentences,
                   (SELECT count(*) FROM m WHERE how = 'role' AND NOT beside) AS roles,
                   (SELECT count(*) FROM m WHERE how = 'reference') AS "references",
                   (SELECT count(*) FROM m WHERE beside) AS titled,
                   {_sentences(_acts(chosen, _ME))} AS acts, {_sentences(_upon(chosen, _ME))} AS upon,
                   (SELECT min(d.published) FROM n JOIN document d USING (document)) AS first,
                   (SELECT max(d.published) FROM n JOIN document d USING (document)) AS last,
                   (SELECT d.name FROM f JOIN document d USING (document)) AS first_name,
                   (SELECT {SEGMENT} FROM f JOIN sentence s USING (document, sentence)) AS first_segment
            FROM me""",
        chosen.params | {"code": code},
    )


def _by_cells(store: Store, selection: Selection, covered: Cover, code: str) -> pd.DataFrame:
    """As ``_by_rows``, of a selection that cells cover; documents are in the order of dates then."""
    sql = "SELECT code AS entity, kind, label_hi, label_en, entity AS id FROM entity WHERE code = $code"
    me = store.query(sql, {"code": code})
    entity, chosen = next(iter(me.pop("id").tolist()), NOBODY), scope(store, selection)
    sums = sums_in_cells(store, covered, "entity_cube", entity, _NAMED) | sums_in_cells(
        store, covered, "actor_cube", entity, tuple(_SUMS.values())
    )
    if covered.edges:
        single = sums_of_one(store, at_edges(chosen, covered), entity)
        sums = {name: sums[name] + single[name] for name in sums}
    columns = {name: sums[_SUMS.get(name, name)] for name in _TOLD}
    parts = (pd.DataFrame([columns]), first_and_last(store, chosen, entity))
    return pd.concat([me, *(part[: len(me)] for part in parts)], axis=1)


def _acts(chosen: Scope, among: str = "") -> str:
    """Return where somebody acts ("X ने"): document, sentence, start, end, entity; of the ids of a SELECT."""
    return f"""SELECT a.document, a.sentence, a.start, a."end", a.entity FROM act a
               WHERE {chosen.stands("a")} {f"AND a.entity IN ({among})" if among else ""}"""


def _upon(chosen: Scope, among: str = "") -> str:
    """As ``_acts``: where somebody else acts and X is named but does not act."""
    acts = f"SELECT DISTINCT document, sentence, entity FROM ({_acts(chosen)})"
    return f"""SELECT m.document, m.sentence, m.start, m."end", m.entity FROM mention m
               SEMI JOIN ({acts}) a USING (document, sentence)
               ANTI JOIN ({acts}) b USING (document, sentence, entity)
               WHERE m.how = 'name' AND {chosen.rows("m")} {f"AND m.entity IN ({among})" if among else ""}"""


def _sentences(rows: str) -> str:
    return f"(SELECT count(DISTINCT (document, sentence)) FROM ({rows}))"


def with_whom(
    store: Store,
    selection: Selection,
    code: str,
    *,
    unit: Unit = "sentence",
    kinds: Sequence[EntityKind] = ACTOR_KINDS,
    limit: int | None = None,
) -> pd.DataFrame:
    """Return who is named in the same units as an entity: ``cooccurrence.pair_units`` opens a row.

    Columns entity, kind, label_hi, label_en, count (units that hold both), documents; most first, ties by
    code.
    """
    covered = cover(store, selection) if in_pair_cube(tuple(kinds), ("name",)) else None
    if covered:
        return _paired(store, covered, code, unit, kinds, limit)
    chosen, key = scope(store, selection), UNITS[unit]
    held = f"""SELECT DISTINCT m.document, {key} AS unit, m.entity FROM mention m
               WHERE m.how = 'name' AND {chosen.rows("m")}"""
    return store.query(
        f"""WITH held AS ({held}),
            mine AS (SELECT document, unit FROM held JOIN entity USING (entity) WHERE code = $code)
            SELECT e.code AS entity, e.kind, e.label_hi, e.label_en, count(*) AS count,
                   count(DISTINCT h.document) AS documents
            FROM held h JOIN mine USING (document, unit) JOIN entity e ON e.entity = h.entity
            WHERE e.code <> $code AND list_contains($kinds::VARCHAR[], e.kind)
            GROUP BY ALL ORDER BY count DESC, entity {page(limit, 0)}""",
        chosen.params | {"code": code, "kinds": list(kinds)},
    )


def _paired(
    store: Store, covered: Cover, code: str, unit: Unit, kinds: Sequence[EntityKind], limit: int | None
) -> pd.DataFrame:
    other = "CASE WHEN p.a = me.entity THEN p.b ELSE p.a END"
    return store.query(
        f"""WITH me AS ({_ME}),
            mine AS (SELECT document, {UNITS[unit]} AS unit FROM mention m
                     WHERE m.entity IN (FROM me) AND m.how = 'name' AND {covered.rows("m")} GROUP BY ALL),
            held AS (SELECT {other} AS entity, p.count, p.count - p.again AS documents
                     FROM pair_cube p CROSS JOIN me
                     WHERE p.unit = '{unit}' AND {covered.cells("p")}
                           AND (p.a = me.entity OR p.b = me.entity)
                     UNION ALL
                     SELECT m.entity, count(DISTINCT (document, {UNITS[unit]})), count(DISTINCT document)
                     FROM mention m SEMI JOIN mine n ON n.document = m.document AND n.unit = {UNITS[unit]}
                     WHERE m.how = 'name' AND {covered.rows("m")} GROUP BY m.entity)
            SELECT e.code AS entity, e.kind, e.label_hi, e.label_en, sum(h.count)::BIGINT AS count,
                   sum(h.documents)::BIGINT AS documents
            FROM held h JOIN entity e USING (entity)
            WHERE e.code <> $code AND list_contains($kinds::VARCHAR[], e.kind)
            GROUP BY ALL HAVING sum(h.count) > 0 ORDER BY count DESC, entity {page(limit, 0)}""",
        covered.params | {"code": code, "kinds": list(kinds)},
    )


def who_acts(
    store: Store,
    selection: Selection,
    *,
    kinds: Sequence[EntityKind] = ("person",),
    limit: int | None = None,
) -> pd.DataFrame:
    """Return who acts and who is only there: "X ने" is the mark of one who acts in the perfect.

    Unit: sentences. Columns entity, kind, label_hi, label_en, acts (sentences where X stands before ने), upon
    (sentences that name X while only somebody else acts), documents where it acts. Most acts first, ties by
    code. Passive and present-tense sentences mark nobody and count for neither.
    """
    if cover(store, selection):
        counts, params = counted(store, selection, "actor_cube", sums=("acts", "acting", "upon"))
        return store.query(
            f"""SELECT e.code AS entity, e.kind, e.label_hi, e.label_en, a.acts, a.upon, a.acting AS documents
                FROM ({counts}) a JOIN entity e USING (entity)
                WHERE (a.acts > 0 OR a.upon > 0) AND list_contains($kinds::VARCHAR[], e.kind)
                ORDER BY a.acts DESC, e.code {page(limit, 0)}""",
            params | {"kinds": list(kinds)},
        )
    chosen = scope(store, selection)
    counts = {
        name: f"""SELECT entity, count(DISTINCT (document, sentence)) AS n, count(DISTINCT document) AS d
                  FROM ({rows}) GROUP BY entity"""
        for name, rows in (("acting", _acts(chosen)), ("there", _upon(chosen)))
    }
    return store.query(
        f"""SELECT e.code AS entity, e.kind, e.label_hi, e.label_en, coalesce(a.n, 0) AS acts,
                   coalesce(u.n, 0) AS upon, coalesce(a.d, 0) AS documents
            FROM entity e LEFT JOIN ({counts["acting"]}) a USING (entity)
            LEFT JOIN ({counts["there"]}) u USING (entity)
            WHERE (a.n > 0 OR u.n > 0) AND list_contains($kinds::VARCHAR[], e.kind)
            ORDER BY acts DESC, e.code {page(limit, 0)}""",
        chosen.params | {"kinds": list(kinds)},
    )


def act_sentences(
    store: Store, selection: Selection, code: str, *, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return the sentences in which an actor stands before ने, marked: as many rows as ``acts``."""
    chosen = scope(store, selection)
    parts = (_acts(part, _ME) for part in parts_of(store, chosen, limit))
    return evidence(store, parts, chosen.params | {"code": code}, limit=limit, offset=offset)


def upon_sentences(
    store: Store, selection: Selection, code: str, *, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return the sentences that name an actor while somebody else acts, marked: as many rows as ``upon``."""
    chosen = scope(store, selection)
    parts = (_upon(part, _ME) for part in parts_of(store, chosen, limit))
    return evidence(store, parts, chosen.params | {"code": code}, limit=limit, offset=offset)


def actor(store: Store, selection: Selection, code: str) -> pd.DataFrame:
    """Return everything about one entity as rows of one table; no row for one that is nowhere.

    Columns part, item, label_hi, label_en, count, documents, name, segment, text. Parts in their order: total
    (item: names, roles, references, titled, statements, said_of, acts, upon), first (where it stands first),
    form (item: as written), title (item: the title's code), with (item: the other's code; count: sentences
    that hold both), said and said_of (item: the cue, label: the speaker, text: the words).
    """
    one = profile(store, selection, code)
    if one.empty:
        return pd.DataFrame(columns=list(ACTOR_COLUMNS))
    parts = [_totals(one), _forms(store, selection, code), _titles(store, selection, code)]
    parts.append(with_whom(store, selection, code).rename(columns={"entity": "item"}).assign(part="with"))
    for part, options in (("said", {"speakers": (code,)}), ("said_of", {"about": code})):
        told = statements(store, selection, **options)
        names = {
            "cue": "item",
            "words": "text",
            "speaker_label_hi": "label_hi",
            "speaker_label_en": "label_en",
        }
        parts.append(told.rename(columns=names).assign(part=part))
    rows = pd.concat([part.reindex(columns=ACTOR_COLUMNS) for part in parts if len(part)], ignore_index=True)
    return rows.astype({"count": "Int64", "documents": "Int64"})


def _totals(one: pd.DataFrame) -> pd.DataFrame:
    row = one.iloc[0]
    names = {"names": "count", "roles": "roles", "references": "references", "titled": "titled",
             "statements": "statements", "said_of": "said_of", "acts": "acts", "upon": "upon"}  # fmt: skip
    rows = [
        {"part": "total", "item": item, "label_hi": row["label_hi"], "label_en": row["label_en"],
         "count": int(row[column]), "documents": int(row["documents"]) if item == "names" else None}
        for item, column in names.items()
    ]  # fmt: skip
    if isinstance(row["first_name"], str):
        rows.append({"part": "first", "name": row["first_name"], "segment": row["first_segment"]})
    return pd.DataFrame(rows)


def _forms(store: Store, selection: Selection, code: str) -> pd.DataFrame:
    chosen = scope(store, selection)
    return store.query(
        f"""SELECT 'form' AS part, m.surface AS item, count(*) AS count,
                   count(DISTINCT m.document) AS documents
            FROM mention m JOIN entity e USING (entity)
            WHERE e.code = $code AND m.how = 'name' AND {chosen.rows("m")}
            GROUP BY m.surface ORDER BY count DESC, item""",
        chosen.params | {"code": code},
    )


def _titles(store: Store, selection: Selection, code: str) -> pd.DataFrame:
    table = holders(store, selection)
    mine = table[table["entity"] == code]
    return mine.rename(columns={"title": "item", "forms": "text"}).assign(part="title")
