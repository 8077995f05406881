"""Hits whose places are known, each with its sentence and its letters in the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.store.cover import numbers
from analysis.store.fetch import documents_at, first_rows
from analysis.store.needle import hits_at

if TYPE_CHECKING:
    from analysis.store.store import Store

_DOCUMENT = 36  # bits of a place in the store
_TOLD = {"first_token": "d.first_token", "first_character": "d.first_character", "name": "d.name"}


def hit_rows(store: Store, documents: Sequence[int], spots: Sequence[int], *, words: int) -> pd.DataFrame:
    """Return a row a hit, in the order given: document, sentence, start, end; and name (of the document)
    where it is known at once.

    A hit is given by its document and the number of the spot (``postings.py``) of the first of its ``words``.
    """
    found = _by_number(store.own, np.array(documents, np.int64), np.array(spots, np.int64), words)
    if found is not None:
        return found
    sql, params = hits_at(documents, spots, words)
    return store.own.query(f'SELECT document, sentence, start, "end" FROM ({sql}) ORDER BY turn', params)


def _by_number(store: Store, documents: np.ndarray, spots: np.ndarray, words: int) -> pd.DataFrame | None:
    """As ``hit_rows``; None where the numbers of the rows of tokens are not their places."""
    sizes = _sentences(store, documents)
    if sizes is None:
        return None
    told = documents_at(store, documents, _TOLD)
    # A spot is a place and its sentence: of so many tokens in a row as there are sentences one has both.
    sums = told["first_token"].to_numpy() + spots + 1
    tokens = _tokens(store, sums, sizes, words)
    keys = (tokens["document"].astype(np.int64) << _DOCUMENT) + tokens["place"] + tokens["sentence"]
    asked = (documents << _DOCUMENT) + sums
    hit = np.searchsorted(keys, asked)
    if not len(keys) or not np.array_equal(keys[np.minimum(hit, len(keys) - 1)], asked):
        return None
    last = np.searchsorted(tokens["place"], tokens["place"][hit] + words - 1)
    first_character = told["first_character"].to_numpy()
    ends = tokens["letter"][last] - first_character + _lengths(store, tokens["form"][last])
    return pd.DataFrame(
        {
            "document": documents.astype(np.int32),
            "sentence": tokens["sentence"][hit],
            "start": (tokens["letter"][hit] - first_character).astype(np.int32),
            "end": ends.astype(np.int32),
            "name": told["name"],
        }
    )


def _sentences(store: Store, documents: np.ndarray) -> np.ndarray | None:
    """Return how many sentences each of some documents has; None where rows have no numbers."""
    first, known = first_rows(store), numbers(store)
    if first is None or not len(documents):
        return None
    places = np.searchsorted(known, documents.astype(known.dtype))
    total = store.kept("sentences", lambda store: store.arrays("SELECT count(*) AS n FROM sentence")["n"])
    ends = np.where(places + 1 < len(known), first[np.minimum(places + 1, len(known) - 1)], total)
    return ends - first[places]


def _tokens(store: Store, sums: np.ndarray, sizes: np.ndarray, words: int) -> dict[str, np.ndarray]:
    spans = [np.arange(end - size, end + words - 1) for end, size in zip(sums, sizes, strict=True)]
    # Where rows are not numbered by place, what is found is not what was asked for.
    return store.arrays(
        """SELECT document, sentence, place, letter, form FROM token_row
           WHERE rowid IN (SELECT unnest($rows::BIGINT[])) ORDER BY place""",
        {"rows": np.unique(np.concatenate(spans)).tolist()},
    )


def _lengths(store: Store, forms: np.ndarray) -> np.ndarray:
    """Return the number of letters of each form."""
    return store.kept("letters", _letters)[forms]


def _letters(store: Store) -> np.ndarray:
    """Return the number of letters of all forms, by their ids."""
    rows = store.arrays("SELECT form, length(text)::INTEGER AS letters FROM form")
    letters = np.zeros(int(rows["form"].max(initial=-1)) + 1, dtype=np.int32)
    letters[rows["form"]] = rows["letters"]
    return letters
