"""Text as it may stand among other text: what would turn the direction of writing is shown and not done.

An uploaded title that holds an override (U+202E) would write what stands behind it backwards: the date, the
number, the next label. HTML can shut it in (``<bdi>``), unless it ends that itself (U+2069).
"""

from __future__ import annotations

import re

# Embeddings, overrides and isolates; the marks U+200E, U+200F and U+061C turn nothing but themselves.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def seen(text: str) -> str:
    """Return ``text`` with each sign that turns the direction of writing in words: ``‹U+202E›``."""
    return _TURNS.sub(lambda sign: f"‹U+{ord(sign[0]):04X}›", text)
