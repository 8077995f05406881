"""What a process that stays has loaded stays too: Python's garbage collector need not look through it."""

from __future__ import annotations

import atexit
import gc

_settled = False


def settle() -> None:
    """Take all objects there are for ones that stay, once in a process, when what it needs is loaded.

    Else the collector looks through them all after every few hundred answers, and that one takes 30 ms more.
    """
    global _settled
    if _settled:  # what was frozen of later questions would never be given back
        return
    _settled = True
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is frozen at the end DuckDB's module takes for leaked, and says so
