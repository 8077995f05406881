"""Lemmas of nouns and adjectives: one head for the inflected forms of a word, to group what is counted.

Measured against rivals on two treebanks (``tests/benchmarks/quality_language.py``): closed tables first, then
simplemma's list of known forms, then ending rules held in check by wordfreq's frequencies. A stemmer would
merge अमेरिका with अमेरिकी and सूचना with सूची; these rules do not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.language import tables
from analysis.language.normalise import match_key
from analysis.language.stopwords import DEFAULT_TIERS, stop_tier

_HINDI = re.compile("[\u0904-\u0939]")
# Clusters after which the singular of -ियों more likely ends in ि: शक्तियों → शक्ति, not शक्ती.
_SHORT_I = re.compile("(?:क्त|त्त|द्ध|ष्ट|ग्त|ंत|त|स्थ|कृत)$")


def lemma(form: str, *, protected: frozenset[str] = frozenset()) -> str:
    """Return the lemma of a written form as a matching key: संबंधों → संबंध, नेताओं → नेता, बड़ी → बड़ा.

    Stop words, forms of other scripts and forms whose key is in ``protected`` (the tokens of known names) are
    their own lemma. Verbs are grouped only where simplemma knows the form; part of speech is not looked at,
    so a noun is never turned into a verb by adding ना (भाग stays, though simplemma says भागना).
    """
    key = match_key(form)
    if key in protected or not _HINDI.search(key):
        return key
    return _lemma(key)


@lru_cache(maxsize=200_000)
def _lemma(key: str) -> str:
    if key in _kept() or stop_tier(key) in DEFAULT_TIERS:
        return key
    irregular = _irregular().get(key)
    if irregular is not None:
        return irregular
    if key[-1] in "ीेा" and key[:-1] + "ा" in _adjectives():
        return key[:-1] + "ा"
    listed = _listed(key)
    if listed is None:
        return _by_ending(key)
    if not listed.endswith("ना"):
        return listed
    noun = _by_ending(key)  # मांगें: simplemma says मांगना, but knows the noun मांग
    return noun if listed == noun + "ना" and (noun == key or _listed(noun) == noun) else listed


def _by_ending(key: str) -> str:
    for ending, bases, rule in _endings():
        if key.endswith(ending) and len(key) > len(ending):
            stem = key[: -len(ending)]
            return _choose(key, [stem + base for base in bases], rule)
    return key


def _choose(key: str, bases: list[str], rule: str) -> str:
    """Return the base that a rule of ``hi/lemma_suffixes.tsv`` picks, or ``key`` itself."""
    share = [_frequency(base) for base in bases]
    if rule == "ratio":
        return bases[0] if share[0] > 0 and share[0] >= 0.25 * _frequency(key) else key
    if rule == "bare":
        return bases[0] if share[0] > 0 or len(bases[0]) >= 3 else key
    if rule == "known" and len(bases) > 1:
        if max(share) == 0:
            return bases[1] if bases[1].endswith("ि") and _SHORT_I.search(bases[1][:-1]) else bases[0]
        return bases[0] if share[0] >= share[1] else bases[1]
    return bases[0]


@cache
def _kept() -> frozenset[str]:
    return frozenset(map(match_key, tables.words("lemma_keep.txt")))


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(map(match_key, tables.words("lemma_adjectives.txt")))


@cache
def _irregular() -> dict[str, str]:
    return {match_key(row["form"]): match_key(row["lemma"]) for row in tables.rows("lemma_irregular.tsv")}


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    rows = tables.rows("lemma_suffixes.tsv")
    return tuple(
        (row["ending"], tuple(base.replace("-", "") for base in row["base"].split()), row["rule"])
        for row in rows
    )


def _listed(key: str) -> str | None:
    """Return the key of simplemma's lemma for a form with this key, or None where it knows none.

    Where spellings disagree (अखबार → खबर, अख़बार → अख़बार) the one that is its own lemma counts.
    """
    forms, respelt = _simplemma()
    heads = [match_key(forms[form]) for form in (key, respelt.get(key)) if form in forms]
    if not heads:
        return None
    return key if key in heads else heads[0]


@cache
def _simplemma() -> tuple[dict[str, str], dict[str, str]]:
    """Return simplemma's Hindi list (form → lemma), and key → form for those that are not their own key."""
    # Imported here: only annotation asks for lemmas, and a page must open without waiting for the list.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    forms = dict(DefaultDictionaryFactory().get_dictionary("hi").items())
    respelt: dict[str, str] = {}
    for form in forms:
        key = match_key(form)
        if key != form:
            respelt.setdefault(key, form)
    return forms, respelt


def _frequency(key: str) -> float:
    return _frequencies().get(key, 0.0)


@cache
def _frequencies() -> dict[str, float]:
    """Return the share of each key in wordfreq's Hindi, its spelling variants summed (ज़रूरत + जरूरत)."""
    import wordfreq  # 0.3 s, only for lemmas

    shares: dict[str, float] = {}
    for form, share in wordfreq.get_frequency_dict("hi").items():
        key = match_key(form)
        shares[key] = shares.get(key, 0.0) + share
    return shares
