"""Units, counted nouns, ordinals: what makes a number a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.annotate.numerals import digits_value, numerals
from analysis.annotate.words import Line, Phrases, forms, key_of, table, word_sets

# वां वीं वें and their spellings; 22वें is one ordinal, never the number 22.
_ORDINAL = re.compile("(?:वां|वा|वीं|वी|वें|वे|th|st|nd|rd)$")
# Plurals with a postposition behind them (-ों) and feminine plurals count whatever they name.
_PLURAL = re.compile("(?:[^क-ह]ओं|ों|ियां|ियों|ाएं)$")
_MOST_BETWEEN = 3
_MONEY_SIGNS = frozenset({"₹", "$", "€", "£"})


@dataclass(frozen=True, slots=True)
class Unit:
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
def _counted() -> dict[str, str]:
    return {key_of(form): row["class"] for row in table("counted.tsv") for form in forms(row["forms"])}


@cache
def _multiples() -> dict[str, float]:
    return {
        key_of(form): float(row["value"]) for row in table("multiples.tsv") for form in forms(row["forms"])
    }


@cache
def _ordinals() -> dict[str, float]:
    words = {}
    for row in table("ordinals.tsv"):
        words.update({key_of(form): float(row["value"]) for form in forms(row["forms"])})
    return words


@cache
def unit_firsts() -> frozenset[str]:
    """Return the first words of the units of measure, as keys."""
    return _units().firsts


@cache
def unit_cues() -> frozenset[str]:
    """Return the keys that begin a figure without a number before them: signs of money, दोगुना,
    तीसरे."""
    return frozenset(_multiples()) | frozenset(_ordinals()) | _MONEY_SIGNS | {key_of("रु"), key_of("रू")}


def multiple_at(line: Line, at: int) -> tuple[float, Unit] | None:
    """Return (value, unit) of a ratio written as one word: दोगुना."""
    value = _multiples().get(line.key(at))
    return None if value is None else (value, Unit("गुना", "times", "ratio"))


def ordinal_at(line: Line, at: int) -> tuple[int, float, Unit] | None:
    """Return (index behind, value, unit) of an ordinal: 22वें, 15 वीं, तीसरे."""
    unit = Unit("क्रम", "ordinal", "ordinal")
    if line.digits(at) and len(line.key(at)) <= 4 and _ORDINAL.match(line.key(at + 1)):
        value = digits_value(line.key(at))
        return None if value is None else (at + 2, value, unit)
    value = _ordinals().get(line.key(at))
    return None if value is None else (at + 1, value, unit)


def prefix_unit(line: Line, at: int) -> tuple[int, Unit] | None:
    """Return (index of the number, unit) of a sign of money before its number: ₹500, रु. 500."""
    key = line.key(at)
    if key not in _MONEY_SIGNS and key not in (key_of("रु"), key_of("रू")):
        return None
    number = at + 1 + (line.key(at + 1) == ".")
    found = _units().at(line, at)
    return (number, found[1]) if found and line.digits(number) else None


def unit_behind(line: Line, at: int, *, one: bool) -> tuple[int, Unit] | None:
    """Return (index behind, unit) of what stands behind a number; ``one`` allows measures only (एक
    साल)."""
    start = at + 1 if line.key(at) in ("-", "–") else at
    if line.key(at - 2) in word_sets("number_words.tsv")["clock"]:
        return None  # 8 बजकर 30 मिनट is a time of day
    measure = _units().at(line, start)
    if measure:
        end, unit = measure
        return _calibre(line, end, unit)
    return None if one else _noun_behind(line, start)


def _calibre(line: Line, end: int, unit: Unit) -> tuple[int, Unit]:
    """Return the unit, turned into a calibre where a weapon follows: 155 मिमी … आर्टिलरी गन."""
    if unit.name != "मिलीमीटर":
        return end, unit
    words = word_sets("number_words.tsv")
    for key in line.keys[end : end + 7]:
        if key in words["weapon"]:
            return end, Unit(unit.name, "calibre", "calibre")
        if (key in words["ender"] and key not in ("की", "के", "का")) or not key[0].isalpha():
            break
    return end, unit


_TIMES = key_of("बार")
_IS = frozenset({"था", "थे", "थी", "है", "हैं", "होने", "हो", "हुए", "हुई", "होगा", "होंगे"})


def is_age(line: Line, number: int, at: int) -> bool:
    """Return whether a stretch of years that ends before ``at`` is an age: 10 साल की बच्ची, उम्र 80
    साल."""
    words = word_sets("number_words.tsv")
    near = (line.key(at + 1), line.key(at + 2)) if line.key(at) in ("का", "की", "के") else ()
    before = (line.key(number - 1), line.key(number - 2))
    if near and near[0] in _IS:
        return True  # वे 63 वर्ष के हैं
    return any(key in words["person"] for key in near) or any(key in words["age"] for key in before)


def age_or(line: Line, number: int, at: int, unit: Unit) -> Unit:
    """Return ``unit``, as an age where it is one."""
    return Unit(unit.name, "age", "age") if is_age(line, number, at) else unit


def counted_day(line: Line, end: int) -> bool:
    """Return whether एक दिन, which ends before ``end``, is a stretch of time and not "some day"."""
    return line.key(end) in ("का", "की", "के", "में", "तक") or line.key(end - 1) == "दिवसीय"


def _noun_behind(line: Line, at: int) -> tuple[int, Unit] | None:
    """Return (index behind, unit) of the counted noun within four words: 10 अन्य घायल **सैनिकों**."""
    words, last = word_sets("number_words.tsv"), None
    most = 1 if line.key(at - 1) in ("-", "–") else _MOST_BETWEEN + 1
    for here in range(at, min(at + most, len(line.keys))):
        key = line.key(here)
        if here == at + 2 and last is None and line.key(at) == "और":
            break  # दो और हादसों, but not दो और पश्चिमी गोदावरी जिले
        if not key[:1].isalpha() or (key in words["ender"] and not (here == at and key == "और")):
            break
        if key in numerals() or key in words["attribute"]:
            break
        if last is not None and _counted().get(key) == "casualty":
            break  # 5 लोग घायल counts the people
        if last is not None and (key.endswith("ाएं") or line.key(last) == _TIMES):
            break  # दो पेड़ लगाएं, तीन बार धमाके
        if key in _counted() or (_PLURAL.search(key) and key not in words["not_plural"]):
            last = here
        elif last is not None:
            break
    if last is None or line.digits(last):
        return None
    surface = line.text[line.starts[last] : line.ends[last]]
    return last + 1, Unit(surface, _class(line.key(last)), "count", (at, last + 1))


def _class(key: str) -> str:
    """Return the class of a counted noun; an oblique plural is asked for under its likely other forms
    too."""
    counted = _counted()
    stem = re.sub("(?:ियों|ाओं|ों|ओं)$", "", key)
    endings = ("", "ा", "े", "ी", "ियां", "ें", "ाएं", "एं", "ि")
    return next(
        (counted[form] for form in (key, *(stem + end for end in endings)) if form in counted), "thing"
    )
