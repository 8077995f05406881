"""Which folders are corpora of this program, and no articles."""

from __future__ import annotations

from pathlib import Path

ABOUT = "about.json"
BATCHES = "batches"
_REPORT = "report.arrow"  # what every batch has


def is_lake(path: Path) -> bool:
    """Return whether a folder is a lake; one of articles may hold a file of that name, too."""
    return (path / ABOUT).is_file() and ((path / BATCHES).is_dir() or any(path.glob("tables.*")))


def holds_a_lake(path: Path) -> bool:
    """Return whether a folder is a lake, or one whose ingest was stopped before it had tables."""
    return is_lake(path) or any((path / BATCHES).glob(f"*/{_REPORT}"))
