"""Which rules and which schema made a store: short fingerprints that change when what they name changes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

VERSION = "0.1.0"
_HERE = Path(__file__).parent
_RULES = ("language", "annotate", "lexicon", "reading")


@cache
def rules_version() -> str:
    """Return the fingerprint of the code and tables that turn text into rows (12 hex digits).

    It is made from the files themselves: a rule changed without a new version number would otherwise
    leave an old store in use.
    """
    files = [path for folder in _RULES for path in (_HERE / folder).rglob("*")]
    files = sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts)
    return fingerprint(*(path.relative_to(_HERE).as_posix().encode() + path.read_bytes() for path in files))


@cache
def schema_version() -> str:
    """Return the fingerprint of the store's schema (12 hex digits)."""
    return fingerprint((_HERE / "store" / "schema.sql").read_bytes())


def fingerprint(*parts: bytes) -> str:
    """Return 12 hex digits over the parts and their borders."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()[:12]
