"""Which texts the processes of a pool pack to lie beside the store: as one process alone would have it."""

import os
import pickle
from concurrent.futures import Future

import pytest

from analysis.errors import StoreError
from analysis.ingest import pool
from analysis.lexicon.reader import load_lexicon
from analysis.reading import read_text
from analysis.store import stage
from analysis.store.store import Store
from analysis.store.text_records import dictionary_of
from tests.analysis.hand import Page, make_batch

# Each shares three words with the next: what one of them has alone is in no dictionary.
FIRST = ("एक दो तीन चार", "दो तीन चार पाँच छह", "चार पाँच छह सात आठ", "छह सात आठ नौ")


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


def test_what_a_process_is_sent_to_begin_with_fits_into_a_pipe(store, monkeypatch):
    given = []
    monkeypatch.setattr(pool, "ProcessPoolExecutor", lambda *sent: given.append(sent) or Here())
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    with pool.in_pool(load_lexicon(), store, processes=2):
        assert os.environ["PYTHONWARNINGS"] == "error"  # only what clears up behind it is told otherwise
    (_, _, *work) = given[0]
    # More would wait for the process to read it: one whose parent is killed meanwhile ends with a traceback.
    assert len(pickle.dumps(work)) < 4096


def test_a_process_that_reads_another_lexicon_does_not_begin(monkeypatch):
    monkeypatch.setattr(pool.signal, "signal", lambda *_: None)
    monkeypatch.setattr(pool, "_end_with_parent", lambda: None)
    with pytest.raises(StoreError, match="another lexicon"):
        pool._make_ready("of another version")


@pytest.fixture(autouse=True)
def _only_the_dictionary(monkeypatch):
    monkeypatch.setattr(pool, "_annotate", lambda documents, folder, dictionary: dictionary)


def dictionaries(store, *groups):
    """Return of each group the dictionary its texts are packed with, None where they stay inside."""
    with pool.in_pool(load_lexicon(), store, processes=1) as annotate:
        return [found for _, found in annotate(iter(groups))]


def packed(store, *groups):
    return [found is not None for found in dictionaries(store, *groups)]


def test_the_articles_handed_out_before_decide(store):
    assert packed(store, group("एक", "दो"), [], group("तीन"), group("चार")) == [False, False, False, True]


def test_what_waits_from_an_earlier_run_is_counted(store):
    store.stage(make_batch([Page("क", ("रूस आया।",)), Page("ख", ("भारत आया।",))]))
    assert packed(store, group("एक"), group("दो")) == [False, True]


def test_one_process_alone_decides_alike_and_packs_alike(store, monkeypatch):
    alone = []
    plain = stage.prepare
    monkeypatch.setattr(stage, "prepare", lambda *given: alone.append(given[2]) or plain(*given))
    for text in (*FIRST, "पाँच"):
        store.stage(make_batch([Page(text, (f"{text} समाचार।",))]))
    with Store.create(store.path.with_name("b.duckdb")) as other:
        assert dictionaries(other, *(pages(text) for text in (*FIRST, "पाँच"))) == alone
    assert [one is None for one in alone] == [True, True, True, False, False]


def test_what_is_staged_meanwhile_is_not_taken_twice(store):
    for first in (0, 2):  # undisturbed, and with two texts staged before
        with Store.create(store.path.with_name(f"{first}.duckdb")) as other:
            stage_pages(other, FIRST[:first])
            found = []
            with pool.in_pool(load_lexicon(), other, processes=1) as annotate:
                for number, (_, one) in enumerate(annotate(map(pages, FIRST[first:])), first):
                    found.append(one)
                    stage_pages(other, [FIRST[number]])  # as a writer does who is quicker than the reader
            once = [f"{text} समाचार।\n" for text in FIRST]
            assert found[-1] == dictionary_of(once)
            assert len({dictionary_of(once), dictionary_of(once[1:]), dictionary_of(once + once[:1])}) == 3


def pages(*texts):
    return [read_text(f"{text} समाचार।\n", text) for text in texts]


def stage_pages(store, texts):
    for text in texts:
        store.stage(make_batch([Page(text, (f"{text} समाचार।",))]))
