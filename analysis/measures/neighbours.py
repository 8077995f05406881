"""The order of hits by the words beside them, told by the tokens of the documents they stand in alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.store.spots import places_of, tokens_at, whole_documents
from analysis.store.store import Store

# How many neighbouring words decide the order of a sorted concordance.
NEIGHBOURS = 3
# So many hits of a large store are sorted by them: to sort all is to look at all tokens around them.
SORTED = 2_000
_DOCUMENT = 2**32  # more than the spots of any document


def by_neighbours(
    store: Store, documents: Sequence[int], spots: Sequence[int], *, words: int, left: bool
) -> list[int]:
    """Return the order of some hits, given by place, as numbers from 0: by the folded spellings of the words
    to the left, nearest first, or to the right; ties by place.

    ``spots`` are those of their first words in their documents (``store/postings.py``), ``words`` the number
    of words of each hit. Words beside are of the same document; where it ends, nothing comes first.
    """
    if not documents:
        return []
    steps = [-step if left else words - 1 + step for step in _STEPS]
    beside = _by_place(store, documents, spots, steps)
    if beside is None:
        beside = _by_document(store, documents, spots, steps)
    told = _spellings(store, np.unique(np.concatenate(beside)))
    rows = np.stack(beside, axis=1).tolist()
    found = [[told[form] for form in row if form >= 0] for row in rows]
    return sorted(range(len(found)), key=lambda number: (found[number], number))


_STEPS = range(1, NEIGHBOURS + 1)


def _by_place(
    store: Store, documents: Sequence[int], spots: Sequence[int], steps: Sequence[int]
) -> list[np.ndarray] | None:
    """Return of each step the forms so many tokens behind the first one of each hit, -1 beyond its document;
    None where the places of the hits are not known."""
    if (told := places_of(store, documents, spots)) is None:
        return None
    place, begin, end = told
    places = [np.where((begin <= at) & (at < end), at, -1) for at in (place + step for step in steps)]
    asked = np.unique(np.concatenate(places))
    asked = asked[asked >= 0]
    if (tokens := tokens_at(store, asked)) is None:
        return None
    forms = np.append(tokens["form"].astype(np.int64), -1)  # the last one for those beyond
    return [forms[np.where(at < 0, -1, np.searchsorted(asked, at))] for at in places]


def _by_document(
    store: Store, documents: Sequence[int], spots: Sequence[int], steps: Sequence[int]
) -> list[np.ndarray]:
    """As ``_by_place``, out of all tokens of the documents."""
    few = f"(SELECT unnest([{', '.join(map(str, sorted(set(documents))))}]::INTEGER[]) AS document)"
    sql = f"SELECT document, place, sentence, form FROM token_row JOIN {few} USING (document)"
    tokens = whole_documents(store.arrays(sql))
    keys = tokens["document"].astype(np.int64) * _DOCUMENT + tokens["spot"]
    hits = np.searchsorted(keys, np.asarray(documents, np.int64) * _DOCUMENT + np.asarray(spots, np.int64))
    return [_beside(keys, tokens["form"], hits, step) for step in steps]


def _beside(keys: np.ndarray, forms: np.ndarray, hits: np.ndarray, step: int) -> np.ndarray:
    places = np.clip(hits + step, 0, len(keys) - 1)
    inside = (places == hits + step) & (keys[places] // _DOCUMENT == keys[hits] // _DOCUMENT)
    return np.where(inside, forms[places], -1)


def _spellings(store: Store, forms: np.ndarray) -> dict[int, str]:
    sql = "SELECT form, key FROM form JOIN (SELECT unnest($forms::INTEGER[]) AS form) USING (form)"
    rows = store.query(sql, {"forms": forms.tolist()})
    return dict(zip(rows["form"].tolist(), rows["key"].tolist(), strict=True))
