"""Who acts and on whom: the names before ने, and whom an offer or a demand is made to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.annotate.cue_tables import word_class
from analysis.annotate.offices import Offices
from analysis.annotate.statement_rows import Statement
from analysis.annotate.view import BatchView, MentionView


class Act(NamedTuple):
    """One "X ने": the sentence row (from 1), the name's offsets, who acts."""

    sentence: int
    start: int
    end: int
    entity: str


def who_acts(view: BatchView) -> list[Act]:
    """Return the names that act in the perfect ("X ने", also "X जी ने"), in reading order.

    Unit: one name before ने; titles and pronouns are not counted. Count distinct sentences for "acts in n
    sentences".
    """
    found = []
    for token in view.tokens_of(word_class("ergative")):
        last = token - 1
        if view.keys[last] in word_class("honorific_after") and last not in view.ending:
            last -= 1
        one = view.ending.get(last)
        if one is not None and one.how == "name" and view.glued(last):
            found.append(Act(one.sentence + 1, one.start, one.end, one.entity))
    return found


@dataclass(frozen=True, slots=True)
class Ask:
    """An offer or demand and whom it is made to (empty where the words name nobody).

    ``statement`` is its index among the statements given; ``to`` are entity codes.
    """

    statement: int
    kind: str
    speaker: tuple[str, ...]
    to: tuple[str, ...]


def asks(view: BatchView, rows: Sequence[Statement], offices: Offices) -> list[Ask]:
    """Return the direction of each offer and demand, in reading order.

    A demand is made to the name before से or को in its words ("पुतिन से … अपील की"). An offer is made to such
    a name, else to the first country of its words or sentence that is not the speaker's own.
    """
    return [
        Ask(index, row.kind, row.speaker, _addressee(view, row, offices))
        for index, row in enumerate(rows)
        if row.kind in ("offer", "demand")
    ]


def _addressee(view: BatchView, row: Statement, offices: Offices) -> tuple[str, ...]:
    own = {offices.country_of.get(code) for code in row.speaker}
    named = [
        one
        for one in view.mentions
        if one.how == "name" and row.first_sentence - 1 <= one.sentence < row.last_sentence
        and one.entity not in row.speaker and one.kind in ("person", "organisation", "country")
    ]  # fmt: skip
    inside = [one for one in named if row.start <= one.start < row.end]
    for one in inside:
        if _followed(view, one, "addressed"):
            return (one.entity,)
    if row.kind == "demand":
        return ()
    foreign = [one for one in inside + named if offices.country_of.get(one.entity) not in own]
    return next(((one.entity,) for one in foreign if one.kind == "country"), ())


def _followed(view: BatchView, one: MentionView, name: str) -> bool:
    return view.keys[one.last] in word_class(name) and view.glued(one.last - 1)
