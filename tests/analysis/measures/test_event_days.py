"""Events on a day, on articles whose every meeting can be counted by eye."""

from datetime import date

import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.lexicon.reader import load_lexicon
from analysis.measures.event_days import event_day_sentences, event_days
from analysis.store.store import Store

MODI, PUTIN = "नरेंद्र मोदी", "व्लादिमीर पुतिन"
PAGES = {
    "a": (f"{MODI} ने मंगलवार को {PUTIN} से मुलाकात की। बैठक में रक्षा पर बात हुई।", date(2024, 7, 9)),
    "b": (f"{MODI} ने 9 जुलाई को {PUTIN} के साथ बैठक की।", date(2024, 7, 10)),
    "c": (f"{MODI} ने गुरुवार को {PUTIN} से मुलाकात की।", date(2024, 7, 11)),  # another day
    "d": (f"{MODI} ने 9 जुलाई को बैठक की।", date(2024, 7, 11)),  # nobody met
    "e": ("मंगलवार को बैठक हुई।", date(2024, 7, 9)),  # nobody named
    "f": (f"{MODI} ने {PUTIN} से मुलाकात की।", date(2024, 7, 9)),  # no day written
    "g": (f"{MODI} ने इस साल {PUTIN} से मुलाकात की।", date(2024, 7, 9)),  # a year is no day
    "h": (f"{MODI} ने मंगलवार को {PUTIN} से मुलाकात की।", None),  # which Tuesday?
}
ALL = Selection()


@pytest.fixture(scope="module")
def store():
    annotator = Annotator(load_lexicon())
    with Store.create() as made:
        documents = [Document(name, text, published=day) for name, (text, day) in PAGES.items()]
        made.append(annotator.annotate(documents))
        made.finish()
        yield made


def told(rows):
    columns = ["day", "what", "who", "mentions", "events", "documents"]
    return [(f"{day:%Y-%m-%d}", *rest) for day, *rest in rows[columns].itertuples(index=False)]


def test_events_of_one_day_kind_and_names_are_one_row(store):
    assert told(event_days(store, ALL)) == [
        ("2024-07-09", "meeting", "modi putin", 3, 2, 2),  # a twice, b once
        ("2024-07-09", "meeting", "modi", 1, 1, 1),
        ("2024-07-11", "meeting", "modi putin", 1, 1, 1),
    ]


def test_names_stand_in_both_languages_in_the_order_of_the_codes(store):
    row = event_days(store, ALL).iloc[0]
    assert row["who_label_en"] == "Narendra Modi, Vladimir Putin"
    assert row["who_label_hi"].split(", ")[0] == MODI


def test_days_and_rows_can_be_limited(store):
    assert [day for day, *_ in told(event_days(store, ALL, first=date(2024, 7, 10)))] == ["2024-07-11"]
    assert len(event_days(store, ALL, last=date(2024, 7, 9))) == 2
    assert len(event_days(store, ALL, last=date(2024, 7, 8))) == 0
    assert told(event_days(store, ALL, limit=1)) == told(event_days(store, ALL))[:1]


def test_a_filter_changes_them(store):
    assert told(event_days(store, Selection(documents=("b",)))) == [
        ("2024-07-09", "meeting", "modi putin", 1, 1, 1)
    ]
    assert event_days(store, Selection(kinds=("heading",))).empty


def test_a_row_opens_as_many_marks_as_it_counts(store):
    for row in event_days(store, ALL).itertuples():
        found = event_day_sentences(store, ALL, day=row.day.date(), what=row.what, who=row.who)
        assert sum(map(len, found["marks"])) == row.mentions
        assert found["document"].nunique() == row.documents
    only = Selection(documents=("b",))
    found = event_day_sentences(store, only, day=date(2024, 7, 9), what="meeting", who="modi putin")
    assert found["name"].tolist() == ["b"]
