"""What the tables of rules share: rows chosen by the sentence they begin in, words copied from the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.measures.evidence import SEGMENT, evidence
from analysis.store.selection import Scope
from analysis.store.store import Store

# "S12" of another row of sentences than s.
LAST_SEGMENT = SEGMENT.replace("s.", "z.")


def placed(chosen: Scope, table: str, *, sentence: str = "sentence") -> str:
    """Return FROM and WHERE for rows ``x`` of a table with sentence ``s`` and document ``d``, as selected."""
    return f"""FROM {table} x JOIN sentence s ON s.document = x.document AND s.sentence = x.{sentence}
               JOIN document d ON d.document = x.document
               WHERE {chosen.rows("s")}"""


def page(limit: int | None, offset: int) -> str:
    """Return LIMIT and OFFSET, or nothing."""
    return "" if limit is None else f"LIMIT {int(limit)} OFFSET {int(offset)}"


def sentences_of(
    store: Store, where: str, params: Mapping[str, object], *, limit: int | None, offset: int
) -> pd.DataFrame:
    """Return the sentences of rows ``x``, given by their FROM and WHERE, marked; see ``evidence``."""
    spans = f'SELECT x.document, x.sentence, x.start, x."end" {where}'
    return evidence(store, spans, dict(params), limit=limit, offset=offset)


def with_words(store: Store, rows: pd.DataFrame, spans: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """Add a column of words for each name → (column of starts, column of ends); None where start is null."""
    texts = store.texts(rows["document"].unique())
    added = {}
    for name, (start, end) in spans.items():
        triples = zip(rows["document"], rows[start], rows[end], strict=True)
        added[name] = [None if pd.isna(a) else texts[doc][int(a) : int(b)] for doc, a, b in triples]
    return rows.assign(**added)


def with_names(rows: pd.DataFrame, entities: pd.DataFrame, column: str, prefix: str) -> pd.DataFrame:
    """Replace a column of entity ids (lists) by codes, label_hi and label_en, joined by a blank or "; "."""
    known = entities.set_index("entity")
    names = {
        prefix: (" ", known["code"]),
        f"{prefix}_label_hi": ("; ", known["label_hi"]),
        f"{prefix}_label_en": ("; ", known["label_en"]),
    }
    added = {
        name: [join.join(field[int(one)] for one in several) for several in rows[column]]
        for name, (join, field) in names.items()
    }
    return rows.assign(**added).drop(columns=[column] if column != prefix else [])


def entities_of(store: Store, lists: Sequence[Sequence[int]]) -> pd.DataFrame:
    """Return entity, code, label_hi, label_en of the ids in some lists."""
    ids = sorted({int(one) for several in lists for one in several})
    sql = "SELECT entity, code, label_hi, label_en FROM entity WHERE list_contains($ids::INTEGER[], entity)"
    return store.query(sql, {"ids": ids})
