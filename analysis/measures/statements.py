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
from analysis.measures.evidence import COLUMNS, SEGMENT, evidence
from analysis.measures.spans import (
    entities_of,
    page,
    placed,
    with_documents,
    with_names,
    with_sentences,
    with_words,
)
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
# "कहा है", "बताया गया था": what carries tense and number is no other verb.
_AUXILIARIES = " (है|हैं|था|थी|थे|थीं|गया|गई|गए|जा|रहा|रही|रहे|हुए|हुई)+$"
# Who is not in the lexicon goes by the words that name him.
_WORDS = "coalesce(x.named_text, CASE WHEN x.certainty <> 'reference' THEN x.speaker_text END, '')"
# Where nobody is given nothing is explicit: of a speaker struck out the words keep how he was found.
_SURE = f"CASE WHEN len(x.speakers) > 0 OR {_WORDS} <> '' THEN x.certainty ELSE 'inferred' END"


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
    where, params = _chosen(scope(store, selection), **asked)
    rows = store.query(
        f"""SELECT x.document, x.first_sentence, x.last_sentence, x.statement, x.speakers, x.speaker_text,
                   x.named_text, x.cue, x.kind, x.certainty, x.inferred_from AS inferred_sentence, x.marks,
                   x.reason, x.start, x."end"
            {where} ORDER BY x.document, x.statement {page(limit, offset)}""",
        params,
    )
    rows = with_documents(store, rows)
    for name, column in _SEGMENTS.items():
        rows = with_sentences(store, rows, {name: SEGMENT}, column=column)
    rows = with_words(store, rows, {"words": ("start", "end")})
    rows = with_names(rows, entities_of(store, rows["speakers"]), "speakers", "speaker")
    return rows[list(STATEMENT_COLUMNS)]


def statement_count(store: Store, selection: Selection, **asked: Unpack[Asked]) -> int:
    """Return the number of statements asked for: each once, whoever and however many speak it."""
    where, params = _chosen(scope(store, selection), **asked)
    return int(store.query(f"SELECT count(*) AS count {where}", params)["count"].iloc[0])


def by_speaker(
    store: Store, selection: Selection, *, kinds: Sequence[StatementKind] = (), limit: int | None = None
) -> pd.DataFrame:
    """Return the statements of each speaker, most first, ties by speaker: the bars and the facet.

    Columns speaker (the code; for who is not in the lexicon the words that name him; '' for statements of
    nobody), known (in the lexicon), label_hi, label_en, count (statements), explicit, reference, inferred
    (counts by certainty), direct, indirect, offer, demand, source, unattributed (by kind), documents.
    """
    chosen = scope(store, selection)
    where, params = _chosen(chosen, kinds=kinds)
    sums = ", ".join(
        f"count(*) FILTER ({column} = '{value}') AS {value}"
        for column, values in (("certainty", Certainty), ("kind", StatementKind))
        for value in values.__args__
    )
    return store.query(
        f"""WITH told AS (SELECT x.document, x.kind, {_SURE} AS certainty, {_WORDS} AS words,
                                 unnest(CASE WHEN len(x.speakers) = 0 THEN [NULL] ELSE x.speakers END) AS one
                          {where})
            SELECT coalesce(e.code, words) AS speaker, e.code IS NOT NULL AS known,
                   coalesce(e.label_hi, words) AS label_hi, coalesce(e.label_en, words) AS label_en,
                   count(*) AS count, {sums}, count(DISTINCT document) AS documents
            FROM (SELECT t.*, e.code, e.label_hi, e.label_en
                  FROM told t LEFT JOIN entity e ON e.entity = t.one) e
            GROUP BY 1, 2, 3, 4 ORDER BY count DESC, speaker {page(limit, 0)}""".replace("e.kind", "kind"),
        params,
    )


def by_verb(store: Store, selection: Selection, *, limit: int | None = None) -> pd.DataFrame:
    """Return the statements of each verb or phrase of saying, most first, ties by verb.

    Unit: statements with a written cue; auxiliaries are cut off ("कहा है" is कहा). Columns cue, count,
    speakers (distinct, of the lexicon), documents.
    """
    where, params = _chosen(scope(store, selection))
    return store.query(
        f"""WITH told AS (SELECT {_verb()} AS cue, x.document, x.statement, x.speakers {where}
                               AND x.cue <> '')
            SELECT t.cue, count(*) AS count,
                   (SELECT count(DISTINCT one) FROM (SELECT u.cue, unnest(u.speakers) AS one FROM told u) w
                    WHERE w.cue = t.cue) AS speakers,
                   count(DISTINCT t.document) AS documents
            FROM told t GROUP BY t.cue ORDER BY count DESC, t.cue {page(limit, 0)}""",
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
    words = _first_person(chosen)
    found = evidence(store, words, chosen.params, limit=limit, offset=offset)
    meant = store.query(
        f"""SELECT DISTINCT ON (document, sentence) document, sentence, speakers
            FROM ({words}) SEMI JOIN found USING (document, sentence)""",
        chosen.params,
        frames={"found": found[["document", "sentence"]]},
    )
    found = found.merge(meant, on=["document", "sentence"], how="left")
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
    where, params = _chosen(scope(store, selection), **asked)
    rows = store.query(
        f"""SELECT x.document, x.first_sentence AS sentence, x.last_sentence, x.start AS a, x."end" AS b,
                   x.speaker_start, x.speaker_end, x.named_start, x.named_end, x.cue_start, x.cue_end
            {where} ORDER BY x.document, x.statement {page(limit, offset)}""",
        params,
    )
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
    chosen: Scope,
    *,
    speakers: Sequence[str] = (),
    kinds: Sequence[StatementKind] = (),
    certainty: Sequence[Certainty] = (),
    cue: str = "",
    about: str = "",
) -> tuple[str, dict[str, object]]:
    """Return FROM and WHERE of the statements asked for, as rows ``x``, and their parameters."""
    tests, params = [placed(chosen, "statement", sentence="first_sentence")], dict(chosen.params)
    if speakers:
        tests.append(f"""(list_has_any(x.speakers, [e.entity FOR e IN
                          (SELECT coalesce(list(e), []) FROM entity e
                           WHERE list_contains($speakers::VARCHAR[], e.code))])
                     OR (len(x.speakers) = 0 AND list_contains($speakers::VARCHAR[], {_WORDS})))""")
        params["speakers"] = list(speakers)
    for name, values in (("kind", kinds), ("certainty", certainty)):
        if values:
            tests.append(f"list_contains(${name}_asked::VARCHAR[], x.{name})")
            params[f"{name}_asked"] = list(values)
    if cue:
        tests.append(f"{_verb()} = $cue")
        params["cue"] = cue
    if about:
        tests.append(
            """NOT list_contains(x.speakers, (SELECT e.entity FROM entity e WHERE e.code = $about))
            AND (x.document, x.statement) IN
                (SELECT y.document, y.statement FROM statement y JOIN mention m USING (document)
                 WHERE m.entity = (SELECT e.entity FROM entity e WHERE e.code = $about) AND m.how = 'name'
                       AND m.start >= y.start AND m."end" <= y."end"
                       AND {both})""".format(both=f"{chosen.documents('y')} AND {chosen.documents('m')}")
        )
        params["about"] = about
    return " AND ".join(tests), params


def _verb() -> str:
    return f"regexp_replace(x.cue, '{_AUXILIARIES}', '')"
