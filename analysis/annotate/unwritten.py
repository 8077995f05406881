"""Statements without a written speaker: first person outside any report, and words between two reports."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from analysis.annotate.cue_tables import word_class
from analysis.annotate.quotes import QuoteSpan
from analysis.annotate.statement_rows import Statement
from analysis.annotate.triggers import ergatives
from analysis.annotate.view import BatchView

_TERMINATORS = "।॥.?! \u00a0\t"


def unwritten(
    view: BatchView,
    written: Sequence[Statement],
    taken: set[int],
    quotes: Sequence[QuoteSpan],
    quoted: frozenset[int],
    core: frozenset[int],
    voices: frozenset[int],
) -> list[Statement]:
    """Return the statements whose speaker is not written.

    ``taken`` are the sentences of written ones, ``core`` the offsets where those by a verb of saying begin,
    ``voices`` the sentences that say I or we.
    """
    rows = _between(view, written, taken, quoted, core)
    alone = sorted(voices - taken)
    for document, sentences in groupby(alone, view.owners.__getitem__):
        rows += _first_person(view, document, list(sentences), written, taken, voices)
    return rows + _marked(view, written, quotes)


def _between(
    view, written: Sequence[Statement], taken: set[int], quoted, core: frozenset[int]
) -> list[Statement]:
    """Return the runs that go on from a report of the same paragraph, nobody else acting in them.

    Only where little else is possible: the run lies between two reports of one speaker, or follows a report
    in which he speaks as we.
    """
    reports = [
        row for row in written if row.start in core and len(row.speaker) == 1 and row.inferred_from is None
    ]
    if not reports:
        return []
    rows = []
    persons = {one.sentence for one in view.mentions if one.kind == "person"}
    by_first = {row.first_sentence - 1: row for row in written}
    for row in reports:
        last = _run(view, row.last_sentence, row.last_sentence - 1, taken, quoted, persons)
        if last == row.last_sentence:
            continue
        following = by_first.get(last)
        same = (
            following is not None
            and following.speaker == row.speaker
            and _same_paragraph(view, last, last - 1)
        )
        if same or _we(view, row) and not row.marks:
            rows.append(_row(view, row.last_sentence, last, row.speaker, ""))
            taken.update(range(row.last_sentence, last))
    return rows


def _run(view, first: int, before: int, taken: set[int], quoted, persons: set[int]) -> int:
    """Return the index after the last sentence of a run that tells how things are, not what somebody did."""
    index = first
    while index < len(view.sentences) and index not in taken and _same_paragraph(view, index, before):
        sentence = view.sentences[index]
        tokens = range(sentence.first, sentence.last)
        keys = view.keys[sentence.first : sentence.last]
        if not keys or keys[-1] in word_class("past") or index in persons:
            break
        if not ergatives().isdisjoint(keys) or not word_class("asks").isdisjoint(keys):
            break
        if not quoted.isdisjoint(tokens):
            break
        index += 1
    return index


def _same_paragraph(view: BatchView, one: int, other: int) -> bool:
    a, b = view.sentences[one], view.sentences[other]
    return a.kind == b.kind == "body" and a.paragraph == b.paragraph


def _we(view: BatchView, row: Statement) -> bool:
    first, last = view.token_at(row.start), view.token_at(row.end)
    return not word_class("first_person").isdisjoint(view.keys[first:last])


def _first_person(
    view: BatchView, document: int, alone, written: Sequence[Statement], taken: set[int], voices
) -> list[Statement]:
    """Return the runs among a document's sentences ``alone``, that say I or we, no speaker written."""
    told = [row.speaker for row in _of(view, document, written) if row.kind != "source"]
    speakers = set(told)
    persons = {one.entity for one in view.mentions_of(document) if one.kind == "person"}
    only = next(iter(speakers)) if len(speakers) == 1 else ()
    # One report may be of anybody; who is reported again and again, and alone, is whose words these are.
    only = only if len(only) == 1 and only[0] in persons and len(told) > 1 else ()
    reason = "" if only else "several_speakers" if speakers - {()} else "no_speaker"
    rows, after = [], 0
    for index in alone:
        if index < after or view.sentences[index].kind != "body":
            continue
        after = index + 1
        while after in voices and after not in taken and _same_paragraph(view, index, after):
            after += 1
        if _someone_says(view, index, after):
            rows.append(_row(view, index, after, (), "no_phrase"))
        else:
            rows.append(_row(view, index, after, only, reason))
    return rows


def _of(view: BatchView, document: int, written: Sequence[Statement]) -> Sequence[Statement]:
    """Return the written statements of a document."""
    low = bisect_left(written, view.rows[document], key=_last_row)
    return written[low : bisect_left(written, view.rows[document + 1], low, key=_last_row)]


def _last_row(row: Statement) -> int:
    return row.last_sentence - 1


def _someone_says(view: BatchView, first: int, after: int) -> bool:
    tokens = range(view.sentences[first].first, view.sentences[after - 1].last)
    return not word_class("says").isdisjoint(view.keys[tokens.start : tokens.stop])


def _marked(view, written: Sequence[Statement], quotes: Sequence[QuoteSpan]) -> list[Statement]:
    """Return the speech in quotation marks that no cue claims; nobody is given for it."""
    if not any(quote.speech for quote in quotes):
        return []
    rows, ends, written = [], [], sorted(written, key=_start)
    for row in written:  # the furthest end of the rows so far: do any of them reach into the quotation?
        ends.append(max(row.end, ends[-1] if ends else 0))
    starts = [row.start for row in written]
    for quote in quotes:
        index, before = view.sentence_at(quote.start), bisect_left(starts, quote.end)
        claimed = before > 0 and ends[before - 1] > quote.start
        if quote.speech and not claimed and view.sentences[index].kind == "body":
            last = view.sentence_at(quote.inner_end - 1)
            rows.append(_made(index, last, quote.inner_start, quote.inner_end, (), "no_speaker", True))
    return rows


def _start(row: Statement) -> int:
    return row.start


def _row(view: BatchView, first: int, after: int, speaker: tuple[str, ...], reason: str) -> Statement:
    start = view.sentences[first].start
    end = start + len(view.text[start : view.sentences[after - 1].end].rstrip(_TERMINATORS))
    return _made(first, after - 1, start, end, speaker, reason, False)


def _made(first, last, start, end, speaker, reason, marks) -> Statement:
    return Statement(
        first + 1, last + 1, start, end, speaker, None, None, "", None, None,
        "unattributed", "inferred", marks, reason, None, None,
    )  # fmt: skip
