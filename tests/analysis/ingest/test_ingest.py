"""One ingest, a second one, a stopped one: the store is the same."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import get_args

import pytest

from analysis.cli import main
from analysis.commands.ingest import Watch
from analysis.commands.report import report_table
from analysis.errors import StoreError
from analysis.ingest import batches, run
from analysis.ingest.batches import Progress, fill, groups, in_turn
from analysis.ingest.run import Options, ingest
from analysis.lexicon.reader import load_lexicon
from analysis.reading import Meter, read
from analysis.reading.result import Reading
from analysis.store import finish, stage
from analysis.store.steps import Phase
from analysis.store.store import Store
from tests.analysis.ingest import warm
from tests.analysis.ingest.corpus import all_rows, write_corpus

ROOT = Path(__file__).resolve().parents[3]
# Small batches, so that there is something between two of them.
CHILD = """
import sys
import analysis.ingest.batches as batches, analysis.reading.read as read, analysis.commands.ingest as command
batches.BATCH_CHARACTERS, read.RUN_DOCUMENTS = 4000, 3
command.Watch.__call__ = lambda self, progress: print("batch", flush=True)
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background starts with it ignored
from analysis.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("ingest") / "news")


def start(corpus, into, *more):
    command = [sys.executable, "-c", CHILD, "ingest", str(corpus), "--into", str(into), "--format", "json"]
    command += ["--language", "en", *more]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, text=True, encoding="utf-8", **pipes)


@pytest.fixture
def small_batches():
    """Small batches, so that there is something between two of them."""
    with in_small_batches():
        yield


@contextmanager
def in_small_batches():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "BATCH_CHARACTERS", 4000)
        patch.setattr(read, "RUN_DOCUMENTS", 3)
        yield


@pytest.fixture(scope="module")
def undisturbed(corpus):
    into, out = corpus.parent / "undisturbed.duckdb", io.StringIO()
    with in_small_batches(), redirect_stdout(out):
        line = ["ingest", str(corpus), "--into", str(into), "--format", "json", "--language", "en"]
        assert main(line) == 3  # bad.txt could not be read
    return into, out.getvalue()


def test_each_input_is_told_what_became_of_it(corpus, undisturbed):
    out = undisturbed[1]
    report = json.loads(out[out.index("[") :])
    told = {(Path(row["path"]).name, row["status"]): row["documents"] for row in report}
    assert told == {
        **{(f"{number:02}.txt", "loaded"): 1 for number in range(6)},
        ("bad.txt", "wrong_encoding"): 0,
        ("table.jsonl", "loaded"): 60,
        ("table.jsonl", "note"): 0,
        ("table.jsonl", "unreadable"): 0,
        ("table.jsonl", "duplicate"): 0,
        ("table.jsonl", "near_duplicate"): 1,
        ("twin.txt", "duplicate"): 0,
    }
    ids = next(row["message"] for row in report if row["status"] == "note")
    assert "9 ids could not be names" in ids and "“row/0” to “row-0”" in ids
    broken = next(row for row in report if row["status"] == "unreadable")
    assert "table.jsonl:9" in broken["message"] and "2" in broken["message"]  # the first of three


def test_a_second_run_adds_nothing_and_says_what_was_known(corpus, tmp_path):
    into = tmp_path / "x.duckdb"
    first = ingest([corpus], into)
    before = all_rows(into)
    second = ingest([corpus], into)
    assert (first.added.documents, second.added.documents) == (67, 0)
    assert len(first.report) == len(second.report)
    assert all_rows(into) == before
    assert report_table(first.report, "en")["documents"].sum() == 67
    table = report_table(second.report, "en", earlier=second.earlier)
    assert not table["documents"].any()
    told = {(Path(row.path).name, row.status): row.message for row in table.itertuples()}
    assert told["table.jsonl", "known"] == "read in an earlier run: 61 articles"
    assert {status for _, status in told} == {"known", "note", "duplicate", "unreadable", "wrong_encoding"}


def test_no_time_is_promised_before_anything_tells_it(capsys):
    meter = Meter()
    watch = Watch(meter, 1000, "en")
    watch(Progress(1, 5, 100))
    assert "left" not in (first := capsys.readouterr().err) and "5 articles" in first and "–" not in first
    meter.close(500)
    watch._told = 0.0
    watch(Progress(2, 9, 200))
    assert "50 % read" in (second := capsys.readouterr().err) and "left" in second


def test_the_time_left_is_told_by_what_is_read_and_not_by_what_was_passed_over(capsys, monkeypatch):
    clock, meter = [0.0], Meter()
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    watch = Watch(meter, 1000, "en", _start=0.0)
    for seconds, place, documents in ((100, 400, 5), (110, 500, 25)):
        clock[0] = seconds
        meter.close(place - meter.bytes)
        watch(Progress(1, documents, 100))
    told = capsys.readouterr().err.splitlines()[-1]
    assert told == "25 articles, 2 a second, 50 % read, 0:50 left"
    clock[0] = 200
    assert watch.seconds == 200


def test_steps_behind_the_reading_are_told_now_and_then(capsys, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    watch = Watch(Meter(), 1000, "en")
    for seconds, phase, number in ((100, "order", 1), (101, "order", 2), (120, "count", 30)):
        clock[0] = seconds
        watch.step(phase, number, 1234)
    first, second = capsys.readouterr().err.splitlines()
    assert "put in order: step 1 of 1,234" in first and "counted by month and source: step 30" in second


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("phase", get_args(Phase))
def test_each_phase_has_its_words(capsys, phase, language):
    Watch(Meter(), 0, language).step(phase, 3, 17)
    assert "17" in capsys.readouterr().err


def test_an_ingest_tells_its_steps(corpus, tmp_path):
    steps, into = [], tmp_path / "x.duckdb"
    ingest([corpus], into, step=lambda *step: steps.append(step))
    numbers = [number for phase, number, of in steps if phase == "order" and of == 15]
    assert numbers == [*range(1, 16)] and "earlier" not in {phase for phase, *_ in steps}


def test_another_encoding_may_be_tried(corpus, tmp_path):
    into, folder = tmp_path / "x.duckdb", tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes("भारत ने कहा।".encode())
    assert ingest([folder], into, options=Options(encoding="ascii")).added.documents == 0
    assert ingest([folder], into).added.documents == 1


def test_what_is_new_is_added_and_what_is_moved_is_a_duplicate(corpus, tmp_path):
    into, more = tmp_path / "x.duckdb", tmp_path / "more"
    ingest([corpus], into)
    more.mkdir()
    (more / "00.txt").write_bytes((corpus / "00.txt").read_bytes())
    (more / "new.txt").write_text("भारत ने नया समझौता किया।", encoding="utf-8")
    outcome = ingest([corpus, more], into)
    assert outcome.added.documents == 1
    assert [(Path(row.path).name, row.status) for row in outcome.report[-2:]] == [
        ("00.txt", "duplicate"),
        ("new.txt", "loaded"),
    ]


def test_a_changed_input_is_read_anew(tmp_path):
    folder, into = tmp_path / "in", tmp_path / "x.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text("भारत ने कहा।", encoding="utf-8")
    ingest([folder], into)
    (folder / "a.txt").write_text("रूस ने कहा।", encoding="utf-8")
    assert ingest([folder], into).added.documents == 1
    with Store.open(into) as store:
        assert store.query("SELECT name FROM document ORDER BY name")["name"].tolist() == ["a", "a-2"]


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_it_goes_on_to_the_same_tables(corpus, undisturbed, tmp_path, seed):
    draw, into, kills = random.Random(seed), tmp_path / "killed.duckdb", 0
    for wanted in (0, *draw.sample(range(1, 6), 3)):
        child, said = warm.start(corpus, into)
        with suppress(EOFError):  # done before it could be killed
            for _ in range(wanted):
                said.recv()
        time.sleep(draw.random() * (0.05 if wanted else 0.3))
        child.kill()
        child.join()
        kills += child.exitcode == -signal.SIGKILL
        if into.exists():
            Store.open(into).close()
    child, _ = warm.start(corpus, into)
    child.join()
    assert child.exitcode == 3
    assert kills >= 2
    wanted, found = all_rows(undisturbed[0]), all_rows(into)
    wanted["about"], found["about"] = (
        [row for row in rows["about"] if row[0] != "corpus"] for rows in (wanted, found)
    )
    assert found == wanted


def test_a_pool_yields_the_same_tables(corpus, undisturbed, tmp_path):
    into = tmp_path / "pool.duckdb"
    child = start(corpus, into, "--processes", "2")
    _, err = child.communicate()
    assert child.returncode == 3, err
    assert "leaked" not in err
    wanted, found = all_rows(undisturbed[0]), all_rows(into)
    del wanted["about"], found["about"]
    assert found == wanted


def test_processes_that_annotate_end_with_the_one_that_writes(corpus, tmp_path):
    child = start(corpus, tmp_path / "killed.duckdb", "--processes", "2")
    child.stdout.readline()
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text()
    workers = [Path("/proc", number) for number in children.split()]
    child.kill()
    child.wait()
    assert len(workers) >= 2
    until = time.monotonic() + 5
    while any(map(Path.exists, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [worker for worker in workers if worker.exists()]


def test_processes_whose_writer_is_killed_say_nothing(corpus, tmp_path):
    child = start(corpus, tmp_path / "killed.duckdb", "--processes", "2")
    child.stdout.readline()
    child.kill()
    _, err = child.communicate(timeout=60)  # ends when all have closed it
    assert child.returncode == -signal.SIGKILL and err == ""


def test_ctrl_c_stops_between_batches_and_says_how_to_go_on(corpus, undisturbed, tmp_path):
    into = tmp_path / "stopped.duckdb"
    child = start(corpus, into)
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    _, err = child.communicate()
    assert child.returncode == 130
    assert str(into) in err and "same command" in err and "Traceback" not in err
    with Store.open(into) as store:
        kept = len(store.all_documents())
        assert 0 < kept < 67
        assert store.query("FROM document").empty  # numbers are those of a finished ingest
        assert sum(row.documents for row in store.report) == kept


# The first two work in a thread of their own, the last in the one that answers.
@pytest.mark.parametrize(
    "work",
    [(stage, "write_waiting"), (finish, "_insert"), (batches, "documents_of")],
    ids=lambda work: work[1],
)
def test_ctrl_c_while_the_database_works_stops_in_the_same_way(
    corpus, undisturbed, small_batches, tmp_path, work, monkeypatch, capsys
):
    module, name = work
    into, plain, times = tmp_path / "stopped.duckdb", getattr(module, name), []

    def pressed(*given):
        try:
            if not times:
                times.append(1)
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(0.5)
        except KeyboardInterrupt:  # in the thread that answers Ctrl-C DuckDB makes an error of its own of it
            raise RuntimeError("Query interrupted") from None
        return plain(*given)

    line = ["ingest", str(corpus), "--into", str(into), "--format", "json", "--language", "en"]
    monkeypatch.setattr(module, name, pressed)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    assert main(line) == 130
    signal.signal(signal.SIGINT, before)
    err = capsys.readouterr().err
    assert str(into) in err and "same command" in err and "Traceback" not in err
    assert times and main(line) == 3
    wanted, found = all_rows(undisturbed[0]), all_rows(into)
    del wanted["about"], found["about"]
    assert found == wanted


def test_what_waits_is_told_until_it_is_put_in_order(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text("भारत और रूस ने समझौता किया।", encoding="utf-8")
    into = tmp_path / "my.duckdb"
    given = ["ingest", str(tmp_path / "a.txt"), "--into", str(into), "--language", "en"]
    with monkeypatch.context() as patch:
        patch.setattr(
            Store, "finish", lambda self, step: os.kill(os.getpid(), signal.SIGINT) or time.sleep(9)
        )
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        assert main(given) == 130
        signal.signal(signal.SIGINT, before)
    capsys.readouterr()
    main(["totals", str(into), "--language", "en"])
    told = capsys.readouterr().err
    assert "not finished; 1 article waits" in told and "ingest command" in told
    main(["documents", str(into)])
    assert "अधूरा" in capsys.readouterr().err
    assert main(given) == 0
    err = capsys.readouterr().err
    assert "1 article was read by an earlier run and is passed over" in err and "1 article that waited" in err
    main(["totals", str(into), "--language", "en"])
    assert "wait" not in capsys.readouterr().err
    main(given)
    assert "waited" not in capsys.readouterr().err


def test_a_store_of_other_rules_is_refused(corpus, tmp_path):
    into = tmp_path / "x.duckdb"
    ingest([corpus / "00.txt"], into)
    with Store.open(into, read_only=False) as store:
        store.note(rules="older")
    with pytest.raises(StoreError, match="another"):
        ingest([corpus], into)


def test_a_path_that_is_not_there_stops_before_anything_is_made(tmp_path, capsys):
    into = tmp_path / "x.duckdb"
    assert main(["ingest", str(tmp_path / "nowhere"), "--into", str(into), "--language", "en"]) == 2
    assert "nowhere" in capsys.readouterr().err and not into.exists()


def test_the_meter_ends_at_the_bytes_of_all_files(corpus, tmp_path):
    meter = Meter()
    ingest([corpus], tmp_path / "x.duckdb", meter=meter)
    assert meter.bytes == sum(path.stat().st_size for path in corpus.iterdir())


def test_a_batch_that_fails_leaves_neither_documents_nor_report(corpus, monkeypatch):
    from analysis.annotate.annotate import Annotator
    from analysis.reading import read_path
    from analysis.store import append

    store = Store.create()
    monkeypatch.setattr(append, "write_report", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fill(store, read_path(corpus / "00.txt"), in_turn(Annotator(load_lexicon())))
    assert len(store.query("SELECT * FROM document UNION ALL SELECT * FROM document")) == 0
    assert store.report == []


def test_groups_are_closed_when_they_hold_enough(monkeypatch):
    from analysis.corpus import Document

    monkeypatch.setattr("analysis.ingest.batches.BATCH_CHARACTERS", 10)
    sizes = [4, 6, 3, 20, 1]
    readings = [Reading(str(n), 0, "", "loaded", (Document(str(n), "अ" * n),)) for n in sizes]
    assert [[int(one.path) for one in group] for group in groups(readings)] == [[4, 6], [3, 20], [1]]


if os.name == "nt":  # no SIGKILL there
    del test_killed_at_any_moment_it_goes_on_to_the_same_tables


# Makes the store, has it open until its input ends.
HOLDER = """
import sys
from pathlib import Path
from typing import get_args
from analysis.ingest.run import _opened
from analysis.lexicon.reader import load_lexicon
with _opened(Path(sys.argv[1]), load_lexicon()):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_store_that_another_ingest_made_meanwhile_is_locked_not_replaced(corpus, tmp_path, monkeypatch):
    into, make = tmp_path / "a.duckdb", run._make
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "cwd": ROOT}
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(into)], **pipes) as other:

        def made(*args):  # by the other, after this one saw that there is none
            monkeypatch.setattr(Path, "exists", exists)
            assert other.stdout.readline().strip() == b"open"
            make(*args)

        exists = Path.exists
        monkeypatch.setattr(Path, "exists", lambda path: path != into and exists(path))
        monkeypatch.setattr(run, "_make", made)
        with pytest.raises(StoreError) as refused:
            ingest([corpus], into)
        assert refused.value.code == "store.locked"
        other.stdin.close()
    assert os.listdir(tmp_path) == ["a.duckdb"]
