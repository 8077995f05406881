"""The keys at which the rules look for somebody who speaks or acts."""

from __future__ import annotations

from functools import cache

from analysis.annotate.cue_tables import Construction, pronouns, sayings, word_class


@cache
def triggers() -> dict[str, Construction]:
    """Return the keys that a frame is looked for at, with its construction."""
    ergative = dict.fromkeys(word_class("ergative"), "ERG")
    ergative |= {key: "ERG" for key, one in pronouns().items() if one.case == "ergative"}
    found: dict[str, Construction] = {}
    for construction in ("PAS", "NOM", "HAB", "SRC"):
        found |= dict.fromkeys(sayings(construction), construction)
    return found | dict.fromkeys(ergatives(), "ERG")


@cache
def trigger_words() -> frozenset[str]:
    """Return the keys of ``triggers`` as a set."""
    return frozenset(triggers())


@cache
def verb_words() -> frozenset[str]:
    """Return the keys that begin a verb of saying behind ने."""
    return frozenset(sayings("ERG"))


@cache
def stop_words() -> frozenset[str]:
    """Return the keys behind which no verb belongs to a ने before them: कि and another ने."""
    return word_class("that") | word_class("other_ergative") | ergatives()


@cache
def verbs_and_stops() -> frozenset[str]:
    """Return the keys that the search for a verb behind ने looks at."""
    return verb_words() | stop_words()


@cache
def ergatives() -> frozenset[str]:
    """Return the keys that mark who acts: ने and the pronouns that have it inside (उन्होंने)."""
    return word_class("ergative") | {key for key, one in pronouns().items() if one.case == "ergative"}
