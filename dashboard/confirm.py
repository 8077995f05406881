"""A question before anything is deleted: what would go is named, and one more click is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.markup import plain
from dashboard.strings import t

NAMED = 5


def button(
    key: str,
    label: str,
    *,
    goes: Callable[[], str],
    on_yes: Callable[..., None],
    args: tuple,
    disabled: bool = False,
    quiet: bool = False,
) -> None:
    """Draw a button that deletes; its first click only asks. ``goes`` words what would be deleted.

    The question is about ``args``: where they are others by now, it is asked anew.
    """
    asked = f"_{key}_asked"
    st.button(
        label,
        key=key,
        disabled=disabled,
        on_click=_ask,
        args=(asked, args),
        icon=":material/delete:",
        type="tertiary" if quiet else "secondary",
    )
    if disabled or st.session_state.get(asked) != args:
        return
    with st.container(border=True, key=f"{key}_question"):
        st.warning(goes(), icon=":material/delete_forever:")
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("confirm.yes"), key=f"{key}_yes", type="primary", on_click=_yes, args=(asked, on_yes, args)
            )
            st.button(t("confirm.no"), key=f"{key}_no", on_click=_ask, args=(asked, None))


def named(titles: Sequence[str]) -> str:
    """Return titles as a list in Markdown, the first few with the number of the others."""
    lines = [f"- {plain(title)}" for title in titles[:NAMED]]
    if len(titles) > NAMED:
        lines.append(f"- {t('confirm.more', count=len(titles) - NAMED)}")
    return "\n".join(lines)


def _ask(asked: str, about: tuple | None) -> None:
    st.session_state[asked] = about


def _yes(asked: str, on_yes: Callable[..., None], args: tuple) -> None:
    st.session_state.pop(asked, None)
    on_yes(*args)
