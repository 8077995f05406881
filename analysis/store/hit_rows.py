"""Hits whose places are known, each with its sentence and its letters in the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import StoreError
from analysis.store.fetch import documents_at
from analysis.store.spots import places_of, tokens_at, whole_documents
from analysis.store.together import together

if TYPE_CHECKING:
    from analysis.store.store import Store

_DOCUMENT = 36  # bits of a place in the store
_TOLD = {"first_character": "d.first_character", "name": "d.name"}


def hit_rows(store: Store, documents: Sequence[int], spots: Sequence[int], *, words: int) -> pd.DataFrame:
    """Return a row a hit, in the order given: document, sentence, start, end, and name (of the document).

    A hit is given by its document and the number of the spot (``postings.py``) of the first of its ``words``.
    Raises StoreError (``store.damaged``) where no token stands there.
    """
    store, documents = store.own, np.array(documents, np.int64)
    told, (tokens, hit, last) = together(
        lambda: documents_at(store, documents, _TOLD),
        lambda: _by_place(store, documents, spots, words) or _by_document(store, documents, spots, words),
    )
    first_character = told["first_character"].to_numpy(np.int64)
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


def _by_place(
    store: Store, documents: np.ndarray, spots: Sequence[int], words: int
) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray] | None:
    """Return the first and the last tokens of hits, and which are those of each; None where their places are
    not known."""
    if (told := places_of(store, documents, spots)) is None:
        return None
    first, last = told[0], told[0] + words - 1
    places = np.unique(np.concatenate([first, last]))
    tokens = tokens_at(store, places)
    return tokens and (tokens, np.searchsorted(places, first), np.searchsorted(places, last))


def _by_document(
    store: Store, documents: np.ndarray, spots: Sequence[int], words: int
) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """As ``_by_place``, out of all tokens of the documents: some thousand, read in some ms wherever they
    stand. The few that are asked for, by the numbers of their rows, took two seconds when they were spread
    over 300 million."""
    few = f"(SELECT unnest({np.unique(documents).tolist()}::INTEGER[]) AS document)"
    tokens = whole_documents(
        store.arrays(
            f"SELECT document, place, sentence, letter, form FROM token_row JOIN {few} USING (document)"
        )
    )
    keys = (tokens["document"].astype(np.int64) << _DOCUMENT) + tokens["spot"]
    asked = (documents << _DOCUMENT) + np.array(spots, np.int64)
    hit = np.searchsorted(keys, asked)
    if len(asked) and not (len(keys) and np.array_equal(keys[np.minimum(hit, len(keys) - 1)], asked)):
        raise StoreError("store.damaged", path=store.path, reason="posting")
    return tokens, hit, hit + words - 1


def _lengths(store: Store, forms: np.ndarray) -> np.ndarray:
    """Return the number of letters of each form."""
    return store.kept("letters", _letters)[forms]


def _letters(store: Store) -> np.ndarray:
    """Return the number of letters of all forms, by their ids."""
    rows = store.arrays("SELECT form, length(text)::INTEGER AS letters FROM form")
    letters = np.zeros(int(rows["form"].max(initial=-1)) + 1, dtype=np.int32)
    letters[rows["form"]] = rows["letters"]
    return letters
