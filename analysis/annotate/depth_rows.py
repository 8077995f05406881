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
from analysis.annotate.view import BatchView

Rows = list[tuple]
Columns = list[Sequence]
_NOWHERE = (None, None)
_UNTOLD = (None, None, None)


def statement_rows(view: BatchView, found: Iterable[Statement]) -> Rows:
    """Return the rows of ``records.STATEMENTS``; the speaker's words are copied to be grouped by."""
    rows, owners, text, document, number = [], view.owners, view.text, -1, 0
    for row in found:
        if owners[row.first_sentence - 1] != document:
            document, number = owners[row.first_sentence - 1], 0
            origin, first = view.origins[document], view.rows[document]
        number += 1
        cue = _NOWHERE if row.cue_start is None else (row.cue_start - origin, row.cue_end - origin)
        rows.append(
            (document, number, row.first_sentence - first, row.last_sentence - first, row.start - origin,
             row.end - origin, row.speaker, *_words(text, origin, row.speaker_start, row.speaker_end),
             *_words(text, origin, *(row.named or _NOWHERE)), row.cue, *cue, row.kind, row.certainty,
             row.marks, row.reason, row.inferred_from and row.inferred_from - first)
        )  # fmt: skip
    return rows


def _words(text: str, origin: int, start: int | None, end: int | None) -> tuple:
    """Return start and end in the document, and the words; None three times where there are none."""
    return (None, None, None) if start is None else (start - origin, end - origin, text[start:end])


def role_rows(view: BatchView, found: Iterable[RoleMention]) -> Rows:
    """Return the rows of ``records.REFERENCES`` for titles."""
    return [
        (*_place(view, row), view.text[row.start : row.end], row.how, row.rule, row.title, row.scope,
         (row.entity,) if row.entity else (), row.reason, None, None, row.beside, row.confidence)
        for row in found
    ]  # fmt: skip


def reference_rows(view: BatchView, found: Iterable[Reference]) -> Rows:
    """Return the rows of ``records.REFERENCES`` for pronouns and the like."""
    rows = []
    for row in found:
        document, *place = _place(view, row)
        origin = view.origins[document]
        back = _NOWHERE if row.antecedent is None else [offset - origin for offset in row.antecedent]
        rows.append(
            (document, *place, view.text[row.start : row.end], row.how, row.kind, "", "", row.entities,
             row.reason, *back, row.beside, row.confidence)
        )  # fmt: skip
    return rows


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


def happening_rows(view: BatchView, found: Iterable[Happening]) -> Rows:
    """Return the rows of ``records.HAPPENINGS``."""
    rows = []
    for row in found:
        document, *place = _place(view, row)
        rows.append((document, row.number, *place, row.what, row.status, row.time_start, row.entities))
    return rows


def act_rows(view: BatchView, found: Iterable[Act]) -> Rows:
    """Return the rows of ``records.ACTS``."""
    return [(*_place(view, row), row.entity) for row in found]


def quotation_rows(view: BatchView, found: Iterable[QuoteSpan]) -> Rows:
    """Return the rows of ``records.QUOTATIONS``."""
    rows = []
    for row in found:
        sentence = view.sentence_at(row.start)
        document = view.owners[sentence]
        origin = view.origins[document]
        rows.append(
            (document, sentence + 1 - view.rows[document], row.start - origin, row.end - origin,
             row.speech, row.closed)
        )  # fmt: skip
    return rows


def candidate_rows(view: BatchView, found: Iterable[Candidate]) -> Rows:
    """Return the rows of ``records.CANDIDATES``."""
    return [(*_place(view, row), row.surface, row.key, row.kind, row.rule) for row in found]


def _place(view: BatchView, row: RoleMention | Reference | Happening | Act | Candidate) -> tuple[int, ...]:
    """Return a row's document, sentence (from 1), start and end in that document."""
    document = view.owners[row.sentence - 1]
    origin = view.origins[document]
    return document, row.sentence - view.rows[document], row.start - origin, row.end - origin
