"""Work that is done after the page was drawn, for the reader it was drawn for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

T = TypeVar("T")


def in_session(make: Callable[[], T]) -> Callable[[], T]:
    """Return ``make`` to be called when a download is asked for, with the session of the page.

    Streamlit calls what makes a download on a thread of no session: language, corpus and corrections would be
    those of nobody, and the answers kept for a session cannot be asked there.
    """
    context = get_script_run_ctx()

    def made() -> T:
        with ThreadPoolExecutor(1, initializer=add_script_run_ctx, initargs=(None, context)) as thread:
            return thread.submit(make).result()

    return made
