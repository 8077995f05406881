"""Tables on the screen: their numbers are grouped as everywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import (
    is_bool_dtype,
    is_float_dtype,
    is_integer_dtype,
    is_numeric_dtype,
    is_object_dtype,
    is_string_dtype,
)

from dashboard.grouping import LAKH, grouped, shortest

FIRST, WIDE = 5, 150  # rows, pixels
THOUSAND = 1_000  # the browser shows as many decimals of a larger number as there are, and no group


def draw(table: pd.DataFrame, *, shares: Mapping[str, int] | None = None, **options: Any) -> None:
    """Draw a table; ``shares`` names the columns that always have so many decimals.

    The other ``options`` are those of ``st.dataframe``.
    """
    shares = {name: digits for name, digits in (shares or {}).items() if name in table}
    config = dict(options.pop("column_config", {}))
    room = {name: st.column_config.TextColumn(width=WIDE) for name in _late(table)}
    if _long(table):  # the browser knows 100,000 and not 1,00,000, so the text of each cell is sent along
        table = table.style.format(_written(table, shares))
    else:
        room |= _formats(table, shares)
    st.dataframe(table, hide_index=True, column_config=room | config, **options)


def _late(table: pd.DataFrame) -> list[str]:
    """Return the columns of text that begin with empty cells: the browser takes a width from the first."""
    texts = [name for name in table if is_string_dtype(table[name]) or is_object_dtype(table[name])]
    filled = {name: [isinstance(cell, str) and cell != "" for cell in table[name]] for name in texts}
    return [name for name, cells in filled.items() if any(cells) and not all(cells[:FIRST])]


def _numbers(table: pd.DataFrame) -> list[str]:
    kinds = zip(table.columns, table.dtypes, strict=True)
    return [name for name, kind in kinds if is_numeric_dtype(kind) and not is_bool_dtype(kind)]


def _long(table: pd.DataFrame) -> bool:
    limits = {name: LAKH if is_integer_dtype(table[name]) else THOUSAND for name in _numbers(table)}
    return any(bool(table[name].abs().max() >= limit) for name, limit in limits.items())


def _formats(table: pd.DataFrame, shares: Mapping[str, int]) -> dict[str, object]:
    column = st.column_config.NumberColumn
    formats = {name: column(format="%,d") for name in _numbers(table) if is_integer_dtype(table[name])}
    return formats | {name: column(format=f"%,.{digits}f") for name, digits in shares.items()}


def _written(table: pd.DataFrame, shares: Mapping[str, int]) -> dict[str, object]:
    written: dict[str, object] = dict.fromkeys(_numbers(table), shortest)
    for name, digits in shares.items():
        if is_float_dtype(table[name]):
            written[name] = partial(_share, digits=digits)
    return written


def _share(value: float, *, digits: int) -> str:
    return "–" if pd.isna(value) else grouped(value, digits)
