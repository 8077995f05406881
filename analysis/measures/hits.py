"""What stands at a place of the text: the mentions and statements that a reader may strike out there.

hits       the mentions at some places, by name, title or pronoun
said_at    the statements whose words stand at some places, and who is given as their speakers
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.corpus import Selection
from analysis.store.selection import scope
from analysis.store.store import Store

Place = tuple[str, int, int]  # a document's name, start, end
_PLACES = """SELECT DISTINCT unnest($names::VARCHAR[]) AS name, unnest($starts::INTEGER[]) AS start,
                    unnest($ends::INTEGER[]) AS "end" """


def hits(store: Store, selection: Selection, *, places: Sequence[Place]) -> pd.DataFrame:
    """Return one row a mention that stands at exactly one of the places, in reading order.

    Columns name, start, end, entity (code), label_hi, label_en, how (name adjective role reference), surface.
    Two persons meant by one pronoun are two rows.
    """
    chosen = scope(store, selection)
    return store.query(
        f"""SELECT DISTINCT d.name, m.start, m."end", e.code AS entity, e.label_hi, e.label_en, m.how,
                   m.surface, m.document
            FROM ({_PLACES}) p JOIN document d USING (name)
            JOIN mention m ON m.document = d.document AND m.start = p.start AND m."end" = p."end"
            JOIN entity e ON e.entity = m.entity
            WHERE {chosen.documents("m")} ORDER BY m.document, m.start, m."end", entity, m.how""",
        chosen.params | _lists(places),
    ).drop(columns="document")


def said_at(store: Store, selection: Selection, *, places: Sequence[Place]) -> pd.DataFrame:
    """Return one row a speaker of each statement whose words stand at one of the places, in reading order.

    Columns name, start, end, speaker (code, '' where nobody of the lexicon is given), label_hi, label_en (the
    words that name him where he is not in the lexicon, '' for nobody).
    """
    chosen = scope(store, selection)
    return store.query(
        f"""WITH told AS (
                SELECT d.name, x.document, x.start, x."end",
                       coalesce(x.named_text, x.speaker_text, '') AS words,
                       unnest(CASE WHEN len(x.speakers) = 0 THEN [NULL] ELSE x.speakers END) AS one
                FROM ({_PLACES}) p JOIN document d USING (name)
                JOIN statement x ON x.document = d.document AND x.start = p.start AND x."end" = p."end"
                WHERE {chosen.documents("x")})
            SELECT t.name, t.start, t."end", coalesce(e.code, '') AS speaker,
                   coalesce(e.label_hi, t.words) AS label_hi, coalesce(e.label_en, t.words) AS label_en
            FROM told t LEFT JOIN entity e ON e.entity = t.one ORDER BY t.document, t.start, speaker""",
        chosen.params | _lists(places),
    )


def _lists(places: Sequence[Place]) -> dict[str, object]:
    names, starts, ends = ([*column] for column in zip(*places, strict=True)) if places else ([], [], [])
    return {"names": names, "starts": starts, "ends": ends}
