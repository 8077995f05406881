"""A corpus that cannot be opened is told in a sentence, never in a stack of calls."""

import pytest

from analysis.ingest import ingest
from analysis.store.store import Store


def test_a_path_that_is_not_there(open_page, monkeypatch, tmp_path):
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "nowhere"))
    app = open_page()
    assert not app.exception
    assert "nowhere" in app.error[0].value.replace("\\", "")


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(open_page, monkeypatch, tmp_path):
    (tmp_path / "good.txt").write_text("भारत और रूस ने समझौता किया।", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path))
    app = open_page()
    assert not app.exception and not app.error
    assert any("empty" in text.value for text in app.text)
    assert {metric.label: metric.value for metric in app.metric}["लेख"] == "1"


def test_a_store_that_is_being_filled_is_told_of_and_read_when_it_is_done(open_page, monkeypatch, tmp_path):
    path = tmp_path / "my.duckdb"
    (tmp_path / "good.txt").write_text("भारत और रूस ने समझौता किया।", encoding="utf-8")
    ingest([tmp_path / "good.txt"], path)
    monkeypatch.setenv("VIMARSH_CORPUS", str(path))
    with Store.open(path, read_only=False):
        app = open_page()
        assert not app.exception and not app.metric
        assert "my.duckdb" in app.error[0].value.replace("\\", "") and "ingest" in app.error[0].value
    assert {metric.label: metric.value for metric in app.run().metric}["लेख"] == "1"


@pytest.mark.parametrize("page", ["overview", "terms", "method"])
def test_a_store_with_a_stopped_ingest_says_so_on_each_page(open_page, monkeypatch, tmp_path, page):
    path = tmp_path / "my.duckdb"
    (tmp_path / "good.txt").write_text("भारत और रूस ने समझौता किया।", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "finish", lambda *_: None)
        ingest([tmp_path / "good.txt"], path)
    monkeypatch.setenv("VIMARSH_CORPUS", str(path))
    app = open_page(page)
    assert not app.exception
    assert any("1 लेख प्रतीक्षा में" in warning.value for warning in app.warning)
