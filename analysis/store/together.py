"""Several questions at a time: a short one takes longer to plan, on one core, than to answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def together(*asks: Callable[[], T]) -> list[T]:
    """Return what each call returns, in their order; they run at the same time, the last one on this thread.

    Raises what one of them raises, when all have ended.
    """
    *others, last = asks
    with ThreadPoolExecutor(max(1, len(others))) as threads:
        waiting = [threads.submit(ask) for ask in others]
        answer = last()
        return [*(one.result() for one in waiting), answer]
