"""Documents as arrays: tokens, what stands between them, and the sentences they belong to.

A batch is what every later annotator reads. Tokens are found for all its documents at once, and only
forms not met before reach Python; ``language/tokens.py`` says the same rule for one text, and the tests
hold the two together on real news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from analysis.annotate.characters import (
    DIGIT,
    HYPHEN,
    JOINER,
    LINE,
    POINT,
    SPACE,
    Characters,
    ranges,
    read_characters,
)
from analysis.annotate.sentences import KINDS, find_sentences
from analysis.annotate.spans import Tokens
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document

__all__ = ["KINDS", "TokenBatch", "token_bounds", "tokenise_batch"]

GAP_GLUED, GAP_SPACE, GAP_HYPHEN, GAP_STOP, GAP_OTHER = range(5)
# Character class → gap, where nothing more stands between two tokens.
_GAP_AFTER = np.full(LINE + 1, GAP_OTHER, np.uint8)
_GAP_AFTER[[SPACE, HYPHEN]] = GAP_SPACE, GAP_HYPHEN


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """Arrays over the tokens and sentences of some documents (int32 unless said); ``characters`` are
    their texts.

    ``token_start`` and ``token_end`` are offsets into the text of document ``token_document``;
    ``token_form`` and ``token_key`` are ids of ``vocabulary``, ``token_sentence`` one of the sentence arrays;
    ``forms`` are the distinct ones of ``token_form`` in the order of first appearance, ``token_place`` the
    place of each token's among them;
    ``token_gap`` (uint8) says what stands between a token and the next one: GAP_SPACE, one GAP_HYPHEN,
    GAP_STOP (a full stop, then perhaps spaces) or GAP_OTHER (comma, danda, line end, end of document).
    ``sentence_kind`` (uint8) indexes KINDS; ``sentence_number`` counts from 1 within document and kind;
    ``sentence_first_token`` and ``document_first_token`` have one entry more than there are sentences or
    documents, the number of tokens.
    """

    documents: tuple[Document, ...]
    characters: Characters
    vocabulary: Vocabulary
    token_document: np.ndarray
    token_start: np.ndarray
    token_end: np.ndarray
    token_form: np.ndarray
    token_place: np.ndarray
    token_key: np.ndarray
    token_sentence: np.ndarray
    token_gap: np.ndarray
    sentence_document: np.ndarray
    sentence_paragraph: np.ndarray
    sentence_number: np.ndarray
    sentence_kind: np.ndarray
    sentence_start: np.ndarray
    sentence_end: np.ndarray
    sentence_first_token: np.ndarray
    document_first_token: np.ndarray
    forms: np.ndarray


def tokenise_batch(documents: Sequence[Document], vocabulary: Vocabulary) -> TokenBatch:
    """Return the tokens and sentences of ``documents``; new forms are added to ``vocabulary``."""
    characters = read_characters([document.text for document in documents])
    origin = characters.origin
    starts, ends, inside = token_bounds(characters.classes)
    first = np.searchsorted(starts, origin).astype(np.int32)
    sizes = np.diff(first)
    shift = np.repeat(origin[:-1].astype(np.int32), sizes)
    forms, place = _forms(characters, starts, ends, inside, vocabulary)
    form = forms[place]
    sentences = find_sentences(documents, characters, Tokens(starts, ends, vocabulary.signs[form]))
    counts = np.diff(sentences["first_token"])
    return TokenBatch(
        documents=tuple(documents),
        characters=characters,
        vocabulary=vocabulary,
        token_document=np.repeat(np.arange(len(documents), dtype=np.int32), sizes),
        token_start=starts.astype(np.int32) - shift,
        token_end=ends.astype(np.int32) - shift,
        token_form=form,
        token_place=place,
        token_key=vocabulary.key_of[form],
        token_sentence=np.repeat(np.arange(len(counts), dtype=np.int32), counts),
        token_gap=_gaps(characters, starts, ends),
        sentence_document=sentences["document"],
        sentence_paragraph=sentences["paragraph"],
        sentence_number=sentences["number"],
        sentence_kind=sentences["kind"],
        sentence_start=sentences["start"],
        sentence_end=sentences["end"],
        sentence_first_token=sentences["first_token"],
        document_first_token=first,
        forms=forms,
    )


def token_bounds(classes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return starts, ends and the mask of the characters inside tokens, from character classes.

    A token is a maximal run of letters, marks, digits and joiners that holds a letter or digit; a full
    stop or comma between two digits belongs to the number (3.5; 1,00,000).
    """
    before = np.zeros(len(classes) + 1, bool)  # whether the character before each is inside
    inside = before[1:]
    np.less(classes - np.uint8(1), JOINER, out=inside)  # OTHER, 0, turns into 255
    points = np.flatnonzero(classes[1:-1] == POINT) + 1
    points = points[(classes[points - 1] == DIGIT) & (classes[points + 1] == DIGIT)]
    inside[points] = True
    edges = np.flatnonzero(inside != before[:-1])
    starts, ends = edges[0::2], edges[1::2]  # the last character is a line break: every run ends
    hollow = [
        row
        for row in np.flatnonzero(classes[starts] > DIGIT).tolist()
        if classes[starts[row] : ends[row]].min() > DIGIT
    ]
    for row in hollow:  # a lone vowel sign or a run of joiners is no token
        inside[starts[row] : ends[row]] = False
    # Each in one piece, for they are searched again and again.
    starts, ends = (np.delete(column, np.array(hollow, np.int64)) for column in (starts, ends))
    return starts, ends, inside


def _forms(
    characters: Characters, starts, ends, inside, vocabulary: Vocabulary
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ids of the distinct forms and each token's place among them.

    Arrow finds the distinct ones, so that Python sees each once.
    """
    width = characters.codes.dtype.itemsize
    offsets = np.append(0, np.cumsum(ends - starts) * width).astype(np.int32)
    letters = np.compress(inside, characters.codes)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(letters)]
    encoded = pa.Array.from_buffers(pa.binary(), len(starts), buffers).dictionary_encode()
    codec = "utf-16-le" if width == 2 else "utf-32-le"
    return vocabulary.add_raw(encoded.dictionary.to_pylist(), codec), encoded.indices.to_numpy()


def _gaps(characters: Characters, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return what stands after each token (the GAP_ constants)."""
    gaps = np.full(len(starts), GAP_OTHER, np.uint8)
    if not len(starts):
        return gaps
    first, length = ends[:-1], starts[1:] - ends[:-1]
    leading = characters.classes[first]
    gaps[:-1] = _GAP_AFTER[leading]
    stops = np.flatnonzero(leading == POINT)
    stops = stops[characters.codes[first[stops]] == ord(".")]
    gaps[stops] = GAP_STOP
    longer = np.flatnonzero(length != 1)
    kept, gaps[longer] = gaps[longer], GAP_OTHER
    open_end = (kept == GAP_SPACE) | (kept == GAP_STOP)
    longer, kept = longer[open_end], kept[open_end]
    rest = length[longer] - 1
    spaces = characters.classes[ranges(first[longer] + 1, rest)] == SPACE
    blank = np.logical_and.reduceat(spaces, np.cumsum(rest) - rest) if len(spaces) else spaces
    gaps[longer[blank]] = kept[blank]
    return gaps
