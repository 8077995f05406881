"""The trend against a plain loop over pages whose every word is chosen here, and pandas on real news."""

import gzip
import json
from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.errors import SelectionError
from analysis.lexicon.reader import load_lexicon
from analysis.measures.frequency import term_by_document
from analysis.measures.trend import term_named, trend, trend_sentences
from analysis.store.store import Store
from tests.analysis.hand import Name, Page, make_store
from tests.shared import shared

NAMES = (Name("IN", "country", ("भारत",)), Name("RU", "country", ("रूस",)), Name("US", "country", ("अमेरिका",)))
SERIES = ("term:बैठक", "entity:RU", "pair:IN~RU")
STARTS = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}


def pages():
    """Forty articles: every third undated, the others over 2023 to 2025, none in 2024-04."""
    made = []
    for number in range(40):
        lines = [f"{'भारत' if number % 2 else 'अमेरिका'} और {'रूस' if number % 3 else 'अमेरिका'} मिले।"]
        lines += ["बैठक हुई। बैठक में रूस आया।"] * (number % 4)
        day = date(2023, 12, 28) + timedelta(days=number * 11)
        day = (
            None
            if number % 3 == 2
            else day + timedelta(days=31)
            if (day.year, day.month) == (2024, 4)
            else day
        )
        made.append(Page(f"p{number:02}", tuple(lines), day, "क" if number % 5 else "ख"))
    return made


@pytest.fixture(scope="module")
def store():
    with make_store(pages(), NAMES) as made:
        yield made


def by_hand(series, start, chosen=None):
    """Return period → (count, articles, documents, tokens) by looking at every sentence."""
    found = {}
    for page in pages() if chosen is None else chosen:
        if page.published is None:
            continue
        sentences = [part.split() for line in page.lines for part in line.split("।") if part.strip()]
        words = Counter(word for sentence in sentences for word in sentence)
        if series == "pair:IN~RU":
            count = sum({"भारत", "रूस"} <= set(sentence) for sentence in sentences)
        else:
            count = words[{"term:बैठक": "बैठक", "entity:RU": "रूस"}[series]]
        old = found.get(start(page.published), (0, 0, 0, 0))
        new = (count, count > 0, 1, sum(words.values()))
        found[start(page.published)] = tuple(a + b for a, b in zip(old, new, strict=True))
    return found


@pytest.fixture(scope="module")
def tables(store):
    return {step: trend(store, Selection(), series=SERIES, step=step).table for step in STARTS}


@pytest.mark.parametrize("step", STARTS)
@pytest.mark.parametrize("series", SERIES)
def test_every_point_equals_a_plain_loop(tables, step, series):
    table = tables[step]
    own = table[table["series"] == series]
    columns = ["count", "articles", "documents", "tokens"]
    found = {row["period"].date(): tuple(row[columns]) for _, row in own.iterrows()}
    assert found == by_hand(series, STARTS[step])
    assert own["share"].tolist() == (own["articles"] / own["documents"]).tolist()
    assert own["per_1000"].tolist() == pytest.approx((own["count"] * 1000 / own["tokens"]).tolist())
    assert own["small"].tolist() == (own["documents"] < 5).tolist()


def test_rows_come_by_period_then_as_asked(store):
    table = trend(store, Selection(), series=SERIES, step="month").table
    assert table["period"].is_monotonic_increasing
    assert table["series"].head(3).tolist() == list(SERIES)


def test_a_period_without_documents_is_a_gap_and_one_without_hits_a_zero(store):
    table = trend(store, Selection(), series=("entity:RU", "entity:US"), step="month").table
    assert date(2024, 4, 1) not in {when.date() for when in table["period"]}
    months = trend(store, Selection(), series=("term:नहीं",), step="month").table
    assert months["count"].eq(0).all() and months["documents"].gt(0).all()


def test_undated_documents_are_counted_beside(store):
    found = trend(store, Selection(), series=("term:बैठक",), step="year")
    undated = [page for page in pages() if page.published is None]
    assert (found.dated, found.undated, found.coarse) == (40 - len(undated), len(undated), 0)
    row = found.beside[found.beside["where"] == "undated"].iloc[0]
    assert row["count"] == sum(" ".join(page.lines).count("बैठक") for page in undated)
    # nothing is lost between the table and what stands beside it
    whole = term_by_document(store, Selection(), ["बैठक"])["count"].sum()
    assert found.table["count"].sum() + found.beside["count"].sum() == whole


def test_filters_narrow_the_trend(store):
    chosen = Selection(sources=("ख",), date_from=date(2024, 1, 10), date_to=date(2024, 12, 31))
    own = [
        p
        for p in pages()
        if p.source == "ख" and p.published and chosen.date_from <= p.published <= chosen.date_to
    ]
    table = trend(store, chosen, series=("term:बैठक",), step="month").table
    found = {
        row.period.date(): (row.count_, row.documents)
        for row in table.rename(columns={"count": "count_"}).itertuples()
    }
    assert found == {k: (v[0], v[2]) for k, v in by_hand("term:बैठक", STARTS["month"], own).items()}


@pytest.mark.parametrize("series", SERIES)
@pytest.mark.parametrize("step", STARTS)
def test_sentences_of_a_point_add_up_to_it(store, series, step):
    table = trend(store, Selection(), series=(series,), step=step).table
    for row in table.itertuples():
        rows = trend_sentences(store, Selection(), series=series, period=row.period.date(), step=step)
        found = rows["unit"].nunique() if "unit" in rows else rows["marks"].map(len).sum()
        assert found == table.loc[row.Index, "count"], row


def test_sentences_keep_to_the_readers_dates(store):
    chosen = Selection(date_from=date(2024, 2, 10), date_to=date(2024, 2, 20))
    rows = trend_sentences(store, chosen, series="entity:RU", period=date(2024, 2, 1), step="month")
    days = {page.name: page.published for page in pages()}
    assert all(chosen.date_from <= days[name] <= chosen.date_to for name in rows["name"])
    outside = trend_sentences(store, chosen, series="entity:RU", period=date(2025, 2, 1), step="month")
    assert outside.empty


def test_too_few_dates_are_refused_with_the_reason():
    few = [page for page in pages() if page.published][:9]
    with make_store(few, NAMES) as store:
        found = trend(store, Selection(), series=("term:बैठक",))
        assert found.refused.code == "trend.too_few" and found.refused.fields["dated"] == 9
        assert len(found.table)  # two dated texts make two dots, no line
    with make_store([page for page in pages() if page.published][:10], NAMES) as store:
        assert trend(store, Selection(), series=("term:बैठक",)).refused is None
    with make_store([page for page in pages() if not page.published], NAMES) as store:
        found = trend(store, Selection(), series=("term:बैठक",))
        assert found.refused.code == "trend.undated" and found.table.empty


def test_the_step_fits_the_span(store):
    assert trend(store, Selection(), series=SERIES).step == "month"  # 14 months; 61 weeks are one too many
    brief = Selection(date_to=date(2024, 2, 1), undated=False)
    assert trend(store, brief, series=SERIES).step == "day"


@pytest.mark.parametrize("known", ["month", "year"])
def test_where_no_date_is_as_fine_as_the_step_that_is_said_and_auto_takes_one_that_is(known):
    day = {"published": date(2024, 1, 1), "published_precision": known}
    documents = [Document(f"d{n}", "बैठक हुई।", **day) for n in range(10)]
    with Store.create() as store:
        store.append(Annotator(load_lexicon()).annotate([*documents, Document("u", "बैठक हुई।")]))
        store.finish()
        for step in ("day", "week", *(["month"] if known == "year" else [])):
            found = trend(store, Selection(), series=("term:बैठक",), step=step)
            assert found.refused.code == "trend.coarse" and found.table.empty
            assert "of 11 articles none" in str(found.refused) and "10 are known to the month" in str(
                found.refused
            )
        found = trend(store, Selection(), series=("term:बैठक",))
        assert (found.step, found.refused, found.dated, found.undated) == (known, None, 10, 1)
        assert found.table["count"].tolist() == [10]


def test_a_date_of_a_month_counts_by_month_but_on_no_day():
    documents = [
        Document(f"d{n}", "बैठक हुई।", published=date(2024, 1, n + 1), published_precision="day")
        for n in range(10)
    ]
    documents += [Document("m", "बैठक हुई।", published=date(2024, 1, 1), published_precision="month")]
    documents += [Document("n", "बैठक हुई।", published=date(2024, 1, 1), published_precision="month")]
    documents += [Document("y", "बैठक हुई।", published=date(2024, 1, 1), published_precision="year")]
    with Store.create() as store:
        store.append(Annotator(load_lexicon()).annotate(documents))
        store.finish()
        numbers = {}
        for step in STARTS:
            found = trend(store, Selection(), series=("term:बैठक",), step=step)
            numbers[step] = (int(found.table["count"].iloc[0]), found.coarse)
            beside = found.beside.set_index("where")[["count", "articles", "documents"]]
            assert beside.loc["coarse"].tolist() == [found.coarse] * 3 and not beside.loc["undated"].any()
            rows = trend_sentences(store, Selection(), series="term:बैठक", period=date(2024, 1, 1), step=step)
            assert rows["marks"].map(len).sum() == found.table["count"].iloc[0]
        assert numbers == {"day": (1, 3), "week": (7, 3), "month": (12, 1), "year": (13, 0)}


@pytest.mark.parametrize("bad", ["", "रूस", "term:", "pair:IN", "pair:IN~", "class:missile"])
def test_a_series_of_no_known_form_is_refused(store, bad):
    with pytest.raises(SelectionError, match="word, name or pair"):
        trend(store, Selection(), series=(bad,))


def test_five_documents_are_enough_and_one_entity_twice_is_no_pair():
    lines = ("रूस ने रूस से कहा।",)
    pages_ = [Page(f"p{n}", lines, date(2024, 1 + n // 5, 1)) for n in range(9)]
    with make_store(pages_, NAMES) as store:
        table = trend(store, Selection(), series=("pair:IN~RU",), step="month").table
        assert table["small"].tolist() == [False, True]
        assert table["count"].tolist() == [0, 0]


def test_nothing_to_follow_still_counts_the_dates(store):
    found = trend(store, Selection(), series=())
    assert found.table.empty and found.dated == sum(page.published is not None for page in pages())


def test_a_typed_form_becomes_its_term():
    pages_ = [Page("a", ("संबंधों पर बात। संबंध।",))]
    with make_store(pages_, lemmas={"संबंधों": "संबंध"}) as store:
        assert [term_named(store, word) for word in ("संबंधों", " संबंध ", "नहीं")] == ["संबंध", "संबंध", "नहीं"]


def test_real_news_agrees_with_pandas():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["date"]]
    assert len(rows) == 1409
    documents = [
        Document(row["id"], row["text"], published=date.fromisoformat(row["date"][:10])) for row in rows
    ]
    frame = pd.DataFrame({"day": pd.to_datetime([row["date"][:10] for row in rows])})
    with Store.create() as store:
        store.append(Annotator(load_lexicon(), deep=False).annotate(documents))
        store.finish()
        table = trend(store, Selection(), series=("term:भारत",), step="month").table
        counts = term_by_document(store, Selection(), ["भारत"]).set_index("name")["count"]
    frame["count"] = [counts[row["id"]] for row in rows]
    wanted = frame.groupby(frame["day"].dt.to_period("M").dt.to_timestamp())["count"].agg(
        ["sum", "size", lambda n: (n > 0).sum()]
    )
    assert table[["count", "documents", "articles"]].to_numpy().tolist() == wanted.to_numpy().tolist()
    assert [when.date() for when in table["period"]] == [when.date() for when in wanted.index]
