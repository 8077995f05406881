"""A store as a reader has corrected it: the same file, less the mentions that were struck out.

Nothing is written: each question meets a view in place of the table, so that readers of one store may strike
out different things, and a million articles are corrected at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import duckdb

from analysis.store.store import Store

Span = tuple[str, int, int, str]


class CorrectedStore(Store):
    """``base`` without the mentions of some spans: (document name, start, end, entity code).

    A mention struck out is gone from every count: as a mention, as one who acts, and as the speaker of a
    statement that it names. Spans that are not in the store strike out nothing; ``found`` says how many are.
    Closing it closes ``base``.
    """

    def __init__(self, base: Store, rejected: Iterable[Span]) -> None:
        super().__init__(base._connection, base.path)
        spans = _known(base, list(rejected))
        self.found = len(spans)
        self._views = _views(base, spans) if spans else ""

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with super()._reading() as cursor:
            if self._views:
                cursor.execute(self._views)
            yield cursor


def _known(base: Store, rejected: Sequence[Span]) -> list[tuple[int, int, int, int]]:
    """Return (document, start, end, entity) of the spans that are mentions by name, as the store's ids."""
    names, starts, ends, codes = (
        (list(column) for column in zip(*rejected, strict=True)) if rejected else [[]] * 4
    )
    rows = base.query(
        """WITH asked AS (SELECT unnest($names::VARCHAR[]) AS name, unnest($starts::INTEGER[]) AS start,
                                 unnest($ends::INTEGER[]) AS "end", unnest($codes::VARCHAR[]) AS code)
           SELECT DISTINCT m.document, m.start, m."end", m.entity
           FROM asked a JOIN document d USING (name) JOIN entity e USING (code)
           JOIN mention m ON m.document = d.document AND m.start = a.start AND m."end" = a."end"
                             AND m.entity = e.entity
           ORDER BY ALL""",
        {"names": names, "starts": starts, "ends": ends, "codes": codes},
    )
    return [tuple(map(int, row)) for row in rows.itertuples(index=False)]


def _views(base: Store, spans: Sequence[tuple[int, int, int, int]]) -> str:
    """Return the SQL that puts views before the tables; only numbers of the store enter it."""
    place = base.query("SELECT current_database() AS name")["name"].iloc[0].replace('"', '""')
    gone = ", ".join(str(span) for span in spans)
    views = [
        f"""CREATE TEMP VIEW {table} AS SELECT * FROM "{place}".main.{table}
            WHERE (document, start, "end", entity) NOT IN (VALUES {gone});"""
        for table in ("mention", "act")
    ]
    said = f"""SELECT x.document, x.statement, list(r.entity) AS entities FROM "{place}".main.statement x
               JOIN (VALUES {gone}) r(document, start, "end", entity)
                    ON r.document = x.document AND x.named_start <= r.start AND r."end" <= x.named_end
                       AND list_contains(x.speakers, r.entity)
               GROUP BY ALL"""
    views.append(
        f"""CREATE TEMP VIEW statement AS
            SELECT x.* REPLACE (list_filter(x.speakers, lambda one:
                                            NOT list_contains(coalesce(g.entities, []), one)) AS speakers)
            FROM "{place}".main.statement x LEFT JOIN ({said}) g USING (document, statement);"""
    )
    return "\n".join(views)
