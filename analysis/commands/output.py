"""Where a table goes: to the screen, or to a file with its method stamp beside it."""

from __future__ import annotations

import argparse
import errno
import sys
from pathlib import Path

import pandas as pd

from analysis.corpus import Selection
from analysis.errors import SelectionError
from analysis.export.stamp import stamp, stamp_json
from analysis.export.tables import csv_text, to_csv, to_json, to_text
from analysis.store.connecting import SUFFIX
from analysis.store.store import Store

STAMP = ".method.json"
# What every table command has; the rest are the options of the measure, for its stamp.
_SHARED = {
    "command", "corpus", "run", "document", "source", "date_from", "date_to", "undated", "kind", "entity",
    "query", "format", "output", "language", "corrections",
}  # fmt: skip


def add_output(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say how and where a table is written."""
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=["table", "csv", "json"], default="table")
    output.add_argument(
        "--output", metavar="FILE", help="write here, with the method stamp beside it (CSV with BOM)"
    )
    output.add_argument("--language", choices=["hi", "en"], default="hi", help="of messages")


def check_output(options: argparse.Namespace) -> None:
    """Raise SelectionError where no table can or should be written: ``cli.blank_output``,
    ``cli.output_folder``, ``cli.no_folder``, ``cli.over_input`` (it would take the place of what is read),
    ``cli.output_inside`` (it would be read next)."""
    if options.output is None:
        return
    path = Path(options.output)
    if not options.output.strip():
        raise SelectionError("cli.blank_output")
    if not path.parent.is_dir():
        raise SelectionError("cli.no_folder", path=path, folder=path.parent)
    if path.is_dir():
        raise SelectionError("cli.output_folder", path=path)
    read = [Path(name).resolve() for name in (options.corpus, options.corrections) if name]
    if path.suffix == SUFFIX or path.resolve() in read:
        raise SelectionError("cli.over_input", path=path)
    if read[0] in path.resolve().parents:
        raise SelectionError("cli.output_inside", path=path)


def print_table(store: Store, selection: Selection, table: pd.DataFrame, options: argparse.Namespace) -> None:
    """Print the table in the format asked for, or write it to a file with its method stamp beside it.

    Raises SelectionError (``cli.unwritable``).
    """
    writers = {"table": to_text, "csv": csv_text, "json": to_json}
    if not options.output:
        sys.stdout.write(writers[options.format](table))
        return
    path = Path(options.output)
    own = {key: value for key, value in vars(options).items() if key not in _SHARED}
    told = _corrections(store, selection, options.corrections)
    stamped = stamp(store, selection, table=options.command, options=own, corrections=told)
    written = to_csv(table) if options.format == "csv" else writers[options.format](table).encode()
    try:
        path.write_bytes(written)
        path.with_name(path.name + STAMP).write_text(stamp_json(stamped), encoding="utf-8")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise SelectionError("cli.unwritable", path=path, reason=error.strerror) from error


def _corrections(store: Store, selection: Selection, file: str | None) -> dict[str, object] | None:
    """Return what the stamp says of a reader's corrections, and tell it on stderr; None without them."""
    if file is None:
        return None
    from analysis.corrections import effect, load
    from analysis.store.layer import LayeredStore

    without = store
    while isinstance(without, LayeredStore):
        without = without.base
    return effect(load(Path(file)), store, without, selection)
