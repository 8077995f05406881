"""All the rules of speech over a batch, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotate.frames import find_frames
from analysis.annotate.offices import Offices
from analysis.annotate.phrases import Phrases
from analysis.annotate.quotes import QuoteSpan, quote_spans, quoted_tokens
from analysis.annotate.reference_rows import Reference
from analysis.annotate.references import references
from analysis.annotate.role_rows import RoleMention
from analysis.annotate.roles import roles
from analysis.annotate.statements import Statement, first_person, statements
from analysis.annotate.view import BatchView


@dataclass(frozen=True, slots=True)
class Speech:
    """What a batch's words of speech yield: titles, references, statements and quotation marks."""

    roles: list[RoleMention]
    references: list[Reference]
    statements: list[Statement]
    quotes: list[QuoteSpan]


def annotate_speech(view: BatchView, offices: Offices) -> Speech:
    """Return the roles, references, statements and quotation marks of a batch, each in reading order."""
    titles = roles(view, offices)
    quotes = quote_spans(view)
    quoted = quoted_tokens(view, quotes)
    phrases = Phrases(view, titles)
    frames = find_frames(view, phrases, quotes, quoted)
    rows = references(view, titles, offices, phrases=phrases, frames=frames, quoted=quoted)
    said = statements(view, frames, rows, quotes, quoted)
    voices = first_person(view, said)
    if voices:
        rows = sorted([*rows, *voices], key=lambda row: (row.start, row.end))
    return Speech(titles, rows, said, quotes)
