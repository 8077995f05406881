"""The closed word lists of the rules of speech, read once from ``data/`` and folded to match keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal

from analysis.language.normalise import match_key
from analysis.language.tables import parse_rows

DATA = Path(__file__).parent / "data"
Construction = Literal["ERG", "HAB", "NOM", "SRC", "PAS"]


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say: its words as keys, and where the words said stand (see ``data/saying.tsv``)."""

    construction: Construction
    words: tuple[str, ...]
    kind: Literal["say", "act", "offer", "demand", "source"]
    content: Literal["after", "before", "both", "tied"]
    ties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun of the third person and what it can stand for (see ``data/pronouns.tsv``)."""

    form: str
    klass: Literal["honoured", "plain"]
    case: Literal["ergative", "genitive", "direct"]


@cache
def sayings(construction: Construction) -> dict[str, tuple[Saying, ...]]:
    """Return the sayings of a construction by their first word, longest first."""
    found: dict[str, list[Saying]] = {}
    for row in parse_rows(DATA / "saying.tsv"):
        if row["construction"] == construction:
            for saying in _agreements(row):
                found.setdefault(saying.words[0], []).append(saying)
    return {first: tuple(sorted(ways, key=lambda one: -len(one.words))) for first, ways in found.items()}


@cache
def ways(construction: Construction) -> dict[str, dict[str, tuple[Saying, ...]]]:
    """Return the sayings of a construction by their first word and the word behind it, longest first.

    "" holds those of one word, which any other word may follow.
    """
    return {first: _by_second(some) for first, some in sayings(construction).items()}


def _by_second(some: tuple[Saying, ...]) -> dict[str, tuple[Saying, ...]]:
    seconds = {one.words[1] for one in some if len(one.words) > 1} | {""}
    return {
        second: tuple(one for one in some if len(one.words) == 1 or one.words[1] == second)
        for second in seconds
    }


def _agreements(row: dict[str, str]) -> list[Saying]:
    ties = frozenset() if row["before"] == "-" else frozenset(map(match_key, row["before"].split("/")))
    choices = [[match_key(form) for form in word.split("/")] for word in row["words"].split()]
    return [
        Saying(row["construction"], words, row["kind"], row["content"], ties)
        for words in dict.fromkeys(product(*choices))
    ]


@cache
def pronouns() -> dict[str, Pronoun]:
    """Return the pronouns by key."""
    return {match_key(row["form"]): Pronoun(**_renamed(row)) for row in parse_rows(DATA / "pronouns.tsv")}


def _renamed(row: dict[str, str]) -> dict[str, str]:
    return {"form": match_key(row["form"]), "klass": row["class"], "case": row["case"]}


@cache
def pair_kinds() -> dict[str, str]:
    """Return what दोनों + noun pairs: noun key → person or country."""
    return {match_key(row["form"]): row["kind"] for row in parse_rows(DATA / "pairs.tsv")}


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the keys of a class of ``data/word_classes.tsv``; KeyError when there is none of that name."""
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    rows = parse_rows(DATA / "word_classes.tsv")
    return {row["class"]: frozenset(map(match_key, row["words"].split())) for row in rows}
