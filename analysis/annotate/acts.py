"""Who acts: the persons, countries and organisations that stand before ने."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotate.cue_tables import word_class
from analysis.annotate.view import DocumentView


@dataclass(frozen=True, slots=True)
class Act:
    """One "X ने": the sentence row (from 1), the name's offsets, who acts."""

    sentence: int
    start: int
    end: int
    entity: str


def who_acts(view: DocumentView) -> list[Act]:
    """Return the names that act in the perfect ("X ने", also "X जी ने"), in reading order.

    Unit: one name before ने; titles and pronouns are not counted. Count distinct sentences for "acts in n
    sentences".
    """
    found = []
    for token, key in enumerate(view.keys):
        if key not in word_class("ergative") or token == 0:
            continue
        last = token - 1
        if view.keys[last] in word_class("honorific_after") and last not in view.ending:
            last -= 1
        one = view.ending.get(last)
        if one is not None and one.how == "name" and view.glued(last):
            found.append(Act(one.sentence + 1, one.start, one.end, one.entity))
    return found
