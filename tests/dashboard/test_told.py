"""What a page says of a file never tells where it lies on the server."""

from pathlib import Path

import pytest

from analysis.errors import ReadingError, StoreError
from dashboard import data, told


@pytest.fixture(autouse=True)
def given(monkeypatch):
    monkeypatch.setattr(data, "given", lambda: {"news": "/srv/our data/news", "seeds": "rel/seeds"})
    monkeypatch.setattr(told, "language", lambda: "en")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("/srv/our data/news/2024/a.txt", "news/2024/a.txt"),
        (Path("/srv/our data/news/2024/a.txt"), "news/2024/a.txt"),
        ("/srv/our data/news", "news"),
        ("/home/some one/x.duckdb", "x.duckdb"),
        ("/home/x/a.txt:17", "a.txt:17"),
        ('IO Error: no lock on file "/var/lib/x/y.duckdb": held by /usr/bin/python3 (PID 7)',
         'IO Error: no lock on file "y.duckdb": held by python3 (PID 7)'),
        (r"C:\Users\me\a.txt", "a.txt"),
        ("news.zip/2024/a.txt", "news.zip/2024/a.txt"),
        ("16/07/2025 and 3 km/h", "16/07/2025 and 3 km/h"),
        ("see https://example.org/a/b", "see https://example.org/a/b"),
        (7, 7),
    ],
)  # fmt: skip
def test_folders_above_the_corpus_are_left_out(value, shown):
    assert told.short(value) == shown


def test_an_error_is_told_without_them():
    error = ReadingError("reading.cannot_open", file="/srv/our data/news/b.txt", reason="PermissionError")
    assert told.told(error).startswith("news/b.txt")
    assert "/srv" not in told.told(StoreError("store.locked", path="/srv/x.duckdb", reason="'/srv/x.duckdb'"))


def test_what_a_link_said_is_left_as_it_was():
    from analysis.errors import SelectionError

    assert "/a/b" in told.told(SelectionError("selection.document", value="/a/b"))


def test_the_box_of_problems_and_a_missing_corpus_show_no_folder(open_page, monkeypatch, tmp_path):
    monkeypatch.undo()
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text("रूस ने भारत से बात की।", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "nowhere")
    (folder / "bad.txt").write_bytes(b"\xff\xff\xffab")
    monkeypatch.setenv("VIMARSH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VIMARSH_CORPUS", str(folder))
    app = open_page("overview")
    said = " ".join(one.value for one in app.text)
    assert "bad.txt" in said and "link.txt" in said and str(tmp_path) not in said
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "gone.duckdb"))
    app = open_page("overview")
    assert "gone.duckdb" in app.error[0].value.replace("\\", "") and tmp_path.name not in app.error[0].value
