"""The distinct written forms met so far, each worked out once.

Zipf is the lever: 7.5 million tokens of news are 105 thousand forms. Keys, lemmas and stop words are
asked for once a form; everything after that is integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.language.lemma import lemma
from analysis.language.normalise import match_key
from analysis.language.stopwords import stop_tier


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is known of a written form: its key, the lemma it counts under, that lemma's key, its stop tier."""

    text: str
    key: str
    lemma: str
    lemma_key: str
    stop: str | None


class Vocabulary:
    """Forms and their match keys as dense ids, in order of first appearance.

    ``forms[i]`` is the text of form ``i``, ``keys[j]`` the text of key ``j``, ``key_of[i]`` the key of form
    ``i`` (int32, longer than ``forms`` by spare room). ``protected`` keys belong to names: they have no lemma
    but themselves, so that "रूसी" never counts as "रूस".
    """

    def __init__(self, protected: frozenset[str] = frozenset()) -> None:
        self.forms: list[str] = []
        self.keys: list[str] = []
        self.key_of = np.zeros(1 << 12, np.int32)
        self._protected = protected
        self._form_ids: dict[str, int] = {}
        self._raw_ids: dict[bytes, int] = {}
        self._key_ids: dict[str, int] = {}
        self._facts: list[FormFacts] = []  # of the first so many forms: in the order of their ids
        self._columns: tuple[list, ...] = tuple([] for _ in FormFacts.__slots__)

    def add(self, form: str) -> int:
        """Return the id of a written form, giving it one if it is new."""
        known = self._form_ids.get(form)
        if known is not None:
            return known
        number = self._form_ids[form] = len(self.forms)
        self.forms.append(form)
        if number >= len(self.key_of):
            self.key_of = np.concatenate([self.key_of, np.zeros_like(self.key_of)])
        self.key_of[number] = self.key_id(match_key(form))
        return number

    def add_raw(self, raw: Sequence[bytes], codec: str) -> np.ndarray:
        """Return the ids (int32) of forms encoded by ``codec``: those met before are never decoded again."""
        known = self._raw_ids
        ids = np.fromiter((known.get(one, -1) for one in raw), np.int32, len(raw))
        for place in np.flatnonzero(ids < 0).tolist():
            one = raw[place]
            ids[place] = known[one] = self.add(one.decode(codec, "surrogatepass"))
        return ids

    def key_id(self, key: str) -> int:
        """Return the id of a match key, giving it one if it is new."""
        known = self._key_ids.get(key)
        if known is None:
            known = self._key_ids[key] = len(self.keys)
            self.keys.append(key)
        return known

    def facts(self, number: int) -> FormFacts:
        """Return what is known of form ``number``; worked out at the first call."""
        self._work_out_to(number + 1)
        return self._facts[number]

    def columns(self, numbers: np.ndarray) -> dict[str, list]:
        """Return what is known of the forms ``numbers`` as columns, named as in FormFacts."""
        ids = numbers.tolist()
        self._work_out_to(max(ids, default=-1) + 1)
        columns = zip(FormFacts.__slots__, self._columns, strict=True)
        return {name: [column[one] for one in ids] for name, column in columns}

    def _work_out_to(self, count: int) -> None:
        for form in self.forms[len(self._facts) : count]:
            facts = self._work_out(form)
            self._facts.append(facts)
            for column, name in zip(self._columns, FormFacts.__slots__, strict=True):
                column.append(getattr(facts, name))

    def _work_out(self, form: str) -> FormFacts:
        key, tier = match_key(form), stop_tier(form)
        if tier is not None:
            return FormFacts(form, key, form, key, tier)
        found = lemma(form, protected=self._protected)
        return FormFacts(form, key, found, match_key(found), stop_tier(found))
