"""Agendas (पहलें और एजेंडा): slogans and routes with their spellings, and what is asked for in which sector.

    initiatives          a row an initiative or route, with the ways it is written
    asks                 what is asked for: निर्यात बढ़ाना, बाधाएँ हटाना …
    asks_by_sector       the cells of the grid ask × sector
    ask_sentences        the sentences behind either, marked

What counts as an ask is told in ``store/asks.py``.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.corpus import Selection
from analysis.language.normalise import match_key
from analysis.measures.deep import counted, rows_of
from analysis.measures.evidence import evidence
from analysis.measures.mentions import mentions
from analysis.measures.paging import USUAL
from analysis.store.asks import ask_table, hits_sql
from analysis.store.cover import has_cubes
from analysis.store.deep import NOBODY
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

_ENDING = re.compile("[ा-ौंः]+$")


def initiatives(store: Store, selection: Selection) -> pd.DataFrame:
    """Return one row an initiative or route that is mentioned, most mentioned first, ties by code.

    Columns entity, class, label_hi, label_en, count (mentions), documents, forms
    ('मेक इन इंडिया 2 · मेड इन इंडिया 1'), variants (different ways of writing it, endings and folded spellings
    apart), mixed (documents that write it in more than one way).
    """
    table = mentions(store, selection, kinds=("initiative",))
    chosen = scope(store, selection)
    seen = store.query(
        f"""SELECT DISTINCT e.code AS entity, m.document, m.surface
            FROM mention m JOIN entity e USING (entity)
            WHERE e.kind = 'initiative' AND m.how = 'name' AND {chosen.rows("m")}""",
        chosen.params,
    )
    seen["variant"] = seen["surface"].map(_variant)
    ways = seen.groupby("entity")["variant"].nunique()
    mixed = (seen.groupby(["entity", "document"])["variant"].nunique() > 1).groupby("entity").sum()
    table["variants"] = table["entity"].map(ways).astype("int64")
    table["mixed"] = table["entity"].map(mixed).astype("int64")
    return table[
        ["entity", "class", "label_hi", "label_en", "count", "documents", "forms", "variants", "mixed"]
    ]


def asks(store: Store, selection: Selection) -> pd.DataFrame:
    """Return what is asked for: columns ask, label_hi, label_en, count (sentences), documents.

    Unit: a sentence in which a word of asking follows the name of the sector within eight tokens. Most
    sentences first, ties by ask.
    """
    counts, params = _counted(store, selection)
    rows = store.query(
        f"""SELECT ask, count, documents FROM ({counts}) WHERE entity = {NOBODY} ORDER BY count DESC, ask""",
        params,
    )
    return _labelled(rows)[["ask", "label_hi", "label_en", "count", "documents"]]


def asks_by_sector(store: Store, selection: Selection) -> pd.DataFrame:
    """Return how many sentences ask for something and name a sector beside it: the cells that are not zero.

    Columns ask, label_hi, label_en, sector (code), sector_label_hi, sector_label_en, count; most first, ties
    by ask, then sector. A sector that is asked about itself (निर्यात in "निर्यात बढ़ाना") makes no cell.
    """
    counts, params = _counted(store, selection)
    rows = store.query(
        f"""SELECT n.ask, e.code AS sector, e.label_hi AS sector_label_hi, e.label_en AS sector_label_en,
                   n.count
            FROM ({counts}) n JOIN entity e USING (entity) ORDER BY n.count DESC, n.ask, sector""",
        params,
    )
    columns = ["ask", "label_hi", "label_en", "sector", "sector_label_hi", "sector_label_en", "count"]
    return _labelled(rows)[columns]


def ask_sentences(
    store: Store,
    selection: Selection,
    ask: str,
    sector: str = "",
    *,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the sentences that ask for something, of one sector where one is given, marked.

    As many rows as the count: one a sentence. Marked is from the asked-for to the word of asking, and the
    sector.
    """
    chosen = scope(store, selection)
    spans = f"""WITH hit AS ({_hits(store, chosen)}),
                one AS (SELECT document, sentence, start, min("end") AS "end" FROM hit WHERE ask = $ask
                        GROUP BY ALL),
                beside AS (SELECT m.document, m.sentence, m.start, m."end" FROM mention m
                          JOIN entity e USING (entity) WHERE e.code = $sector AND m.how = 'name')
                SELECT o.* FROM one o WHERE $sector = ''
                    OR EXISTS (FROM beside n WHERE n.document = o.document AND n.sentence = o.sentence)
                UNION ALL SELECT n.* FROM beside n SEMI JOIN one o USING (document, sentence)"""
    params = chosen.params | {"ask": ask, "sector": sector}
    return evidence(store, spans, params, limit=limit, offset=offset)


def _counted(store: Store, selection: Selection) -> tuple[str, dict[str, object]]:
    counts, params = counted(store, selection, "ask_cube")
    if not has_cubes(store) or scope(store, selection).kind_list != USUAL:
        counts = f"WITH ask_hit AS ({_hits(store, scope(store, selection))}) {counts}"
    return counts, params


def _hits(store: Store, chosen: Scope) -> str:
    """Return the SELECT of where something is asked for: document, sentence, start, end, ask, sector."""
    if has_cubes(store) and chosen.kind_list == USUAL:
        return f"FROM ask_hit h WHERE {chosen.documents('h')}"
    return hits_sql(rows_of(chosen).table("mention", cell=False))


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(list(ask_table()))[["ask", "label_hi", "label_en"]]
    return rows.merge(table, on="ask", how="left")


def _variant(surface: str) -> str:
    words = (match_key(word) for word in re.split(r"[\s-]+", surface))
    return " ".join(_ENDING.sub("", word) for word in words)
