"""What the tables of rules share: rows chosen by the sentence they begin in, words copied from the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.corpus import Selection
from analysis.measures.evidence import SEGMENT, evidence
from analysis.store.cover import documents_published, first_documents, has_cubes, in_ranges
from analysis.store.fetch import documents_at, sentences_at
from analysis.store.selection import Scope
from analysis.store.store import Store
from analysis.store.together import together

# A page of so many rows is looked for in so many times as many of the first chosen documents; all rows of few
# documents are sorted sooner than a part of them is planned.
FEW = 20_000
PARTS = (16, 128)


def placed(chosen: Scope, table: str, *, sentence: str = "sentence") -> str:
    """Return FROM and WHERE for rows ``x`` of a table, as selected by the sentence they begin in."""
    return f"FROM {table} x WHERE {chosen.stands('x', sentence)}"


def parts_of(store: Store, chosen: Scope, limit: int | None) -> Iterator[Scope]:
    """Yield what of a selection its first documents hold, of more and more of them, and at last the whole: in
    reading order a page of ``limit`` rows is in one of the first parts, nearly always."""
    if limit is not None and (chosen.ranges is not None or not chosen.chosen or chosen.sources):
        ranges = chosen.ranges
        if ranges is None and has_cubes(store):
            ranges = documents_published(store, Selection())
        few = ranges is not None and sum(last - first + 1 for first, last in ranges) <= FEW
        for part in PARTS if ranges and not few else ():
            inside = first_documents(store, ranges, chosen.sources, max(1, limit) * part)
            if inside is None:
                break
            aside = f"(FROM aside x WHERE {in_ranges('x.document', inside)})" if chosen.aside else ""
            yield replace(chosen, ranges=inside, whole=chosen.whole or not chosen.chosen, aside=aside)
    yield chosen


def with_documents(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Add name and published of each row's document.

    This and the next are for rows that are shown: to look for the sentences of all rows of a large store is
    to read all its sentences.
    """
    found = documents_at(store, rows["document"].to_numpy(), {"name": "d.name", "published": "d.published"})
    return rows.assign(**dict(found.items()))


def with_sentences(
    store: Store, rows: pd.DataFrame, told: Mapping[str, str], *, column: str = "sentence"
) -> pd.DataFrame:
    """Add for each name → SQL what it says of the sentence ``s`` whose number stands in a column of each row,
    null where none stands there."""
    there = rows[column].notna().to_numpy()
    if len(rows) and not there.any():
        return rows.assign(**dict.fromkeys(told))
    asked = rows if there.all() else rows[there]
    found = sentences_at(store, asked["document"].to_numpy(), asked[column].to_numpy(), told)
    return rows.assign(**dict(found.set_index(asked.index).items()))


def with_segments(store: Store, rows: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Add for each name → column the segment ("S12") of the sentence whose number stands in that column, null
    where none stands there."""
    documents = rows["document"].to_numpy(np.int64)
    numbers = {name: rows[column].to_numpy(np.float64) for name, column in columns.items()}
    there = {name: ~np.isnan(values) for name, values in numbers.items()}
    asked = np.concatenate([documents[there[name]] for name in columns])
    sentences = np.concatenate([values[there[name]] for name, values in numbers.items()]).astype(np.int64)
    told = iter(sentences_at(store, asked, sentences, {"segment": SEGMENT})["segment"].tolist())
    added = {}
    for name in columns:
        segments = [next(told) if one else None for one in there[name]]
        added[name] = pd.Series(segments, rows.index, "str" if any(segments) else object)
    return rows.assign(**added)


def with_places(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Add name, published and segment ("S12") of each row's document and sentence."""
    told, placed = together(
        lambda: with_sentences(store, rows, {"segment": SEGMENT}), lambda: with_documents(store, rows)
    )
    return placed.assign(segment=told["segment"])


def page(limit: int | None, offset: int) -> str:
    """Return LIMIT and OFFSET, or nothing."""
    return "" if limit is None else f"LIMIT {int(limit)} OFFSET {int(offset)}"


def sentences_of(
    store: Store, where: Iterable[str], params: Mapping[str, object], *, limit: int | None, offset: int
) -> pd.DataFrame:
    """Return the sentences of rows ``x``, given by their FROM and WHERE in growing parts of a selection,
    marked; see ``evidence``."""
    spans = (f'SELECT x.document, x.sentence, x.start, x."end" {part}' for part in where)
    return evidence(store, spans, dict(params), limit=limit, offset=offset)


def with_words(
    store: Store,
    rows: pd.DataFrame,
    spans: Mapping[str, tuple[str, str]],
    *,
    texts: Mapping[int, str] | None = None,
) -> pd.DataFrame:
    """Add a column of words for each name → (column of starts, column of ends); None where start is null.

    ``texts`` are those of the documents where they are known already."""
    texts = store.texts(rows["document"].unique()) if texts is None else texts
    added = {}
    for name, (start, end) in spans.items():
        triples = zip(rows["document"], rows[start], rows[end], strict=True)
        added[name] = [None if pd.isna(a) else texts[doc][int(a) : int(b)] for doc, a, b in triples]
    return rows.assign(**added)


def with_names(rows: pd.DataFrame, entities: pd.DataFrame, column: str, prefix: str) -> pd.DataFrame:
    """Replace a column of entity ids (lists) by codes, label_hi and label_en, joined by a blank or "; "."""
    ids = entities["entity"].tolist()
    names = {
        prefix: (" ", "code"),
        f"{prefix}_label_hi": ("; ", "label_hi"),
        f"{prefix}_label_en": ("; ", "label_en"),
    }
    added = {}
    for name, (join, field) in names.items():
        known = dict(zip(ids, entities[field].tolist(), strict=True))
        told = [join.join(known[int(one)] for one in several) for several in rows[column]]
        added[name] = pd.array(told, dtype="str")  # of no rows, too
    return rows.assign(**added).drop(columns=[column] if column != prefix else [])


def entities_of(store: Store, lists: Sequence[Sequence[int]]) -> pd.DataFrame:
    """Return entity, code, label_hi, label_en of the ids in some lists."""
    known = all_entities(store)
    return known[known["entity"].isin({int(one) for several in lists for one in several})]


def all_entities(store: Store) -> pd.DataFrame:
    """Return entity, code, label_hi, label_en of all, by entity: some thousand, asked for by every list."""
    sql = "SELECT entity, code, label_hi, label_en FROM entity ORDER BY entity"
    return store.kept("entities", lambda store: store.query(sql))
