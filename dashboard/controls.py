"""The controls of a page: drawn from its settings, labelled from the strings, kept in the session.

Each returns a stable code, never a label, so that the address bar can carry it in any language.
"""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.settings import SETTINGS
from dashboard.strings import maybe, t


def choice(page: str, name: str, *, disabled: bool = False) -> str:
    """Draw one of a closed set."""
    return st.segmented_control(
        t(f"control.{name}"),
        SETTINGS[page][name].options,
        format_func=lambda option: t(f"{name}.{option}"),
        required=True,
        disabled=disabled,
        **_common(page, name),
    )


def many(page: str, name: str) -> tuple[str, ...]:
    """Draw some of a closed set, in the set's order."""
    options = SETTINGS[page][name].options
    chosen = st.pills(
        t(f"control.{name}"),
        options,
        format_func=lambda option: t(f"{name}.{option}"),
        selection_mode="multi",
        wrap=True,
        **_common(page, name),
    )
    return tuple(option for option in options if option in chosen)


def number(page: str, name: str) -> int:
    """Draw a whole number between its limits."""
    spec = SETTINGS[page][name]
    return st.slider(t(f"control.{name}"), spec.low, spec.high, step=spec.step, **_common(page, name))


def flag(page: str, name: str) -> bool:
    """Draw a switch."""
    return st.toggle(t(f"control.{name}"), **_common(page, name))


def text(page: str, name: str) -> str:
    """Draw a line to type in."""
    return st.text_input(
        t(f"control.{name}"), type="search", placeholder=maybe(f"control.{name}_hint"), **_common(page, name)
    )


def _common(page: str, name: str) -> dict[str, object]:
    key = session.key(page, name)
    default = SETTINGS[page][name].default
    st.session_state.setdefault(key, list(default) if isinstance(default, tuple) else default)
    return {"key": key, "help": maybe(f"control.{name}_help"), "persist_state": "session"}
