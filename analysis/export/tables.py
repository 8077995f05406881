"""Tables for spreadsheets: CSV that Excel and LibreOffice open right, and that runs nothing when opened."""

from __future__ import annotations

import pandas as pd

# A cell that begins with one of these is a formula to a spreadsheet: "=HYPERLINK(…)" in an uploaded article.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: pd.DataFrame) -> bytes:
    """Return ``table`` as CSV in UTF-8 with a byte order mark, its rows and columns as they stand.

    Without the mark Excel reads Hindi as Latin letters. Text that a spreadsheet would take for a formula
    gets an apostrophe in front; numbers, negative ones too, stay numbers.
    """
    safe = table.map(_neutral).rename(columns=_neutral)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _neutral(value: object) -> object:
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return "'" + value
    return value
