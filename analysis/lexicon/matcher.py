"""Find the forms of a lexicon in the tokens of a batch: longest match wins inside each layer.

A name inside another word is never found (रूस in रूसी), for only whole tokens are compared; a comma, bracket,
danda or quotation mark breaks a name, an initial's full stop does not (एस. जयशंकर).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from analysis.lexicon.compile import NAME, STEM, Claims, CompiledForm, compile_forms
from analysis.lexicon.facts import Facts
from analysis.lexicon.reader import LAYERS
from analysis.lexicon.records import Lexicon
from analysis.lexicon.tables import keys as keys_of
from analysis.lexicon.trie import Trie


class KeyTable(Protocol):
    """What the matcher needs of a vocabulary: the id of a match key, new or known."""

    keys: list[str]

    def key_id(self, key: str) -> int:
        """Return the id of a match key, giving it one if it is new."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Matches in token order, int32 arrays: first token, number of tokens, layer, claims, form.

    ``layer`` indexes LAYERS, ``claims`` the matcher's ``claims``; ``form`` indexes the matcher's ``forms``
    and is -1 where only guarded forms claim the words, which the context must decide.
    """

    start: np.ndarray
    length: np.ndarray
    layer: np.ndarray
    claims: np.ndarray
    form: np.ndarray

    def __len__(self) -> int:
        return len(self.start)

    def take(self, chosen: np.ndarray) -> Hits:
        """Return the hits at ``chosen`` (a mask or indexes)."""
        return Hits(*(getattr(self, name)[chosen] for name in self.__slots__))


class Matcher:
    """A lexicon over the key ids of one vocabulary.

    ``codes`` are the entity codes that mentions index, ``forms`` and ``claims`` what hits index; ``facts``
    says what the lexicon knows of them.
    """

    def __init__(self, lexicon: Lexicon, vocabulary: KeyTable) -> None:
        compiled = compile_forms(lexicon)
        self.lexicon, self.vocabulary = lexicon, vocabulary
        self.codes: tuple[str, ...] = tuple(lexicon.entities)
        self.forms: list[CompiledForm] = compiled.forms
        self.claims: list[Claims] = list(compiled.claims.values())
        ids = vocabulary.key_id
        self.trie = Trie(
            ((tuple(map(ids, keys)), layer, number) for number, (layer, keys) in enumerate(compiled.claims)),
            len(LAYERS) + 1,
        )
        self.facts = Facts(lexicon, self.forms, self.claims, vocabulary)
        self._tight = np.array([one.tight for one in self.claims], bool)
        self._owner = np.full((len(lexicon.heads), len(self.claims)), -1, np.int32)
        for number, one in enumerate(self.claims):
            for group, form in one.heads.items():
                self._owner[group, number] = form
        self._heads = Trie(
            (
                (tuple(map(ids, keys_of(word))), number, 0)
                for number, group in enumerate(lexicon.heads)
                for word in group.words
            ),
            len(lexicon.heads),
        )

    def match(self, keys: np.ndarray, links: np.ndarray, spaces: np.ndarray) -> Hits:
        """Return the leftmost longest matches of each layer.

        ``keys`` are key ids; ``links[i]`` says that token ``i + 1`` may belong to one name with token ``i``
        (False at the end of a sentence), ``spaces[i]`` that only space stands between them.
        """
        places = self.trie.begins(keys)
        lengths, values = self.trie.walk(keys, links, places)
        layer, column = np.nonzero(lengths)
        claims = values[layer, column]
        hits = Hits(
            start=places[column].astype(np.int32),
            length=lengths[layer, column],
            layer=layer.astype(np.int32),
            claims=claims,
            form=self.facts.claims_sure[claims],
        )
        hits = self._with_heads(hits, keys, links)
        loose = self._tight[hits.claims] & spaces[hits.start]
        hits = hits.take(((hits.form >= 0) | self.facts.claims_guarded[hits.claims]) & ~loose)
        hits = self._without_brackets(hits)
        return hits.take(_leftmost_longest(hits))

    def _without_brackets(self, hits: Hits) -> Hits:
        """Take what a form has in brackets out of its hits: it must be there but is no part of the name."""
        lead = np.where(hits.form >= 0, self.facts.form_lead[hits.form], 0)
        tail = np.where(hits.form >= 0, self.facts.form_tail[hits.form], 0)
        start, length = hits.start + lead, hits.length - lead - tail
        layer = np.where(hits.layer == STEM, NAME, hits.layer).astype(np.int32)
        order = np.lexsort((-length, start, layer))
        return Hits(start, length, layer, hits.claims, hits.form).take(order)

    def _with_heads(self, hits: Hits, keys: np.ndarray, links: np.ndarray) -> Hits:
        """Let nouns that follow a name join it, and make sure whose name it is: "आकाश" + "मिसाइल"."""
        open_to = (self._owner[:, hits.claims] >= 0).any(axis=0) & links[hits.start + hits.length - 1]
        rows = np.flatnonzero(open_to)
        if not len(rows) or not len(self._owner):
            return hits
        after = hits.start[rows] + hits.length[rows]
        lengths, _ = self._heads.walk(keys, links, after)
        lengths = np.where(self._owner[:, hits.claims[rows]] >= 0, lengths, 0)
        group = lengths.argmax(axis=0)
        longest = lengths[group, np.arange(len(rows))]
        joined = longest > 0
        rows, group = rows[joined], group[joined]
        length, form = hits.length.copy(), hits.form.copy()
        length[rows] += longest[joined]
        form[rows] = self._owner[group, hits.claims[rows]]
        return Hits(hits.start, length, hits.layer, hits.claims, form)

    def match_plain(self, keys: np.ndarray, links: np.ndarray, spaces: np.ndarray) -> list[tuple[int, ...]]:
        """Return the same hits as ``match`` as (start, length, layer, claims, form), by the plain rule."""
        found: list[tuple[int, ...]] = []
        ids, joined = keys.tolist(), links.tolist()
        for place in range(len(ids)):
            for layer, (length, value) in enumerate(self.trie.walk_plain(ids, joined, place)):
                if not length:
                    continue
                claims = self.claims[value]
                length, form = self._head_plain(claims, ids, joined, place, length)
                if (claims.tight and spaces[place]) or (form < 0 and not claims.guarded):
                    continue
                lead, tail = (self.forms[form].lead, self.forms[form].tail) if form >= 0 else (0, 0)
                shown = NAME if layer == STEM else layer
                found.append((place + lead, length - lead - tail, shown, value, form))
        kept: list[tuple[int, ...]] = []
        for hit in sorted(found, key=lambda hit: (hit[2], hit[0], -hit[1])):
            if not kept or kept[-1][2] != hit[2] or hit[0] >= kept[-1][0] + kept[-1][1]:
                kept.append(hit)
        return kept

    def _head_plain(self, claims: Claims, ids: list[int], joined: list[bool], place: int, length: int):
        end = place + length
        if end < len(ids) and joined[end - 1]:
            following = self._heads.walk_plain(ids, joined, end)
            owned = [(following[group][0], -group) for group in claims.heads if following[group][0]]
            if owned:
                more, group = max(owned)
                return length + more, claims.heads[-group]
        return length, claims.sure


def _leftmost_longest(hits: Hits) -> np.ndarray:
    """Return the mask of hits kept in each layer; they come sorted by layer, start and falling length."""
    keep = np.ones(len(hits), bool)
    end = hits.start + hits.length
    same = hits.layer[1:] == hits.layer[:-1]
    shift = hits.layer.astype(np.int64) << 40  # so that a layer never reaches into the next
    reach = np.maximum.accumulate(end + shift)
    overlaps = (
        np.flatnonzero(same & (hits.start[1:] + hits.layer[1:].astype(np.int64) * (1 << 40) < reach[:-1])) + 1
    )
    free, last = -1, -2
    for row in overlaps.tolist():
        if row != last + 1:  # a new chain of overlaps: the hit before it stays
            free = end[row - 1]
        if hits.start[row] < free:
            keep[row] = False
        else:
            free = end[row]
        last = row
    return keep
