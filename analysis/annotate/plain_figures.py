"""Which figures of a batch are a bare number and its unit or noun, asked of all of them at once.

Half of the figures of news are: 5 लोग, 10 अन्य सैनिकों, 3 किलोमीटर. What they are is told by the bits of the
few words around them; for the others, and in every doubt, the rules are asked.
"""

from __future__ import annotations

import numpy as np

from analysis.annotate import word_bits as bit
from analysis.annotate.figure_rules import FigureWords
from analysis.annotate.numerals import rounded
from analysis.annotate.units import MOST_BETWEEN, counted_unit, unit_alone
from analysis.annotate.words import Line

ASK, NOTHING = 0, -1

_NO_PLAIN = bit.BEGINS_MORE | bit.MULTIPLE | bit.ORDINAL | bit.MONEY
_NO_PLAIN_AFTER = bit.GOES_ON | bit.ORDINAL_END | bit.LATIN | bit.HYPHEN


def plain_ends(places: np.ndarray, bits: np.ndarray, more: np.ndarray, glued: np.ndarray
) -> np.ndarray:
    """Return the index behind the plain figure at each place, NOTHING where no figure is, ASK for the rules.

    ``bits`` and ``more`` are those of every word, ``glued`` tells of each place whether it stands without a gap
    behind the word before it.
    """
    ends = np.full(len(places), ASK)
    here, before, after = bits[places], bits[places - 1], bits[places + 1]
    in_words = here & bit.DIGITS == 0
    plain = (here & bit.NUMBER != 0) & (here & _NO_PLAIN == 0) & (before & (bit.BOUND_END | bit.SIDE) == 0)
    plain &= (after & _NO_PLAIN_AFTER == 0) & ~(in_words & (after & bit.NUMBER_START != 0)) & ~glued
    unit, one = after & bit.UNIT != 0, here & bit.ONE != 0
    ends[plain & ~unit & one] = NOTHING  # एक with a noun is an article
    measured, counted = np.flatnonzero(plain & unit), np.flatnonzero(plain & ~unit & ~one)
    ends[measured] = _measured(places[measured], bits, more)
    ends[counted] = _counted(places[counted], bits, more)
    ends[plain & (before & bit.CLOCK != 0)] = NOTHING
    return ends


def _measured(places: np.ndarray, bits: np.ndarray, more: np.ndarray) -> np.ndarray:
    unit, behind = more[places + 1], bits[places + 2]
    asked = (unit & bit.ALONE == 0) | (more[places + 2] & bit.ODD != 0) | (behind & bit.BOUND_START != 0)
    asked |= (unit & bit.ONE_OF != 0) & (bits[places] & bit.ONE != 0)
    # उम्र 80 साल, 10 साल की बच्ची
    aged = ((more[places - 1] | more[places - 2]) & bit.ODD != 0) | (behind & bit.GENITIVE != 0)
    asked |= (unit & bit.YEARS != 0) & aged
    return np.where(asked, ASK, places + 2)


def _counted(places: np.ndarray, bits: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Return the ends of counts: the first run of counted words within the four behind each place."""
    here, before = bits[places], bits[places - 1]
    ends, still = np.full(len(places), NOTHING), np.ones(len(places), bool)
    asked = (more[places] | more[places - 1]) & bit.ODD != 0
    asked |= bits[places + 1] & bit.AND != 0  # दो और हादसों
    asked |= (before & (bit.AND | bit.LINK) != 0) & (bits[places - 2] & bit.DIGITS != 0)
    for by in range(1, MOST_BETWEEN + 2):
        word = bits[places + by]
        still &= (word & bit.WORD != 0) & (word & (bit.ENDER | bit.NO_NOUN) == 0)
        noun = word & bit.COUNTED != 0
        still &= noun | (ends < 0)
        asked |= still & (more[places + by] & bit.ODD != 0)
        ends[still & noun] = places[still & noun] + by + 1
    ends[(here & bit.YEAR != 0) & (ends > places + 2)] = NOTHING  # विधेयक 2020 ध्वनि मत से
    asked |= (ends > 0) & (bits[ends] & bit.BOUND_START != 0)
    return np.where(asked, ASK, ends)


def plain_figure(line: Line, at: int, end: int) -> FigureWords:
    """Return the plain figure at ``at``, which ends before ``end``."""
    value = rounded(line.key(at))
    if line.bits(at + 1) & bit.UNIT:
        unit = unit_alone(line.key(at + 1))
    else:
        unit = counted_unit(line, at + 1, end)
    return FigureWords(at, end, at, value, value, value, "exact", unit)
