"""A page under a filter by date says which articles it treats by a month or year alone."""

import pytest

ROWS = ("2024-03", "2024-03", "2024", "2024-04-01")


@pytest.fixture
def dated(tmp_path, monkeypatch):
    lines = [f"{day},भारत ने {number} बार कहा।" for number, day in enumerate(ROWS)]
    (tmp_path / "t.csv").write_text("\n".join(["date,text", *lines]), encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "t.csv"))


@pytest.mark.parametrize(
    ("asked", "hindi", "english"),
    [
        ({"from": "2024-03-05"}, "3 लेख, जिनका केवल महीना", "3 articles of which only the month"),
        ({"to": "2024-02-01"}, "1 लेख, जिसका केवल महीना", "1 article of which only the month"),
        ({"from": "2024-01-01", "to": "2024-12-31"}, "", ""),
        ({}, "", ""),
    ],
)
def test_what_a_date_filter_cuts_is_told_beside_the_active_filters(dated, open_page, asked, hindi, english):
    for language, said, never in (("hi", hindi, "केवल महीना"), ("en", english, "only the month")):
        app = open_page("terms", ui=language, **asked)
        assert not app.exception and not app.error
        told = " ".join(caption.value for caption in app.caption)
        assert said in told and (never in told) == bool(said)
