"""What stands around a figure: its subject, the source the sentence names, and what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from analysis.annotate import word_bits as bit
from analysis.annotate.units import Unit
from analysis.annotate.words import Line, word_sets

_MOST_WORDS = 8


# A word that a postposition, a verb or an adverb stands for, and गिरकर, is no noun behind a measure.
_NO_NOUN = bit.ENDER | bit.VERBAL | bit.DOING


@cache
def context_words(name: str) -> frozenset[str]:
    """Return the keys of one set of context_words.tsv."""
    return word_sets("context_words.tsv")[name]


def ends_phrase(key: str) -> bool:
    """Return whether a word ends a noun phrase on its left: postpositions, verbs, गिरकर, pronouns."""
    if key in word_sets("number_words.tsv")["ender"] or key in context_words("verbal"):
        return True
    return len(key) > 3 and key.endswith("कर")


def _phrase_after(line: Line, at: int) -> tuple[int, int] | None:
    """Return the span of the noun phrase that begins at ``at``; का की के join its parts: रूस की
    यात्रा."""
    end, bits = at, line.all_bits
    for here in bits[at : at + _MOST_WORDS]:
        if not here & bit.WORD and line.key(end) != "-":
            break
        if here & bit.ENDER and not (end > at and here & bit.GENITIVE):
            break
        end += 1
    while end > at and (bits[end - 1] & bit.ENDER or line.key(end - 1) == "-"):
        end -= 1
    return (line.starts[at], line.ends[end - 1]) if end > at else None


def _phrase_before(line: Line, at: int, *, genitive: bool = False) -> tuple[int, int] | None:
    """Return the span of the noun phrase that ends before ``at``; ``genitive`` walks over का की के
    too."""
    start, bits = at, line.all_bits
    joins = bit.AND | bit.GENITIVE if genitive else bit.AND
    while start > at - _MOST_WORDS:
        here = bits[start - 1]
        if here & bit.WORD:
            if here & bit.LEFT_END and not (here & joins and start < at):
                break
        elif line.key(start - 1) != "-":
            break
        start -= 1
    while start < at and (bits[start] & bit.ENDER or line.key(start) == "-"):
        start += 1
    return (line.starts[start], line.ends[at - 1]) if start < at else None


def subject_span(line: Line, first: int, last: int, unit: Unit) -> tuple[int, int] | None:
    """Return what the figure counts or measures, as a span of the text; None where no rule finds it.

    155 मिमी → the noun phrase behind it (एडवांस्ड टोड आर्टिलरी गन); पांच दिनों की → behind the genitive
    (रूस की आधिकारिक यात्रा); रक्षा निर्यात में 23 गुना → before it; क्षमताएं अब 85 से अधिक देशों तक →
    the subject of the clause, since the countries are where it goes; 10 जवान → the counted noun itself.
    """
    behind, key = line.bits(last), line.key(last)
    if unit.kind == "count" and unit.noun is None:
        return _phrase_after(line, last)
    if unit.kind == "count":
        before = _phrase_before(line, _over_adverbs(line, first)) if key == "तक" else None
        first_noun, last_noun = unit.noun or (last - 1, last)
        return before or (line.starts[first_noun], line.ends[last_noun - 1])
    if unit.kind in ("ordinal", "calibre"):
        return _phrase_after(line, last)
    if unit.kind in ("duration", "age") and behind & (bit.GENITIVE | bit.WORD):
        return _phrase_after(line, last + bool(behind & bit.GENITIVE))
    return _measured(line, first, last)


def _measured(line: Line, first: int, last: int) -> tuple[int, int] | None:
    bits = line.bits(last)
    if bits & bit.WORD and not bits & (_NO_NOUN | bit.ADVERB):
        return _short_phrase(line, last)
    before = _over_adverbs(line, first)
    if line.key(before - 1) in ("में", "की", "का", "के", "को", "से", "पर", "ने"):
        before -= 1
    found = _phrase_before(line, before)
    if found is None and bits & bit.GENITIVE:
        return _phrase_after(line, last + 1)
    return found


def _short_phrase(line: Line, at: int) -> tuple[int, int]:
    """Return the noun right behind a measure: 31 मिमी बारिश, 5 प्रतिशत जीएसटी; at most two words, no
    verb."""
    after = line.bits(at + 1)
    longer = after & bit.WORD and not after & _NO_NOUN
    return line.starts[at], line.ends[at + bool(longer)]


def _over_adverbs(line: Line, at: int) -> int:
    while line.bits(at - 1) & bit.ADVERB:
        at -= 1
    return at


def source_span(line: Line, marks: Sequence[int]) -> tuple[int, int] | None:
    """Return who the sentence says it from: X के मुताबिक / के अनुसार / के हवाले से, or X ने …
    कहा/बताया; ``marks`` are the places of these words (मुताबिक, ने) in its sentence."""
    for at in marks:
        if line.key(at) == "ने":
            if _says(line, at):
                return _phrase_before(line, at, genitive=True)
        elif line.key(at - 1) == "के" and line.key(at - 2) not in context_words("not_source"):
            return _phrase_before(line, at - 1, genitive=True)
    return None


def _says(line: Line, at: int) -> bool:
    """Return whether ने at ``at`` belongs to a verb of saying: no other ने and no full clause in
    between."""
    for here, bits in enumerate(line.all_bits[at + 1 : at + 25], at + 1):
        if bits & bit.SAID:
            return not (line.key(here) == "जानकारी" and line.key(here + 1) not in ("दी", "देते"))
        if bits & (bit.SAID_STOP | bit.END):
            return False
    return False


def base_missing(line: Line, last: int, kind: str, span: tuple[int, int]) -> bool:
    """Return whether a ratio or a percentage is a growth (23 गुना, 5 प्रतिशत की वृद्धि) with no base year or base
    in its sentence, which stands at ``span``."""
    near = line.keys[last : last + 6]
    turned = kind == "ratio" and line.key(last) in ("हो", "होकर", "कर", "करने")
    if not turned and not context_words("growth").intersection(near):
        return False
    if any(bits & bit.YEAR for bits in line.all_bits[slice(*span)]):
        return False
    return context_words("base").isdisjoint(line.keys[slice(*span)])


@cache
def missing_codes(kind: str, base: bool, sourced: bool, with_amount: bool) -> tuple[str, ...]:
    """Return what the sentence leaves out of a figure, in the order base_year, amount, source."""
    if kind in ("ordinal", "calibre", "age", "duration"):
        return ()
    growth = ("base_year",) if base else ()
    amount = ("amount",) if base and not with_amount else ()
    return (*growth, *amount, *(() if sourced else ("source",)))
