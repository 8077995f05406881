"""Which sentences of a batch hold a cue of a figure or a time: told once a form, not once a token."""

from __future__ import annotations

import numpy as np

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.annotate.cues import reader

JUNK = KINDS.index("junk")


class FigureCues:
    """Knows of each form of one vocabulary whether it is, or holds, a cue ("80-90" and "5जी" hold digits)."""

    def __init__(self) -> None:
        self._forms = np.zeros(0, bool)

    def sentences(self, batch: TokenBatch) -> np.ndarray:
        """Return a bool a sentence: True where ``figures_and_times`` can find anything."""
        known, forms = len(self._forms), batch.vocabulary.forms
        if known > len(forms):  # the vocabulary was emptied
            known, self._forms = 0, np.zeros(0, bool)
        if known < len(forms):
            new = np.fromiter(map(reader().cued, forms[known:]), bool, len(forms) - known)
            self._forms = np.concatenate([self._forms, new])
        tokens = np.flatnonzero(self._forms[batch.token_form])
        cued = np.zeros(len(batch.sentence_start), bool)
        cued[batch.token_sentence[tokens]] = True
        return cued & (batch.sentence_kind != JUNK)
