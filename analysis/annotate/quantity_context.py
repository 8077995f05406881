"""What stands around a figure: the source the sentence names, and what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from analysis.annotate import word_bits as bit
from analysis.annotate.figure_subjects import context_words
from analysis.annotate.words import Line, word_sets

_MOST_WORDS = 8
_IS = frozenset({"है", "हैं", "था"})
# Nouns that say something only with their verb.
_COMPLETED = {"जानकारी": ("दी", "देते"), "आरोप": ("लगाया", "लगाए", "लगाते")}


def ends_phrase(key: str) -> bool:
    """Return whether a word ends a noun phrase on its left: postpositions, verbs, गिरकर, pronouns."""
    if key in word_sets("number_words.tsv")["ender"] or key in context_words("verbal"):
        return True
    return len(key) > 3 and key.endswith("कर")


def _phrase_before(line: Line, at: int) -> tuple[int, int] | None:
    """Return the span of the noun phrase that ends before ``at``, over का की के too."""
    start, bits = at, line.all_bits
    joins = bit.AND | bit.GENITIVE
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


def source_span(line: Line, marks: Sequence[int]) -> tuple[int, int] | None:
    """Return who the sentence says it from: X के मुताबिक / के अनुसार / के हवाले से, or X ने …
    कहा/बताया; ``marks`` are the places of these words (मुताबिक, ने) in its sentence."""
    for at in marks:
        if line.key(at) == "ने":
            if _says(line, at):
                return _phrase_before(line, at)
        elif line.key(at) in context_words("claim"):
            if line.bits(at - 1) & bit.GENITIVE and line.key(at + 1) in _IS and line.key(at + 2) == "कि":
                return _phrase_before(line, at - 1)  # अजय यादव का आरोप है कि
        elif line.key(at - 1) == "के" and line.key(at - 2) not in context_words("not_source"):
            return _phrase_before(line, at - 1)
    return None


def _says(line: Line, at: int) -> bool:
    """Return whether ने at ``at`` belongs to a verb of saying: no other ने and no full clause in
    between."""
    for here, bits in enumerate(line.all_bits[at + 1 : at + 25], at + 1):
        if bits & bit.SAID:
            return line.key(here + 1) in _COMPLETED.get(line.key(here), (line.key(here + 1),))
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
