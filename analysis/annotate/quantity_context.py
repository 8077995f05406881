"""What stands around a figure: its subject, the source the sentence names, and what it leaves unsaid."""

from __future__ import annotations

import re
from functools import cache

from analysis.annotate.units import Unit
from analysis.annotate.words import Line, word_sets

_YEAR = re.compile("(?:19|20)[0-9][0-9]$")
_GENITIVE = frozenset({"का", "की", "के"})
_MOST_WORDS = 8


@cache
def _enders() -> frozenset[str]:
    return word_sets("number_words.tsv")["ender"]


@cache
def _context(name: str) -> frozenset[str]:
    return word_sets("context_words.tsv")[name]


def _ends(key: str) -> bool:
    """Return whether a word ends a noun phrase on its left: postpositions, verbs, गिरकर, pronouns."""
    return key in _enders() or (len(key) > 3 and key.endswith("कर")) or key in _context("verbal")


def _word(key: str) -> bool:
    return key[:1].isalpha()


def _phrase_after(line: Line, at: int) -> tuple[int, int] | None:
    """Return the span of the noun phrase that begins at ``at``; का की के join its parts: रूस की
    यात्रा."""
    end = at
    while end < min(at + _MOST_WORDS, len(line.keys)) and (_word(line.key(end)) or line.key(end) == "-"):
        if line.key(end) in _enders() and not (end > at and line.key(end) in _GENITIVE):
            break
        end += 1
    while end > at and (line.key(end - 1) in _enders() or line.key(end - 1) == "-"):
        end -= 1
    return (line.starts[at], line.ends[end - 1]) if end > at else None


def _phrase_before(line: Line, at: int, *, genitive: bool = False) -> tuple[int, int] | None:
    """Return the span of the noun phrase that ends before ``at``; ``genitive`` walks over का की के
    too."""
    start = at
    while start > max(0, at - _MOST_WORDS):
        key = line.key(start - 1)
        joins = genitive and key in _GENITIVE and start < at
        together = key in ("और", "व", "एवं") and start < at
        if key != "-" and (not _word(key) or (_ends(key) and not joins and not together)):
            break
        start -= 1
    while start < at and (line.key(start) in _enders() or line.key(start) == "-"):
        start += 1
    return (line.starts[start], line.ends[at - 1]) if start < at else None


def subject_span(line: Line, first: int, last: int, unit: Unit) -> tuple[int, int] | None:
    """Return what the figure counts or measures, as a span of the text; None where no rule finds it.

    155 मिमी → the noun phrase behind it (एडवांस्ड टोड आर्टिलरी गन); पांच दिनों की → behind the genitive
    (रूस की आधिकारिक यात्रा); रक्षा निर्यात में 23 गुना → before it; क्षमताएं अब 85 से अधिक देशों तक →
    the subject of the clause, since the countries are where it goes; 10 जवान → the counted noun itself.
    """
    behind = line.key(last)
    if unit.kind == "count" and unit.noun is None:
        return _phrase_after(line, last)
    if unit.kind == "count":
        before = _phrase_before(line, _over_adverbs(line, first)) if behind == "तक" else None
        first_noun, last_noun = unit.noun or (last - 1, last)
        return before or (line.starts[first_noun], line.ends[last_noun - 1])
    if unit.kind in ("ordinal", "calibre"):
        return _phrase_after(line, last)
    if unit.kind in ("duration", "age") and (behind in _GENITIVE or _word(behind)):
        return _phrase_after(line, last + (behind in _GENITIVE))
    return _measured(line, first, last)


def _measured(line: Line, first: int, last: int) -> tuple[int, int] | None:
    key = line.key(last)
    if (
        _word(key)
        and key not in _enders() | _context("adverb") | _context("verbal")
        and not key.endswith("कर")
    ):
        return _short_phrase(line, last)
    before = _over_adverbs(line, first)
    if line.key(before - 1) in ("में", "की", "का", "के", "को", "से", "पर", "ने"):
        before -= 1
    found = _phrase_before(line, before)
    if found is None and line.key(last) in _GENITIVE:
        return _phrase_after(line, last + 1)
    return found


def _short_phrase(line: Line, at: int) -> tuple[int, int]:
    """Return the noun right behind a measure: 31 मिमी बारिश, 5 प्रतिशत जीएसटी; at most two words, no
    verb."""
    after = line.key(at + 1)
    longer = _word(after) and after not in _enders() | _context("verbal") and not after.endswith("कर")
    return line.starts[at], line.ends[at + longer]


def _over_adverbs(line: Line, at: int) -> int:
    while line.key(at - 1) in _context("adverb"):
        at -= 1
    return at


def source_span(line: Line) -> tuple[int, int] | None:
    """Return who the sentence says it from: X के मुताबिक / के अनुसार / के हवाले से, or X ने …
    कहा/बताया."""
    if "source" not in line.notes:
        line.notes["source"] = _find_source(line)
    return line.notes["source"]


def _find_source(line: Line) -> tuple[int, int] | None:
    for at, key in enumerate(line.keys):
        if key in _context("according") and line.key(at - 1) == "के":
            if line.key(at - 2) in _context("not_source"):
                continue
            return _phrase_before(line, at - 1, genitive=True)
        if key == "ने" and _says(line, at):
            return _phrase_before(line, at, genitive=True)
    return None


def _says(line: Line, at: int) -> bool:
    """Return whether ने at ``at`` belongs to a verb of saying: no other ने and no full clause in
    between."""
    for here in range(at + 1, min(at + 25, len(line.keys))):
        key = line.key(here)
        if key in _context("said"):
            return not (key == "जानकारी" and line.key(here + 1) not in ("दी", "देते"))
        if key in ("ने", "कि", "।"):
            return False
    return False


def base_missing(line: Line, last: int, kind: str) -> bool:
    """Return whether the figure is a growth (23 गुना, 5 प्रतिशत की वृद्धि) with no base year or base
    in the line."""
    if kind not in ("ratio", "percent"):
        return False
    near = line.keys[last : last + 6]
    turned = kind == "ratio" and line.key(last) in ("हो", "होकर", "कर", "करने")
    if not turned and not _context("growth").intersection(near):
        return False
    return not any(_YEAR.match(key) for key in line.keys) and _context("base").isdisjoint(line.keys)


def missing_codes(kind: str, base: bool, sourced: bool, with_amount: bool) -> tuple[str, ...]:
    """Return what the sentence leaves out of a figure, in the order base_year, amount, source."""
    if kind in ("ordinal", "calibre", "age", "duration"):
        return ()
    growth = ("base_year",) if base else ()
    amount = ("amount",) if base and not with_amount else ()
    return (*growth, *amount, *(() if sourced else ("source",)))
