"""What a whole line of an article is: its title, a heading, a part of the page around it.

Judged on real news: subheadings are short, end in no terminator and rarely in a verb, and text follows them.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.language import tables
from analysis.language.boundaries import ends_in_finite_verb

HEADING_WORDS = 20  # of 2,490 news articles' subheadings one in a hundred is longer; sentences are
HEADLINE_WORDS = 32  # the first line may be a headline, and these are wordier
_SENTENCE_WORDS = 6  # "पहले से हैं" is a heading; eight words that end in है lack only their danda
_ENDING = re.compile(r"[।॥?!.…|:,;-][\"'”’)\]}»]*$")
_LIST_MARK = re.compile(r"[-–—*•●▪■◆#>]\s*")


def is_title(text: str, start: int, end: int, title: str) -> bool:
    """Return whether the line repeats the document's title, white space aside."""
    if not title or abs(len(title) - (end - start)) > 20:
        return False
    return text[start:end].split() == title.split()


def is_heading(text: str, start: int, end: int, *, first: bool) -> bool:
    """Return whether a line of one segment reads as a heading (``first``: the first line of its text)."""
    if end - start > 400 or _ENDING.search(text, max(start, end - 4), end) or _LIST_MARK.match(text, start, end):
        return False
    words = len(text[start:end].split())
    if words > (HEADLINE_WORDS if first else HEADING_WORDS):
        return False
    return words < _SENTENCE_WORDS or not ends_in_finite_verb(text, start, end)


def is_boilerplate(text: str, start: int, end: int) -> bool:
    """Return whether a segment belongs to the page around the article (links, sharing, advertisement)."""
    starts, whole, holds = _boilerplate()
    if starts.match(text, start, end) or whole.fullmatch(text, start, end):
        return True
    return end - start <= 250 and holds.search(text, start, end) is not None


@cache
def _boilerplate() -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    patterns = []
    for where in ("starts", "whole", "holds"):
        phrases = [row["phrase"] for row in tables.rows("boilerplate.tsv") if row["where"] == where]
        body = "|".join(tables.loose(phrase) for phrase in phrases)
        head = r"[\W_]*" if where != "holds" else ""
        tail = r"[\W_]*" if where == "whole" else ""
        patterns.append(re.compile(f"{head}(?:{body}){tail}", re.IGNORECASE))
    return tuple(patterns)
