"""Tables on the screen: their numbers are grouped and their days are named as everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import (
    is_bool_dtype,
    is_datetime64_any_dtype,
    is_float_dtype,
    is_integer_dtype,
    is_numeric_dtype,
    is_object_dtype,
    is_string_dtype,
)
from pandas.io.formats.style import Styler

from dashboard.grouping import LAKH, grouped, shortest
from dashboard.strings import date_text

FIRST, WIDE = 5, 150  # rows, pixels
THOUSAND = 1_000  # the browser shows as many decimals of a larger number as there are, and no group
NONE = "–"
Words = Mapping[str, Callable[[Any], str]]


def draw(
    table: pd.DataFrame,
    *,
    shares: Mapping[str, int] | None = None,
    words: Words | None = None,
    known: pd.Series | None = None,
    **options: Any,
) -> None:
    """Draw a table; ``shares`` names the columns that always have so many decimals.

    ``words`` says how the cells of a column are read where that is not as they are kept, by which they are
    sorted and downloaded; ``known`` how exactly the days of a row are ("day", "month", "year"; all of them
    where it is missing). The other ``options`` are those of ``st.dataframe``.
    """
    shares = {name: digits for name, digits in (shares or {}).items() if name in table}
    words = {name: read for name, read in (words or {}).items() if name in table}
    config, days = dict(options.pop("column_config", {})), _days(table)
    room = {name: st.column_config.TextColumn(width=WIDE) for name in _late(table)}
    # The browser knows 100,000 and not 1,00,000, and no Hindi month: so the text of each cell is sent along.
    if days or words or _long(table):
        room |= {name: st.column_config.DateColumn() for name in days}
        read = _written(table, shares) | dict.fromkeys(days, date_text) | words
        table = table.style.format(read, na_rep=NONE)
        if known is not None:
            _exactly(table, days, known)
    else:
        room |= _formats(table, shares)
    st.dataframe(table, hide_index=True, column_config=room | config, **options)


def _exactly(styler: Styler, days: list[str], known: pd.Series) -> None:
    for step, rows in known.groupby(known).groups.items():
        if step != "day":
            read = dict.fromkeys(days, partial(date_text, step=step))
            styler.format(read, na_rep=NONE, subset=(rows, days))


def _days(table: pd.DataFrame) -> list[str]:
    found = []
    for name in table:
        kept = table[name]
        first = kept.dropna().head(1)
        if is_datetime64_any_dtype(kept) or (len(first) and isinstance(first.iloc[0], date)):
            found.append(name)
    return found


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
            written[name] = partial(grouped, digits=digits)
    return written
