"""Day or month first: another row of the column tells it, else it is assumed, and told once."""

import gzip
from datetime import date

import pytest

from analysis.keyed import NoRoom
from analysis.reading import Limits, read_bytes
from analysis.reading.columns import Row
from analysis.reading.dates import order_of, parse_date
from analysis.reading.order import Orders
from analysis.reading.source import bytes_source
from tests.analysis.reading.test_header import xlsx_of

TEXT = "भारत और रूस ने बात की संख्या {}।"


def table(*dates):
    rows = [f"{number},{TEXT.format(number)},{day}" for number, day in enumerate(dates)]
    return "\n".join(["id,text,date", *rows]).encode()


def read(data, name="t.csv", **options):
    """Return the day of each article in order, and (place, code, fields) of what is told."""
    readings = list(read_bytes(name, data, **options))
    days = [document.published for reading in readings for document in reading.documents]
    told = [(reading.place, note.code, note.fields) for reading in readings for note in reading.notes]
    return days, told


def days(*texts):
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("value", "order"),
    [("05/04/2024", "either"), ("5-4-2024", "either"), ("०५/०४/२०२४", "either"),
     ("05/04/2024 10:30", "either"),
     ("13/04/2024", "day"), ("04/13/2024", "month"), ("12/12/2024", None), ("04/4/2024", None),
     ("05.04.2024", None), ("2024-04-05", None), ("5 April 2024", None), ("13/14/2024", None), ("", None),
     ("32/01/2024", None), (date(2024, 4, 5), None), (None, None)],
)  # fmt: skip
def test_what_a_date_tells_of_the_order(value, order):
    assert order_of(value) == order


def test_month_first_turns_figures_alone():
    assert parse_date("04/05/2024", month_first=True) == (date(2024, 4, 5), "day")
    assert parse_date("04.05.2024", month_first=True) == (date(2024, 5, 4), "day")
    assert parse_date("2024-05-04", month_first=True) == (date(2024, 5, 4), "day")
    assert parse_date("13/04/2024", month_first=True) is None


def test_where_no_row_tells_it_is_read_day_first_and_told_once():
    found, told = read(table("07/07/2024", "05/04/2024", "06/04/2024"))
    assert found == days("2024-07-07", "2024-04-05", "2024-04-06")
    ((place, code, fields),) = told
    assert (place, code) == ("3", "reading.date_order")
    assert (fields["value"], fields["column"], fields["day"]) == ("05/04/2024", "date", "2024-04-05")


def test_where_a_row_tells_day_first_nothing_is_said():
    assert read(table("05/04/2024", "25/04/2024")) == (days("2024-04-05", "2024-04-25"), [])


def test_where_a_row_tells_month_first_all_follow_it_and_it_is_told():
    found, told = read(table("04/05/2024", "04/06/2024", "04/25/2024"))
    assert found == days("2024-04-05", "2024-04-06", "2024-04-25")
    assert [(place, code, fields["day"]) for place, code, fields in told] == [
        ("2", "reading.date_month_first", "2024-04-05")
    ]


@pytest.mark.parametrize(("name", "packed"), [("t.csv", lambda data: data), ("t.csv.gz", gzip.compress)])
def test_a_row_far_down_tells_it_too(name, packed):
    found, told = read(packed(table(*["04/05/2024"] * 90, "04/25/2024", "05/04/2024")), name)
    assert found == days(*["2024-04-05"] * 90, "2024-04-25", "2024-05-04")
    assert len(told) == 1 and told[0][1] == "reading.date_month_first"


def test_damage_far_down_leaves_the_assumption():
    broken = table(*["05/04/2024"] * 40) + b'\n99,"' + b"x" * 3000
    found, told = read(broken, limits=Limits(line_bytes=2000))
    assert found == days(*["2024-04-05"] * 40) and [code for _, code, _ in told] == ["reading.date_order"]


def test_a_contradicting_row_stays_undated_and_says_so():
    found, told = read(table("04/25/2024", "25/04/2024"))
    assert found == [date(2024, 4, 25), None] and [code for _, code, _ in told] == ["reading.date"]


def test_each_sheet_s_own_column_of_dates_has_its_own_order():
    """The second sheet's dates were read in the order of the first's."""

    def sheet(name, *values):
        rows = [[f"{name}{n}", TEXT.format(f"{name}{n}"), value] for n, value in enumerate(values)]
        return [["id", "text", name], *rows]

    first = sheet("date", "25/04/2024", "05/04/2024")
    data = xlsx_of(first, sheet("दिनांक", "04/05/2024", "04/25/2024"), sheet("Published", "05/06/2024"))
    found, told = read(data, "t.xlsx")
    assert found == days("2024-04-25", "2024-04-05", "2024-04-05", "2024-04-25", "2024-06-05")
    assert [(code, fields["column"]) for _, code, fields in told] == [
        ("reading.date_month_first", "दिनांक"),
        ("reading.date_order", "Published"),
    ]


def test_dates_behind_plain_ones_are_asked_for_their_order_too():
    found, told = read(table(*["2024-04-01"] * 60, "04/05/2024", "04/25/2024"))
    assert found == days(*["2024-04-01"] * 60, "2024-04-05", "2024-04-25")
    assert [code for _, code, _ in told] == ["reading.date_month_first"]


def test_sheets_whose_dates_have_one_name_go_by_their_own_rows_first():
    """A sheet without a row that tells goes by the others'."""
    sheets = [("05/04/2024", "25/04/2024"), ("04/05/2024", "04/25/2024"), ("06/07/2024",)]
    rows = [
        [["id", "text", "date"], *([f"{s}-{n}", TEXT.format(f"{s}{n}"), day] for n, day in enumerate(dates))]
        for s, dates in enumerate(sheets)
    ]
    found, told = read(xlsx_of(*rows), "t.xlsx")
    assert found == days("2024-04-05", "2024-04-25", "2024-04-05", "2024-04-25", "2024-07-06")
    assert [(place, code) for place, code, _ in told] == [("S2!2", "reading.date_month_first")]
    found, told = read(xlsx_of(rows[2], rows[1]), "t.xlsx")
    assert found == days("2024-06-07", "2024-04-05", "2024-04-25")
    assert [(place, code) for place, code, _ in told] == [("S1!2", "reading.date_month_first")]


def rows_of(*dates, sheet=""):
    return [Row(f"{sheet}{number}", {"date": day}) for number, day in enumerate(dates, 2)]


def orders(first, further=()):
    """Return the orders of a table, and which of its rows were read again for them."""
    read = []

    def again():
        for row in (*first, *further):
            read.append(row.number)
            yield row

    return Orders(bytes_source("t.csv", b""), first, again), read


def test_a_table_is_read_again_only_where_its_first_rows_do_not_tell_once_and_no_further_than_needed():
    first = rows_of("04/05/2024", "04/25/2024")
    asked, read = orders(first)
    assert asked.month_first(first[0], "date") and not read
    first = rows_of("04/05/2024", "2024-01-01")
    asked, read = orders(first, rows_of("04/25/2024", "05/06/2024", sheet="1"))
    assert asked.month_first(first[0], "date") and read == ["2", "3", "12"]
    assert not asked.month_first(first[1], "date") and asked.month_first(first[0], "date") and len(read) == 3
    first = rows_of("04/05/2024")
    asked, read = orders(first, rows_of("05/06/2024", sheet="1"))
    assert not asked.month_first(first[0], "date") and not asked.month_first(first[0], "date")
    assert read == ["2", "12"]


def test_a_full_disk_is_no_fault_of_the_table():
    def again():
        raise NoRoom

    row = rows_of("04/05/2024")[0]
    with pytest.raises(NoRoom):
        Orders(bytes_source("t.csv", b""), [row], again).month_first(row, "date")
