"""Explicit dates: what is read, and what is not because it could mean another day."""

from datetime import date, datetime, timedelta, timezone

import pytest

from analysis.reading.dates import is_missing, parse_date

DAY = (date(2025, 7, 16), "day")


@pytest.mark.parametrize(
    "value",
    [
        "2025-07-16",
        "2025-07-16T21:25:41+05:30",
        "2025-07-16T21:25:41.000Z",
        "2025-07-16 21:25",
        "2025/07/16",
        "20250716",
        20250716,
        "16/07/2025",
        "16-7-2025 10:30",
        "16.07.2025",
        "१६/०७/२०२५",
        "16 जुलाई 2025",
        "१६ जुलाई, २०२५",
        "बुधवार, 16 जुलाई 2025",
        "16 July 2025",
        "Wed, 16 Jul 2025 21:25:41 +0530",
        "July 16, 2025",
        "Jul 16th, 2025",
        "16-Jul-2025",
        date(2025, 7, 16),
        datetime(2025, 7, 16, 23, 59, tzinfo=timezone(timedelta(hours=-8))),
    ],
)
def test_a_day(value):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2025-07", (date(2025, 7, 1), "month")),
        ("जुलाई 2025", (date(2025, 7, 1), "month")),
        ("2025", (date(2025, 1, 1), "year")),
        ("3/4/2025", (date(2025, 4, 3), "day")),
        ("1800", (date(1800, 1, 1), "year")),
        (date(1800, 1, 1), (date(1800, 1, 1), "day")),
        (date(2100, 12, 31), (date(2100, 12, 31), "day")),
    ],
)
def test_precision_and_day_first(value, read):
    assert parse_date(value) == read


@pytest.mark.parametrize(
    "value",
    [
        "07/16/2025",
        "16/07/25",
        "31/02/2025",
        "2025-13-01",
        "2025-07-00",
        "0001-01-01",
        "9999-12-31",
        "1752681341",
    ]
    + ["कल", "बुधवार", "16 जुल 2025", "16 foo 2025", "x" * 1000, {"a": 1}, 3.5, datetime(1, 1, 1)],
)
def test_what_could_mean_another_day_is_no_date(value):
    assert parse_date(value) is None


@pytest.mark.parametrize("value", [None, float("nan"), "", " ", "null", "NaT", "अज्ञात", "-"])
def test_nothing_is_no_wrong_date(value):
    assert is_missing(value)


@pytest.mark.parametrize(
    ("month", "number"),
    [("जनवरी", 1), ("फ़रवरी", 2), ("फरवरी", 2), ("मार्च", 3), ("अप्रैल", 4), ("मई", 5), ("जून", 6), ("अगस्त", 8)]
    + [("सितंबर", 9), ("सितम्बर", 9), ("अक्टूबर", 10), ("अक्तूबर", 10), ("नवंबर", 11), ("दिसंबर", 12)],
)
def test_hindi_months(month, number):
    assert parse_date(f"5 {month} 2024") == (date(2024, number, 5), "day")
    assert parse_date(f"५ {month.replace('फ़', chr(0x95E))} २०२४") == (date(2024, number, 5), "day")
