"""Units, counted nouns, ordinals: what makes a number a figure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.annotate import word_bits as bit
from analysis.annotate.number_words import digits_value
from analysis.annotate.words import Line, Phrases, forms, key_of, table, word_sets

# 22वें is one ordinal, never the number 22.
ORDINAL_ENDINGS = frozenset({"वां", "वा", "वीं", "वी", "वें", "वे", "th", "st", "nd", "rd"})
SIDES = frozenset({"×", "x", "बाय"})
# Plurals with a postposition behind them (-ों) and feminine plurals count whatever they name.
_PLURAL = re.compile("(?:[^क-ह]ओं|ों|ियां|ियों|ाएं)$")
MOST_BETWEEN = 3
MILLIMETRE = "मिलीमीटर"
_MONEY_SIGNS = frozenset({"₹", "$", "€", "£"})


class Unit(NamedTuple):
    """A unit or a counted noun. ``noun`` is the (first, last) of the counted noun's tokens, None for a
    measure."""

    name: str
    klass: str
    kind: str
    noun: tuple[int, int] | None = None


@cache
def _units() -> Phrases:
    rows = table("units.tsv")
    return Phrases(
        {
            form: Unit(row["unit"], row["class"], row["kind"])
            for row in rows
            for form in row["forms"].split("|")
        }
    )


@cache
def counted() -> dict[str, str]:
    """Return the key of each noun that is counted (देश, जवान) → its unit class."""
    return {key_of(form): row["class"] for row in table("counted.tsv") for form in forms(row["forms"])}


@cache
def multiples() -> dict[str, float]:
    """Return the key of each word that multiplies (दोगुना) → by how much."""
    return {
        key_of(form): float(row["value"]) for row in table("multiples.tsv") for form in forms(row["forms"])
    }


@cache
def ordinals() -> dict[str, float]:
    """Return the key of each ordinal word (तीसरा) → its number."""
    words = {}
    for row in table("ordinals.tsv"):
        words.update({key_of(form): float(row["value"]) for form in forms(row["forms"])})
    return words


@cache
def unit_firsts() -> frozenset[str]:
    """Return the first words of the units of measure, as keys."""
    return _units().firsts


@cache
def money_signs() -> frozenset[str]:
    """Return what stands before its number: ₹500, रु. 500."""
    return _MONEY_SIGNS | {key_of("रु"), key_of("रू")}


@cache
def unit_cues() -> frozenset[str]:
    """Return the keys that begin a figure without a number before them: signs of money, दोगुना,
    तीसरे."""
    return frozenset(multiples()) | frozenset(ordinals()) | money_signs()


@cache
def unit_seconds() -> frozenset[str]:
    """Return the second words of the units of measure: what "5 किमी" may go on with."""
    return _units().seconds


@lru_cache(1 << 10)
def unit_alone(key: str) -> Unit | None:
    """Return the unit of measure that one word is, None where it is none by itself."""
    return _units().of_word(key)


def can_be_counted(key: str) -> bool:
    """Return whether a word names what numbers count: a noun of the table, or a plural."""
    if key in counted():
        return True
    return bool(_PLURAL.search(key)) and key not in word_sets("number_words.tsv")["not_plural"]


_RATIO, _ORDINAL = Unit("गुना", "times", "ratio"), Unit("क्रम", "ordinal", "ordinal")


def multiple_at(line: Line, at: int) -> tuple[float, Unit] | None:
    """Return (value, unit) of a ratio written as one word: दोगुना."""
    return (multiples()[line.key(at)], _RATIO) if line.bits(at) & bit.MULTIPLE else None


def ordinal_at(line: Line, at: int) -> tuple[int, float, Unit] | None:
    """Return (index behind, value, unit) of an ordinal: 22वें, 15 वीं, तीसरे."""
    bits = line.bits(at)
    if bits & bit.ORDINAL:
        return at + 1, ordinals()[line.key(at)], _ORDINAL
    if bits & bit.DIGITS and line.bits(at + 1) & bit.ORDINAL_END and len(line.key(at)) <= 4:
        value = digits_value(line.key(at))
        return None if value is None else (at + 2, value, _ORDINAL)
    return None


def prefix_unit(line: Line, at: int) -> tuple[int, Unit] | None:
    """Return (index of the number, unit) of a sign of money before its number: ₹500, रु. 500."""
    if not line.bits(at) & bit.MONEY:
        return None
    number = at + 1 + (line.key(at + 1) == ".")
    found = _units().at(line, at)
    return (number, found[1]) if found and line.digits(number) else None


def unit_behind(line: Line, at: int, *, one: bool) -> tuple[int, Unit] | None:
    """Return (index behind, unit) of what stands behind a number; ``one`` allows measures only (एक
    साल)."""
    start = at + 1 if line.bits(at) & bit.HYPHEN else at
    if line.bits(at - 2) & bit.CLOCK:
        return None  # 8 बजकर 30 मिनट is a time of day
    measure = _units().at(line, start) if line.bits(start) & bit.UNIT else None
    if measure:
        end, unit = measure
        return _calibre(line, end, unit)
    return None if one else _noun_behind(line, start)


def _calibre(line: Line, end: int, unit: Unit) -> tuple[int, Unit]:
    """Return the unit, turned into a calibre where a weapon follows: 155 मिमी … आर्टिलरी गन."""
    if unit.name != MILLIMETRE:
        return end, unit
    words = word_sets("number_words.tsv")
    for key in line.keys[end : end + 7]:
        if key in words["weapon"]:
            return end, Unit(unit.name, "calibre", "calibre")
        if (key in words["ender"] and key not in ("की", "के", "का")) or not key[:1].isalpha():
            break
    return end, unit


TIMES = key_of("बार")
_IS = frozenset({"था", "थे", "थी", "है", "हैं", "होने", "हो", "हुए", "हुई", "होगा", "होंगे"})


def is_age(line: Line, number: int, at: int) -> bool:
    """Return whether a stretch of years that ends before ``at`` is an age: 10 साल की बच्ची, उम्र 80
    साल."""
    words = word_sets("number_words.tsv")
    if line.bits(at) & bit.GENITIVE:
        key = line.key(at + 1)
        if key in _IS:
            return True  # वे 63 वर्ष के हैं
        if key in words["person"] or line.key(at + 2) in words["person"]:
            return True
    age = words["age"]
    return line.key(number - 1) in age or line.key(number - 2) in age


def age_or(line: Line, number: int, at: int, unit: Unit) -> Unit:
    """Return ``unit``, as an age where it is one."""
    return Unit(unit.name, "age", "age") if is_age(line, number, at) else unit


def counted_day(line: Line, end: int) -> bool:
    """Return whether एक दिन, which ends before ``end``, is a stretch of time and not "some day"."""
    return line.key(end) in ("का", "की", "के", "में", "तक") or line.key(end - 1) == "दिवसीय"


def _noun_behind(line: Line, at: int) -> tuple[int, Unit] | None:
    """Return (index behind, unit) of the counted noun within four words: 10 अन्य घायल **सैनिकों**."""
    last = None
    most = 1 if line.bits(at - 1) & bit.HYPHEN else MOST_BETWEEN + 1
    for here in range(at, at + most):
        bits = line.bits(here)
        if here == at + 2 and last is None and line.key(at) == "और":
            break  # दो और हादसों, but not दो और पश्चिमी गोदावरी जिले
        if not bits & bit.WORD or (bits & bit.ENDER and not (here == at and line.key(here) == "और")):
            break
        if bits & bit.NO_NOUN or (last is not None and _ends_noun(line.key(here), line.key(last))):
            break
        if bits & bit.COUNTED:
            last = here
        elif last is not None:
            break
    if last is None or line.digits(last):
        return None
    return last + 1, counted_unit(line, at, last + 1)


def counted_unit(line: Line, first: int, end: int) -> Unit:
    """Return the counted noun at tokens ``first`` to ``end`` (excluded) as a unit, by its last word."""
    last = end - 1
    surface = line.text[line.starts[last] : line.ends[last]]
    return Unit(surface, _class(line.key(last)), "count", (first, end))


def _ends_noun(key: str, last: str) -> bool:
    """Return whether a word belongs no more to the noun that ended with ``last``."""
    if counted().get(key) == "casualty":
        return True  # 5 लोग घायल counts the people
    return key.endswith("ाएं") or last == TIMES  # दो पेड़ लगाएं, तीन बार धमाके


@lru_cache(1 << 13)
def _class(key: str) -> str:
    """Return the class of a counted noun; an oblique plural is asked for under its likely other forms
    too."""
    known = counted()
    stem = re.sub("(?:ियों|ाओं|ों|ओं)$", "", key)
    endings = ("", "ा", "े", "ी", "ियां", "ें", "ाएं", "एं", "ि")
    return next((known[form] for form in (key, *(stem + end for end in endings)) if form in known), "thing")
