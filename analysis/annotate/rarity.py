"""Rare words: next to a title or a surname they are more often somebody's name than not."""

from __future__ import annotations

from functools import cache

_COMMON = 4.3  # Zipf scale: "आए" 6, "बताया" 5.9, "मीना" 3.9, "फिदान" unknown


@cache
def is_rare(word: str) -> bool:
    """Tell whether a Hindi word is used less than about twenty times in a million words, or not known."""
    # Imported here: the package loads for a tenth of a second, and only the rules for names ask it.
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "hi") < _COMMON
