"""Where the tests find material that is used to measure and never shipped."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared(name: str) -> Path:
    """Return the path of a file of the shared material, or skip the test where it is not at hand."""
    base = Path(os.environ.get("VIMARSH_SHARED", ROOT.parent / "shared"))
    path = base / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand: set VIMARSH_SHARED to the folder that holds it")
    return path
