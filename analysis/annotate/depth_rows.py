"""What the rules find in a document as rows in the order of the columns of ``records``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from analysis.annotate.acts import Act
from analysis.annotate.candidates import Candidate
from analysis.annotate.dates import TimeExpression
from analysis.annotate.happenings import Happening
from analysis.annotate.quantities import Quantity
from analysis.annotate.quotes import QuoteSpan
from analysis.annotate.reference_rows import Reference
from analysis.annotate.role_rows import RoleMention
from analysis.annotate.statement_rows import Statement
from analysis.annotate.view import DocumentView

Rows = list[tuple]
Columns = list[Sequence]
_NOWHERE = (None, None)
_UNTOLD = (None, None, None)


def statement_rows(document: int, view: DocumentView, found: Iterable[Statement]) -> Rows:
    """Return the rows of ``records.STATEMENTS``; the speaker's words are copied to be grouped by."""
    rows = []
    for number, row in enumerate(found, 1):
        named = row.named or _NOWHERE
        rows.append(
            (document, number, row.first_sentence, row.last_sentence, row.start, row.end, row.speaker,
             row.speaker_start, row.speaker_end, _slice(view, row.speaker_start, row.speaker_end),
             *named, _slice(view, *named), row.cue, row.cue_start, row.cue_end, row.kind, row.certainty,
             row.marks, row.reason, row.inferred_from)
        )  # fmt: skip
    return rows


def role_rows(document: int, view: DocumentView, found: Iterable[RoleMention]) -> Rows:
    """Return the rows of ``records.REFERENCES`` for titles."""
    return [
        (document, row.sentence, row.start, row.end, view.text[row.start : row.end], row.how, row.rule,
         row.title, row.scope, (row.entity,) if row.entity else (), row.reason, None, None, row.beside,
         row.confidence)
        for row in found
    ]  # fmt: skip


def reference_rows(document: int, view: DocumentView, found: Iterable[Reference]) -> Rows:
    """Return the rows of ``records.REFERENCES`` for pronouns and the like."""
    return [
        (document, row.sentence, row.start, row.end, view.text[row.start : row.end], row.how, row.kind, "",
         "", row.entities, row.reason, *(row.antecedent or _NOWHERE), row.beside, row.confidence)
        for row in found
    ]  # fmt: skip


def quantity_columns(found: Sequence[Sequence[Quantity]]) -> Columns:
    """Return the columns of ``records.QUANTITIES`` of all documents: the fields of ``Quantity``."""
    document, rows = _together(found)
    if not rows:
        return []
    sentence, *columns, missing = zip(*rows, strict=True)
    return [document, np.array(sentence, np.int32) + 1, *columns, [" ".join(codes) for codes in missing]]


def time_columns(found: Sequence[Sequence[TimeExpression]]) -> Columns:
    """Return the columns of ``records.TIME_EXPRESSIONS`` of all documents."""
    document, rows = _together(found)
    if not rows:
        return []
    sentence, start, end, _, *columns, checks = zip(*rows, strict=True)
    told = [(check.said, check.actual, check.certain) if check else _UNTOLD for check in checks]
    return [document, np.array(sentence, np.int32) + 1, start, end, *columns, *zip(*told, strict=True)]


def _together(found: Sequence[Sequence[tuple]]) -> tuple[np.ndarray, list[tuple]]:
    """Return the index of the document of each row, and the rows of all documents."""
    counts = [len(rows) for rows in found]
    return np.repeat(np.arange(len(found), dtype=np.int32), counts), list(chain.from_iterable(found))


def happening_rows(document: int, found: Iterable[Happening]) -> Rows:
    """Return the rows of ``records.HAPPENINGS``."""
    return [
        (document, row.number, row.sentence, row.start, row.end, row.what, row.status, row.time_start,
         row.entities)
        for row in found
    ]  # fmt: skip


def act_rows(document: int, found: Iterable[Act]) -> Rows:
    """Return the rows of ``records.ACTS``."""
    return [(document, row.sentence, row.start, row.end, row.entity) for row in found]


def quotation_rows(document: int, view: DocumentView, found: Iterable[QuoteSpan]) -> Rows:
    """Return the rows of ``records.QUOTATIONS``."""
    return [
        (document, view.sentence_at(row.start) + 1, row.start, row.end, row.speech, row.closed)
        for row in found
    ]


def candidate_rows(document: int, found: Iterable[Candidate]) -> Rows:
    """Return the rows of ``records.CANDIDATES``."""
    return [
        (document, row.sentence, row.start, row.end, row.surface, row.key, row.kind, row.rule)
        for row in found
    ]


def _slice(view: DocumentView, start: int | None, end: int | None) -> str | None:
    return None if start is None or end is None else view.text[start:end]
