"""What stands at the head of an article: its title and the credit of the agency, given or guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotate.batch import KINDS, TokenBatch
from analysis.corpus import Document
from analysis.language.bylines import agency
from analysis.language.sentences import Segment, byline

_TITLE_WORDS = 8
_ROWS = 6


@dataclass(frozen=True, slots=True)
class Head:
    """Title and source of a document as they are shown, and whether each was guessed; the byline's span."""

    title: str
    title_guessed: bool
    source: str | None
    source_guessed: bool
    byline: tuple[int, int] | None


def heads(batch: TokenBatch) -> list[Head]:
    """Return the head of each document of the batch."""
    bounds = np.searchsorted(batch.sentence_document, np.arange(len(batch.documents) + 1))
    # A title and a credit stand before the text proper: the first few rows say all.
    count = np.minimum(np.diff(bounds), _ROWS)
    rows = np.repeat(bounds[:-1] - np.cumsum(count) + count, count) + np.arange(count.sum())
    kinds = [KINDS[kind] for kind in batch.sentence_kind[rows].tolist()]
    places = (batch.sentence_paragraph, batch.sentence_start, batch.sentence_end)
    paragraphs, starts, ends = (column[rows].tolist() for column in places)
    segments = [Segment(*row) for row in zip(paragraphs, kinds, starts, ends, strict=True)]
    parts = np.concatenate([[0], np.cumsum(count)]).tolist()
    return [
        _head(document, segments[parts[index] : parts[index + 1]])
        for index, document in enumerate(batch.documents)
    ]


def _head(document: Document, segments: Sequence[Segment]) -> Head:
    span = byline(document.text, segments)
    title, guessed = document.title, document.title_guessed or not document.title
    if guessed:
        title = _guess_title(document.text, segments, span) or title
    source, source_guessed = document.source, document.source_guessed
    if source is None and span is not None:
        source = agency(document.text, span)
        source_guessed = source is not None
    return Head(title, guessed, source, source_guessed, span)


def _guess_title(text: str, segments: Sequence[Segment], span: tuple[int, int] | None) -> str:
    """Return the heading the text begins with; without one the first words, the byline left out."""
    for part in segments:
        if part.kind == "heading":
            return text[part.start : part.end]
        if part.kind == "body":
            start = span[1] if span and span[1] < part.end else part.start
            words = text[start : part.end].split()
            return " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else "")
    return ""
