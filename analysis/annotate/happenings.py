"""Events as repeated mentions of one meeting, not as many meetings: "5 उल्लेख, 2 घटनाएँ".

Words of one kind (meeting, summit, press conference, visit) mean one event of the article until something in
the text tells two apart: another number (22वें), another time (कल, not आज), one past and one to come, a partner
who is not among those who meet. Where nothing does, they are taken for one: the count is a lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Literal

from analysis.annotate.dates import TimeExpression
from analysis.annotate.figures import Found
from analysis.annotate.speech import Speech
from analysis.annotate.view import BatchView, MentionView
from analysis.annotate.words import key_of, table

What = Literal["meeting", "summit", "press", "visit"]
Status = Literal["happened", "planned", "ongoing", ""]
_REACH, _BEHIND = 8, 6
_NO_TIME = frozenset({"duration", "vague"})
_CALLED_BY: dict[What, str] = {"visit": "country", "summit": "organisation"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One mention of an event. ``number`` is the event's in its document, from 1 in reading order.

    ``sentence`` is the row, from 1; ``time_start`` the offset, in its document's text, of the time expression
    that tells when (None where none does); ``entities`` who takes part, as far as told beside this mention.
    """

    number: int
    sentence: int
    start: int
    end: int
    what: What
    status: Status
    time_start: int | None
    entities: tuple[str, ...]


@dataclass(slots=True)
class _Event:
    """What is known of an event so far."""

    number: int
    ordinal: float | None = None
    status: Status = ""
    times: list[TimeExpression] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one mention tells."""

    ordinal: float | None
    status: Status
    time: TimeExpression | None
    partners: frozenset[str]
    people: tuple[str, ...]
    places: frozenset[str]


def happenings(view: BatchView, speech: Speech, read: Sequence[Found]) -> list[Happening]:
    """Return the mentions of events of a batch in reading order, each with its event's number.

    Unit: one mention. Plural words (बैठकों) mean several at once and are left out, and so is a journey that is
    no visit (हवाई यात्रा, and यात्रा in a sentence without a person). ``read`` are the figures and times of
    each document, by offsets into its own text.
    """
    kinds = _kinds()
    mentions = [one for one in view.mentions if one.entity in kinds and not _plural(view, one)]
    parts = _parts(view, speech, {view.owners[one.sentence] for one in mentions})
    return [
        row
        for document, some in groupby(mentions, lambda one: view.owners[one.sentence])
        for row in _of_document(view, parts[document], list(some), document, *read[document])
    ]


def _parts(view: BatchView, speech: Speech, documents: set[int]) -> dict[int, Speech]:
    """Return the titles and references of some documents."""
    parts = {document: Speech([], [], [], []) for document in documents}
    for name in ("roles", "references"):
        for row in getattr(speech, name):
            part = parts.get(view.owners[row.sentence - 1])
            if part is not None:
                getattr(part, name).append(row)
    return parts


def _of_document(view: BatchView, speech: Speech, mentions, document: int, figures, times) -> list[Happening]:
    kinds, origin = _kinds(), view.origins[document]
    people = _people(view, document, speech)
    titled = {role.sentence - 1 for role in speech.roles}
    mentions = [
        one for one in mentions if kinds[one.entity] != "visit" or _of_state(view, one, people, titled)
    ]
    ordinals = {row.end + origin: row.value for row in figures if row.kind == "ordinal"}
    events: dict[What, list[_Event]] = {}
    found, count, before = [], 0, -1
    for one in mentions:
        floor = max(before, view.sentences[one.sentence].start)
        told = _told(view, one, floor, people, _time(times, floor - origin, one.start - origin), ordinals)
        before = one.end
        known = events.setdefault(kinds[one.entity], [])
        event = next((event for event in reversed(known) if _fits(event, told)), None)
        if event is None:
            count += 1
            event = _Event(count)
            known.append(event)
        _learn(event, told)
        found.append(
            Happening(event.number, one.sentence + 1, one.start, one.end, kinds[one.entity], told.status,
                      told.time.start if told.time else None, told.people)
        )  # fmt: skip
    return found


def _fits(event: _Event, told: _Told) -> bool:
    """Tell whether a mention can be of an event: nothing that both tell differs."""
    if None not in (event.ordinal, told.ordinal) and event.ordinal != told.ordinal:
        return False
    if {event.status, told.status} == {"planned", "happened"}:
        return False
    if told.time is not None and any(_differ(time, told.time) for time in event.times):
        return False
    if event.places and told.places and not told.places & event.places:
        return False  # a visit to Ukraine, a visit to Poland; the summit of BRICS, that of G20
    if told.places and event.people and told.people and not event.people.intersection(told.people):
        return False  # two visitors
    # Of one person only nothing is known yet; the second one named may be whom he meets.
    return len(event.people) < 2 or told.partners <= event.people


def _differ(one: TimeExpression, other: TimeExpression) -> bool:
    """Tell whether two times cannot be one: their days do not overlap, or two words of days differ."""
    if one.resolved_from and other.resolved_from and one.resolved_to and other.resolved_to:
        return one.resolved_to < other.resolved_from or other.resolved_to < one.resolved_from
    # Without a date गुरुवार may be आज; कल never is.
    same_kind = one.kind == other.kind and one.kind in ("relative", "weekday")
    return same_kind and key_of(one.surface.split()[0]) != key_of(other.surface.split()[0])


def _learn(event: _Event, told: _Told) -> None:
    event.ordinal = told.ordinal if event.ordinal is None else event.ordinal
    event.status = event.status or told.status
    event.people |= {*told.people}
    event.places |= told.places
    if told.time is not None:
        event.times.append(told.time)


def _told(view: BatchView, one: MentionView, floor: int, people, time, ordinals) -> _Told:
    """Read what stands beside a mention, behind offset ``floor``, where the mention before it ends."""
    first, last, partners = view.token_at(floor), view.sentences[one.sentence].last, set()
    for token in range(max(first, one.first - _REACH), one.first):
        if token in people and _with(view, token):
            partners |= people[token]
    here = [codes for token, codes in people.items() if first <= token < one.last]
    # "संवाददाता सम्मेलन को संबोधित करते हुए लावरोव ने": who comes first behind it, where nobody stands before.
    here = here or [codes for token, codes in people.items() if one.last <= token < last][:1]
    everybody = dict.fromkeys(code for codes in here for code in sorted(codes))
    ordinal = next((value for end, value in ordinals.items() if 0 <= one.start - end <= 1), None)
    places = _called(view, one, _CALLED_BY.get(_kinds()[one.entity], ""))
    return _Told(ordinal, _status(view, one), time, frozenset(partners), tuple(everybody), places)


def _called(view: BatchView, one: MentionView, kind: str) -> frozenset[str]:
    """Return what a visit or summit is called by right before it: रूस की यात्रा, ब्रिक्स शिखर सम्मेलन."""
    near = (view.ending.get(token) for token in range(max(0, one.first - 3), one.first))
    return frozenset(name.entity for name in near if name is not None and name.kind == kind)


def _of_state(view: BatchView, one: MentionView, people, titled: set[int]) -> bool:
    """Tell whether a journey is somebody's visit: who is named, meant or titled in its sentence travels."""
    if one.first and view.keys[one.first - 1] in _words("no_visit") and view.glued(one.first - 1):
        return False
    sentence = view.sentences[one.sentence]
    return one.sentence in titled or any(sentence.first <= token < sentence.last for token in people)


def _people(view: BatchView, document: int, speech: Speech) -> dict[int, set[str]]:
    """Return who is named or meant, by the last token of the words."""
    found: dict[int, set[str]] = {}
    mentions = view.mentions_of(document)
    for one in mentions:
        if one.kind == "person" and one.how == "name":
            found.setdefault(one.last - 1, set()).add(one.entity)
    persons = {one.entity for one in mentions if one.kind == "person"}
    leaders = {row.start for row in speech.references if row.kind == "leaders"}
    for row in speech.references:
        if row.kind == "first_person" and row.start in leaders:
            continue  # हमारे नेता मिले थे: the leaders met, not who speaks of them
        codes = persons.intersection(row.entities)
        if codes:
            found.setdefault(view.token_at(row.end) - 1, set()).update(codes)
    for role in speech.roles:
        if role.entity is not None and not role.beside:
            found.setdefault(role.last - 1, set()).add(role.entity)
    return dict(sorted(found.items()))


def _with(view: BatchView, token: int) -> bool:
    """Tell whether "के साथ", "से", "संग" or "के बीच" follows a name."""
    after = [*view.keys[token + 1 : token + 3], "", ""]
    return after[0] in _words("partner_mark") or tuple(after[:2]) in (("के", "साथ"), ("के", "बीच"))


def _time(times: Sequence[TimeExpression], floor: int, start: int) -> TimeExpression | None:
    """Return the last time told between the mention before (or the sentence's head) and the mention."""
    near = [time for time in times if floor <= time.start < start and time.kind not in _NO_TIME]
    return near[-1] if near else None


def _status(view: BatchView, one: MentionView) -> Status:
    last = view.sentences[one.sentence].last
    before, after = view.keys[max(0, one.first - 4) : one.first], view.keys[one.last : last]
    if _words("planned_before").intersection(before) or _words("planned_after").intersection(after[:4]):
        return "planned"
    if after[:1] and after[0] in _words("ongoing_after"):
        return "ongoing"
    ends = [*after[:_BEHIND], *after[-2:]]
    if _words("planned_after").intersection(after[-2:]):
        return "planned"
    return "happened" if _words("happened_after").intersection(ends) else ""


def _plural(view: BatchView, one: MentionView) -> bool:
    return view.keys[one.last - 1] in _words("plural")


@cache
def _kinds() -> dict[str, What]:
    return {row["entity"]: row["what"] for row in table("happenings.tsv")}


@cache
def _words(name: str) -> frozenset[str]:
    rows = {row["class"]: row["words"] for row in table("happening_words.tsv")}
    return frozenset(map(key_of, rows[name].split()))
