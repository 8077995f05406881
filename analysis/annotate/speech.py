"""All the rules of speech over one document, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotate.cue_tables import word_class
from analysis.annotate.frames import find_frames, triggers
from analysis.annotate.offices import Offices
from analysis.annotate.phrases import Phrases
from analysis.annotate.quotes import QuoteSpan, quote_spans
from analysis.annotate.reference_rows import Reference
from analysis.annotate.references import cues, references
from analysis.annotate.role_rows import RoleMention
from analysis.annotate.roles import roles
from analysis.annotate.statements import Statement, first_person, statements
from analysis.annotate.view import DocumentView


@dataclass(frozen=True, slots=True)
class Speech:
    """What a document's words of speech yield: titles, references, statements and quotation marks."""

    roles: list[RoleMention]
    references: list[Reference]
    statements: list[Statement]
    quotes: list[QuoteSpan]


def cue_words(offices: Offices) -> frozenset[str]:
    """Return the keys at which some rule of speech begins; ``document_views`` marks their tokens."""
    return frozenset(offices.titles) | frozenset(triggers()) | frozenset(cues()) | word_class("first_person")


def annotate_speech(view: DocumentView, offices: Offices) -> Speech:
    """Return the roles, references, statements and quotation marks of a document, each in reading order."""
    titles = roles(view, offices)
    quotes = quote_spans(view)
    phrases = Phrases(view, titles)
    frames = find_frames(view, phrases, quotes)
    rows = references(view, titles, offices, phrases=phrases, frames=frames, quotes=quotes)
    said = statements(view, frames, rows, quotes)
    rows = sorted([*rows, *first_person(view, said)], key=lambda row: (row.start, row.end))
    return Speech(titles, rows, said, quotes)
