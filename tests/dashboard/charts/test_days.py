"""Marks on days: where they stand, how their days are read."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts.days import day_marks, day_places

MONTHS = [f"m{number}" for number in range(1, 13)]
TABLE = pd.DataFrame(
    {
        "day": pd.to_datetime(["2025-08-21", "2025-08-22"]),
        "kind": ["date", "weekday"],
        "mark": ["a", "b"],
        "text": ["<b>कल</b>", "गुरुवार"],
        "more": ["लेख", ""],
    }
)


def drawn(table=TABLE):
    return day_marks(table, date="day", lane="kind", code="mark", label="text", note="more", months=MONTHS)


def test_a_mark_stands_on_its_day_in_its_lane_and_gives_back_its_code():
    traces = drawn().data
    assert [list(trace.customdata) for trace in traces] == [["a"], ["b"]]
    assert [list(trace.y) for trace in traces] == [[0], [1]]
    assert [str(pd.Timestamp(trace.x[0]).date()) for trace in traces] == ["2025-08-21", "2025-08-22"]


def test_days_are_read_with_the_months_that_are_given():
    figure = drawn()
    assert [list(trace.hovertext) for trace in figure.data] == [
        ["<b>&lt;b&gt;कल&lt;/b&gt;</b><br>लेख<br>21 m8 2025"],
        ["<b>गुरुवार</b><br>22 m8 2025"],
    ]
    assert list(figure.layout.xaxis.ticktext) == ["21 m8<br>2025", "22 m8<br>2025"]


@pytest.mark.parametrize(("last", "days"), [(1, [1]), (3, [1, 2, 3]), (31, [1, 11, 21, 31])])
def test_places_are_whole_days_from_the_first_to_the_last(last, days):
    found = day_places(date(2025, 1, 1), date(2025, 1, last), parts=3)
    assert [day.day for day in found] == days


def test_no_day_is_an_empty_picture():
    assert not drawn(TABLE.head(0)).data
