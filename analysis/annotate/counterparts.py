"""Two at once and one against the other: दोनों देशों, दोनों नेताओं, एक दूसरे, रूसी समकक्ष."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.cue_tables import word_class
from analysis.annotate.offices import Offices
from analysis.annotate.reference_rows import Reference, reference
from analysis.annotate.roles import RoleMention
from analysis.annotate.view import DocumentView, MentionView

_WINDOW = 3
_PAIR_REACH = 450
_TITLE_REACH = 4
_GENITIVES = frozenset({"के", "की", "का"})
_AND = frozenset({"और", "तथा", "एवं", "व"})


class Pairs:
    """Pairs and counterparts over one document. ``persons`` are (offset, person), names and titles alike."""

    def __init__(self, view: DocumentView, roles: Sequence[RoleMention], offices: Offices) -> None:
        self.view, self.offices = view, offices
        self.found: list[Reference] = []
        self.persons = [
            (one.start, one.entity) for one in view.mentions if one.kind == "person" and one.how == "name"
        ]
        self.persons += [(role.start, role.entity) for role in roles if role.entity and not role.beside]
        self._countries = [one for one in view.mentions if one.kind == "country"]

    def two_persons(self, token: int) -> tuple[tuple[str, ...], str]:
        """Return the two persons of the sentences just before, or why not: only where exactly two are named."""
        view, here = self.view, self.view.sentence_of(token)
        low = view.sentences[max(0, here - _WINDOW)].start
        near = [entity for start, entity in sorted(self.persons) if low <= start < view.starts[token]]
        two = tuple(dict.fromkeys(near))
        if len(two) == 2:
            return two, ""
        return (), "several_persons" if two else "no_persons"

    def two_countries(self, token: int) -> tuple[tuple[str, ...], str]:
        """Return the pair of countries joined last ("भारत और रूस"), else the only two of the document."""
        start = self.view.starts[token]
        before = [one for one in self._countries if start - _PAIR_REACH < one.start < start]
        for left, right in reversed(list(zip(before, before[1:], strict=False))):
            if left.entity != right.entity and self._joined(left, right):
                return (left.entity, right.entity), ""
        everywhere = tuple(dict.fromkeys(one.entity for one in self._countries))
        if len(everywhere) == 2:
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
        if token == 0 or view.keys[token - 1] != "एक" or not view.glued(token - 1):
            return
        sentence = view.sentences[view.sentence_of(token)]
        actors = [
            one
            for one in view.mentions
            if one.kind in ("person", "country", "organisation")
            and one.how == "name"
            and sentence.start <= one.start < view.starts[token]
        ]
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
        if token and self.view.keys[token - 1] in word_class("first_person") and self.view.glued(token - 1):
            self.found.append(reference(self.view, token - 1, token, "leaders", (), reason="unnamed"))

    def thing(self, token: int) -> None:
        """Resolve इन + goods to the goods of the two sentences before: "इन रक्षा उपकरणों" to "रक्षा उत्पादों"."""
        view, here = self.view, self.view.sentence_of(token)
        goods = [one for one in view.mentions if one.kind in ("generic", "item")]
        this = next((one for one in goods if one.first == token + 1 and one.kind == "generic"), None)
        if this is None:
            return
        earlier = [
            one
            for one in goods
            if one.kind == "generic" and one.start < view.starts[token] and here - one.sentence <= 2
        ]
        if earlier:
            last = earlier[-1]
            self.found.append(
                reference(view, token, this.last - 1, "thing", (last.entity,), span=(last.start, last.end))
            )

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
        day, person = self.view.published, subject.entities[0]
        held = self.offices.by_person.get(person, ())
        titles = [role.title for role in held if (day is None or role.on(day)) and role.scope != scope]
        named = [entity for _, entity in sorted(self.persons)]
        inside = [one for one in dict.fromkeys(named) if self.offices.held(one, titles, scope, day)]
        holders = inside if inside or day is None else self.offices.holders(titles, scope, day)
        if len(holders) == 1:
            return (holders[0],), ""
        return (), "several_holders" if holders else "no_holder_known"
