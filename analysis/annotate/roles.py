"""Role words and the person each means: विदेश मंत्री, by apposition, modifier, text and calendar.

A title is a cue. What stands beside it decides first (a name, a country, पूर्व, योजना); then the text (who in
it holds the office), then the calendar (who held it on the document's day). Where none of them knows, the
role is undecided and says why.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from analysis.annotate.cue_tables import word_class
from analysis.annotate.offices import Offices
from analysis.annotate.rarity import is_rare
from analysis.annotate.role_rows import Reason, RoleMention, Rule
from analysis.annotate.view import BatchView, MentionView

_CONFIDENCE = {"name": 1.0, "inside": 1.0, "modifier": 0.95, "text": 0.9, "calendar": 0.8, "none": 0.0}
_GENITIVES = frozenset({"के", "की", "का"})
_ANY, _OTHER = frozenset({"किसी", "कोई"}), frozenset({"भी", "और", "अन्य"})  # किसी भी, किसी और
_NEAR = 500
_LETTERS = 5


def roles(view: BatchView, offices: Offices) -> list[RoleMention]:
    """Return the titles of a batch in reading order, each with its person or the reason why none.

    Unit: one title with its modifiers, outside longer names. Titles that belong to a thing (पद, भवन, a
    scheme) are left out: they mean no person.
    """
    found: list[RoleMention] = []
    finder, document, after = None, -1, 0
    for token in view.tokens_of(offices.first_words):
        title = offices.title_at(view.keys, token) if token >= after else None
        if title is None:
            continue
        after = token + title[0]
        if view.document_of(token) != document:
            document = view.document_of(token)
            finder = _Finder(view, document, offices)
        role = finder.role(token, after, title[1])
        if role is not None:
            found.append(role)
            finder.note(role)
    return found


class _Modifiers(NamedTuple):
    first: int
    scope: str | None
    former: bool
    indefinite: bool
    other: bool


class _Finder:
    """The rules over one document; keeps what the text says of countries and holders."""

    def __init__(self, view: BatchView, document: int, offices: Offices) -> None:
        self.view, self.offices, self._day = view, offices, view.published[document]
        self._meant: dict[str, int] = {}
        self._called: set[tuple[str, str]] = set()
        self._first_met: dict[str, int] = {}
        mentions = view.mentions_of(document)
        for one in mentions:
            if one.kind == "person" and one.how == "name":
                self._first_met.setdefault(one.entity, one.start)
        self._countries = [one for one in mentions if one.kind == "country"]

    @cached_property
    def main_country(self) -> str | None:
        """The country named most in the text; None where none is or two are named as often."""
        scopes = self.offices.country_of
        count = Counter(scopes.get(one.entity) for one in self._countries)
        ranked = count.most_common(2)
        if not ranked or len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
            return None
        return ranked[0][0]

    def note(self, role: RoleMention) -> None:
        """Remember whom a title meant: later titles can mean him too."""
        if role.entity is not None:
            self._meant.setdefault(role.entity, role.start)
            self._called.add((role.entity, role.title))

    def role(self, first: int, last: int, titles) -> RoleMention | None:
        """Return the role of the title in tokens ``first`` to before ``last``; None where it is a thing."""
        around = self._around(first)
        if around is not None and around.kind != "person" and around.last >= last:
            return None
        if around is not None and around.kind == "person":
            return self._made(
                _Modifiers(first, None, False, False, False),
                first,
                last,
                titles,
                around.entity,
                "inside",
                name=around,
            )
        modifiers = self._modifiers(first)
        name = self._name_after(last)
        if name is not None:
            return self._made(modifiers, first, last, titles, name.entity, "name", name=name)
        if modifiers.other or self._is_thing(last):
            return None
        reason = self._blocked(modifiers, last)
        if reason:
            return self._made(modifiers, first, last, titles, None, "none", reason=reason)
        person, rule, reason = self._decide(modifiers.scope, titles, modifiers.first)
        return self._made(modifiers, first, last, titles, person, rule, reason=reason)

    def _around(self, token: int) -> MentionView | None:
        """Return the mention that covers a token: a title inside a name (पीएम मोदी, राष्ट्रपति भवन)."""
        for back in range(4):
            one = self.view.starting.get(token - back)
            if one is not None and one.how == "name" and one.last > token:
                return one
        return None

    def _made(self, modifiers, first, last, titles, person, rule, *, name=None, reason="") -> RoleMention:
        view = self.view
        scope = modifiers.scope or self._scope_of(person, titles)
        title = next(
            (one for one in titles if person and self.offices.held(person, (one,), None, None)), titles[0]
        )
        end = view.ends[last - 1]
        return RoleMention(
            sentence=view.sentence_of(modifiers.first) + 1,
            start=view.starts[modifiers.first],
            title_start=view.starts[first],
            end=end,
            title=title,
            scope=scope or "",
            entity=person,
            rule=rule,
            confidence=_CONFIDENCE[rule],
            reason=reason,
            beside=name is not None,
            first=modifiers.first,
            last=last,
            name_end=name.end if name is not None else end,
        )

    def _scope_of(self, person: str | None, titles) -> str | None:
        if person is None:
            return None
        held = (one.scope for one in self.offices.by_person.get(person, ()) if one.title in titles)
        return next(held, self.offices.country_of.get(person))

    def _modifiers(self, first: int) -> _Modifiers:
        """Read leftwards from a title: पूर्व, केंद्रीय, रूसी, रूस के, उप-."""
        view, keys, token, scope = self.view, self.view.keys, first, None
        former = indefinite = False
        for _ in range(4):
            left = token - 1
            if not view.glued(left):
                break
            if keys[left] in word_class("union"):
                scope, token = scope or self.offices.home, left
            elif (
                (country := self._country_ending(left)) is not None
                or keys[left] in _GENITIVES
                and (country := self._country_ending(left - 1)) is not None
            ):
                scope, token = scope or country[0], country[1]
            elif keys[left] in _OTHER and keys[left - 1] in _ANY:
                indefinite, token = True, left - 1
            elif keys[left] == "पहले" and left and keys[left - 1] in word_class("than"):
                break  # इससे पहले रूसी राष्ट्रपति
            elif keys[left] in word_class("indefinite"):
                former = former or keys[left] in word_class("former")
                indefinite, token = True, left
            else:
                break
        left = token - 1
        other = view.glued(left) and keys[left] in word_class("deputy")
        return _Modifiers(token, scope, former, indefinite, other)

    def _country_ending(self, token: int) -> tuple[str, int] | None:
        one = self.view.ending.get(token)
        if one is None or one.kind != "country" or one.entity not in self.offices.country_of:
            return None
        return self.offices.country_of[one.entity], one.first

    def _name_after(self, last: int) -> MentionView | None:
        """Return the person named right after the title, over श्री, डॉ. or a rank."""
        view = self.view
        for token in range(last, last + 4):
            if not view.glued(token - 1):
                return None
            one = view.starting.get(token)
            if one is not None and one.kind == "person" and one.how == "name":
                return one
            if view.keys[token] not in word_class("titles_before"):
                return None
        return None

    def _is_thing(self, last: int) -> bool:
        """Tell whether the title names an office, a house or a scheme: राष्ट्रपति भवन, प्रधानमंत्री आवास योजना."""
        keys = self.view.keys
        if last < len(keys) and (self._hyphened(last) or self._spelt_out(last)):
            return True
        following = keys[last] if self.view.glued(last - 1) else ""
        if following in word_class("not_a_holder") or any(
            key in word_class("staff") for key in keys[last : last + 2]
        ):
            return bool(following)
        tail = keys[last + 1 : last + 3] if following in _GENITIVES | {"भी", "न", "नहीं"} else []
        if tail and (tail[0] in word_class("not_a_holder") or tail[0] in word_class("as_office")):
            return True
        scheme = following in word_class("scheme_word")
        return scheme and any(key in word_class("scheme_head") for key in keys[last : last + 6])

    def _hyphened(self, last: int) -> bool:
        """Tell whether the title is the first half of a name: पीएम-उदय, पीएम-किसान."""
        view = self.view
        if view.gap(last - 1) != "-" or last in view.starting:
            return False
        if view.keys[last - 1] not in word_class("scheme_office"):
            return False
        return view.keys[last] not in self.offices.first_words

    def _spelt_out(self, last: int) -> bool:
        """Tell whether an office is told with its letters: चीफ ऑफ डिफेंस स्टाफ--सी.डी.एस. का |पदभार|."""
        view, keys, end = self.view, self.view.keys, last
        if "--" not in view.gap(last - 1) and "(" not in view.gap(last - 1):
            return False
        while end < min(last + _LETTERS, len(keys)) and keys[end] not in _GENITIVES:
            end += 1
        return end + 1 < len(keys) and keys[end] in _GENITIVES and keys[end + 1] in word_class("not_a_holder")

    def _blocked(self, modifiers: _Modifiers, last: int) -> Reason:
        if modifiers.former:
            return "former"
        if modifiers.indefinite:
            return "indefinite"
        return "unknown_name" if self._unknown_name(last) else ""

    def _unknown_name(self, last: int) -> bool:
        """Tell whether a name follows that the lexicon does not know: no postposition, and a rare word."""
        view = self.view
        if not view.keys[last] or not view.glued(last - 1):
            return False
        if view.keys[last] in word_class("postposition") or last in view.starting:
            return False
        if view.keys[last] in self.offices.names or view.keys[last] in word_class("titles_before"):
            return True
        return is_rare(view.text[view.starts[last] : view.ends[last]])

    def _decide(self, scope, titles, first: int) -> tuple[str | None, Rule, Reason]:
        """Return (person, rule, reason) of a title with no name beside it."""
        day = self._day
        fixed = next(
            (self.offices.fixed_scope[one] for one in titles if one in self.offices.fixed_scope), None
        )
        wanted = scope or (fixed if fixed not in self.offices.country_of.values() else None)
        named = self._in_text(titles, wanted, first)
        if len(named) == 1:
            return named[0], "modifier" if scope else "text", ""
        if named:
            return None, "none", "several_holders"
        if wanted is None:
            if (
                not self._about_home(first)
                or set(titles) & word_class("state_title")
                or not set(titles) & word_class("national_title")
            ):
                return None, "none", "no_country"
            wanted = self.offices.home
        if day is None:
            return None, "none", "no_date"
        holders = self.offices.holders(titles, wanted, day)
        if set(titles) <= self.offices.crowded:
            return None, "none", "several_holders"
        if len(holders) != 1:
            return None, "none", "several_holders" if holders else "no_holder_known"
        return holders[0], "modifier" if scope else "calendar", ""

    def _in_text(self, titles, scope: str | None, first: int) -> list[str]:
        """Return who of the persons named in the text holds the office: before the title, else after it."""
        day, start = self._day, self.view.starts[first]
        met = {**self._first_met, **dict.fromkeys(self._meant, 0)}
        before = [person for person in met if met[person] < start]
        for group in (before, list(self._first_met)):
            held = [person for person in group if self.offices.held(person, titles, scope, day)]
            if held:
                return self._introduced(held, titles) if self._states_too(titles, scope) else held
        return []

    def _states_too(self, titles, scope: str | None) -> bool:
        """Tell whether a state may have such a minister too, and nothing says that the union's is meant."""
        return scope is None and bool(set(titles) & word_class("state_title"))

    def _introduced(self, persons: list[str], titles) -> list[str]:
        """Return those whom the text has called by the title: a state's गृह मंत्री is not Amit Shah."""
        return [person for person in persons if any((person, title) in self._called for title in titles)]

    def _about_home(self, first: int) -> bool:
        """Tell whether the home country is what the text is about, where the title stands."""
        home, scopes = self.offices.home, self.offices.country_of
        if not self._countries or self.main_country == home:
            return True
        start = self.view.starts[first]
        low = bisect_left(self._countries, start - _NEAR, key=_start)
        high = bisect_left(self._countries, start, key=_start)
        near = {scopes.get(one.entity) for one in self._countries[low:high]}
        return near == {home}


def _start(mention: MentionView) -> int:
    return mention.start
