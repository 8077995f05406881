"""Words that stand for somebody named elsewhere: उन्होंने, रूसी समकक्ष, दोनों नेताओं, एक दूसरे, हमारे नेता.

A pronoun goes back to the nearest earlier subject, known to the lexicon or not, never to the nearest name:
"जयशंकर ने लावरोव से मुलाकात की। उन्होंने कहा" is Jaishankar. Where the text does not decide, the reference says why.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import Literal, NamedTuple

from analysis.annotate.cue_tables import Pronoun, pronouns, word_class
from analysis.annotate.frames import Frame
from analysis.annotate.nearness import REACH, Nearness
from analysis.annotate.offices import Offices
from analysis.annotate.phrases import Phrase, Phrases
from analysis.annotate.reference_rows import Reference, reference
from analysis.annotate.role_rows import RoleMention
from analysis.annotate.subjects import Reports, Subject, Subjects
from analysis.annotate.view import BatchView

_MOST = 40
Cue = Literal["pronoun", "counterpart", "pair", "each", "leaders", "thing"]


@cache
def cues() -> dict[str, Cue]:
    """Return the keys that a reference is looked for at."""
    found: dict[str, Cue] = dict.fromkeys(pronouns(), "pronoun")
    found |= dict.fromkeys(word_class("counterpart"), "counterpart")
    return (
        found
        | {"दोनों": "pair", "दूसरे": "each", "इन": "thing"}
        | dict.fromkeys(word_class("leader"), "leaders")
    )


@cache
def cue_words() -> frozenset[str]:
    """Return the keys of ``cues`` that need no verb of saying: उसकी and वह are looked at as speakers only."""
    return frozenset(cues()) - _plain()


@cache
def _plain() -> frozenset[str]:
    return frozenset(
        key for key, one in pronouns().items() if one.klass == "plain" and one.case != "ergative"
    )


def references(
    view: BatchView,
    roles: Sequence[RoleMention],
    offices: Offices,
    *,
    phrases: Phrases,
    frames: Sequence[Frame],
    quoted: frozenset[int],
) -> list[Reference]:
    """Return the references of a batch in reading order, resolved or undecided with a reason.

    Unit: one word or phrase that stands for an actor. Words inside speech marks are left to their speaker and
    are not resolved, but दोनों देशों and the like are, wherever they stand.
    """
    wanted, plain, keys = cues(), _plain(), view.keys
    speaking = [frame.marker for frame in frames if keys[frame.marker] in plain]
    tokens = view.tokens_of(cue_words())
    hits = [(token, wanted[keys[token]]) for token in (sorted({*tokens, *speaking}) if speaking else tokens)]
    if not hits:
        return []
    told = _Told(view, roles, offices, phrases, frames, quoted)
    rows: list[list[Reference]] = []
    resolver = None
    for token, cue in hits:
        sentence = view.places[token]
        if view.sentences[sentence].kind not in ("body", "heading"):
            continue
        document = view.owners[sentence]
        if resolver is None or resolver.document != document:
            resolver = _Resolver(told, document)
            rows.append(resolver.found)
        getattr(resolver, cue)(token)
    return sorted(chain.from_iterable(rows), key=lambda row: (row.start, row.end))


class _Found(NamedTuple):
    """What a pronoun goes back to: actors, or only the words of somebody the lexicon does not know."""

    entities: tuple[str, ...]
    span: tuple[int, int] | None
    reason: str = ""


class _Told:
    """What the other rules have found in the batch."""

    def __init__(self, view, roles, offices, phrases, frames, quoted) -> None:
        self.view, self.offices, self.quoted = view, offices, quoted
        self.reports = Reports(frames)
        self.markers = {frame.marker for frame in frames}
        self.subjects = Subjects(view, phrases, frames, quoted, self.reports)
        self._roles: dict[int, list[RoleMention]] = {}
        for role in roles:
            self._roles.setdefault(view.owners[role.sentence - 1], []).append(role)

    def roles_of(self, document: int) -> Sequence[RoleMention]:
        """Return the titles of a document."""
        return self._roles.get(document, ())


class _Resolver(Nearness):
    """The rules over one document; rows gather in ``found`` in reading order, later ones build on earlier."""

    def __init__(self, told: _Told, document: int) -> None:
        super().__init__(told.view, document, told.roles_of(document), told.offices)
        self.quoted, self._reports, self._markers = told.quoted, told.reports, told.markers
        self._subjects = told.subjects
        self._known: dict[int, _Found] = {}
        self._speaking: dict[int, bool] = {}

    def _subjects_before(self, token: int) -> Iterator[Subject]:
        """Yield the subjects before a token that are in reach, the nearest first."""
        return islice(self._subjects.before(token, REACH), _MOST)

    def pronoun(self, token: int) -> None:
        """Resolve उन्होंने, उसने, उनकी, वे."""
        view, one = self.view, pronouns()[self.view.keys[token]]
        speaks = token in self._markers
        if token in self.quoted:
            return
        result = self._pronoun(token, one, speaks)
        self._known[token] = result
        row = reference(
            view, token, token, "pronoun", result.entities, reason=result.reason, span=result.span
        )
        self.found.append(row)
        self.add_persons(view.starts[token], result.entities)

    def _pronoun(self, token: int, one: Pronoun, speaks: bool) -> _Found:
        frame = self._reports.holding(self.view.starts[token])
        if frame is not None:
            return self._in_report(token, one, frame)
        if not speaks and self._in_first_person(token):
            return self._leaders_before(token)
        if not speaks and self.view.keys[token - 1] in word_class("that"):
            # "मोदी ने पुतिन को धन्यवाद दिया कि उन्होंने …": whoever was thanked, the verb would have to tell.
            return _Found((), None, "several_persons")
        if one.form in word_class("near_pronoun") and not speaks:
            return self._thing_before(token)
        return self._back(token, one, speaks)

    def _in_report(self, token: int, one: Pronoun, frame: Frame) -> _Found:
        """Resolve a pronoun in reported words: "लावरोव ने कहा कि उन्होंने …" is the speaker himself."""
        view, speaker = self.view, frame.speaker
        others = self.persons_between(frame.start, view.starts[token])
        if (
            frame.kind == "direct"
            or others
            or speaker is None
            or one.klass == "plain"
            or one.case != "ergative"
        ):
            return _Found((), None, "in_speech")
        if speaker.kind == "pronoun":
            return self._known.get(speaker.last, _Found((), None, "in_speech"))
        if speaker.kind in ("person", "role"):
            return _Found(speaker.entities, (speaker.start, speaker.end), speaker.reason)
        return _Found((), (speaker.start, speaker.end), "not_in_lexicon")

    def _in_first_person(self, token: int) -> bool:
        """Tell whether the sentence speaks as I or we outside reported words: then somebody is talking."""
        here = self.view.sentence_of(token)
        if here not in self._speaking:
            self._speaking[here] = self._says_we(here)
        return self._speaking[here]

    def _says_we(self, here: int) -> bool:
        sentence, voices = self.view.sentences[here], self.view.tokens_of(word_class("first_person"))
        near = voices[bisect_left(voices, sentence.first) : bisect_left(voices, sentence.last)]
        return any(
            other not in self.quoted and self._reports.holding(self.view.starts[other]) is None
            for other in near
        )

    def _leaders_before(self, token: int) -> _Found:
        here = self.view.sentence_of(token)
        for row in reversed(self.found[-_MOST:]):
            if row.kind == "leaders" and here - (row.sentence - 1) <= 2:
                return _Found((), (row.start, row.end), "unnamed")
        return _Found((), None, "in_speech")

    def _thing_before(self, token: int) -> _Found:
        """Resolve इनके at a sentence's head after a sentence about things: "इन रक्षा उपकरणों … इनके …"."""
        here = self.view.sentence_of(token)
        for row in reversed(self.found[-_MOST:]):
            if row.kind == "thing" and row.sentence == here and token == self.view.sentences[here].first:
                return _Found(row.entities, row.antecedent)
        return _Found((), None, "no_subject")

    def _back(self, token: int, one: Pronoun, speaks: bool) -> _Found:
        """Go back to the nearest subject that the pronoun can mean, at most four sentences."""
        relative = self.view.keys[token - 1] in word_class("relative")
        for subject in self._subjects_before(token):
            if relative:
                # "मस्क ने सैक्स का वीडियो दिखाया, जिसमें उन्होंने": the clause may be about another's words.
                return _Found((), None, "no_subject")
            barred = self.barred(subject, token, one, speaks)
            if barred:
                return _Found((), None, barred)
            result = self._fits(subject.phrase, one, one.case == "ergative" or speaks)
            if result is not None:
                return result
        return _Found((), None, "no_subject")

    def _fits(self, phrase: Phrase, one: Pronoun, speaks: bool) -> _Found | None:
        """Return what ``phrase`` gives a pronoun; None where the pronoun cannot mean it."""
        if phrase.kind == "pronoun":
            same = pronouns()[self.view.keys[phrase.last]].klass == one.klass
            return self._known.get(phrase.last) if same else _Found((), None, "plain_pronoun")
        span = (phrase.start, phrase.end)
        if phrase.kind == "pair":
            row = next((row for row in reversed(self.found[-_MOST:]) if row.end == phrase.end), None)
            return (
                _Found(row.entities, span, row.reason)
                if row is not None
                else _Found((), span, "not_in_lexicon")
            )
        if one.klass == "plain":
            if phrase.kind in ("country", "organisation"):
                return _Found(phrase.entities, span)
            return _Found((), span if phrase.kind == "unknown" else None, "plain_pronoun")
        if phrase.kind in ("country", "place", "organisation"):
            return None
        if phrase.kind == "unknown":
            collective = self.view.keys[phrase.last] in word_class("collective")
            return None if collective else _Found((), span if speaks else None, "not_in_lexicon")
        return _Found(phrase.entities, span, phrase.reason)

    def counterpart(self, token: int) -> None:
        """Resolve (अपने) रूसी समकक्ष."""
        scope, first = self._scope_before(token)
        name = self.view.starting.get(token + 1)
        if name is not None and (name.kind != "person" or name.how != "name" or not self.view.glued(token)):
            name = None
        own = self.view.keys[first - 1] in word_class("own") and self.view.glued(first - 1)
        if scope is None and name is None and not own:
            return
        subject = self._subject_of(token)
        if own:
            result = subject or _Found((), None, "no_subject")
            self.found.append(
                reference(
                    self.view,
                    first - 1,
                    first - 1,
                    "reflexive",
                    result.entities,
                    reason=result.reason,
                    span=result.span,
                )
            )
        entities, reason = self._counterpart(scope, subject, token) if name is None else ((name.entity,), "")
        self.found.append(
            reference(
                self.view, first - own, token, "counterpart", entities, reason=reason, beside=name is not None
            )
        )
        if name is None:
            self.add_persons(self.view.starts[first], entities)

    def _subject_of(self, token: int) -> _Found | None:
        """Return the subject of the clause that ``token`` stands in."""
        here = self.view.sentence_of(token)
        for subject in self._subjects_before(token):
            if subject.sentence == here:
                if subject.phrase.kind == "pronoun":
                    return self._known.get(subject.phrase.last)
                return _Found(
                    subject.phrase.entities, (subject.phrase.start, subject.phrase.end), subject.phrase.reason
                )
        return None
