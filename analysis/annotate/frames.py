"""Where somebody is said to speak: the cue, the phrase before its marker, and the words that are reported.

Four constructions (``data/saying.tsv``): "X ने … कहा कि S", "X का कहना है कि S", "X बोले- S", "X के मुताबिक S".
A frame is found from its marker; nobody is chosen for being named nearby. Between ने and its verb no second ने
and no कि may stand: "लावरोव ने कहा कि जयशंकर ने … उठाए" is one statement of Lavrov's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from analysis.annotate.cue_tables import Construction, Saying, pronouns, ways, word_class
from analysis.annotate.phrases import Phrase, Phrases
from analysis.annotate.quotes import QuoteSpan
from analysis.annotate.rarity import is_rare
from analysis.annotate.triggers import stop_words, trigger_words, triggers, verbs_and_stops
from analysis.annotate.view import BatchView
from analysis.annotate.wording import StatementKind, Wording, Words

_SPOKEN = ("body", "heading")


class Frame(NamedTuple):
    """A cue with its speaker's phrase and its words: offsets ``start`` to ``end`` are what is said.

    ``sentence`` and ``last_sentence`` are indexes of the view; ``marker`` is the token (ने, का, के) that the
    speaker stands before; ``marks`` tells whether quotation marks enclose words of it. ``core`` is True for
    verbs of saying proper (कहा), False for acts of speech (आलोचना की).
    """

    sentence: int
    last_sentence: int
    marker: int
    speaker: Phrase | None
    construction: Construction
    kind: StatementKind
    cue_start: int
    cue_end: int
    start: int
    end: int
    marks: bool
    core: bool


def find_frames(
    view: BatchView, phrases: Phrases, quotes: Sequence[QuoteSpan], quoted: frozenset[int]
) -> list[Frame]:
    """Return the frames of a batch in reading order; words inside speech marks open none."""
    cues = triggers()
    hits = [(token, cues[view.keys[token]]) for token in view.tokens_of(trigger_words())]
    if not hits:
        return []
    finder = _FrameFinder(view, phrases, quotes, quoted)
    for token, construction in hits:
        finder.look(token, construction)
    return sorted(finder.found, key=_MARKER_AND_CUE)


_MARKER_AND_CUE = attrgetter("marker", "cue_start")


class _FrameFinder:
    def __init__(self, view: BatchView, phrases: Phrases, quotes: Sequence[QuoteSpan], quoted) -> None:
        self.view, self.phrases = view, phrases
        self.wording, self.quoted = Wording(view, quotes, quoted), quoted
        self._stops, self._verbs_and_stops = stop_words(), view.tokens_of(verbs_and_stops())
        self._verbs, self._pronouns = ways("ERG"), pronouns()
        self._passive, self._not_said = word_class("passive"), word_class("not_said")
        self._when, self._determiner = word_class("when"), word_class("determiner")
        self.found: list[Frame] = []
        self._index, self._sentence = -1, None

    def look(self, token: int, construction: Construction) -> None:
        """Add the frames that the trigger at ``token`` opens."""
        index = self.view.places[token]
        if index != self._index:
            self._index, self._sentence = index, self.view.sentences[index]
            self.wording.enter(index)
        if self._sentence.kind not in _SPOKEN or token in self.quoted:
            return
        if construction == "ERG":
            self._ergative(token)
        else:
            self._other(token, construction)

    # X ने … कहा कि S
    def _ergative(self, marker: int) -> None:
        found, after = self._verbs_after(marker), marker + 1
        speaker = self._subject(marker) if found else None
        for way, verb in found:
            end = self.wording.over_auxiliaries(verb + len(way.words))
            words, cue_start = self._said(way, verb, end, marker, after, speaker)
            if words is not None:
                self._add(marker, speaker, way, cue_start, end, words)
                after = end

    def _subject(self, marker: int) -> Phrase | None:
        if self.view.keys[marker] in self._pronouns:
            return self._pronoun(marker)
        return self.phrases.before(marker, self._sentence.first)

    def _pronoun(self, token: int) -> Phrase:
        view = self.view
        return Phrase(token, token, view.starts[token], view.ends[token], (), "pronoun", False)

    def _verbs_after(self, marker: int) -> list[tuple[Saying, int]]:
        """Return the verbs of saying in reach of ने: up to कि, a second ने or the sentence's end."""
        keys, places, last = self.view.keys, self._verbs_and_stops, self._sentence.last
        found, after = [], marker + 1
        for at in range(bisect_left(places, after), len(places)):
            token = places[at]
            if token >= last:
                break
            if token < after or token in self.quoted:
                continue
            if keys[token] in self._stops:
                break
            way = self._match(self._verbs, token)
            if way is not None:
                found.append((way, token))
                after = token + len(way.words)
        return found

    def _match(self, verbs: Mapping[str, Mapping[str, Sequence[Saying]]], token: int) -> Saying | None:
        keys = self.view.keys
        alike = verbs[keys[token]]
        for way in alike.get(keys[token + 1]) or alike[""]:
            after = token + len(way.words)
            if after > token + 2 and tuple(keys[token:after]) != way.words:
                continue
            # "सरकार की ओर से घोषित किया गया" is nobody's act here.
            if keys[after] in self._passive and way.construction == "ERG":
                continue
            if way.content == "tied" and keys[token - 1] not in way.ties:
                continue
            if keys[token - 1] not in self._not_said:
                return way
        return None

    def _said(self, way: Saying, verb: int, end: int, marker: int, after: int, speaker):
        """Return what is said (None for nothing) and where the cue starts, of a verb with ने."""
        if way.content in ("after", "both"):
            loose = way.content == "after" and self.view.keys[marker + 1] not in self._when
            words = self.wording.after(end, loose=loose)
            if words is None and way.kind == "say":
                words = self.wording.quote_before(marker, speaker)
            if words is not None:
                asks = way.kind in ("offer", "demand")
                return words._replace(kind=way.kind) if asks else words, self.view.starts[verb]
        if way.content != "after":
            return self.wording.before(way, verb, after)
        asked = self._asked(way, verb)
        if asked is not None:  # "सेना की मदद लेने को कहा"
            return self.wording.before(replace(way, kind="demand"), asked, after)
        plain = self.wording.plain(end) if len(way.words) == 1 and end == verb + 1 else None
        return plain, self.view.starts[verb]

    def _asked(self, way: Saying, verb: int) -> int | None:
        """Return the token after "… करने को" where the verb asks for an act; None where it reports words."""
        keys = self.view.keys
        at = verb - 1 if keys[verb - 1] == "भी" else verb
        return at if keys[at - 1] in way.ties and keys[at - 2].endswith("ने") else None

    # X का कहना है कि S · X बोले- S · X के मुताबिक S
    def _other(self, token: int, construction: Construction) -> None:
        way = self._match(ways(construction), token)
        if way is None:
            return
        marker, speaker = (
            self._text_of(token) if construction == "PAS" else self._speaker_of(token, construction)
        )
        if marker is None:
            self._inverted(token, way)
            return
        end = token + len(way.words)
        cue_end = self.wording.over_auxiliaries(end)
        if construction == "SRC":
            words = self.wording.of_source(end, speaker)
        else:
            words = self.wording.after(cue_end, loose=construction != "PAS")
        if words is not None and construction == "PAS":
            words = words._replace(kind="source")
        if words is not None:
            if construction == "SRC" and self._names_nobody(speaker):
                speaker = None
            self._add(marker, speaker, way, self.view.starts[token], cue_end, words)

    def _text_of(self, token: int) -> tuple[int | None, Phrase | None]:
        """Return marker and phrase of "बयान में कहा गया" and "विभाग की ओर से बताया गया"."""
        keys, marker = self.view.keys, token - 1
        while marker > self._sentence.first and keys[marker] in word_class("determiner"):
            marker -= 1
        if marker - 1 < self._sentence.first:
            return None, None
        if keys[marker] == "में" and keys[marker - 1] in word_class("document_noun"):
            return marker, self.phrases.before(marker, self._sentence.first)
        if tuple(keys[marker - 2 : marker + 1]) == ("की", "ओर", "से"):
            speaker = self.phrases.before(marker - 2, self._sentence.first)
            return (marker - 2, speaker) if speaker is not None else (None, None)
        return None, None

    def _speaker_of(self, token: int, construction: Construction) -> tuple[int | None, Phrase | None]:
        """Return the marker and the phrase before it; no marker where the construction does not hold."""
        view, marker = self.view, token - 1
        while (
            construction != "SRC" and marker >= self._sentence.first and view.keys[marker] in self._determiner
        ):
            marker -= 1
        if marker < self._sentence.first:
            return None, None
        pronoun = self._pronouns.get(view.keys[marker])
        if construction == "NOM":
            if pronoun is not None:
                return (marker, self._pronoun(marker)) if pronoun.case == "direct" else (None, None)
            speaker = self.phrases.before(marker + 1, self._sentence.first)
            if speaker is None or self._only_named(speaker):
                return None, None
            return marker + 1, speaker
        if pronoun is not None and pronoun.case == "genitive":
            return marker, self._pronoun(marker)
        if view.keys[marker] not in (word_class("genitive") if construction == "HAB" else {"के"}):
            return None, None
        speaker = self.phrases.before(marker, self._sentence.first)
        if (
            speaker is None
            or construction == "SRC"
            and not self._can_be_source(speaker, self.view.keys[token])
        ):
            return None, None
        return marker, speaker

    def _add(self, marker: int, speaker, way: Saying, cue_start: int, end: int, words: Words) -> None:
        """Add the frame of a cue whose last token is the one before ``end``."""
        view, here, first, last = self.view, self._sentence, self._index, self._index
        if words.start < here.start or words.end > here.end:
            first = min(first, view.sentence_at(words.start))
            last = max(last, view.sentence_at(max(words.start, words.end - 1)))
        self.found.append(
            Frame(
                first, last, marker, speaker, way.construction, words.kind, cue_start, view.ends[end - 1],
                words.start, words.end, words.marks, way.kind == "say",
            )
        )  # fmt: skip

    def _inverted(self, token: int, way: Saying) -> None:
        """Take "… है। यह कहना है ट्रंप का।": the speaker follows, the words are the sentence before."""
        view, last = self.view, self._sentence.last - 1
        after = token + len(way.words)
        if way.construction != "HAB" or last <= after or view.keys[last] not in word_class("genitive"):
            return
        earlier = view.sentences[self._index - 1] if self._index else None
        speaker = self.phrases.before(last, after)
        if speaker is None or earlier is None or earlier.paragraph != self._sentence.paragraph:
            return
        end = earlier.start + len(view.text[earlier.start : earlier.end].rstrip("।.?! "))
        words = Words(earlier.start, end, "indirect", False)
        self._add(last, speaker, way, view.starts[token], self.wording.over_auxiliaries(after), words)

    def _only_named(self, phrase: Phrase) -> bool:
        """Tell "जिसे मिडिल-ईस्ट कहते हैं", where nobody speaks."""
        before = self.view.keys[phrase.first - 1] if phrase.first > self._sentence.first else ""
        return phrase.kind == "place" or before in word_class("named_so")

    def _names_nobody(self, phrase: Phrase) -> bool:
        """Tell "मिली जानकारी के अनुसार" from "पुलिस के अनुसार": a source that is neither a person nor a body."""
        *before, head = self.view.keys[phrase.first : phrase.last + 1]
        unnamed = phrase.kind == "unknown" and head in word_class("unnamed_source")
        return unnamed and word_class("unnamed_lead").issuperset(before)

    def _can_be_source(self, phrase: Phrase, cue: str) -> bool:
        """Tell a source (पुलिस के मुताबिक) from accordance (नियम के अनुसार)."""
        if phrase.kind != "unknown":
            return phrase.kind != "place"
        words = self.view.keys[phrase.first : phrase.last + 1]
        if words[-1] in word_class("not_source"):
            return False
        if cue == "मुताबिक":  # unlike अनुसार hardly ever "in accordance with"
            return True
        if any(key in word_class("source_noun") or key in word_class("titles_before") for key in words):
            return True
        # A name the lexicon does not know: "जॉन हिचकॉक के मुताबिक".
        return len(words) > 1 and is_rare(self.view.text[self.view.starts[phrase.last] : phrase.end])
