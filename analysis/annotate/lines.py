"""Sentences as one line of words for the rules for figures and times, and where in it one may begin.

The words of a batch are read by NumPy; what a word is (``cues.bits_of``) is worked out once for each form of
the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.annotate import word_bits as bit
from analysis.annotate.batch import TokenBatch
from analysis.annotate.cues import bits_of, more_bits_of
from analysis.annotate.line_places import figure_places, time_places
from analysis.annotate.line_tokens import LineTokens, line_tokens
from analysis.annotate.plain_figures import NOTHING, plain_ends
from analysis.annotate.vocabulary import Vocabulary
from analysis.annotate.words import GAP, Line, Span, key_of

_MOST_KEYS = 300_000
_END = 1


# Two lists, no pairs: thousands of tuples would call the garbage collector.
Places = tuple[list[int], list[int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """Sentences of some documents as one line of words, and where in it something may begin.

    Sentence ``i`` of those read is sentence ``sentences[i]`` of document ``documents[i]``; its words stand at
    ``firsts[i]`` to before ``lasts[i]``, and ``shifts[i]`` turns an offset of ``line.text`` into one of the
    document's text. ``figures`` and ``times`` are the places where a figure or a time may begin, and the
    ``i`` of each; ``figure_ends`` are the ends of plain figures (see ``plain_figures``), ASK for the others;
    ``sources`` the places of the marks of a source (के मुताबिक, ने), those of sentence ``i`` from number
    ``first_sources[i]`` to before ``first_sources[i + 1]``.
    """

    line: Line
    documents: Sequence[int]
    sentences: Sequence[int]
    shifts: Sequence[int]
    firsts: Sequence[int]
    lasts: Sequence[int]
    figures: Places
    figure_ends: Sequence[int]
    times: Places
    sources: Sequence[int]
    first_sources: Sequence[int]


class LineReader:
    """Knows what each word met so far is to the rules; for one vocabulary, where it reads batches."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        # Id 0 is no word, _END the first of them behind a sentence.
        self._keys = np.full(1 << 10, "", object)
        self._bits = np.zeros(1 << 10, np.int64)
        self._more = np.zeros(1 << 10, np.int16)
        # The bits as Python's numbers: made once a key, not once a word.
        self._shared = np.full(1 << 10, 0, object)
        self._bits[_END] = self._shared[_END] = bit.END
        self._ids = {"": 0, "\n": _END}
        self._of_form = np.full(1 << 10, -1, np.int32)
        self._forms = 0

    def of_text(self, text: str, sentences: Sequence[Span]) -> Reading:
        """Read the sentences of one text, junk apart."""
        if len(self._ids) > _MOST_KEYS:
            self._clear()
        places = [index for index, sentence in enumerate(sentences) if sentence.kind != "junk"]
        spans = [(sentences[place].start, sentences[place].end) for place in places]
        tokens = line_tokens([text[start:end] for start, end in spans])
        starts = np.array([start for start, _ in spans], np.int64)
        return self._reading(
            tokens, np.full(len(tokens.start), -1, np.int32), ([0] * len(places), places, starts)
        )

    def of_batch(self, batch: TokenBatch, sentences: np.ndarray) -> Reading:
        """Read those sentences of a batch, given by their indexes."""
        owners = batch.sentence_document[sentences]
        starts, ends = batch.sentence_start[sentences], batch.sentence_end[sentences]
        spans = zip(owners.tolist(), starts.tolist(), ends.tolist(), strict=True)
        documents = batch.documents
        tokens = line_tokens([documents[owner].text[start:end] for owner, start, end in spans])
        first = np.searchsorted(batch.sentence_document, np.arange(len(documents)))
        within = (sentences - first[owners]).tolist()
        return self._reading(
            tokens, self._ids_of_batch(batch, sentences, tokens), (owners.tolist(), within, starts)
        )

    def _reading(self, tokens: LineTokens, ids: np.ndarray, sentences: tuple) -> Reading:
        """Return what is read; ``ids`` are those of the words known so far, -1 for the others."""
        self._name_rest(tokens, ids)
        documents, numbers, starts = sentences
        place = np.arange(len(ids)) + GAP * (tokens.line + 1)
        size = len(ids) + GAP * (len(numbers) + 1)
        keys = _spread(ids, place, size)
        gaps = GAP * np.arange(1, len(tokens.first))
        firsts, lasts = tokens.first[:-1] + gaps, tokens.first[1:] + gaps
        keys[lasts] = _END
        bits = self._bits[keys]
        begins, ends = _spread(tokens.start, place, size), _spread(tokens.end, place, size, empty=-1)
        line = Line(
            tokens.joined, self._keys[keys].tolist(), self._shared[keys].tolist(), memoryview(begins),
            memoryview(ends),
        )  # fmt: skip
        line.tenses = memoryview(np.flatnonzero(bits & (bit.TENSE | bit.END)))
        cued = np.add.reduceat(bits & bit.CUE, firsts) > 0 if len(numbers) else np.zeros(0, bool)
        figures = figure_places(bits)
        plain = plain_ends(figures, bits, self._more[keys], begins[figures] == ends[figures - 1])
        figures, plain = figures[plain != NOTHING], plain[plain != NOTHING]
        figures, figure_ends, figure_lines = _with_line(firsts, cued, figures, plain)
        sources = np.flatnonzero(bits & bit.SOURCE)
        return Reading(
            line, documents, numbers, (starts - tokens.origin).tolist(), firsts.tolist(), lasts.tolist(),
            (figures, figure_lines), figure_ends, _with_line(firsts, cued, time_places(bits, keys)),
            sources.tolist(), np.searchsorted(sources, np.append(firsts, len(bits))).tolist(),
        )  # fmt: skip

    def _ids_of_batch(self, batch: TokenBatch, sentences: np.ndarray, tokens: LineTokens) -> np.ndarray:
        """Return the ids of the words that are tokens of the batch too, -1 for signs and parts of tokens."""
        first, stop = (batch.sentence_first_token[sentences + more] for more in (0, 1))
        counts = stop - first
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        own = np.repeat(first, counts) + within
        start, end = batch.token_start[own], batch.token_end[own]
        place = start + np.repeat(tokens.origin - batch.sentence_start[sentences], counts)
        # A token may stand outside all sentences: then it is counted to the one before, even of another text.
        inside = end <= np.repeat(batch.sentence_end[sentences], counts)
        inside &= batch.token_document[own] == np.repeat(batch.sentence_document[sentences], counts)
        token_at = np.full(len(tokens.codes), -1, np.int32)
        token_at[place[inside]] = np.flatnonzero(inside)
        token = token_at[tokens.start]
        same = (token >= 0) & ((end - start)[token] == tokens.end - tokens.start)
        ids = np.full(len(token), -1, np.int32)
        ids[same] = self._ids_of_forms(batch.vocabulary, batch.token_form[own[token[same]]])
        return ids

    def _ids_of_forms(self, vocabulary: Vocabulary, forms: np.ndarray) -> np.ndarray:
        if len(self._ids) > _MOST_KEYS or self._forms > len(vocabulary.forms):
            self._clear()  # there are too many, or the vocabulary was emptied
        self._forms = len(vocabulary.forms)
        if len(self._of_form) < len(vocabulary.forms):
            more = np.full(2 * len(vocabulary.forms) - len(self._of_form), -1, np.int32)
            self._of_form = np.concatenate([self._of_form, more])
        unknown = forms[self._of_form[forms] < 0]
        for form in np.unique(unknown).tolist():
            text = vocabulary.forms[form]
            key = key_of(text) if text[0].isdecimal() else vocabulary.keys[vocabulary.key_of[form]] or text
            self._of_form[form] = self._id(key)
        return self._of_form[forms]

    def _id(self, key: str) -> int:
        known = self._ids.get(key)
        if known is None:
            known = self._ids[key] = len(self._ids)
            if known >= len(self._bits):
                self._bits = np.concatenate([self._bits, np.zeros_like(self._bits)])
                self._more = np.concatenate([self._more, np.zeros_like(self._more)])
                self._keys = np.concatenate([self._keys, np.full_like(self._keys, "")])
                self._shared = np.concatenate([self._shared, np.full_like(self._shared, 0)])
            self._keys[known] = key
            self._bits[known] = self._shared[known] = bits_of(key)
            self._more[known] = more_bits_of(key)
        return known

    def _name_rest(self, tokens: LineTokens, ids: np.ndarray) -> None:
        """Give their ids to the words not known yet: signs by their code, the others by their text."""
        rest = np.flatnonzero(ids < 0)
        single = tokens.end[rest] - tokens.start[rest] == 1
        signs = rest[single]
        codes, places = np.unique(tokens.codes[tokens.start[signs]], return_inverse=True)
        ids[signs] = np.array([self._id(key_of(chr(code))) for code in codes.tolist()], np.int32)[places]
        parts = rest[~single]
        spans = zip(tokens.start[parts].tolist(), tokens.end[parts].tolist(), strict=True)
        ids[parts] = [self._id(key_of(tokens.joined[start:end])) for start, end in spans]


def _spread(values: np.ndarray, place: np.ndarray, size: int, *, empty: int = 0) -> np.ndarray:
    """Return the values at their places, and ``empty`` at the others."""
    wide = np.full(size, empty, np.int32)
    wide[place] = values
    return wide


def _with_line(firsts: np.ndarray, cued: np.ndarray, *columns: np.ndarray) -> tuple[list[int], ...]:
    """Return the columns, of which the first are places, for those in sentences with a cue; behind them the
    numbers of these sentences."""
    lines = np.searchsorted(firsts, columns[0], side="right") - 1
    kept = cued[lines]
    return tuple(column[kept].tolist() for column in (*columns, lines))


@cache
def _reader() -> LineReader:
    return LineReader()


def reading_of(text: str, sentences: Sequence[Span]) -> Reading:
    """Read the sentences of one text, junk apart."""
    return _reader().of_text(text, sentences)
