"""What a figure counts or measures (किसका), where the words beside it leave no doubt; else nothing.

A subject is a short noun phrase that a postposition or a stop ends: पांच दिनों की |रूस की आधिकारिक यात्रा| पर,
10 सेंटीमीटर |बारिश| से. Where a verb follows, only its first word can be sure: 22 वर्षीय |युवक| स्वदेश लौट आया.
"""

from __future__ import annotations

from functools import cache

from analysis.annotate import word_bits as bit
from analysis.annotate.units import Unit
from analysis.annotate.words import Line, word_sets

_MOST_WORDS = 4
_LONGEST = 7
_CASES = frozenset({"ने", "को", "से", "का", "की", "के", "में", "पर", "तक"})
_CLOSERS = _CASES | {"भी", "ही"}
_OF_MEASURED = frozenset({"का", "की", "के", "ने", "को"})
_ADJECTIVES = ("दिवसीय", "दिनी")
_HABIT = ("ता", "ती", "ते")
_TIME = bit.WEEKDAY | bit.MONTH | bit.DAY_WORD | bit.TIME_UNIT
_NO_NOUN = bit.ENDER | bit.DOING | bit.ADVERB | bit.NUMERAL | bit.SCALE | bit.SHIFT | bit.MANY
_GROWS = ("ratio", "percent")
_IS = frozenset({"है", "हैं", "था", "थे", "थी"})

Span = tuple[int, int]


@cache
def context_words(name: str) -> frozenset[str]:
    """Return the keys of one set of context_words.tsv."""
    return word_sets("context_words.tsv")[name]


def subject_span(line: Line, first: int, last: int, unit: Unit) -> Span | None:
    """Return the span of what the figure at tokens ``first`` to before ``last`` counts or measures.

    10 जवान → the counted noun itself; 155 मिमी, 22वें, दो दिवसीय → the noun phrase behind it; पांच दिनों की →
    the one behind the genitive; तापमान 40 डिग्री → the quantity named before it; रक्षा निर्यात में 23 गुना →
    what grows; क्षमताएं 85 से अधिक देशों तक पहुंच → what gets there. None where none of these surely holds.
    """
    if unit.kind == "count" and unit.noun is not None:
        reaching = _reaching(line, first, last)
        return reaching or (line.starts[unit.noun[0]], line.ends[unit.noun[1] - 1])
    named = None if unit.kind in ("ordinal", "calibre", "count") else _quantity_before(line, first)
    named = named or (_growing(line, first, last) if unit.kind in _GROWS else None)
    if named is not None:
        return named
    if line.bits(last) & bit.GENITIVE and unit.kind != "ordinal":  # 12वीं की छात्रा: the class, not the pupil
        found = _noun_phrase(line, last + 1, unit)
        return found and _of(line, last, *found, unit)
    direct = unit.kind in ("ordinal", "calibre", "age", "count") or line.key(last - 1) in _ADJECTIVES
    if direct or _is_measured(line, last, unit):
        found = _noun_phrase(line, last, unit)
        return found and (line.starts[found[0]], line.ends[found[1] - 1])
    return None


def _noun_phrase(line: Line, at: int, unit: Unit) -> tuple[int, int] | None:
    """Return (first, behind) of the noun phrase that begins at ``at``, None where it is not sure."""
    weapon = unit.kind == "calibre"
    most, end = _LONGEST if weapon else _MOST_WORDS, at
    while end - at < most and _is_noun(line, end, first=end == at):
        end += 1
    if end == at:
        return None
    if line.bits(at) & _TIME:
        return (at, at + 1) if unit.kind == "ordinal" else None  # तीसरी रात यूक्रेन के …
    if weapon:
        return at, end
    if line.key(at) in context_words("measured"):  # 17 प्रतिशत हिस्सा जमीन में
        return at, at + 1
    head = line.key(at) in _heads()
    if line.bits(end) & bit.AND:  # करोड़ों की सरकारी और निजी संपत्ति
        return (at, end) if head or unit.kind == "age" or end > at + 1 else None
    if _closed(line, end):
        # 40 वर्षीय यार्ड में चौकीदारी करता था
        return None if unit.kind == "age" and line.key(end) in ("में", "से", "तक") else (at, end)
    # A verb follows: what stands before it may be its object or a part of it.
    return (at, at + 1) if head or (end == at + 1 and unit.kind != "age") else None


@cache
def _heads() -> frozenset[str]:
    """Return the nouns that surely are what a figure is of."""
    named = (context_words(name) for name in ("lasting", "measured", "quantity"))
    return word_sets("number_words.tsv")["person"].union(*named)


def _closed(line: Line, end: int) -> bool:
    """Return whether a noun phrase surely ends before ``end``: at a postposition, a sign or an end."""
    return line.key(end) in _CLOSERS or not line.bits(end) & bit.WORD


def _is_noun(line: Line, at: int, *, first: bool) -> bool:
    bits = line.bits(at)
    if not bits & bit.WORD or bits & _NO_NOUN:
        return False
    key = line.key(at)
    if key in _no_nouns() or (bits & bit.TENSE and key not in context_words("no_verb")):
        return False
    if bits & _TIME and not first:
        return False
    return line.key(at + 1) not in _IS or not key.endswith(_HABIT)


@cache
def _no_nouns() -> frozenset[str]:
    """Return the verbs, adverbs and postpositions that no noun phrase holds: बढ़ाई, भीतर, एकत्र."""
    return context_words("verbal") | context_words("no_subject")


def _of(line: Line, genitive: int, first: int, end: int, unit: Unit) -> Span:
    """Return the span of a phrase, with the head that the figure's own genitive belongs to: पांच दिनों की |रूस
    की आधिकारिक यात्रा|."""
    if unit.kind == "duration" and line.key(end) == line.key(genitive):
        head = _noun_phrase(line, end + 1, unit)
        if head and line.key(head[1] - 1) in context_words("lasting"):
            end = head[1]
    return line.starts[first], line.ends[end - 1]


def _is_measured(line: Line, at: int, unit: Unit) -> bool:
    """Return whether what is measured stands right behind the unit: 31 मिमी बारिश, 80 प्रतिशत हिस्से का."""
    if not _is_noun(line, at, first=True) or line.bits(at) & _TIME:
        return False
    if unit.kind == "duration":  # 45 मिनट अस्पताल में रहा
        return line.key(at) == "समय"
    return line.key(at) in context_words("measured") or line.key(at + 1) in _OF_MEASURED


def _quantity_before(line: Line, first: int) -> Span | None:
    """Return the quantity named right before its figure: न्यूनतम तापमान 5 डिग्री, वजन केवल 2 किलो."""
    at = _over_adverbs(line, first) - 1
    if line.key(at) not in context_words("quantity"):
        return None
    start = at - (line.key(at - 1) in context_words("quantity_kind"))
    return line.starts[start], line.ends[at]


def _growing(line: Line, first: int, last: int) -> Span | None:
    """Return what grows: रक्षा निर्यात में 23 गुना वृद्धि, रक्षा निर्यात भी 23 गुना हो."""
    near = line.keys[last : last + 4]
    if not context_words("growth").intersection(near) and not near[0].startswith("हो"):
        return None
    at = _over_adverbs(line, first)
    return _phrase_before(line, at - (line.key(at - 1) == "में"))


def _reaching(line: Line, first: int, last: int) -> Span | None:
    """Return what gets to so many: क्षमताएं अब 85 से अधिक देशों तक पहुंच चुकी हैं."""
    if line.key(last) != "तक" or not line.key(last + 1).startswith(("पहुंच", "फैल")):
        return None
    return _phrase_before(line, _over_adverbs(line, first))


def _phrase_before(line: Line, at: int) -> Span | None:
    """Return the span of the noun phrase that ends before ``at``; None where a time or a verb is in it."""
    start = at
    while at - start < _LONGEST and (
        line.bits(start - 1) & bit.AND or _is_noun(line, start - 1, first=False)
    ):
        start -= 1
    while start < at and line.bits(start) & bit.AND:
        start += 1
    whole = not line.bits(start - 1) & _TIME
    return (line.starts[start], line.ends[at - 1]) if start < at and whole else None


def _over_adverbs(line: Line, at: int) -> int:
    while line.bits(at - 1) & bit.ADVERB:
        at -= 1
    return at
