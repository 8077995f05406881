"""The sentences behind a number: every measure's twin returns a frame made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import pandas as pd

from analysis.store.store import Store

COLUMNS = (
    "document", "name", "sentence", "segment", "number", "kind", "paragraph", "start", "end", "text", "marks",
)  # fmt: skip
T = TypeVar("T")
# A sentence of a page has so many spans at most, nearly always.
SPANS = 8
# How a sentence is cited: body sentence 12 is S12, heading 2 is H2.
SEGMENT = """(CASE s.kind WHEN 'body' THEN 'S' WHEN 'heading' THEN 'H' WHEN 'byline' THEN 'B' ELSE 'J' END
              || s.number)"""


def evidence(
    store: Store,
    spans: str | Iterable[str],
    params: Mapping[str, object],
    *,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences that hold the spans of a SELECT (columns document, sentence, start, end).

    One row a sentence, in reading order, with columns document, name, sentence, segment ('S12'), number,
    kind, paragraph, start, end, text, and marks: the spans as a list of [start, end] relative to the
    sentence's text, in order. A span of null start marks nothing and still brings its sentence. Several
    SELECTs are the same of growing parts of the documents, as long as they do not fill the page.
    """
    parts = [spans] if isinstance(spans, str) else [*spans]
    found = page_of(parts, lambda part: _page(store, part, params, limit, offset), limit, offset)
    # Sentences are looked for when the page is known: else all of a large store are read.
    rows = store.query(
        f"""SELECT s.document, d.name, s.sentence, {SEGMENT} AS segment, s.number, s.kind, s.paragraph,
                   s.start, s."end",
                   list_transform(list_filter(list_zip(p.starts, p.ends), lambda x: x[1] IS NOT NULL),
                                  lambda x: [x[1] - s.start, x[2] - s.start]) AS marks
            FROM found p JOIN sentence s USING (document, sentence) JOIN document d USING (document)
            ORDER BY s.document, s.sentence""",
        frames={"found": found},
    )
    rows["marks"] = [[] if marks is None else [[int(a), int(b)] for a, b in marks] for marks in rows["marks"]]
    return with_text(store, rows)[list(COLUMNS)]


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
    store: Store, spans: str, params: Mapping[str, object], limit: int | None, offset: int
) -> pd.DataFrame:
    """Return the sentences of a page with their spans: document, sentence, starts, ends."""
    if limit is not None:
        need = limit + offset
        # Most often a page lies in the first spans; to tell all sentences apart takes seconds.
        most = SPANS * (need + 1)
        first = _grouped(store, f"FROM ({spans}) ORDER BY document, sentence LIMIT {most}", params)
        # The last sentence may have more of them.
        if first["spans"].sum() < most or len(first) > need:
            return first[offset:need]
    page = "" if limit is None else f"LIMIT {int(limit)} OFFSET {int(offset)}"
    return _grouped(store, spans, params, page)


def _grouped(store: Store, spans: str, params: Mapping[str, object], page: str = "") -> pd.DataFrame:
    return store.query(
        f"""SELECT document, sentence, list(start ORDER BY start, "end") AS starts,
                   list("end" ORDER BY start, "end") AS ends, sum(n) AS spans
            FROM (SELECT document, sentence, start, "end", count(*) AS n FROM ({spans}) GROUP BY ALL)
            GROUP BY document, sentence ORDER BY document, sentence {page}""",
        params,
    )


def with_text(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Add column text: what stands from start to end in each row's document."""
    texts = store.texts(rows["document"].unique())
    spans = zip(rows["document"], rows["start"], rows["end"], strict=True)
    return rows.assign(text=[texts[document][start:end] for document, start, end in spans])
