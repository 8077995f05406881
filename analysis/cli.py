"""``python -m analysis COMMAND …``: read the line, run the command, turn errors into one line."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from analysis.commands import COMMANDS
from analysis.commands.command import one_line
from analysis.errors import AnalysisError, worded


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for anything the user can put right."""
    for stream in (sys.stdout, sys.stderr):
        # The C locale and old consoles would refuse Devanagari.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _read(_parser(), arguments)
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


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a line in one line; the usage is behind --help."""

    def error(self, message: str) -> NoReturn:
        """End the program with exit code 2."""
        self.exit(2, f"{self.prog}: {message} (--help)\n")


def _read(parser: _Parser, arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what a line says; of a command that takes several paths some may stand after its options."""
    options, rest = parser.parse_known_args(arguments)
    if rest and (not hasattr(options, "paths") or any(word.startswith("-") for word in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m analysis", description="Analysis of Hindi news on defence and diplomacy."
    )
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
