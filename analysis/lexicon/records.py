"""What a lexicon is made of: entities, the forms they are written in, contexts, titles and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from analysis.corpus import EntityKind

if TYPE_CHECKING:
    from analysis.lexicon.rows import UserRow

Gender = Literal["", "f", "m"]
RULES = ("title", "document", "home", "brackets", "no_brackets")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that can be mentioned. ``code`` is its id in links and tables, ``klass`` as ``missile.cruise``.

    ``countries`` are ISO codes: where a person or an organisation belongs, where an item comes from.
    """

    code: str
    kind: EntityKind
    klass: str
    label_hi: str
    label_en: str
    watched: bool = False
    countries: tuple[str, ...] = ()
    gender: Gender = ""
    makers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A surface of an entity: "एस-400", "रूसी", "(राष्ट्रपति) शी".

    What stands in round brackets must stand in the text too, but is no part of the mention. ``context``
    names the context class that an ambiguous surface needs, "" where the surface is sure. ``entity`` is ""
    for a blocked surface ("टीम इंडिया"), which hides the names inside it and is no mention itself.
    """

    entity: str
    text: str
    how: Literal["name", "adjective"] = "name"
    context: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What speaks for or against an ambiguous word. Words are match keys; see ``annotate/contexts.py``."""

    name: str
    base: float = 0.0
    hard_pos: frozenset[str] = frozenset()
    hard_neg: frozenset[str] = frozenset()
    hard_neg_before: frozenset[str] = frozenset()
    pos: frozenset[str] = frozenset()
    neg: frozenset[str] = frozenset()
    guard: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Title:
    """An office: "विदेश मंत्री". ``holders`` is "many" where several hold it at once (ambassadors)."""

    code: str
    label_hi: str
    label_en: str
    scope: Literal["country", "org"]
    holders: Literal["one", "many"]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """That a person held an office: from the day it began, to the day it ended or None for no end known.

    ``scope`` is the country (ISO code) or body whose office it is; ``review`` marks a row that was true on
    the lexicon's day (``about["asof"]``) and may have changed since.
    """

    person: str
    title: str
    scope: str
    begin: date
    end: date | None
    review: bool

    def on(self, day: date) -> bool:
        """Return whether the office was held on ``day``; on the day of a change the newcomer holds it."""
        return self.begin <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Honorific:
    """A word of respect or rank beside a name: श्री, जनरल, जी. ``gender`` is "" where it fits both."""

    form: str
    place: Literal["before", "rank", "after"]
    gender: Gender


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """Nouns that may follow the names of some classes: "ब्रह्मोस" + "सुपरसोनिक मिसाइल"."""

    name: str
    classes: tuple[str, ...]
    words: tuple[str, ...]

    def fits(self, klass: str) -> bool:
        """Return whether ``klass`` ("missile.cruise") is one of the classes or under one."""
        return klass.split(".")[0] in self.classes


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists the matcher needs (match keys): given names by gender, surnames, initials, tight letters.

    A "tight" letter is also a common word: "के-15" is a missile, "के 15" is "of 15". A "namesake" word after
    a person's name makes it the name of a place or thing: "सोनिया गांधी नगर".
    """

    given: Mapping[str, Gender]
    surnames: frozenset[str]
    initials: frozenset[str]
    tight: frozenset[str]
    namesakes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of the world, read from tables and checked.

    ``forms`` holds every surface with its entity, in the order of the tables; ``countries`` turns ISO codes
    into entity codes; ``version`` is a fingerprint of the content; ``protected`` are the match keys of
    single words that are names, which must not be brought to another lemma.
    """

    entities: Mapping[str, Entity]
    forms: tuple[Form, ...]
    contexts: Mapping[str, Context]
    titles: Mapping[str, Title]
    roles: tuple[Role, ...]
    honorifics: tuple[Honorific, ...]
    heads: tuple[HeadGroup, ...]
    words: Words
    countries: Mapping[str, str]
    about: Mapping[str, str]
    version: str
    protected: frozenset[str] = field(default=frozenset(), repr=False)

    def forms_of(self, code: str) -> tuple[str, ...]:
        """Return the surfaces of one entity, as written in the tables."""
        return tuple(form.text for form in self.forms if form.entity == code)

    def extended(self, rows: Sequence[UserRow]) -> Lexicon:
        """Return a new lexicon with the rows of a reader's dictionary added (see ``rows.extend``)."""
        from analysis.lexicon.rows import extend

        return extend(self, rows)
