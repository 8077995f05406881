"""The rules that read sentences in their order, run over a batch: speech, figures, times, events, new names.

They run only where a cue stands: where a figure or a time can begin is told for the whole batch at once. What
they find becomes rows of ``records.Batch`` here.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import pyarrow as pa

from analysis import records
from analysis.annotate.acts import who_acts
from analysis.annotate.batch import TokenBatch
from analysis.annotate.batch_view import batch_view
from analysis.annotate.candidates import candidates
from analysis.annotate.depth_found import Depth, as_mentions
from analysis.annotate.depth_rows import (
    act_rows,
    candidate_rows,
    happening_rows,
    quantity_columns,
    quotation_rows,
    reference_rows,
    role_rows,
    statement_rows,
    time_columns,
)
from analysis.annotate.figures import FigureReader, Found
from analysis.annotate.happenings import happenings
from analysis.annotate.mentions import HOWS, Mentions
from analysis.annotate.offices import Offices, make_offices
from analysis.annotate.speech import Speech, annotate_speech
from analysis.annotate.speech_cues import SpeechCues
from analysis.annotate.view import BatchView
from analysis.annotate.vocabulary import Vocabulary
from analysis.lexicon.reader import Lexicon

TABLES = {
    "statements": records.STATEMENTS,
    "references": records.REFERENCES,
    "quantities": records.QUANTITIES,
    "time_expressions": records.TIME_EXPRESSIONS,
    "happenings": records.HAPPENINGS,
    "acts": records.ACTS,
    "quotations": records.QUOTATIONS,
    "candidates": records.CANDIDATES,
}
# A word for I or we inside one's own words is the speaker speaking, and अपने the subject acting: neither is a
# mention of him. They stay in the table of references.
NOT_MENTIONED = frozenset({"first_person", "reflexive"})


class DepthAnnotator:
    """The rules of one lexicon, made ready for batch after batch over one vocabulary."""

    def __init__(self, lexicon: Lexicon, codes: Sequence[str]) -> None:
        self._lexicon, self._codes = lexicon, codes
        self._place = {code: place for place, code in enumerate(codes)}
        self._offices: Offices = make_offices(lexicon)
        self._figures = FigureReader()
        self._speech: SpeechCues | None = None

    def annotate(self, batch: TokenBatch, found: Mentions) -> Depth:
        """Return what the rules find in a batch whose names are ``found``."""
        read = self._figures.read(batch)
        cues = self._speech_cues(batch.vocabulary)
        view = batch_view(batch, found, self._lexicon, self._codes, cues=cues)
        speech = annotate_speech(view, self._offices)
        rows = self._rows(view, speech, read)
        columns = {name: list(zip(*of_table, strict=True)) for name, of_table in rows.items()}
        columns["quantities"] = quantity_columns([figures for figures, _ in read])
        columns["time_expressions"] = time_columns([times for _, times in read])
        tables = {name: _table(columns[name], schema) for name, schema in TABLES.items()}
        return Depth(tables, *as_mentions(self._mentioned(view, speech)))

    def _speech_cues(self, vocabulary: Vocabulary) -> SpeechCues:
        if self._speech is None or self._speech.vocabulary is not vocabulary:
            self._speech = SpeechCues(vocabulary, self._offices)
        return self._speech

    def _rows(self, view: BatchView, speech: Speech, read: Sequence[Found]) -> dict[str, list[tuple]]:
        references = role_rows(view, speech.roles) + reference_rows(view, speech.references)
        return {
            "statements": statement_rows(view, speech.statements),
            "references": sorted(references, key=itemgetter(0)),  # by document, titles before the others
            "happenings": happening_rows(view, happenings(view, speech, read)),
            "acts": act_rows(view, who_acts(view)),
            "quotations": quotation_rows(view, speech.quotes),
            "candidates": candidate_rows(view, candidates(view, speech, self._offices)),
        }

    def _mentioned(self, view: BatchView, speech: Speech) -> list[tuple]:
        """Return (sentence of the batch, start, end, entity, how, confidence, beside) of each mention."""
        owners, origins = view.owners, view.origins
        found = [
            (role.sentence - 1, role.start - origins[owners[role.sentence - 1]],
             role.end - origins[owners[role.sentence - 1]], self._place[role.entity],
             HOWS.index("role"), role.confidence, role.beside)
            for role in speech.roles
            if role.entity is not None
        ]  # fmt: skip
        for row in speech.references:
            # A counterpart word beside its name is an apposition: the name is counted, nothing stands for it.
            if row.kind not in NOT_MENTIONED and not row.beside:
                origin = origins[owners[row.sentence - 1]]
                found += [
                    (row.sentence - 1, row.start - origin, row.end - origin, self._place[code],
                     HOWS.index("reference"), row.confidence, False)
                    for code in row.entities
                ]  # fmt: skip
        return found


def _table(columns: Sequence[Sequence], schema: pa.Schema) -> pa.Table:
    columns = columns or [()] * len(schema)
    arrays = [pa.array(column, pa.string() if field.type == records.CODE else field.type)
              for column, field in zip(columns, schema, strict=True)]  # fmt: skip
    arrays = [array.cast(field.type) if array.type != field.type else array
              for array, field in zip(arrays, schema, strict=True)]  # fmt: skip
    return pa.table(arrays, schema=schema)
