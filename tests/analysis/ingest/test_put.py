"""A new store takes its place at once, never that of one that came meanwhile, with hard links or without."""

import os
import subprocess
import sys
import threading
import time
import types
from pathlib import Path

import pytest

from analysis.errors import StoreError
from analysis.ingest import run

ROOT = Path(__file__).resolve().parents[3]
# A program on a disk without hard links, slow between looking and putting.
CHILD = """
import os, sys, time
from pathlib import Path
from analysis.ingest import run

def refused(*_):
    raise PermissionError(1, "Operation not permitted")

def slowly(*paths):
    time.sleep(0.4)
    print("put", flush=True)
    replace(*paths)

replace, os.replace, os.link, run.PATIENCE = os.replace, slowly, refused, 3.0
print("ready", flush=True)
sys.stdin.readline()
run._put(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture(params=["links", "no links"])
def disk(request, monkeypatch):
    if request.param == "no links":

        def refused(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)


def draft(folder, text):
    path = folder / f"{text}.draft"
    path.write_text(text)
    return path


def test_the_first_of_two_stays(disk, tmp_path):
    into = tmp_path / "x.duckdb"
    for text in ("first", "second"):
        run._put(draft(tmp_path, text), into)
        assert into.read_text() == "first"
    assert not list(tmp_path.glob("*.making"))


def test_of_many_at_one_instant_one_is_put(disk, tmp_path, monkeypatch):
    into, begin = tmp_path / "x.duckdb", threading.Barrier(8)
    put, replace = [], os.replace

    def slowly(*paths):  # the moment between looking and replacing
        time.sleep(0.05)
        put.append(paths)
        replace(*paths)

    def one(number):
        begin.wait()
        run._put(draft(tmp_path, str(number)), into)

    monkeypatch.setattr(os, "replace", slowly)
    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(put) <= 1 and into.read_text() in "01234567" and not list(tmp_path.glob("*.making"))


def test_what_a_killed_program_left_is_waited_for_and_taken_away(disk, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "PATIENCE", 0.1)
    into = tmp_path / "x.duckdb"
    (tmp_path / "x.duckdb.making").touch()
    run._put(draft(tmp_path, "mine"), into)
    assert into.read_text() == "mine"


def test_two_programs_that_find_the_lock_of_a_killed_one_do_not_both_put(tmp_path):
    into = tmp_path / "x.duckdb"
    (tmp_path / "x.duckdb.making").touch()
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    line = [sys.executable, "-c", CHILD]
    both = [
        subprocess.Popen([*line, str(draft(tmp_path, text)), str(into)], cwd=ROOT, text=True, **pipes)
        for text in ("one", "two")
    ]
    for one in both:
        assert one.stdout.readline() == "ready\n"
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate(timeout=60)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0] and sorted(told) == ["", "put\n"]
    assert into.read_text() in ("one", "two") and not list(tmp_path.glob("*.making"))


def test_who_holds_the_lock_for_long_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "PATIENCE", 0.1)
    into = tmp_path / "x.duckdb"
    with run._alone(into), pytest.raises(StoreError) as caught, run._alone(into):
        pass
    assert caught.value.code == "store.locked" and not list(tmp_path.glob("*.making"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder where nobody may write")
def test_a_place_that_cannot_be_written_is_told_by_the_name_given():
    with pytest.raises(StoreError) as caught:
        run._make(Path("/proc/x.duckdb"), types.SimpleNamespace(version=""))
    assert caught.value.code == "store.unwritable" and "x.duckdb" in str(caught.value)
    assert "draft" not in str(caught.value) and "draft" not in caught.value.message("hi")


def test_a_new_store_does_not_write_over_the_texts_of_a_renamed_one(tmp_path):
    into, texts = tmp_path / "x.duckdb", tmp_path / "x.duckdb.texts"
    texts.write_bytes(b"of the store that is y.duckdb now")
    article = tmp_path / "a.txt"
    article.write_text("भारत ने कहा कि सेना तैयार है।", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        run.ingest([article], into)
    assert caught.value.code == "store.texts_left" and "x.duckdb.texts" in caught.value.message("hi")
    assert texts.read_bytes() == b"of the store that is y.duckdb now" and not into.exists()
