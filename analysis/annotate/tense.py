"""The tense of the clause behind a time: what tells whether कल is yesterday or tomorrow."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from analysis.annotate.calendar_spans import Tense
from analysis.annotate.word_bits import END
from analysis.annotate.words import Line, forms, key_of, table

# होगा करेंगे जाएगी आऊंगा. Of -ोगा only होना is read: सहयोगी and दरोगा end alike.
_FUTURE = re.compile("(?:^हो|^हों|[ेएऊ]ं?)(?:गा|गी|गे)$")
_NO_VERBS = frozenset({"मेगा", "नरेगा", "मनरेगा"})
# करने वाले tells who does it, होने वाले and किए जाने वाले what is to come.
_HABIT = re.compile("(?:ता|ती|ते)$")
_TO_COME = frozenset({"होने", "जाने"})
_GOES_ON = ("रह", "कि", "कर", "हो")
_HOLDERS = frozenset({"वाला", "वाली", "वाले", "वालों"})
_IS = frozenset({"है", "हैं"})


@cache
def _verbs(tense: str) -> frozenset[str]:
    rows = (row for row in table("tense_words.tsv") if row["tense"] == tense)
    return frozenset(key_of(form) for row in rows for form in forms(row["forms"]))


def shows_tense(key: str) -> bool:
    """Return whether a word can tell the tense of its clause."""
    if _FUTURE.search(key) and key not in _NO_VERBS:
        return True
    tenses = ("past", "participle", "modal", "due")
    return key in _IS or key in _TO_COME or any(key in _verbs(tense) for tense in tenses)


def tense_behind(line: Line, at: int) -> Tense:
    """Return the tense of the first verb form behind token ``at`` that shows one, else ``none``.

    होगी, होने वाले and करना है are future; हुई, ने … की and जारी आंकड़े past; हो रही है present, करते
    हैं habitual.
    """
    if line.key(at - 1) == "कल" and line.key(at) == "से" and "तक" in line.keys[at + 1 : at + 6]:
        return "future"  # कल से सात जनवरी तक, whatever has been got ready for it
    for place in range(bisect_left(line.tenses, at), len(line.tenses)):
        here = line.tenses[place]
        if line.bits(here) & END:
            break
        found = _tense_of(line, at, here)
        if found is not None:
            return found
    return "none"


def _tense_of(line: Line, at: int, here: int) -> Tense | None:
    """Return what one verb form behind ``at`` tells, None where it leaves it to what follows."""
    key, after = line.key(here), line.key(here + 1)
    if _FUTURE.search(key) and key not in _NO_VERBS:
        return "future"
    if (key in _TO_COME and after in _HOLDERS) or (key in _verbs("due") and after in _IS):
        return "future"
    if key in _verbs("modal"):
        return "future"
    if key in _verbs("past"):
        if after.startswith("जा"):
            return None  # खेला जाएगा: the tense is in what follows
        if line.key(here + 2).startswith("जा") and after in _verbs("past"):
            return None  # घोषित किये जाने की संभावना
        if _finite(line, here):
            return "past"
    if key in _verbs("participle") and after not in _IS and not after.startswith(_GOES_ON):
        return "past"
    return _present(line, at, here) if key in _IS else None


def _present(line: Line, at: int, here: int) -> Tense:
    """Return the tense of है: लगता है is habitual, शुक्रवार तक … है looks ahead."""
    if line.key(at) == "तक":
        return "future"
    return "habitual" if _HABIT.search(line.key(here - 1)) else "present"


def _finite(line: Line, at: int) -> bool:
    """Return whether a past form is a verb here: की and दी are, at a clause's end, else a postposition
    or noun."""
    if line.key(at) not in ("की", "दी", "ली"):
        return True
    after = line.key(at + 1)
    return not after[:1].isalpha() or after in ("है", "थी", "और", "गई", "हैं", "थीं", "जिसमें")
