"""What the rules of depth find in a batch; apart from them, for a plain pass starts without the rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from analysis.annotate.mentions import Mentions

_FIELDS = ("sentence", "first_token", "start", "end", "entity", "how", "confidence")


@dataclass(frozen=True, slots=True)
class Depth:
    """Tables by their name in ``records.Batch``, and the mentions by title or reference, in reading order.

    ``beside`` (a bool a mention) is True for a title beside the name it belongs to.
    """

    tables: dict[str, pa.Table]
    mentions: Mentions
    beside: np.ndarray


def as_mentions(rows: list[tuple]) -> tuple[Mentions, np.ndarray]:
    """Return mentions, and which of them are beside a name.

    ``rows`` are (sentence, start, end, entity, how, confidence, beside).
    """
    columns = list(zip(*rows, strict=True)) or [()] * 7
    kinds = (np.int32, np.int32, np.int32, np.int32, np.int8, np.float32, bool)
    sentence, start, end, entity, how, confidence, beside = (
        np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)
    )
    return Mentions(sentence, np.full(len(rows), -1, np.int32), start, end, entity, how, confidence), beside


NO_DEPTH = Depth({}, *as_mentions([]))


def joined(names: Mentions, depth: Depth) -> tuple[Mentions, np.ndarray]:
    """Return names and the mentions by title or reference in reading order, and which are beside a name."""
    if not len(depth.mentions):
        return names, np.zeros(len(names), bool)
    both = [np.concatenate([getattr(one, field) for one in (names, depth.mentions)]) for field in _FIELDS]
    beside = np.concatenate([np.zeros(len(names), bool), depth.beside])
    merged = Mentions(*both)
    order = np.lexsort((merged.how, -merged.end, merged.start, merged.sentence))
    return Mentions(*(column[order] for column in both)), beside[order]
