"""Numbers as in Indian papers, the steps of a scale, and tables."""

import json

import pandas as pd
import pytest

from dashboard import tables
from dashboard.grouping import grouped, shortest, ticks
from dashboard.strings import forms_text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1,000"),
        (12345678, 0, "1,23,45,678"),
        (-1234.5, 1, "−1,234.5"),
    ],
)
def test_numbers_are_grouped_as_in_india(value, digits, text):
    assert grouped(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(7.3, "7.3"), (-7.3, "−7.3"), (100000, "1,00,000"), (0.004, "0"), (-0.001, "0"), (1300.5, "1,300.5"),
     (float("nan"), "–"), (None, "–")],
)  # fmt: skip
def test_shares_have_no_noughts_to_no_purpose(value, text):
    assert shortest(value) == text


@pytest.mark.parametrize(
    ("low", "high", "parts", "whole", "values"),
    [
        (0, 4400, 4, True, [0, 2000, 4000]),
        (0, 17000, 3, True, [0, 10000]),
        (0, 1.06, 7, True, [0, 1]),
        (0, 0.9, 5, False, [0, 0.2, 0.4, 0.6, 0.8]),
        (-3, 8, 4, False, [0, 5]),
        (0, 0, 4, True, [0]),
    ],
)
def test_a_scale_has_round_steps(low, high, parts, whole, values):
    assert ticks(low, high, parts=parts, whole=whole) == pytest.approx(values)


@pytest.fixture
def drawn(monkeypatch):
    """What a table is drawn with."""
    found = {}
    monkeypatch.setattr(tables.st, "dataframe", lambda table, **options: found.update(options, table=table))
    return found


def test_short_numbers_of_a_table_are_grouped_by_the_browser(drawn):
    tables.draw(pd.DataFrame({"n": [1461], "s": [0.5], "t": ["क"]}), shares={"s": 2}, alt="")
    formats = {
        name: json.loads(json.dumps(one))["type_config"] for name, one in drawn["column_config"].items()
    }
    assert {name: one["format"] for name, one in formats.items()} == {"n": "%,d", "s": "%,.2f"}


def test_long_numbers_of_a_table_are_sent_as_they_are_written(drawn):
    table = pd.DataFrame({"n": [371377, 5], "s": [1234.5, None], "f": [1.5, None], "t": ["क", "ख"]})
    tables.draw(table, shares={"s": 2}, alt="")
    assert texts(drawn["table"]) == [["3,71,377", "1,234.50", "1.5", "क"], ["5", "–", "–", "ख"]]


def texts(styler):
    """Return what stands in each cell of a table that is sent with its texts."""
    rows = styler._translate(False, False)["body"]
    return [[cell["display_value"] for cell in row if cell["type"] == "td"] for row in rows]


def test_days_of_a_table_are_read_as_everywhere_and_no_more_exactly_than_they_are_known(drawn):
    days = pd.to_datetime(pd.Series(["2024-03-07", "2024-01-01", "2024-01-01", None]))
    table = pd.DataFrame({"day": days, "until": [day.date() for day in days], "n": 1200, "t": ["क"] * 4})
    tables.draw(table[["day", "n"]], known=pd.Series(["day", "month", "year", None]), alt="")
    assert texts(drawn["table"]) == [
        ["7 मार्च 2024", "1,200"], ["जनवरी 2024", "1,200"], ["2024", "1,200"], ["–", "1,200"],
    ]  # fmt: skip
    assert drawn["table"].data["day"].equals(days)  # by which it is sorted
    tables.draw(table[["until"]].head(1), alt="")
    assert texts(drawn["table"]) == [["7 मार्च 2024"]]


def test_cells_are_read_in_words_of_their_column(drawn):
    tables.draw(pd.DataFrame({"f": ["रूस 1303 · Russia 41"]}), words={"f": forms_text, "x": str}, alt="")
    assert texts(drawn["table"]) == [["रूस 1,303 · Russia 41"]]


def test_a_column_that_begins_empty_has_room_for_its_texts(drawn):
    table = pd.DataFrame({"who": ["", "अटल बिहारी वाजपेयी"], "what": ["बैठक", "यात्रा"], "none": [None, None]})
    tables.draw(table, alt="")
    assert {name: one["width"] for name, one in drawn["column_config"].items()} == {"who": tables.WIDE}
