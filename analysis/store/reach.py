"""How far into a large store one has to read to fill a page with mentions: the cubes tell it, by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analysis.corpus import Selection
from analysis.store.cover import by_cells, documents_of, levels_of

if TYPE_CHECKING:
    from analysis.store.store import Store


def reach(
    store: Store,
    selection: Selection,
    entities: Sequence[str],
    need: int,
    *,
    of: Literal["count", "documents"] = "count",
) -> tuple[int, int] | None:
    """Return first and last of the documents of a selection in which the first ``need`` mentions by name of
    some entities (codes) stand, or of the first ``need`` documents with one; (0, -1) where there is none.

    None where the cubes do not tell (see ``cover``), and for some sources alone: they have few documents.
    """
    if selection.sources or not by_cells(store, selection) or "month" not in levels_of(store):
        return None
    begin = np.datetime64(selection.date_from or "0001-01-01", "D")
    end = np.datetime64(selection.date_to or "9999-12-31", "D")
    months = _mentioning(store, entities, of)
    first, last = (months[name].to_numpy("datetime64[D]") for name in ("first", "last"))
    # Only what lies in the selection whole is sure to be found there. Comparisons with the undated are false.
    sure = months["n"].where((first >= begin) & (last <= end), 0)
    inside = ((first <= end) & (last >= begin)) | (np.isnat(first) & selection.undated)
    enough = int(np.searchsorted(sure[inside].cumsum().to_numpy(), need)) + 1
    first, last = first[inside][:enough], last[inside][:enough]
    dated = ~np.isnat(first)
    spans = list(zip(first[dated], last[dated], strict=True))
    found = documents_of(store, spans, undated=not dated.all())
    return (found[0][0], found[-1][1]) if found else (0, -1)


def _mentioning(store: Store, entities: Sequence[str], of: str) -> pd.DataFrame:
    """Return the months that mention one of the entities, in order, and how often: first, last, n."""
    months = levels_of(store)["month"]
    rows = store.query(
        f"""SELECT cell, sum({of})::BIGINT AS n FROM entity_cube
            WHERE cell BETWEEN {months["cell"].min()} AND {months["cell"].max()} AND entity IN
                  (SELECT entity FROM entity WHERE code IN (SELECT unnest($codes::VARCHAR[])))
            GROUP BY cell HAVING sum({of}) > 0""",
        {"codes": list(entities)},
    )
    return months.merge(rows, on="cell").sort_values("cell")
