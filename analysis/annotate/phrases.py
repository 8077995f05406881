"""The noun phrase that ends before a marker: who stands before ने, before का कहना है, before के मुताबिक."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from analysis.annotate.cue_tables import word_class
from analysis.annotate.rarity import is_rare
from analysis.annotate.role_rows import RoleMention
from analysis.annotate.view import BatchView, MentionView

PhraseKind = Literal["person", "organisation", "country", "place", "role", "pair", "pronoun", "unknown"]
_JOINERS = frozenset({"और", "तथा", "एवं", "व"})
_LONGEST = 10


class Phrase(NamedTuple):
    """A phrase that can speak or act: tokens ``first`` to ``last`` inclusive, who it is, what kind.

    ``entities`` is empty where the lexicon does not know it, or where ``reason`` says why it is undecided.
    ``named`` is False for a title alone: the person is told by a role, not by a name.
    """

    first: int
    last: int
    start: int
    end: int
    entities: tuple[str, ...]
    kind: PhraseKind
    named: bool = True
    reason: str = ""


class Phrases:
    """Finds the phrases of a batch; ``roles`` are its role mentions."""

    def __init__(self, view: BatchView, roles: Sequence[RoleMention]) -> None:
        self.view = view
        self._found: dict[tuple[int, int], Phrase | None] = {}
        self._role_ending: Mapping[int, RoleMention] = {role.last - 1: role for role in roles}
        self._role_before_name = {role.name_end: role for role in roles if role.beside}
        self._stop, self._lead = word_class("phrase_stop"), word_class("phrase_lead")
        self._honorific = word_class("honorific_after")

    def before(self, token: int, floor: int) -> Phrase | None:
        """Return the phrase that ends right before ``token``, not reaching before token ``floor``.

        None where nothing stands there: a line start, a comma, a postposition.
        """
        place = (token, floor)  # asked for by a verb of saying, and again for a pronoun further on
        if place not in self._found:
            self._found[place] = self._before(token, floor)
        return self._found[place]

    def _before(self, token: int, floor: int) -> Phrase | None:
        last = self._step_over(token, floor)
        if last is None:
            return None
        if self.view.keys[last] == "दोनों":
            return self._both(last, floor)
        found = None
        if last in self.view.ending or last in self._role_ending:
            found = self._known(last, floor)
        return found or self._pair(last, floor) or self._unknown(last, floor)

    def _step_over(self, token: int, floor: int) -> int | None:
        """Return the last token of the phrase: over (brackets), जी, and quotation marks around a name."""
        last = token - 1
        if last < floor:
            return None
        gap = self.view.gap(last)
        if gap == " ":  # nearly always
            pass
        elif ")" in gap:
            while last > floor and "(" not in self.view.gap(last - 1):
                last -= 1
            last -= 1
        elif gap.strip(" \u00a0'\"’”-–") or "\n" in gap:
            return None
        if last > floor and self.view.keys[last] in self._honorific and last not in self.view.ending:
            last -= 1
        return last if last >= floor else None

    def _known(self, last: int, floor: int) -> Phrase | None:
        mention = self.view.ending.get(last)
        if mention is not None and mention.how == "name":
            if mention.kind == "person" and self._longer_name(mention, floor):
                return None
            if mention.kind == "organisation" and self._other_body(mention, floor):
                return None
            if mention.kind == "place" and self._where(mention, floor):
                return None
            return self._joined(self._of_mention(mention, floor), floor)
        role = self._role_ending.get(last)
        if role is None or role.beside:
            return None
        entities = (role.entity,) if role.entity else ()
        return self._joined(
            self._made(role.first, last, entities, "role", named=False, reason=role.reason), floor
        )

    def _of_mention(self, mention: MentionView, floor: int) -> Phrase:
        role = self._role_before_name.get(mention.end)
        first = role.first if role is not None else mention.first
        while (
            first > floor
            and self.view.keys[first - 1] in word_class("titles_before")
            and self.view.glued(first - 1)
        ):
            first -= 1
        return self._made(first, mention.last - 1, (mention.entity,), mention.kind)

    def _longer_name(self, mention: MentionView, floor: int) -> bool:
        """Tell whether the name is somebody else's: "सोनल मोदी ने", "निदेशक डा. मनमोहन सिंह ने"."""
        left = mention.first - 1
        while left > floor and self.view.keys[left] in word_class("titles_before") and self.view.glued(left):
            left -= 1
        if left < floor or not self.view.glued(left) or mention.end in self._role_before_name:
            return False
        if self.view.keys[left] in word_class("local_post"):
            return True
        if mention.last - mention.first > 1 or left in self.view.ending or left in self._role_ending:
            return False
        if left != mention.first - 1 or self.view.keys[left] in word_class("phrase_stop"):
            return False
        return is_rare(self.view.text[self.view.starts[left] : self.view.ends[left]])

    def _where(self, mention: MentionView, floor: int) -> bool:
        """Tell whether a place only says where somebody sits: "ईडी दिल्ली ने" is not Delhi."""
        left = mention.first - 1
        if left < floor or not self.view.glued(left):
            return False
        return self.view.keys[left] not in self._stop and self.view.keys[left] not in self._lead

    def _other_body(self, mention: MentionView, floor: int) -> bool:
        """Tell whether one word ends another body's name: "यहूदी कांग्रेस", "अमेरिकी कांग्रेस"."""
        left = mention.first - 1
        if mention.last - mention.first > 1 or left < floor or not self.view.glued(left):
            return False
        before = self.view.ending.get(left)
        if before is not None:
            return before.how == "adjective"
        if self.view.keys[left] in word_class("phrase_stop"):
            return False
        return is_rare(self.view.text[self.view.starts[left] : self.view.ends[left]])

    def _made(self, first, last, entities, kind, *, named=True, reason="") -> Phrase:
        view = self.view
        return Phrase(first, last, view.starts[first], view.ends[last], entities, kind, named, reason)

    def _joined(self, phrase: Phrase, floor: int) -> Phrase:
        """Return the phrase with the known one before it in "मोदी और पुतिन ने"."""
        left = phrase.first - 1
        if left <= floor or self.view.keys[left] not in _JOINERS or not self.view.glued(left - 1):
            return phrase
        other = self._known(left - 1, floor)
        if other is None or not other.entities or not phrase.entities:
            return phrase
        entities = tuple(dict.fromkeys(other.entities + phrase.entities))
        return self._made(other.first, phrase.last, entities, phrase.kind, named=phrase.named and other.named)

    def _pair(self, last: int, floor: int) -> Phrase | None:
        if last > floor and self.view.keys[last - 1] == "दोनों":
            return self._made(last - 1, last, (), "pair", named=False)
        return None

    def _both(self, last: int, floor: int) -> Phrase:
        """Return "भारत और पाकिस्तान दोनों" as these two; दोनों alone is a reference that stays undecided."""
        left = last - 1
        two = self._known(left, floor) if left > floor and self.view.glued(left) else None
        if two is None or len(two.entities) != 2:
            return self._made(last, last, (), "pair", named=False)
        return self._made(two.first, last, two.entities, two.kind, named=two.named)

    def _unknown(self, last: int, floor: int) -> Phrase | None:
        """Return up to ten words back to a postposition, conjunction or verb, cleared of adverbs."""
        first = self._reach_back(last, floor)
        if first > last:
            return None
        left = first - 2
        if left >= floor and self.view.keys[first - 1] in _JOINERS and self._named(left):
            first = min(first, self._reach_back(left, floor))  # "एवन और समरसेट पुलिस ने"
        view = self.view
        return Phrase(first, last, view.starts[first], view.ends[last], (), "unknown")

    def _reach_back(self, last: int, floor: int) -> int:
        keys, stop, lead, glued = self.view.keys, self._stop, self._lead, self.view.glued
        first, low = last + 1, max(floor, last - _LONGEST)
        while first > low and keys[first - 1] not in stop and (first > last or glued(first - 1)):
            first -= 1
        while first <= last and keys[first] in lead:
            first += 1
        return first

    def _named(self, token: int) -> bool:
        """Tell whether a token before "और" names somebody; "काबू पाया और पुलिस ने" has a verb there."""
        view = self.view
        if not (view.glued(token) and view.glued(token + 1)):
            return False
        if token in view.ending or view.keys[token] in word_class("source_noun"):
            return True
        return is_rare(view.text[view.starts[token] : view.ends[token]])
