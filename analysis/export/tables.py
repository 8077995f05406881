"""A measure's table as text: CSV that opens right in a spreadsheet, JSON for programs, columns for eyes."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from datetime import date, datetime

import pandas as pd

# Without it Excel reads UTF-8 as the machine's old code page and shows à¤­à¤¾ for भा.
BOM = "\ufeff"
# A cell that begins so is a formula to a spreadsheet: an article that starts "=HYPERLINK(…" would run.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Bidirectional controls: what an embedding, override or isolate opens, and the sign that ends it.
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_OPENS = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP) | dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("[\n\r\x1c-\x1e\x85\u2029]")  # where directions end by themselves


def to_csv(table: pd.DataFrame) -> bytes:
    """Return the table as a CSV file that a spreadsheet opens right: ``csv_text`` in UTF-8 with its mark."""
    return (BOM + csv_text(table)).encode("utf-8", "replace")


def csv_text(table: pd.DataFrame) -> str:
    """Return the table as CSV with the column names as first line.

    Text that a spreadsheet would take for a formula gets an apostrophe before it (numbers never do), text
    that leaves a direction of writing open the sign that ends it: an override (U+202E) would write the rest
    of the line backwards. Dates are ISO, missing cells empty, lists JSON. ``to_json`` alters nothing.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_csv_cell(name) for name in table.columns])
    writer.writerows([_csv_cell(value) for value in row] for row in _rows(table))
    return out.getvalue()


def to_json(table: pd.DataFrame) -> str:
    """Return the table as one JSON array of row objects; dates are ISO, missing cells null.

    Signs that turn the direction of writing are escaped (\\u202e), which every reader of JSON takes back.
    """
    columns = list(table.columns)
    rows = [json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in _rows(table)]
    text = "[" + ",\n ".join(rows) + "]\n"
    return _TURNS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def to_text(table: pd.DataFrame) -> str:
    """Return the table in aligned columns, numbers to the right, for a terminal."""
    header = list(map(str, table.columns))
    rows = [[_text_cell(value) for value in row] for row in _rows(table)]
    widths = [max(map(_width, column)) for column in zip(header, *rows, strict=True)]
    right = [kind.kind in "iuf" for kind in table.dtypes]
    lines = [
        "  ".join(_pad(cell, width, at) for cell, width, at in zip(row, widths, right, strict=True)).rstrip()
        for row in [header, *rows]
    ]
    return "\n".join(lines) + "\n"


def _rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    columns = [[_plain(value) for value in table[name]] for name in table.columns]
    return list(zip(*columns, strict=True))


def _plain(value: object) -> object:
    """Return a cell as str, int, float, bool, list or None."""
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def _csv_cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        value = value + _closing(value) if _TURNS.search(value) else value
        return "'" + value if value.lstrip(" \n\u00a0").startswith(FORMULA_STARTS) else value
    return value


def _closing(text: str) -> str:
    """Return the signs that end the directions which ``text`` leaves open, as UAX #9 pairs them."""
    ends: list[str] = []
    for sign in _LINE_ENDS.split(text)[-1]:
        if sign in _OPENS:
            ends.append(_OPENS[sign])
        elif sign == _POP and ends[-1:] == [_POP]:
            ends.pop()
        elif sign == _POP_ISOLATE and _POP_ISOLATE in ends:
            while ends.pop() != _POP_ISOLATE:  # with it end the embeddings inside
                pass
    return "".join(reversed(ends))


def unsteered(text: str) -> str:
    """Return ``text`` with a blank for each sign that steers what shows it: a control character moves the
    cursor or recolours a terminal, a bidirectional one turns round what stands behind it. Joiners stay."""
    return "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cf") and sign not in "\u200c\u200d" else sign
        for sign in text
    )


def _text_cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return unsteered(str(value if isinstance(value, str) else _csv_cell(value)))


def _width(text: str) -> int:
    """Return the columns a text takes: vowel signs above and below stand on their letter."""
    return sum(unicodedata.category(sign) not in ("Mn", "Me", "Cf") for sign in text)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
