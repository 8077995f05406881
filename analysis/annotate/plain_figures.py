"""Which figures of a batch are a plain number and its unit or noun, asked of all of them at once.

Most figures of news are: 5 लोग, 10 अन्य सैनिकों, करीब 3 किलोमीटर, 25 करोड़ रुपये. What they are is told by the
bits of the few words around them; for the others, and in every doubt, the rules are asked.
"""

from __future__ import annotations

import numpy as np

from analysis.annotate import word_bits as bit
from analysis.annotate.figure_rules import FigureWords
from analysis.annotate.number_words import scales
from analysis.annotate.numerals import bound_before, bounds, plain_value
from analysis.annotate.units import MOST_BETWEEN, counted_unit, unit_alone
from analysis.annotate.words import Line

ASK, NOTHING = 0, -1

_NO_PLAIN = bit.SHIFT | bit.MULTIPLE | bit.ORDINAL | bit.MONEY
_NO_RANGE_BEHIND = bit.AMOUNT | bit.HYPHEN | bit.BOUND_START | bit.UNIT | bit.ORDINAL_END | bit.LATIN
_BOUND_NEXT = bit.BOUND | bit.HYPHEN
_NUMBERS = bit.NUMBER | bit.SCALE | bit.MANY
_TO_SECOND = bit.LINK | bit.BOUND_START


def plain_ends(places: np.ndarray, bits: np.ndarray, more: np.ndarray, glued: np.ndarray) -> np.ndarray:
    """Return the index behind the plain figure at each place, NOTHING where no figure is, ASK for the rules.

    A negative index stands behind a number of several words that is no figure. ``bits`` and ``more`` are
    those of every word, ``glued`` tells of each place whether it stands without a gap behind the word before.
    """
    here, before, after = bits[places], bits[places - 1], bits[places + 1]
    scaled = after & bit.SCALE != 0
    # The last word of the number, and the words behind it.
    last = places + scaled
    behind, second = bits[last + 1], bits[last + 2]
    plain = (here & _NUMBERS != 0) & (here & _NO_PLAIN == 0) & (before & bit.SIDE == 0) & ~glued
    plain &= (after & (bit.LATIN | bit.ORDINAL_END) == 0) & ~(scaled & ~_below(more[places], more[last]))
    plain &= (behind & (bit.SCALE | bit.POINT) == 0) & ~_goes_on(behind, second)
    plain &= (behind & bit.NUMBER_START == 0) | (~scaled & (here & bit.DIGITS != 0))
    unit, one = behind & bit.UNIT != 0, (here & bit.ONE != 0) & ~scaled
    ends = np.full(len(places), ASK)
    ends[plain & ~unit & one] = NOTHING  # एक with a noun is an article
    measured, counted = np.flatnonzero(plain & unit), np.flatnonzero(plain & ~unit & ~one)
    ends[measured] = _measured(places[measured], last[measured], bits, more)
    ends[counted] = _counted(places[counted], last[counted], bits, more)
    ends[plain & (before & bit.CLOCK != 0) & ~scaled] = NOTHING
    ends[(here & bit.BEGINS_MORE != 0) & (ends > 0)] = ASK  # सैकड़ों लोग
    number = (here & bit.NUMBER != 0) & (here & _NO_PLAIN == 0)
    linked = np.flatnonzero(number & ~scaled & _linked(behind, second))
    ends[linked] = _range_ends(places[linked], bits, more)
    ends = np.where((ends == NOTHING) & scaled, -1 - last, ends)
    return np.where(_is_hour(here, after, second), -2 - places, ends)


def _below(number: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Return whether a number is surely below its scale: 25 करोड़, not 1000 सौ."""
    below = np.where(scale & bit.HUNDRED != 0, number & bit.BELOW_100, number & bit.BELOW_1000)
    return (below != 0) & (scale & bit.ODD == 0)  # दर्जन


def _goes_on(behind: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return whether a number may go on: 2 से 3, 20 के करीब, 5-दिवसीय."""
    joined = (behind & _TO_SECOND != 0) & (second & (_BOUND_NEXT | bit.NUMBER_START | bit.LINK) != 0)
    return joined | ((behind & bit.HYPHEN != 0) & (second & (bit.UNIT | bit.COUNTED) != 0))


def _linked(behind: np.ndarray, second: np.ndarray) -> np.ndarray:
    single = (second & bit.NUMBER != 0) & (second & (_NO_PLAIN | bit.BEGINS_MORE) == 0)
    return (behind & bit.LINK != 0) & single


def _range_ends(places: np.ndarray, bits: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Return NOTHING where a range counts nothing (22 से 23 अक्टूबर, 9400-9600), else ASK."""
    last = places + 2
    nothing = _counted(places, last, bits, more) == NOTHING
    return np.where(nothing & (bits[last + 1] & _NO_RANGE_BEHIND == 0), NOTHING, ASK)


def _is_hour(here: np.ndarray, after: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return where साढ़े 11 बजे stands."""
    word = bit.AMOUNT | bit.UNIT | bit.ORDINAL_END
    hour = (second & bit.NO_NOUN != 0) & (second & word == 0)
    return (here & bit.SHIFT != 0) & (after & bit.NUMBER != 0) & (after & bit.BEGINS_MORE == 0) & hour


def _measured(places: np.ndarray, last: np.ndarray, bits: np.ndarray, more: np.ndarray) -> np.ndarray:
    unit, beside, behind = more[last + 1], more[places - 1], bits[last + 2]
    asked = (unit & bit.ALONE == 0) | (more[last + 2] & bit.ODD != 0)
    asked |= (behind & bit.BOUND_START != 0) & (bits[last + 3] & _BOUND_NEXT != 0)
    asked |= (unit & bit.ONE_OF != 0) & (bits[places] & bit.ONE != 0)
    asked |= (unit & bit.SIGNED != 0) & (beside & bit.ODD != 0)
    # उम्र 80 साल, 10 साल की बच्ची
    aged = ((beside | more[places - 2]) & bit.ODD != 0) | (behind & bit.GENITIVE != 0)
    asked |= (unit & bit.YEARS != 0) & aged
    return np.where(asked, ASK, last + 2)


def _counted(places: np.ndarray, last: np.ndarray, bits: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Return the ends of counts: the first run of counted words within the four behind each number."""
    here, before = bits[places], bits[places - 1]
    ends, still = np.full(len(places), NOTHING), np.ones(len(places), bool)
    asked = (more[places] | more[places - 1]) & bit.ODD != 0
    asked |= (before & (bit.AND | bit.LINK) != 0) & (bits[places - 2] & bit.DIGITS != 0)
    for by in range(1, MOST_BETWEEN + 2):
        word = bits[last + by]
        still &= (word & bit.WORD != 0) & (word & (bit.ENDER | bit.NO_NOUN) == 0)
        noun = word & bit.COUNTED != 0
        still &= noun | (ends < 0)
        asked |= still & (more[last + by] & bit.ODD != 0)
        ends[still & noun] = last[still & noun] + by + 1
    ends[(here & bit.YEAR != 0) & (ends > last + 2)] = NOTHING  # विधेयक 2020 ध्वनि मत से
    asked &= ends > 0
    asked |= bits[last + 1] & bit.AND != 0  # दो और हादसों
    asked |= (bits[ends] & bit.BOUND_START != 0) & (bits[ends + 1] & _BOUND_NEXT != 0)
    return np.where(asked, ASK, ends)


def plain_figure(line: Line, at: int, end: int, behind: int) -> FigureWords:
    """Return the plain figure at ``at``, ending before ``end``; its bound begins behind ``behind``."""
    value, last = plain_value(line.key(at)), at + 1
    scale = scales("scale").get(line.key(last))
    if scale is not None:
        value, last = value * scale, last + 1
    value = round(value, 6)
    unit = unit_alone(line.key(last)) if line.bits(last) & bit.UNIT else counted_unit(line, last, end)
    if not line.bits(at - 1) & bit.BOUND_END:
        return FigureWords(at, end, at, value, value, value, "exact", unit)
    first, bound = bound_before(line, at, behind)
    return FigureWords(first, end, at, value, *bounds(value, bound), bound, unit)
