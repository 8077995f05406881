"""Who said what: the ledger of statements, each with its speaker, cue, words, kind and certainty.

The speaker is the phrase that the grammar gives the verb (``frames.py``), by name, by title or by a pronoun
that was resolved; the nearest name is never asked. Where nobody is written the row is ``unattributed``: its
speaker is at most inferred, from statements that leave no choice, and says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from analysis.annotate.cue_tables import word_class
from analysis.annotate.frames import Frame
from analysis.annotate.quotes import QuoteSpan
from analysis.annotate.reference_rows import Reference, reference
from analysis.annotate.statement_rows import Certainty, Statement, speaking
from analysis.annotate.unwritten import unwritten
from analysis.annotate.view import BatchView

_NESTED = 6

__all__ = ["Certainty", "Statement", "first_person", "statements"]


def statements(
    view: BatchView,
    frames: Sequence[Frame],
    references: Sequence[Reference],
    quotes: Sequence[QuoteSpan],
    quoted: frozenset[int],
) -> list[Statement]:
    """Return the statements of a batch in reading order.

    Unit: one cue with its words, or one run of words without a written speaker. ``start`` and ``end`` are the
    words without their quotation marks and closing danda; rows may overlap where reports are nested.
    """
    voices = speaking(view, quoted)
    if not (frames or voices or quotes):
        return []
    at = {row.start: row for row in references}
    written = _distinct([_written(view, frame, at) for frame in frames])
    taken = {index for row in written for index in range(row.first_sentence - 1, row.last_sentence)}
    core = frozenset(frame.start for frame in frames if frame.core and frame.kind in ("direct", "indirect"))
    written = [_continued(view, row, taken, voices) for row in written]
    return sorted(
        written + unwritten(view, written, taken, quotes, quoted, core, voices),
        key=lambda row: (row.start, row.cue_start or 0),
    )


def _written(view: BatchView, frame: Frame, references: dict[int, Reference]) -> Statement:
    codes, certainty, reason, named = _speaker(frame, references)
    phrase = frame.speaker
    spoken = (phrase.start, phrase.end) if phrase is not None else (None, None)
    return Statement(
        frame.sentence + 1, frame.last_sentence + 1, frame.start, frame.end, codes, *spoken,
        view.text[frame.cue_start : frame.cue_end], frame.cue_start, frame.cue_end,
        frame.kind, certainty, frame.marks, reason, named, None,
    )  # fmt: skip


def _speaker(frame: Frame, references: dict[int, Reference]):
    """Return (codes, certainty, reason, where the speaker is named) of a frame."""
    phrase = frame.speaker
    if phrase is None:
        return (), "explicit", "source_unnamed" if frame.construction == "SRC" else "no_phrase", None
    here = (phrase.start, phrase.end)
    if phrase.kind in ("pronoun", "pair"):
        row = references.get(phrase.start)
        if row is None:
            return (), "reference", "not_resolved", None
        return row.entities, "reference", row.reason, row.antecedent
    if phrase.entities:
        return phrase.entities, "explicit" if phrase.named else "reference", "", here
    return (), "explicit", phrase.reason or "not_in_lexicon", here


def _distinct(rows: list[Statement]) -> list[Statement]:
    """Leave out a second cue for the same words of the same speaker: "जानकारी दी और बताया कि"."""
    kept: list[Statement] = []
    for row in rows:
        twin = kept[-1] if kept else None
        same = (row.start, row.end, row.speaker_start)
        if twin is None or (twin.start, twin.end, twin.speaker_start) != same:
            kept.append(row)
    return kept


def _continued(view: BatchView, row: Statement, taken: set[int], voices: frozenset[int]) -> Statement:
    """Carry a statement over the sentences after it that go on as I or we, in the same paragraph."""
    last = row.last_sentence - 1
    if row.marks or row.kind not in ("direct", "indirect") or row.end + 2 < view.sentences[last].end:
        return row
    paragraph, after = view.sentences[last].paragraph, last + 1
    while after < len(view.sentences) and after not in taken:
        sentence = view.sentences[after]
        if sentence.kind != "body" or sentence.paragraph != paragraph or after not in voices:
            break
        after += 1
    if after == last + 1:
        return row
    taken.update(range(last + 1, after))
    end = row.end + len(view.text[row.end : view.sentences[after - 1].end].rstrip("।.?! \u00a0"))
    return row._replace(kind="direct", end=end, last_sentence=after, inferred_from=last + 2)


def first_person(view: BatchView, rows: Sequence[Statement]) -> list[Reference]:
    """Return the words for I and we inside statements as references to the speaker, in reading order.

    Unit: one word (मैं, हमने, हमारी). Undecided where the speaker is.
    """
    voices = view.tokens_of(word_class("first_person"))
    if not (rows and voices):
        return []
    starts = [row.start for row in rows]
    found = []
    for token in voices:
        offset = view.starts[token]
        at = bisect_right(starts, offset)
        # Of nested reports the inner one began last; more than a few are not nested in news.
        row = next((row for row in reversed(rows[max(0, at - _NESTED) : at]) if offset < row.end), None)
        if row is not None:
            found.append(
                reference(view, token, token, "first_person", row.speaker, reason=row.reason, span=row.named)
            )
    return found
