"""The count tables of a lake: summed up once by one process, written beside the tables they tell of."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import duckdb

from analysis.store.cubes import build_cubes, cube_tables
from analysis.store.lake import lake_statements, quoted, table_columns
from analysis.store.steps import Step, silent

SCHEMA = Path(__file__).with_name("schema.sql")
MEMORY = "450MB"


def add_cubes(folder: Path, step: Step = silent, *, memory_limit: str = MEMORY) -> dict[str, str]:
    """Write the cubes of the tables in ``folder`` as Parquet, and return what a lake says of them.

    The rows are those of a store's cubes (``cubes.py``). A lake of too few documents gets none, and nothing
    is said. What is under way lies in a folder of its own beside the tables.
    """
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".cubes-") as scratch:
        path = Path(scratch) / "cubes.duckdb"
        with closing(duckdb.connect(str(path), config={"memory_limit": memory_limit})) as connection:
            connection.execute(SCHEMA.read_text(encoding="utf-8"))
            for statement in lake_statements(folder, table_columns(connection)):
                connection.execute(statement)
            build_cubes(connection, step=step)
            about = dict(connection.execute("SELECT key, value FROM about").fetchall())
            for table in cube_tables() if about else ():
                (folder / table).mkdir()
                target = quoted(folder / table / "all.parquet")
                connection.execute(f"COPY {table} TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    return about
