"""What a word can be to the rules for figures and times, as bits of one integer.

``cues.bits_of`` works them out once a word. A rule then asks a word several questions by one ``&``, and NumPy
asks all the words of a batch at once where a rule can begin (``line_places``).
"""

from __future__ import annotations

(
    # reading: its sentence is read; a figure, a time may begin here
    CUE, FIGURE, TIME,
    # writing
    DIGITS, WORD, LATIN, HYPHEN,
    # numbers: digits of one value, words for numbers, what may stand before or behind
    VALUED, NUMERAL, FRACTION, SCALE, SHIFT, MANY, LINK, POINT, BOUND_END, BOUND_START, ONE, ONE_NEXT,
    # units and counted nouns
    MULTIPLE, ORDINAL, ORDINAL_END, MONEY, UNIT, COUNTED, NO_NOUN, ENDER, CLOCK, SIDE,
    # around a figure
    GENITIVE, AND, ADVERB, VERBAL, DOING, LEFT_END, SOURCE, SAID, SAID_STOP,
    # times
    MONTH, WEEKDAY, TIME_UNIT, DIRECTION, DAY_WORD, DAY, TENS, YEAR, OLD_YEAR, DATE, DATE_JOIN, DAY_NEXT,
    DATED, ERA, FISCAL, FEW, APPROX, PART, PHRASE, PHRASE_START, PHRASE_NEXT, IDIOM, TENSE, BOUND,
    # no word: what stands behind the last one of a sentence
    END,
) = (1 << place for place in range(63))  # fmt: skip

# More about a word, in a second integer. ODD: what a plain figure has not beside it, so that the rules are
# asked; ALONE: a unit by itself; ONE_OF: एक दिन may be "some day"; YEARS: with it a number may be an age;
# SIGNED: it can be below zero. BELOW_100, BELOW_1000: what a number is; HUNDRED: सौ.
ODD, ALONE, ONE_OF, YEARS, SIGNED, BELOW_100, BELOW_1000, HUNDRED = (1 << place for place in range(8))

NUMBER = VALUED | NUMERAL | FRACTION
NUMBER_START = DIGITS | NUMERAL | FRACTION | SCALE | SHIFT | MANY
BEGINS_MORE = SCALE | SHIFT | MANY
# All that a number with its bounds can be made of.
AMOUNT = NUMBER_START | LINK | POINT | BOUND
# Behind a number without a scale these may still belong to it: 5 लाख, 2 दशमलव 5, 2 से 3, 20 के करीब.
GOES_ON = SCALE | POINT | LINK | BOUND_START
