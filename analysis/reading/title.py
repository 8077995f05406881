"""A title for an article that brings none: its first heading, or its first words. Always marked guessed.

Good enough to show what was read; the annotation, which knows the sentences, has the last word.
"""

from __future__ import annotations

import re

WORDS = 8
HEADING_WORDS = 24

_SENTENCE_END = re.compile(r"[।॥?!.|…:;,][\"'”’»)\]]*$")
# "(मानवी मीडिया) : विदेश मंत्री …": who sent it is not what it says.
_BYLINE = re.compile(r"^\s*[\(\[][^()\[\]\n]{1,60}[\)\]]\s*[:：\-–—]*\s*")


def guess_title(text: str) -> str:
    """Return the heading that opens ``text``, else its first eight words with ``…``.

    A heading is a first line with words that does not end as a sentence does, is short, and has more text
    under it. A line without letters or digits ("×") is passed over; a byline in brackets is left out.
    """
    lines = [line.strip() for line in text.splitlines() if any(map(str.isalnum, line))]
    if not lines:
        return ""
    first = lines[0]
    if len(lines) > 1 and len(first.split()) <= HEADING_WORDS and not _SENTENCE_END.search(first):
        return first
    words = _BYLINE.sub("", first).split() or first.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
