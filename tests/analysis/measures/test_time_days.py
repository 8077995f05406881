"""Times by period, clipped to the articles' days; weekdays that do not fit; units by lemma."""

from datetime import date

import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.lexicon.reader import load_lexicon
from analysis.measures.figures import by_unit, figure_count, figure_sentences, figures
from analysis.measures.time_days import check_counts, day_counts, day_span, time_periods
from analysis.measures.timeline import time_sentences, timeline
from analysis.store.store import Store

ALL = Selection()
# 4 March 2025 is a Tuesday, 10 March 2025 a Monday.
ONE = "बैठक 10 मार्च 2025 को होगी। रविवार 10 मार्च 2025 को दौरा है। शुक्रवार को बात हुई। लक्ष्य 12 मई 2070 का है।"
TWO = "वहाँ 5 लोग थे और 7 लोगों को चोट लगी। 9 लोगों ने देखा। 3 घर और 4 घरों में आग लगी। 10 मार्च 2025 को दौरा है।"


@pytest.fixture(scope="module")
def store():
    annotator = Annotator(load_lexicon())
    with Store.create() as made:
        for name, text, day in (("a", ONE, date(2025, 3, 4)), ("b", TWO, None)):
            made.append(annotator.annotate([Document(name, text, published=day)]))
        made.finish()
        yield made


def marks(rows):
    return int(rows["marks"].map(len).sum())


def test_the_span_is_that_of_the_articles_and_a_year(store):
    assert day_span(store, ALL) == (date(2024, 3, 4), date(2026, 3, 4))
    assert day_span(store, Selection(documents=("b",))) == (date(2024, 3, 10), date(2026, 3, 10))
    assert day_span(store, Selection(documents=("b",), kinds=("heading",))) is None


def test_what_lies_outside_is_counted_and_left_out(store):
    first, last = day_span(store, ALL)
    row = day_counts(store, ALL, first=first, last=last).iloc[0]
    known = timeline(store, ALL, lanes=("dated",))
    assert (row["dated"], row["inside"]) == (len(known), len(known) - 1)
    assert "12 मई 2070" in set(known["surface"])
    inside = timeline(store, ALL, lanes=("dated",), first=first, last=last)
    assert "12 मई 2070" not in set(inside["surface"]) and len(inside) == row["inside"]


def test_periods_add_up_and_open_their_sentences(store):
    first, last = day_span(store, ALL)
    inside = day_counts(store, ALL, first=first, last=last)["inside"].iloc[0]
    for step in ("day", "month", "year"):
        assert time_periods(store, ALL, step=step, first=first, last=last)["count"].sum() == inside
    days = time_periods(store, ALL, step="day", first=first, last=last)
    assert (days["count"] == 0).any(), "days without any are noughts"
    for row in days[days["count"] > 0].itertuples():
        day = row.period.date()
        rows = time_sentences(store, ALL, kinds=(row.kind,), lanes=("dated",), first=day, last=day)
        assert marks(rows) == row.count
    march = days[(days["period"].dt.date == date(2025, 3, 10)) & (days["kind"] == "absolute")]
    assert march["count"].tolist() == [3]


def test_what_the_text_contradicts_is_apart_from_what_the_date_does(store):
    row = check_counts(store, ALL).iloc[0]
    assert (row["certain"], row["uncertain"]) == (1, 1)
    assert timeline(store, ALL, certain=True)["surface"].tolist() == ["रविवार 10 मार्च 2025"]
    assert timeline(store, ALL, certain=False)["surface"].tolist() == ["शुक्रवार"]


def test_what_is_counted_is_grouped_by_its_lemma_and_opens_all_forms(store):
    units = by_unit(store, ALL, kinds=("count",)).set_index("unit")
    assert units.loc["लोग", ["count", "forms", "unit_class"]].tolist() == [3, "लोगों 2 · लोग 1", "person"]
    assert (units.loc["लोग", "min"], units.loc["लोग", "median"], units.loc["लोग", "max"]) == (5, 7, 9)
    assert units.loc["घर", "count"] == 2 and "घरों" not in units.index
    for name in ("लोग", "लोगों"):
        asked = {"units": (name,), "kinds": ("count",)}
        assert marks(figure_sentences(store, ALL, **asked)) == figure_count(store, ALL, **asked) == 3
        assert len(figures(store, ALL, **asked)) == 3
