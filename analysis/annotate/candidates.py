"""Names the lexicon does not know, proposed by rule for a reader to take or leave.

Three rules: a title or post right before rare words (प्रवक्ता रणधीर जायसवाल), rare words that speak (X ने
कहा), and a body told by its last word (… आयोग ने कहा). A name that the lexicon knows is never proposed, nor a
part of one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from analysis.annotate.cue_tables import word_class
from analysis.annotate.offices import Offices
from analysis.annotate.rarity import is_rare
from analysis.annotate.speech import Speech
from analysis.annotate.view import BatchView
from analysis.annotate.words import key_of, table

CandidateKind = Literal["person", "organisation"]
CandidateRule = Literal["title", "post", "says", "body"]
_LONGEST = 4
_OFFICE = re.compile("(?:मंत्री|पति|पाल|अध्यक्ष|अधिकारी|अधीक्षक|निरीक्षक|प्रमुख|चार्य)$")


class Candidate(NamedTuple):
    """One occurrence of an unknown name: its sentence row (from 1), offsets, words, their key, and why."""

    sentence: int
    start: int
    end: int
    surface: str
    key: str
    kind: CandidateKind
    rule: CandidateRule


def candidates(view: BatchView, speech: Speech, offices: Offices) -> list[Candidate]:
    """Return the unknown names of a batch in reading order, each place once.

    Unit: one occurrence, of two words or more (one is too often a common word).
    """
    finder = _Finder(view, offices)
    for role in speech.roles:
        if role.reason == "unknown_name":
            finder.forward(role.last, "title")
    for token in view.tokens_of(posts()):
        finder.forward(token + 1, "post")
    for row in speech.statements:
        if not row.speaker and row.reason == "not_in_lexicon" and row.speaker_end is not None:
            finder.backward(view.token_at(row.speaker_start), view.token_at(row.speaker_end) - 1)
    return sorted(finder.found.values(), key=lambda one: one.start)


def posts() -> frozenset[str]:
    """Return the keys of posts: what a rule of this module begins at."""
    return _words("post")


class _Finder:
    """Reads names off a batch, token by token; the first rule that finds a place keeps it."""

    def __init__(self, view: BatchView, offices: Offices) -> None:
        self.view, self.offices = view, offices
        self.found: dict[int, Candidate] = {}
        self._barred, self._before, self._bodies = _barred(), word_class("titles_before"), _words("body")
        self._leading = self._before | _words("lead")

    def forward(self, first: int, rule: CandidateRule) -> None:
        """Read the name that begins at ``first``, over श्री and ranks."""
        view = self.view
        while view.keys[first] in self._before:
            first += 1
        last = first
        while last - first < _LONGEST and self._part(last):
            if last > first and not view.glued(last - 1):
                break
            last += 1
        if first < last and (view.glued(first - 1) or view.gap(first - 1) in (". ", ".")):
            self._person(first, last - 1, rule)

    def backward(self, floor: int, last: int) -> None:
        """Read the name that ends at ``last``, before ने or का कहना है, not reaching before ``floor``."""
        view, first = self.view, last + 1
        if view.keys[last] in self._bodies and last > floor:
            self._body(floor, last)
            return
        while first > floor and last - first + 1 < _LONGEST and self._part(first - 1):
            first -= 1
        if first <= last:
            self._person(first, last, "says")

    def _part(self, token: int) -> bool:
        """Tell whether a token can be part of an unknown person's name."""
        key = self.view.keys[token]
        if key in self._barred or self.view.named[token] or key[:1].isdecimal():
            return False
        return key in self.offices.names or is_rare(self._text(token, token))

    def _person(self, first: int, last: int, rule: CandidateRule) -> None:
        titled = False
        while first <= last and self._leads(first):
            titled = titled or self.view.keys[first] in self._before
            first += 1
        # अभियोजकों are several, and no name.
        if not self.view.keys[last].endswith("ों") and (first < last or first == last and titled):
            self._keep(first, last, "person", rule)

    def _leads(self, token: int) -> bool:
        """Tell whether a token is a post or rank written before the name: रक्षामंत्री लिंडा रेनॉल्ड्स."""
        key = self.view.keys[token]
        return key in self._leading or bool(_OFFICE.search(key))

    def _body(self, floor: int, last: int) -> None:
        first = last
        while first > floor and last - first < _LONGEST and not self.view.named[first - 1]:
            if self.view.keys[first - 1] in word_class("phrase_stop") or not self.view.glued(first - 1):
                break
            first -= 1
        while first < last and self._leads(first):
            first += 1
        if first < last and any(is_rare(self._text(token, token)) for token in range(first, last)):
            self._keep(first, last, "organisation", "body")

    def _keep(self, first: int, last: int, kind: CandidateKind, rule: CandidateRule) -> None:
        view = self.view
        key = " ".join(view.keys[first : last + 1])
        row = Candidate(
            view.sentence_of(first) + 1, view.starts[first], view.ends[last], self._text(first, last), key,
            kind, rule,
        )  # fmt: skip
        self.found.setdefault(row.start, row)

    def _text(self, first: int, last: int) -> str:
        return self.view.text[self.view.starts[first] : self.view.ends[last]]


@cache
def _barred() -> frozenset[str]:
    """Return the keys that are no part of an unknown person's name."""
    lists = _words("post") | _words("never") | _words("body")
    # "" stands behind a document's last word.
    return lists | word_class("postposition") | word_class("phrase_stop") | {""}


@cache
def _words(name: str) -> frozenset[str]:
    rows = {row["class"]: row["words"] for row in table("candidate_words.tsv")}
    return frozenset(map(key_of, rows[name].split()))
