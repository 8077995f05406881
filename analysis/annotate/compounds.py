"""Words joined by hyphens, for the reader who counts भारत-रूस as one term."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.annotate.batch import GAP_HYPHEN, TokenBatch


@dataclass(frozen=True, slots=True)
class Compounds:
    """Runs of tokens joined by single hyphens (int32): first token, number of tokens, form of the whole."""

    first: np.ndarray
    parts: np.ndarray
    form: np.ndarray


def find_compounds(batch: TokenBatch) -> Compounds:
    """Return the maximal hyphen compounds of the batch, two tokens or more, inside one sentence."""
    joined = batch.token_gap == GAP_HYPHEN
    joined[:-1] &= batch.token_sentence[:-1] == batch.token_sentence[1:]
    after = np.zeros_like(joined)  # whether a hyphen joins a token to the one before it
    after[1:] = joined[:-1]
    first = np.flatnonzero(joined & ~after)
    parts = np.flatnonzero(after & ~joined) - first + 1
    last = first + parts - 1
    places = zip(
        batch.token_document[first].tolist(),
        batch.token_start[first].tolist(),
        batch.token_end[last].tolist(),
        strict=True,
    )
    forms = batch.vocabulary.add_all([batch.documents[owner].text[start:end] for owner, start, end in places])
    return Compounds(first.astype(np.int32), parts.astype(np.int32), np.array(forms, np.int32))
