"""What the tables of rules share: rows chosen by the sentence they begin in, words copied from the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.evidence import SEGMENT, evidence
from analysis.store.cover import Ranges, documents_published, has_cubes, in_ranges
from analysis.store.selection import Scope
from analysis.store.store import Store

# A page is looked for in so small parts of the documents of a selection first, where these are many.
PARTS = (64, 8)
MANY = 20_000


def placed(chosen: Scope, table: str, *, sentence: str = "sentence") -> str:
    """Return FROM and WHERE for rows ``x`` of a table, as selected by the sentence they begin in."""
    return f"FROM {table} x WHERE {chosen.stands('x', sentence)}"


def parts_of(store: Store, chosen: Scope, limit: int | None) -> Iterator[Scope]:
    """Yield what of a selection its first documents hold, of more and more of them, and at last the whole: in
    reading order a page of ``limit`` rows is in one of the first parts, nearly always."""
    if limit is not None and (chosen.ranges is not None or not chosen.chosen) and has_cubes(store):
        ranges = documents_published(store, Selection()) if chosen.ranges is None else chosen.ranges
        size = sum(last - first + 1 for first, last in ranges)
        for part in PARTS if size >= MANY else ():
            inside = first_of(ranges, size // part)
            aside = f"(FROM aside x WHERE {in_ranges('x.document', inside)})" if chosen.aside else ""
            yield replace(chosen, ranges=inside, whole=chosen.whole or not chosen.chosen, aside=aside)
    yield chosen


def first_of(ranges: Ranges, count: int) -> Ranges:
    """Return the first numbers of some ranges."""
    taken = []
    for first, last in ranges:
        if count > 0:
            taken.append((first, min(last, first + count - 1)))
            count -= last - first + 1
    return tuple(taken)


def with_documents(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Add name and published of each row's document.

    This and the next are for rows that are shown: to look for the sentences of all rows of a large store is
    to read all its sentences.
    """
    found = store.query(
        """SELECT d.document, d.name, d.published FROM document d
           JOIN (SELECT DISTINCT document FROM asked) USING (document)""",
        frames={"asked": rows[["document"]]},
    )
    return rows.merge(found, on="document", how="left")


def with_sentences(
    store: Store, rows: pd.DataFrame, told: Mapping[str, str], *, column: str = "sentence"
) -> pd.DataFrame:
    """Add for each name → SQL what it says of the sentence ``s`` whose number stands in a column of each row,
    null where none stands there."""
    asked = rows.loc[rows[column].notna(), ["document", column]].drop_duplicates().astype("int64")
    if asked.empty and len(rows):
        return rows.assign(**dict.fromkeys(told))
    names = ", ".join(f'{sql} AS "{name}"' for name, sql in told.items())
    found = store.query(
        f"""SELECT s.document, s.sentence AS "{column}", {names}
            FROM sentence s JOIN asked a ON a.document = s.document AND a."{column}" = s.sentence""",
        frames={"asked": asked},
    )
    return rows.merge(found, on=["document", column], how="left")


def with_segments(store: Store, rows: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Add for each name → column the segment ("S12") of the sentence whose number stands in that column, null
    where none stands there."""
    pairs = [
        rows[["document", column]].set_axis(["document", "sentence"], axis=1) for column in columns.values()
    ]
    asked = pd.concat(pairs).dropna().astype("int64").drop_duplicates()
    found = store.query(
        f"""SELECT s.document, s.sentence, {SEGMENT} AS segment
            FROM sentence s JOIN asked USING (document, sentence)""",
        frames={"asked": asked},
    )
    segments = dict(
        zip(zip(found["document"], found["sentence"], strict=True), found["segment"], strict=True)
    )
    added = {}
    for name, column in columns.items():
        told = [segments.get(pair) for pair in zip(rows["document"], rows[column], strict=True)]
        added[name] = pd.Series(told, rows.index, "str" if any(told) else object)
    return rows.assign(**added)


def with_places(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Add name, published and segment ("S12") of each row's document and sentence."""
    return with_sentences(store, with_documents(store, rows), {"segment": SEGMENT})


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
