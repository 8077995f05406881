"""The words of a large store in the order of their forms: where each stands, and where some stand in a row.

A *spot* is the number of a token when the tokens of the store follow one another in the order of documents
and a number is left out after each sentence. So the next spot is the next word of the same sentence, and the
spots of a document lie between its own first spot and that of the next one: a phrase is found without
looking at a token, in sorted lists of numbers alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from analysis.store.firsts import COUNTED_KINDS
from analysis.store.steps import Step, each, silent

if TYPE_CHECKING:
    from analysis.store.store import Store

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


def first_spots(store: Store) -> np.ndarray:
    """Return the first spot of each document, in their order."""
    return store.arrays("SELECT first_spot FROM document_spot ORDER BY document")["first_spot"]


def spots_by_form(store: Store, forms: Sequence[int], first: int, last: int) -> list[tuple[int, np.ndarray]]:
    """Return each of some forms that stands from spot ``first`` to ``last``, and its spots there in order."""
    rows = store.arrays(f"SELECT form, spot FROM posting WHERE {_asked(forms, first, last)}")
    form, spot = rows["form"], rows["spot"]
    bounds = [0, *(np.flatnonzero(form[1:] != form[:-1]) + 1).tolist(), len(form)]
    return [(int(form[a]), spot[a:b]) for a, b in pairwise(bounds) if a < b]


def spots_of(store: Store, forms: Sequence[int], first: int, last: int) -> np.ndarray:
    """Return the spots from ``first`` to ``last`` where one of the forms stands, in order."""
    spots = store.arrays(f"SELECT spot FROM posting WHERE {_asked(forms, first, last)}")["spot"]
    return spots if len(forms) == 1 else np.sort(spots, kind="stable")


def _asked(forms: Sequence[int], first: int, last: int) -> str:
    return f"form IN ({', '.join(map(str, forms)) or 'NULL'}) AND spot BETWEEN {int(first)} AND {int(last)}"


def in_a_row(
    store: Store, words: Sequence[Sequence[int]], first: int, last: int, *, order: Sequence[int] | None = None
) -> np.ndarray:
    """Return the spots of the first word where the words, each any of some forms, stand one after the other.

    Asked are the words in the ``order`` of their places, best the rarest ones first: the search ends where
    nothing is left.
    """
    found: np.ndarray | None = None
    for step in range(len(words)) if order is None else order:
        spots = spots_of(store, words[step], first, last) - step
        found = spots if found is None else _common(found, spots)
        if not len(found):
            break
    return np.empty(0, dtype=np.int64) if found is None else found


def _common(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the numbers that both hold; both are in order."""
    few, many = (some, others) if len(some) < len(others) else (others, some)
    if not len(few):
        return few
    places = np.minimum(np.searchsorted(many, few), len(many) - 1)
    return few[many[places] == few]
