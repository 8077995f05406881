"""What is said on stderr beside a table: how words were read, what is near them, warnings and notes."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace

from analysis.corpus import Selection
from analysis.errors import worded
from analysis.export.tables import unsteered
from analysis.language.tokens import tokenise
from analysis.measures.documents import titles_with
from analysis.measures.search import OPERATORS, by_sound, search
from analysis.store.needle import Match, resolve
from analysis.store.selection import KINDS
from analysis.store.store import Store

SOUNDS = 5  # written forms that are named of a word read by sound


def tell_operators(words: str, language: str) -> None:
    """Say on stderr that signs which other searches read as operators mean nothing here."""
    if OPERATORS.search(words):
        warn(worded(language, "cli.no_operators", term=words), language)


def tell_nearest(
    store: Store, selection: Selection, words: str, language: str, *, match: Match | None = None
) -> int:
    """Say on stderr that words are not there, and what is near them; where they are, return how often.

    ``match`` is the --match that was looked with, None where the words do not stand under one.
    """
    if not tokenise(words):  # '(' stands in the text, but nothing was looked for
        warn(worded(language, "cli.only_signs", term=words), language)
        return 0
    found = search(store, selection, words, match=match or "whole")
    if found.count:
        return found.count
    if tell_aside(store, selection, words, language, match=match or "whole"):
        return 0
    names = ", ".join(f"{text} ({count})" for text, count in found.suggestions)
    nothing = "cli.nothing_whole" if match in ("whole", "starts", "lemma") else "cli.nothing"
    warn(worded(language, "cli.nearest" if names else nothing, term=words, names=names), language)
    if held := titles_with(store, selection, words=words):
        warn(worded(language, "cli.in_titles", term=words, number=held), language)
    return 0


def tell_aside(store: Store, selection: Selection, words: str, language: str, *, match: Match) -> bool:
    """Say on stderr of words that are not among the chosen kinds of lines in which others they stand, in how
    many articles, and how to look there; return whether they do."""
    others = {kind: replace(selection, kinds=(kind,)) for kind in KINDS if kind not in selection.kinds}
    held = [kind for kind, one in others.items() if search(store, one, words, match=match).count]
    if held:
        documents = search(store, replace(selection, kinds=tuple(held)), words, match=match).documents
        look = " ".join(f"--kind {kind}" for kind in held)
        told = {"term": words, "number": f"{documents:,}", "look": look, "kinds": ", ".join(selection.kinds)}
        warn(worded(language, "cli.aside", **told), language)
    return bool(held)


def tell_reading(store: Store, query: str, language: str) -> None:
    """Say on stderr that what was typed in Latin letters was read as a name: other forms of it are found too,
    and the word where it is a part of another name is not, so that भारत and bharat find different sets."""
    codes = resolve(store, query).entities
    if codes:
        column = "label_hi" if language == "hi" else "label_en"
        found = store.query(
            f"SELECT code, {column} AS label FROM entity WHERE list_contains($codes::VARCHAR[], code)",
            {"codes": list(codes)},
        )
        names = ", ".join(sorted(f"{row.label} ({row.code})" for row in found.itertuples()))
        warn(worded(language, "cli.read_as", query=query, names=names), language)


def tell_sound(
    store: Store, selection: Selection, words: str, language: str, *, match: Match = "whole"
) -> None:
    """Say on stderr which Hindi words were meant by those typed in Latin letters: it may be others, too."""
    read = by_sound(store, selection, words, match=match)
    if read:
        told = "; ".join(f"{typed} = {_first(forms)}" for typed, forms in read.items())
        warn(worded(language, "cli.by_sound", query=words, read=told), language)


def tell_letters(store: Store, selection: Selection, letters: str, language: str) -> None:
    """Say on stderr that --contains reads nothing by sound, where that would have found something."""
    read = by_sound(store, selection, letters, match="inside")
    if read:
        named = "; ".join(_first(forms) for forms in read.values())
        warn(worded(language, "cli.letters", letters=letters, read=named), language)


def _first(forms: Sequence[tuple[str, int]]) -> str:
    named = ", ".join(f"{form} ({count:,})" for form, count in forms[:SOUNDS])
    return named + (", …" if len(forms) > SOUNDS else "")


def warn(sentence: str, language: str) -> None:
    """Print one line of warning to stderr."""
    print(worded(language, "cli.warning", sentence=one_line(sentence)), file=sys.stderr)


def note(sentence: str, language: str) -> None:
    """Print one line to stderr that tells how a table is to be read; nothing is wrong."""
    print(worded(language, "cli.note", sentence=one_line(sentence)), file=sys.stderr)


def in_shell(path: object) -> str:
    """Return a path as it is typed in a command: a folder may be called हिन्दी समाचार."""
    return shlex.quote(str(path))


def one_line(sentence: str) -> str:
    """Return the sentence as one line, without the signs a file's name could steer a terminal by."""
    return " ".join(unsteered(sentence).split())
