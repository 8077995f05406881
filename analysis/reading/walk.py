"""Which files of a folder or archive are read, which are passed over, and what is told of instead."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from analysis.errors import ReadingError
from analysis.reading.source import Source, shown
from analysis.store.folders import holds_a_lake

_PASSED_OVER = {"thumbs.db", "desktop.ini", "__macosx"}
_WAITING = ".waiting"
# A store made in the folder of its articles, and what lies beside it; of these only what waits is a folder.
_OF_A_STORE = re.compile(r"(?s:.*)\.duckdb(\.(texts|waiting|making|fresh|[0-9a-f]{32}\.draft))?(\.wal)?")


def source_files(root: Path) -> Iterator[Path]:
    """Yield the files ``read_path`` would read: ``root`` itself, or those of its tree in sorted order.

    A link stands for itself: it may lead out of the tree or round in a circle, and is told of. ``root``
    may be one: it was named. So does a folder that ``refused_folder`` tells of, and a lake.
    """
    if not root.is_dir():
        yield root
        return
    for folder, folders, files in os.walk(root):
        told = [name for name in folders if not is_hidden(name) and _is_told(Path(folder, name))]
        folders[:] = sorted(name for name in folders if name not in told and not passed_over(name))
        files = [name for name in files if not passed_over(name)]
        yield from (Path(folder, name) for name in sorted(files + told))


def _is_told(folder: Path) -> bool:
    return folder.is_symlink() or holds_a_lake(folder) or named_as_store(folder.name)


def refused_folder(path: Path) -> ReadingError | None:
    """Return why nothing is read of a path that ``source_files`` gave: a link (``reading.link_to_file``,
    ``reading.link_to_folder``) or a folder with the name of a store; None for all else."""
    if path.is_symlink():
        code = "reading.link_to_folder" if path.is_dir() else "reading.link_to_file"
        return ReadingError(code, file=shown(path))
    if path.is_dir() and named_as_store(path.name) and not holds_a_lake(path):
        return ReadingError("reading.named_as_store", file=shown(path))
    return None


def is_hidden(name: str) -> bool:
    """Return whether a file or folder is hidden, the system's own or about the others (README)."""
    lower = name.lower()
    return lower in _PASSED_OVER or lower.partition(".")[0] == "readme" or lower.startswith(".")


def passed_over(name: str) -> bool:
    """Return whether a file or folder of this name is passed over in silence: hidden, or of a store."""
    return is_hidden(name) or bool(_OF_A_STORE.fullmatch(name.lower()))


def named_as_store(folder: str) -> bool:
    """Return whether a folder has the name of a store, which is a file: it may hold articles."""
    return bool(_OF_A_STORE.fullmatch(folder.lower())) and not folder.lower().endswith(_WAITING)


def store_folder(member: Source) -> ReadingError | None:
    """Return what tells of the folder named as a store is that a member of an archive lies in, or None."""
    *folders, _ = parts = PurePosixPath(member.name).parts
    for place, folder in enumerate(folders):
        if named_as_store(folder) and not any(map(is_hidden, parts)):
            path = "/".join(member.path.split("/")[: place + 1 - len(parts)])
            return ReadingError("reading.named_as_store", file=path)
    return None
