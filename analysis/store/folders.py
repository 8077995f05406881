"""Which folders are corpora of this program, and no articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

ABOUT = "about.json"
BATCHES = "batches"
_REPORT = "report.arrow"  # what every batch has
_TABLES = "tables."


def is_lake(path: Path) -> bool:
    """Return whether a folder is a lake; one of articles may hold a file of that name, too."""
    return (path / ABOUT).is_file() and ((path / BATCHES).is_dir() or any(path.glob(f"{_TABLES}*")))


def holds_a_lake(path: Path) -> bool:
    """Return whether a folder is a lake, or one whose ingest was stopped before it had tables."""
    return is_lake(path) or any((path / BATCHES).glob(f"*/{_REPORT}"))


def lakes_among(files: Iterable[str]) -> list[str]:
    """Return the folders that are lakes by the paths of files below them, as ``holds_a_lake`` knows them;
    "" is the one that holds them all."""
    about, data, stopped = set(), set(), set()
    for file in files:
        *folders, name = file.split("/")
        for place, folder in enumerate(folders):
            if folder == BATCHES or folder.startswith(_TABLES):
                data.add("/".join(folders[:place]))
        if name == ABOUT:
            about.add("/".join(folders))
        elif name == _REPORT and folders[-2:-1] == [BATCHES]:
            stopped.add("/".join(folders[:-2]))
    return sorted(about & data | stopped)
