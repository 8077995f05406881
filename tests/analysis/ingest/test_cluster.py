"""A real cluster of two processes, one of them killed in the middle: the lake is that of one process."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.corpus import Selection
from analysis.errors import StoreError
from analysis.ingest import batches, cluster
from analysis.ingest.cluster import ingest_on_cluster
from analysis.ingest.run import ingest
from analysis.measures.frequency import term_frequency
from analysis.opening import open_corpus
from analysis.reading import read
from analysis.store.batch_files import batch_names
from analysis.store.store import Store
from tests.analysis.ingest import warm
from tests.analysis.ingest.corpus import write_corpus

distributed = pytest.importorskip("distributed")
dask_config = pytest.importorskip("dask.config")
pickle = pytest.importorskip("distributed.protocol.pickle")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("lake") / "news")


@pytest.fixture(scope="module")
def small_batches():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "BATCH_CHARACTERS", 4000)
        patch.setattr(read, "RUN_DOCUMENTS", 3)
        yield


@pytest.fixture(scope="module")
def lake(corpus, small_batches):
    folder, killed = corpus.parent / "lake", []
    warm.forks()
    with (
        dask_config.set({"distributed.worker.multiprocessing-method": "forkserver"}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
    ):

        def kill_one(progress):
            if not killed and progress.documents > 5:
                with distributed.Client(cluster.scheduler_address) as client:
                    pids = client.run(os.getpid)
                killed.append(sorted(pids.values())[0])
                os.kill(killed[0], signal.SIGKILL)

        steps = []
        outcome = ingest_on_cluster(
            [corpus],
            folder,
            cluster.scheduler_address,
            progress=kill_one,
            step=lambda *step: steps.append(step),
        )
        again = ingest_on_cluster([corpus], folder, cluster.scheduler_address)
        nothing = ingest_on_cluster([corpus / "bad.txt"], corpus.parent / "none", cluster.scheduler_address)
    assert killed
    assert not nothing.made and nothing.refused == 1 and not (corpus.parent / "none").exists()
    many = len(batch_names(folder))
    assert steps == [(phase, n, many) for phase in ("vocabulary", "order") for n in range(1, many + 1)]
    return folder, outcome, again


@pytest.fixture(scope="module")
def stores(corpus, lake, small_batches):
    into = corpus.parent / "one.duckdb"
    ingest([corpus], into)
    with Store.open(into) as one, open_corpus(lake[0])[0] as many:
        yield one, many


def tables(store):
    names = store.query("SELECT DISTINCT table_name AS t FROM duckdb_columns() WHERE NOT internal")["t"]
    return sorted(set(names) - {"about"})


def test_nothing_is_lost_and_nothing_doubled(stores):
    one, many = stores
    for table in tables(one):
        own = "added_at, text, text_at, text_size, text_number"  # the texts of a lake always lie aside
        leave = f"EXCLUDE ({own})" if table == "document" else ""
        rows = [
            store.query(f"SELECT {leave and '* ' + leave or '*'} FROM {table} ORDER BY ALL")
            for store in stores
        ]
        assert len(rows[0]) == len(rows[1]), table
        assert rows[0].astype(str).equals(rows[1].astype(str)), table
    texts = one.texts(range(67))
    assert len(texts) == 67 and all(texts.values()) and texts == many.texts(range(67))


def test_a_second_run_adds_nothing(lake):
    folder, outcome, again = lake
    assert (outcome.added.documents, again.added.documents) == (67, 0)
    assert len(outcome.report) == len(again.report)
    assert len(batch_names(folder)) == len({name.split("-")[0] for name in batch_names(folder)})


def test_questions_have_the_same_answers(stores):
    one, many = (term_frequency(store, Selection(), limit=20) for store in stores)
    assert one.equals(many)


def test_what_is_opened_is_the_files_themselves(stores):
    views = stores[1].query("SELECT view_name FROM duckdb_views() WHERE NOT internal")["view_name"]
    assert {"document", "sentence", "token_row", "mention"} <= set(views)


def test_no_question_reaches_a_file_outside_the_lake(stores, corpus):
    with pytest.raises(Exception, match="(?i)permission|access|allowed"):
        stores[1].query(f"SELECT * FROM read_text('{corpus / '00.txt'}')")


def test_no_scheduler_is_told(corpus, tmp_path):
    with pytest.raises(StoreError, match="scheduler"):
        ingest_on_cluster([corpus], tmp_path / "lake", "no address")


class Lost:
    """In the place of a client whose connection is lost when it is used."""

    def __init__(self, *_, **__):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


@pytest.mark.parametrize("lost", [OSError("Timed out"), asyncio.CancelledError(), RuntimeError("closed")])
def test_a_scheduler_that_ends_is_told_and_other_faults_are_themselves(monkeypatch, lost):
    monkeypatch.setattr(distributed, "Client", Lost)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(type(lost)) as told, cluster._client(address):
            raise lost
        assert told.value is lost
    gone = pytest.raises(StoreError, match="does not answer any more.*same command")
    with gone as told, cluster._client(address):
        raise lost
    assert address in str(told.value)
    with pytest.raises(StoreError, match="other rules"), cluster._client(address):
        raise StoreError("ingest.other_rules")


class Elsewhere:
    """In the place of a client: what is sent runs in processes; those of ``without`` have no program."""

    def __init__(self, without):
        self.without = without

    def asked(self, function, place):
        sent = pickle.dumps(function)  # as distributed sends it
        code = "import sys, pickle; sys.stdout.write(pickle.loads(sys.stdin.buffer.read())())"
        root = {} if place in self.without else {"PYTHONPATH": str(Path(cluster.__file__).parents[2])}
        run = subprocess.run([sys.executable, "-c", code], input=sent, cwd="/", env=root, capture_output=True)
        assert run.returncode == 0, run.stderr.decode()
        return run.stdout.decode()

    def run_on_scheduler(self, function):
        return self.asked(function, "scheduler")

    def run(self, function):
        return {"tcp://w:1": self.asked(function, "worker")}


@pytest.mark.parametrize(
    ("place", "cure"), [("scheduler", "dask scheduler --port 8786"), ("worker", "dask worker tcp://s:8786")]
)
def test_a_scheduler_or_worker_without_the_program_is_told_with_the_cure(place, cure):
    with pytest.raises(StoreError) as told:
        cluster._check_program(Elsewhere([place]), "tcp://s:8786")
    said = str(told.value)
    assert f"this {place} cannot load this program" in said and f"PYTHONPATH=. {cure};" in said
    assert said.startswith({"scheduler": "tcp://s:8786:", "worker": "tcp://w:1:"}[place])


def test_one_with_other_rules_is_refused_before_anything_is_read(monkeypatch):
    cluster._check_program(Elsewhere([]), "tcp://s:8786")
    monkeypatch.setattr(cluster, "rules_version", lambda: "other")
    with pytest.raises(StoreError, match="other rules"):
        cluster._check_program(Elsewhere([]), "tcp://s:8786")


def test_a_lake_without_tables_says_how_it_goes_on(lake, tmp_path):
    shutil.copytree(lake[0] / "batches", tmp_path / "half" / "batches")
    with pytest.raises(StoreError, match="same ingest command"):
        open_corpus(tmp_path / "half")


def test_half_a_lake_is_refused(tmp_path):
    Path(tmp_path, "about.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError):
        Store.open_lake(tmp_path)
