"""Names of documents: short, safe and unique. A name is a label in links and tables, never a path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from analysis.errors import ReadingError
from analysis.keyed import Keyed
from analysis.reading.result import Draft, Fault, Reading
from analysis.reading.source import Source

LENGTH = 80
_JOINERS = "\u200c\u200d"
_SAFE = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")


def safe_name(text: str) -> str:
    """Return ``text`` as a label of letters, marks, digits, ``_``, ``-`` and ``.``, at most 80 characters.

    Every run of other characters becomes one ``-``; the result never starts with a dot or dash and is
    ``"document"`` where nothing is left.
    """
    if len(text) <= LENGTH and _SAFE.fullmatch(text):  # as most are
        return text
    # Marks must stay: without vowel signs "मिसाइल" would become "म-स-इल".
    kept = "".join(char if _is_label(char) else "-" for char in unicodedata.normalize("NFC", text))
    parts = [part for part in kept.split("-") if part.strip(".")]
    return "-".join(parts)[:LENGTH].strip(".-") or "document"


def _is_label(char: str) -> bool:
    return char in "_." or unicodedata.category(char)[0] in "LMN"


def visible(text: str, *, length: int = 40) -> str:
    """Return the beginning of ``text`` with the signs that nobody sees as ``\\u202e``; joiners stay."""
    signs = (
        f"\\u{ord(sign):04x}" if unicodedata.category(sign)[0] == "C" and sign not in _JOINERS else sign
        for sign in text[:length]
    )
    return "".join(signs) + (" …" if len(text) > length else "")


def stem(name: str) -> str:
    """Return the label of an input's name: ``"2024/jan/a.txt"`` → ``"2024-jan-a"``."""
    path = PurePosixPath(name.replace("\\", "/"))
    last = path.name
    for _ in range(2):  # "news.jsonl.gz" has two endings
        base, dot, ending = last.rpartition(".")
        if base and dot and ending.isascii() and ending.isalnum() and len(ending) <= 7:
            last = base
        if ending.lower() != "gz":
            break
    return safe_name("-".join((*path.parts[:-1], last)))


class Names:
    """The names given so far in one corpus; hands out new ones that differ from all of them.

    Start it with the names of a store to go on with that corpus.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        # Name → the number to try first for the next one that wants it.
        self._taken: Keyed[str, int] = Keyed((name, 2) for name in taken)

    def give(self, wanted: str) -> str:
        """Return ``wanted`` as a safe name, with ``-2``, ``-3`` … where it is taken, and keep it."""
        name = self.free(wanted)
        self.take(name)
        return name

    def free(self, wanted: str) -> str:
        """Return the name that ``give`` would, without keeping it."""
        base = safe_name(wanted)
        first = number = self._taken.get(base)
        if number is None:
            return base
        while self._taken.get(f"{base}-{number}"):
            number += 1
        if number > first:
            self._taken[base] = number
        return f"{base}-{number}"

    def take(self, name: str) -> None:
        """Keep a name that ``free`` returned."""
        self._taken[name] = 2


class Changed:
    """Counts the ids of one input that could not be names as they are, to tell of them once, at its end.

    Also those of rows that were read earlier: an ingest that goes on tells what an undisturbed one does. A
    bare number, which gets the name of its table before it, is none of them.
    """

    def __init__(self) -> None:
        self._number = 0
        self._first: tuple[str, str] | None = None

    def counted(self, pieces: Iterable[Draft | Fault]) -> Iterator[Draft | Fault]:
        """Yield the pieces."""
        for piece in pieces:
            if isinstance(piece, Draft) and piece.given and safe_name(piece.name) != piece.name:
                self._number += 1
                self._first = self._first or (piece.given, safe_name(piece.name))
            yield piece

    def told(self, source: Source, sha256: str) -> Iterator[Reading]:
        """Yield what tells of them, of no article of its own; nothing where there are none."""
        if self._first:
            given, name = self._first
            fields = {"count": f"{self._number:,}", "id": visible(given), "name": name, "limit": LENGTH}
            note = ReadingError("reading.name_changed", file=source.path, **fields)
            yield Reading(source.path, source.bytes, sha256, "note", notes=(note,))
