"""Where the rules of speech begin in a batch: most words that could open a report are told apart as numbers.

What is left out here opens nothing: a ने with no verb of saying behind it, a word that begins a cue of two
words and is not followed by the second. ``frames`` reads the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analysis.annotate.batch import TokenBatch
from analysis.annotate.candidates import posts
from analysis.annotate.cue_tables import Construction, sayings, word_class
from analysis.annotate.offices import Offices
from analysis.annotate.references import cue_words
from analysis.annotate.triggers import (
    ergatives,
    stop_words,
    trigger_words,
    triggers,
    verb_words,
    verbs_and_stops,
)
from analysis.annotate.vocabulary import Vocabulary
from analysis.annotate.word_sets import Words, WordSets


class SpeechCues(WordSets):
    """The word sets that the rules of speech begin at, over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, offices: Offices) -> None:
        acting = word_class("ergative"), ergatives()
        said = trigger_words(), verb_words(), stop_words(), verbs_and_stops()
        others = cue_words(), word_class("first_person"), posts()
        super().__init__(vocabulary, (offices.first_words, *acting, *said, *others))
        openers = [words for key, one in triggers().items() if one != "ERG" for words in _ways(one, key)]
        self._verbs = _heads(vocabulary, [words for key in verb_words() for words in _ways("ERG", key)])
        self._titles = _heads(vocabulary, [words for ways in offices.titles.values() for words, _ in ways])
        self._title_words = offices.first_words
        self._openers = _heads(vocabulary, openers)

    def find(self, batch: TokenBatch, keys: np.ndarray, marked: np.ndarray) -> Mapping[Words, np.ndarray]:
        """Return the tokens of each set in the batch, of the triggers of frames only those that can open one.

        ``keys`` are the batch's ``token_key``; ``marked`` (a bool a document) tells which hold quotation
        marks: words inside those stop no search.
        """
        found = dict(self.tokens(keys))
        acting, verbs, stops = (found[words] for words in (ergatives(), verb_words(), stop_words()))
        verbs = verbs[_begins(keys, verbs, self._verbs)]
        looked = found[verbs_and_stops()]
        opening = _begins(keys, looked, self._verbs)
        opening[np.searchsorted(looked, stops)] = True
        found[verbs_and_stops()] = looked[opening]
        stops = stops[~marked[batch.token_document[stops]]]
        ends = batch.sentence_first_token[batch.token_sentence[acting] + 1]
        acting = acting[_next(verbs, acting) < np.minimum(ends, _next(stops, acting))]
        opens = found[trigger_words()]
        opens = opens[_begins(keys, opens, self._openers)]
        found[trigger_words()] = np.sort(np.concatenate([opens, acting]))
        titles = found[self._title_words]
        found[self._title_words] = titles[_begins(keys, titles, self._titles)]
        del found[verb_words()], found[stop_words()]  # no rule begins there
        return found


def _ways(construction: Construction, first: str) -> list[tuple[str, ...]]:
    return [way.words for way in sayings(construction)[first]]


def _heads(vocabulary: Vocabulary, ways: list[tuple[str, ...]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the keys of cues of one word, and the first two of longer ones as one number."""
    ids = [[vocabulary.key_id(key) for key in words[:2]] for words in ways]
    alone = np.unique([one[0] for one in ids if len(one) == 1]).astype(np.int64)
    return alone, np.unique([one[0] << 32 | one[1] for one in ids if len(one) > 1]).astype(np.int64)


def _begins(keys: np.ndarray, tokens: np.ndarray, heads: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return which tokens are a cue of one word, or the first of one whose second follows."""
    first, second = keys[tokens].astype(np.int64), keys[np.minimum(tokens + 1, len(keys) - 1)]
    return _among(first, heads[0]) | _among(first << 32 | second, heads[1])


def _among(numbers: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return which numbers are among some that are known, ascending; np.isin takes three times as long."""
    ends = np.append(known, -1)  # no number is below 0
    return ends[np.searchsorted(known, numbers)] == numbers


def _next(places: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return the first of ``places`` behind each token of ``after``, a number past all where none is."""
    ends = np.append(places, np.iinfo(np.int32).max)
    return ends[np.searchsorted(places, after, side="right")]
