"""The connection to the file of a store: how DuckDB is to work, and what it may reach."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

import duckdb

T = TypeVar("T")

SUFFIX = ".duckdb"  # of the name of a store: what it is opened by
MEMORY = "1GB"
# To be asked: with what Python and its tables take a server stays below 1 GB at a million articles, and with
# 560 MB it answered no sooner.
READING = "380MB"


def connect(path: Path | None, memory_limit: str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database in a file or in memory, made to hold a store. Raises duckdb.Error."""
    config = {
        "memory_limit": memory_limit,
        # At the usual 16 MB nearly every batch would pack the last rows of every table anew.
        "checkpoint_threshold": "256MB",
        "default_block_size": "65536",  # of a new file: at four times that, small tables are mostly empty
    }
    connection = duckdb.connect(":memory:" if path is None else str(path), read_only=read_only, config=config)
    # No question may reach another file, names come from strangers; a store is written anew beside itself.
    beside = ("", ".wal", ".wal.checkpoint", ".wal.recovery")
    allowed = [] if path is None or read_only else [f"{fresh_file(path)}{suffix}" for suffix in beside]
    # A file opened twice in one process is one database, and that is locked down already.
    if connection.execute("SELECT current_setting('enable_external_access')").fetchone()[0] is False:
        return connection
    connection.execute("SET allowed_paths = ?", [allowed])
    connection.execute("SET enable_external_access = false")
    return connection


def fresh_file(path: Path) -> Path:
    """Return where a store is written anew before it takes the place of the old one."""
    return path.resolve().with_name(f"{path.name}.fresh")


def interruptible(cursor: duckdb.DuckDBPyConnection, work: Callable[[], T]) -> T:
    """Return what ``work`` does with a cursor; Ctrl-C stops its queries at once and is raised.

    In the thread that answers Ctrl-C a query heeds it only between two steps: a sort of sixty million rows
    went on for nine seconds. So another thread does the work.
    """
    with ThreadPoolExecutor(1) as thread:
        job = thread.submit(work)
        try:
            return job.result()
        except KeyboardInterrupt:
            while not job.done():
                cursor.interrupt()
                wait([job], timeout=0.5)
            raise
