"""What the sure mentions of a batch say about the doubtful ones: neighbours, full names, countries."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cached_property
from typing import Literal

import numpy as np

from analysis.annotate.batch import TokenBatch
from analysis.lexicon.matcher import Hits, Matcher

_TITLE_REACH = 3  # ranks and honorifics that may stand between a title and a name


class Clues:
    """Look-ups over the hits of a batch; ``doubtful`` is the mask of those whose form is not sure."""

    def __init__(self, batch: TokenBatch, matcher: Matcher, hits: Hits, doubtful: np.ndarray) -> None:
        self._batch, self._facts, self._hits = batch, matcher.facts, hits
        self._keys = batch.token_key
        entity = np.where(hits.form >= 0, matcher.facts.form_entity[hits.form], -1)
        self._entity = entity
        self._document = batch.token_document[hits.start]
        # Only what stands in a document with a doubtful hit says anything about one.
        near = np.zeros(len(batch.documents), bool)
        near[self._document[doubtful]] = True
        sure = (entity >= 0) & ~doubtful
        self._sure, self._rest = sure & near[self._document], ~sure & near[self._document]
        self._sentence = batch.token_sentence[hits.start]

    @cached_property
    def _sure_items(self) -> dict[int, list[int]]:
        """Sentence → first tokens of the sure items in it."""
        return self._tokens_by_sentence(self._sure & self._facts.is_item[self._entity])

    @cached_property
    def _doubtful_items(self) -> dict[int, list[int]]:
        return self._tokens_by_sentence(self._rest & self._facts.claims_item[self._hits.claims])

    def _tokens_by_sentence(self, chosen: np.ndarray) -> dict[int, list[int]]:
        places: dict[int, list[int]] = defaultdict(list)
        for row in np.flatnonzero(chosen).tolist():
            places[int(self._sentence[row])].append(int(self._hits.start[row]))
        return places

    @cached_property
    def _named(self) -> set[int]:
        """Document and entity of every sure mention, as one number."""
        return set(_pairs(self._document[self._sure], self._entity[self._sure]).tolist())

    @cached_property
    def _stems(self) -> set[int]:
        """Document and first key of every sure item, as one number: अग्नि-5 speaks for अग्नि."""
        items = self._sure & self._facts.is_item[self._entity]
        first = self._keys[self._hits.start[items]]
        return set(_pairs(self._document[items], first).tolist())

    @cached_property
    def _countries(self) -> dict[int, Counter[int]]:
        """Document → how often each country is named in it, adjectives too."""
        counts: dict[int, Counter[int]] = defaultdict(Counter)
        rows = np.flatnonzero(self._sure & self._facts.is_country[self._entity])
        for document, entity in zip(self._document[rows].tolist(), self._entity[rows].tolist(), strict=True):
            counts[document][entity] += 1
        return counts

    @cached_property
    def _country_at_end(self) -> dict[int, int]:
        """Token after a country's name or adjective → the country."""
        rows = np.flatnonzero(self._sure & self._facts.is_country[self._entity])
        ends = (self._hits.start[rows] + self._hits.length[rows]).tolist()
        return dict(zip(ends, self._entity[rows].tolist(), strict=True))

    def sure_item_near(self, row: int, reach: int) -> bool:
        """Return whether a sure item stands within ``reach`` tokens in the same sentence."""
        return bool(self._near(self._sure_items, row, reach))

    def doubtful_items_near(self, row: int, reach: int) -> int:
        """Return how many other doubtful items stand within ``reach`` tokens in the same sentence."""
        return self._near(self._doubtful_items, row, reach)

    def _near(self, places: dict[int, list[int]], row: int, reach: int) -> int:
        token = int(self._hits.start[row])
        there = places.get(int(self._sentence[row]), ())
        low, high = bisect_left(there, token - reach), bisect_left(there, token + reach + 1)
        return sum(other != token for other in there[low:high])

    def item_elsewhere(self, row: int, form: int) -> bool:
        """Return whether the document names the item, or one of its family, beyond doubt."""
        first = self._keys[self._hits.start[row]]
        return self.named_in_full(row, form) or int(_pairs(self._document[row], first)) in self._stems

    def named_in_full(self, row: int, form: int) -> bool:
        """Return whether the document names the entity by a sure form."""
        return int(_pairs(self._document[row], self._facts.form_entity[form])) in self._named

    def own_title_before(self, row: int, form: int) -> bool:
        """Return whether an office the person holds or held stands before the name, ranks between aside."""
        titles = self._facts.title_keys.get(int(self._facts.form_entity[form]), ())
        end = int(self._hits.start[row])
        keys, sentence = self._keys, self._batch.token_sentence
        for _ in range(_TITLE_REACH):
            for title in titles:
                first = end - len(title)
                if (
                    first >= 0
                    and sentence[first] == sentence[end]
                    and tuple(keys[first:end].tolist()) == title
                ):
                    return True
            if end == 0 or not self._facts.flags("rank")[keys[end - 1]]:
                return False
            end -= 1
        return False

    def home(self, row: int, form: int) -> Literal["own", "other", "no"]:
        """Return whose office a bare "रक्षा मंत्रालय" is: "own" the entity's country's, "other" another's.

        The country before it says so ("रूस के", "रूसी"); else the document does: its own country must be
        named at least half as often as any other, and "own" is the answer where no country is named.
        """
        own = self._facts.home_of(int(self._facts.form_entity[form]))
        token = int(self._hits.start[row])
        owner = self._country_at_end.get(token)
        if owner is None and self._keys[token - 1] in self._facts.genitives:
            owner = self._country_at_end.get(token - 1)
        if owner is not None and self._batch.token_sentence[token - 1] == self._batch.token_sentence[token]:
            return "own" if owner in own else "other"
        counts = self._countries.get(int(self._document[row]), Counter())
        most = max(counts.values(), default=0)
        return "own" if 2 * max((counts[code] for code in own), default=0) >= most else "no"


def _pairs(document: np.ndarray | np.integer, other: np.ndarray | np.integer) -> np.ndarray | np.integer:
    """Return a document and an entity or key as one number: a set of these is made in half the time."""
    return document.astype(np.int64) << 32 | other
