"""Words joined by hyphens, for the reader who counts भारत-रूस as one term."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.annotate.batch import GAP_HYPHEN, TokenBatch


@dataclass(frozen=True, slots=True)
class Compounds:
    """Runs of tokens joined by single hyphens (int32): index of the first token, how many, form of the whole."""

    first: np.ndarray
    parts: np.ndarray
    form: np.ndarray


def find_compounds(batch: TokenBatch) -> Compounds:
    """Return the maximal hyphen compounds of the batch, two tokens or more, inside one sentence."""
    joined = batch.token_gap == GAP_HYPHEN
    joined[:-1] &= batch.token_sentence[:-1] == batch.token_sentence[1:]
    edges = np.diff(joined.view(np.int8), prepend=0, append=0)
    first = np.flatnonzero(edges == 1)
    parts = np.flatnonzero(edges == -1) - first + 1
    forms = [_form(batch, start, start + count - 1) for start, count in zip(first, parts, strict=True)]
    return Compounds(first.astype(np.int32), parts.astype(np.int32), np.array(forms, np.int32))


def _form(batch: TokenBatch, first: int, last: int) -> int:
    text = batch.documents[batch.token_document[first]].text
    return batch.vocabulary.add(text[batch.token_start[first] : batch.token_end[last]])
