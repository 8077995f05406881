"""The row of a title in the text."""

from __future__ import annotations

from typing import Literal, NamedTuple

Rule = Literal["name", "inside", "modifier", "text", "calendar", "none"]
Reason = Literal[
    "", "no_date", "no_holder_known", "several_holders", "former", "indefinite", "office", "scheme",
    "unknown_name", "other_office", "no_country",
]  # fmt: skip


class RoleMention(NamedTuple):
    """A title in the text. ``entity`` is None where ``reason`` says why the person is not decided.

    ``start`` reaches over the modifiers (केंद्रीय, रूसी), ``title_start`` does not; ``sentence`` is the
    row, from 1. ``beside`` is True where the person's name stands beside the title and is counted as a name
    already. ``first`` and ``last`` are its tokens, ``name_end`` the offset at which the name beside it ends
    (else ``end``).
    """

    sentence: int
    start: int
    title_start: int
    end: int
    title: str
    scope: str
    entity: str | None
    rule: Rule
    confidence: float
    reason: Reason
    beside: bool
    first: int
    last: int
    name_end: int
    how: str = "role"
