"""What each word is to the rules for figures and times, out of all their tables, and the words by which a
sentence with one is known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from analysis.annotate import word_bits as bit
from analysis.annotate.absolute_times import DATE_JOINS, DAY_LIST, NUMERIC, OLD_YEAR
from analysis.annotate.date_rules import idioms, time_cues, time_starts
from analysis.annotate.figure_rules import SIGNED
from analysis.annotate.figure_subjects import context_words
from analysis.annotate.number_words import (
    DECIMAL_POINT,
    LINKS,
    before_ends,
    bound_starts,
    bound_words,
    digits_value,
    number_cues,
    numerals,
    scales,
)
from analysis.annotate.quantity_context import ends_phrase
from analysis.annotate.relative_times import vague_phrases
from analysis.annotate.tense import shows_tense
from analysis.annotate.time_found import DAY_ENDINGS, FIRST, YEAR, times_of
from analysis.annotate.units import (
    MILLIMETRE,
    ORDINAL_ENDINGS,
    SIDES,
    TIMES,
    can_be_counted,
    counted,
    money_signs,
    multiples,
    ordinals,
    unit_alone,
    unit_cues,
    unit_firsts,
    unit_seconds,
)
from analysis.annotate.words import key_of, word_sets

ONE = key_of("एक")
GENITIVES = ("का", "की", "के")
_FIRST_DAYS = range(1, 32)


@cache
def quantity_starts() -> frozenset[str]:
    """Return the match keys that can begin a figure, digits apart."""
    return number_cues() | unit_cues()


@cache
def sentence_cues() -> frozenset[str]:
    """Return the match keys of which a sentence holds one, or a digit, if it holds a figure or a time.

    एक is none: it counts only with a unit of time, which is a cue, or with a scale, which is one too, or with
    another unit (एक किलोमीटर), whose first word is one.
    """
    return (quantity_starts() | time_cues() | unit_firsts()) - {ONE}


def _number_words() -> Iterable[tuple[int, Iterable[str]]]:
    yield bit.CUE, sentence_cues()
    yield bit.FIGURE, quantity_starts()
    yield bit.TIME, time_starts()
    yield bit.HYPHEN, ("-", "–")
    yield bit.NUMERAL, numerals()
    yield bit.FRACTION, scales("fraction")
    yield bit.SCALE, scales("scale")
    yield bit.SHIFT, scales("shift")
    yield bit.MANY, (*scales("many"), *scales("twelve"))
    yield bit.LINK, LINKS
    yield bit.POINT, (DECIMAL_POINT,)
    yield bit.BOUND_END, before_ends()
    yield bit.BOUND_START, bound_starts()
    yield bit.BOUND, bound_words()
    yield bit.ONE, (ONE,)
    # What makes एक a number and no article: a unit, a scale, another number (एक-दो दिन).
    yield bit.ONE_NEXT, unit_firsts() | number_cues() | {"-", "–", "से", "या", DECIMAL_POINT}


def _unit_words() -> Iterable[tuple[int, Iterable[str]]]:
    words = word_sets("number_words.tsv")
    yield bit.MULTIPLE, multiples()
    yield bit.ORDINAL, ordinals()
    yield bit.ORDINAL_END, ORDINAL_ENDINGS
    yield bit.MONEY, money_signs()
    yield bit.UNIT, unit_firsts()
    yield bit.COUNTED, counted()
    yield bit.NO_NOUN, (*numerals(), *words["attribute"])
    yield bit.ENDER, words["ender"]
    yield bit.CLOCK, words["clock"]
    yield bit.SIDE, SIDES
    yield bit.GENITIVE, GENITIVES
    yield bit.AND, ("और", "व", "एवं")
    yield bit.ADVERB, context_words("adverb")
    yield bit.VERBAL, context_words("verbal")
    yield bit.SOURCE, (*context_words("according"), *context_words("claim"), "ने")
    yield bit.SAID, context_words("said")
    yield bit.SAID_STOP, ("ने", "कि", "।")


def _time_words() -> Iterable[tuple[int, Iterable[str]]]:
    named = {
        "month": bit.MONTH, "weekday": bit.WEEKDAY, "unit": bit.TIME_UNIT, "direction": bit.DIRECTION,
        "day": bit.DAY_WORD, "era": bit.ERA, "fiscal": bit.FISCAL, "few": bit.FEW, "approx": bit.APPROX,
        "part": bit.PART,
    }  # fmt: skip
    for name, place in named.items():
        yield place, times_of(name)
    yield bit.DAY, (FIRST, *(key for key, value in numerals().items() if value in _FIRST_DAYS))
    yield bit.DATE_JOIN, DATE_JOINS
    yield bit.DAY_NEXT, (*DAY_LIST, *DAY_ENDINGS, *times_of("month"))
    yield bit.DATED, ("तारीख",)
    for phrases in (vague_phrases(), idioms()):
        yield bit.PHRASE, phrases.words
        yield bit.PHRASE_START, phrases.firsts - phrases.words
        yield bit.PHRASE_NEXT, phrases.seconds
    yield bit.IDIOM, idioms().firsts


@cache
def _of_tables() -> dict[str, int]:
    bits: dict[str, int] = {}
    for words in (_number_words(), _unit_words(), _time_words()):
        for place, keys in words:
            for key in keys:
                bits[key] = bits.get(key, 0) | place
    return bits


def bits_of(key: str) -> int:
    """Return what a word is, by its match key: the sum of ``word_bits``."""
    bits = _of_tables().get(key, 0)
    if key[0].isdecimal():
        return bits | _digit_bits(key)
    if not key[0].isalpha():
        return bits
    bits |= bit.WORD | bit.LATIN * key[0].isascii() | bit.DOING * key.endswith("कर")
    if can_be_counted(key):
        bits |= bit.COUNTED
    if ends_phrase(key):
        bits |= bit.LEFT_END
    return bits | bit.TENSE if shows_tense(key) else bits


@cache
def _odd_words() -> frozenset[str]:
    """Return the words beside which a number and its unit or noun may mean more than they say."""
    words = word_sets("number_words.tsv")
    below_zero = ("-", "नीचे", "माइनस")
    casualties = (key for key, of in counted().items() if of == "casualty")
    fractions = scales("fraction")
    beside = unit_seconds().difference(GENITIVES)  # of years alone, of which the genitive is asked for itself
    return words["designator"].union(words["age"], beside, casualties, fractions, below_zero, (TIMES,))


def more_bits_of(key: str) -> int:
    """Return what a word is to plain figures: ODD to HUNDRED of ``word_bits``."""
    latin = key[:1].isascii() and key[:1].isalpha() and len(key) < 4  # F 16
    decimal = key[:1].isdecimal() and "." in key
    bits = bit.ODD * (latin or decimal or key in _odd_words() or key.endswith("ाएं"))
    unit = unit_alone(key)
    bits |= _sizes(key)
    if unit is None or unit.name == MILLIMETRE:
        return bits
    bits |= bit.ALONE | bit.SIGNED * (unit.klass in SIGNED)
    return bits | bit.ONE_OF * (unit.name == "दिन") | bit.YEARS * (unit.name in ("वर्ष", "महीना"))


def _sizes(key: str) -> int:
    """Return how large a number or its scale is; nothing of a word that is neither."""
    fraction = scales("fraction").get(key)
    value = digits_value(key) if key[:1].isdecimal() else numerals().get(key, fraction)
    if value is None:
        factor = scales("scale").get(key, 1000)
        return bit.HUNDRED * (factor == 100) | bit.ODD * (factor < 100)
    return bit.BELOW_100 * (value < 100) | bit.BELOW_1000 * (value < 1000)


def _digit_bits(key: str) -> int:
    value = digits_value(key)
    bits = bit.CUE | bit.FIGURE | bit.TIME | bit.DIGITS
    bits |= bit.VALUED * (value is not None) | bit.DAY * (value in _FIRST_DAYS and len(key) <= 2)
    bits |= bit.YEAR * bool(YEAR.match(key)) | bit.OLD_YEAR * bool(OLD_YEAR.match(key))
    return bits | bit.DATE * bool(NUMERIC.match(key)) | bit.TENS * (len(key) == 2 and key[1] == "0")
