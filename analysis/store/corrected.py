"""A store as a reader has corrected it: the same rows, less what was struck out as wrong.

Nothing is written to the store: a layer (``layer.py``) shows it so to one reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.store.layer import LayeredStore
from analysis.store.store import Store

Struck = Literal["mention", "statement", "speaker"]
STRUCK = "struck"  # the reason that a statement or a title has nobody now


@dataclass(frozen=True, slots=True)
class Span:
    """What is struck out: a mention as ``code``, a statement, or its speaker ``code`` ('' who is not in the
    lexicon). ``start`` and ``end`` are those of the mention, or of the words said."""

    name: str
    start: int
    end: int
    code: str = ""
    what: Struck = "mention"


class CorrectedStore(LayeredStore):
    """``base`` without some spans.

    A mention struck out is gone from every count: as a mention by name, title or pronoun, as one who acts,
    as one who takes part in an event, and as the speaker of a statement that it names; so are the titles and
    pronouns that were read as this one by it. A statement struck out is gone whole; without its speaker it
    stays, as one of nobody. Spans that are not in the store strike out nothing; ``found`` says how many are.
    """

    def __init__(self, base: Store, rejected: Iterable[Span]) -> None:
        super().__init__(base)
        asked = pd.DataFrame(
            [(one.name, one.start, one.end, one.code, one.what) for one in dict.fromkeys(rejected)],
            columns=["name", "start", "end", "code", "what"],
        )
        with self._reading() as cursor:
            cursor.register("asked", asked)
            cursor.execute(f"CREATE TABLE own.asked_for AS {_ASKED}")
            cursor.unregister("asked")
            for table, select in _GONE.items():
                cursor.execute(f"CREATE TABLE own.{table} AS {select}")
            sql = """SELECT (SELECT count(*) FROM own.gone_named) + (SELECT count(*) FROM own.gone_statement)
                            + (SELECT count(*) FROM own.gone_speaker WHERE asked)"""
            self.found = cursor.execute(sql).fetchall()[0][0]
        views = {name: select.format(below=self.below) for name, select in _VIEWS.items()}
        gone = ("gone_mention", "gone_statement", "gone_speaker")
        self._lay(views, touched=" UNION ".join(f"SELECT document FROM own.{table}" for table in gone))


_ASKED = """SELECT d.document, a.start::INTEGER AS start, a."end"::INTEGER AS "end", a.code, a.what, e.entity
            FROM asked a JOIN document d USING (name) LEFT JOIN entity e USING (code)"""
_GONE = {
    # The mentions struck out themselves …
    "gone_named": """SELECT DISTINCT m.document, m.start, m."end", m.entity
                     FROM own.asked_for a JOIN mention m USING (document, start, "end", entity)
                     WHERE a.what = 'mention'""",
    # … and the titles and pronouns that go back to one: "उन्होंने" for a name that is somebody else's.
    "gone_mention": """SELECT * FROM own.gone_named UNION
                       SELECT r.document, r.start, r."end", g.entity
                       FROM own.gone_named g JOIN reference r
                           ON r.document = g.document AND r.antecedent_start <= g.start
                              AND g."end" <= r.antecedent_end AND list_contains(r.entities, g.entity)""",
    "gone_statement": """SELECT DISTINCT x.document, x.statement
                         FROM own.asked_for a JOIN statement x USING (document, start, "end")
                         WHERE a.what = 'statement'""",
    # ``words``: the words that name the speaker are wrong too, not only who they were taken for.
    "gone_speaker": """SELECT DISTINCT x.document, x.statement, a.entity, TRUE AS words, TRUE AS asked
                       FROM own.asked_for a JOIN statement x USING (document, start, "end")
                       WHERE a.what = 'speaker' AND (a.code = '' OR list_contains(x.speakers, a.entity))
                       UNION
                       SELECT x.document, x.statement, g.entity,
                              NOT coalesce(x.named_start <= g.start AND g."end" <= x.named_end, FALSE), FALSE
                       FROM own.gone_mention g JOIN statement x
                           ON x.document = g.document AND list_contains(x.speakers, g.entity)
                              AND ((x.named_start <= g.start AND g."end" <= x.named_end)
                                   OR (x.speaker_start <= g.start AND g."end" <= x.speaker_end))""",
    # Who takes part in an event is told by the sentence: by another mention in it, too.
    "gone_guest": """SELECT DISTINCT m.document, m.sentence, g.entity
                     FROM own.gone_mention g JOIN mention m USING (document, start, "end", entity)
                     WHERE NOT EXISTS (FROM mention o WHERE o.document = m.document
                                           AND o.sentence = m.sentence AND o.entity = m.entity
                                           AND (o.document, o.start, o."end", o.entity)
                                               NOT IN (FROM own.gone_mention))""",
}
_LEFT = "list_filter({lists}, lambda one: NOT list_contains(coalesce(g.entities, []), one))"
_VIEWS = {
    "mention": """SELECT * FROM {below}.mention
                  WHERE (document, start, "end", entity) NOT IN (FROM own.gone_mention)""",
    "act": """SELECT * FROM {below}.act
              WHERE (document, start, "end", entity) NOT IN (FROM own.gone_mention)""",
    "reference": f"""SELECT x.* REPLACE ({_LEFT.format(lists="x.entities")} AS entities,
                                         CASE WHEN g.entities IS NULL THEN x.reason
                                              WHEN len({_LEFT.format(lists="x.entities")}) = 0 THEN '{STRUCK}'
                                              ELSE x.reason END AS reason)
                     FROM {{below}}.reference x
                     LEFT JOIN (SELECT document, start, "end", list(entity) AS entities FROM own.gone_mention
                                GROUP BY ALL) g USING (document, start, "end")""",
    "happening": f"""SELECT x.* REPLACE ({_LEFT.format(lists="x.entities")} AS entities)
                     FROM {{below}}.happening x
                     LEFT JOIN (SELECT document, sentence, list(entity) AS entities FROM own.gone_guest
                                GROUP BY ALL) g USING (document, sentence)""",
    "statement": f"""SELECT x.* REPLACE (
                         {_LEFT.format(lists="x.speakers")} AS speakers,
                         CASE WHEN g.nobody THEN NULL ELSE x.speaker_text END AS speaker_text,
                         CASE WHEN g.nobody THEN NULL ELSE x.named_text END AS named_text,
                         CASE WHEN g.document IS NULL THEN x.reason
                              WHEN len({_LEFT.format(lists="x.speakers")}) = 0 THEN '{STRUCK}'
                              ELSE x.reason END AS reason)
                     FROM {{below}}.statement x
                     LEFT JOIN (SELECT s.document, s.statement,
                                       list(s.entity) FILTER (s.entity IS NOT NULL) AS entities,
                                       bool_or(s.words)
                                           AND count(DISTINCT s.entity) >= len(any_value(b.speakers))
                                           AS nobody
                                FROM own.gone_speaker s JOIN {{below}}.statement b USING (document, statement)
                                GROUP BY ALL) g USING (document, statement)
                     WHERE (x.document, x.statement) NOT IN (FROM own.gone_statement)""",
}
