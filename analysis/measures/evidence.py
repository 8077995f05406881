"""The sentences behind a number: every measure's twin returns a frame made here."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.store.store import Store

COLUMNS = (
    "document", "name", "sentence", "segment", "number", "kind", "paragraph", "start", "end", "text", "marks",
)  # fmt: skip
# How a sentence is cited: body sentence 12 is S12, heading 2 is H2.
SEGMENT = """(CASE s.kind WHEN 'body' THEN 'S' WHEN 'heading' THEN 'H' WHEN 'byline' THEN 'B' ELSE 'J' END
              || s.number)"""


def evidence(
    store: Store,
    spans: str,
    params: Mapping[str, object],
    *,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences that hold the spans of a SELECT (columns document, sentence, start, end).

    One row a sentence, in reading order, with columns document, name, sentence, segment ('S12'), number,
    kind, paragraph, start, end, text, and marks: the spans as a list of [start, end] relative to the
    sentence's text, in order. A span of null start marks nothing and still brings its sentence.
    """
    page = "" if limit is None else f"LIMIT {int(limit)} OFFSET {int(offset)}"
    found = store.query(
        f"""SELECT document, sentence, list(start ORDER BY start, "end") AS starts,
                   list("end" ORDER BY start, "end") AS ends
            FROM (SELECT DISTINCT document, sentence, start, "end" FROM ({spans}))
            GROUP BY document, sentence ORDER BY document, sentence {page}""",
        params,
    )
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


def with_text(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Add column text: what stands from start to end in each row's document."""
    texts = store.texts(rows["document"].unique())
    spans = zip(rows["document"], rows["start"], rows["end"], strict=True)
    return rows.assign(text=[texts[document][start:end] for document, start, end in spans])
