"""A corpus that cannot be opened is told in a sentence, never in a stack of calls."""


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
