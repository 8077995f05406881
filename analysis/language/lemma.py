"""Lemmas of nouns and adjectives: one head for the inflected forms of a word, to group what is counted.

Measured against rivals on two treebanks (``tests/benchmarks/quality_language.py``): closed tables first, then
simplemma's list of known forms, then ending rules held in check by wordfreq's frequencies. A stemmer would
merge अमेरिका with अमेरिकी and सूचना with सूची; these rules do not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.language import tables, wordlists
from analysis.language.normalise import match_key, match_keys
from analysis.language.stopwords import DEFAULT_TIERS, tier_of_key

_HINDI = re.compile("[\u0904-\u0939]")
# Clusters after which the singular of -ियों more likely ends in ि: शक्तियों → शक्ति, not शक्ती.
_SHORT_I = re.compile("(?:क्त|त्त|द्ध|ष्ट|ग्त|ंत|त|स्थ|कृत)$")


def lemma(form: str, *, protected: frozenset[str] = frozenset()) -> str:
    """Return the lemma of a written form as a matching key: संबंधों → संबंध, नेताओं → नेता, बड़ी → बड़ा.

    Stop words, forms of other scripts and forms whose key is in ``protected`` (the tokens of known names) are
    their own lemma. Verbs are grouped only where simplemma knows the form; part of speech is not looked at,
    so a noun is never turned into a verb by adding ना (भाग stays, though simplemma says भागना).
    """
    return lemma_of_key(match_key(form), protected=protected)


def lemma_of_key(key: str, *, protected: frozenset[str] = frozenset()) -> str:
    """Return the lemma of the written forms whose matching key is ``key`` (see ``lemma``)."""
    if key in protected or not _HINDI.search(key):
        return key
    return _lemma(key)


@lru_cache(maxsize=200_000)
def _lemma(key: str) -> str:
    if key in _kept() or tier_of_key(key) in DEFAULT_TIERS:
        return key
    irregular = _irregular().get(key)
    if irregular is not None:
        return irregular
    if key[-1] in "ीेा" and key[:-1] + "ा" in _adjectives():
        return key[:-1] + "ा"
    listed = wordlists.listed(key)
    if listed is None:
        return _by_ending(key)
    if not listed.endswith("ना"):
        return listed
    noun = _by_ending(key)  # मांगें: simplemma says मांगना, but knows the noun मांग
    return noun if listed == noun + "ना" and (noun == key or wordlists.listed(noun) == noun) else listed


def _by_ending(key: str) -> str:
    for length, endings in _endings():
        found = endings.get(key[-length:])
        if found is not None and len(key) > length:
            bases, rule = found
            return _choose(key, [key[:-length] + base for base in bases], rule)
    return key


def _choose(key: str, bases: list[str], rule: str) -> str:
    """Return the base that a rule of ``hi/lemma_suffixes.tsv`` picks, or ``key`` itself."""
    if rule == "first" or (rule == "known" and len(bases) == 1):
        return bases[0]
    frequency = wordlists.frequencies()
    share = [frequency.get(base, 0.0) for base in bases]
    if rule == "ratio":
        return bases[0] if share[0] > 0 and share[0] >= 0.25 * frequency.get(key, 0.0) else key
    if rule == "bare":
        return bases[0] if share[0] > 0 or len(bases[0]) >= 3 else key
    if max(share) == 0:
        return bases[1] if bases[1].endswith("ि") and _SHORT_I.search(bases[1][:-1]) else bases[0]
    return bases[0] if share[0] >= share[1] else bases[1]


@cache
def _kept() -> frozenset[str]:
    return frozenset(match_keys(list(tables.words("lemma_keep.txt"))))


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(match_keys(list(tables.words("lemma_adjectives.txt"))))


@cache
def _irregular() -> dict[str, str]:
    return {match_key(row["form"]): match_key(row["lemma"]) for row in tables.rows("lemma_irregular.tsv")}


@cache
def _endings() -> tuple[tuple[int, dict[str, tuple[tuple[str, ...], str]]], ...]:
    """Return length → ending → (what may stand in its place, rule), the longest endings first."""
    found: dict[int, dict[str, tuple[tuple[str, ...], str]]] = {}
    for row in tables.rows("lemma_suffixes.tsv"):
        bases = tuple(base.replace("-", "") for base in row["base"].split())
        found.setdefault(len(row["ending"]), {})[row["ending"]] = bases, row["rule"]
    return tuple(sorted(found.items(), reverse=True))
