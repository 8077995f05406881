"""A store in which some documents were annotated again with another lexicon; the others stay as they are.

What depends on the lexicon is replaced: mentions and what the rules read from them. Words stay words: how
often a form occurs and under which lemma is the store's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.records import Batch
from analysis.store.append import DEPTH, alias_rows, rows_of_rules
from analysis.store.layer import LayeredStore
from analysis.store.store import Store

TABLES = ("mention", *DEPTH.values())


class RereadStore(LayeredStore):
    """``base`` with the rows of ``batches`` in the place of their documents' own.

    ``entities`` and ``aliases`` are those of the other lexicon (as in ``Batch``), whose version is
    ``lexicon``; ``codes`` name the entities that are new in it or have other forms.
    """

    def __init__(
        self,
        base: Store,
        batches: Iterable[Batch],
        *,
        entities: pa.Table,
        aliases: pa.Table,
        codes: Sequence[str],
        lexicon: str,
    ) -> None:
        super().__init__(base)
        try:
            with self._reading() as cursor:
                self._prepare(cursor, entities, aliases, codes, lexicon)
                known = dict(cursor.execute("SELECT code, entity FROM own.entity_again").fetchall())
                for batch in batches:
                    _take(cursor, batch, known)
        except BaseException:  # a reader who stops leaves nothing behind
            self.forget()
            raise
        views = {
            table: f"""SELECT * FROM {self.below}.{table} WHERE document NOT IN (FROM own.read_again)
                       UNION ALL SELECT * FROM own.{table}_again"""
            for table in TABLES
        }
        views |= {table: f"SELECT * FROM own.{table}_again" for table in ("entity", "alias", "about")}
        self._lay(views, touched="SELECT document FROM own.read_again")

    @property
    def reread(self) -> int:
        """How many documents were annotated again."""
        return int(self.query("SELECT count(*) AS n FROM own.read_again")["n"].iloc[0])

    def _prepare(self, cursor, entities: pa.Table, aliases: pa.Table, codes, lexicon: str) -> None:
        cursor.execute("CREATE TABLE own.read_again (document INTEGER)")
        for table in TABLES:
            cursor.execute(f"CREATE TABLE own.{table}_again AS SELECT * FROM {table} LIMIT 0")
        for table in ("entity", "alias", "about"):
            cursor.execute(f"CREATE TABLE own.{table}_again AS SELECT * FROM {table}")
        cursor.execute(
            "UPDATE own.about_again SET value = $lexicon WHERE key = 'lexicon'", {"lexicon": lexicon}
        )
        known = dict(cursor.execute("SELECT code, entity FROM own.entity_again").fetchall())
        new = entities.filter(pc.invert(pc.is_in(entities["code"], value_set=pa.array(known, pa.string()))))
        first = max(known.values(), default=-1) + 1
        ids = pa.array(range(first, first + new.num_rows), pa.int32())
        _insert(cursor, "own.entity_again", new.append_column("entity", ids))
        known |= dict(zip(new["code"].to_pylist(), ids.to_pylist(), strict=True))
        other = {code: known[code] for code in codes if code in known}
        cursor.execute(
            "DELETE FROM own.alias_again WHERE entity IN (SELECT unnest($ids::INTEGER[]))",
            {"ids": list(other.values())},
        )
        _insert(cursor, "own.alias_again", alias_rows(aliases, other))


def _take(cursor: duckdb.DuckDBPyConnection, batch: Batch, entities: dict[str, int]) -> None:
    """Add the rows of a batch with the store's ids."""
    names = batch.documents["name"].to_pylist()
    cursor.execute(
        "SELECT name, document FROM document WHERE name IN (SELECT unnest($names::VARCHAR[]))",
        {"names": names},
    )
    ids = dict(cursor.fetchall())
    documents = np.array([ids[name] for name in names], np.int32)
    _insert(cursor, "own.read_again", pa.table({"document": documents}))
    texts = batch.documents["text"].to_pylist()
    for table, rows in rows_of_rules(batch, texts, documents, entities):
        _insert(cursor, f"own.{table}_again", rows)


def _insert(cursor: duckdb.DuckDBPyConnection, target: str, table: pa.Table) -> None:
    if table.num_rows:
        cursor.register("incoming", table)
        cursor.execute(f"INSERT INTO {target} BY NAME SELECT * FROM incoming")
        cursor.unregister("incoming")
