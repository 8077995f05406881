"""The order of hits by the words beside them, told by the tokens of the documents they stand in alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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
    few = f"(SELECT unnest([{', '.join(map(str, sorted(set(documents))))}]::INTEGER[]) AS document)"
    tokens = store.arrays(
        f"""SELECT t.document, t.place - d.first_token + t.sentence - 1 AS spot, t.form
            FROM token_row t JOIN {few} USING (document) JOIN document d USING (document)"""
    )
    keys = tokens["document"].astype(np.int64) * _DOCUMENT + tokens["spot"]
    order = np.argsort(keys, kind="stable")
    keys, forms = keys[order], tokens["form"][order]
    hits = np.searchsorted(keys, np.asarray(documents, np.int64) * _DOCUMENT + np.asarray(spots, np.int64))
    beside = [_beside(keys, forms, hits, -step if left else words - 1 + step) for step in _STEPS]
    told = _spellings(store, np.unique(np.concatenate(beside)))
    rows = np.stack(beside, axis=1).tolist()
    found = [[told[form] for form in row if form >= 0] for row in rows]
    return sorted(range(len(found)), key=lambda number: (found[number], number))


_STEPS = range(1, NEIGHBOURS + 1)


def _beside(keys: np.ndarray, forms: np.ndarray, hits: np.ndarray, step: int) -> np.ndarray:
    """Return the forms so many tokens behind the first one of each hit, -1 beyond its document."""
    places = np.clip(hits + step, 0, len(keys) - 1)
    inside = (places == hits + step) & (keys[places] // _DOCUMENT == keys[hits] // _DOCUMENT)
    return np.where(inside, forms[places], -1)


def _spellings(store: Store, forms: np.ndarray) -> dict[int, str]:
    sql = "SELECT form, key FROM form JOIN (SELECT unnest($forms::INTEGER[]) AS form) USING (form)"
    rows = store.query(sql, {"forms": forms.tolist()})
    return dict(zip(rows["form"].tolist(), rows["key"].tolist(), strict=True))
