"""What an article says twice.

repetitions           pairs of sentences of one article that say nearly the same
repetition_sentences  both sentences of a pair, marked where they agree
"""

from __future__ import annotations

import pandas as pd

from analysis.corpus import Selection
from analysis.measures.evidence import SEGMENT, evidence
from analysis.store.selection import scope
from analysis.store.store import Store

# Beyond so many documents the pairs of the first ones alone are worked out; ``attrs["documents"]`` tells.
MOST_DOCUMENTS = 2_000
SHORTEST = 6
# A short sentence's few common words stand in every long one.
CONTAINED = 8


def repetitions(
    store: Store, selection: Selection, *, jaccard: float = 0.4, containment: float = 0.7
) -> pd.DataFrame:
    """Return the pairs of sentences of one article that share most of their words, closest first.

    Compared are the distinct folded forms of body sentences of six tokens or more, all words counted. A pair
    is kept whose share of the forms of both together is at least ``jaccard``, or whose share of the shorter
    one's is at least ``containment``, eight forms or more (it is then told within the longer). Columns name,
    a and b (segments, a first), a_sentence, b_sentence, shared (forms), jaccard, containment. At most the
    first 2,000 documents of the selection are read; ``attrs["documents"]`` says how many were.
    """
    chosen = scope(store, selection)
    few = f"""SELECT d.document FROM document d WHERE {chosen.documents("d")}
              ORDER BY d.document LIMIT {MOST_DOCUMENTS}"""
    read = store.query(few, chosen.params)["document"]
    # Looked for between the first and the last of them: a join alone would read every token of the store.
    span = {"first": int(read.min()), "last": int(read.max())} if len(read) else {"first": 0, "last": -1}
    near = "BETWEEN $first AND $last"
    rows = store.query(
        f"""WITH few AS ({few}),
            held AS (SELECT DISTINCT t.document, t.sentence, f.key
                     FROM token_row t JOIN few USING (document) JOIN form f USING (form)
                     JOIN sentence s ON s.document = t.document AND s.sentence = t.sentence
                     WHERE t.document {near} AND s.document {near} AND t.kind = 'body'
                           AND {chosen.kinds("t")} AND s.tokens >= {SHORTEST}),
            place AS (SELECT s.document, s.sentence, {SEGMENT} AS segment
                      FROM sentence s WHERE s.document {near}),
            size AS (SELECT document, sentence, count(*) AS n FROM held GROUP BY ALL),
            pair AS (SELECT x.document, x.sentence AS a, y.sentence AS b, count(*) AS shared
                     FROM held x JOIN held y
                          ON y.document = x.document AND y.key = x.key AND y.sentence > x.sentence
                     GROUP BY ALL HAVING count(*) >= {SHORTEST // 2})
            SELECT p.*, d.name, m.n AS a_forms, o.n AS b_forms, i.segment AS a_name, j.segment AS b_name
            FROM pair p JOIN (SELECT document, name FROM document WHERE document {near}) d USING (document)
            JOIN size m ON m.document = p.document AND m.sentence = p.a
            JOIN size o ON o.document = p.document AND o.sentence = p.b
            JOIN place i ON i.document = p.document AND i.sentence = p.a
            JOIN place j ON j.document = p.document AND j.sentence = p.b
            WHERE p.shared >= $jaccard * (m.n + o.n - p.shared)
                  OR p.shared >= $containment * least(m.n, o.n) AND p.shared >= {CONTAINED}
            ORDER BY p.document, p.a, p.b""",
        chosen.params | span | {"jaccard": jaccard, "containment": containment},
    )
    both = rows["a_forms"] + rows["b_forms"] - rows["shared"]
    rows = rows.rename(columns={"a": "a_sentence", "b": "b_sentence", "a_name": "a", "b_name": "b"}).assign(
        jaccard=rows["shared"] / both, containment=rows["shared"] / rows[["a_forms", "b_forms"]].min(axis=1)
    )
    rows = rows.sort_values(
        ["jaccard", "name", "a_sentence", "b_sentence"], ascending=[False, True, True, True]
    )
    rows = rows[["name", "a", "b", "a_sentence", "b_sentence", "shared", "jaccard", "containment"]]
    rows = rows.reset_index(drop=True)
    rows.attrs["documents"] = len(read)
    return rows


def repetition_sentences(
    store: Store, selection: Selection, name: str, a_sentence: int, b_sentence: int
) -> pd.DataFrame:
    """Return the two sentences of a pair, every word marked whose folded form stands in both."""
    words = """SELECT t.document, t.sentence, t.start, t."end", f.key
               FROM token t JOIN form f USING (form) JOIN document d USING (document)
               WHERE d.name = $name AND t.sentence IN ($a, $b)"""
    spans = f"""SELECT document, sentence, start, "end" FROM ({words}) WHERE key IN
                (SELECT key FROM ({words}) GROUP BY key HAVING count(DISTINCT sentence) = 2)"""
    return evidence(store, spans, {"name": name, "a": int(a_sentence), "b": int(b_sentence)})
