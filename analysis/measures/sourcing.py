"""How much of an article says who says it (idea: sourcing gauge)."""

from __future__ import annotations

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.evidence import SEGMENT, evidence
from analysis.store.selection import scope
from analysis.store.store import Store

_CUED = """SELECT document, first_sentence AS sentence, cue_start AS start, cue_end AS "end"
           FROM statement WHERE cue <> ''"""


def sourcing(store: Store, selection: Selection, *, limit: int | None = None) -> pd.DataFrame:
    """Return one row a document: how many of its body sentences carry a cue that somebody says it.

    Columns name, sentences (of the body), sourced (with a cue: a verb of saying or a source), share, segments
    (those with a cue); least sourced first, ties by document. A sentence inside a quotation that a cue before
    it opens carries none of its own and is not counted.
    """
    chosen = scope(store, selection)
    return store.query(
        f"""WITH cued AS (SELECT DISTINCT c.document, c.sentence FROM ({_CUED}) c)
            SELECT d.name, count(*) AS sentences, count(c.sentence) AS sourced,
                   count(c.sentence) / count(*) AS share,
                   coalesce(string_agg({SEGMENT}, ' ' ORDER BY s.sentence)
                                FILTER (c.sentence IS NOT NULL), '') AS segments
            FROM sentence s JOIN document d USING (document) LEFT JOIN cued c USING (document, sentence)
            WHERE s.kind = 'body' AND {chosen.documents("s")}
            GROUP BY d.document, d.name ORDER BY share, d.document
            {"" if limit is None else f"LIMIT {int(limit)}"}""",
        chosen.params,
    )


def sourced_sentences(
    store: Store, selection: Selection, *, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return the sentences that carry a cue, the cues marked."""
    chosen = scope(store, selection)
    spans = f"""SELECT c.* FROM ({_CUED}) c JOIN sentence s USING (document, sentence)
                WHERE s.kind = 'body' AND {chosen.documents("s")}"""
    return evidence(store, spans, chosen.params, limit=limit, offset=offset)
