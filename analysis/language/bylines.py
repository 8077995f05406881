"""Bylines: the place, agency or reporter that news sets before its first sentence.

"(मानवी मीडिया) : …", "नई दिल्ली (भाषा): …", "नईदुनिया प्रतिनिधि, इंदौर। …", "कीव: …". A byline alone is a
segment of its own; before a sentence it stays inside that sentence's span, and its tokens are counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from analysis.language import tables
from analysis.language.boundaries import WORD_CHARACTER

REACH = 110  # no byline is longer
HEAD_LINES = 4  # a byline stands in one of the first lines: title, summary, byline
_LETTERS = f"[{WORD_CHARACTER}A-Za-z]+"
_WORD = rf"{_LETTERS}(?:\.{_LETTERS})*"
_CHUNK = rf"{_WORD}(?:[ /-]{_WORD}){{0,4}}"
_DATE = r"\d{1,2}\s\S{2,10}(?:,?\s\d{4})?"
# A dash closes only before a space: "जम्मू- …" may be a byline, "जम्मू-कश्मीर" is a place.
_CLOSE = r"\s*(?:\.?[:।॥]+|\.(?=\s|$)|[-–—]+(?=\s))"
_INSIDE = r"[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]]"
_IN_BRACKETS = re.compile(rf"{_INSIDE}\s*[:।.\-–—]*")
_PLACE_AND_BRACKETS = re.compile(rf"({_CHUNK}),?\s*{_INSIDE}{_CLOSE}")
_LIST = re.compile(
    rf"({_CHUNK}(?:\s*[,|/]\s*(?:{_DATE}|\d{{4}}|{_CHUNK})){{0,3}})"
    rf"(?:\s*\([^()]{{1,30}}\))?({_CLOSE}|\s*$)"
)
_WORD_BREAK = re.compile(r"[\s,|/।]+")
_SPLIT = re.compile(r"\s*[,|]\s*")
_PLACE = re.compile(rf"({_CHUNK})(?:{_CLOSE}|\s?\|(?=\s))")
_BARE = re.compile(rf"({_WORD}(?:\s?[ /-]\s?{_WORD})?)(?:\s*\({_WORD}\))?\s*[।॥]+")


class Row(Protocol):
    """What ``byline`` reads of a segment."""

    kind: str
    paragraph: int
    start: int
    end: int


def byline(text: str, segments: Sequence[Row], may: Sequence[bool] | None = None) -> tuple[int, int] | None:
    """Return (start, end) of the article's byline, or None.

    The first segment that is nothing else, wherever it stands (a sign-off "(भाषा)" is one, too), or the head
    of a body sentence in the first lines, up to and with its colon or danda: whichever comes first. ``may``
    is False for segments known to be none and to begin with none (None: nothing is known).
    """
    body_lines: set[int] = set()
    for place, row in enumerate(segments):
        if row.kind == "byline":
            return row.start, row.end
        if row.kind != "body" or row.paragraph in body_lines or len(body_lines) == HEAD_LINES:
            continue
        body_lines.add(row.paragraph)
        end = byline_end(text, row.start, row.end) if may is None or may[place] else None
        if end is not None:
            return row.start, end
    return None


def is_byline(text: str, start: int, end: int, *, line: int, first: bool, alone: bool) -> bool:
    """Return whether a segment is nothing but a byline.

    ``first`` in its line ``line``, or ``alone`` in it; after sentences only brackets count: "… (भाषा)".
    """
    bracketed = text[start] in "(["
    if end - start > REACH or not (first or bracketed):
        return False
    if not bracketed and _has_function_word(text[start:end]):  # most sentences go here
        return False
    if byline_end(text, start, end, alone=alone) == end:
        return True
    return first and line <= HEAD_LINES and _is_bare_place(text[start:end])


def byline_end(text: str, start: int, end: int, *, alone: bool = False) -> int | None:
    """Return where the byline at the head of the segment ``text[start:end]`` ends, or None.

    ``alone``: the segment is a whole line, which may lack the closing mark ("एजेंसियां").
    """
    head = text[start : min(end, start + REACH)]
    first = _turn().search(head)
    if first and first["word"] and head[0] not in "([":  # most sentences go here
        return None
    whole = start + len(head) == end
    if head[0] in "([":
        length = _bracketed(head, whole=whole)
    else:
        length = _place_bracketed(head) or _listed(head, open_end=alone and whole) or _known_place(head)
    return None if length is None else start + length


def agency(text: str, span: tuple[int, int]) -> str | None:
    """Return the name of the agency or outlet that a byline credits, or None where it names none.

    Known ones by their usual name (भाषा → पीटीआई-भाषा); others as printed where a word like मीडिया, न्यूज़ or
    टाइम्स shows that an outlet is named. "विशेष संवाददाता" and "एजेंसी" name nobody.
    """
    printed = text[span[0] : span[1]]
    known = _credit("agency", "unsure").search(printed)
    if known:
        return next(name for form, name in _agencies() if form.fullmatch(known.group()))
    for chunk in re.split(r"[,|:।()\[\]]", printed):
        chunk = chunk.strip(" .-–—")
        if _credit("outlet").search(chunk) and len(chunk.split()) > 1:
            return chunk
    return None


@cache
def _agencies() -> tuple[tuple[re.Pattern, str], ...]:
    rows = (row for row in tables.rows("bylines.tsv") if row["kind"] in ("agency", "unsure"))
    return tuple((re.compile(tables.loose(row["form"]), re.IGNORECASE), row["name"]) for row in rows)


@cache
def _credit(*kinds: str) -> re.Pattern:
    """Return a pattern for the forms of these kinds as whole words."""
    forms = [row["form"] for row in tables.rows("bylines.tsv") if row["kind"] in kinds]
    body = "|".join(tables.loose(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![{WORD_CHARACTER}A-Za-z])(?:{body})(?![{WORD_CHARACTER}A-Za-z])", re.IGNORECASE)


@cache
def _turn() -> re.Pattern:
    """Return a pattern for what may close a byline or begin its bracket, and for function words ("word").

    A function word that comes first would lie in the byline, and no byline holds one.
    """
    words = "|".join(sorted(tables.words("function_words.txt"), key=lambda word: (-len(word), word)))
    return re.compile(
        r"[:।॥|(\[–—]|-(?=\s)|\.(?=[\s:।॥]|$)"
        rf"|(?:^|(?<=[\s,|/।]))(?P<word>{words})(?:$|(?=[\s,|/।]))"
    )


def _bracketed(head: str, *, whole: bool) -> int | None:
    """Match "(मानवी मीडिया) : …": brackets that credit somebody, and a closing mark or nothing after them."""
    found = _IN_BRACKETS.match(head)
    if not found or not _credit("agency", "unsure", "credit", "outlet").search(found.group(1)):
        return None
    closed = found.group()[-1] not in ")] "
    return found.end() if closed or (whole and found.end() == len(head)) else None


def _place_bracketed(head: str) -> int | None:
    """Match "नई दिल्ली (भाषा): …": at most three words, then brackets, then a closing mark."""
    found = _PLACE_AND_BRACKETS.match(head)
    if not found or len(found.group(1).split()) > 3 or len(found.group(2).split()) > 3:
        return None
    credited = _credit("agency", "unsure", "credit", "outlet").search(found.group(2))
    known = credited or _is_place(found.group(1))
    return found.end() if known and not _has_function_word(found.group(1)) else None


def _listed(head: str, *, open_end: bool) -> int | None:
    """Match "विनय यादव, नईदुनिया, इंदौर। …": a list of names with a credit among them or a known place."""
    found = _LIST.match(head)
    if not found or _has_function_word(found.group(1)) or _has_verb(found.group(1)):
        return None
    mark = found.group(2).strip()
    chunks = _SPLIT.split(found.group(1))
    if not mark and not open_end:
        return None
    if any(_credits(chunk, several=len(chunks) > 1) for chunk in chunks):
        # "केंद्रीय अन्वेषण ब्यूरो - सीबीआई ने" explains a name
        return found.end() if len(chunks) > 1 or mark[:1] not in ("-", "–", "—") else None
    dated = _is_place(chunks[0]) and re.search(r"\d", found.group(1))
    placed = len(chunks) == 2 and any(map(_is_place, chunks)) and all(len(c.split()) <= 3 for c in chunks)
    return found.end() if mark.startswith(("।", ":")) and (dated or placed) else None


def _credits(chunk: str, *, several: bool) -> bool:
    if _credit("agency", "credit").search(chunk):
        return True
    # भाषा (a language) and वार्ता (talks) are agencies only where they stand alone in a list
    return several and _credit("unsure").fullmatch(chunk) is not None


def _known_place(head: str) -> int | None:
    """Match "कीव: …" and "पटना. …" for the places of ``hi/datelines.tsv``."""
    found = _PLACE.match(head)
    return found.end() if found and _is_place(found.group(1)) else None


def _is_bare_place(segment: str) -> bool:
    """Return whether a segment is one or two words and a danda, no verb among them: "होशियारपुर।"."""
    bare = _BARE.fullmatch(segment)
    return bool(bare) and not _has_function_word(bare.group(1)) and not _has_verb(bare.group(1))


def _is_place(chunk: str) -> bool:
    places = _places()
    return all(part.strip() in places for part in chunk.replace("\u200d", "").split("/"))


@cache
def _places() -> frozenset[str]:
    return frozenset(row["place"] for row in tables.rows("datelines.tsv"))


def _has_function_word(chunk: str) -> bool:
    return not tables.words("function_words.txt").isdisjoint(_WORD_BREAK.split(chunk))


def _has_verb(chunk: str) -> bool:
    return not tables.words("finite_verbs.txt").isdisjoint(_WORD_BREAK.split(chunk))
