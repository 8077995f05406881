"""The row of a reference."""

from __future__ import annotations

from typing import Literal, NamedTuple

from analysis.annotate.view import BatchView

ReferenceKind = Literal[
    "pronoun", "both", "counterpart", "reflexive", "each_other", "leaders", "thing", "first_person"
]
_CONFIDENCE = {"pronoun": 0.85, "both": 0.85, "counterpart": 0.9, "first_person": 0.7}


class Reference(NamedTuple):
    """A phrase that stands for somebody; ``entities`` is empty where ``reason`` says why it is undecided.

    ``sentence`` is the row, from 1. ``antecedent`` are the offsets of the words it goes back to, where there
    are such, known to the lexicon or not. ``beside`` is True where the name stands right beside and is
    counted as a name already.
    """

    sentence: int
    start: int
    end: int
    kind: ReferenceKind
    entities: tuple[str, ...]
    reason: str
    antecedent: tuple[int, int] | None
    beside: bool
    confidence: float
    how: str = "reference"


def reference(
    view: BatchView,
    first: int,
    last: int,
    kind: ReferenceKind,
    entities: tuple[str, ...],
    *,
    reason: str = "",
    span: tuple[int, int] | None = None,
    beside: bool = False,
) -> Reference:
    """Return the row of the tokens ``first`` to ``last`` inclusive."""
    return Reference(
        view.sentence_of(first) + 1, view.starts[first], view.ends[last], kind, entities,
        "" if entities else reason or "not_in_lexicon", span, beside,
        (1.0 if beside else _CONFIDENCE.get(kind, 0.8)) if entities else 0.0,
    )  # fmt: skip
