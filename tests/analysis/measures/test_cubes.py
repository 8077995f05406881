"""Filtered by date and source, a store with cubes says what one without them counts row by row."""

import random
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import Selection
from analysis.measures import concordance, forms, neighbours, paging
from analysis.measures.concordance import kwic
from analysis.measures.cooccurrence import cooccurrence, items_by_actors, units_counted
from analysis.measures.documents import documents, totals
from analysis.measures.frequency import stop_words_removed, term_frequency, term_sentences
from analysis.measures.mentions import mention_sentences, mentions, mentions_by_class, not_found
from analysis.measures.search import search
from analysis.measures.trend import trend
from analysis.store import cubes, postings
from analysis.store.cover import cover, has_cubes, has_postings
from tests.analysis.hand import Name, Page, make_batch, make_store
from tests.analysis.news import LEMMAS, NAMES, STOPS

FIRST, DAYS = date(2023, 11, 20), 430
SOURCES = ("क", "ख", "ग", None)
LINES = (
    "# भारत-रूस संबंध",
    "[एजेंसी] जयशंकर ने पुतिन से संबंधों पर बात की। भारत और रूस के संबंध मजबूत संबंधों पर।",
    "रूस और ब्रह्मोस पर भारत बोला। तेजस और ब्रह्मोस रूस में। रूसी मंत्री आए।",
    "जयशंकर और लावरोव मिले। ब्रह्मोस पर पुतिन।",
    "# लावरोव और तेजस",
    "सुरक्षा पर चर्चा।",
    "×",
)
# Not ordered by date, and some days hold several articles.
CHANCE = random.Random(7)
PAGES = tuple(
    Page(
        f"{CHANCE.randrange(10**6):06d}-{number}",
        tuple(CHANCE.choices(LINES, k=CHANCE.randint(1, 5))),
        None if number % 11 == 0 else FIRST + timedelta(days=CHANCE.randrange(DAYS) // 3 * 3),
        CHANCE.choice(SOURCES),
    )
    for number in range(120)
)
EXTRA = (*NAMES, Name("I_Z", "item", ("संबंधों",), klass="missile.air", watched=True))


def with_beside(found):
    """Return a trend with what is told beside it, as one table."""
    return pd.concat([found.table, found.beside], keys=["table", "beside"])


QUESTIONS = {
    "terms": lambda store, chosen: term_frequency(store, chosen),
    "forms": lambda store, chosen: term_frequency(store, chosen, group="form", limit=7, stop_tiers=()),
    "leading": lambda store, chosen: term_frequency(store, chosen, limit=3),
    "none leading": lambda store, chosen: term_frequency(store, chosen, limit=0),
    "found": lambda store, chosen: term_frequency(store, chosen, contains="संबंध"),
    "joined": lambda store, chosen: term_frequency(store, chosen, hyphens="joined"),
    "removed": stop_words_removed,
    "most frequent removed": lambda store, chosen: stop_words_removed(store, chosen, limit=1),
    "most frequent forms removed": lambda store, chosen: stop_words_removed(
        store, chosen, limit=1, group="form"
    ),
    "searched": lambda store, chosen: search(store, chosen, "संबंध", match="starts"),
    "missing": lambda store, chosen: search(store, chosen, "ब्रह्मोश"),
    "phrase": lambda store, chosen: search(store, chosen, "भारत और रूस"),
    "lines": lambda store, chosen: kwic(store, chosen, "संबंध", match="lemma", limit=4, offset=3),
    "lines of a phrase": lambda store, chosen: kwic(store, chosen, "जयशंकर और लावरोव", limit=3, offset=2),
    "lines of an item": lambda store, chosen: kwic(store, chosen, "I_X", match="entity", limit=3, offset=1),
    "sentences of a term": lambda store, chosen: term_sentences(store, chosen, "संबंध", limit=3, offset=2),
    "sentences of a form": lambda store, chosen: term_sentences(
        store, chosen, "रूस", group="form", stop=None, limit=2
    ),
    "sentences of an item": lambda store, chosen: mention_sentences(store, chosen, "I_X", limit=20, offset=5),
    "sentences of two": lambda store, chosen: mention_sentences(store, chosen, ["C_RU", "I_X"], limit=30),
    "sorted lines": lambda store, chosen: kwic(store, chosen, "रूस", sort="left", limit=5),
    "lines sorted by what follows": lambda store, chosen: kwic(
        store, chosen, "रूस", match="starts", sort="right", limit=6, offset=3
    ),
    "sorted lines of a phrase": lambda store, chosen: kwic(
        store, chosen, "जयशंकर और", sort="right", limit=4, offset=1
    ),
    "sorted lines of an item": lambda store, chosen: kwic(
        store, chosen, "I_X", match="entity", sort="left", limit=5, offset=2
    ),
    "trend": lambda store, chosen: trend(store, chosen, series=("term:संबंध", "entity:C_RU")).table,
    "trend of a term": lambda store, chosen: with_beside(trend(store, chosen, series=("term:संबंध",))),
    "trend by month": lambda store, chosen: (
        trend(
            store, chosen, series=("entity:C_RU", "entity:I_X", "term:संबंध", "entity:C_RU"), step="month"
        ).table
    ),
    "trend by year": lambda store, chosen: with_beside(
        trend(store, chosen, series=("entity:C_RU", "entity:none"), step="year")
    ),
    "documents": lambda store, chosen: documents(store, chosen, limit=5, offset=2),
    "totals": totals,
    "mentions": mentions,
    "people": lambda store, chosen: mentions(store, chosen, kinds=("person",), limit=2),
    "adjectives": lambda store, chosen: mentions(store, chosen, how=("name", "adjective")),
    "classes": mentions_by_class,
    "not found": not_found,
    "cells": items_by_actors,
    "cells of paragraphs": lambda store, chosen: items_by_actors(store, chosen, unit="paragraph"),
    "all pairs": lambda store, chosen: cooccurrence(store, chosen, kinds=("item", "person", "country")),
} | {
    f"{ask.__name__} {unit}": lambda store, chosen, ask=ask, unit=unit: ask(store, chosen, unit=unit)
    for ask in (cooccurrence, units_counted)
    for unit in ("sentence", "paragraph", "document")
}


@pytest.fixture(scope="module", autouse=True)
def in_parts():
    """Pages are looked for in parts, as in a large store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "AT_ONCE", 0)
        yield


@pytest.fixture(scope="module")
def stores():
    """The same articles with cubes and without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubes, "CUBES_FROM", 0)
        patch.setattr(cubes, "POSTINGS_FROM", 0)
        patch.setattr(cubes, "FULL", 0)
        # Several chunks, so that cells are summed from several of them.
        patch.setattr(cubes, "CHUNK", 25)
        patch.setattr(postings, "ROWS", 50)
        with_cubes = make_store(PAGES, EXTRA, lemmas=LEMMAS, stops=STOPS, batches=3)
    without = make_store(PAGES, EXTRA, lemmas=LEMMAS, stops=STOPS, batches=3)
    with with_cubes, without:
        assert "cubes" in with_cubes.about and "cubes" not in without.about
        yield with_cubes, without


days = st.one_of(st.none(), st.integers(-20, DAYS + 20).map(lambda n: FIRST + timedelta(days=n)))
selections = st.builds(
    Selection,
    sources=st.lists(st.sampled_from([s or "" for s in SOURCES]), unique=True, max_size=3).map(tuple),
    date_from=days,
    date_to=days,
    undated=st.booleans(),
)


@pytest.mark.parametrize(("query", "match"), [("रूस", "whole"), ("जयशंकर और", "whole"), ("I_X", "entity")])
@pytest.mark.parametrize("sort", ["left", "right"])
def test_of_many_lines_the_first_are_sorted(stores, query, match, sort, monkeypatch):
    """Sorted by hand: the first five lines by the words beside them, the others as they stand."""
    store, _ = stores
    for module in (concordance, neighbours):
        monkeypatch.setattr(module, "SORTED", 5)
    plain = kwic(store, Selection(), query, match=match, width=200).drop(columns=["left", "right"])
    whole = kwic(store, Selection(), query, match=match, width=200, sort=sort).drop(columns=["left", "right"])
    first = set(map(tuple, plain.head(5).itertuples(index=False)))
    wanted = [row for row in map(tuple, whole.itertuples(index=False)) if row in first]
    wanted += list(map(tuple, plain.iloc[5:].itertuples(index=False)))
    # Small pages up to and over where sorting ends, then larger ones to the last and beyond.
    cuts = [0, 4, 8, 12, *range(15, len(plain), 29), len(plain), len(plain) + 4]
    pages = [
        kwic(store, Selection(), query, match=match, width=200, sort=sort, limit=end - at, offset=at)
        for at, end in zip(cuts, cuts[1:], strict=False)
    ]
    assert all(page.attrs["sorted"] == 5 for page in pages) and pages[-1].empty
    assert kwic(store, Selection(), query, match=match, limit=4).attrs["sorted"] is None
    found = pd.concat(pages).drop(columns=["left", "right"])
    assert list(map(tuple, found.itertuples(index=False))) == wanted and len(wanted) > 12


@pytest.mark.parametrize("query", ["ब्रह्मोश", "जयशंकर ओर", "रुस के संबध", "हिमालय"])
def test_suggestions_of_a_store_without_postings(stores, query, monkeypatch):
    with_cubes, without = stores
    monkeypatch.setattr(paging, "has_postings", lambda store: False)
    chosen = Selection(sources=("क", "ख"))
    found = search(with_cubes, chosen, query)
    assert found == search(without, chosen, query)
    assert bool(found.suggestions) == (query != "हिमालय")


WHOLE = (
    Selection(),
    Selection(undated=False),
    Selection(date_from=date(2024, 1, 1), date_to=date(2024, 12, 31), undated=False),
    Selection(sources=("क",), date_from=date(2024, 1, 9), date_to=date(2024, 1, 20)),
    Selection(date_from=date(2024, 1, 9), date_to=date(2024, 4, 9), undated=False),
    Selection(date_from=date(2031, 1, 1), undated=False),
)


@pytest.mark.parametrize("chosen", WHOLE)
def test_cubes_say_what_rows_say(stores, chosen):
    with_cubes, without = stores
    assert cover(with_cubes, chosen) is not None
    for name, question in QUESTIONS.items():
        same(question(with_cubes, chosen), by_rows(without, chosen, name), name)


@pytest.fixture(scope="module")
def without_postings():
    """The same articles with cubes alone, as a store of some thousand has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubes, "CUBES_FROM", 0)
        patch.setattr(cubes, "FULL", 0)
        store = make_store(PAGES, EXTRA, lemmas=LEMMAS, stops=STOPS, batches=3)
    with store:
        assert has_cubes(store) and not has_postings(store)
        yield store


OF_WORDS = (
    "searched", "missing", "phrase", "lines", "lines of a phrase", "lines of an item", "sorted lines",
    "lines sorted by what follows", "sorted lines of a phrase", "trend",
    "trend of a term",
)  # fmt: skip
SORTED = tuple(name for name in OF_WORDS if "sorted" in name)


@pytest.mark.parametrize(("few", "names"), [(3, SORTED), (concordance.FEW, OF_WORDS)])
@pytest.mark.parametrize("chosen", WHOLE)
def test_words_are_found_by_spots_without_postings(stores, without_postings, chosen, few, names, monkeypatch):
    monkeypatch.setattr(concordance, "FEW", few)  # more hits than these are sorted where they stand
    for name in names:
        same(QUESTIONS[name](without_postings, chosen), by_rows(stores[1], chosen, name), name)


ROWS = {}


def by_rows(without, chosen, name):
    """What the store without cubes says, asked once: a lake of the same pages is compared with it too."""
    if (chosen, name) not in ROWS:
        ROWS[chosen, name] = QUESTIONS[name](without, chosen)
    return ROWS[chosen, name]


# Many selections, a question each: most of what an answer costs here is the planning of its SQL.
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=selections, name=st.sampled_from(sorted(QUESTIONS)))
def test_cubes_say_what_rows_say_of_any_selection(stores, chosen, name):
    with_cubes, without = stores
    assert cover(with_cubes, chosen) is not None
    same(QUESTIONS[name](with_cubes, chosen), QUESTIONS[name](without, chosen), name)


@pytest.mark.parametrize("chosen", WHOLE)
def test_terms_of_many_single_documents_are_counted_in_the_store(stores, monkeypatch, chosen):
    """Those of a few are counted here, as in the test of all questions above."""
    monkeypatch.setattr(forms, "SINGLE", 0)
    for name in ("terms", "forms", "leading"):
        same(QUESTIONS[name](stores[0], chosen), by_rows(stores[1], chosen, name), name)


def same(found, wanted, name):
    if isinstance(wanted, pd.DataFrame):
        pd.testing.assert_frame_equal(found, wanted, check_dtype=False, obj=name)
    else:
        assert found == wanted, name


@pytest.mark.parametrize(("full", "level"), [(5, "month"), (10**6, "year")])
def test_a_corpus_that_fills_no_small_cells_has_larger_ones(stores, monkeypatch, full, level):
    monkeypatch.setattr(cubes, "CUBES_FROM", 0)
    monkeypatch.setattr(cubes, "FULL", full)
    coarse = [
        Selection(),
        Selection(sources=("क", ""), date_from=date(2024, 1, 9), date_to=date(2024, 8, 20)),
        Selection(date_from=date(2023, 12, 24), date_to=date(2024, 12, 31)),
        Selection(date_from=date(2024, 1, 9), date_to=date(2024, 4, 9), undated=False),
    ]
    with make_store(PAGES, EXTRA, lemmas=LEMMAS, stops=STOPS) as store:
        levels = store.query("SELECT DISTINCT level FROM cell")["level"]
        assert set(levels) == {"year", "all", level} and not store.query("FROM cell").empty
        assert store.about["postings"] != "1"
        for chosen in coarse:
            assert cover(store, chosen) is not None
            for name in ("terms", "totals", "mentions", "trend", "searched", "cooccurrence sentence"):
                same(QUESTIONS[name](store, chosen), by_rows(stores[1], chosen, name), name)


OTHER = (
    Selection(kinds=("body",)),
    Selection(entities=("C_RU",)),
    Selection(query="संबंध"),
    Selection(documents=(PAGES[0].name,)),
)


@pytest.mark.parametrize("place", range(len(OTHER)))
def test_other_filters_are_counted_by_rows(stores, place):
    """A question each: both stores go the same way then, whichever of these it is."""
    with_cubes, without = stores
    chosen = OTHER[place]
    assert cover(with_cubes, chosen) is None
    for name in list(QUESTIONS)[place :: len(OTHER)]:
        same(QUESTIONS[name](with_cubes, chosen), by_rows(without, chosen, name), name)


def test_whole_months_come_from_cells_and_only_edge_days_from_rows(stores):
    store, _ = stores
    found = cover(store, Selection(date_from=date(2024, 2, 10), date_to=date(2024, 6, 12), undated=False))
    assert len(found.edges) == 2
    inside = store.query(
        f"SELECT month FROM cell c WHERE {found.cells('c')} AND level = 'month' ORDER BY month"
    )
    assert [month.month for month in inside["month"]] == [3, 4, 5]
    edge = store.query(f"SELECT published AS day FROM document d WHERE {found.documents('d')}")["day"]
    assert {day.month for day in edge} == {2, 6} and edge.min() >= pd.Timestamp(2024, 2, 10)


def test_a_month_is_covered_whole_where_fewer_of_its_days_lie_outside(stores):
    store, _ = stores
    chosen = Selection(date_from=date(2024, 2, 9), date_to=date(2024, 6, 6), undated=False)
    found = cover(store, chosen, less=True)
    months = store.query(f"SELECT month FROM cell c WHERE {found.cells('c')}")["month"]
    assert {month.month for month in months} == {2, 3, 4, 5}
    for part, month in ((found, 6), (found.surplus, 2)):
        days = store.query(f"SELECT published FROM document d WHERE {part.documents('d')}")["published"]
        assert set(days.dt.month) == {month}
    assert days.max() < pd.Timestamp(2024, 2, 9)
    assert cover(store, chosen).less == () == found.surplus.less


@pytest.mark.parametrize(
    ("begin", "end", "wanted"),
    [
        (date(2024, 2, 10), date(2024, 3, 1), ["भारत", 2]),  # रूस leads in the month, not on the chosen days
        (date(2024, 1, 1), date(2024, 4, 1), ["तेजस", 6]),  # and तेजस on an edge day alone
        (date(2024, 1, 1), date(2024, 4, 3), ["रूस", 8]),
    ],
)
def test_what_leads_is_told_by_all_chosen_days(monkeypatch, begin, end, wanted):
    monkeypatch.setattr(cubes, "CUBES_FROM", 0)
    monkeypatch.setattr(cubes, "FULL", 0)
    days = {(2, 1): "रूस रूस रूस रूस रूस।", (2, 10): "भारत और तेजस।", (2, 20): "भारत।"}
    days |= {(4, 1): "तेजस तेजस तेजस तेजस तेजस।", (4, 2): "रूस रूस।", (4, 3): "रूस।", (4, 4): "रूस।"}
    pages = [Page(f"p{m}-{d}", (text,), date(2024, m, d), "क") for (m, d), text in days.items()]
    chosen = Selection(date_from=begin, date_to=end)
    with make_store(pages, EXTRA, lemmas=LEMMAS, stops=STOPS) as store:
        covered = cover(store, chosen, less=True)
        assert covered.less or covered.edges
        assert term_frequency(store, chosen, limit=1)[["term", "count"]].to_numpy().tolist() == [wanted]


def test_a_whole_year_is_one_cell_and_everything_is_one(stores):
    store, _ = stores
    year = cover(store, Selection(date_from=date(2024, 1, 1), date_to=date(2024, 12, 31), undated=False))
    every = cover(store, Selection())
    levels = [
        store.query(f"SELECT level, month FROM cell c WHERE {found.cells('c')}") for found in (year, every)
    ]
    assert [list(level["level"]) for level in levels] == [["year"], ["all"]]
    assert levels[0]["month"].iloc[0] == pd.Timestamp(2024, 1, 1)


def test_a_change_makes_cubes_void_until_the_next_finish(monkeypatch):
    monkeypatch.setattr(cubes, "CUBES_FROM", 0)
    with make_store(PAGES[:8], EXTRA, lemmas=LEMMAS, stops=STOPS) as store:
        before = totals(store, Selection())["documents"].iloc[0]
        store.append(
            make_batch([Page("नया", LINES, date(2024, 2, 2), "क")], EXTRA, lemmas=LEMMAS, stops=STOPS)
        )
        assert cover(store, Selection()) is None
        assert totals(store, Selection())["documents"].iloc[0] == before + 1
        store.finish()
        assert cover(store, Selection()) is not None
        assert totals(store, Selection())["documents"].iloc[0] == before + 1
        store.remove("नया")
        assert cover(store, Selection()) is None
        store.finish()
        assert totals(store, Selection())["documents"].iloc[0] == before


def test_a_small_store_has_no_cubes():
    with make_store(PAGES[:8], EXTRA) as store:
        assert store.query("SELECT table_name FROM duckdb_tables() WHERE table_name = 'cell'").empty
