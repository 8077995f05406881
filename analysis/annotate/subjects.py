"""Who is the subject of which clause: what a pronoun of a later sentence can go back to.

A subject is the phrase before ने, the speaker of another construction, or a person named at the head of a
sentence with no postposition after the name. What stands in reported words is nobody's antecedent outside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotate.cue_tables import pronouns, word_class
from analysis.annotate.frames import Frame, ergatives
from analysis.annotate.phrases import Phrase, Phrases
from analysis.annotate.view import DocumentView, SentenceView

_HEAD_REACH = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: the token of its marker (or its last token), the index of its sentence, its phrase."""

    token: int
    sentence: int
    phrase: Phrase


def reported(frames: Sequence[Frame]) -> list[tuple[int, int, Frame]]:
    """Return the spans of reported words, in order; what a source is named for is told by the article itself."""
    return sorted(
        ((frame.start, frame.end, frame) for frame in frames if frame.kind != "source"),
        key=lambda span: span[:2],
    )


def holding(spans: Sequence[tuple[int, int, Frame]], offset: int) -> Frame | None:
    """Return the frame whose reported words hold a text offset, the innermost that began, or None."""
    at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    for start, end, frame in reversed(spans[max(0, at - 3) : at + 1]):
        if start <= offset < end:
            return frame
    return None


def subjects(
    view: DocumentView, phrases: Phrases, frames: Sequence[Frame], quoted: frozenset[int]
) -> list[Subject]:
    """Return the subjects of a document's body in reading order, outside reported words."""
    spans = reported(frames)
    found: dict[int, Subject] = {}
    acting = ergatives()
    for token in [i for i, key in enumerate(view.keys) if key in acting]:
        if token not in quoted and holding(spans, view.starts[token]) is None:
            _keep(view, found, token, _ergative(view, phrases, token, view.keys[token]))
    for frame in frames:
        if frame.construction != "ERG" and frame.speaker is not None:
            _keep(view, found, frame.marker, frame.speaker)
    for index, sentence in enumerate(view.sentences):
        head = _head(view, sentence) if sentence.kind == "body" else None
        if head is not None and head.last not in quoted and holding(spans, head.start) is None:
            found.setdefault(head.last, Subject(head.last, index, head))
    return sorted(found.values(), key=lambda subject: subject.token)


def _keep(view: DocumentView, found: dict[int, Subject], token: int, phrase: Phrase | None) -> None:
    sentence = view.sentence_of(min(token, len(view.keys) - 1))
    if phrase is not None and view.sentences[sentence].kind == "body":
        found[token] = Subject(token, sentence, phrase)


def _ergative(view: DocumentView, phrases: Phrases, token: int, key: str) -> Phrase | None:
    if key in pronouns():
        return Phrase(token, token, view.starts[token], view.ends[token], (), "pronoun", named=False)
    return phrases.before(token, view.sentences[view.sentence_of(token)].first)


def _head(view: DocumentView, sentence: SentenceView) -> Phrase | None:
    """Return the person at a sentence's head with no postposition: "विदेश मंत्री एस जयशंकर … यात्रा पर हैं"."""
    for token in range(sentence.first, min(sentence.first + _HEAD_REACH, sentence.last)):
        one = view.starting.get(token)
        if one is not None and one.kind == "person" and one.how == "name":
            following = view.keys[one.last] if one.last < sentence.last else ""
            if following in word_class("oblique") or following in word_class("honorific_after"):
                return None
            return Phrase(one.first, one.last - 1, one.start, one.end, (one.entity,), "person")
        if view.keys[token] in word_class("phrase_stop"):
            return None
    return None
