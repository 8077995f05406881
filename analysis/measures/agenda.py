"""Agendas (पहलें और एजेंडा): slogans and routes with their spellings, and what is asked for in which sector.

    initiatives          a row an initiative or route, with the ways it is written
    asks                 what is asked for: निर्यात बढ़ाना, बाधाएँ हटाना …
    asks_by_sector       the cells of the grid ask × sector
    ask_sentences        the sentences behind either, marked

What counts as an ask stands in ``data/asks.tsv``: a sector and the words of asking that follow its name.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.corpus import Selection
from analysis.language.normalise import match_key
from analysis.measures.evidence import evidence
from analysis.measures.mentions import mentions
from analysis.store.selection import Scope, scope
from analysis.store.store import Store

# "व्यापार को संतुलित और टिकाऊ तरीके से बढ़ाने": the word of asking may stand so many tokens behind the name.
REACH = 8
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
    chosen = scope(store, selection)
    rows = store.query(
        f"""WITH {_hits(chosen)} SELECT ask, count(DISTINCT (document, sentence)) AS count,
                   count(DISTINCT document) AS documents
            FROM hit GROUP BY ask ORDER BY count DESC, ask""",
        chosen.params | _params(),
    )
    return _labelled(rows)[["ask", "label_hi", "label_en", "count", "documents"]]


def asks_by_sector(store: Store, selection: Selection) -> pd.DataFrame:
    """Return how many sentences ask for something and name a sector beside it: the cells that are not zero.

    Columns ask, label_hi, label_en, sector (code), sector_label_hi, sector_label_en, count; most first, ties
    by ask, then sector. A sector that is asked about itself (निर्यात in "निर्यात बढ़ाना") makes no cell.
    """
    chosen = scope(store, selection)
    rows = store.query(
        f"""WITH {_hits(chosen)}
            SELECT h.ask, e.code AS sector, e.label_hi AS sector_label_hi, e.label_en AS sector_label_en,
                   count(DISTINCT (h.document, h.sentence)) AS count
            FROM hit h JOIN mention m USING (document, sentence) JOIN entity e ON e.entity = m.entity
            WHERE e.kind = 'sector' AND m.how = 'name' AND e.code <> h.sector
            GROUP BY ALL ORDER BY count DESC, h.ask, sector""",
        chosen.params | _params(),
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
    spans = f"""WITH {_hits(chosen)},
                one AS (SELECT document, sentence, start, min("end") AS "end" FROM hit WHERE ask = $ask
                        GROUP BY ALL),
                beside AS (SELECT m.document, m.sentence, m.start, m."end" FROM mention m
                          JOIN entity e USING (entity) WHERE e.code = $sector AND m.how = 'name')
                SELECT o.* FROM one o WHERE $sector = ''
                    OR EXISTS (FROM beside n WHERE n.document = o.document AND n.sentence = o.sentence)
                UNION ALL SELECT n.* FROM beside n SEMI JOIN one o USING (document, sentence)"""
    params = chosen.params | _params() | {"ask": ask, "sector": sector}
    return evidence(store, spans, params, limit=limit, offset=offset)


def _hits(chosen: Scope) -> str:
    """Return the common table ``hit``: document, sentence, start, end, ask, sector."""
    return f"""told AS (SELECT unnest($asks::VARCHAR[]) AS ask, unnest($sectors::VARCHAR[]) AS sector,
                               unnest($keys::VARCHAR[]) AS key),
               named AS MATERIALIZED
                   (SELECT m.document, m.sentence, m.start, m."end", e.code AS sector, d.first_character
                    FROM mention m JOIN entity e USING (entity) JOIN document d USING (document)
                    WHERE m.how = 'name' AND {chosen.rows("m")} AND e.code IN (SELECT sector FROM told)),
               -- The tokens are read once, those of sentences that name a sector.
               near AS MATERIALIZED
                   (SELECT t.document, t.sentence, t.place, t.letter, t.form FROM token_row t
                    JOIN (SELECT DISTINCT document, sentence FROM named) USING (document, sentence)),
               placed AS (SELECT n.*, max(t.place) AS at FROM named n JOIN near t USING (document, sentence)
                          WHERE t.letter < n.first_character + n."end" GROUP BY ALL),
               hit AS (SELECT n.document, n.sentence, n.start, told.ask, n.sector,
                              (t.letter - n.first_character + length(f.text))::INTEGER AS "end"
                       FROM placed n JOIN told USING (sector)
                       JOIN near t ON t.document = n.document AND t.sentence = n.sentence
                            AND t.place > n.at AND t.place <= n.at + {REACH}
                       JOIN form f ON f.form = t.form AND f.key = told.key)"""


@cache
def _table() -> pd.DataFrame:
    with (Path(__file__).parent / "data" / "asks.tsv").open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file, delimiter="\t")))


def _params() -> dict[str, object]:
    told = [
        (row.ask, row.sector, match_key(word))
        for row in _table().itertuples()
        for word in row.words.split("|")
    ]
    return {name: [one[place] for one in told] for place, name in enumerate(("asks", "sectors", "keys"))}


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(_table()[["ask", "label_hi", "label_en"]], on="ask", how="left")


def _variant(surface: str) -> str:
    words = (match_key(word) for word in re.split(r"[\s-]+", surface))
    return " ".join(_ENDING.sub("", word) for word in words)
