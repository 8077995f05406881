"""Quotation marks: which enclose somebody's words, and which a name or a term ('मेक इन इंडिया')."""

from __future__ import annotations

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.evidence import evidence
from analysis.measures.spans import parts_of, placed
from analysis.store.selection import Scope, scope
from analysis.store.store import Store


def quotation_sentences(
    store: Store,
    selection: Selection,
    *,
    speech: bool | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences that hold pairs of quotation marks, the pairs marked, marks included.

    Unit: a pair (or an opening mark that is never closed); a quotation of several sentences stands in its
    first one. ``speech``: only those that enclose speech (True) or a name or term (False). Columns of
    ``evidence``; as many marks as pairs.
    """
    chosen = scope(store, selection)
    _, params = _pairs(chosen, speech)
    parts = (_pairs(part, speech)[0] for part in parts_of(store, chosen, limit))
    return evidence(store, parts, params, limit=limit, offset=offset)


def quotation_count(store: Store, selection: Selection, *, speech: bool | None = None) -> pd.DataFrame:
    """Return one row with the pairs that ``quotation_sentences`` marks, and its sentences."""
    spans, params = _pairs(scope(store, selection), speech)
    counts = "count(*) AS pairs, count(DISTINCT (document, sentence)) AS sentences"
    return store.query(f"SELECT {counts} FROM ({spans})", params)


def _pairs(chosen: Scope, speech: bool | None) -> tuple[str, dict[str, object]]:
    tests, params = placed(chosen, "quotation"), dict(chosen.params)
    if speech is not None:
        tests += " AND x.speech = $speech"
        params["speech"] = speech
    return f'SELECT x.document, x.sentence, x.start, x."end" {tests}', params
