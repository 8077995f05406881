"""A line that cannot be read: what is wrong with it, in the reader's language and with the cure.

argparse finds the faults and words them in English; ``_FAULTS`` says which message of ours each of them is.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from analysis.errors import Language, SelectionError

# What argparse says, of an argument or of the whole line, and the code that stands for it.
_FAULTS = {
    r"the following arguments are required: (?P<names>.+)": "cli.required",
    r"unrecognized arguments: (?P<words>.+)": "cli.unknown",
    r"ambiguous option: (?P<given>.+) could match (?P<names>.+)": "cli.ambiguous",
    r"invalid choice: (?P<given>.+?) \(choose from (?P<known>.+)\)": "cli.choice",
    r"invalid int value: (?P<given>.+)": "cli.no_number",
    r"expected (?:one|1|at least one) argument": "cli.no_value",
    r"expected (?P<number>\d+) arguments": "cli.values",
    r"not allowed with argument (?P<other>.+)": "cli.not_together",
    r"ignored explicit argument (?P<given>.+)": "cli.takes_no_value",
    # The type of an argument gives the code of what it asks for: see ``positive``.
    r"(?P<code>cli\.\w+)": "",
}


class Parser(argparse.ArgumentParser):
    """Raises what is wrong with a line, instead of printing it; the usage is behind --help."""

    def error(self, message: str) -> NoReturn:
        """Raise SelectionError (one of the codes of ``_FAULTS``, else ``cli.line``)."""
        raise fault(message, self.prog)


def fault(message: str, program: str) -> SelectionError:
    """Return what argparse says as an error with a code; ``program`` is what --help is asked of."""
    named = re.match(r"argument (?P<name>\S+): ", message)
    said, name = (message[named.end() :], named["name"]) if named else (message, "")
    for pattern, code in _FAULTS.items():
        if found := re.fullmatch(pattern, said, re.DOTALL):
            fields = {key: text.replace("'", "") for key, text in found.groupdict().items()}
            return SelectionError(fields.pop("code", code), name=name, program=program, **fields)
    return SelectionError("cli.line", said=message, program=program)


def language_of(line: Sequence[str]) -> Language:
    """Return the language that a line asks for, also where the rest of it cannot be read; else Hindi."""
    chosen: Language = "hi"
    for word, following in zip(line, [*line[1:], ""], strict=False):
        name, equals, value = word.partition("=")
        if name.startswith("--l") and "--language".startswith(name):
            asked = value if equals else following
            chosen = asked if asked in ("hi", "en") else chosen
    return chosen
