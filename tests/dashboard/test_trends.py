"""The page of trends: lines over real dates, a reason where there are too few, sentences behind a point."""

import csv
import json
from datetime import date, timedelta

import pytest

from tests.dashboard.test_pages import numbers, opened, words
from tests.dashboard.told_charts import faults, foreign


@pytest.fixture(scope="module")
def fortnights(tmp_path_factory):
    """Thirty articles a fortnight apart, five without a date; article n names रूस n % 3 times."""
    rows = []
    for number in range(35):
        day = date(2024, 1, 1) + timedelta(days=14 * number) if number < 30 else ""
        rows.append((f"शीर्षक {number}", f"बैठक {number} हुई। " + "रूस ने भारत से बात की। " * (number % 3), day))
    return written(tmp_path_factory.mktemp("dated") / "news.csv", rows)


def written(path, rows):
    """Write articles to a table, which the pages read and annotate once for all tests."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("title", "text", "date"), *rows])
    return str(path)


@pytest.fixture
def dated(fortnights, monkeypatch):
    monkeypatch.setenv("VIMARSH_CORPUS", fortnights)


def lines(app):
    """Return {name: {period: value}} of the chart; gaps are left out."""
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    return {
        trace["name"]: {
            x: y for x, y in zip(trace["x"], numbers(trace["y"]), strict=True) if y == y and y is not None
        }
        for trace in figure["data"]
    }


def by_month():
    counts = {}
    for number in range(30):
        month = f"{date(2024, 1, 1) + timedelta(days=14 * number):%Y-%m-01}"
        counts[month] = counts.get(month, 0) + number % 3
    return counts


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_seeds_have_no_trend_and_the_reason(open_page, language):
    app = open_page("trends", ui=language)
    assert not app.get("plotly_chart") and not app.exception
    said = {"hi": "2 में से किसी लेख की तिथि ज्ञात नहीं", "en": "none of 2 articles has a known date"}
    assert said[language] in app.info[0].value


def test_a_line_holds_the_numbers_of_the_articles(open_page, dated):
    app = open_page("trends", words="रूस", names="country_in", pairs="country_in~country_ru", step="month")
    assert not app.exception and not app.info and not app.warning
    found = lines(app)
    assert found["रूस"] == found["भारत"] == found["भारत और रूस"] == by_month()
    # 5 undated articles stand beside: numbers 30 to 34 name रूस 0 + 1 + 2 + 0 + 1 times
    assert "रेखा में नहीं हैं: 5" in words(app) and "रूस 4" in words(app)


def test_a_share_is_of_the_articles_of_its_period(open_page, dated):
    found = lines(open_page("trends", words="रूस", step="year", figure="share"))
    in_2024 = [
        number for number in range(30) if date(2024, 1, 1) + timedelta(days=14 * number) < date(2025, 1, 1)
    ]
    assert found["रूस"]["2024-01-01"] == pytest.approx(100 * sum(n % 3 > 0 for n in in_2024) / len(in_2024))


@pytest.mark.parametrize("series", ["term:रूस", "entity:country_ru", "pair:country_in~country_ru"])
def test_a_point_opens_its_sentences(open_page, dated, series):
    wanted = by_month()["2024-03-01"]
    app = open_page("trends", mark=f"when:{series}~2024-03-01", step="month")
    assert not app.exception and not app.warning
    assert f"**{wanted} " in words(app)
    assert opened(app)[0] == wanted


def test_nothing_chosen_shows_the_leading_names_and_all_is_told_of_them(open_page, dated):
    app = open_page("trends", state={"trends_lines_open": True}, ui="en", step="week")
    assert list(lines(app)) == ["India", "Russia"] and not faults(app) and not foreign(app, "en")
    table = next(one for one in app.dataframe if "Period" in one.value)
    assert table.value["Period"].dtype.kind == "M"  # by which it is sorted
    assert b"week of 1 January 2024" in table.proto.SerializeToString()


def test_two_dates_make_dots_and_no_line(open_page, tmp_path, monkeypatch):
    text = "title,text,date\nक,रूस ने बात की।,2024-01-05\nख,रूस ने फिर बात की।,2024-03-05\n"
    (tmp_path / "two.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "two.csv"))
    app = open_page("trends", words="रूस")
    assert "कम से कम 10" in app.info[0].value
    traces = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    assert [trace["mode"] for trace in traces] == ["markers"]


def test_what_the_lexicon_does_not_have_is_told(open_page, dated):
    app = open_page("trends", names="nobody", pairs="country_in", mark="when:nobody~2024-01-01")
    assert not app.exception
    assert len(app.warning) == 2
    assert "nobody" in app.warning[0].value


def test_a_typed_form_is_followed_as_its_term(open_page, dated):
    assert list(lines(open_page("trends", words="बैठकों"))) in (["बैठक"], ["बैठकों"])


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    """Twelve weekly articles; the fourth and fifth tell of one meeting, the ninth of another."""
    meeting = "नरेंद्र मोदी ने {day} को व्लादिमीर पुतिन से मुलाकात की।"
    texts = {
        3: meeting.format(day="22 जनवरी"),
        4: meeting.format(day="22 जनवरी"),
        8: meeting.format(day="24 फरवरी"),
    }
    rows = [
        (f"शीर्षक {n}", f"लेख {n} है। {texts.get(n, 'रूस ने बात की।')}", date(2024, 1, 1) + timedelta(weeks=n))
        for n in range(12)
    ]
    return written(tmp_path_factory.mktemp("met") / "met.csv", rows)


@pytest.fixture
def met(weeks, monkeypatch):
    monkeypatch.setenv("VIMARSH_CORPUS", weeks)


def marked(app):
    """Return {number: (day, hover)} of the events in the chart."""
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    trace = next((one for one in figure["data"] if one["mode"] == "markers+text"), None)
    return {} if trace is None else dict(zip(trace["text"], trace["x"], strict=True))


def test_events_are_marked_told_in_a_table_and_open_their_sentences(open_page, met):
    app = open_page("trends")
    assert marked(app) == {"1": "2024-01-22", "2": "2024-02-24"} and not foreign(app, "hi")
    table = next(one.value for one in app.dataframe if "क्रम" in one.value)
    assert table[["लेख", "उल्लेख"]].values.tolist() == [[2, 2], [1, 1]]
    app = open_page("trends", mark="onday:2024-01-22~meeting~modi putin")
    assert "**2 " in words(app) and opened(app)[1] == 2 and not app.warning


def test_too_many_articles_for_events_are_told(open_page, met, monkeypatch):
    monkeypatch.setattr("dashboard.trends.MOST", 11)
    app = open_page("trends")
    assert marked(app) == {} and "11 से अधिक" in words(app) and not app.exception


def test_events_can_be_left_out_and_the_link_says_so(open_page, met):
    app = open_page("trends", events="0")
    assert marked(app) == {} and not any("क्रम" in one.value for one in app.dataframe)
    app.toggle(key="trends.events").set_value(True).run()
    assert len(marked(app)) == 2 and "events" not in app.query_params


@pytest.mark.parametrize("mark", ["onday:2024-13-22~meeting~modi", "onday:2024-01-22~meeting", "onday:x"])
def test_a_made_up_event_opens_nothing(open_page, met, mark):
    app = open_page("trends", mark=mark)
    assert not app.exception and opened(app) == (0, 0)


def test_where_nothing_happened_it_is_said(open_page, dated):
    assert "ऐसी कोई बैठक" in words(open_page("trends"))


def test_nothing_is_announced_beside_the_line_where_nothing_stands(open_page):
    said = [caption.value for caption in open_page("trends").caption]
    assert any("रेखा में नहीं" in text for text in said)
    assert not any(text.rstrip().endswith(":") for text in said)
