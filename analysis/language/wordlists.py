"""The word lists of others that lemmas lean on, by matching key: simplemma, wordfreq."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from analysis.language.normalise import match_key, match_keys


def listed(key: str) -> str | None:
    """Return the key of simplemma's lemma for a form with this key, or None where it knows none.

    Where spellings disagree (अख़बार → ख़बर, अखबार → अखबार) the one that is its own lemma counts.
    """
    lemmas, respelt = _simplemma()
    own = lemmas.get(key)
    if key not in respelt:
        return None if own is None else match_key(own)
    other = match_key(lemmas[respelt[key]])
    return other if own is None or other == key else match_key(own)


@cache
def _simplemma() -> tuple[Mapping[str, str], dict[str, str]]:
    """Return simplemma's Hindi list (form → lemma), and key → form for those that are not their own key."""
    # Imported here: only annotation asks for lemmas, and a page must open without waiting for the list.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    lemmas = DefaultDictionaryFactory().get_dictionary("hi")  # decodes what it is asked for, not the list
    forms = list(lemmas)
    respelt: dict[str, str] = {}
    for form, key in zip(forms, match_keys(forms), strict=True):
        if key != form:
            respelt.setdefault(key, form)
    return lemmas, respelt


@cache
def frequencies() -> dict[str, float]:
    """Return the share of each key in wordfreq's Hindi, its spelling variants summed (ज़रूरत + जरूरत).

    The file is read as ``wordfreq.get_frequency_dict("hi")`` reads it: the package itself would load the
    names of all languages and a repair kit for broken encodings, a tenth of a second for nothing.
    """
    import msgpack

    path = Path(find_spec("wordfreq").origin).parent / "data" / "small_hi.msgpack.gz"
    _, *buckets = msgpack.loads(gzip.decompress(path.read_bytes()))
    shares: dict[str, float] = {}
    keys = iter(match_keys([form for forms in buckets for form in forms]))
    for centibels, forms in enumerate(buckets):
        share = 10 ** (-centibels / 100)
        for key in islice(keys, len(forms)):
            shares[key] = shares.get(key, 0.0) + share
    return shares
