"""What a lexicon says of key ids, forms and claims, as arrays and sets that annotators look up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import Literal, get_args

import numpy as np

from analysis.lexicon.compile import Claims, CompiledForm
from analysis.lexicon.records import Context, Lexicon
from analysis.lexicon.tables import key, keys

Flag = Literal["initial", "number", "given", "polite", "surname", "rank", "namesake"]
_SIGNS: dict[Flag, int] = {name: 1 << number for number, name in enumerate(get_args(Flag))}
_HOWS = ("name", "adjective")
_GENITIVES = ("का", "की", "के")


@dataclass(frozen=True, slots=True)
class Person:
    """Whose bare name a form is: the key ids of all the person's names; ``given`` if it is a given name."""

    keys: frozenset[int]
    gender: str
    given: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """A context class as key ids (see ``records.Context``)."""

    base: float
    hard_pos: frozenset[int]
    hard_neg: frozenset[int]
    hard_neg_before: frozenset[int]
    pos: frozenset[int]
    neg: frozenset[int]
    guard: frozenset[int]
    rules: frozenset[str]


class Facts:
    """Look-ups by key id, form, claims and entity; the arrays by entity end with a row for "none" (-1)."""

    def __init__(self, lexicon: Lexicon, forms: list[CompiledForm], claims: list[Claims], vocabulary) -> None:
        self._lexicon, self._forms, self._vocabulary = lexicon, forms, vocabulary
        self._codes = tuple(lexicon.entities)
        self._index = {code: number for number, code in enumerate(self._codes)}
        kinds = [entity.kind for entity in lexicon.entities.values()]
        self.form_entity = np.array([self._index.get(one.form.entity, -1) for one in forms], np.int32)
        self.form_lead = np.array([one.lead for one in forms], np.int32)
        self.form_tail = np.array([one.tail for one in forms], np.int32)
        self.form_how = np.array([_HOWS.index(one.form.how) for one in forms], np.int8)
        self.form_acronym = np.array([one.acronym for one in forms], bool)
        self.is_item = np.array([kind == "item" for kind in kinds] + [False])
        self.is_country = np.array([kind == "country" for kind in kinds] + [False])
        self.claims_sure = np.array([one.sure for one in claims], np.int32)
        self.claims_guarded = np.array([bool(one.guarded) for one in claims], bool)
        self.claims_item = np.array(
            [any(self.is_item[self.form_entity[form]] for form in one.guarded) for one in claims], bool
        )
        self.claims_person = np.array(
            [self._is_person(one.sure if one.sure >= 0 else (one.guarded or [-1])[0]) for one in claims], bool
        )
        self.contexts: dict[int, Signs] = self._contexts()
        self.persons = self._persons(claims)
        self.claims_bare = np.zeros(len(claims), bool)
        self.claims_bare[list(self.persons)] = True
        self.genitives = frozenset(self._id(word) for word in _GENITIVES)
        self.honorific_gender: dict[int, str] = {
            self._id(one.form): one.gender
            for one in lexicon.honorifics
            if one.gender and len(keys(one.form)) == 1
        }
        self.title_keys = self._title_keys()
        self._word_signs = self._flag_words()
        self._signs_of_keys = np.zeros(0, np.uint8)
        self._flags: dict[Flag, np.ndarray] = {name: np.zeros(0, bool) for name in _SIGNS}

    def flags(self, name: Flag) -> np.ndarray:
        """Return a mask over all key ids known so far.

        "initial" letters and short titles whose full stop belongs to a name, "number" keys that are numbers,
        "given" names, "polite" honorifics of one gender, "surname", "rank" (ranks and honorifics),
        "namesake" words that make a person's name that of a place.
        """
        if len(self._flags[name]) < len(self._vocabulary.keys):
            self._look_up_new_words()
        return self._flags[name]

    def _look_up_new_words(self) -> None:
        words = self._vocabulary.keys[len(self._signs_of_keys) :]
        fresh = np.fromiter(map(self._word_signs.get, words, repeat(0)), np.uint8, len(words))
        for place, word in enumerate(words):
            if not "\u0900" <= word < "\u0980":  # no number, no Latin letter begins like a Hindi word
                fresh[place] |= self._signs_by_shape(word)
        self._signs_of_keys = np.concatenate([self._signs_of_keys, fresh])
        self._flags = {name: self._signs_of_keys & sign > 0 for name, sign in _SIGNS.items()}

    def _is_person(self, form: int) -> bool:
        code = self._forms[form].form.entity if form >= 0 else ""
        return bool(code) and self._lexicon.entities[code].kind == "person"

    @staticmethod
    def _signs_by_shape(word: str) -> int:
        if word[:1].isdigit():
            return _SIGNS["number"] * word.replace(",", "").replace(".", "").isdigit()
        return _SIGNS["initial"] * (len(word) == 1 and word.isascii() and word.isalpha())

    def _flag_words(self) -> dict[str, int]:
        """Return word → the flags it has, added up."""
        words, honorifics = self._lexicon.words, self._lexicon.honorifics
        lists: dict[Flag, frozenset[str]] = {
            "initial": words.initials,
            "given": frozenset(words.given),
            "surname": words.surnames,
            "namesake": words.namesakes,
            "polite": frozenset(key(one.form) for one in honorifics if one.gender),
            "rank": frozenset(word for one in honorifics for word in keys(one.form)),
        }
        found: dict[str, int] = {}
        for name, members in lists.items():
            for word in members:
                found[word] = found.get(word, 0) | _SIGNS[name]
        return found

    def _id(self, word: str) -> int:
        return self._vocabulary.key_id(key(word))

    def _contexts(self) -> dict[int, Signs]:
        signs = {name: self._signs(context) for name, context in self._lexicon.contexts.items()}
        return {n: signs[one.form.context] for n, one in enumerate(self._forms) if one.form.context}

    def _signs(self, context: Context) -> Signs:
        def ids(words: frozenset[str]) -> frozenset[int]:
            return frozenset(map(self._vocabulary.key_id, words))

        lists = ("hard_pos", "hard_neg", "hard_neg_before", "pos", "neg", "guard")
        return Signs(
            base=context.base, rules=context.rules, **{name: ids(getattr(context, name)) for name in lists}
        )

    def _persons(self, claims: list[Claims]) -> dict[int, Person]:
        """Return claims on one word that is a person's name → that person."""
        names: dict[str, list[tuple[str, ...]]] = {}
        for one in self._forms:
            if one.form.entity and self._lexicon.entities[one.form.entity].kind == "person":
                names.setdefault(one.form.entity, []).append(keys(one.form.text)[one.lead :])
        found: dict[int, Person] = {}
        for number, one in enumerate(claims):
            form = one.sure if one.sure >= 0 else (one.guarded or [-1])[0]
            code = self._forms[form].form.entity if form >= 0 else ""
            if code in names and len(keys(self._forms[form].form.text)) == 1:
                word = keys(self._forms[form].form.text)[0]
                found[number] = Person(
                    frozenset(self._vocabulary.key_id(part) for name in names[code] for part in name),
                    self._lexicon.entities[code].gender,
                    self._is_given(word, names[code]),
                )
        return found

    def _is_given(self, word: str, names: list[tuple[str, ...]]) -> bool:
        """Return whether a word is a given name: it heads a longer name, or only initials stand before it."""
        longer = [name for name in names if len(name) > 1 and word in name]
        initials = self._lexicon.words.initials
        return any(all(part in initials for part in name[: name.index(word)]) for name in longer)

    def _title_keys(self) -> dict[int, frozenset[tuple[int, ...]]]:
        """Return person → the offices they hold or held, as key id sequences."""
        found: dict[int, set[tuple[int, ...]]] = {}
        for role in self._lexicon.roles:
            for form in self._lexicon.titles[role.title].forms:
                ids = tuple(map(self._vocabulary.key_id, keys(form)))
                found.setdefault(self._index[role.person], set()).add(ids)
        return {person: frozenset(titles) for person, titles in found.items()}

    def home_of(self, entity: int) -> frozenset[int]:
        """Return the countries (entity indexes) an entity belongs to."""
        owner = self._lexicon.entities[self._codes[entity]] if entity >= 0 else None
        countries = owner.countries if owner else ()
        return frozenset(
            self._index[self._lexicon.countries[iso]] for iso in countries if iso in self._lexicon.countries
        )
