"""What the counts set aside or read through: nothing is ever cut from a text, and all of it can be counted.

A junk line ("×") and a byline stand in the store as such and are left out of tables of words; a no-break
space or an invisible joiner is passed over when words are told apart and compared.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.corpus import Selection
from analysis.store.selection import scope
from analysis.store.store import Store

COLUMNS = ("name", "what", "count", "tokens", "shown")
SHOWN = 80  # letters of what was set aside
_MARKS = {
    "spaces": re.compile("[\u00a0\u202f\u2007]"),
    "joiners": re.compile("[\u200b-\u200f\u00ad\u2060\ufeff]"),
}


def cleaning(
    store: Store, selection: Selection, *, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return one row a document and kind of thing that the counts set aside, in the order of the documents.

    Columns name, what (junk: lines without a word of Hindi or a sentence; byline: credits of agency, place
    or reporter; spaces: no-break spaces, counted as spaces; joiners: invisible characters, passed over),
    count (lines, credits, characters), tokens (words left out of the tables of words by this; 0 for
    characters), shown (the lines as printed). ``limit`` and ``offset`` take a page of the documents, not of
    the rows. The selection's kinds play no part.
    """
    chosen = scope(store, selection)
    page = "" if limit is None else f"LIMIT {int(limit)} OFFSET {int(offset)}"
    documents = store.query(
        f"SELECT document, name FROM document x WHERE {chosen.documents('x')} ORDER BY document {page}",
        chosen.params,
    )
    texts = store.texts(documents["document"])
    spans = _spans(store, documents["document"].tolist())
    found = []
    for one in documents.itertuples(index=False):
        text = texts[one.document]
        for what in ("junk", "byline"):
            rows = spans[(spans["document"] == one.document) & (spans["what"] == what)]
            lines = [_whole(text, a, b) for a, b in zip(rows["start"], rows["end"], strict=True)]
            found.append((one.name, what, len(lines), int(rows["tokens"].sum()), " · ".join(lines)[:SHOWN]))
        found += [(one.name, what, len(marks.findall(text)), 0, "") for what, marks in _MARKS.items()]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    return table[table["count"] > 0].reset_index(drop=True)


def _whole(text: str, start: int, end: int) -> str:
    """Return what stands there with the brackets it is between: "लखनऊ (भाषा" ends with the last word."""
    missing = text[start:end].count("(") - text[start:end].count(")")
    behind, before = text[end : end + 1] == ")", text[max(start - 1, 0) : start] == "("
    if behind and (missing > 0 or (before and not missing)):
        return text[start - (before and not missing) : end + 1]
    return text[start:end]


def _spans(store: Store, documents: list[int]) -> pd.DataFrame:
    """Return document, what, start, end, tokens of junk lines and bylines, those in sentences too."""
    return store.query(
        """SELECT document, kind AS what, start, "end", tokens FROM sentence
           WHERE kind IN ('junk', 'byline') AND list_contains($ids::INTEGER[], document)
           UNION ALL BY NAME
           SELECT t.document, 'byline' AS what, min(t.start) AS start, max(t."end") AS "end",
                  count(*)::INTEGER AS tokens
           FROM token t JOIN sentence s USING (document, sentence)
           WHERE t.kind = 'byline' AND s.kind = 'body' AND list_contains($ids::INTEGER[], t.document)
           GROUP BY t.document, t.sentence
           ORDER BY document, start""",
        {"ids": documents},
    )
