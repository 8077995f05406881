"""Where the words of some sets stand in a batch: each key is looked up once, not once a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.annotate.vocabulary import Vocabulary

Words = frozenset[str]


class WordSets:
    """Some sets of match keys over one vocabulary, at most 32; each key's sets are the bits of a number.

    The words are given key ids at the start: a key met later is in none of the sets.
    """

    def __init__(self, vocabulary: Vocabulary, sets: Sequence[Words]) -> None:
        self.vocabulary, self.sets = vocabulary, tuple(dict.fromkeys(sets))
        ids = [[vocabulary.key_id(key) for key in sorted(words)] for words in self.sets]
        self._bits = np.zeros(len(vocabulary.keys) + 1, np.uint32)
        for place, keys in enumerate(ids):
            self._bits[keys] |= np.uint32(1 << place)
        self._texts = np.array([""], object)

    def texts(self) -> np.ndarray:
        """Return the text of each key id (object), and "" behind the last: what -1 stands for."""
        known, keys = len(self._texts) - 1, self.vocabulary.keys
        if known < len(keys):
            self._texts = np.concatenate([self._texts[:-1], np.array([*keys[known:], ""], object)])
        return self._texts

    def bits(self, token_key: np.ndarray) -> np.ndarray:
        """Return of each key id the sum of 1 << place for each of ``sets`` that it is in (uint32)."""
        return self._bits[np.minimum(token_key, len(self._bits) - 1)]

    def tokens(self, token_key: np.ndarray) -> Mapping[Words, np.ndarray]:
        """Return for each set the indexes of the tokens whose key is in it, ascending."""
        bits = self.bits(token_key)
        hits = np.flatnonzero(bits)
        bits = bits[hits]
        return {words: hits[bits & np.uint32(1 << place) != 0] for place, words in enumerate(self.sets)}
