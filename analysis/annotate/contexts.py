"""Weigh what stands around an ambiguous word: "आकाश साफ है" is the sky, "आकाश का परीक्षण" the missile.

A score is added up for each entity that claims the word; from 1.9 on the word is taken for it. The weights
were set on hand-labelled sentences of news (``tests/benchmarks/quality_mentions.py`` measures them);
the words stand in ``lexicon/data/contexts.tsv``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.annotate.batch import TokenBatch
from analysis.annotate.clues import Clues
from analysis.lexicon.matcher import Hits, Matcher

THRESHOLD = 1.9
WINDOW = 10  # tokens on either side, inside the sentence
NEAR = 4  # of these, the ones that count in full
FAR_WEIGHT, AGAINST = 0.6, 1.2
NEXT_FOR, BEFORE_FOR, NEXT_AGAINST, CAP = 3.0, 2.5, -3.0, 1.0
GUARD_WORD = 2.0
OWN_TITLE, NAMED_IN_FULL, IN_BRACKETS = 3.0, 2.0, 2.0
ITEM_NEAR, ITEM_REACH, ITEM_ELSEWHERE, NUMBER_NEXT = 1.5, 8, 1.0, 0.5
DOUBTFUL_NEAR, DOUBTFUL_REACH = 0.8, 7
HOME, ABROAD, NOT_HOME = 1.0, -4.0, -1.0


class Around(NamedTuple):
    """The keys around a word in its sentence: up to WINDOW to the ``left`` and ``right``, nearest first.

    ``before`` and ``after`` are those joined to it, -1 for none. Neither quotation mark nor bracket parts
    ``next`` from it (“आकाश” मिसाइल); ``beyond`` is the one after a number that is next.
    """

    left: list[int]
    right: list[int]
    before: int
    after: int
    next: int
    beyond: int


class Judge:
    """The hits of one batch, the sure ones as evidence for the doubtful ones."""

    def __init__(self, batch: TokenBatch, matcher: Matcher, hits: Hits, links: np.ndarray) -> None:
        self._batch, self._matcher, self._hits, self._links = batch, matcher, hits, links
        self._facts = matcher.facts
        self._keys = batch.token_key
        self._doubtful = matcher.facts.claims_guarded[hits.claims] & (
            (hits.form < 0) | (hits.form == matcher.facts.claims_sure[hits.claims])
        )

    def decide(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the form of each hit (-1 for none) and how sure it is: score / (1 + score), 1 if sure."""
        form, confidence = self._hits.form.copy(), np.ones(len(self._hits))
        rows = np.flatnonzero(self._doubtful).tolist()
        if rows:
            self._clues = Clues(self._batch, self._matcher, self._hits, self._doubtful)
        for row in rows:
            around = self._around(row)
            scores = [
                (self._score(row, guarded, around), -guarded)
                for guarded in self._matcher.claims[self._hits.claims[row]].guarded
            ]
            score, guarded = max(scores)
            if score >= THRESHOLD:
                form[row], confidence[row] = -guarded, score / (1 + score)
        return form, confidence

    def _score(self, row: int, form: int, around: Around) -> float:
        context = self._facts.contexts[form]
        item = bool(self._facts.is_item[self._facts.form_entity[form]])
        score, capped, hard = context.base, False, False
        if around.next in context.hard_pos or around.beyond in context.hard_pos:
            score, hard = score + NEXT_FOR, True
        if around.before in context.hard_pos:
            score, hard = score + BEFORE_FOR, True
        against = around.after in context.hard_neg or around.before in context.hard_neg_before
        if not hard and (against or (item and self._part_of_a_name(around))):
            score, capped = score + NEXT_AGAINST, True
        score += self._words_around(row, around, context)
        if item:
            score += self._by_other_items(row, form, score, hard, around)
        score += self._by_rule(row, form)
        return min(score, CAP) if capped else score

    def _part_of_a_name(self, around: Around) -> bool:
        """Return whether a person's name goes on around an item's word: "एलियट अब्राम्स", "आकाश शर्मा"."""
        before, after = around.before, around.after
        given, surname = self._facts.flags("given"), self._facts.flags("surname")
        return bool((before >= 0 and given[before]) or (after >= 0 and surname[after]))

    def _around(self, row: int) -> Around:
        first = int(self._hits.start[row])
        last = first + int(self._hits.length[row]) - 1
        begin, end = self._sentence(first)
        left = self._keys[max(begin, first - WINDOW) : first][::-1].tolist()
        right = self._keys[last + 1 : min(end, last + 1 + WINDOW)].tolist()
        before = left[0] if left and self._links[first - 1] else -1
        after = following = right[0] if right and self._links[last] else -1
        if right and after < 0 and self._only_quotes(last):
            following = right[0]
        beyond = -1  # "मालाबार 2019 अभ्यास"
        if following >= 0 and self._facts.flags("number")[following] and len(right) > 1:
            beyond = right[1] if self._links[last + 1] or self._only_quotes(last + 1) else -1
        return Around(left, right, before, after, following, beyond)

    def _sentence(self, token: int) -> tuple[int, int]:
        """Return the first token of the sentence of a token, and the one behind its last."""
        number = self._batch.token_sentence[token]
        first = self._batch.sentence_first_token
        return int(first[number]), int(first[number + 1])

    def _only_quotes(self, token: int) -> bool:
        """Return whether nothing but quotation marks, brackets and space part a token from the next."""
        batch = self._batch
        text = batch.documents[batch.token_document[token]].text
        between = text[batch.token_end[token] : batch.token_start[token + 1]]
        return all(sign.isspace() or sign in "\"'“”‘’`()" for sign in between)

    def _words_around(self, row: int, around: Around, context) -> float:
        score = 0.0
        for side in (around.left, around.right):
            if context.neg.isdisjoint(side) and context.pos.isdisjoint(side):
                continue
            for distance, key in enumerate(side, 1):
                weight = 1.0 if distance <= NEAR else FAR_WEIGHT
                if key in context.neg:
                    score -= AGAINST * weight
                elif key in context.pos:
                    score += weight
        if context.guard:
            first = int(self._hits.start[row])
            begin, end = self._sentence(first)
            after = first + int(self._hits.length[row])
            whole = self._keys[begin:first].tolist() + self._keys[after:end].tolist()
            score += GUARD_WORD * (not context.guard.isdisjoint(whole))
        return score

    def _by_other_items(self, row: int, form: int, score: float, hard: bool, around: Around) -> float:
        """Return what other items near or elsewhere in the document add for a defence item."""
        more = 0.0
        if not hard and around.after >= 0 and self._facts.flags("number")[around.after]:
            more += NUMBER_NEXT
        others = self._clues.doubtful_items_near(row, DOUBTFUL_REACH)
        if others and score + more >= 0:
            more += DOUBTFUL_NEAR + 0.5 * min(2, others - 1)
        if self._clues.sure_item_near(row, ITEM_REACH):
            more += ITEM_NEAR
        if self._clues.item_elsewhere(row, form):
            more += ITEM_ELSEWHERE
        return more

    def _by_rule(self, row: int, form: int) -> float:
        rules = self._facts.contexts[form].rules
        score = 0.0
        if "title" in rules and self._clues.own_title_before(row, form):
            score += OWN_TITLE
        if "document" in rules and self._clues.named_in_full(row, form):
            score += NAMED_IN_FULL
        if rules & {"brackets", "no_brackets"} and self._in_brackets(row):
            score += IN_BRACKETS if "brackets" in rules else -IN_BRACKETS
        if "home" in rules:
            score += {"own": HOME, "other": ABROAD, "no": NOT_HOME}[self._clues.home(row, form)]
        return score

    def _in_brackets(self, row: int) -> bool:
        """Return whether the word stands alone in round brackets, as an agency's credit does: "(एपी)"."""
        batch, first = self._batch, self._hits.start[row]
        last = first + self._hits.length[row] - 1
        text = batch.documents[batch.token_document[first]].text
        begin, end = batch.token_start[first], batch.token_end[last]
        return text[max(begin - 1, 0) : begin] == "(" and text[end : end + 1] == ")"
