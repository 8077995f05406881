"""Errors as a reader sees them: in their language, and without the folders of the server.

A hosted page must not reveal where files lie: of a path the part inside the corpus is shown, or the last name
in it.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from analysis.errors import AnalysisError
from dashboard import data
from dashboard.seen import seen
from dashboard.strings import language

_HOLDING_PATHS = ("file", "path", "reason", "other")
# What other programs say of a file: 'IO Error: Could not set lock on file "/srv/news/x.duckdb": …'.
_INSIDE = re.compile(r"(?<![\w.:/])(?:[A-Za-z]:)?[/\\](?:[^/\\\s\"'`:;,()]+[/\\])+(?=[^/\\\s\"'`:;,()])")


def told(error: AnalysisError) -> str:
    """Return the sentence of an error for the page."""
    fields = {name: short(value) if name in _HOLDING_PATHS else value for name, value in error.fields.items()}
    return seen(type(error)(error.code, **fields).message(language()))


def short(value: object) -> object:
    """Return a text or path without the folders above the corpus, other values as they are."""
    if not isinstance(value, str | PurePath):
        return value
    text = str(value)
    for folder in _folders():
        text = text.replace(folder, "")
    if text.startswith("/") or re.match(r"[A-Za-z]:[\\/]", text):
        return re.split(r"[/\\]", text.rstrip("/\\"))[-1]  # whole, for names of folders may hold blanks
    return _INSIDE.sub("", text)


def _folders() -> list[str]:
    """Return the folders above the server's corpora, the longest first, each with its last slash."""
    paths = [Path(path) for path in data.given().values()]
    parents = {str(one.parent) for path in paths for one in (path, path.resolve())}
    return sorted((f"{parent}/" for parent in parents if parent not in (".", "/")), key=len, reverse=True)
