"""The seeds asked on the command line, each question once."""

import contextlib
import io
import json
from functools import cache
from pathlib import Path

from analysis.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
SEEDS = str(ROOT / "seeds")


@cache
def ask(command, *words):
    """Return the rows that a command prints as JSON."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert not main([command, *words, "--format", "json"])
    return json.loads(out.getvalue())
