"""Who is the subject of which clause: what a pronoun of a later sentence can go back to.

A subject is the phrase before ने, the speaker of another construction, or a person named at the head of a
sentence with no postposition after the name. What stands in reported words is nobody's antecedent outside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotate.cue_tables import pronouns, word_class
from analysis.annotate.frames import Frame, ergatives
from analysis.annotate.phrases import Phrase, Phrases
from analysis.annotate.view import DocumentView

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
    for token in view.tokens_of(acting):
        if token not in quoted and holding(spans, view.starts[token]) is None:
            _keep(view, found, token, _ergative(view, phrases, token, view.keys[token]))
    for frame in frames:
        if frame.construction != "ERG" and frame.speaker is not None:
            _keep(view, found, frame.marker, frame.speaker)
    for head in _heads(view):
        if head.phrase.last not in quoted and holding(spans, head.phrase.start) is None:
            found.setdefault(head.token, head)
    return sorted(found.values(), key=lambda subject: subject.token)


def _keep(view: DocumentView, found: dict[int, Subject], token: int, phrase: Phrase | None) -> None:
    sentence = view.sentence_of(min(token, len(view.keys) - 1))
    if phrase is not None and view.sentences[sentence].kind == "body":
        found[token] = Subject(token, sentence, phrase)


def _ergative(view: DocumentView, phrases: Phrases, token: int, key: str) -> Phrase | None:
    if key in pronouns():
        return Phrase(token, token, view.starts[token], view.ends[token], (), "pronoun", named=False)
    return phrases.before(token, view.sentences[view.sentence_of(token)].first)


def _heads(view: DocumentView) -> Iterator[Subject]:
    """Yield the persons at a sentence's head with no postposition: "विदेश मंत्री एस जयशंकर … यात्रा पर हैं"."""
    seen = -1
    for one in view.mentions:
        sentence = view.sentences[one.sentence]
        if one.kind != "person" or one.how != "name" or one.sentence == seen or sentence.kind != "body":
            continue
        seen = one.sentence
        before = view.keys[sentence.first : one.first]
        following = view.keys[one.last] if one.last < sentence.last else ""
        if len(before) >= _HEAD_REACH or not word_class("phrase_stop").isdisjoint(before):
            continue
        if following not in word_class("oblique") and following not in word_class("honorific_after"):
            phrase = Phrase(one.first, one.last - 1, one.start, one.end, (one.entity,), "person")
            yield Subject(phrase.last, one.sentence, phrase)
