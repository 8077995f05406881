"""Helpers of the tests for figures and times: a text's sentences, what is found in it as plain tuples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from analysis.annotate.figures import figures_and_times
from analysis.language.sentences import Segment, segment

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
FILES = {"A": "000_e9d52559c15d213b.txt", "B": "003_423de9ca1c02ffde.txt"}
PUBLISHED = date(2025, 8, 21)  # a Thursday


def seed(name: str) -> tuple[str, list[Segment]]:
    """Return the text of seed A or B and its segments."""
    text = (SEEDS / FILES[name]).read_text(encoding="utf-8")
    return text, segment(text)


def labels(segments: list[Segment]) -> list[str]:
    """Return S1, S2, H1 … of each segment: its letter and its number within its kind."""
    counts: dict[str, int] = {}
    found = []
    for part in segments:
        counts[part.kind] = counts.get(part.kind, 0) + 1
        found.append(f"{part.kind[0].upper().replace('B', 'S')}{counts[part.kind]}")
    return found


def _found(text: str, published: date | None = PUBLISHED):
    return figures_and_times(text, [Segment(1, "body", 0, len(text))], published)


def figures(text: str) -> list[tuple]:
    """Return (surface, value, low, high, kind) of each figure of one sentence."""
    quantities, _ = _found(text)
    return [(text[q.start : q.end], q.value, q.low, q.high, q.kind) for q in quantities]


def values(text: str) -> list[tuple[str, float | None]]:
    """Return (surface, value) of each figure of one sentence."""
    return [row[:2] for row in figures(text)]


def times(text: str, published: date | None = PUBLISHED) -> list[tuple]:
    """Return (surface, kind, first day, last day) of each time of one sentence, the days as ISO or ''."""
    _, expressions = _found(text, published)
    return [
        (t.surface, t.kind, *(day.isoformat() if day else "" for day in (t.resolved_from, t.resolved_to)))
        for t in expressions
    ]


def days(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """Return (surface, first day) of each time of one sentence."""
    return [(surface, first) for surface, _, first, _ in times(text, published)]


def subjects(text: str) -> list[str | None]:
    """Return what each figure of one sentence counts or measures."""
    quantities, _ = _found(text)
    spans = [(q.subject_start, q.subject_end) for q in quantities]
    return [None if start is None else text[start:end] for start, end in spans]
