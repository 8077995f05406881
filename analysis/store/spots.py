"""Where words stand in a store with count tables, and where some stand in a row, as spots (``postings.py``).

A large store has them in table ``posting``. In a smaller one, whose tokens are passed over as quickly as they
would be looked up, they are counted while the tokens are read: without a table, which would take a fifth more
room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.store.cover import counted_tokens, has_postings, numbers
from analysis.store.fetch import first_rows

if TYPE_CHECKING:
    from analysis.store.store import Store


def first_spots(store: Store) -> np.ndarray:
    """Return the first spot of each document, in their order."""
    if has_postings(store):
        return store.arrays("SELECT first_spot FROM document_spot ORDER BY document")["first_spot"]
    return _firsts(store)[0]


def spots_by_form(store: Store, forms: Sequence[int], first: int, last: int) -> list[tuple[int, np.ndarray]]:
    """Return each of some forms that stands from spot ``first`` to ``last``, and its spots there in order."""
    form, spot = _standing(store, forms, first, last)
    bounds = [0, *(np.flatnonzero(form[1:] != form[:-1]) + 1).tolist(), len(form)]
    return [(int(form[a]), spot[a:b]) for a, b in pairwise(bounds) if a < b]


def spots_of(store: Store, forms: Sequence[int], first: int, last: int) -> np.ndarray:
    """Return the spots from ``first`` to ``last`` where one of the forms stands, in order."""
    if has_postings(store):
        spots = store.arrays(f"SELECT spot FROM posting WHERE {_asked(forms, first, last)}")["spot"]
    else:
        spots = _read(store, forms, first, last)[1]
    return spots if len(forms) == 1 else np.sort(spots, kind="stable")


def in_a_row(
    store: Store, words: Sequence[Sequence[int]], first: int, last: int, *, order: Sequence[int] | None = None
) -> np.ndarray:
    """Return the spots of the first word where the words, each any of some forms, stand one after the other.

    Asked are the words in the ``order`` of their places, best the rarest ones first: the search ends where
    nothing is left.
    """
    spots_of_word = _of_words(store, words, first, last)
    found: np.ndarray | None = None
    for step in range(len(words)) if order is None else order:
        spots = spots_of_word(step) - step
        found = spots if found is None else _common(found, spots)
        if not len(found):
            break
    return np.empty(0, dtype=np.int64) if found is None else found


def _of_words(
    store: Store, words: Sequence[Sequence[int]], first: int, last: int
) -> Callable[[int], np.ndarray]:
    """Return what tells the spots of a word: out of all tokens, they are read for all words at once."""
    if has_postings(store):
        return lambda step: spots_of(store, words[step], first, last)
    form, spot = _read(store, sorted(set(chain(*words))), first, last)
    return lambda step: spot[np.isin(form, words[step])]


def _standing(store: Store, forms: Sequence[int], first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Return form and spot of each token of some forms, by form and spot."""
    if has_postings(store):
        rows = store.arrays(f"SELECT form, spot FROM posting WHERE {_asked(forms, first, last)}")
        return rows["form"], rows["spot"]
    form, spot = _read(store, forms, first, last)
    order = np.lexsort((spot, form))
    return form[order], spot[order]


def _asked(forms: Sequence[int], first: int, last: int) -> str:
    return f"{_any(forms)} AND spot BETWEEN {int(first)} AND {int(last)}"


def _any(forms: Sequence[int]) -> str:
    return f"form IN ({', '.join(map(str, forms)) or 'NULL'})"


def _read(store: Store, forms: Sequence[int], first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """As ``_standing``, out of the tokens of the documents that have these spots, by spot."""
    spots, tokens = store.own.kept("first_tokens", _firsts)
    begin, end = np.searchsorted(spots, (first, last), side="right")
    inside = f"t.place >= {int(tokens[max(0, begin - 1)])}"
    if end < len(tokens):
        inside += f" AND t.place < {int(tokens[end])}"
    # Of several forms those looked up in a list of a table's own take half the time.
    several = f"(SELECT unnest([{', '.join(map(str, forms))}]::INTEGER[]))"
    among = f"t.form IN {several}" if len(forms) > 1 else f"t.{_any(forms)}"
    rows = store.own.arrays(
        f"""SELECT t.form, t.place::BIGINT AS place, t.sentence FROM token_row t
            WHERE {among} AND {inside} AND {counted_tokens("t")} ORDER BY t.place"""
    )
    documents = np.searchsorted(tokens, rows["place"], side="right") - 1
    spot = rows["place"] + rows["sentence"] - 1 + (spots - tokens)[documents]
    kept = slice(*np.searchsorted(spot, (first, last + 1)))
    return rows["form"][kept], spot[kept]


def _firsts(store: Store) -> tuple[np.ndarray, np.ndarray]:
    """Return the first spot and the place of the first token of each document, in their order."""
    rows = store.arrays(
        """WITH counted AS (SELECT document, count(*) AS sentences FROM sentence GROUP BY document)
           SELECT first_token::BIGINT AS token, coalesce(sentences, 0)::BIGINT AS sentences
           FROM document LEFT JOIN counted USING (document) ORDER BY document"""
    )
    return rows["token"] + np.cumsum(rows["sentences"]) - rows["sentences"], rows["token"]


def places_of(
    store: Store, documents: Sequence[int], spots: Sequence[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Return the place of the token at each spot, counted from the first one of its document, and the places
    where that document begins and ends (behind its last token). None in a store of postings, whose sentences
    are too many to be kept, and in one whose rows have no numbers."""
    own = store.own
    if has_postings(store) or first_rows(own) is None:
        return None
    first_spots, tokens = own.kept("first_tokens", _firsts)
    sentences, total = own.kept("sentence_spots", _sentence_spots)
    known = numbers(own)
    at = np.searchsorted(known, np.asarray(documents, known.dtype))
    spot = first_spots[at] + np.asarray(spots, np.int64)
    # One number is left out behind each sentence before.
    place = spot + 1 - np.searchsorted(sentences, spot, side="right")
    return place, tokens[at], np.append(tokens[1:], total)[at]


def tokens_at(store: Store, places: np.ndarray) -> dict[str, np.ndarray] | None:
    """Return place, sentence, letter and form of the tokens at some places (each once, in order); None where
    the rows of the tokens are not numbered by their places."""
    sql = """SELECT place, sentence, letter, form FROM token_row
             WHERE rowid IN (SELECT unnest($rows::BIGINT[])) ORDER BY place"""
    rows = store.own.arrays(sql, {"rows": places.tolist()})
    return rows if np.array_equal(rows["place"], places) else None


def whole_documents(tokens: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return all tokens of some documents (columns document, place, sentence, …) in their order, with column
    spot: counted from the first one of each document."""
    if (tokens["place"][1:] < tokens["place"][:-1]).any() or (np.diff(tokens["document"]) < 0).any():
        order = np.lexsort((tokens["place"], tokens["document"]))
        tokens = {name: values[order] for name, values in tokens.items()}
    documents, places = tokens["document"], tokens["place"]
    begins = np.flatnonzero(np.diff(documents, prepend=-1))
    first = np.repeat(places[begins], np.diff(begins, append=len(documents)))
    return tokens | {"spot": places - first + tokens["sentence"] - 1}


def _sentence_spots(store: Store) -> tuple[np.ndarray, int]:
    """Return the first spot of each sentence, and the number of all tokens."""
    tokens = store.arrays("SELECT tokens FROM sentence ORDER BY document, sentence")["tokens"].astype(
        np.int64
    )
    return np.cumsum(tokens + 1) - tokens - 1, int(tokens.sum())


def _common(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the numbers that both hold; both are in order."""
    few, many = (some, others) if len(some) < len(others) else (others, some)
    if not len(few):
        return few
    places = np.minimum(np.searchsorted(many, few), len(many) - 1)
    return few[many[places] == few]
