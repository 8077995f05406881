"""What a whole line of an article is: its title, a heading, a part of the page around it.

Judged on real news: subheadings are short, end in no terminator and rarely in a verb, and text follows them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from analysis.language import tables
from analysis.language.boundaries import ends_in_finite_verb

TITLE_SLACK = 20  # characters of white space that may differ
HEADING_LENGTH = 400
HEADING_WORDS = 20  # one subheading in a hundred is longer, most sentences are
HEADLINE_WORDS = 32  # the first line may be a headline, and these are wordier
_LABEL_WORDS = 4  # "मुख्य बिंदु:" is a heading, a longer line with a colon leads into a list
_SENTENCE_WORDS = 6  # "पहले से हैं" is a heading; eight words that end in है lack only their danda
HELD_WITHIN = 250  # a longer sentence that mentions a click is the article's own
_ENDING = re.compile(r"[।॥?!.…|,;-][\"'”’)\]}»]*$")
_LIST_MARK = re.compile(r"[-–—*•●▪■◆#>(\[]\s*")
_DIGIT = re.compile(r"\d")


def is_title(text: str, start: int, end: int, title: str) -> bool:
    """Return whether the line repeats the document's title, white space aside.

    A title guessed from a whole paragraph is no heading: with a danda in it, it is at most a sentence long.
    """
    if not title or abs(len(title) - (end - start)) > TITLE_SLACK:
        return False
    return is_short_enough(title) and text[start:end].split() == title.split()


def is_short_enough(title: str) -> bool:
    """Return whether a title has no more words than a heading may have."""
    most = HEADING_WORDS if "।" in title else HEADLINE_WORDS + 8
    return len(title.split(None, most)) <= most


def is_heading(text: str, start: int, end: int, *, first: bool) -> bool:
    """Return whether a line of one segment reads as a heading (``first``: the first line of its text)."""
    if end - start > HEADING_LENGTH or _ENDING.search(text, max(start, end - 4), end):
        return False
    if _LIST_MARK.match(text, start, end) or 4 * len(_DIGIT.findall(text, start, end)) > end - start:
        return False  # "- कॉपी", "ग्वालियर 34.4 - 1.6": rows of a list or table
    words = len(text[start:end].split())
    if words > (HEADLINE_WORDS if first else HEADING_WORDS):
        return False
    if text[end - 1] == ":":
        return words <= _LABEL_WORDS
    return words < _SENTENCE_WORDS or not ends_in_finite_verb(text, start, end)


def begins_page(text: str, start: int, end: int) -> bool:
    """Return whether a segment begins as, or is, a part of the page ("यह भी पढ़ें …", "कॉपी लिंक")."""
    firsts, pattern = _page_pattern()
    if text[start].isalpha() and text[start] not in firsts:
        return False
    return pattern.match(text, start, end) is not None


def page_phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of the page around an article that the text holds anywhere."""
    return tuple(phrase for phrase in phrases("holds") if phrase in text)


def holds_page(text: str, start: int, end: int, held: tuple[str, ...]) -> bool:
    """Return whether a segment of moderate length holds one of ``held`` ("… यहां क्लिक करें")."""
    return end - start <= HELD_WITHIN and any(text.find(phrase, start, end) >= 0 for phrase in held)


@cache
def phrases(where: Literal["starts", "whole", "holds"]) -> tuple[str, ...]:
    """Return the phrases of the page around an article that begin, are or stand in a segment."""
    return tuple(row["phrase"] for row in tables.rows("boilerplate.tsv") if row["where"] == where)


@cache
def _page_pattern() -> tuple[frozenset[str], re.Pattern]:
    """Return the first letters of the phrases that begin or are a segment, and a pattern for them."""
    starts, whole = ("|".join(map(tables.loose, phrases(where))) for where in ("starts", "whole"))
    firsts = {phrase[0] for where in ("starts", "whole") for phrase in phrases(where)}
    firsts |= {letter.upper() for letter in firsts}
    return frozenset(firsts), re.compile(rf"[\W_]*(?:{starts}|(?:{whole})[\W_]*\Z)", re.IGNORECASE)
