"""Where words stand in a store with count tables, told by spots (``store/spots.py``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.store.cover import has_postings, numbers
from analysis.store.cubes import COUNTED_KINDS
from analysis.store.fetch import first_rows
from analysis.store.needle import Needle, Word, forms_where, hits
from analysis.store.selection import Scope
from analysis.store.spelled import forms_spelled
from analysis.store.spots import first_spots, in_a_row, spots_by_form, spots_of
from analysis.store.store import Store

# More forms than this (a letter or two inside words) and the tokens are as quick.
MOST_FORMS = 2_000
# A page is looked for in so large parts of the corpus, one after the other, until it is full.
PIECES = (1 / 64, 1 / 8, 1)
AT_ONCE = 20_000  # documents
USUAL = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)


@dataclass(frozen=True, slots=True)
class Ground:
    """The documents of a store in order, the first spot of each (``store/postings.py``), and which of them
    are chosen (None: all)."""

    documents: np.ndarray
    spots: np.ndarray
    chosen: np.ndarray | None

    @property
    def parts(self) -> tuple[float, ...]:
        """In what parts to look for a page: a smaller span is looked through as quickly as a part of it."""
        count = len(self.documents) if self.chosen is None else int(self.chosen.sum())
        return PIECES if count > AT_ONCE else (1,)

    def pieces(self, parts: tuple[float, ...] = (1,)) -> Iterator[tuple[int, int]]:
        """Yield first and last spot of the span of the chosen documents, up to each of its parts."""
        places = range(len(self.documents)) if self.chosen is None else np.flatnonzero(self.chosen)
        if not len(places):
            return
        begin, size = int(places[0]), int(places[-1]) - int(places[0]) + 1
        for part in parts:
            end = int(places[0]) + max(1, int(size * part))
            whole = end >= len(self.documents)
            if end > begin:
                yield int(self.spots[begin]), 2**62 if whole else int(self.spots[end]) - 1
            begin = end

    def places(self, spots: np.ndarray) -> np.ndarray:
        """Return the place of the document of each spot, for spots in order."""
        if len(spots) <= len(self.spots):
            return np.searchsorted(self.spots, spots, side="right") - 1
        bounds = np.append(np.searchsorted(spots, self.spots), len(spots))
        return np.repeat(np.arange(len(self.spots)), np.diff(bounds))

    def inside(self, spots: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return those of some spots, in order, that stand in chosen documents, and the places of these."""
        places = self.places(spots)
        if self.chosen is None:
            return spots, places
        kept = self.chosen[places]
        return spots[kept], places[kept]


def posted(store: Store, chosen: Scope) -> bool:
    """Say whether table ``posting`` counts the words of a selection: large stores, usual kinds."""
    return chosen.kind_list == USUAL and has_postings(store)


def spotted(store: Store, chosen: Scope) -> bool:
    """Say whether spots tell the words of a selection: usual kinds, count tables, and rows with numbers."""
    return chosen.kind_list == USUAL and first_rows(store.own) is not None


def ground(store: Store, chosen: Scope) -> Ground:
    """Return the documents of a store with count tables."""
    documents, spots = numbers(store.own), store.own.kept("spots", first_spots)
    if not chosen.chosen:
        return Ground(documents, spots, None)
    mask = np.zeros(len(documents), dtype=bool)
    if chosen.whole and chosen.ranges is not None:
        for first, last in chosen.ranges:
            mask[slice(*np.searchsorted(documents, np.array([first, last + 1], documents.dtype)))] = True
        return Ground(documents, spots, mask)
    ids = store.arrays(chosen.chosen, chosen.params)["document"] if chosen.ids is None else chosen.ids
    mask[ids if documents[-1] == len(documents) - 1 else np.searchsorted(documents, ids)] = True
    return Ground(documents, spots, mask)


def forms_of(store: Store, word: Word) -> pd.DataFrame | None:
    """Return the forms of a word, columns form (id) and text, by id; None where they are too many."""
    if word.how == "whole" and not word.roman:
        return forms_spelled(store, [word.key])[["form", "text"]]
    test, params = forms_where(word, "word")
    sql = f"SELECT form, text FROM form WHERE {test} ORDER BY form LIMIT {MOST_FORMS + 1}"
    found = store.query(sql, params)
    return None if len(found) > MOST_FORMS else found


def counted_hits(
    store: Store, chosen: Scope, needle: Needle
) -> tuple[list[tuple[str, int]], int, int] | None:
    """Return the written forms that are hit with their counts, all hits, and documents that hold one.

    A phrase is one form, its folded spelling. None where spots do not tell it.
    """
    words = _words(store, chosen, needle)
    if words is None:
        return None
    where = ground(store, chosen)
    held = np.zeros(len(where.documents), dtype=bool)
    counts: list[tuple[str, int]] = []
    for first, last in where.pieces():
        for name, spots in _named(store, needle, words, first, last):
            _, places = where.inside(spots)
            held[places] = True
            counts.append((name, len(places)))
    forms = sorted(((form, n) for form, n in counts if n), key=lambda pair: (-pair[1], pair[0]))
    return forms, sum(n for _, n in forms), int(held.sum())


def _named(
    store: Store, needle: Needle, words: list[pd.DataFrame], first: int, last: int
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the forms of a word, or a phrase, with their spots."""
    if len(words) > 1:
        phrase = " ".join(word.key for word in needle.words)
        yield phrase, _row(store, needle, words, first, last)
        return
    texts = dict(words[0].itertuples(index=False))
    for form, spots in spots_by_form(store, list(texts), first, last):
        yield texts[form], spots


def form_counts(store: Store, chosen: Scope, forms: list[int]) -> pd.DataFrame:
    """Return how often each of some forms stands in the chosen sentences, where it does: form, count."""
    if not posted(store, chosen):
        return store.query(
            f"""SELECT form, count(*) AS count
                FROM token_row c JOIN (SELECT unnest($forms::INTEGER[]) AS form) USING (form)
                WHERE {chosen.tokens("c")} GROUP BY form""",
            chosen.params | {"forms": forms},
        )
    where = ground(store, chosen)
    found = [
        (form, len(where.inside(spots)[0]))
        for first, last in where.pieces()
        for form, spots in spots_by_form(store, forms, first, last)
    ]
    counts = pd.DataFrame(found, columns=["form", "count"])
    return counts[counts["count"] > 0]


def per_document(store: Store, chosen: Scope, forms: list[int]) -> pd.DataFrame:
    """Return how often some forms stand in each chosen document that holds one: document, count."""
    where = ground(store, chosen)
    counts = np.zeros(len(where.documents), dtype=np.int64)
    for first, last in where.pieces():
        counts = np.bincount(where.inside(spots_of(store, forms, first, last))[1], minlength=len(counts))
    held = np.flatnonzero(counts)
    return pd.DataFrame({"document": where.documents[held], "count": counts[held]})


def hits_of_first_documents(
    store: Store, chosen: Scope, forms: list[int], need: int
) -> tuple[list[int], list[int]]:
    """Return, as ``page_of_hits``, all hits of some forms in the first ``need`` chosen documents with one."""
    where, held = ground(store, chosen), 0
    documents: list[int] = []
    spots: list[int] = []
    for first, last in where.pieces(where.parts):
        found, places = where.inside(spots_of(store, forms, first, last))
        new = np.concatenate([[True], places[1:] != places[:-1]])[: len(places)]
        few = held + np.cumsum(new) <= need
        documents += where.documents[places[few]].tolist()
        spots += (found - where.spots[places])[few].tolist()
        held += int(new.sum())
        if held >= need:
            break
    return documents, spots


def page_of_hits(
    store: Store, chosen: Scope, needle: Needle, *, limit: int, offset: int
) -> tuple[list[int], list[int]] | None:
    """Return the documents of hits ``offset`` to ``offset + limit``, and for each hit the number of its spot
    in its document. None where spots do not tell it.
    """
    words = _words(store, chosen, needle)
    if words is None:
        return None
    where = ground(store, chosen)
    found: list[tuple[int, int]] = []
    for first, last in where.pieces(where.parts):
        spots, places = where.inside(_row(store, needle, words, first, last))
        most = max(0, offset + limit - len(found))
        inside = (spots - where.spots[places])[:most]
        found += zip(where.documents[places[:most]].tolist(), inside.tolist(), strict=True)
        if len(found) >= offset + limit:
            break
    return [document for document, _ in found[offset:]], [spot for _, spot in found[offset:]]


def _row(store: Store, needle: Needle, words: list[pd.DataFrame], first: int, last: int) -> np.ndarray:
    """Return where the words stand in a row; long words are rare ones."""
    order = sorted(range(len(words)), key=lambda step: -len(needle.words[step].key))
    return in_a_row(store, [word["form"].tolist() for word in words], first, last, order=order)


def _words(store: Store, chosen: Scope, needle: Needle) -> list[pd.DataFrame] | None:
    """Return the forms of each word, None where spots do not tell them."""
    return words_of(store, needle) if needle.words and spotted(store, chosen) else None


def words_of(store: Store, needle: Needle) -> list[pd.DataFrame] | None:
    """Return the forms of each word (see ``forms_of``); None where they are too many."""
    plain = [word.key for word in needle.words if word.how == "whole" and not word.roman]
    known = forms_spelled(store, list(set(plain))) if plain[1:] else None
    words = [
        forms_of(store, word)
        if known is None or word.how != "whole" or word.roman
        else known.loc[known["key"] == word.key, ["form", "text"]]
        for word in needle.words
    ]
    return None if any(word is None for word in words) else words


def hits_inside(store: Store, needle: Needle, inside: str) -> tuple[str, dict[str, object]]:
    """As ``needle.hits``. The words of a phrase in a part of the documents are looked up first: by their
    spelling in the same question, they are joined in an order that takes four times as long."""
    words = words_of(store, needle) if len(needle.words) > 1 and inside != "TRUE" else None
    return hits(needle, inside=inside, forms=words and [word["form"].tolist() for word in words])
