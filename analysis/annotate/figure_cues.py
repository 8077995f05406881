"""Which sentences of a batch hold a cue of a figure or a time: told once a form, not once a token."""

from __future__ import annotations

import re

import numpy as np

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.annotate.cues import sentence_cues
from analysis.annotate.vocabulary import Vocabulary
from analysis.annotate.words import LETTERS, TOKEN, key_of

JUNK = KINDS.index("junk")
_ONE_WORD = re.compile(rf"(?:[{LETTERS}]+|[A-Za-z]+)\Z")


class FigureCues:
    """Knows of each form of one vocabulary whether it is, or holds, a cue ("80-90" and "5जी" hold digits)."""

    def __init__(self) -> None:
        self._forms = np.zeros(0, bool)

    def sentences(self, batch: TokenBatch) -> np.ndarray:
        """Return a bool a sentence: True where ``figures_and_times`` can find anything."""
        known, count = len(self._forms), len(batch.vocabulary.forms)
        if known > count:  # the vocabulary was emptied
            known, self._forms = 0, np.zeros(0, bool)
        if known < count:
            new = np.array(_cued(batch.vocabulary, known), bool)
            self._forms = np.concatenate([self._forms, new])
        tokens = np.flatnonzero(self._forms[batch.token_form])
        cued = np.zeros(len(batch.sentence_start), bool)
        cued[batch.token_sentence[tokens]] = True
        return cued & (batch.sentence_kind != JUNK)


def _cued(vocabulary: Vocabulary, first: int) -> list[bool]:
    """Return whether each form from number ``first`` on is or holds a cue."""
    forms, keys, cues = vocabulary.forms[first:], vocabulary.keys, sentence_cues()
    key_of_forms = vocabulary.key_of[first : first + len(forms)].tolist()
    return [
        keys[key] in cues if _ONE_WORD.match(form) else _holds_cue(form)
        for form, key in zip(forms, key_of_forms, strict=True)
    ]


def _holds_cue(form: str) -> bool:
    """Return whether a written form with digits, or of two scripts, holds a cue: F16 is two words here."""
    return any(part[0].isdecimal() or key_of(part) in sentence_cues() for part in TOKEN.findall(form))
