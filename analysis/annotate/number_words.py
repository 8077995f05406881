"""The words that numbers and their bounds are made of, out of their tables."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from analysis.annotate.words import Phrases, forms, key_of, table

Bound = Literal["exact", "about", "over", "under", "at_least", "at_most", "range", "many"]

# 1,00,000 and 100,000 and 1234.5; "10,20,30" is a list, "1.2.3" a version: neither is a number.
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,15})(?:\.\d+)?$")
LINKS = frozenset({"से", "-", "–", "—", "या"})
DECIMAL_POINT = key_of("दशमलव")


@cache
def numerals() -> dict[str, float]:
    """Return key → value of the number words from zero to ninety-nine."""
    return {
        key_of(form): float(row["value"]) for row in table("numerals.tsv") for form in forms(row["forms"])
    }


@cache
def scales(role: str) -> dict[str, float]:
    """Return key → value of one role of scales.tsv: scale, fraction, shift, many or twelve."""
    rows = (row for row in table("scales.tsv") if row["role"] == role)
    return {key_of(form): float(row["value"]) for row in rows for form in forms(row["forms"])}


@cache
def number_cues() -> frozenset[str]:
    """Return the keys a number can begin with, digits apart."""
    roles = ("scale", "fraction", "shift", "many", "twelve")
    return frozenset(numerals()).union(*(scales(role) for role in roles))


@cache
def comparators(place: Literal["before", "after"]) -> Phrases:
    """Return the words that bound a number from before it or behind it, each with its bound."""
    rows = (row for row in table("comparators.tsv") if row["place"] == place)
    return Phrases({form: row["bound"] for row in rows for form in row["forms"].split("|")})


@cache
def before_ends() -> frozenset[str]:
    """Return the last words of the comparators before a number, so that most numbers cost one
    look-up."""
    rows = (row for row in table("comparators.tsv") if row["place"] == "before")
    return frozenset(
        key_of(form.replace("-", " ").split()[-1]) for row in rows for form in row["forms"].split("|")
    )


@cache
def bound_starts() -> frozenset[str]:
    """Return the first words of the comparators behind a number: से अधिक."""
    return comparators("after").firsts


@cache
def bound_words() -> frozenset[str]:
    """Return all words of the comparators behind a number."""
    return comparators("after").all_words


@lru_cache(1 << 14)
def digits_value(key: str) -> float | None:
    """Return the value of a token in digits, None where it is no single number."""
    return float(key.replace(",", "")) if _NUMBER.match(key) else None
