"""Documents as arrays: tokens, what stands between them, and the sentences they belong to.

A batch is what every later annotator reads. Tokens are found for all its documents at once, and only
forms not met before reach Python; ``language/tokens.py`` says the same rule for one text, and the tests
hold the two together on real news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
import pyarrow as pa

from analysis.annotate.characters import (
    DIGIT,
    HYPHEN,
    JOINER,
    LETTER,
    MARK,
    POINT,
    SPACE,
    class_table,
)
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.language.sentences import Segment, segment

GAP_GLUED, GAP_SPACE, GAP_HYPHEN, GAP_STOP, GAP_OTHER = range(5)
KINDS = ("body", "heading", "byline", "junk")
_CODE_OF_KIND = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """Arrays over the tokens and sentences of some documents (int32 unless said).

    ``token_start`` and ``token_end`` are offsets into the text of document ``token_document``;
    ``token_form`` is an id of ``vocabulary``; ``token_sentence`` an index of the sentence arrays;
    ``token_gap`` (uint8) says what stands between a token and the next one: GAP_SPACE, one GAP_HYPHEN,
    GAP_STOP (a full stop, then perhaps spaces) or GAP_OTHER (comma, danda, line end, end of document).
    ``sentence_kind`` (uint8) indexes KINDS; ``sentence_number`` counts from 1 within document and kind;
    ``sentence_first_token`` has one entry more than there are sentences, the number of tokens.
    """

    documents: tuple[Document, ...]
    vocabulary: Vocabulary
    token_document: np.ndarray
    token_start: np.ndarray
    token_end: np.ndarray
    token_form: np.ndarray
    token_sentence: np.ndarray
    token_gap: np.ndarray
    sentence_document: np.ndarray
    sentence_paragraph: np.ndarray
    sentence_number: np.ndarray
    sentence_kind: np.ndarray
    sentence_start: np.ndarray
    sentence_end: np.ndarray
    sentence_first_token: np.ndarray

    @property
    def token_key(self) -> np.ndarray:
        """The match key id of each token."""
        return self.vocabulary.key_of[self.token_form]


def tokenise_batch(documents: Sequence[Document], vocabulary: Vocabulary) -> TokenBatch:
    """Return the tokens and sentences of ``documents``; new forms are added to ``vocabulary``."""
    texts = [document.text for document in documents]
    codes, classes = _codes(texts)
    starts, ends, inside = token_bounds(classes)
    origin = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=origin[1:])  # one line break between two documents
    owner = (np.searchsorted(origin, starts, side="right") - 1).astype(np.int32)
    sentences = _sentences(documents)
    sentence_of = np.searchsorted(origin[sentences["document"]] + sentences["start"], starts, side="right") - 1
    return TokenBatch(
        documents=tuple(documents),
        vocabulary=vocabulary,
        token_document=owner,
        token_start=(starts - origin[owner]).astype(np.int32),
        token_end=(ends - origin[owner]).astype(np.int32),
        token_form=_forms(codes, starts, ends, inside, vocabulary),
        token_sentence=sentence_of.astype(np.int32),
        token_gap=_gaps(codes, classes, starts, ends),
        sentence_document=sentences["document"],
        sentence_paragraph=sentences["paragraph"],
        sentence_number=sentences["number"],
        sentence_kind=sentences["kind"].astype(np.uint8),
        sentence_start=sentences["start"],
        sentence_end=sentences["end"],
        sentence_first_token=_first_tokens(sentence_of, len(sentences["start"])),
    )


def _codes(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return code points and their classes; a line break follows each text, so that no token spans two."""
    joined = "\n".join(texts) + "\n"
    raw = joined.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(joined):  # no character outside the basic plane: half the bytes serve
        codes = np.frombuffer(raw, np.uint16)
    else:
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, class_table()[codes]


def token_bounds(classes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return starts, ends and the mask of the characters inside tokens, from character classes.

    A token is a maximal run of letters, marks, digits and joiners that holds a letter or digit; a full
    stop or comma between two digits belongs to the number (3.5; 1,00,000).
    """
    inside = (classes == LETTER) | (classes == MARK) | (classes == DIGIT) | (classes == JOINER)
    points = np.flatnonzero(classes[1:-1] == POINT) + 1
    points = points[(classes[points - 1] == DIGIT) & (classes[points + 1] == DIGIT)]
    inside[points] = True
    edges = np.flatnonzero(np.diff(inside.view(np.int8), prepend=0))
    starts, ends = edges[0::2], edges[1::2]  # the last character is a line break: every run ends
    solid = np.cumsum((classes == LETTER) | (classes == DIGIT))
    real = solid[ends - 1] > np.where(starts > 0, solid[starts - 1], 0)
    if not real.all():  # a lone vowel sign or a run of joiners is no token
        for start, end in zip(starts[~real], ends[~real], strict=True):
            inside[start:end] = False
        starts, ends = starts[real], ends[real]
    return starts, ends, inside


def _forms(codes, starts, ends, inside, vocabulary: Vocabulary) -> np.ndarray:
    """Return the form id of each token; Arrow finds the distinct ones, so that Python sees each once."""
    width = codes.dtype.itemsize
    offsets = np.zeros(len(starts) + 1, np.int32)
    np.cumsum((ends - starts) * width, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(codes[inside])]
    encoded = pa.Array.from_buffers(pa.binary(), len(starts), buffers).dictionary_encode()
    codec = "utf-16-le" if width == 2 else "utf-32-le"
    ids = vocabulary.add_raw(encoded.dictionary.to_pylist(), codec)
    return ids[encoded.indices.to_numpy()] if len(ids) else np.zeros(0, np.int32)


def _gaps(codes, classes, starts, ends) -> np.ndarray:
    """Return what stands after each token (the GAP_ constants)."""
    gaps = np.full(len(starts), GAP_OTHER, np.uint8)
    if not len(starts):
        return gaps
    spaces = np.concatenate([[0], np.cumsum(classes == SPACE)])
    first, after = ends[:-1], starts[1:]
    length = after - first
    blank = spaces[after] - spaces[first]
    leading = classes[first]
    between = gaps[:-1]
    between[blank == length] = GAP_SPACE
    between[(length == 1) & (leading == HYPHEN)] = GAP_HYPHEN
    between[(codes[first] == ord(".")) & (blank == length - 1)] = GAP_STOP
    return gaps


def _sentences(documents: Sequence[Document]) -> dict[str, np.ndarray]:
    found: list[Segment] = []
    counts = []
    for document in documents:
        parts = segment(document.text, "" if document.title_guessed else document.title)
        counts.append(len(parts))
        found += parts
    columns = {
        name: np.fromiter(map(attrgetter(name), found), np.int32, len(found))
        for name in ("paragraph", "start", "end")
    }
    kinds = map(_CODE_OF_KIND.__getitem__, map(attrgetter("kind"), found))
    owner = np.repeat(np.arange(len(documents), dtype=np.int32), counts)
    kind = np.fromiter(kinds, np.int32, len(found))
    return columns | {"document": owner, "kind": kind, "number": _numbers(owner, kind)}


def _numbers(owner: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return 1, 2, 3 … for the sentences of one kind in one document."""
    place = owner * len(KINDS) + kind
    order = np.argsort(place, kind="stable")
    sizes = np.bincount(place)
    numbers = np.empty(len(place), np.int32)
    numbers[order] = np.arange(1, len(place) + 1) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return numbers


def _first_tokens(sentence_of: np.ndarray, sentences: int) -> np.ndarray:
    return np.searchsorted(sentence_of, np.arange(sentences + 1)).astype(np.int32)
