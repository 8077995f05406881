"""Ctrl-C while the database works."""

import os
import signal
import threading
import time

import duckdb
import pytest

from analysis.store import store as stores
from analysis.store.connecting import interruptible
from analysis.store.store import Store
from tests.analysis.hand import Page, make_batch

# Seconds of work that nobody waits for where it is stopped.
LONG = "SELECT max(hash(a.range * 7919 + b.range)) FROM range(60000) a, range(60000) b"


@pytest.fixture(autouse=True)
def ctrl_c():
    """A job in the background, as tests may be, ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def press():
    """Press Ctrl-C in a moment."""
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()


def test_ctrl_c_ends_a_long_query_of_the_database():
    ended = []

    def work():
        press()
        try:
            return cursor.execute(LONG).fetchone()
        except duckdb.InterruptException as error:
            ended.append(error)
            raise

    with duckdb.connect(config={"threads": "1"}) as connection, connection.cursor() as cursor:
        with pytest.raises(KeyboardInterrupt):
            interruptible(cursor, work)
        assert len(ended) == 1  # it did not work on to its end
        assert cursor.execute("SELECT 1").fetchone() == (1,)


def test_work_that_meets_an_interrupt_late_is_waited_for():
    """Between two queries there is nothing to interrupt; the next one is."""
    asked, done = threading.Semaphore(0), []

    class Cursor:
        interrupt = asked.release

    def work():
        press()
        done.append([asked.acquire(timeout=9) for _ in range(3)])

    with pytest.raises(KeyboardInterrupt):
        interruptible(Cursor, work)
    assert done == [[True, True, True]]


def test_what_the_work_gives_or_raises_is_the_answer():
    assert interruptible(None, lambda: 7) == 7
    with pytest.raises(duckdb.ParserException), duckdb.connect() as connection:
        interruptible(connection, lambda: connection.execute("SELEC"))


def test_a_store_is_put_in_order_where_ctrl_c_reaches_it(tmp_path, monkeypatch):
    def finish(cursor, fresh, step):
        press()
        cursor.execute(LONG)

    with Store.create(tmp_path / "a.duckdb") as store:
        store.append(make_batch([Page("क", ("रूस आया।",))]))
        begun = time.process_time()
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(stores, "finish_store", finish)
            store.finish()
        assert time.process_time() - begun < 10
        store.finish()
        assert len(store.query("FROM document")) == 1
