"""Where in a batch a figure or a time can begin, asked of all words at once.

What is left out here is what the rules would find nothing at, told by the two words behind it: most numbers
of a date, most एक and इस. Every array has one entry a word and a 0 (no word) behind each sentence, so that no
word is the neighbour of one in another sentence.
"""

from __future__ import annotations

import numpy as np

from analysis.annotate import word_bits as bit
from analysis.annotate.units import MOST_BETWEEN


def _has(bits: np.ndarray, wanted: int) -> np.ndarray:
    return (bits & wanted) != 0


def _behind(values: np.ndarray, by: int) -> np.ndarray:
    """Return what stands ``by`` words behind each word, 0 at the end."""
    moved = np.zeros_like(values)
    moved[:-by] = values[by:]
    return moved


def _behind_amount(bits: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return what the first word behind each place is that cannot belong to a number and its bounds."""
    others = np.append(np.flatnonzero(~_has(bits, bit.AMOUNT)), len(bits) - 1)
    return bits[others[np.searchsorted(others[:-1], places, side="right")]]


def figure_places(bits: np.ndarray) -> np.ndarray:
    """Return the indexes of ``bits`` (see the module) at which ``quantities`` has to look for a figure.

    A number of one word is left out where nothing behind it can be counted: एक without a unit or another
    number, "2019 में", "दो और". Longer numbers stay, since what belongs to them must not be read twice.
    """
    places = np.flatnonzero(_has(bits, bit.FIGURE))
    here, after = bits[places], _behind(bits, 1)[places]
    goes_on = np.where(_has(here, bit.DIGITS), bit.GOES_ON, bit.GOES_ON | bit.NUMBER_START)
    other = bit.SCALE | bit.SHIFT | bit.MANY | bit.MULTIPLE | bit.ORDINAL | bit.MONEY
    alone = _has(here, bit.NUMBER) & ~_has(here, other) & ((after & goes_on) == 0)
    nothing = alone & ~_has(after, bit.UNIT | bit.ORDINAL_END)  # 22 वे is an ordinal
    nothing[nothing] = ~_counts(bits, places[nothing])
    article = _has(here, bit.ONE) & ~_has(after, bit.ONE_NEXT)
    return places[~nothing & ~article]


def _counts(bits: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return whether a noun that is counted stands within the words behind each place: 10 अन्य सैनिकों."""
    found, open_still = np.zeros(len(places), bool), np.ones(len(places), bool)
    for by in range(1, MOST_BETWEEN + 2):
        word = bits[np.minimum(places + by, len(bits) - 1)]
        ends = _has(word, bit.ENDER) if by > 1 else _has(word, bit.ENDER) & ~_has(word, bit.AND)
        open_still &= _has(word, bit.WORD) & ~_has(word, bit.NO_NOUN) & ~ends
        found |= open_still & _has(word, bit.COUNTED)
    return found


def _dated(after: np.ndarray, second: np.ndarray, third: np.ndarray) -> np.ndarray:
    """Return whether a day may lead to its month: 15 अगस्त, 15वीं तारीख, 13, दिसंबर, 3 और 4 सितंबर; not "3 और
    लोग"."""
    ended = _has(after, bit.ORDINAL_END) & _has(second, bit.DAY_NEXT | bit.DATED)
    listed = _has(after, bit.DAY_NEXT) & _has(second, bit.DAY) & _has(third, bit.DAY_NEXT)
    return _has(after, bit.MONTH | bit.DATED) | _has(second, bit.MONTH) | ended | listed


def time_places(bits: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """Return the indexes of ``bits`` at which ``dates`` has to look for a time; ``keys`` are ids of words."""
    places = np.flatnonzero(_has(bits, bit.TIME))
    here, after, second = bits[places], _behind(bits, 1)[places], _behind(bits, 2)[places]
    kept = _has(here, bit.MONTH | bit.WEEKDAY | bit.DAY_WORD | bit.FISCAL | bit.PHRASE | bit.YEAR | bit.DATE)
    kept |= _has(here, bit.PHRASE_START) & _has(after, bit.PHRASE_NEXT | bit.HYPHEN)
    kept |= _has(here, bit.NUMBER_START) & _has(_behind_amount(bits, places), bit.TIME_UNIT)
    kept |= _has(here, bit.DAY) & _dated(after, second, _behind(bits, 3)[places])
    kept |= _has(here, bit.OLD_YEAR) | (_has(here, bit.TENS) & _has(second, bit.TIME_UNIT))
    kept |= _has(here, bit.FEW) & _has(after, bit.TIME_UNIT)
    kept |= _has(here, bit.ERA) & _has(after, bit.DIGITS)
    kept |= _has(here, bit.TIME_UNIT) & _has(after, bit.GENITIVE) & _has(second, bit.PART)
    told = bit.MONTH | bit.TIME_UNIT | bit.FEW | bit.WEEKDAY | bit.FISCAL | bit.APPROX | bit.NUMBER_START
    kept |= _has(here, bit.DIRECTION) & _has(after, told)
    joined = _has(here, bit.DIGITS) & _has(after, bit.DATE_JOIN) & _has(second, bit.DIGITS)
    kept |= joined & (_behind(keys, 1)[places] == _behind(keys, 3)[places])
    return places[kept]
