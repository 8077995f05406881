"""Tokens: the plain rule of what is counted, and a finer one that keeps punctuation.

``tokenise`` is the reference that the vectorised annotation of whole batches is held to. ``tokenise_all``
follows the habits of the Universal Dependencies treebanks, so that the rules can be measured on them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import Literal

from analysis.language import tables

TokenKind = Literal["word", "number", "address", "punctuation"]

# Joiners and other invisible characters stand inside words: राज्\u200dय is one token.
JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Beyond this code point Unicode has no letters, and the only marks are variation selectors.
_LAST_LETTER = 0x33480
_SELECTORS = "\U000e0100-\U000e01ef"


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of the counted tokens of ``text[start:end]``.

    A token is a maximal run of letters, marks and digits of any script, with the joiners among them, that
    holds a letter or digit; a single full stop or comma between two digits belongs to the number (3.5;
    1,00,000). Hyphens split. Offsets are into ``text``.
    """
    last = len(text) if end is None else end
    token, solid = _token_patterns()
    found = (match.span() for match in token.finditer(text, start, last))
    return [(a, b) for a, b in found if solid.search(text, a, b)]


@cache
def _token_patterns() -> tuple[re.Pattern, re.Pattern]:
    # Python's \w leaves out vowel signs: "मिसाइल" would become three tokens.
    digit, letter, mark = character_class("Nd"), character_class("LN"), character_class("M")
    token = re.compile(rf"(?:[{letter}{mark}{JOINERS}]|(?<=[{digit}])[.,](?=[{digit}]))+")
    return token, re.compile(f"[{letter}]")


@cache
def character_class(categories: Literal["L", "M", "LN", "Nd"]) -> str:
    """Return the inside of a character class of ``re``: all characters of some Unicode categories.

    "L" letters, "M" marks, "LN" letters and numbers, "Nd" decimal digits, of any script.
    """
    wanted = (categories,) if categories == "Nd" else tuple(categories)
    ranges: list[list[int]] = []
    for first, last, category in category_runs():
        if not category.startswith(wanted):
            continue
        if ranges and first == ranges[-1][1] + 1:
            ranges[-1][1] = last
        else:
            ranges.append([first, last])
    inside = "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in ranges)
    return inside + _SELECTORS if "M" in categories else inside


def tokenise_all(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, TokenKind]]:
    """Return (start, end, kind) of all tokens of ``text[start:end]``, punctuation among them.

    Here the full stop of an initial or abbreviation belongs to it (एस., डॉ.), and web addresses, e-mail
    addresses, handles and times (10:30) are whole. A sentence's own full stop stays apart.
    """
    last = len(text) if end is None else end
    found: list[tuple[int, int, TokenKind]] = []
    at = start
    pattern = _all_tokens()
    while match := pattern.search(text, at, last):
        a, b = match.span()
        kind = match.lastgroup
        if kind == "short" and not text[b:last].strip() and match["short"].rstrip(".") in _also_words():
            b -= 1  # "दिल्ली आई." ends in a full stop, "आई. के. गुजराल" in none
        found.append((a, b, "word" if kind == "short" else kind))
        at = b
    return found


@cache
def category_runs() -> tuple[tuple[int, int, str], ...]:
    """Return (first, last, category) of the runs of code points of one Unicode category."""
    categories = map(unicodedata.category, map(chr, range(_LAST_LETTER)))
    runs, first = [], 0
    for category, run in groupby(categories):
        last = first + len(list(run)) - 1
        runs.append((first, last, category))
        first = last + 1
    return tuple(runs)


@cache
def _also_words() -> frozenset[str]:
    return tables.words("letters_also_words.txt")


@cache
def _all_tokens() -> re.Pattern:
    letters = _alternatives(tables.words("letters.txt"))
    shorts = _alternatives(tables.words("letters.txt") | tables.words("abbreviations.txt"))
    digit, latin = character_class("Nd"), "A-Za-z\u00c0-\u024f"
    word = f"[{character_class('L')}{character_class('M')}{JOINERS}]"
    return re.compile(
        rf"""(?P<address>(?:https?://|www\.)[^\s<>"']*[^\s<>"'.,;:!?)\]।]
              |[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{{2,}}
              |[@\#](?:{word}|[{digit}_])+)
          |(?P<short>(?<!{word})(?:(?:{shorts})\.)(?:(?:{letters})\.)*)
          |(?P<number>\$?[{digit}]+(?:[.,:/][{digit}]+)*[\u0900-\u0963]*)
          |(?P<word>[{latin}]{{1,6}}-?[0-9]{{1,4}}[{latin}]{{0,4}}(?:-[0-9]+)?(?![{latin}0-9])
              |[{latin}]+(?:'[{latin}]+)?(?:\.[{latin}]\b)*
              |{word}+)
          |(?P<punctuation>\.{{2,}}|-{{2,}}|[^\s])""",
        re.VERBOSE,
    )


def _alternatives(entries: frozenset[str]) -> str:
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)))
