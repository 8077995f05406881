"""``python -m analysis COMMAND …``: read the line, run the command, turn errors into one line."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.commands import COMMANDS
from analysis.commands.line import Parser, fault, language_of
from analysis.commands.telling import one_line
from analysis.errors import AnalysisError, worded


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for anything the user can put right.

    Raises SystemExit, as argparse does, for --help (0) and for a line that cannot be read (2).
    """
    for stream in (sys.stdout, sys.stderr):
        # The C locale and old consoles would refuse Devanagari.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    line = sys.argv[1:] if arguments is None else list(arguments)
    try:
        options = _read(_parser(), line)
    except AnalysisError as error:
        language = language_of(line)
        sys.exit(_fail(error.message(language), language))
    try:
        code = options.run(options)
        sys.stdout.flush()
        return code
    except AnalysisError as error:
        return _fail(error.message(options.language), options.language)
    except BrokenPipeError:
        # `… | head` closed the pipe: what was asked for is printed. The interpreter flushes once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(_of_system(error, options), options.language)


def _read(parser: Parser, line: Sequence[str]) -> argparse.Namespace:
    """Return what a line says; of a command that takes several paths some may stand after its options."""
    options, rest = parser.parse_known_args(line)
    if rest and (not hasattr(options, "paths") or any(word.startswith("-") for word in rest)):
        raise fault(f"unrecognized arguments: {' '.join(rest)}", f"{parser.prog} {options.command}")
    if rest:
        options.paths.extend(map(Path, rest))
    return options


def _of_system(error: OSError, options: argparse.Namespace) -> str:
    """Return what the system refused, its file where it names one, and the cure where there is one."""
    said = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
    if error.errno == errno.ENOSPC:
        kept = "cli.no_room_kept" if options.command == "ingest" else "cli.no_room"
        return worded(options.language, kept, reason=said)
    return worded(options.language, "cli.system", reason=said)


def _parser() -> Parser:
    parser = Parser(prog="python -m analysis", description="Analysis of Hindi news on defence and diplomacy.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _fail(sentence: str, language: str) -> int:
    line = worded(language, "cli.error", sentence=one_line(sentence))
    print(line, file=sys.stderr)
    return 2
