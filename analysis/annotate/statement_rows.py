"""The row of a statement, and what makes a sentence somebody's own words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from analysis.annotate.cue_tables import word_class
from analysis.annotate.view import BatchView
from analysis.annotate.wording import StatementKind

Certainty = Literal["explicit", "reference", "inferred"]


class Statement(NamedTuple):
    """A reported utterance: the sentences it stands in (rows, from 1), its words, speaker, cue and kind.

    ``speaker`` are entity codes, several for "मोदी और पुतिन ने"; empty where ``reason`` says why nobody of the
    lexicon is given. ``speaker_start`` and ``speaker_end`` are the speaker's words beside the cue (None where
    nobody is written), ``named`` the words that name him, elsewhere for a pronoun. ``certainty`` is explicit
    (a name), reference (a title or pronoun that was resolved) or inferred; from sentence ``inferred_from`` on
    the speaker of an explicit statement is only inferred. ``marks``: quotation marks enclose words of it.
    """

    first_sentence: int
    last_sentence: int
    start: int
    end: int
    speaker: tuple[str, ...]
    speaker_start: int | None
    speaker_end: int | None
    cue: str
    cue_start: int | None
    cue_end: int | None
    kind: StatementKind
    certainty: Certainty
    marks: bool
    reason: str
    named: tuple[int, int] | None
    inferred_from: int | None


_NOBODY: frozenset[int] = frozenset()


def speaking(view: BatchView, quoted: frozenset[int]) -> frozenset[int]:
    """Return the indexes of the sentences that say I or we outside speech marks.

    "हमारे देश" is everybody's and does not count.
    """
    voices, everybody = view.tokens_of(word_class("first_person")), word_class("generic_we")
    if not voices:
        return _NOBODY
    keys = [*view.keys, ""]
    return frozenset(
        view.sentence_of(token)
        for token in voices
        if token not in quoted and keys[token + 1] not in everybody
    )
