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
_HEAD_LINES = 4  # a byline stands in one of the first lines: title, summary, byline
_WORD = f"[{WORD_CHARACTER}A-Za-z.]+"
_CHUNK = rf"{_WORD}(?:[ /-]{_WORD}){{0,4}}"
_DATE = r"\d{1,2}\s\S{2,10}(?:,?\s\d{4})?"
_CLOSE = r"\s*(?:[:।\-–—]+|\.(?=\s|$))"
_IN_BRACKETS = re.compile(rf"[(\[]\s*([^()\[\]]{{2,60}}?)\s*[)\]]\s*[:।.\-–—]*")
_PLACE_AND_BRACKETS = re.compile(rf"({_CHUNK})\s*[(\[]\s*([^()\[\]]{{2,40}}?)\s*[)\]]{_CLOSE}")
_LIST = re.compile(
    rf"({_CHUNK}(?:\s*[,|/]\s*(?:{_DATE}|\d{{4}}|{_CHUNK})){{0,3}})(?:\s*\([^()]{{1,30}}\))?({_CLOSE}|\s*$)"
)
_SPLIT = re.compile(r"\s*[,|]\s*")
_BARE = re.compile(rf"({_WORD}(?:[ /-]{_WORD})?)\s*।")


class Row(Protocol):
    """What ``byline`` reads of a segment."""

    kind: str
    paragraph: int
    start: int
    end: int


def byline(text: str, segments: Sequence[Row]) -> tuple[int, int] | None:
    """Return (start, end) of the article's byline, or None.

    Looked for at the head of the first lines: a segment that is nothing else, or the beginning of a body
    sentence up to and with its colon or danda. The first one found counts.
    """
    body_lines: set[int] = set()
    for row in segments:
        if row.kind == "byline":
            return row.start, row.end
        if row.kind != "body" or row.paragraph in body_lines:
            continue
        body_lines.add(row.paragraph)
        end = byline_end(text, row.start, row.end)
        if end is not None:
            return row.start, end
        if len(body_lines) == _HEAD_LINES:
            return None
    return None


def byline_end(text: str, start: int, end: int, *, alone: bool = False) -> int | None:
    """Return where the byline at the head of the segment ``text[start:end]`` ends, or None.

    ``alone``: the segment is a whole line, which may lack the closing mark ("एजेंसियां").
    """
    head = text[start : min(end, start + REACH)]
    for find in (_bracketed, _place_bracketed, _listed, _bare_place):
        length = find(head, whole=start + len(head) == end, alone=alone)
        if length is not None:
            return start + length
    return None


def agency(text: str, span: tuple[int, int]) -> str | None:
    """Return the name of the agency or outlet that a byline credits, or None where it names none.

    Known ones by their usual name (भाषा → पीटीआई-भाषा); others as printed where a word like मीडिया, न्यूज़ or
    टाइम्स shows that an outlet is named. "विशेष संवाददाता" and "एजेंसी" name nobody.
    """
    printed = text[span[0] : span[1]]
    names = {row["form"]: row["name"] for row in tables.rows("bylines.tsv") if row["kind"] in ("agency", "unsure")}
    known = _credit("agency", "unsure").search(printed)
    if known:
        return next(name for form, name in names.items() if re.fullmatch(tables.loose(form), known.group(), re.I))
    for chunk in re.split(r"[,|:।()\[\]]", printed):
        chunk = chunk.strip(" .-–—")
        if _credit("outlet").search(chunk) and len(chunk.split()) > 1:
            return chunk
    return None


@cache
def _credit(*kinds: str) -> re.Pattern:
    """Return a pattern for the forms of these kinds as whole words."""
    forms = [row["form"] for row in tables.rows("bylines.tsv") if row["kind"] in kinds]
    body = "|".join(tables.loose(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![{WORD_CHARACTER}A-Za-z])(?:{body})(?![{WORD_CHARACTER}A-Za-z])", re.IGNORECASE)


def _bracketed(head: str, *, whole: bool, alone: bool) -> int | None:
    """"(मानवी मीडिया) : …": brackets that credit somebody, and either a colon or nothing after them."""
    found = _IN_BRACKETS.match(head)
    if not found or not _credit("agency", "unsure", "credit", "outlet").search(found.group(1)):
        return None
    closed = found.group()[-1] not in ")] "
    return found.end() if closed or (whole and found.end() == len(head)) else None


def _place_bracketed(head: str, *, whole: bool, alone: bool) -> int | None:
    """"नई दिल्ली (भाषा): …": at most three words, then brackets, then a closing mark."""
    found = _PLACE_AND_BRACKETS.match(head)
    if not found or _has_function_word(found.group(1)):
        return None
    place, inside = found.group(1).split(), found.group(2).split()
    known = _credit("agency", "unsure", "credit", "outlet").search(found.group(2)) or _is_place(found.group(1))
    return len(found.group().rstrip()) if len(place) <= 3 and len(inside) <= 3 and known else None


def _listed(head: str, *, whole: bool, alone: bool) -> int | None:
    """"विनय यादव, नईदुनिया, इंदौर। …": a list of names, a credit among them, or a known place last."""
    found = _LIST.match(head)
    if not found or _has_function_word(found.group(1)):
        return None
    if not found.group(2).strip() and not (alone and whole):
        return None
    chunks = _SPLIT.split(found.group(1))
    credited = any(_credits(chunk, several=len(chunks) > 1) for chunk in chunks)
    dated = re.search(r"\d", found.group(1)) and _is_place(chunks[0])
    by_name = len(chunks) == 2 and len(chunks[0].split()) <= 3 and _is_place(chunks[1])
    closed = found.group(2).strip().startswith(("।", ":"))
    if credited or ((dated or by_name) and closed):
        return len(found.group().rstrip())
    return None


def _credits(chunk: str, *, several: bool) -> bool:
    if _credit("agency", "credit").search(chunk):
        return True
    # भाषा (a language) and वार्ता (talks) are agencies only where they stand alone in a list
    return several and _credit("unsure").fullmatch(chunk) is not None


def _bare_place(head: str, *, whole: bool, alone: bool) -> int | None:
    """"कीव: …" for known places, "मनीला।" for one or two words that are a whole sentence."""
    found = re.match(rf"({_CHUNK}){_CLOSE}", head)
    if found and _is_place(found.group(1)):
        return found.end()
    bare = _BARE.fullmatch(head) if whole and not alone else None
    if bare and not _has_function_word(bare.group(1)) and not _has_verb(bare.group(1)):
        return bare.end()
    return None


def _is_place(chunk: str) -> bool:
    places = _places()
    return all(part.strip() in places for part in chunk.replace("\u200d", "").split("/"))


@cache
def _places() -> frozenset[str]:
    return frozenset(row["place"] for row in tables.rows("datelines.tsv"))


def _has_function_word(chunk: str) -> bool:
    return not tables.words("function_words.txt").isdisjoint(re.split(r"[\s,|/]+", chunk))


def _has_verb(chunk: str) -> bool:
    return not tables.words("finite_verbs.txt").isdisjoint(chunk.split())
