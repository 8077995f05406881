"""Words of known spelling, found without reading all spellings of a large store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from analysis.store.store import Store

_HASH = "(hash({}) % 4294967296)::UINTEGER"  # half of it, for half the memory


def forms_spelled(store: Store, keys: Sequence[str]) -> pd.DataFrame:
    """Return the forms with one of some folded spellings, by form: key, form (id), text."""
    sql = """SELECT key, form, text FROM form JOIN (SELECT unnest($ids::INTEGER[]) AS form) USING (form)
             WHERE list_contains($keys::VARCHAR[], key) ORDER BY form"""
    return store.own.query(sql, {"ids": _likely(store.own, "form", keys), "keys": list(keys)})


def forms_of_term(store: Store, key: str) -> pd.DataFrame:
    """Return the forms of the terms with a folded spelling: form (id), stop (tier of the term)."""
    sql = """SELECT form, stop FROM term JOIN form USING (term)
             JOIN (SELECT unnest($ids::INTEGER[]) AS term) USING (term) WHERE term.key = $key ORDER BY form"""
    return store.own.query(sql, {"ids": _likely(store.own, "term", [key]), "key": key})


def _likely(store: Store, table: Literal["form", "term"], keys: Sequence[str]) -> list[int]:
    """Return the rows whose spelling may be one of these: two spellings may have one hash."""
    ids, hashes = store.kept(f"{table}_hashes", lambda store: _hashes(store, table))
    sql = f"SELECT {_HASH.format('unnest($keys::VARCHAR[])')} AS hash"
    asked = store.arrays(sql, {"keys": list(keys)})["hash"]
    return ids[np.isin(hashes, asked)].tolist()


def _hashes(store: Store, table: str) -> tuple[np.ndarray, np.ndarray]:
    rows = store.arrays(f"SELECT {table} AS id, {_HASH.format('key')} AS hash FROM {table}")
    return rows["id"], rows["hash"]
