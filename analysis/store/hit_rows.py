"""Hits whose places are known, each with its sentence and its letters in the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import StoreError
from analysis.store.fetch import documents_at
from analysis.store.together import together

if TYPE_CHECKING:
    from analysis.store.store import Store

_DOCUMENT = 36  # bits of a place in the store
_TOLD = {"first_token": "d.first_token", "first_character": "d.first_character", "name": "d.name"}


def hit_rows(store: Store, documents: Sequence[int], spots: Sequence[int], *, words: int) -> pd.DataFrame:
    """Return a row a hit, in the order given: document, sentence, start, end, and name (of the document).

    A hit is given by its document and the number of the spot (``postings.py``) of the first of its ``words``.
    Raises StoreError (``store.damaged``) where no token stands there.
    """
    store, documents = store.own, np.array(documents, np.int64)
    told, tokens = together(lambda: documents_at(store, documents, _TOLD), lambda: _tokens(store, documents))
    # A spot is a place and its sentence: of so many tokens in a row as there are sentences one has both.
    keys = (tokens["document"].astype(np.int64) << _DOCUMENT) + tokens["place"] + tokens["sentence"]
    asked = (documents << _DOCUMENT) + told["first_token"].to_numpy(np.int64) + np.array(spots, np.int64) + 1
    hit = np.searchsorted(keys, asked)
    if len(asked) and not (len(keys) and np.array_equal(keys[np.minimum(hit, len(keys) - 1)], asked)):
        raise StoreError("store.damaged", path=store.path, reason="posting")
    first_character = told["first_character"].to_numpy(np.int64)
    last = hit + words - 1
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


def _tokens(store: Store, documents: np.ndarray) -> dict[str, np.ndarray]:
    """Return all tokens of some documents, in order: some thousand, read in some ms wherever they stand. The
    few that are asked for, by the numbers of their rows, took two seconds when they were spread over 300
    million."""
    few = f"(SELECT unnest({np.unique(documents).tolist()}::INTEGER[]) AS document)"
    rows = store.arrays(
        f"SELECT document, sentence, place, letter, form FROM token_row JOIN {few} USING (document)"
    )
    order = np.argsort(rows["place"])
    return {name: values[order] for name, values in rows.items()}


def _lengths(store: Store, forms: np.ndarray) -> np.ndarray:
    """Return the number of letters of each form."""
    return store.kept("letters", _letters)[forms]


def _letters(store: Store) -> np.ndarray:
    """Return the number of letters of all forms, by their ids."""
    rows = store.arrays("SELECT form, length(text)::INTEGER AS letters FROM form")
    letters = np.zeros(int(rows["form"].max(initial=-1)) + 1, dtype=np.int32)
    letters[rows["form"]] = rows["letters"]
    return letters
