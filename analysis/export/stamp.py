"""The method stamp: what a table was made with, so that anybody can make it again.

The stamp is a JSON file beside the table, and eight digits of its fingerprint are part of both file names.
It is not inside the CSV: a comment line before the header breaks every reader of CSV, and columns that
repeat it in every row bury the table.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from analysis.corpus import Selection
from analysis.export.tables import to_csv
from analysis.measures.documents import totals
from analysis.store.selection import to_params
from analysis.store.store import Store
from analysis.versions import VERSION, fingerprint


def stamp(
    store: Store,
    selection: Selection,
    *,
    table: str,
    options: Mapping[str, object] | None = None,
    corrections: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> dict[str, object]:
    """Return the stamp of a table: plain values, all but ``made`` the same for the same question.

    Keys table, options (of the measure), filters (as in links; only those set), corpus (documents, tokens
    … of the selection), program, versions (schema, rules, lexicon: what the store noted), made (UTC); for a
    corpus with a reader's corrections also ``corrections`` (``analysis.corrections.effect``).
    """
    counts = totals(store, selection).iloc[0]
    return {
        "table": table,
        "options": dict(options or {}),
        "filters": to_params(selection),
        **({"corrections": dict(corrections)} if corrections else {}),
        "corpus": {name: int(count) for name, count in counts.items()},
        "program": f"vimarsh {VERSION}",
        "versions": store.about,
        "made": (now or datetime.now(UTC)).isoformat(timespec="seconds"),
    }


def file_name(stamped: Mapping[str, object], extension: str) -> str:
    """Return a name that tells the table and the method: ``terms-1a2b3c4d.csv``."""
    lasting = {key: value for key, value in stamped.items() if key != "made"}
    text = json.dumps(lasting, ensure_ascii=False, sort_keys=True, default=str)
    return f"{stamped['table']}-{fingerprint(text.encode())[:8]}.{extension}"


def stamp_json(stamped: Mapping[str, object]) -> str:
    """Return the stamp as JSON text."""
    return json.dumps(stamped, ensure_ascii=False, indent=1, default=str) + "\n"


def bundle(table: pd.DataFrame, stamped: Mapping[str, object]) -> bytes:
    """Return a zip of the table as CSV and its stamp as JSON, for a download of both at once."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(file_name(stamped, "csv"), to_csv(table))
        archive.writestr(file_name(stamped, "method.json"), stamp_json(stamped))
    return packed.getvalue()
