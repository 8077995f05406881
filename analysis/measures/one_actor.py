"""What cells, and single documents at the edges of a selection, tell of one actor, in short questions.

The sums are those that ``actor_cube`` and ``entity_cube`` have of it (``store/deep.py``, ``store/cubes.py``),
where SQL of so many parts takes longer to plan than its few rows to read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.evidence import SEGMENT
from analysis.store.cover import Cover, documents_of
from analysis.store.fetch import documents_at, sentences_at
from analysis.store.selection import Scope
from analysis.store.store import Store

Arrays = dict[str, np.ndarray]
_DAY = "datetime64[us]"
_SENTENCE = 32  # bits of a sentence, or of a letter, in its document


def sums_of_one(store: Store, chosen: Scope, entity: int) -> dict[str, int]:
    """Return count, documents and sentences (by name), roles, pronouns, titled, said, said_of, acts and upon
    of an entity in some documents."""
    mentions = store.arrays(
        f"""SELECT m.document, m.sentence, m.start, m."end", m.how = 'name' AS named, m.how = 'role' AS role,
                   m.how = 'reference' AS pronoun, m.beside, m.kind IN ({chosen.kind_list}) AS counted
            FROM mention m WHERE m.entity = {entity} AND {chosen.documents("m")}""",
        chosen.params,
    )
    said = store.arrays(
        f"""SELECT x.document, x.start, x."end", list_contains(x.speakers, {entity}) AS own
            FROM statement x WHERE {chosen.stands("x", "first_sentence")}""",
        chosen.params,
    )
    acts = store.arrays(
        f"""SELECT a.document, a.sentence, a.entity = {entity} AS own
            FROM act a WHERE {chosen.stands("a")}""",
        chosen.params,
    )
    return _mentioned(mentions) | _said(said, mentions) | _acting(acts, mentions)


def sums_in_cells(
    store: Store, covered: Cover, cube: str, entity: int, sums: Sequence[str]
) -> dict[str, int]:
    """Return some sums of an entity in the cells of a cube."""
    total = ", ".join(f"coalesce(sum({name}), 0)::BIGINT AS {name}" for name in sums)
    rows = store.arrays(f"SELECT {total} FROM {cube} c WHERE {covered.cells('c')} AND entity = {entity}")
    return {name: int(rows[name][0]) for name in sums}


def first_and_last(store: Store, chosen: Scope, entity: int) -> pd.DataFrame:
    """Return first and last (days of the dated documents that name it), first_name and first_segment."""
    undated = documents_of(store, [], undated=True)
    dated = f"FILTER (m.document < {undated[0][0]})" if undated else ""
    # The undated documents are the last.
    found = store.query(
        f"""SELECT min(m.document) AS first, max(m.document) {dated} AS last,
                   arg_min(m.sentence, (m.document, m.start)) AS sentence
            FROM mention m WHERE m.entity = {entity} AND m.how = 'name' AND {chosen.rows("m")}""",
        chosen.params,
    ).iloc[0]
    if pd.isna(found["first"]):
        row = {"first": pd.NaT, "last": pd.NaT, "first_name": None, "first_segment": None}
        return pd.DataFrame([row]).astype({"first": _DAY, "last": _DAY})
    last = found["first"] if pd.isna(found["last"]) else found["last"]
    ends = np.array([found["first"], last], np.int64)
    told = documents_at(store, ends, {"name": "d.name", "published": "d.published"})
    segment = sentences_at(store, ends[:1], np.array([found["sentence"]], np.int64), {"segment": SEGMENT})
    days = {name: told["published"][[place]].array for place, name in enumerate(("first", "last"))}
    return pd.DataFrame(days | {"first_name": told["name"][[0]].array, "first_segment": segment["segment"]})


def _mentioned(mentions: Arrays) -> dict[str, int]:
    counted, beside = mentions["counted"], mentions["beside"]
    named = counted & mentions["named"] & ~beside
    return {
        "count": int(named.sum()),
        "documents": len(np.unique(mentions["document"][named])),
        "sentences": len(_places(mentions, named)),
        "roles": int((counted & mentions["role"] & ~beside).sum()),
        "pronouns": int((counted & mentions["pronoun"]).sum()),
        "titled": int((counted & beside).sum()),
    }


def _said(said: Arrays, mentions: Arrays) -> dict[str, int]:
    """Return the statements of the entity, and those of others whose words hold its name."""
    named = mentions["named"]
    starts, ends = (_at(mentions["document"], mentions[edge])[named] for edge in ("start", "end"))
    order = np.argsort(starts)
    starts = starts[order]
    # The first end of the names that begin from each one on: names are not in each other, but may be.
    ends = np.minimum.accumulate(ends[order][::-1])[::-1]
    first = np.searchsorted(starts, _at(said["document"], said["start"]))
    inside = np.append(ends, np.iinfo(np.int64).max)[first] <= _at(said["document"], said["end"])
    return {"said": int(said["own"].sum()), "said_of": int((inside & ~said["own"]).sum())}


def _acting(acts: Arrays, mentions: Arrays) -> dict[str, int]:
    """Return the sentences where the entity acts, and those that name it where only somebody else does."""
    own, named = _places(acts, acts["own"]), _places(mentions, mentions["counted"] & mentions["named"])
    upon = np.setdiff1d(np.intersect1d(named, _places(acts, ~acts["own"])), own)
    return {"acts": len(own), "upon": len(upon)}


def _places(rows: Arrays, some: np.ndarray) -> np.ndarray:
    """Return the distinct sentences of some rows, as numbers."""
    return np.unique(_at(rows["document"], rows["sentence"])[some])


def _at(documents: np.ndarray, inside: np.ndarray) -> np.ndarray:
    return (documents.astype(np.int64) << _SENTENCE) + inside
