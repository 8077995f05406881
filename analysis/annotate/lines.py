"""Sentences as lines of words for the rules for figures and times: only those in which one can begin.

The words of a batch are read by NumPy; what a word is (``cues.bits_of``) is worked out once for each form of
the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from analysis.annotate import word_bits as bit
from analysis.annotate.batch import TokenBatch
from analysis.annotate.cues import bits_of
from analysis.annotate.line_places import figure_places, time_places
from analysis.annotate.line_tokens import LineTokens, line_tokens
from analysis.annotate.vocabulary import Vocabulary
from analysis.annotate.words import GAP, Line, LineWords, Span, key_of

_MOST_KEYS = 300_000


class LineReader:
    """Knows what each word met so far is to the rules; for one vocabulary, where it reads batches."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._keys = [""]  # id 0 is no word
        self._ids = {"": 0}
        self._bits = np.zeros(1 << 10, np.int64)
        self._of_form = np.full(1 << 10, -1, np.int32)
        self._forms = 0

    def of_text(self, text: str, sentences: Sequence[Span]) -> Iterator[tuple[int, Line]]:
        """Yield (index, line) of each sentence, junk apart, in which a figure or a time can begin."""
        if len(self._keys) > _MOST_KEYS:
            self._clear()
        places = [index for index, sentence in enumerate(sentences) if sentence.kind != "junk"]
        spans = [(sentences[place].start, sentences[place].end) for place in places]
        tokens = line_tokens([text[start:end] for start, end in spans])
        ids = np.full(len(tokens.start), -1, np.int32)
        shifts = np.array([start for start, _ in spans], np.int64)
        for line, found in self._lines(tokens, ids, shifts, [text] * len(places)):
            yield places[line], found

    def of_batch(self, batch: TokenBatch, sentences: np.ndarray) -> Iterator[tuple[int, Line]]:
        """Yield (index of the batch's sentences, line) of those of ``sentences`` as ``of_text`` does."""
        owners = batch.sentence_document[sentences].tolist()
        starts, ends = batch.sentence_start[sentences], batch.sentence_end[sentences]
        texts = [batch.documents[owner].text for owner in owners]
        spans = zip(texts, starts.tolist(), ends.tolist(), strict=True)
        tokens = line_tokens([text[start:end] for text, start, end in spans])
        ids = self._ids_of_batch(batch, sentences, tokens)
        places = sentences.tolist()
        for line, found in self._lines(tokens, ids, starts.astype(np.int64), texts):
            yield places[line], found

    def _lines(
        self, tokens: LineTokens, ids: np.ndarray, shifts: np.ndarray, texts: Sequence[str]
    ) -> Iterator[tuple[int, Line]]:
        """Yield (index of the text, line); ``ids`` are those of the words known so far, -1 for the others."""
        self._name_rest(tokens, ids)
        place = np.arange(len(ids)) + GAP * (tokens.line + 1)
        size = len(ids) + GAP * (len(texts) + 1)
        keys = _spread(ids, place, size)
        bits = self._bits[keys]
        firsts, lasts = _edges(tokens)
        cued = np.logical_or.reduceat(bits & bit.CUE != 0, firsts) if len(texts) else []
        bits[lasts] = bit.END
        shift = (shifts - tokens.origin)[tokens.line]
        names = self._keys
        words = LineWords(
            [names[key] for key in keys.tolist()],
            bits.tolist(),
            _spread(tokens.start + shift, place, size).tolist(),
            _spread(tokens.end + shift, place, size).tolist(),
        )
        places = figure_places(bits), time_places(bits, keys), np.flatnonzero(bits & bit.SOURCE)
        marks = [_by_line(found, firsts, lasts) for found in places]
        spans = zip(firsts.tolist(), lasts.tolist(), strict=True)
        for line, (span, read, *found) in enumerate(zip(spans, cued, *marks, strict=True)):
            if read and (found[0] or found[1]):
                yield line, Line(texts[line], words, span, *found)

    def _ids_of_batch(self, batch: TokenBatch, sentences: np.ndarray, tokens: LineTokens) -> np.ndarray:
        """Return the ids of the words that are tokens of the batch too, -1 for signs and parts of tokens."""
        line_of = np.full(len(batch.sentence_start), -1, np.int64)
        line_of[sentences] = np.arange(len(sentences))
        sentence = batch.token_sentence
        own = np.flatnonzero(
            (line_of[sentence] >= 0)
            & (batch.token_end <= batch.sentence_end[sentence])
            & (batch.token_start >= batch.sentence_start[sentence])
            & (batch.token_document == batch.sentence_document[sentence])
        )
        within = batch.token_start[own] - batch.sentence_start[sentence[own]]
        token_at = np.full(len(tokens.codes), -1, np.int64)
        token_at[tokens.origin[line_of[sentence[own]]] + within] = own
        token = token_at[tokens.start]
        same = (token >= 0) & (batch.token_end[token] - batch.token_start[token] == tokens.end - tokens.start)
        ids = np.full(len(token), -1, np.int32)
        ids[same] = self._ids_of_forms(batch.vocabulary, batch.token_form[token[same]])
        return ids

    def _ids_of_forms(self, vocabulary: Vocabulary, forms: np.ndarray) -> np.ndarray:
        if len(self._keys) > _MOST_KEYS or self._forms > len(vocabulary.forms):
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
            known = self._ids[key] = len(self._keys)
            self._keys.append(key)
            if known >= len(self._bits):
                self._bits = np.concatenate([self._bits, np.zeros_like(self._bits)])
            self._bits[known] = bits_of(key)
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


def _spread(values: np.ndarray, place: np.ndarray, size: int) -> np.ndarray:
    """Return the values at their places, and 0 at the empty ones."""
    wide = np.zeros(size, np.int32)
    wide[place] = values
    return wide


def _edges(tokens: LineTokens) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the first word of each line, and behind the last."""
    gaps = GAP * np.arange(1, len(tokens.first))
    return tokens.first[:-1] + gaps, tokens.first[1:] + gaps


def _by_line(places: np.ndarray, firsts: np.ndarray, lasts: np.ndarray) -> list[list[int]]:
    """Return the places that lie in each line."""
    cuts, found = np.searchsorted(places, firsts).tolist(), places.tolist()
    stops = np.searchsorted(places, lasts).tolist()
    return [found[cut:stop] for cut, stop in zip(cuts, stops, strict=True)]


@cache
def _reader() -> LineReader:
    return LineReader()


def lines_of(text: str, sentences: Sequence[Span]) -> list[tuple[int, Line]]:
    """Return (index, line) of the sentences of one text in which a figure or a time can begin."""
    return list(_reader().of_text(text, sentences))
