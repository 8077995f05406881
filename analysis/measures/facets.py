"""What a filter can offer: its values in the selection, with the number of documents of each."""

from __future__ import annotations

import pandas as pd

from analysis.corpus import Selection
from analysis.store.selection import scope
from analysis.store.store import Store


def sources(store: Store, selection: Selection) -> pd.DataFrame:
    """Return the sources and their documents, most documents first, ties by source.

    Columns source ('' where it is not known), documents.
    """
    chosen = scope(store, selection)
    return store.query(
        f"""SELECT coalesce(d.source, '') AS source, count(*) AS documents FROM document d
            WHERE {chosen.documents("d")} GROUP BY 1 ORDER BY documents DESC, source""",
        chosen.params,
    )


def all_entities(store: Store, selection: Selection) -> pd.DataFrame:
    """Return every entity of the lexicon, mentioned or not, whatever is selected; by code.

    Columns entity (code), kind, class, label_hi, label_en.
    """
    return store.query("SELECT code AS entity, kind, class, label_hi, label_en FROM entity ORDER BY code")
