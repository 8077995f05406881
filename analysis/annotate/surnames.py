"""Bare surnames that belong to somebody else: रोहित मोदी, जयशंकर शर्मा, श्री मुर्मू for a woman."""

from __future__ import annotations

import numpy as np

from analysis.annotate.batch import GAP_SPACE, TokenBatch
from analysis.lexicon.matcher import Hits, Matcher


def foreign_to_name(batch: TokenBatch, matcher: Matcher, hits: Hits) -> np.ndarray:
    """Return which hits are one word of a known person's name inside the name of another (mask over hits).

    Another's they are after a given name that is none of the person's ("रोहित मोदी"), before a surname where
    the word is a given name ("जयशंकर शर्मा"), and after an honorific of the other gender ("श्री मुर्मू").
    """
    bare = np.flatnonzero(matcher.facts.claims_bare[hits.claims] & (hits.length == 1))
    keys, gap = batch.token_key, batch.token_gap
    spaced = gap == GAP_SPACE
    token = hits.start[bare]
    before = np.where((token > 0) & spaced[token - 1], keys[token - 1], -1)
    after = np.where(spaced[token], keys[np.minimum(token + 1, len(keys) - 1)], -1)
    given = _flagged(matcher.facts.flags("given"), before)
    polite = _flagged(matcher.facts.flags("polite"), before)
    surname = _flagged(matcher.facts.flags("surname"), after)
    foreign = np.zeros(len(hits), bool)
    for row in np.flatnonzero(given | polite | surname).tolist():
        person = matcher.facts.persons[int(hits.claims[bare[row]])]
        name = int(before[row])
        foreign[bare[row]] = (
            (given[row] and name not in person.keys)
            or (polite[row] and matcher.facts.honorific_gender[name] != person.gender)
            or (surname[row] and person.given and int(after[row]) not in person.keys)
        )
    return foreign | _namesakes(batch, matcher, hits)


def _namesakes(batch: TokenBatch, matcher: Matcher, hits: Hits) -> np.ndarray:
    """Return which hits are a person's name that a place or thing is called by: "सोनिया गांधी नगर"."""
    if not len(hits):
        return np.zeros(0, bool)
    last = hits.start + hits.length - 1
    after = batch.token_key[np.minimum(last + 1, len(batch.token_key) - 1)]
    follows = (batch.token_gap[last] == GAP_SPACE) & matcher.facts.flags("namesake")[after]
    return follows & matcher.facts.claims_person[hits.claims]


def _flagged(flags: np.ndarray, keys: np.ndarray) -> np.ndarray:
    return (keys >= 0) & flags[np.maximum(keys, 0)]
