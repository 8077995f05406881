"""``python -m analysis remove my.duckdb NAME …``: articles out of a store, such as one edited since."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.commands.command import Command
from analysis.errors import SelectionError, StoreError, worded
from analysis.store.connecting import SUFFIX
from analysis.store.refusals import check_writable, refusals_told
from analysis.store.report import UNFINISHED
from analysis.store.store import Store


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("store", metavar="FILE.duckdb", help="a store made by ingest")
    parser.add_argument("names", nargs="+", metavar="NAME", help="of articles, as documents prints them")
    parser.add_argument("--language", choices=["hi", "en"], default="hi", help="of the messages")


def _run(options: argparse.Namespace) -> int:
    from analysis.ingest.edit import remove_documents  # --help need not load the annotation
    from analysis.ingest.run import MEMORY

    if not all(name.strip() for name in options.names):  # "": a variable of the shell that is not set
        raise SelectionError("cli.blank", name="NAME")
    path, names = Path(options.store), list(dict.fromkeys(options.names))
    if path.is_dir() or (path.exists() and path.suffix != SUFFIX):
        raise StoreError("store.not_removed_from", path=path)
    check_writable(path)
    with refusals_told(path), Store.open(path, read_only=False, memory_limit=MEMORY) as store:
        _check(store, names)
        remove_documents(store, names)
    told = worded(options.language, "cli.removed", path=path, number=len(names), names=", ".join(names))
    print(told, file=sys.stderr)
    return 0


def _check(store: Store, names: list[str]) -> None:
    """Raise StoreError before anything is removed: ``store.unfinished``, ``store.no_document``."""
    known = set(store.query("SELECT name FROM document")["name"])
    if store.unfinished:
        number = len(store.all_documents()) - len(known)
        raise StoreError(UNFINISHED, path=store.path, number=f"{number:,}")
    for name in names:
        if name not in known:
            raise StoreError("store.no_document", name=name)


REMOVE = Command(
    "remove", "take articles out of a store; every number made of them follows", _arguments, _run
)
