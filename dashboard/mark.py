"""A mark: what a reader clicked, as a link carries it, and the record of what stands behind one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

JOIN = "~"  # stands in no token and no code of the lexicon
MENTIONS, OCCURRENCES = "mentions", "occurrences"


@dataclass(frozen=True, slots=True)
class Behind:
    """A mark's title and number, what the number counts, and how to get its sentences.

    ``sentences`` is how many there are, where the measure tells it beside its number.
    """

    title: str
    value: int
    noun: str
    fetch: Callable[..., pd.DataFrame]
    sentences: int | None = None

    def found(self, rows: pd.DataFrame) -> int:
        """Return what sentences add up to: units where units are counted, else marks."""
        return int(rows["unit"].nunique() if "unit" in rows else rows["marks"].map(len).sum())


def make_mark(kind: str, *codes: str) -> str:
    """Return the mark of ``kind`` and ``codes``."""
    return f"{kind}:{JOIN.join(codes)}"
