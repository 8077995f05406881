"""How much of an article says who says it (idea: sourcing gauge)."""

from __future__ import annotations

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.deep import rows_of
from analysis.measures.evidence import SEGMENT, evidence
from analysis.measures.spans import page, with_documents, with_sentences
from analysis.store.cover import has_cubes
from analysis.store.deep import cued_sql
from analysis.store.selection import Scope, scope
from analysis.store.store import Store


def sourcing(store: Store, selection: Selection, *, limit: int | None = None) -> pd.DataFrame:
    """Return one row a document: how many of its body sentences carry a cue that somebody says it.

    Columns name, sentences (of the body), sourced (with a cue: a verb of saying or a source), share, segments
    (those with a cue); least sourced first, ties by document. A sentence inside a quotation that a cue before
    it opens carries none of its own and is not counted.
    """
    chosen = scope(store, selection)
    size = f"""SELECT document, count(*) AS sentences FROM sentence s
               WHERE s.kind = 'body' AND {chosen.documents("s")} GROUP BY document"""
    sourced = f"SELECT document, count(DISTINCT sentence) AS n FROM ({_cued(chosen)}) GROUP BY document"
    if has_cubes(store):
        size = f"""SELECT document, body AS sentences FROM document_size z
                   WHERE z.body > 0 AND {chosen.documents("z")}"""
        sourced = f"SELECT document, sentences AS n FROM sourced c WHERE {chosen.documents('c')}"
    rows = store.query(
        f"""SELECT z.document, z.sentences::BIGINT AS sentences, coalesce(c.n, 0)::BIGINT AS sourced,
                   coalesce(c.n, 0) / z.sentences AS share
            FROM ({size}) z LEFT JOIN ({sourced}) c USING (document)
            ORDER BY share, z.document {page(limit, 0)}""",
        chosen.params,
    )
    cued = store.query(
        f"""SELECT DISTINCT c.document, c.sentence FROM ({_cued(chosen)}) c SEMI JOIN asked USING (document)
            ORDER BY c.document, c.sentence""",
        chosen.params,
        frames={"asked": rows[["document"]]},
    )
    cued = with_sentences(store, cued, {"segment": SEGMENT})
    segments = rows["document"].map(cued.groupby("document")["segment"].agg(" ".join))
    rows = with_documents(store, rows).assign(segments=segments.astype(object).fillna("").astype("str"))
    return rows[["name", "sentences", "sourced", "share", "segments"]]


def _cued(chosen: Scope) -> str:
    """Return the cues in chosen sentences of the body: document, sentence, start, end."""
    return cued_sql(rows_of(chosen))


def sourced_sentences(
    store: Store, selection: Selection, *, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return the sentences that carry a cue, the cues marked."""
    chosen = scope(store, selection)
    return evidence(store, _cued(chosen), chosen.params, limit=limit, offset=offset)
