"""The words that a cue reports: after कि, in quotation marks, after a colon, or before the verb."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis.annotate.cue_tables import Saying, word_class
from analysis.annotate.phrases import Phrase
from analysis.annotate.quotes import QuoteSpan
from analysis.annotate.view import BatchView, SentenceView

StatementKind = Literal["direct", "indirect", "offer", "demand", "source", "unattributed"]
_SEPARATOR = re.compile(r"\s*[:,\-–—]+[\s\"'“‘]*$")
_TO_QUOTE = re.compile(r"[\s,:\-–—]*$")
_BREAK = re.compile(r"[।?!\n]\s*\S")
_TERMINATORS = "।॥.?!|, \u00a0\t"
_QUOTE_REACH = 60
_SETTING_REACH = 7
_CLAUSE_WORDS = 4


class Words(NamedTuple):
    """What is said: offsets, kind, whether marks enclose words of it."""

    start: int
    end: int
    kind: StatementKind
    marks: bool


class Wording:
    """Finds the words reported in one sentence after another; ``enter`` says which one is read.

    A quotation belongs to one cue: what a cue before it has claimed no cue after it gets.
    """

    def __init__(self, view: BatchView, quotes: Sequence[QuoteSpan], quoted: frozenset[int]) -> None:
        self.view, self.quotes, self.quoted = view, quotes, quoted
        self._starts = [quote.start for quote in quotes]
        self._claimed: set[int] = set()
        self._sentence: SentenceView = view.sentences[0]
        self._near = False  # whether a quotation opens in the sentence, or right behind it
        self._auxiliaries, self._that = word_class("aux"), word_class("that")

    def _quotes_in(self, start: int, end: int) -> Sequence[QuoteSpan]:
        if not self._near:
            return ()
        return self.quotes[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def enter(self, index: int) -> None:
        """Go to the sentence of that index."""
        self._sentence = sentence = self.view.sentences[index]
        at = bisect_left(self._starts, sentence.start)
        self._near = at < len(self._starts) and self._starts[at] <= sentence.end + _QUOTE_REACH

    def over_auxiliaries(self, token: int) -> int:
        """Return the first token after the verb's auxiliaries: कहा |है| कि."""
        keys, last, auxiliaries = self.view.keys, self._sentence.last, self._auxiliaries
        while token < last and keys[token] in auxiliaries and self._spaced(token - 1):
            token += 1
        return token

    def _spaced(self, token: int) -> bool:
        return not self.view.gap(token).strip()

    def after(self, token: int, *, loose: bool = True) -> Words | None:
        """Return the words after a cue that ends before ``token``: after कि, in quotation marks, after “:”.

        ``loose`` lets a comma open them too: "जयशंकर ने कहा, भारत तैयार है".
        """
        view, sentence = self.view, self._sentence
        cue_end = view.ends[token - 1]
        gap = view.gap(token - 1) if token < sentence.last else ""
        that = (
            token < sentence.last
            and view.keys[token] in self._that
            and (gap == " " or gap.strip() in ("", ","))
        )
        quote = self._quote_from(view.ends[token] if that else cue_end) if self._near else None
        if (
            quote is not None
            and (quote.speech or not that)
            and (that or _TO_QUOTE.fullmatch(view.text, cue_end, quote.start))
        ):
            whole = not self._rest(quote.end, sentence).strip(_TERMINATORS)
            if whole or quote.end >= sentence.end:
                self._claimed.add(quote.start)
                return Words(quote.inner_start, quote.inner_end, "direct", True)
        if that and token + 1 < sentence.last:
            return self._clause(view.starts[token + 1], "indirect")
        # "घोषणा की है, और …" goes on with the article: after an act a comma opens no report.
        if gap and gap != " " and _SEPARATOR.fullmatch(gap) and (loose or "," not in gap):
            if view.keys[token] in word_class("goes_on"):
                return None
            words = self._clause(view.starts[token], "indirect")
            return words if words.end - words.start > 3 else None
        return None

    def plain(self, token: int) -> Words | None:
        """Return a whole clause right behind a verb of saying: "बच्चों ने बताया स्कूल में …"."""
        view, last = self.view, self._sentence.last
        if last - token < _CLAUSE_WORDS or not self._spaced(token - 1):
            return None
        token += view.keys[token] == "की"  # "बताया की" is how "बताया कि" is often misspelt
        if view.keys[token] in word_class("goes_on") or view.keys[last - 1] not in word_class("finite"):
            return None
        return self._clause(view.starts[token], "indirect")

    def _rest(self, offset: int, sentence: SentenceView) -> str:
        return self.view.text[offset : max(offset, sentence.end)]

    def _quote_from(self, offset: int) -> QuoteSpan | None:
        """Return the quotation that opens at ``offset``, over spaces, commas and colons."""
        at = bisect_left(self._starts, offset)
        if at == len(self.quotes) or self.quotes[at].start - offset > _QUOTE_REACH:
            return None
        quote = self.quotes[at]
        return quote if _TO_QUOTE.fullmatch(self.view.text, offset, quote.start) else None

    def _clause(self, start: int, kind: StatementKind) -> Words:
        """Return the words from ``start`` to the sentence's end, or to that of a quotation that runs on."""
        text, end, marks = self.view.text, self._sentence.end, False
        for quote in self._quotes_in(start, end) if self._near else ():
            if quote.speech:
                self._claimed.add(quote.start)
                end, marks = max(end, quote.end), True
        while end > start and text[end - 1] in _TERMINATORS:
            end -= 1
        return Words(start, end, kind, marks)

    def quote_before(self, marker: int, speaker: Phrase | None) -> Words | None:
        """Return the quotation that a clause "…" X ने कहा closes."""
        if not self.quotes:
            return None
        head = speaker.start if speaker is not None else self.view.starts[marker]
        at = bisect_right(self._starts, head)
        for quote in reversed(self.quotes[max(0, at - 2) : at]):
            if quote.end > head:
                continue
            between = self.view.text[quote.end : head]
            near = len(between) <= _QUOTE_REACH and not _BREAK.search(between)
            if not near or not quote.speech or quote.start in self._claimed:
                return None
            self._claimed.add(quote.start)
            return Words(quote.inner_start, quote.inner_end, "direct", True)
        return None

    def before(self, way: Saying, verb: int, after: int) -> tuple[Words | None, int]:
        """Return the words between ने and the verb: कृषि … बाधाओं को दूर करने |की बात की|."""
        view, last = self.view, verb
        if verb - 1 >= after and view.keys[verb - 1] in way.ties:
            last = verb - 1
        first = self._over_setting(after, last)
        while first < last and view.keys[first] in word_class("between_acts"):
            first += 1
        # "वीडियो में यह दावा किया": what was claimed stands in another sentence.
        if (
            first >= last
            or view.keys[last - 1] in word_class("points_on")
            or (last == verb and self._shown(way, verb))
            or (way.words[0] == "घोषणा" and first == last - 1)  # आपदा की घोषणा की
            or all(view.keys[one] in word_class("phrase_lead") for one in range(first, last))
        ):
            return None, 0
        kind = way.kind if way.kind in ("offer", "demand") else "indirect"
        marks = any(quote.speech for quote in self._quotes_in(view.starts[first], view.starts[last]))
        return Words(view.starts[first], view.ends[last - 1], kind, marks), view.starts[last]

    def _shown(self, way: Saying, verb: int) -> bool:
        """Tell a feeling that is shown from one that is told of: उन्हें देख कर |ख़ुशी जताई|."""
        feeling = way.kind == "act" and way.words[-1].startswith("जता")
        of, about, before = self.view.keys[verb - 3 : verb]
        if (of, about) == ("के", "बारे"):
            return False
        if not feeling or (before == "में" and way.words[0] in word_class("placed_in")):
            return False
        return before in word_class("undone")

    def _over_setting(self, first: int, last: int) -> int:
        """Step over a circumstance at the head: X ने |जयशंकर संग मीटिंग में| …"""
        keys = self.view.keys
        for token in range(first, min(first + _SETTING_REACH, last - 1)):
            if keys[token] in word_class("setting") and keys[token + 1] in word_class("setting_end"):
                return token + 2
        return first

    def of_source(self, token: int, speaker: Phrase) -> Words | None:
        """Return what a source is named for: the words after it, else those before it."""
        view, sentence = self.view, self._sentence
        # "… के हवाले से बताया कि S": the verb belongs to who passes it on.
        opens = [
            at for at in range(token, min(token + 4, sentence.last)) if view.keys[at] in word_class("that")
        ]
        if opens:
            token = opens[0] + 1
        if token < sentence.last:
            words = self._clause(view.starts[token], "source")
            return words if words.end > words.start else None
        if speaker.start - sentence.start < 4:
            return None
        end = sentence.start + len(view.text[sentence.start : speaker.start].rstrip(_TERMINATORS))
        return Words(sentence.start, end, "source", False) if end > sentence.start else None
