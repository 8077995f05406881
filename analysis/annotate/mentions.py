"""Mentions of the lexicon's entities in a batch: matched all at once, the doubtful ones weighed singly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.annotate.batch import GAP_HYPHEN, GAP_OTHER, GAP_SPACE, GAP_STOP, TokenBatch
from analysis.annotate.characters import HYPHEN, ranges
from analysis.annotate.contexts import Judge
from analysis.annotate.surnames import foreign_to_name
from analysis.lexicon.matcher import Hits, Matcher
from analysis.lexicon.reader import LAYERS

HOWS = ("name", "adjective", "role", "reference")
NAME, GENERIC = LAYERS.index("name"), LAYERS.index("generic")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions in the order of their first token, the longer first, then by ``how`` (int32 arrays unless
    said).

    ``sentence`` and ``first_token`` index the batch's sentences and tokens; ``start`` and ``end`` are offsets
    into the document's text; ``entity`` indexes the matcher's ``codes``, ``how`` (int8) HOWS;
    ``confidence`` (float32) is 1 for a sure form, below 1 for one that its context made sure enough.
    """

    sentence: np.ndarray
    first_token: np.ndarray
    start: np.ndarray
    end: np.ndarray
    entity: np.ndarray
    how: np.ndarray
    confidence: np.ndarray

    def __len__(self) -> int:
        return len(self.sentence)


def find_mentions(batch: TokenBatch, matcher: Matcher) -> Mentions:
    """Return the mentions in a batch, one row an occurrence.

    Longest match wins among names (items, persons, bodies, countries, places, initiatives); a corridor shows
    the places in it; defence vocabulary is left out inside a named item; vocabulary, sectors and events are
    matched apart from names and from each other. What depends on context is decided by ``contexts.Judge``.
    """
    links = link_tokens(batch, matcher)
    hits = matcher.match(batch.token_key, links, batch.token_gap == GAP_SPACE)
    hits = hits.take(~foreign_to_name(batch, matcher, hits))
    form, confidence = Judge(batch, matcher, hits, links).decide()
    decided = (form >= 0) & ~_small_letters(batch, matcher, hits, form)
    hits, form, confidence = hits.take(decided), form[decided], confidence[decided]
    shown = (matcher.facts.form_entity[form] >= 0) & ~_inside_items(matcher, hits, form)
    return _mentions(batch, matcher, hits.take(shown), form[shown], confidence[shown])


def link_tokens(batch: TokenBatch, matcher: Matcher) -> np.ndarray:
    """Return whether each token and the next may belong to one name.

    They may across space, a hyphen or nothing, and across the full stop of an initial or short title
    ("एस. जयशंकर"); never across the end of a sentence. A hyphen between spaces counts before a number, as
    tokenised text writes "मिग - २१".
    """
    gap, sentence = batch.token_gap, batch.token_sentence
    links = gap <= GAP_HYPHEN
    stops = np.flatnonzero(gap == GAP_STOP)
    links[stops] = matcher.facts.flags("initial")[batch.token_key[stops]]
    links[_spaced_hyphens(batch, matcher)] = True
    links[:-1] &= sentence[1:] == sentence[:-1]
    links[-1:] = False
    return links


def _spaced_hyphens(batch: TokenBatch, matcher: Matcher) -> np.ndarray:
    """Return the tokens after which a hyphen and one or two spaces stand, and then a number."""
    apart = np.flatnonzero(batch.token_gap[:-1] == GAP_OTHER)
    width = batch.token_start[apart + 1] - batch.token_end[apart]
    apart = apart[(width > 1) & (width <= 3)]
    apart = apart[matcher.facts.flags("number")[batch.token_key[apart + 1]]]
    width = batch.token_start[apart + 1] - batch.token_end[apart]
    begin = batch.token_end[apart] + batch.characters.origin[batch.token_document[apart]]
    owner = np.repeat(np.arange(len(apart)), width)
    between = ranges(begin, width)
    hyphens = np.bincount(owner[batch.characters.classes[between] == HYPHEN], minlength=len(apart))
    spaces = np.bincount(owner[batch.characters.white(between)], minlength=len(apart))
    return apart[(hyphens == 1) & (spaces == width - 1)]


def _small_letters(batch: TokenBatch, matcher: Matcher, hits: Hits, form: np.ndarray) -> np.ndarray:
    """Return which hits of a Latin acronym are not in capitals: "HAL" is the firm, "hal" is not."""
    small = np.zeros(len(hits), bool)
    for row in np.flatnonzero(matcher.facts.form_acronym[form] & (form >= 0)).tolist():
        token = hits.start[row]
        text = batch.documents[batch.token_document[token]].text
        small[row] = not text[batch.token_start[token] : batch.token_end[token]].isupper()
    return small


def _inside_items(matcher: Matcher, hits: Hits, form: np.ndarray) -> np.ndarray:
    """Return which hits of defence vocabulary stand inside a named item ("मिसाइल" in "आकाश मिसाइल")."""
    entity = matcher.facts.form_entity[form]
    items = (hits.layer == NAME) & (entity >= 0) & matcher.facts.is_item[entity]
    begin = hits.start[items]  # ascending: the names of one layer do not overlap
    end = begin + hits.length[items]
    generic = hits.layer == GENERIC
    if not len(begin):
        return np.zeros(len(hits), bool)
    before = np.searchsorted(begin, hits.start + hits.length) - 1
    return generic & (before >= 0) & (end[before] > hits.start)


def _mentions(batch: TokenBatch, matcher: Matcher, hits: Hits, form, confidence) -> Mentions:
    order = np.lexsort((hits.layer, matcher.facts.form_how[form], -hits.length, hits.start))
    hits, form, confidence = hits.take(order), form[order], confidence[order]
    last = hits.start + hits.length - 1
    return Mentions(
        sentence=batch.token_sentence[hits.start],
        first_token=hits.start.astype(np.int32),
        start=batch.token_start[hits.start],
        end=batch.token_end[last],
        entity=matcher.facts.form_entity[form],
        how=matcher.facts.form_how[form],
        confidence=confidence.astype(np.float32),
    )
