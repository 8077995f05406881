"""How far one has to read for a page of mentions, by hand: three months, an edge, and undated articles."""

from datetime import date

import pytest

from analysis.corpus import Selection
from analysis.measures.concordance import kwic
from analysis.store import cubes
from analysis.store.reach import reach
from tests.analysis.hand import Name, Page, make_store

RUSSIA = Name("C_RU", "country", ("रूस",), aliases=("russia",))
ARMY = Name("O_RU", "organisation", ("रूस",), aliases=("russia",))
PAGES = (
    Page("0", ("भारत।",), date(2024, 1, 2), "अ"),
    Page("1", ("रूस और रूस।",), date(2024, 2, 1), "अ"),
    Page("2", ("रूस।",), date(2024, 2, 9), "आ"),
    Page("3", ("भारत।",), date(2024, 3, 1), "अ"),
    Page("4", ("रूस।",), date(2024, 4, 1), "अ"),
    Page("5", ("रूस।",), None, "अ"),
)


@pytest.fixture(scope="module")
def store():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CUBES_FROM", "FULL"):
            patch.setattr(cubes, name, 0)
        made = make_store(PAGES, (RUSSIA, ARMY))
    with made:
        yield made


@pytest.mark.parametrize(
    ("need", "documents"), [(1, (1, 2)), (3, (1, 2)), (4, (1, 4)), (5, (1, 5)), (9, (1, 5))]
)
def test_months_are_read_until_there_are_enough(store, need, documents):
    assert reach(store, Selection(), ["C_RU"], need) == documents


def test_a_month_at_the_edge_is_read_and_not_counted_on(store):
    # February has three mentions, one of them in the selection: April is needed for the second.
    chosen = Selection(date_from=date(2024, 2, 5), undated=False)
    assert reach(store, chosen, ["C_RU"], 1) == (1, 4)
    assert kwic(store, chosen, "C_RU", match="entity", limit=2)["name"].tolist() == ["2", "4"]


def test_what_two_are_named_by_alike_is_one_hit(store):
    # Four mentions of each are eight, and four hits.
    assert kwic(store, Selection(), "russia", limit=4)["name"].tolist() == ["1", "1", "2", "4"]


def test_nothing_is_read_where_nothing_is(store):
    assert reach(store, Selection(date_to=date(2024, 1, 20), undated=False), ["C_RU"], 1) == (0, -1)
    assert reach(store, Selection(), ["C_XX"], 1) == (0, -1)


@pytest.mark.parametrize(
    "chosen", [Selection(sources=("अ",)), Selection(query="रूस"), Selection(kinds=("body",))]
)
def test_some_selections_are_read_whole(store, chosen):
    assert reach(store, chosen, ["C_RU"], 1) is None
