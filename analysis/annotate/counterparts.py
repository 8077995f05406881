"""Two at once and one against the other: दोनों देशों, दोनों नेताओं, एक दूसरे, रूसी समकक्ष."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from functools import cached_property

from analysis.annotate.cue_tables import pair_kinds, word_class
from analysis.annotate.offices import Offices
from analysis.annotate.reference_rows import Reference, reference
from analysis.annotate.role_rows import RoleMention
from analysis.annotate.view import BatchView, MentionView

_WINDOW = 3
_PAIR_REACH = 700
_TITLE_REACH = 4
_GENITIVES = frozenset({"के", "की", "का"})
_AND = frozenset({"और", "तथा", "एवं", "व"})


_ACTORS = ("person", "country", "organisation")
_GOODS = 20
_MANY = 50


def _start(mention: MentionView) -> int:
    return mention.start


class Pairs:
    """Pairs and counterparts over one document. ``persons`` are (offset, person), names and titles alike."""

    def __init__(
        self, view: BatchView, document: int, roles: Sequence[RoleMention], offices: Offices
    ) -> None:
        self.view, self.offices, self.document = view, offices, document
        self._mentions = view.mentions_of(document)
        self.found: list[Reference] = []
        self._roles = roles
        self._leader_pairs: set[int] = set()

    @cached_property
    def persons(self) -> list[tuple[int, str]]:
        """Who is named, or meant by a title, and where; ``add_persons`` adds to it."""
        found = [
            (one.start, one.entity) for one in self._mentions if one.kind == "person" and one.how == "name"
        ]
        found += [(role.start, role.entity) for role in self._roles if role.entity and not role.beside]
        return sorted(found)

    @cached_property
    def _countries(self) -> list[MentionView]:
        return [one for one in self._mentions if one.kind == "country"]

    @cached_property
    def _goods(self) -> list[MentionView]:
        return [one for one in self._mentions if one.kind == "generic"]

    @cached_property
    def _actors(self) -> list[MentionView]:
        return [one for one in self._mentions if one.kind in _ACTORS and one.how == "name"]

    def add_persons(self, offset: int, entities: Sequence[str]) -> None:
        """Note that the words at ``offset`` stand for persons: later words can go back to them."""
        for entity in entities:
            insort(self.persons, (offset, entity))

    def persons_between(self, start: int, end: int) -> list[str]:
        """Return the persons named, or meant by a resolved word, between two offsets: the last of them."""
        low, high = bisect_left(self.persons, (start, "")), bisect_left(self.persons, (end, ""))
        return [entity for _, entity in self.persons[max(low, high - _MANY) : high]]

    def pair(self, token: int) -> None:
        """Resolve दोनों नेताओं, दोनों देशों."""
        kind = pair_kinds().get(self.view.keys[token + 1])
        if kind is None:
            # "दोनों विदेश मंत्रियों": one word may stand between.
            kind = pair_kinds().get(self.view.keys[token + 2])
            if kind != "person" or self.view.keys[token + 1] in word_class("phrase_stop"):
                return
            last = token + 2
        else:
            last = token + 1
        if kind == "person":
            entities, reason = self.two_persons(token)
            self._leader_pairs.add(self.view.starts[token])
        else:
            entities, reason = self._of_the_leaders(token) or self.two_countries(token)
        self.found.append(reference(self.view, token, last, "both", entities, reason=reason))

    def _of_the_leaders(self, token: int) -> tuple[tuple[str, ...], str] | None:
        """Return the countries of दोनों नेताओं where the sentence has named them so; None where it has not."""
        here = self.view.sentence_of(token) + 1
        leaders = [row for row in self.found[-_MANY:] if row.kind == "both" and row.sentence == here]
        if not leaders or leaders[-1].start not in self._leader_pairs:
            return None
        offices = self.offices
        countries = [offices.countries.get(offices.country_of.get(one, "")) for one in leaders[-1].entities]
        two = tuple(dict.fromkeys(one for one in countries if one))
        return (two, "") if len(two) == 2 else ((), "several_countries")

    def two_persons(self, token: int) -> tuple[tuple[str, ...], str]:
        """Return the two persons of the sentences just before, or why not: only where just two are named."""
        view, here = self.view, self.view.sentence_of(token)
        low = view.sentences[max(view.rows[self.document], here - _WINDOW)].start
        two = tuple(dict.fromkeys(self.persons_between(low, view.starts[token])))
        if len(two) == 2:
            return two, ""
        return (), "several_persons" if two else "no_persons"

    def two_countries(self, token: int) -> tuple[tuple[str, ...], str]:
        """Return the pair of countries joined last ("भारत और रूस"), else the only two that are named."""
        start = self.view.starts[token]
        low = bisect_left(self._countries, start - _PAIR_REACH, key=_start)
        before = self._countries[low : bisect_left(self._countries, start, key=_start)]
        for at in range(len(before) - 1, 0, -1):
            left, right = before[at - 1], before[at]
            pair = (left.entity, right.entity)
            if left.entity != right.entity and self._joined(left, right):
                # A third country named since: "रूस-यूक्रेन युद्ध … अमेरिका की यात्रा से दोनों देशों" may be others.
                third = any(one.entity not in pair for one in before[at + 1 :])
                return ((), "several_countries") if third else (pair, "")
        return self._only_two(before)

    def _only_two(self, before: list[MentionView]) -> tuple[tuple[str, ...], str]:
        """Return the only two countries of the document, where one sentence just before names both."""
        everywhere = tuple(dict.fromkeys(one.entity for one in self._countries))
        together: dict[int, set[str]] = {}
        for one in before:
            together.setdefault(one.sentence, set()).add(one.entity)
        if len(everywhere) == 2 and any(len(names) == 2 for names in together.values()):
            return everywhere, ""
        return (), "several_countries" if everywhere else "no_countries"

    def _joined(self, left: MentionView, right: MentionView) -> bool:
        between = self.view.keys[left.last : right.first]
        if left.sentence != right.sentence or len(between) > 3:
            return False
        if not between:
            return self.view.text[left.end : right.start].strip() in ("-", "–", "")
        return between[0] in _AND and len(between) == 1 or list(between) == ["के", "साथ"]

    def each(self, token: int) -> None:
        """Resolve एक दूसरे: the two actors of one kind that "और" joins earlier in the sentence."""
        view = self.view
        if view.keys[token - 1] != "एक" or not view.glued(token - 1):
            return
        at = bisect_left(self._actors, view.starts[token], key=_start)
        here = view.sentence_of(token)
        actors = [one for one in self._actors[max(0, at - 2) : at] if one.sentence == here]
        if len(actors) < 2:
            return
        left, right = actors[-2:]
        between = view.keys[left.last : right.first]
        joined = (
            left.kind == right.kind and len(between) <= _TITLE_REACH and any(key in _AND for key in between)
        )
        entities = (left.entity, right.entity) if joined and left.entity != right.entity else ()
        self.found.append(reference(view, token - 1, token, "each_other", entities, reason="several_persons"))

    def leaders(self, token: int) -> None:
        """Note हमारे नेता: leaders whom the speaker does not name."""
        if self.view.keys[token - 1] in word_class("first_person") and self.view.glued(token - 1):
            self.found.append(reference(self.view, token - 1, token, "leaders", (), reason="unnamed"))

    def thing(self, token: int) -> None:
        """Resolve इन + goods to the goods of the two sentences before: "इन रक्षा उपकरणों" to "रक्षा उत्पादों"."""
        view, here = self.view, self.view.sentence_of(token)
        at = bisect_left(self._goods, view.ends[token], key=_start)
        this = self._goods[at] if at < len(self._goods) else None
        if this is None or this.first != token + 1:
            return
        words = set(view.keys[this.first : this.last])
        for last in self._goods_before(view.starts[token], here):
            # "इन मिसाइलों" after "ड्रोन" are other goods; "रक्षा उपकरणों" after "रक्षा उत्पादों" are not.
            if last.entity != this.entity and words.isdisjoint(view.keys[last.first : last.last]):
                continue
            self.found.append(
                reference(view, token, this.last - 1, "thing", (last.entity,), span=(last.start, last.end))
            )
            return

    def _goods_before(self, offset: int, here: int) -> list[MentionView]:
        """Return the generic goods of the two sentences before an offset, the nearest first."""
        at = bisect_left(self._goods, offset, key=_start)
        return [one for one in reversed(self._goods[max(0, at - _GOODS) : at]) if here - one.sentence <= 2]

    def _scope_before(self, token: int) -> tuple[str | None, int]:
        """Return the country that stands before समकक्ष, and the first token of the phrase."""
        view = self.view
        for left in (token - 1, token - 2):
            if left < 0 or left == token - 2 and view.keys[token - 1] not in _GENITIVES:
                break
            one = view.ending.get(left)
            if one is not None and one.kind == "country" and one.entity in self.offices.country_of:
                return self.offices.country_of[one.entity], one.first
        return None, token

    def _counterpart(self, scope: str | None, subject, token: int) -> tuple[tuple[str, ...], str]:
        """Return who holds, for the other country, the office that the subject of the clause holds."""
        if scope is None:
            return (), "no_country"
        if subject is None or len(subject.entities) != 1:
            return (), "no_subject"
        day, person = self.view.published[self.document], subject.entities[0]
        held = self.offices.by_person.get(person, ())
        titles = [role.title for role in held if (day is None or role.on(day)) and role.scope != scope]
        named = [entity for _, entity in self.persons]
        inside = [one for one in dict.fromkeys(named) if self.offices.held(one, titles, scope, day)]
        holders = inside if inside or day is None else self.offices.holders(titles, scope, day)
        if len(holders) == 1:
            return (holders[0],), ""
        return (), "several_holders" if holders else "no_holder_known"
