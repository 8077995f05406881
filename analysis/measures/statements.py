"""Who said what (कथन): the ledger of statements, its speakers and verbs, and words nobody is given for.

    statements            a row a statement          ← page, command ``statements``
    statement_count       how many there are, each once
    by_speaker, by_verb   bars and the speaker facet
    without_speaker       sentences in the first person whose speaker is not written
    statement_sentences   the statements behind a bar: as many rows as its count

A statement belongs to the selection when its first sentence does. Two speakers of one statement ("मोदी और
पुतिन ने कहा") have it both: sums over speakers can exceed the number of statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict, Unpack

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.deep import counted
from analysis.measures.evidence import COLUMNS, SEGMENT, evidence, page_of
from analysis.measures.spans import (
    all_entities,
    entities_of,
    page,
    parts_of,
    with_documents,
    with_names,
    with_segments,
    with_sentences,
    with_words,
)
from analysis.store.cover import cover
from analysis.store.deep import CERTAINTIES, NOBODY, STATEMENT_KINDS, VERB, WORDS, speakers_sql
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

StatementKind = Literal["direct", "indirect", "offer", "demand", "source", "unattributed"]
Certainty = Literal["explicit", "reference", "inferred"]
STATEMENT_COLUMNS = (
    "name", "published", "segment", "last_segment", "statement", "speaker", "speaker_label_hi",
    "speaker_label_en", "speaker_text", "named_text", "cue", "kind", "certainty", "inferred_from", "marks",
    "reason", "words", "start", "end",
)  # fmt: skip
PARTS = ("speaker", "named", "cue")
_SEGMENTS = {
    "segment": "first_sentence",
    "last_segment": "last_sentence",
    "inferred_from": "inferred_sentence",
}


class Asked(TypedDict, total=False):
    """Which statements; what is not given or empty means all.

    ``speakers`` are codes, or words as ``by_speaker`` gives them for who is not in the lexicon; ``cue`` is a
    verb as ``by_verb`` gives it; ``about`` an entity that the words name and that does not speak them.
    """

    speakers: Sequence[str]
    kinds: Sequence[StatementKind]
    certainty: Sequence[Certainty]
    cue: str
    about: str


def statements(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return one row a statement in reading order, of those ``asked`` for (see ``Asked``).

    Columns name, published, segment and last_segment (its first and last sentence), statement (from 1 in its
    document), speaker (codes joined by a blank; '' where nobody of the lexicon is given), speaker_label_hi,
    speaker_label_en (joined by '; '), speaker_text (the words beside the cue), named_text (the words that
    name him, elsewhere for a pronoun), cue, kind, certainty, inferred_from (the segment from which on the
    speaker is only inferred, null mostly), marks (quotation marks), reason (why nobody is given), words,
    start, end (offsets of the words in the document).
    """
    columns = """x.document, x.first_sentence, x.last_sentence, x.statement, x.speakers, x.speaker_text,
                 x.named_text, x.cue, x.kind, x.certainty, x.inferred_from AS inferred_sentence, x.marks,
                 x.reason, x.start, x."end" """
    rows = _listed(store, selection, columns, limit, offset, asked)
    rows = with_documents(store, rows)
    rows = with_segments(store, rows, _SEGMENTS)
    rows = with_words(store, rows, {"words": ("start", "end")})
    rows = with_names(rows, entities_of(store, rows["speakers"]), "speakers", "speaker")
    return rows[list(STATEMENT_COLUMNS)]


def _listed(
    store: Store, selection: Selection, columns: str, limit: int | None, offset: int, asked: Asked
) -> pd.DataFrame:
    """Return columns of the statements asked for, in reading order."""

    def ask(part: Scope) -> pd.DataFrame:
        where, params = _chosen(store, part, **asked)
        sql = f"SELECT {columns} {where} ORDER BY x.document, x.statement {page(limit, offset)}"
        return store.query(sql, params)

    return page_of(parts_of(store, scope(store, selection), limit), ask, limit, offset)


def statement_count(store: Store, selection: Selection, **asked: Unpack[Asked]) -> int:
    """Return the number of statements asked for: each once, whoever and however many speak it."""
    of_one = _of_one(store, selection, **asked)
    if of_one:
        which, entity = of_one
        counts, params = counted(store, selection, "actor_cube", sums=(which,), entity=entity)
        found = store.query(f"SELECT {which} AS count FROM ({counts}) WHERE entity = {entity}", params)
        return int(found["count"].sum())
    where, params = _chosen(store, scope(store, selection), **asked)
    return int(store.query(f"SELECT count(*) AS count {where}", params)["count"].iloc[0])


def _of_one(store: Store, selection: Selection, **asked: Unpack[Asked]) -> tuple[str, int] | None:
    """Return the sum of ``actor_cube`` that counts the statements asked for, and the entity: those that one
    of the lexicon speaks, or of others about it. None where the cube does not tell it."""
    given = [(name, value) for name, value in asked.items() if value]
    if len(given) != 1 or given[0][0] not in ("speakers", "about") or cover(store, selection) is None:
        return None
    name, value = given[0]
    codes = [value] if name == "about" else list(value)
    found = _codes(store, codes)
    if len(codes) > 1 or len(found) != 1:
        return None
    return ("said_of" if name == "about" else "said"), found[codes[0]]


def by_speaker(
    store: Store, selection: Selection, *, kinds: Sequence[StatementKind] = (), limit: int | None = None
) -> pd.DataFrame:
    """Return the statements of each speaker, most first, ties by speaker: the bars and the facet.

    Columns speaker (the code; for who is not in the lexicon the words that name him; '' for statements of
    nobody), known (in the lexicon), label_hi, label_en, count (statements), explicit, reference, inferred
    (counts by certainty), direct, indirect, offer, demand, source, unattributed (by kind), documents.
    """
    if kinds or cover(store, selection) is None:
        where, params = _chosen(store, scope(store, selection), kinds=kinds)
        counts = speakers_sql(f"(SELECT 0 AS cell, x.* {where})")
    else:
        counts, params = counted(store, selection, "speaker_cube")
        counts = f"FROM ({counts}) JOIN speaker_name USING (name)"
    sums = ", ".join(f"n.{name}" for name in (*CERTAINTIES, *STATEMENT_KINDS, "documents"))
    return store.query(
        f"""SELECT coalesce(e.code, n.words) AS speaker, e.code IS NOT NULL AS known,
                   coalesce(e.label_hi, n.words) AS label_hi, coalesce(e.label_en, n.words) AS label_en,
                   n.count, {sums}
            FROM ({counts}) n LEFT JOIN entity e USING (entity)
            ORDER BY n.count DESC, speaker {page(limit, 0)}""",
        params,
    )


def by_verb(store: Store, selection: Selection, *, limit: int | None = None) -> pd.DataFrame:
    """Return the statements of each verb or phrase of saying, most first, ties by verb.

    Unit: statements with a written cue; auxiliaries are cut off ("कहा है" is कहा). Columns cue, count,
    speakers (distinct, of the lexicon), documents.
    """
    counts, params = counted(store, selection, "verb_cube")
    return store.query(
        f"""WITH n AS MATERIALIZED ({counts}),
            s AS (SELECT cue, count(*) AS speakers FROM n WHERE entity <> {NOBODY} GROUP BY cue)
            SELECT n.cue, n.count, coalesce(s.speakers, 0) AS speakers, n.documents
            FROM n LEFT JOIN s USING (cue) WHERE n.entity = {NOBODY}
            ORDER BY n.count DESC, n.cue {page(limit, 0)}""",
        params,
    )


def without_speaker(
    store: Store, selection: Selection, *, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return the sentences that speak as I or we and name no speaker, the words for I and we marked.

    Unit: one sentence, either of a statement nobody is written for, or one that goes on after a named
    speaker's sentence without naming him again. Columns of ``evidence``, and speaker (code of who is
    probably meant, '' where nothing tells), speaker_label_hi, speaker_label_en.
    """
    chosen = scope(store, selection)
    parts = (_first_person(part) for part in parts_of(store, chosen, limit))
    found = evidence(store, parts, chosen.params, limit=limit, offset=offset, more="speakers")
    return with_names(found, entities_of(store, found["speakers"]), "speakers", "speaker")


def without_speaker_count(store: Store, selection: Selection) -> int:
    """Return the number of sentences of ``without_speaker``."""
    chosen = scope(store, selection)
    sql = f"SELECT count(DISTINCT (document, sentence)) AS count FROM ({_first_person(chosen)})"
    return int(store.query(sql, chosen.params)["count"].iloc[0])


def _first_person(chosen: Scope) -> str:
    """Return the words for I and we that no speaker is written for, with the speakers probably meant."""
    runs = f"""SELECT document, speakers, last_sentence,
                     CASE WHEN kind = 'unattributed' THEN first_sentence ELSE inferred_from END AS first
              FROM statement y WHERE ((kind = 'unattributed' AND NOT marks) OR inferred_from IS NOT NULL)
                    AND {chosen.documents("y")}"""
    return f"""SELECT r.document, r.sentence, r.start, r."end", u.speakers
               FROM reference r JOIN ({runs}) u ON u.document = r.document
                    AND r.sentence BETWEEN u.first AND u.last_sentence
               WHERE r.rule = 'first_person' AND {chosen.stands("r")}"""


def statement_sentences(
    store: Store,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    **asked: Unpack[Asked],
) -> pd.DataFrame:
    """Return the statements behind a bar (``Asked``), a row each, its sentences whole, its words marked.

    Columns of ``evidence``: sentence, segment, number, kind, paragraph are those of the first sentence;
    text reaches from its start to the end of the last one. Beside them speaker_mark, named_mark and cue_mark:
    where the speaker's words, the words that name him and the verb stand in it ([start, end], null
    elsewhere).
    """
    columns = """x.document, x.first_sentence AS sentence, x.last_sentence, x.start AS a, x."end" AS b,
                 x.speaker_start, x.speaker_end, x.named_start, x.named_end, x.cue_start, x.cue_end"""
    rows = _listed(store, selection, columns, limit, offset, asked)
    told = {name: f"s.{name}" for name in ("number", "kind", "paragraph", "start")}
    rows = with_sentences(store, with_documents(store, rows), {"segment": SEGMENT} | told)
    rows = with_sentences(store, rows, {"last_end": 's."end"'}, column="last_sentence")
    rows["end"] = rows[["last_end", "b"]].max(axis=1).astype("int64")
    spans = zip(rows["a"] - rows["start"], rows["b"] - rows["start"], strict=True)
    rows = with_words(
        store, rows.assign(marks=[[[int(a), int(b)]] for a, b in spans]), {"text": ("start", "end")}
    )
    for part in PARTS:
        rows[f"{part}_mark"] = [
            _inside(row.start, row.end, getattr(row, f"{part}_start"), getattr(row, f"{part}_end"))
            for row in rows.itertuples()
        ]
    return rows[[*COLUMNS, *(f"{part}_mark" for part in PARTS)]]


def _inside(start: int, end: int, first: float | None, last: float | None) -> list[int] | None:
    """Return a span relative to the text from start to end, None where it is not in it."""
    if pd.isna(first) or first < start or last > end or first == last:
        return None
    return [int(first - start), int(last - start)]


def _chosen(
    store: Store,
    chosen: Scope,
    *,
    speakers: Sequence[str] = (),
    kinds: Sequence[StatementKind] = (),
    certainty: Sequence[Certainty] = (),
    cue: str = "",
    about: str = "",
) -> tuple[str, dict[str, object]]:
    """Return FROM and WHERE of the statements asked for, as rows ``x``, and their parameters."""
    tests, params = [chosen.stands("x", "first_sentence")], dict(chosen.params)
    rows = "FROM statement x"
    if speakers:
        known = _codes(store, speakers)
        said = [f"list_has_any(x.speakers, {[*known.values()]}::INTEGER[])"] if known else []
        if words := [one for one in speakers if one not in known]:
            # To read the words that name a speaker takes as long as all else.
            said.append(f"(len(x.speakers) = 0 AND list_contains($speakers::VARCHAR[], {WORDS}))")
            params["speakers"] = words
        tests.append(f"({' OR '.join(said)})")
    for name, values in (("kind", kinds), ("certainty", certainty)):
        if values:
            tests.append(f"list_contains(${name}_asked::VARCHAR[], x.{name})")
            params[f"{name}_asked"] = list(values)
    if cue:
        tests.append(f"{VERB} = $cue")
        params["cue"] = cue
    if about:
        one = _codes(store, [about]).get(about, NOBODY)
        rows += f""" SEMI JOIN (SELECT m.document, m.start, m."end" FROM mention m
                                WHERE m.entity = {one} AND m.how = 'name' AND {chosen.documents("m")}) n
                     ON n.document = x.document AND n.start >= x.start AND n."end" <= x."end" """
        tests.append(f"NOT list_contains(x.speakers, {one})")
    return f"{rows} WHERE {' AND '.join(tests)}", params


def _codes(store: Store, codes: Sequence[str]) -> dict[str, int]:
    """Return the entities of those codes that are some: told as numbers, they are looked for where rows are
    read."""
    known = all_entities(store)
    found = known[known["code"].isin(codes)]
    return dict(zip(found["code"].tolist(), found["entity"].tolist(), strict=True))
