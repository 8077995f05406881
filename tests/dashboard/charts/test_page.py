"""One chart as one file: whole, safe, without a network."""

import tomllib
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.bars import ranked_bars
from dashboard.charts.page import COLOURS, SCALE, chart_page

ROOT = Path(__file__).resolve().parents[3]

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


def test_a_chart_that_travels_has_the_colours_of_the_theme():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert list(COLOURS) == theme["chartCategoricalColors"] and list(SCALE) == theme["chartSequentialColors"]
    text = chart_page(go.Figure(go.Bar(x=[1], y=[1], marker={"color": [1.0]})), title="", lang="hi")
    assert '"sequential":[[0.0,"#eef5fb"]' in text and '"colorway":["#0b5394"' in text
