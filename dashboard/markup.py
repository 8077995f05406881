"""Corpus text as safe HTML: escaped letter by letter, marked at letter borders. Pure; no Streamlit.

An uploaded article may hold ``<img src=…>`` or ``[click](…)``: its text reaches the page through this module,
``st.text`` or ``st.dataframe`` and through nothing else.
"""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from dashboard.seen import seen

# Markdown draws links, pictures and formulas out of these; Streamlit adds colours and icons in ":name:".
_MARKDOWN = regex.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")
# What Streamlit still finds in text that was escaped, since it looks after Markdown has been read: addresses
# become links, ":home:" an icon, "--" a dash. A word joiner (no width, no break) between the halves stops it.
_JOINER = "\u2060"
_LIVE = regex.compile(
    r"(?<=:)(?=//|[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)?:)|(?<=\bwww)(?=\.)|(?<=[\w+-])(?=@)|(?<=[-<>~])(?=[-=>])",
    regex.IGNORECASE,
)
_LETTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to paint: ``start``/``end`` into it, a CSS class, a word for the hover."""

    start: int
    end: int
    css: str = "hit"
    title: str = ""


def escape(text: str) -> str:
    """Return ``text`` safe inside HTML and its attributes, and without effect on what stands behind it."""
    return html.escape(seen(text), quote=True)


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows it letter for letter (labels, headings, help)."""
    return _MARKDOWN.sub(r"\\\1", _LIVE.sub(_JOINER, " ".join(seen(text).split())))


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Return ``text`` as HTML with every mark painted; marks may overlap.

    Borders move outwards to letter borders: a mark that began between प and its ु would tear पुतिन apart.
    A stretch under several marks gets all their classes, so that no layer hides another.
    """
    spans = _on_letters(text, marks)
    cuts = sorted({0, len(text), *(cut for mark in spans for cut in (mark.start, mark.end))})
    return "".join(
        _piece(text[start:end], [mark for mark in spans if mark.start <= start and end <= mark.end])
        for start, end in zip(cuts, cuts[1:], strict=False)
    )


def lines(rows: Iterable[tuple[str, str, str, str]]) -> str:
    """Return concordance lines (label, left, hit, right) with the hits under one another."""
    body = "".join(
        f'<div class="vm-line" role="listitem">'
        f'<span class="vm-cite" title="{escape(label)}">{escape(label)}</span>'
        f'<span class="vm-left" lang="hi"><bdi>{escape(left)}</bdi></span>'
        f'<mark class="vm-hit" lang="hi">{escape(hit)}</mark>'
        f'<span class="vm-right" lang="hi">{escape(right)}</span></div>'
        for label, left, hit, right in rows
    )
    return f'<div class="vm-lines" role="list">{body}</div>'


def _on_letters(text: str, marks: Iterable[Mark]) -> list[Mark]:
    borders = sorted({0, len(text), *(match.end() for match in _LETTER.finditer(text))})
    spans = []
    for mark in marks:
        first, last = max(0, mark.start), min(len(text), mark.end)
        if first < last:
            start, end = borders[bisect_right(borders, first) - 1], borders[bisect_left(borders, last)]
            spans.append(Mark(start, end, mark.css, mark.title))
    return spans


def _piece(text: str, marks: Sequence[Mark]) -> str:
    if not marks:
        return escape(text)
    classes = " ".join(f"vm-{escape(css)}" for css in dict.fromkeys(mark.css for mark in marks))
    title = " · ".join(dict.fromkeys(mark.title for mark in marks if mark.title))
    return f'<mark class="{classes}" title="{escape(title)}">{escape(text)}</mark>'
