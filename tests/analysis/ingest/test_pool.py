"""Which texts the processes of a pool pack to lie beside the store: as one process alone would have it."""

from concurrent.futures import Future

import pytest

from analysis.ingest import pool
from analysis.reading import read_text
from analysis.store import stage
from analysis.store.store import Store
from tests.analysis.hand import Page, make_batch

FIRST = ("एक", "दो", "तीन", "चार")


class Here:
    """In the place of processes: the work is done when it is asked for."""

    def __init__(self, *_):
        pass

    def submit(self, work, *given):
        done = Future()
        done.set_result(work(*given))
        return done

    def shutdown(self, **_):
        pass


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "ProcessPoolExecutor", Here)
    for module in (pool, stage):
        monkeypatch.setattr(module, "INSIDE", 3)
    with Store.create(tmp_path / "a.duckdb") as store:
        yield store


def group(*texts):
    return [read_text(f"{text} समाचार।", text) for text in texts]


def packed(store, *groups):
    """Say of each group whether its texts were packed, None where it has no article."""
    with pool.in_pool(None, store, processes=1) as annotate:
        return [texts for _, texts in annotate(iter(groups))]


def test_the_articles_handed_out_before_decide(store, monkeypatch):
    monkeypatch.setattr(pool, "_annotate", lambda documents, folder, aside: aside)
    assert packed(store, group("एक", "दो"), [], group("तीन"), group("चार")) == [False, None, False, True]


def test_what_waits_from_an_earlier_run_is_counted(store, monkeypatch):
    monkeypatch.setattr(pool, "_annotate", lambda documents, folder, aside: aside)
    store.stage(make_batch([Page("क", ("रूस आया।",)), Page("ख", ("भारत आया।",))]))
    assert packed(store, group("एक"), group("दो")) == [False, True]


def test_one_process_alone_decides_alike(store, monkeypatch):
    alone = []
    plain = stage.prepare
    told = lambda batch, folder, *, aside: alone.append(aside) or plain(batch, folder, aside=aside)  # noqa: E731
    monkeypatch.setattr(stage, "prepare", told)
    for text in FIRST:
        store.stage(make_batch([Page(text, (f"{text} आया।",))]))
    monkeypatch.setattr(pool, "_annotate", lambda documents, folder, aside: aside)
    with Store.create(store.path.with_name("b.duckdb")) as other:
        assert packed(other, *(group(text) for text in FIRST)) == alone == [False, False, False, True]
