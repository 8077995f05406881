"""A new store takes its place at once, never that of one that came meanwhile, with hard links or without."""

import os
import threading
import time

import pytest

from analysis.ingest import run


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
