"""The command that strikes out wrong hits and adds names, and prints the log of both."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pandas as pd

from analysis.commands.command import Command, open_with_warnings
from analysis.commands.telling import warn
from analysis.corpus import How, Kind, Selection
from analysis.errors import SelectionError
from analysis.export.tables import csv_text, to_json, to_text

if TYPE_CHECKING:
    from analysis.corrections import Corrections, Rejection

KINDS = get_args(Kind)
WORDS = 60  # letters of a statement that the log tells


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the corrections, kept here; made when it is not there")
    parser.add_argument(
        "--reject",
        action="append",
        default=[],
        nargs=4,
        metavar=("CORPUS", "NAME", "START", "CODE"),
        help="strike out a mention, as `mentions CORPUS --each` and `references CORPUS` print it",
    )
    parser.add_argument(
        "--reject-statement",
        action="append",
        default=[],
        nargs=3,
        metavar=("CORPUS", "NAME", "START"),
        help="strike out a statement, as `statements CORPUS` prints it",
    )
    parser.add_argument(
        "--reject-speaker",
        action="append",
        default=[],
        nargs=4,
        metavar=("CORPUS", "NAME", "START", "CODE"),
        help="strike out a statement's speaker; CODE '' for one who is not in the lexicon",
    )
    more = {"action": "append", "default": []}  # each of these may be given several times
    parser.add_argument("--table", metavar="CSV", help="add rows: id, label, type, surfaces, guards", **more)
    parser.add_argument(
        "--import", dest="other", metavar="FILE", help="take over what holds in another file", **more
    )
    parser.add_argument(
        "--undo", nargs="?", const=0, type=int, metavar="N", help="undo change N, or the last", **more
    )
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
    parser.add_argument("--language", choices=["hi", "en"], default="hi", help="of messages")


def _run(options: argparse.Namespace) -> int:
    from analysis.corrections import load, merged, save  # --help need not load the annotation

    path, now, code = Path(options.file), datetime.now(), 0
    if not options.file.strip():
        raise SelectionError("cli.blank_option", name="FILE")
    if not path.parent.is_dir():
        raise SelectionError("store.no_folder", path=path, folder=path.parent)
    kept = made = load(path, new=True)
    for place in options.reject:
        made = made.reject(_mention(*place, language=options.language), at=now)
    for place in [*options.reject_statement, *options.reject_speaker]:
        made = made.reject(_statement(*place, language=options.language), at=now)
    for table in options.table:
        made, taken = _with_table(made, table, at=now, language=options.language)
        code = code if taken else 2
    for other in options.other:
        made = merged(made, load(Path(other)), at=now)
    for number in options.undo:
        made = made.undo(number or None, at=now)
    if made != kept:
        save(made, path)
    writers = {"table": to_text, "csv": csv_text, "json": to_json}
    print(writers[options.format](_log(made)), end="")
    return code


def _with_table(made: Corrections, table: str, *, at: datetime, language: str) -> tuple[Corrections, int]:
    """Return the corrections with the rows of a table, and how many were taken; the others are told."""
    from analysis.errors import LexiconError
    from analysis.lexicon.rows import label_ignored, read_rows

    rows, errors = read_rows(table)
    for row in rows:
        try:
            made = made.add_row(row, at=at)
        except LexiconError as error:
            errors.append(error)
    refused = {error.fields["line"] for error in errors}
    taken = [row for row in rows if row.line not in refused]
    for told in [*errors, *label_ignored(taken)]:
        warn(told.message(language), language)
    return made, len(taken)


def _mention(corpus: str, name: str, start: str, code: str, *, language: str) -> Rejection:
    from analysis.corrections import CorrectionError, Rejection
    from analysis.measures.mentions import each_mention

    with open_with_warnings(corpus, language)[0] as store:
        rows = each_mention(store, Selection(documents=(name,), kinds=KINDS), how=get_args(How))
    here = rows[(rows["entity"] == code) & (rows["start"].astype(str) == start)]
    if here.empty:
        raise CorrectionError("corrections.place", name=name, entity=code, start=start)
    row = here.iloc[0]
    return Rejection(name, int(row["start"]), int(row["end"]), code, row["surface"])


def _statement(corpus: str, name: str, start: str, speaker: str | None = None, *, language: str) -> Rejection:
    """Return the rejection of a statement, or of its speaker where one is named."""
    from analysis.corrections import CorrectionError, Rejection
    from analysis.measures.statements import statements

    with open_with_warnings(corpus, language)[0] as store:
        rows = statements(store, Selection(documents=(name,), kinds=KINDS))
    rows = rows.fillna({"named_text": "", "speaker_text": ""})
    here = rows[rows["start"].astype(str) == start]
    if speaker:
        here = here[[speaker in several.split() for several in here["speaker"]]]
    if here.empty:
        where = {"name": name, "start": start, "entity": f" ({speaker})" if speaker else ""}
        raise CorrectionError("corrections.said", **where)
    row = here.iloc[0]
    place = (name, int(row["start"]), int(row["end"]))
    if speaker is None:
        return Rejection(*place, "", row["words"][:WORDS], "statement")
    named = row["speaker_label_hi"] if speaker else row["named_text"] or row["speaker_text"]
    return Rejection(*place, speaker, named, "speaker")


def _log(made) -> pd.DataFrame:
    """Return the log: number, at, action (reject, row, undo), holds, what (in words)."""
    rows = []
    for number, change in enumerate(made.log, 1):
        action = "reject" if change.rejection else "row" if change.row else "undo"
        what = change.rejection or change.row
        told = change.undone if what is None else " ".join(str(one) for one in asdict(what).values() if one)
        rows.append((number, change.at, action, number in made.active, str(told)))
    return pd.DataFrame(rows, columns=["number", "at", "action", "holds", "what"])


CORRECT = Command("correct", "strike out wrong hits, add names, undo", _arguments, _run)
