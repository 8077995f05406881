"""Where something is asked for: a word of asking that follows the name of a sector.

What counts as an ask stands in ``asks.tsv``: a sector and the words of asking that follow its name.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

from analysis.language.normalise import match_key

TABLE = Path(__file__).with_name("asks.tsv")
# "व्यापार को संतुलित और टिकाऊ तरीके से बढ़ाने": the word of asking may stand so many tokens behind the name.
REACH = 8


@cache
def ask_table() -> tuple[dict[str, str], ...]:
    """Return the rows of the table: ask, label_hi, label_en, sector, words."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))


def hits_sql(mentions: str, table: Callable[[str], str] = str) -> str:
    """Return the SELECT of document, sentence, start, end, ask, sector (code) for the mentions of a FROM.

    From ``start`` to ``end`` is what is asked for, up to the word of asking. ``table`` says by what name a
    table is asked.
    """
    return f"""WITH told AS (SELECT * FROM (VALUES {_told()}) v (ask, sector, key)),
       named AS MATERIALIZED
           (SELECT m.document, m.sentence, m.start, m."end", e.code AS sector, d.first_character
            FROM {mentions} m JOIN {table("entity")} e USING (entity)
            JOIN {table("document")} d USING (document)
            WHERE m.how = 'name' AND e.code IN (SELECT sector FROM told)),
       -- The tokens are read once, those of sentences that name a sector.
       near AS MATERIALIZED
           (SELECT t.document, t.sentence, t.place, t.letter, t.form FROM {table("token_row")} t
            JOIN (SELECT DISTINCT document, sentence FROM named) USING (document, sentence)),
       placed AS (SELECT n.*, max(t.place) AS at FROM named n JOIN near t USING (document, sentence)
                  WHERE t.letter < n.first_character + n."end" GROUP BY ALL)
       SELECT n.document, n.sentence, n.start,
              (t.letter - n.first_character + length(f.text))::INTEGER AS "end", told.ask, n.sector
       FROM placed n JOIN told USING (sector)
       JOIN near t ON t.document = n.document AND t.sentence = n.sentence
            AND t.place > n.at AND t.place <= n.at + {REACH}
       JOIN {table("form")} f ON f.form = t.form AND f.key = told.key"""


@cache
def _told() -> str:
    told = [
        (row["ask"], row["sector"], match_key(word))
        for row in ask_table()
        for word in row["words"].split("|")
    ]
    return ", ".join(
        "({})".format(", ".join("'" + text.replace("'", "''") + "'" for text in one)) for one in told
    )
