"""One loose skeleton for Devanagari and for Latin typing, so that ``jaishankar`` finds जयशंकर.

Typing in Latin letters is not transliteration: people leave vowel length, the inherent vowel, v and w, sh and
s as they come. The skeleton keeps what they rarely get wrong: consonants with their aspiration, and the
vowels i, e, o, u. It serves to propose matches; it is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from analysis.language import tables
from analysis.language.normalise import match_key

_INNER_A = re.compile(r"(?<=[^\s])a")
_NASAL = re.compile("n(?=[pbmf])")
_DOUBLED = re.compile(r"([a-z])\1+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_DEVANAGARI = re.compile(r"[\u0900-\u0963\u0970-\u097f]+")
_OW = re.compile(r"ow(?![aeiou])")


def roman_key(text: str) -> str:
    """Return the skeleton of a word or words in Devanagari or Latin letters: जयशंकर, jayshankar → "jisnkr".

    Every "a" but a word's first letter is dropped (the inherent vowel is written or not), i = ee = y,
    u = oo, v = w, s = sh, j = z, f = ph, n before p b m = m, doubled letters count once; digits stay; words
    are joined by one space. Give it written forms, not matching keys: मॉस्को is "mosko" like moscow, its key
    मास्को is not. Two words may share a skeleton (राम, रम): what it finds is a proposal.
    """
    return " ".join(filter(None, map(_word, re.split(r"[\s\-‐–—.,]+", text))))


def roman_keys(words: Sequence[str]) -> list[str]:
    """Return ``roman_key`` of each word, several times quicker where most are Devanagari."""
    plain = [bool(_DEVANAGARI.fullmatch(word)) for word in words]
    together = "\n".join(word for word, is_plain in zip(words, plain, strict=True) if is_plain)
    keys = iter(_skeletons(unicodedata.normalize("NFKD", together)).split("\n"))
    return [next(keys) if is_plain else roman_key(word) for word, is_plain in zip(words, plain, strict=True)]


def _word(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.lower())
    parts = []
    for run in re.findall(r"[\u0900-\u0963\u0970-\u097f\u200c\u200d]+|[a-z\u0300-\u036f']+|\d+", folded):
        parts.append(_skeleton(run))
    return "".join(parts)


def _skeleton(run: str) -> str:
    if run.isdecimal():
        return match_key(run)
    script = "latin" if run[0].isascii() else "deva"
    if script == "latin":
        run = _OW.sub("o", "".join(c for c in run if c.isascii() and c.isalpha()))
    return _skeletons(run, script)


def _skeletons(lines: str, script: str = "deva") -> str:
    """Return the skeletons of words of one script, a line each: no rule reaches over a line's end."""
    pattern, letters, single = _letters(script)
    if script == "deva":  # every sign becomes Latin, so the order of the signs cannot matter
        for sign, letter in letters.items():
            lines = lines.replace(sign, letter)
        loose = lines.translate(single)
    else:
        loose = pattern.sub(lambda found: letters[found.group()], lines)
    loose = _NOT_ASCII.sub("", loose)
    loose = _NASAL.sub("m", _INNER_A.sub("", loose))
    return _DOUBLED.sub(r"\1", loose)


@cache
def _letters(script: str) -> tuple[re.Pattern, dict[str, str], dict[int, str]]:
    """Return a pattern for all rows of a script; the rows it needs, longest first; the rows of one sign.

    For Devanagari the second holds only the rows of several signs, which go before the single ones.
    """
    rows = {row["from"]: row["to"] for row in tables.rows("romanise.tsv") if row["script"] == script}
    longest = sorted(rows, key=lambda letter: (-len(letter), letter))
    pattern = re.compile("|".join(map(re.escape, longest)))
    single = str.maketrans({letter: rows[letter] for letter in longest if len(letter) == 1})
    wanted = longest if script == "latin" else [letter for letter in longest if len(letter) > 1]
    return pattern, {letter: rows[letter] for letter in wanted}, single
