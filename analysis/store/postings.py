"""The words of a large store in the order of their forms: where each stands, and where some stand in a row.

A *spot* is the number of a token when the tokens of the store follow one another in the order of documents
and a number is left out after each sentence. So the next spot is the next word of the same sentence, and the
spots of a document lie between its own first spot and that of the next one: a phrase is found without
looking at a token, in sorted lists of numbers alone.
"""

from __future__ import annotations

import duckdb

from analysis.store.firsts import COUNTED_KINDS
from analysis.store.steps import Step, each, silent

# So many tokens are sorted at a time: sorting all at once takes the memory.
ROWS = 8_000_000
_KINDS = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)


def add_postings(cursor: duckdb.DuckDBPyConnection, step: Step = silent) -> None:
    """Fill tables document_spot and posting, from the tokens and the cube of forms (level ``all``)."""
    cursor.execute(
        """INSERT INTO document_spot
           SELECT document, (sum(spots) OVER before - spots)::BIGINT
           FROM (SELECT document, d.tokens + count(s.sentence) AS spots
                 FROM document d LEFT JOIN sentence s USING (document) GROUP BY document, d.tokens)
           WINDOW before AS (ORDER BY document ROWS UNBOUNDED PRECEDING) ORDER BY document"""
    )
    bounds = cursor.execute(
        """SELECT min(form), max(form) FROM
           (SELECT form, (sum(rows) OVER (ORDER BY form) / $most)::INTEGER AS part
            FROM (SELECT form, sum(count) AS rows FROM term_cube JOIN cell USING (cell)
                  WHERE level = 'all' GROUP BY form))
           GROUP BY part ORDER BY part""",
        {"most": ROWS},
    ).fetchall()
    for first, last in each(step, "words", bounds):
        cursor.execute(
            f"""INSERT INTO posting
                SELECT t.form, t.place - d.first_token + t.sentence - 1 + s.first_spot AS spot
                FROM token_row t JOIN document d USING (document) JOIN document_spot s USING (document)
                WHERE t.form BETWEEN {first} AND {last} AND t.kind IN ({_KINDS}) ORDER BY form, spot"""
        )
