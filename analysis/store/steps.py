"""How far the finishing of a store is, told step by step: a million articles take some minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

T = TypeVar("T")
# What is done: articles of an earlier run passed over (each a step), vocabularies of batches joined (lakes),
# tables put in order, rows counted by month and source, words put in the order of their forms.
Phase = Literal["earlier", "vocabulary", "order", "count", "words"]
# Called before each step with its phase, its number from 1 and how many steps the phase has.
Step = Callable[[Phase, int, int], None]


def silent(phase: Phase, number: int, of: int) -> None:
    """Tell nobody."""


def each(step: Step, phase: Phase, things: Sequence[T]) -> Iterator[T]:
    """Yield the things, one a step, telling of each before it is taken."""
    for number, thing in enumerate(things, 1):
        step(phase, number, len(things))
        yield thing
