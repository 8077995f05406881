"""The sentences behind a number: every measure's twin returns a frame made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.store.fetch import documents_at, sentences_at
from analysis.store.store import Store
from analysis.store.together import together

COLUMNS = (
    "document", "name", "sentence", "segment", "number", "kind", "paragraph", "start", "end", "text", "marks",
)  # fmt: skip
T = TypeVar("T")
# A sentence of a page has so many spans at most, nearly always.
SPANS = 8
# How a sentence is cited: body sentence 12 is S12, heading 2 is H2.
SEGMENT = """(CASE s.kind WHEN 'body' THEN 'S' WHEN 'heading' THEN 'H' WHEN 'byline' THEN 'B' ELSE 'J' END
              || s.number)"""
_TOLD = {"segment": SEGMENT} | {
    name: f's."{name}"' for name in ("document", "sentence", "number", "kind", "paragraph", "start", "end")
}


def evidence(
    store: Store,
    spans: str | Iterable[str],
    params: Mapping[str, object],
    *,
    limit: int | None = None,
    offset: int = 0,
    more: str = "",
) -> pd.DataFrame:
    """Return the sentences that hold the spans of a SELECT (columns document, sentence, start, end).

    One row a sentence, in reading order, with columns document, name, sentence, segment ('S12'), number,
    kind, paragraph, start, end, text, and marks: the spans as a list of [start, end] relative to the
    sentence's text, in order. A span of null start marks nothing and still brings its sentence. Several
    SELECTs are the same of growing parts of the documents, as long as they do not fill the page. ``more`` is
    a further column of theirs, of lists of numbers: each sentence has that of its first span.
    """
    parts = [spans] if isinstance(spans, str) else [*spans]
    found = page_of(parts, lambda part: _page(store, part, params, limit, offset, more), limit, offset)
    # Sentences are looked for when the page is known: else all of a large store are read.
    rows = _told(store, found)
    return rows.assign(**{more: found["more"].tolist()}) if more else rows


def marked(store: Store, spans: pd.DataFrame, *, limit: int, offset: int = 0) -> pd.DataFrame:
    """As ``evidence``, of spans that are found already: columns document, sentence, start, end."""
    return _told(store, _grouped(spans)[offset : offset + limit])


def _told(store: Store, found: pd.DataFrame) -> pd.DataFrame:
    documents = found["document"].to_numpy()
    names, texts, rows = together(
        lambda: documents_at(store, documents, {"name": "d.name"}),
        lambda: store.texts(np.unique(documents)),
        lambda: sentences_at(store, documents, found["sentence"].to_numpy(), _TOLD),
    )
    rows["name"] = names["name"]
    rows["marks"] = [
        [[a - start, b - start] for a, b in spans]
        for spans, start in zip(found["spans"], rows["start"], strict=True)
    ]
    return with_text(rows, texts)[list(COLUMNS)]


def page_of(
    parts: Iterable[T], ask: Callable[[T], pd.DataFrame], limit: int | None, offset: int = 0
) -> pd.DataFrame:
    """Return what is found in the first of some growing parts that fills a page, else in the last, the whole.

    Where the first holds less than a tenth of the page, it is the whole that is asked next."""
    first, *more = parts
    found = ask(first)
    if more and 10 * len(found) < (limit or 0) + offset:
        more = more[-1:]
    for part in more:
        if len(found) == limit:
            break
        found = ask(part)
    return found


def _page(
    store: Store, spans: str, params: Mapping[str, object], limit: int | None, offset: int, more: str
) -> pd.DataFrame:
    """Return the sentences of a page as ``_grouped`` does."""
    order, cut = "ORDER BY document, sentence", ""
    columns = f'document, sentence, start, "end", {more or "NULL"} AS more'
    if limit is not None:
        need = limit + offset
        # Most often a page lies in the first spans; to tell all sentences apart takes seconds.
        most = SPANS * (need + 1)
        first = store.query(f"SELECT {columns} FROM ({spans}) {order} LIMIT {most}", params)
        told = _grouped(first)
        # The last sentence may have more of them.
        if len(first) < most or len(told) > need:
            return told[offset:need]
        cut = f"LIMIT {int(limit)} OFFSET {int(offset)}"
    page = f"SELECT DISTINCT document, sentence FROM spans {order} {cut}"
    return _grouped(
        store.query(
            f"""WITH spans AS MATERIALIZED ({spans})
                SELECT {columns} FROM spans SEMI JOIN ({page}) USING (document, sentence)""",
            params,
        )
    )


def _grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row a sentence, in reading order: document, sentence, spans (pairs, each once; one of null
    start is left out) and more (of its first span), of a row a span."""
    starts = rows["start"].fillna(-1).astype(np.int64)
    columns = [one.tolist() for one in (rows["document"], rows["sentence"], starts, rows["end"])]
    more = [None] * len(rows) if "more" not in rows or rows["more"].isna().all() else map(tuple, rows["more"])
    found: dict[tuple[int, int], tuple[list[tuple[int, int]], object]] = {}
    for document, sentence, start, end, told in sorted(set(zip(*columns, more, strict=True))):
        marks, _ = found.setdefault((document, sentence), ([], told))
        if start >= 0:
            marks.append((start, int(end)))
    places = np.array([*found], dtype=np.int64).reshape(-1, 2)
    columns = {"spans": [one for one, _ in found.values()], "more": [one for _, one in found.values()]}
    return pd.DataFrame({"document": places[:, 0], "sentence": places[:, 1]} | columns)


def with_text(rows: pd.DataFrame, texts: Mapping[int, str]) -> pd.DataFrame:
    """Add column text: what stands from start to end in each row's document, of these ``texts``."""
    spans = zip(rows["document"], rows["start"], rows["end"], strict=True)
    return rows.assign(text=[texts[document][start:end] for document, start, end in spans])
