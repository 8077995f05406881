"""A running dashboard sees the store that was put in the place of the one it opened."""

import os
import shutil

import pytest

from analysis.errors import ReadingError
from analysis.store import lake
from analysis.store.batch_files import write_batch
from analysis.store.report import InputRow
from analysis.store.store import Store
from dashboard import shelf as shelf_module
from dashboard.shelf import Shelf
from tests.analysis.hand import Name, Page, make_batch
from tests.dashboard.test_pages import bars

NAMES = (Name("russia", "country", ("रूस",)),)


def made(path, *names):
    with Store.create(path) as store:
        store.append(make_batch([Page(name, ("रूस आया।",)) for name in names], NAMES))
        store.finish()
    return path


def made_lake(folder, *names):
    batch = make_batch([Page(name, ("रूस आया।",)) for name in names], NAMES)
    write_batch(folder, 0, batch, [InputRow("a.txt", 1, "00", "loaded", len(names))])
    about = {"lexicon": "l", "rules": "r", "corpus": folder.name, "state": "finished"}
    lake.compact(folder, batch.entities, batch.aliases, about=about)
    return folder


def names(corpus):
    return corpus.store.query("SELECT name FROM document ORDER BY name")["name"].tolist()


@pytest.fixture
def shelf():
    return Shelf()


def opened(shelf, path):
    return shelf.get(str(path), lambda _: None)


def test_a_store_is_opened_once(shelf, tmp_path):
    path = made(tmp_path / "a.duckdb", "क")
    assert str(path) not in shelf
    first = opened(shelf, path)
    assert opened(shelf, path) is first and str(path) in shelf
    first.store.close()


def test_another_store_in_its_place_is_seen_with_answers_of_its_own(shelf, tmp_path):
    path = made(tmp_path / "a.duckdb", "क")
    first = opened(shelf, path)
    assert names(first) == ["क"]
    os.replace(made(tmp_path / "b.duckdb", "क", "ख"), path)
    second = opened(shelf, path)
    assert names(second) == ["क", "ख"] and second.build != first.build
    assert opened(shelf, path) is second
    second.store.close()


def test_a_store_that_is_gone_is_asked_as_long_as_it_is_open(shelf, tmp_path):
    path = made(tmp_path / "a.duckdb", "क")
    first = opened(shelf, path)
    path.unlink()
    assert opened(shelf, path) is first and names(first) == ["क"]
    first.store.close()


def test_a_folder_of_articles_stays_as_it_was_read(shelf, tmp_path, monkeypatch):
    monkeypatch.setenv("VIMARSH_HOME", str(tmp_path / "home"))
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("रूस आया।", encoding="utf-8")
    first = opened(shelf, folder)
    (folder / "b.txt").write_text("भारत आया।", encoding="utf-8")
    assert opened(shelf, folder) is first
    first.store.close()


def test_a_lake_is_opened_once_and_anew_when_it_was_written_anew(shelf, tmp_path):
    path = made_lake(tmp_path / "lake", "क")
    first = opened(shelf, path)
    assert names(first) == ["क"] and opened(shelf, path) is first
    shutil.rmtree(path)
    with pytest.raises(ReadingError):  # its tables lie in the folder: there is nothing to ask
        opened(shelf, path)
    made_lake(path, "क", "ख")
    second = opened(shelf, path)
    assert names(second) == ["क", "ख"] and second.build != first.build
    assert opened(shelf, path) is second
    second.store.close()


def test_a_page_looks_once_a_run_and_sees_the_store_in_the_place_of_the_open_one(
    open_page, tmp_path, monkeypatch
):
    path, looked, look = made(tmp_path / "a.duckdb", "क"), [], shelf_module._mark
    monkeypatch.setenv("VIMARSH_CORPUS", str(path))
    monkeypatch.setattr(shelf_module, "_mark", lambda path: looked.append(path) or look(path))
    app = open_page("terms")
    assert len(looked) == 1 and bars(app)["रूस"] == 1
    os.replace(made(tmp_path / "b.duckdb", "क", "ख"), path)
    assert bars(app.run())["रूस"] == 2 and len(looked) == 2
