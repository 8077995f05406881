"""The distinct written forms met so far, each worked out once.

Zipf is the lever: 7.5 million tokens of news are 105 thousand forms. Keys, lemmas and stop words are
asked for once a form; everything after that is integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, repeat

import numpy as np
import pyarrow as pa

from analysis.annotate.columns import Integers, Strings
from analysis.language.lemma import lemma_of_key
from analysis.language.normalise import match_keys
from analysis.language.signs import signs_of
from analysis.language.stopwords import TIERS, tiers_of_keys

_TIERS = pa.array([*TIERS, None], pa.string())
_TIER_CODES = {tier: code for code, tier in enumerate(_TIERS.to_pylist())}


class Vocabulary:
    """Forms and their match keys as dense ids, in order of first appearance.

    ``forms[i]`` is the text of form ``i``, ``keys[j]`` the text of key ``j``, ``key_of[i]`` the key of form
    ``i`` (int32). ``protected`` keys belong to names: they have no lemma
    but themselves, so that "रूसी" never counts as "रूस".
    """

    def __init__(self, protected: frozenset[str] = frozenset()) -> None:
        self.forms: list[str] = []
        self.keys: list[str] = []
        self._protected = protected
        self._form_ids: dict[str, int] = {}
        self._raw_ids: dict[bytes, int] = {}
        self._key_ids: dict[str, int] = {}
        self._key_of, self._signs = Integers(), Integers()
        # What is known of the first so many forms, in the order of their ids.
        self._strings = {name: Strings() for name in ("text", "key", "lemma", "lemma_key")}
        self._tiers = Integers()

    @property
    def key_of(self) -> np.ndarray:
        """The match key id of every form (int32)."""
        return self._key_of.array()

    @property
    def signs(self) -> np.ndarray:
        """What every form alone says about its sentence (int32, ``language/signs.py``)."""
        return self._signs.array()

    def add(self, form: str) -> int:
        """Return the id of a written form, giving it one if it is new."""
        return self.add_all([form])[0]

    def add_raw(self, raw: Sequence[bytes], codec: str) -> np.ndarray:
        """Return the ids (int32) of forms encoded by ``codec``: those met before are never decoded again.

        No form holds a line break.
        """
        known = self._raw_ids
        ids = np.fromiter(map(known.get, raw, repeat(-1)), np.int32, len(raw))
        fresh = np.flatnonzero(ids < 0)
        if len(fresh):
            encoded = [raw[place] for place in fresh.tolist()]
            forms = "\n".encode(codec).join(encoded).decode(codec).split("\n")
            ids[fresh] = numbers = self.add_all(forms)
            known.update(zip(encoded, numbers, strict=True))
        return ids

    def add_all(self, forms: Sequence[str]) -> list[int]:
        """Return the ids of written forms, giving new ones to those that are new."""
        known = self._form_ids
        fresh = [form for form in dict.fromkeys(forms) if form not in known]
        if fresh:
            known.update(zip(fresh, count(len(self.forms)), strict=False))
            self.forms += fresh
            self._key_of.extend(list(map(self.key_id, match_keys(fresh))))
            self._signs.extend(signs_of(fresh))
        return [known[form] for form in forms]

    def key_id(self, key: str) -> int:
        """Return the id of a match key, giving it one if it is new."""
        known = self._key_ids.get(key)
        if known is None:
            known = self._key_ids[key] = len(self.keys)
            self.keys.append(key)
        return known

    def columns(self, numbers: np.ndarray) -> dict[str, pa.Array]:
        """Return what is known of the forms ``numbers``: the columns of ``records.FORMS``.

        ``lemma`` is what the form counts under, ``lemma_key`` its key, ``stop`` the tier of that key.
        """
        self._work_out()
        rows = pa.array(numbers)
        columns = {name: column.array().take(rows) for name, column in self._strings.items()}
        return columns | {"stop": _TIERS.take(pa.array(self._tiers.array()[numbers]))}

    def _work_out(self) -> None:
        """Find the lemmas of the forms that came since the last call."""
        known = len(self._tiers)
        forms = self.forms[known:]
        keys = [self.keys[number] for number in self.key_of[known:].tolist()]
        protected = self._protected
        lemmas = [
            form if tier else lemma_of_key(key, protected=protected)
            for form, key, tier in zip(forms, keys, tiers_of_keys(keys), strict=True)
        ]
        lemma_keys = match_keys(lemmas)
        for column, fresh in zip(self._strings.values(), (forms, keys, lemmas, lemma_keys), strict=True):
            column.extend(fresh)
        self._tiers.extend([_TIER_CODES[tier] for tier in tiers_of_keys(lemma_keys)])
