"""Numbers that name a whole: each thing once, and of how many the page shows the first."""

import json

import pandas as pd
import pytest

from dashboard import dated, figured, ledger, said
from dashboard.inputs import _said
from dashboard.loading import Progress
from tests.dashboard.test_pages import bars, html, numbers, words
from tests.dashboard.told_charts import foreign

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
    assert "The first 1 of 3 figures" in words(open_page("figures", ui="en"))


def test_titles_beside_a_name_are_told_where_titles_are_counted(open_page):
    app = open_page("actor", who="jaishankar")
    button = app.button(key="actor_total_roles")
    assert button.label == "केवल पद से: **0** (नाम के साथ 5 और)" and "नाम में गिना" in button.help
    assert "नाम के साथ वाले ऊपर" in words(app)
    assert app.button(key="actor_title_foreign_minister").label.count("5") == 1


def test_nothing_known_yet_is_no_share_of_nothing():
    assert "0" not in _said(Progress())


@pytest.fixture
def times(tmp_path, monkeypatch):
    """Two articles: three days near them, one far away, one weekday that is not the article's."""
    rows = (
        "वहाँ 10 मार्च 2025 को 5 लोग थे। रविवार 10 मार्च 2025 को 7 लोगों को चोट लगी।",
        "शुक्रवार को 3 दिन की बात हुई। लक्ष्य 12 मई 2070 का है।",
    )
    text = "\n".join(f'बैठक {n},2025-03-04,"{row}"' for n, row in enumerate(rows, 1))
    (tmp_path / "news.csv").write_text(f"title,date,text\n{text}\n", encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "news.csv"))


def test_the_timeline_is_cut_to_the_articles_and_says_so(open_page, times, monkeypatch):
    app = open_page("timeline")
    assert not app.exception
    said = words(app)
    assert "4 समय-शब्दों में से 3 हैं: 4 मार्च 2024 से 4 मार्च 2026 तक" in said and "बाक़ी 1" in said
    monkeypatch.setattr(dated, "MARKS", 1)
    app = open_page("timeline")
    assert not app.exception
    assert not foreign(app, "hi")
    drawn = [numbers(trace["y"]) for trace in json.loads(app.get("plotly_chart")[0].proto.spec)["data"]]
    assert sum(map(sum, drawn)) == 3
    app = open_page("timeline", mark="period:absolute~day~2025-03-10")
    assert "**2 समय-शब्द" in words(app)
    for broken in ("period:absolute~day~9999-99-99", "period:absolute~eon~2025-03-10"):
        assert not open_page("timeline", mark=broken).exception


def test_years_are_added_up_from_their_months():
    months = pd.DataFrame(
        [("2024-11-01", "a", 2), ("2024-11-01", "b", 0), ("2024-12-01", "a", 5), ("2024-12-01", "b", 0),
         ("2025-01-01", "a", 0), ("2025-01-01", "b", 1)],
        columns=["period", "kind", "count"],
    )  # fmt: skip
    years = dated.by_year(months.assign(period=pd.to_datetime(months["period"])))
    rows = zip(years["period"].dt.strftime("%Y-%m-%d"), years["kind"], years["count"], strict=True)
    assert list(rows) == [
        ("2024-01-01", "a", 7),
        ("2024-01-01", "b", 0),
        ("2025-01-01", "a", 0),
        ("2025-01-01", "b", 1),
    ]


def test_weekdays_the_text_contradicts_come_first_the_others_when_asked(open_page, times):
    app = open_page("timeline")
    assert len([one for one in app.warning if "रविवार" in one.value]) == 1
    assert "1 जगह पाठ ख़ुद" in words(app) and "पाठ में शुक्रवार" not in words(app)
    app.toggle(key="timeline_uncertain").set_value(True).run()
    assert "पाठ में शुक्रवार" in words(app)


def test_units_are_one_bar_a_word_and_speak_english(open_page, times):
    assert bars(open_page("figures"))["लोग · गिनती"] == 2
    app = open_page("figures", ui="en")
    assert {"people · count": 2, "days · duration": 1}.items() <= bars(app).items()
    assert "3 days" in html(app)
    app = open_page("figures", mark="unit:लोगों~count")
    assert "**2 आँकड़े**" in words(app) and not app.warning


def test_what_wants_looking_at_is_told_where_the_articles_are(open_page, tmp_path, monkeypatch):
    (tmp_path / "good.txt").write_text("रूस ने भारत से बात की।", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xffab")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path))
    told = {
        page: any("bad.txt" in one.value for one in open_page(page).text) for page in ("overview", "corpus")
    }
    assert all(told.values())
    assert not any("bad.txt" in one.value for one in open_page("terms").text)
