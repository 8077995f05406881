"""Who is the subject of which clause: what a pronoun of a later sentence can go back to.

A subject is the phrase before ने, the speaker of another construction, or a person named at the head of a
sentence with no postposition after the name. What stands in reported words is nobody's antecedent outside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.annotate.cue_tables import pronouns, word_class
from analysis.annotate.frames import Frame
from analysis.annotate.phrases import Phrase, Phrases
from analysis.annotate.triggers import ergatives
from analysis.annotate.view import BatchView, MentionView, SentenceView

_HEAD_REACH = 8


class Subject(NamedTuple):
    """A subject: the token of its marker (or its last token), the index of its sentence, its phrase."""

    token: int
    sentence: int
    phrase: Phrase


class Reports:
    """The spans of reported words; what a source is named for is told by the article itself."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        told = sorted((frame for frame in frames if frame.kind != "source"), key=_span)
        self._frames, self._starts = told, [frame.start for frame in told]

    def holding(self, offset: int) -> Frame | None:
        """Return the frame whose reported words hold a text offset, the innermost that began, or None."""
        at = bisect_right(self._starts, offset) - 1
        for frame in reversed(self._frames[max(0, at - 3) : at + 1]):
            if frame.start <= offset < frame.end:
                return frame
        return None


def _span(frame: Frame) -> tuple[int, int]:
    return frame.start, frame.end


class Subjects:
    """The subjects of a batch's bodies outside reported words, read by the sentence as they are asked for."""

    def __init__(
        self,
        view: BatchView,
        phrases: Phrases,
        frames: Sequence[Frame],
        quoted: frozenset[int],
        reports: Reports,
    ) -> None:
        self._view, self._phrases, self._quoted, self._reports = view, phrases, quoted, reports
        self._acting: dict[int, list[int]] = {}
        for token in view.tokens_of(ergatives()):
            self._acting.setdefault(view.places[token], []).append(token)
        self._speaking, self._heads = _speaking(view, frames), _first_persons(view)
        # The sentences that can have one: the others are never read.
        self._holding = {*self._speaking, *self._heads, *self._acting}
        self._found: dict[int, list[Subject]] = {}
        self._pronouns = pronouns()

    def before(self, token: int, reach: int) -> Iterator[Subject]:
        """Yield the subjects before a token, the nearest first, at most ``reach`` sentences back."""
        here = self._view.places[token]
        head = self._view.rows[self._view.owners[here]]
        for sentence in range(here, max(here - reach, head) - 1, -1):
            if sentence not in self._holding:
                continue
            for subject in reversed(self.of(sentence)):
                if subject.token < token:
                    yield subject

    def of(self, sentence: int) -> list[Subject]:
        """Return the subjects of a sentence in reading order."""
        if sentence not in self._found:
            self._found[sentence] = self._read(sentence)
        return self._found[sentence]

    def _read(self, index: int) -> list[Subject]:
        view, sentence = self._view, self._view.sentences[index]
        if sentence.kind != "body":
            return []
        found: dict[int, Subject] = {}
        for token in self._acting.get(index, ()):
            if token not in self._quoted and self._reports.holding(view.starts[token]) is None:
                phrase = self._ergative(token, sentence.first)
                if phrase is not None:
                    found[token] = Subject(token, index, phrase)
        for frame in self._speaking.get(index, ()):
            found[frame.marker] = Subject(frame.marker, index, frame.speaker)
        head = self._heads.get(index)
        phrase = None if head is None else _head(view, head, sentence)
        if phrase and phrase.last not in self._quoted and self._reports.holding(phrase.start) is None:
            found.setdefault(phrase.last, Subject(phrase.last, index, phrase))
        return [found[token] for token in sorted(found)] if len(found) > 1 else list(found.values())

    def _ergative(self, token: int, first: int) -> Phrase | None:
        view = self._view
        if view.keys[token] in self._pronouns:
            return Phrase(token, token, view.starts[token], view.ends[token], (), "pronoun", False)
        return self._phrases.before(token, first)


def _speaking(view: BatchView, frames: Sequence[Frame]) -> dict[int, list[Frame]]:
    """Return the frames of other constructions than ने with their speaker, by the sentence of their marker."""
    found: dict[int, list[Frame]] = {}
    for frame in frames:
        if frame.construction != "ERG" and frame.speaker is not None:
            found.setdefault(view.places[frame.marker], []).append(frame)
    return found


def _first_persons(view: BatchView) -> dict[int, MentionView]:
    """Return the first person named in each sentence."""
    found: dict[int, MentionView] = {}
    for one in view.mentions:
        if one.kind == "person" and one.how == "name":
            found.setdefault(one.sentence, one)
    return found


def _head(view: BatchView, one: MentionView, sentence: SentenceView) -> Phrase | None:
    """Return a person at a sentence's head with no postposition: "विदेश मंत्री एस जयशंकर … यात्रा पर हैं"."""
    before = view.keys[sentence.first : one.first]
    following = view.keys[one.last] if one.last < sentence.last else ""
    if len(before) >= _HEAD_REACH or not word_class("phrase_stop").isdisjoint(before):
        return None
    if following in word_class("oblique") or following in word_class("honorific_after"):
        return None
    return Phrase(one.first, one.last - 1, one.start, one.end, (one.entity,), "person")
