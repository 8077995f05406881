"""Does a full stop end a sentence? The rules for one candidate, by what stands around it.

News writes Hindi with dandas (।) or with full stops, and many articles mix both. So the document's own habit
decides: where dandas rule, a full stop ends a sentence only after a finite verb.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.language import tables

WORD_CHARACTER = "\u0900-\u0963\u0970-\u097f\ua8e0-\ua8ff\u200c\u200d"  # no danda (U+0964), no digit
CLOSING = "\"'”’)]}»"
# Starts with the full stop itself, so that the search leaps from stop to stop.
_HINDI_STOP = re.compile(rf"\.(?=\s|$)(?<=[{WORD_CHARACTER}]\.)")
_WORD_BEFORE = re.compile(rf"(?:[{WORD_CHARACTER}A-Za-z]+\.)*[{WORD_CHARACTER}A-Za-z]+$")
_INITIAL_AFTER = re.compile(rf"\s*([{WORD_CHARACTER}]+)\.")
_WORD_AFTER = re.compile(rf"\s*([{WORD_CHARACTER}]+)")
_BLANK = re.compile(r"\s*$")
_LIST_NUMBER = re.compile(r"\s*\(?\d{1,2}")
REACH = 40  # the longest word or title looked at before a full stop


@cache
def _words(name: str) -> frozenset[str]:
    return tables.words(name)


def prefers_danda(text: str) -> bool:
    """Return whether a document ends its sentences with dandas rather than full stops."""
    dandas = text.count("।") + text.count("॥")
    return dandas > 0 and dandas >= sum(1 for _ in _HINDI_STOP.finditer(text))


def word_before(text: str, floor: int, at: int) -> str:
    """Return the word that ends at ``at``, with its inner full stops (``ए.पी``); "" where none does."""
    found = _WORD_BEFORE.search(text, max(floor, at - REACH), at)
    return found.group() if found else ""


def ends_in_finite_verb(text: str, floor: int, at: int) -> bool:
    """Return whether the word that ends at ``at`` can close a sentence (है, गया, कहा …)."""
    return word_before(text, floor, at).rpartition(".")[2] in _words("finite_verbs.txt")


def full_stop_ends(text: str, at: int, first: int, last: int, danda: bool) -> bool:
    """Return whether the full stop at ``at`` of the line ``text[first:last]`` ends a sentence.

    ``danda`` is the document's habit (``prefers_danda``). Never between digits (3.5), inside Latin
    (www.a.in, U.S.), after an initial (एस. जयशंकर), an abbreviation (डॉ.) or a list number.
    """
    before = text[at - 1] if at > first else ""
    after = text[at + 1] if at + 1 < last else ""
    if before.isdigit() and after.isdigit():
        return False
    if _latin(before) and after.isascii() and (after.isalnum() or after in ("/", "_", "-")):
        return False
    word = word_before(text, first, at)
    short = word.rpartition(".")[2]
    if after and not after.isspace() and after not in CLOSING + "।.?!|":
        # "रहे हैं.ईरान" lacks a space; "आई.ए.एस." is spelt by letters
        return short in _words("finite_verbs.txt") and not _is_initial(short)
    if _BLANK.match(text, at + 1, last):
        return True
    if before.isdigit():
        return not danda and not (at - first < REACH and _LIST_NUMBER.fullmatch(text, first, at))
    if _is_initial(short):
        return _initial_ends(text, at, first, last, word, short, danda)
    if short in _words("abbreviations.txt") or word in _words("abbreviations.txt"):
        # "फैसला ले. वह": a verb, too; "ले. जनरल": the abbreviation of a rank
        following = _WORD_AFTER.match(text, at + 1, last)
        verb = short in _words("finite_verbs.txt") and following
        return bool(verb and following.group(1) not in _words("titles.txt"))
    if short.lower() in _words("abbreviations_latin.txt"):
        return False
    return not danda or short in _words("finite_verbs.txt")


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def is_abbreviated(word: str) -> bool:
    """Return whether a full stop after ``word`` may belong to it: an initial, an abbreviation."""
    return (
        _is_initial(word)
        or word in _words("abbreviations.txt")
        or word.lower() in _words("abbreviations_latin.txt")
    )


def _is_initial(word: str) -> bool:
    if word in _words("letters.txt"):
        return True
    return len(word) == 1 and (not word.isascii() or word.isupper())


def _initial_ends(text: str, at: int, first: int, last: int, word: str, short: str, danda: bool) -> bool:
    """Return whether the full stop after a letter's name ends a sentence ("… दिल्ली आई. उन्होंने …")."""
    if short not in _words("letters_also_words.txt") or danda or "." in word:
        return False
    following = _INITIAL_AFTER.match(text, at + 1, last)
    if following and following.group(1) in _words("letters.txt"):
        return False  # "बी. के. शर्मा"
    previous = _token_before(text, first, at - len(short))
    bare = previous.rstrip(".")
    dotted = previous.endswith(".") and (bare in _words("letters.txt") or bare in _words("abbreviations.txt"))
    return bool(previous) and previous not in _words("titles.txt") and not dotted


def _token_before(text: str, first: int, at: int) -> str:
    """Return the word left of ``at`` with a full stop it may end in; "" where something else stands there."""
    end = at
    while end > first and text[end - 1].isspace():
        end -= 1
    start = end
    while start > max(first, end - REACH) and (text[start - 1] == "." or _is_hindi(text[start - 1])):
        start -= 1
    return text[start:end] if end < at else ""


def _is_hindi(character: str) -> bool:
    return (
        "\u0900" <= character <= "\u0963" or "\u0970" <= character <= "\u097f" or character in "\u200c\u200d"
    )
