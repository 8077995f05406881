"""Sentences and documents of known numbers, read where they lie, without looking at what is between them.

In a store whose count tables hold, the sentences of each document stand one after the other in reading order:
the number of the first row of a document tells those of all its sentences. DuckDB reads a hundred rows of
known numbers in some ms; joined by document and sentence they take up to a hundred in a million articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.store.cover import has_cubes, has_postings, numbers

if TYPE_CHECKING:
    from analysis.store.store import Store

# Of more sentences at once a join is as quick.
MOST = 5_000


def sentences_at(
    store: Store, documents: np.ndarray, sentences: np.ndarray, told: Mapping[str, str]
) -> pd.DataFrame:
    """Return what each name → SQL says of sentences ``s``: a row for each one asked for, in that order, of
    nulls for one that is not there."""
    asked = np.asarray(documents, np.int64) << 32 | np.asarray(sentences, np.int64)
    keys = np.unique(asked)
    names = ", ".join(f'{sql} AS "{name}"' for name, sql in told.items())
    select = f"SELECT {_KEY} AS key, {names} FROM sentence s"
    rows = _rows(store.own, keys) if len(keys) <= MOST else None
    if rows is not None:
        # As a list in a parameter: a table in memory takes longer to make known than the rows to read.
        sql = f"{select} WHERE s.rowid IN (SELECT unnest($rows::BIGINT[])) ORDER BY key"
        found = store.own.query(sql, {"rows": rows.tolist()})
        if np.array_equal(found["key"], keys):
            return _aligned(found, asked)
    there = pd.DataFrame({"document": (keys >> 32).astype(np.int32), "sentence": keys.astype(np.int32)})
    sql = f"{select} JOIN there t ON t.document = s.document AND t.sentence = s.sentence ORDER BY key"
    return _aligned(store.own.query(sql, frames={"there": there}), asked)


_KEY = "(s.document::BIGINT << 32) + s.sentence"


def documents_at(store: Store, documents: np.ndarray, told: Mapping[str, str]) -> pd.DataFrame:
    """As ``sentences_at``, of documents ``d``."""
    names = ", ".join(f'{sql} AS "{name}"' for name, sql in told.items())
    # Joined, for IN looks at every row of what it cannot pass over.
    found = store.own.query(
        f"""SELECT d.document AS key, {names} FROM document d
            JOIN (SELECT unnest($documents::INTEGER[]) AS document) USING (document) ORDER BY key""",
        {"documents": np.unique(documents).tolist()},
    )
    return _aligned(found, documents)


def _aligned(found: pd.DataFrame, asked: np.ndarray) -> pd.DataFrame:
    """Return the row of each key that is asked for; ``found`` is in the order of its keys."""
    keys = found.pop("key").to_numpy()
    places = np.searchsorted(keys, asked.astype(keys.dtype))
    if np.array_equal(keys, asked):
        return found
    if len(keys) and (keys[np.minimum(places, len(keys) - 1)] == asked).all():
        return found.take(places).reset_index(drop=True)
    return found.set_index(keys).reindex(asked).reset_index(drop=True)


def _rows(store: Store, keys: np.ndarray) -> np.ndarray | None:
    """Return the numbers of the rows where some sentences should stand; None where rows have none."""
    first = first_rows(store)
    if first is None or not len(keys):
        return None
    known = numbers(store)
    # A number of another type would be looked for in a copy of all.
    places = np.searchsorted(known, (keys >> 32).astype(known.dtype))
    return first[np.minimum(places, len(known) - 1)] + keys.astype(np.int32) - 1


def first_rows(store: Store) -> np.ndarray | None:
    """Return the number of the row of the first sentence of each document, in their order; None where rows
    have no numbers, or small ones."""
    return store.kept("first_rows", _first_rows) if has_cubes(store) else None


def _first_rows(store: Store) -> np.ndarray | None:
    if store.query("SELECT 1 FROM duckdb_tables() WHERE table_name = 'sentence'").empty:
        return None  # the rows of a lake lie in its files
    sql = "SELECT coalesce(min(s.rowid), 0) AS first FROM document d LEFT JOIN sentence s USING (document)"
    if has_postings(store):  # a spot is left out after each sentence
        sql = """SELECT any_value(first_spot - first_token) AS first
                 FROM document_spot JOIN document d USING (document)"""
    return store.arrays(f"{sql} GROUP BY d.document ORDER BY d.document")["first"].astype(np.int32)
