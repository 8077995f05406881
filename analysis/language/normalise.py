"""The matching key of a written form: one spelling for all ways to write a word.

A key serves to match and to group; it is never shown, and no offset points into it. indic-nlp-library's
Devanagari normaliser is the first step (it splits the nukta letters, which Unicode cannot compose, and drops
joiners), guarded where it errs; the folds of ``hi/folds.tsv`` follow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from indicnlp.normalize.indic_normalize import DevanagariNormalizer

from analysis.language import tables

NUKTA = "\u093c"
CONSONANTS = "".join(map(chr, range(0x0915, 0x093A)))
VOWEL_SIGNS = "\u093e-\u094c\u0902\u0901\u0903"

# The library would read the colon of "नई दिल्ली:" as a visarga, every | as a danda, two single quotes as a
# double one, and U+200B as a space that cuts the word. Its options for nasals, vowel endings and candras
# destroy words ("न्याय" → "ंयाय", "विदेश" → "विदेश्") and stay off.
_SHIELDED = tuple(zip(":|'", "\ue000\ue001\ue002", strict=True))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+")
_LIBRARY = DevanagariNormalizer("hi")

# A vowel sign typed before the nukta of its consonant: "पढे़ं" is "पढ़ें".
_NUKTA_LATE = re.compile(f"([{VOWEL_SIGNS}]+){NUKTA}")
# ड़ and ढ़ are letters of their own (जड़ is not जड); on the others the nukta marks a loan and is often left out.
_LOAN_NUKTA = re.compile(f"(?<![डढ]){NUKTA}")
_LETTER = re.compile("[\u0904-\u0939\u0972]")
_DIGIT = re.compile(r"\d")


def match_key(form: str) -> str:
    """Return the matching key of one written form (a token, or several with what stands between them).

    Invisible characters go; nuktas go but in ड़ ढ़; a nasal before a homorganic stop and ँ become ं; ॉ
    becomes ा in words of three letters or more; गयी ends as गई; digits become ASCII, Latin lower case.
    अंतर्राष्ट्रीय and अंतरराष्ट्रीय stay apart, and so do न्याय, जन्म, उन्होंने as they are.
    The key of a key is the key itself.
    """
    return _folded(form) if _acts_on().search(form) else form


def match_keys(forms: Sequence[str]) -> list[str]:
    """Return the matching key of each form, as ``match_key`` does, for many forms at once.

    The folds run once over all forms that need them, joined by line breaks, which no fold looks across.
    """
    search = _acts_on().search
    keys = list(forms)
    places = [place for place, form in enumerate(keys) if search(form)]
    parts = _folded("\n".join([keys[place] for place in places])).split("\n")
    if len(parts) != max(len(places), 1):  # a form that holds a line break itself
        return list(map(match_key, forms))
    for place, key in zip(places, parts, strict=False):
        keys[place] = key
    return keys


def _folded(form: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", form))
    for sign, shield in _SHIELDED:  # str.translate takes thirty times as long
        text = text.replace(sign, shield)
    text = _LIBRARY.normalize(text)
    for sign, shield in _SHIELDED:
        text = text.replace(shield, sign)
    text = _LOAN_NUKTA.sub("", _NUKTA_LATE.sub(NUKTA + r"\1", text))
    for pattern, replacement in _folds():
        text = pattern.sub(replacement, text)
    return _ascii_digits(text).lower()


@cache
def _acts_on() -> re.Pattern:
    """Return a pattern found in every form that is not its own key, so that most forms cost one search."""
    firsts = {row["from"][0] for row in tables.rows("folds.tsv") if row["kind"] in ("letter", "long")}
    order = {row["from"] for row in tables.rows("folds.tsv") if row["kind"] in ("order", "nasal")}
    endings = {row["from"] for row in tables.rows("folds.tsv") if row["kind"] == "ending"}
    composed = "\u0929\u0931\u0934\u0958-\u095f\u0972"
    plain = "\u0900-\u0903\u0905-\u0939\u093d-\u0950\u0964\u0965\u0970a-z0-9 .,:;|()'\"/-"
    outside = f"[^{plain}]|[{composed}]"
    return re.compile(
        "|".join([outside, f"[{''.join(firsts)}]", *map(re.escape, order), rf"(?:{'|'.join(endings)})(?!\S)"])
    )


@cache
def _folds() -> tuple[tuple[re.Pattern, object], ...]:
    folds = []
    for row in tables.rows("folds.tsv"):
        found, context = re.escape(row["from"]), row["context"].replace("*", CONSONANTS)
        if row["kind"] == "nasal":
            folds.append((re.compile(f"{found}(?=[{context}])"), row["to"]))
        elif row["kind"] == "ending":
            folds.append((re.compile(rf"(?<=[{context}]){found}(?!\S)"), row["to"]))
        elif row["kind"] == "long":
            # From the head of a word: else every letter of every word would be tried as one.
            folds.append((re.compile(rf"(?<!\S)\S*{found}\S*"), _fold_long(row["from"], row["to"])))
        else:
            folds.append((re.compile(found), row["to"]))
    return tuple(folds)


def _fold_long(letter: str, other: str):
    """Return a replacement that folds ``letter`` in words of three letters or more."""
    apart = tables.words("candra_apart.txt")

    def fold(match: re.Match) -> str:
        word = match.group()
        if len(_LETTER.findall(word)) < 3 or word in apart:
            return word
        return word.replace(letter, other)

    return fold


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return _DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), text)
