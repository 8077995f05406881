"""The errors a user can meet, each a code with fields, worded in Hindi and English.

    AnalysisError
    ├── ReadingError      a file that cannot be read as an article
    ├── LexiconError      a broken row in a table of the lexicon
    ├── StoreError        a store that cannot be opened, read or written
    ├── CorrectionError   a reader's correction that cannot be made or read (corrections.py)
    └── SelectionError    a filter that names something the corpus does not have

An error is raised as ``ReadingError("reading.empty", file="a.txt")``; ``str(error)`` is the English
sentence and ``error.message("hi")`` the Hindi one. The wording stands in ``messages/hi.toml`` and
``messages/en.toml`` under the same codes, so that each sentence names the file, the place and the cure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

MESSAGES = Path(__file__).parent / "messages"
Language = Literal["hi", "en"]


@cache
def messages(language: Language) -> dict[str, str]:
    """Return code → template of one language (``"reading.empty"`` → ``"{file}: …"``)."""
    nested = tomllib.loads((MESSAGES / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{group}.{name}": text for group, texts in nested.items() for name, text in texts.items()}


class _Field:
    """A field's value: ``{count}`` is the value, ``{count:article|articles}`` the word that goes with it."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, words: str) -> str:
        one, parted, many = words.partition("|")
        if not parted:
            return format(self.value, words)
        return one if str(self.value).replace(",", "") == "1" else many


def fill(template: str, fields: Mapping[str, object]) -> str:
    """Return ``template`` with its fields; ``{count} {count:article|articles}`` is "1 article", "2 articles".

    The first form stands with 1 alone, in both languages: 0 and 1.5 take the other.
    """
    return template.format(**{name: _Field(value) for name, value in fields.items()})


def worded(language: Language, code: str, **fields: object) -> str:
    """Return the sentence under ``code`` with its fields."""
    return fill(messages(language)[code], fields)


def _printable(value: object) -> object:
    """Return a field as it can be shown and kept: a byte of a broken file stands in it as half of a pair."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


class AnalysisError(Exception):
    """A fault of the input, told by ``code`` and ``fields`` (see the module's docstring)."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        self.fields = {name: _printable(value) for name, value in fields.items()}
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """Return the sentence for a reader of ``language``; a missing template shows the bare code."""
        template = messages(language).get(self.code)
        if template is None:
            return f"{self.code} {self.fields}"
        told = {
            name: value.message(language) if isinstance(value, AnalysisError) else value
            for name, value in self.fields.items()
        }
        return fill(template, told)

    def __reduce__(self):
        # Errors travel between worker processes; the default would pass the sentence as the code.
        return (_rebuild, (type(self), self.code, self.fields))


def _rebuild(kind: type[AnalysisError], code: str, fields: dict[str, object]) -> AnalysisError:
    return kind(code, **fields)


class ReadingError(AnalysisError):
    """A file that cannot be read as an article."""


class LexiconError(AnalysisError):
    """A broken row in a table of the lexicon."""


class StoreError(AnalysisError):
    """A store that cannot be opened, read or written."""


class SelectionError(AnalysisError):
    """A filter that names something the corpus does not have."""
