"""Forms of a lexicon made ready to match: their spellings as key sequences, and who claims each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.lexicon.reader import LAYERS, layer_of
from analysis.lexicon.records import Entity, Form, Lexicon
from analysis.lexicon.tables import key, keys, split

Keys = tuple[str, ...]
# Names that need a noun after them ("टॉरस" + "मिसाइल") lie apart, lest they hide shorter names in vain.
NAME, STEM = LAYERS.index("name"), len(LAYERS)
_EDGES = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
_ACRONYM = re.compile(r"[A-Z]{2,5}")


@dataclass(slots=True)
class Claims:
    """Who claims a sequence of keys in a layer: indexes into ``Compiled.forms``.

    ``sure`` is -1 for nobody; ``heads`` says who owns it before a noun of a head group ("धनुष" + "तोप").
    ``tight`` marks a sequence whose first two tokens must not be parted by a space ("के-15").
    """

    layer: int
    sure: int = -1
    guarded: list[int] = field(default_factory=list)
    heads: dict[int, int] = field(default_factory=dict)
    tight: bool = False


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """A form with what its matches need: tokens in brackets before and after the name, capitals wanted."""

    form: Form
    lead: int
    tail: int
    acronym: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """All forms and the claims on each key sequence, by layer."""

    forms: list[CompiledForm]
    claims: dict[tuple[int, Keys], Claims]


def compile_forms(lexicon: Lexicon) -> Compiled:
    """Return the forms and claims of a lexicon; earlier forms win where two are sure of one spelling."""
    compiled = Compiled([], {})
    nouns: dict[Keys, set[int]] = {}
    for group, head in enumerate(lexicon.heads):
        for word in head.words:
            nouns.setdefault(keys(word), set()).add(group)
    for number, form in enumerate(lexicon.forms):
        entity = lexicon.entities.get(form.entity)
        lead, words, tail = brackets(form.text)
        compiled.forms.append(CompiledForm(form, lead, tail, bool(_ACRONYM.fullmatch(form.text))))
        groups = _head_groups(lexicon, entity) if not tail else []
        layer = LAYERS.index(layer_of(entity))
        for spelling in spellings(words):
            claims = compiled.claims.setdefault((layer, spelling), Claims(layer))
            claims.tight = not tail and _tight(spelling, lexicon)
            _claim(claims, number, form, groups)
            stem = _stem(spelling, nouns, groups)
            if stem:
                claims = compiled.claims.setdefault((STEM, stem), Claims(STEM))
                claims.tight = _tight(stem, lexicon)
                for group in groups:
                    claims.heads.setdefault(group, number)
    return compiled


def _head_groups(lexicon: Lexicon, entity: Entity | None) -> list[int]:
    if entity is None or entity.kind != "item":
        return []
    return [number for number, group in enumerate(lexicon.heads) if group.fits(entity.klass)]


def _claim(claims: Claims, number: int, form: Form, groups: list[int]) -> None:
    if form.context:
        claims.guarded.append(number)
    elif claims.sure < 0:
        claims.sure = number
    for group in groups:
        claims.heads.setdefault(group, number)


def _tight(spelling: Keys, lexicon: Lexicon) -> bool:
    return len(spelling) > 1 and spelling[0] in lexicon.words.tight and spelling[1][0].isdigit()


def _stem(spelling: Keys, nouns: dict[Keys, set[int]], groups: list[int]) -> Keys:
    """Return a name without the noun at its end: "टॉरस मिसाइल" → "टॉरस"; other nouns may follow it.

    The shortest noun goes: "नेवल एंटी शिप मिसाइल" less "एंटी शिप मिसाइल" would claim every "नेवल मिसाइल".
    """
    if groups:
        for place in range(len(spelling) - 1, 0, -1):
            if not nouns.get(spelling[place:], set()).isdisjoint(groups):
                return spelling[:place]
    return ()


def brackets(text: str) -> tuple[int, list[str], int]:
    """Return tokens before the name in brackets, all tokens, tokens after it: "(जनरल) चौहान" → 1, [..], 0."""
    before, _, rest = text.rpartition(") ") if text.startswith("(") else ("", "", text)
    name, _, after = rest.partition(" (")
    return len(split(before)), split(text), len(split(after))


def spellings(words: list[str]) -> Iterator[Keys]:
    """Yield the key sequences a form may be written in: "एस-400" also as "एस400", "एफ-35बी" as "एफ35 बी".

    Between a letter and a number that follows it, hyphen, space and nothing are equal; between a number and
    letters they are equal where the form writes them together. But "के" after a number is read as the
    postposition: "मिग-29 के साथ" is the MiG-29, not the MiG-29K.
    """
    parts: list[str] = []
    joints: list[tuple[bool, ...]] = []  # before each part but the first: may it be glued, may it stand apart
    for word in words:
        for number, piece in enumerate(_EDGES.split(word)):
            if parts:
                joints.append(_joint(parts[-1], piece, number > 0))
            parts.append(key(piece))
    yield from dict.fromkeys(_joined(parts, joints))


def _joint(left: str, right: str, written_together: bool) -> tuple[bool, ...]:
    if not left[-1].isdigit() and right[0].isdigit():
        return (True, False)
    if written_together:
        return (True,) if right == "के" else (True, False)
    return (False,)


def _joined(parts: list[str], joints: list[tuple[bool, ...]]) -> Iterator[Keys]:
    if not joints:
        yield tuple(parts)
        return
    for rest in _joined(parts[1:], joints[1:]):
        for glued in joints[0]:
            yield (parts[0] + rest[0], *rest[1:]) if glued else (parts[0], *rest)
