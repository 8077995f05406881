"""The words by which a sentence with a figure or a time is known; shared, so that a document is read
once."""

from __future__ import annotations

from functools import cache

from analysis.annotate.date_rules import time_cues, time_starts
from analysis.annotate.numerals import number_cues
from analysis.annotate.units import unit_cues, unit_firsts
from analysis.annotate.words import CUE, FIGURE, TIME, CueReader, key_of


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
    return (quantity_starts() | time_cues() | unit_firsts()) - {key_of("एक")}


@cache
def reader() -> CueReader:
    """Return the reader of sentences with a figure or a time."""
    marks: dict[str, int] = {}
    for keys, mark in ((sentence_cues(), CUE), (quantity_starts(), FIGURE), (time_starts(), TIME)):
        for key in keys:
            marks[key] = marks.get(key, 0) | mark
    return CueReader(marks)
