"""Lines over real dates, and what breaks them."""

import math
import re

import pandas as pd
import pytest

from dashboard.charts.trend import day_name, trend
from dashboard.charts.trend_svg import trend_svg

MONTHS = ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"]
TABLE = pd.DataFrame(
    [
        ("2024-01-01", "ru", 3.0, False),
        ("2024-02-01", "ru", 5.0, False),
        ("2024-04-01", "ru", 0.0, True),
        ("2024-03-01", "us", 2.0, False),
    ],
    columns=["period", "actor", "value", "small"],
)


def lines(**more):
    return trend(TABLE, value="value", step="month", months=MONTHS, **more)


def test_a_period_that_is_missing_is_a_gap_and_a_nought_is_a_nought():
    russia = lines(series="actor").data[0]
    assert list(russia.x) == ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]
    assert [None if math.isnan(y) else y for y in russia.y] == [3.0, 5.0, None, 0.0]
    assert russia.connectgaps is False and "markers" in russia.mode


def test_a_click_returns_the_series_and_the_period():
    america = lines(series="actor", series_names={"us": "अमेरिका"}).data[1]
    assert america.name == "अमेरिका"
    assert [tuple(code) for code in america.customdata][2] == ("us", "2024-03-01")
    alone = trend(TABLE.head(2), value="value", step="month", months=MONTHS).data[0]
    assert list(alone.customdata) == ["2024-01-01", "2024-02-01"]


def test_points_on_few_documents_are_hollow():
    symbols = lines(series="actor", small="small").data[0].marker.symbol
    assert list(symbols) == ["circle", "circle", "circle", "circle-open"]


def test_months_are_named_in_the_language_given():
    figure = lines(series="actor")
    assert list(figure.layout.xaxis.ticktext)[:2] == ["जनवरी<br>2024", "फ़रवरी<br>2024"]
    assert figure.data[0].hovertext[1].startswith("<b>ru</b><br>फ़रवरी 2024")


@pytest.mark.parametrize(
    ("step", "name"),
    [("day", "7 मार्च 2024"), ("week", "7 मार्च 2024"), ("month", "मार्च 2024"), ("year", "2024")],
)
def test_how_a_period_is_read(step, name):
    assert day_name(pd.Timestamp("2024-03-07"), step, MONTHS) == name


@pytest.mark.parametrize("weeks", [2, 3, 4, 5, 16, 20, 52])
def test_days_below_a_narrow_chart_stand_apart(weeks):
    """ "15 September" takes 80 of the 280 pixels that a phone has for the lines."""
    days = pd.date_range("2024-01-01", periods=weeks, freq="W-MON").strftime("%Y-%m-%d")
    figure = trend(pd.DataFrame({"period": days, "value": 1}), value="value", step="week", months=MONTHS)
    places = pd.to_datetime(list(figure.layout.xaxis.tickvals))
    assert (places[1] - places[0]) / pd.Timedelta(weeks=weeks - 1) > 80 / 280
    assert len(figure.data[0].x) == weeks


def test_weeks_that_begin_on_any_day_are_all_drawn():
    table = pd.DataFrame({"period": ["2024-01-03", "2024-01-10"], "value": [1, 2]})
    line = trend(table, value="value", step="week", months=MONTHS).data[0]
    drawn = {x: y for x, y in zip(line.x, line.y, strict=True) if not math.isnan(y)}
    assert drawn == {"2024-01-03": 1, "2024-01-10": 2}


def test_events_stand_at_their_day_as_text_and_return_nothing():
    events = pd.DataFrame({"date": ["2024-02-09"], "label": ["<b>शिखर"]})
    figure = lines(series="actor", events=events)
    marks = figure.data[-1]
    assert list(marks.x) == ["2024-02-09"] and marks.customdata is None
    assert marks.hovertext[0] == "<b>&lt;b&gt;शिखर</b><br>9 फ़रवरी 2024"
    assert figure.layout.shapes[0].x0 == "2024-02-09"


def test_the_slider_of_a_long_line_holds_no_events():
    """So low, their numbers would lie on each other and press the lines to the ground."""
    days = pd.date_range("2024-01-01", periods=60).strftime("%Y-%m-%d")
    events = pd.DataFrame({"date": ["2024-02-09"], "label": ["शिखर"]})
    table = pd.DataFrame({"period": days, "value": 1})
    figure = trend(table, value="value", step="day", months=MONTHS, events=events)
    line, marks = figure.data
    assert figure.layout.xaxis.rangeslider.visible and not figure.layout.xaxis2.rangeslider.visible
    assert line.xaxis in (None, "x") and marks.xaxis == "x2"
    assert (figure.layout.xaxis2.matches, figure.layout.xaxis2.overlaying) == ("x", "x")  # the same days


def test_numbered_events_show_their_number_and_return_their_code():
    events = pd.DataFrame({"date": ["2024-02-09"], "label": ["शिखर"], "number": [1], "code": ["onday:x"]})
    marks = lines(series="actor", events=events).data[-1]
    assert list(marks.text) == ["1"] and marks.mode == "markers+text"
    assert list(marks.customdata) == ["onday:x"]


def test_events_too_near_to_tell_apart_are_stacked():
    days = ["2024-02-09", "2024-02-09", "2024-02-11", "2024-03-20"]  # of 91 days: 4 are a twentieth
    events = pd.DataFrame({"date": days, "label": list("कखगघ"), "number": [1, 2, 3, 4]})
    heights = list(lines(series="actor", events=events).data[-1].y)
    assert heights == pytest.approx([5.5, 6.15, 6.8, 5.5])


def test_the_picture_to_take_away_tells_of_the_events_too():
    events = pd.DataFrame({"date": ["2024-02-15"], "label": ["<b>शिखर"], "number": [7]})
    table = TABLE.assign(label="रूस", period=pd.to_datetime(TABLE["period"]))[TABLE["actor"] == "ru"]
    drawn = {"value": "value", "step": "month", "months": MONTHS, "lines": True, "fonts": []}
    picture = trend_svg(table, events=events, **drawn)
    assert "7. &lt;b&gt;शिखर" in picture and "stroke-dasharray" in picture
    upright = float(re.search(r'x1="([\d.]+)"[^>]*stroke-dasharray', picture)[1])
    february, march = (72 + (960 - 104) * place / 3 for place in (1, 2))
    assert february < upright < march  # half a month behind its beginning
    assert "stroke-dasharray" not in trend_svg(table, **drawn)


def test_an_empty_table_is_an_empty_picture():
    figure = trend(TABLE.head(0), value="value", step="month", months=MONTHS, series="actor")
    assert len(figure.data) == 0


def test_twelve_months_are_asked_for():
    with pytest.raises(ValueError, match="11"):
        trend(TABLE, value="value", step="month", months=MONTHS[:11])
