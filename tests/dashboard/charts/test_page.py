"""One chart as one file: whole, safe, without a network."""

import pandas as pd

from dashboard.charts.bars import ranked_bars
from dashboard.charts.page import chart_page

EVIL = "</script><script>alert(1)</script>"
TABLE = pd.DataFrame({"label": ["रूस", EVIL], "code": ["ru", EVIL], "count": [3, 1]})


def figure():
    return ranked_bars(TABLE, label="label", value="count", code="code")


def test_nothing_hostile_gets_out_of_its_place():
    text = chart_page(figure(), title=EVIL, lang="hi", note="<b>टिप्पणी")
    assert "<script>alert" not in text and "&lt;b&gt;टिप्पणी" in text
    assert "<title>&lt;/script&gt;" in text


def test_the_script_is_inside_and_nothing_is_fetched():
    text = chart_page(figure(), title="रूस", lang="hi")
    assert len(text) > 1_000_000 and "<script src" not in text and "<link" not in text
    assert '"showSendToCloud": false' in text.replace('":false', '": false')


def test_a_picture_takes_the_place_of_a_figure():
    text = chart_page("<svg></svg>", title="जाल", lang="en")
    assert "<svg></svg>" in text and '<html lang="en">' in text and len(text) < 2000


def test_the_figure_itself_is_left_as_it_was():
    before = figure()
    spec = before.to_json()
    chart_page(before, title="", lang="hi")
    assert before.to_json() == spec
