"""Titles and who holds them, made ready for matching: the dated roles of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from analysis.annotate.cue_tables import word_class
from analysis.language.normalise import match_key
from analysis.language.tokens import tokenise
from analysis.lexicon.records import Lexicon, Role, Title


@dataclass(frozen=True, slots=True)
class Offices:
    """Titles by their first key (longest first; all in ``first_words``), roles by office and by person.

    ``country_of`` gives the ISO code of a country entity or of a person, ``countries`` turns it into the
    country's entity; ``crowded`` are the titles that many hold at once; ``names`` the keys of given names,
    surnames and initials. ``home`` is the country whose press is read: a bare title means its holder only
    where the text is about it.
    """

    titles: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    by_office: Mapping[tuple[str, str], tuple[Role, ...]]
    by_person: Mapping[str, tuple[Role, ...]]
    country_of: Mapping[str, str]
    countries: Mapping[str, str]
    first_words: frozenset[str]
    fixed_scope: Mapping[str, str]
    crowded: frozenset[str]
    names: frozenset[str]
    home: str = "IN"

    def title_at(self, keys, token: int) -> tuple[int, tuple[str, ...]] | None:
        """Return (tokens, title ids) of the longest title that begins at ``token``, or None."""
        for words, titles in self.titles.get(keys[token], ()):
            if tuple(keys[token : token + len(words)]) == words:
                return len(words), titles
        return None

    def holders(self, titles: Iterable[str], scope: str, day: date | None) -> list[str]:
        """Return who held any of ``titles`` for ``scope`` on ``day``, in the order of the lexicon."""
        found = [
            role.person
            for title in titles
            for role in self.by_office.get((title, scope), ())
            if _on(role, day)
        ]
        return list(dict.fromkeys(found))

    def held(self, person: str, titles: Iterable[str], scope: str | None, day: date | None) -> bool:
        """Tell whether ``person`` held one of ``titles`` (for ``scope``, when given) on ``day``."""
        return any(
            role.title in titles and scope in (None, role.scope) and _on(role, day)
            for role in self.by_person.get(person, ())
        )


def make_offices(lexicon: Lexicon) -> Offices:
    """Return the offices of a lexicon, ready for matching."""
    by_office: dict[tuple[str, str], list[Role]] = {}
    by_person: dict[str, list[Role]] = {}
    for role in lexicon.roles:
        by_office.setdefault((role.title, role.scope), []).append(role)
        by_person.setdefault(role.person, []).append(role)
    country_of = {code: iso for iso, code in lexicon.countries.items()}
    for entity in lexicon.entities.values():
        if entity.kind == "person" and entity.countries:
            country_of[entity.code] = entity.countries[0]
    titles = _titles(lexicon.titles.values())
    return Offices(
        titles=titles,
        first_words=frozenset(titles),
        by_office={office: tuple(rows) for office, rows in by_office.items()},
        by_person={person: tuple(rows) for person, rows in by_person.items()},
        country_of=country_of,
        countries=dict(lexicon.countries),
        fixed_scope=_fixed_scopes(lexicon),
        crowded=frozenset(title.code for title in lexicon.titles.values() if title.holders == "many"),
        names=frozenset(lexicon.words.given) | lexicon.words.surnames | lexicon.words.initials,
    )


def _titles(titles: Iterable[Title]) -> dict[str, tuple]:
    surfaces: dict[tuple[str, ...], list[str]] = {}
    for title in titles:
        for form in title.forms:
            words = tuple(match_key(form[a:b]) for a, b in tokenise(form))
            # "केंद्रीय विदेश मंत्री" is the title with a modifier, and the modifier is read by rule.
            if words and "(" not in form and words[0] not in word_class("union"):
                surfaces.setdefault(words, []).append(title.code)
    by_first: dict[str, list] = {}
    for words, codes in sorted(surfaces.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        by_first.setdefault(words[0], []).append((words, tuple(dict.fromkeys(codes))))
    return {first: tuple(rows) for first, rows in by_first.items()}


def _fixed_scopes(lexicon: Lexicon) -> dict[str, str]:
    """Return the titles of one body (NATO's Secretary General) and whose they are: title → scope."""
    scopes: dict[str, set[str]] = {}
    for role in lexicon.roles:
        if lexicon.titles[role.title].scope == "org":
            scopes.setdefault(role.title, set()).add(role.scope)
    return {title: min(found) for title, found in scopes.items() if len(found) == 1}


def _on(role: Role, day: date | None) -> bool:
    return day is None or role.on(day)
