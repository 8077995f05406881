"""Numbers that name a whole: each thing once, and of how many the page shows the first."""

import pytest

from dashboard import figured, ledger, said
from dashboard.inputs import _said
from dashboard.loading import Progress
from tests.dashboard.test_pages import words

TWO = "नरेन्द्र मोदी और व्लादिमीर पुतिन ने कहा कि दोनों देश साथ हैं।"
ROWS = (TWO, "एस. जयशंकर ने कहा कि व्यापार बढ़ेगा। बैठक में 5 देश आए।", "वहाँ 7 देश और 9 टन गेहूँ था।")


@pytest.fixture
def news(tmp_path, monkeypatch):
    text = "\n".join(f'बैठक {n},2025-03-0{n},"{row}"' for n, row in enumerate(ROWS, 1))
    (tmp_path / "news.csv").write_text(f"title,date,text\n{text}\n", encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "news.csv"))


def test_a_statement_of_two_speakers_is_one_in_every_total(open_page, news):
    app = open_page("statements")
    assert "कुल 2 कथन" in words(app) and "2 कथन" in words(app).split("\n")
    assert app.selectbox(key="statements.speaker").options[0] == "सभी वक्ता (2)"
    assert len(app.selectbox(key="statements.speaker").options) == 4  # मोदी, पुतिन, जयशंकर


def test_a_cut_ledger_says_of_how_many_it_shows_the_first(open_page, news, monkeypatch):
    for module in (figured, ledger, said):
        monkeypatch.setattr(module, "LISTED", 1)
    app = open_page("statements")
    assert "2 में से पहले 1 कथन" in words(app) and "यहाँ 2 में से पहले 1 हैं" in words(app)
    assert "the first 1 of 3 figures" in words(open_page("figures", ui="en"))


def test_titles_beside_a_name_are_told_where_titles_are_counted(open_page):
    app = open_page("actor", who="jaishankar")
    button = app.button(key="actor_total_roles")
    assert button.label == "केवल पद से: **0** (नाम के साथ 5 और)" and "नाम में गिना" in button.help
    assert "नाम के साथ वाले ऊपर" in words(app)
    assert app.button(key="actor_title_foreign_minister").label.count("5") == 1


def test_nothing_known_yet_is_no_share_of_nothing():
    assert "0" not in _said(Progress())
