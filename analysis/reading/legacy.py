"""Hindi typed in fonts that paint Devanagari over Latin letters: found out by its small words, converted.

In KrutiDev 010 "Hkkjr" is printed as भारत. A file holds the letters, not the font, so statistics must tell.
The glyphs are in ``krutidev.tsv``: the letters, what they stand for, and their kind. ``<i>`` is the vowel
sign that is typed before its syllable, ``<r>`` the र् that is typed after it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from analysis.errors import ReadingError

# Small words are a fourth of any Hindi text. English holds "us" and "dh", never a tenth of such words.
SHARE_NEEDED = 0.10
WORDS_NEEDED = 4
SAMPLE = 20_000

_SIGN_I, _REPH = "\ue000", "\ue001"
_LETTER = r"[\u0915-\u0939\u0958-\u095f]\u093c?"
_CLUSTER = f"(?:{_LETTER}\u094d)*{_LETTER}"
_AFTER_I = re.compile(f"{_SIGN_I}({_CLUSTER})")
_BEFORE_REPH = re.compile(f"({_CLUSTER}[\u093e-\u094c\u0901-\u0903]*){_REPH}")
# What one sign is, is typed as two: ा + े is ो. Longest first.
_JOINED = (
    ("\u094d\u093c", "\u093c\u094d"),
    ("अाे", "ओ"),
    ("अाै", "औ"),
    ("अाॅ", "ऑ"),
    ("अॉ", "ऑ"),
    ("अा", "आ"),
    ("एे", "ऐ"),
    ("ाे", "ो"),
    ("ाै", "ौ"),
    ("ाॅ", "ॉ"),
)


def find_font(text: str) -> str | None:
    """Return ``"KrutiDev"`` or ``"Chanakya"`` where ``text`` is Hindi in such a font, else None."""
    words = text[:SAMPLE].split()
    for font, marks in _marks().items():
        hits = [word for word in words if word in marks]
        if len(set(hits)) >= WORDS_NEEDED and len(hits) >= SHARE_NEEDED * len(words):
            return font
    return None


def converted(text: str, *, file: str) -> tuple[str, tuple[ReadingError, ...]]:
    """Return ``text`` in Unicode with a warning where it is in KrutiDev 010, else as it is without one.

    Raises ReadingError ``reading.legacy_font`` for a font that is known but not converted.
    """
    font = find_font(text)
    if font is None:
        return text, ()
    if font != "KrutiDev":
        raise ReadingError("reading.legacy_font", file=file, font=font)
    return from_krutidev(text), (ReadingError("reading.legacy_converted", file=file, font="KrutiDev 010"),)


def from_krutidev(text: str) -> str:
    """Return KrutiDev 010 text in Unicode; what the font does not paint (spaces, digits) stays.

    English words in between cannot be told from Hindi ones and become nonsense, which is why it is told.
    """
    pattern, glyphs = _glyphs()
    spelled = pattern.sub(lambda match: glyphs[match[0]], text)
    # A half letter and the bar make the whole: "H" भ् + "k" ा = भ. The next bar is a vowel sign.
    spelled = spelled.replace("\u094d\u093e", "").replace("\u094d\u093c\u093e", "\u093c")
    for typed, sign in _JOINED:
        spelled = spelled.replace(typed, sign)
    spelled = _AFTER_I.sub("\\1\u093f", spelled)
    spelled = _BEFORE_REPH.sub("र्\\1", spelled)
    return spelled.replace(_SIGN_I, "\u093f").replace(_REPH, "र्")


@cache
def _glyphs() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = (Path(__file__).parent / "krutidev.tsv").read_text(encoding="utf-8").splitlines()[1:]
    signs = {"<i>": _SIGN_I, "<r>": _REPH}
    glyphs = {}
    for glyph, text, _ in (row.split("\t") for row in rows):
        glyphs.setdefault(glyph, signs.get(text, text))
    longest_first = sorted(glyphs, key=lambda glyph: (-len(glyph), glyph))
    return re.compile("|".join(map(re.escape, longest_first))), glyphs


@cache
def _marks() -> dict[str, frozenset[str]]:
    """Return font → its spellings of Hindi's commonest words (``legacy.tsv``)."""
    rows = (Path(__file__).parent / "legacy.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {font: frozenset(words.split()) for font, words in (row.split("\t") for row in rows)}
