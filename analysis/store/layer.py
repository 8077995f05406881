"""A store with some of its rows replaced, for one reader: views over its tables, which stay as they are.

A layer is a database in memory beside that of the store. It has a view of every table; those that a reader's
corrections touch show other rows. A question on a layer names its tables as ever and meets the views, so that
readers of one store may correct it each in their way, and a million articles are corrected without a copy.
Layers may lie upon layers.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from secrets import token_hex

import duckdb

from analysis.store.cubes import CUBES, NAMED_CUBES, cubes_version, deep_selects, named_sql
from analysis.store.deep import BY_DOCUMENT, add_names, rows_inside
from analysis.store.store import Store


class LayeredStore(Store):
    """``base`` with other rows; closing it closes ``base``, forgetting it leaves ``base`` as it was.

    Subclasses put views in the place of tables with ``_lay``; names in it are those of the layer, and
    ``self.below`` is what lies underneath. Tables of a layer's own are in its schema ``own``, where no layer
    above sees them.
    """

    def __init__(self, base: Store) -> None:
        super().__init__(base._connection, base.path)
        self.base = base
        self.below = f'"{_database(base)}".main'
        self._database = f"layer_{token_hex(8)}"
        tables = base.query(
            """SELECT table_name AS name FROM information_schema.tables
               WHERE table_catalog = current_database() AND table_schema = 'main' ORDER BY name"""
        )["name"]
        kinds = base.query("SELECT unnest(enum_range(NULL::SENTENCE_KIND)) AS kind")["kind"]
        with self._connection.cursor() as cursor:
            cursor.execute(f"ATTACH ':memory:' AS {self._database} (READ_WRITE)")
            cursor.execute(f"USE {self._database}")
            # A question may name the type, which is looked for where its tables are.
            cursor.execute(f"CREATE TYPE SENTENCE_KIND AS ENUM ({', '.join(map(repr, kinds))})")
            cursor.execute("CREATE SCHEMA own")
            for table in tables:
                cursor.execute(f"CREATE VIEW {table} AS SELECT * FROM {self.below}.{table}")
        self._forget = weakref.finalize(self, _detach, self._connection, self._database)
        self._forget.atexit = False  # a database in memory ends with the process

    @property
    def own(self) -> Store:
        """The store below all layers, whose rows have numbers (``fetch.py``)."""
        return self.base.own

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with super()._reading() as cursor:
            cursor.execute(f"USE {self._database}")
            yield cursor

    def forget(self) -> None:
        """Give back what the layer holds; ``base`` stays open."""
        self._forget()

    def _lay(self, views: Mapping[str, str], *, touched: str) -> None:
        """Put SELECTs in the place of views, and set the count tables right.

        ``touched`` is a SELECT of the documents whose mentions, or what the rules found, are others now.
        """
        with self._reading() as cursor:
            for name, select in views.items():
                cursor.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")
            about = dict(cursor.execute("SELECT key, value FROM about").fetchall())
            if about.get("cubes") == cubes_version():
                _correct_cubes(cursor, self.below, touched)


def _correct_cubes(cursor: duckdb.DuckDBPyConnection, below: str, touched: str) -> None:
    """Add to each cube of mentions what its documents have now, less what they had: cells are summed."""
    cursor.execute(
        f"""CREATE TABLE placed AS
            SELECT d.document, c.cell FROM document d JOIN cell c
                ON c.level = 'all'
                   OR (c.level = 'year'
                       AND c.month IS NOT DISTINCT FROM date_trunc('year', d.published)::DATE)
                   OR (c.month IS NOT DISTINCT FROM date_trunc('month', d.published)::DATE
                       AND (c.level = 'month'
                            OR (c.level = 'source' AND c.source = coalesce(d.source, ''))))
            WHERE d.document IN ({touched})"""
    )
    inside = "document IN (SELECT document FROM placed)"
    cursor.execute(f"CREATE TABLE named_now AS {named_sql(inside)}")
    cursor.execute(f"CREATE TABLE named_before AS {named_sql(inside, mention=f'{below}.mention')}")
    _take_rows_anew(cursor, below, touched)
    now, before = deep_selects(rows_inside(inside)), deep_selects(rows_inside(inside, of=f"{below}."))
    # All are told before the first view is another.
    told = [
        *((name, _less(name, below, select.format(named="named_now"), select.format(named="named_before")))
          for name, select in NAMED_CUBES),
        *((name, _less(name, below, more, less))
          for (name, more), (_, less) in zip(now, before, strict=True)),
    ]  # fmt: skip
    for name, sql in told:
        columns = _columns(name)
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS own.{name}_changed AS SELECT {columns} FROM {below}.{name} LIMIT 0"
        )
        cursor.execute(f"INSERT INTO own.{name}_changed {sql}")
        cursor.execute(
            f"""CREATE OR REPLACE VIEW {name} AS SELECT {columns} FROM {below}.{name}
                UNION ALL SELECT {columns} FROM own.{name}_changed"""
        )
    for table in ("placed", "named_now", "named_before"):
        cursor.execute(f"DROP TABLE {table}")


def _columns(cube: str) -> str:
    keys, sums = CUBES[cube]
    return ", ".join(["cell", *keys.split(), *sums.split()])


def _less(cube: str, below: str, now: str, before: str) -> str:
    """Return the rows of a cube that some documents have now, and those that take off what they had."""
    keys, sums = CUBES[cube]
    less = ", ".join(["cell", *keys.split(), *(f"-{one}" for one in sums.split())])
    return f"SELECT {_columns(cube)} FROM ({now}) UNION ALL SELECT {less} FROM ({before})"


def _take_rows_anew(cursor: duckdb.DuckDBPyConnection, below: str, touched: str) -> None:
    """Put what is told document by document in its place: of touched documents anew, of others as it was."""
    inside = "document IN (SELECT document FROM placed)"
    for name in ("unit_name", "speaker_name"):
        cursor.execute(f"CREATE TABLE own.{name}_more AS FROM {name} LIMIT 0")
    add_names(cursor, inside, own="own.", more="_more")
    for name in ("unit_name", "speaker_name"):
        cursor.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {below}.{name} UNION ALL FROM own.{name}_more")
    for name, select in BY_DOCUMENT.items():
        rows = rows_inside(inside)
        cursor.execute(f"CREATE TABLE own.{name}_again AS FROM {below}.{name} LIMIT 0")
        cursor.execute(f"INSERT INTO own.{name}_again BY NAME {select(rows)}")
        cursor.execute(
            f"""CREATE OR REPLACE VIEW {name} AS FROM {below}.{name} WHERE document NOT IN ({touched})
                UNION ALL FROM own.{name}_again"""
        )


def _database(store: Store) -> str:
    return store.query("SELECT current_database() AS name")["name"].iloc[0].replace('"', '""')


def _detach(connection: duckdb.DuckDBPyConnection, database: str) -> None:
    # The store may be closed by now, and its layers with it.
    with suppress(duckdb.Error), connection.cursor() as cursor:
        cursor.execute(f"DETACH {database}")
