"""``python -m analysis COMMAND …``: read the line, run the command, turn errors into one line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from analysis.commands import COMMANDS
from analysis.commands.command import one_line
from analysis.errors import AnalysisError, messages


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for anything the user can put right."""
    for stream in (sys.stdout, sys.stderr):
        # The C locale and old consoles would refuse Devanagari.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
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
        return _fail(f"{error.filename or ''}: {error.strerror or error}", options.language)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a line in one line; the usage is behind --help."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (--help)\n")


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
    line = messages(language)["cli.error"].format(sentence=one_line(sentence))
    print(line, file=sys.stderr)
    return 2
