"""The numbers of a filtered corpus of real articles are those of a corpus made of these articles alone."""

import gzip
import json
from datetime import date
from itertools import islice

import pandas as pd
import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.lexicon.reader import load_lexicon
from analysis.measures.cooccurrence import cooccurrence, items_by_actors, units_counted
from analysis.measures.documents import totals
from analysis.measures.frequency import term_frequency
from analysis.measures.mentions import mentions, mentions_by_class, not_found
from analysis.store import cubes
from analysis.store.cover import cover
from analysis.store.store import Store
from tests.shared import shared

# The file is in the order of its sources: one article in three, so that each of them is there.
ARTICLES, STEP = 2_050, 3
SOURCES = ("naidunia.com", "newsonair.com (All India Radio)")
QUESTIONS = {
    "totals": totals,
    "terms": term_frequency,
    "forms": lambda store, chosen: term_frequency(store, chosen, group="form"),
    "joined": lambda store, chosen: term_frequency(store, chosen, hyphens="joined", limit=200),
    "mentions": mentions,
    "mentions by role too": lambda store, chosen: mentions(store, chosen, how=("name", "role")),
    "classes": mentions_by_class,
    "not found": not_found,
    "items by actors": items_by_actors,
    "pairs": cooccurrence,
    "pairs of paragraphs": lambda store, chosen: cooccurrence(store, chosen, unit="paragraph"),
    "pairs of documents": lambda store, chosen: cooccurrence(store, chosen, unit="document", top=30),
    "units": lambda store, chosen: pd.DataFrame({"n": [units_counted(store, chosen, unit="paragraph")]}),
}


@pytest.fixture(scope="module")
def articles():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, ARTICLES, STEP)]
    return [
        Document(
            name=str(row["id"]),
            text=row["text"],
            title=row["title"] or "",
            source=row["source"],
            published=date.fromisoformat(row["date"][:10]) if row["date"] else None,
        )
        for row in rows
    ]


def ingested(articles):
    annotator, store = Annotator(load_lexicon()), Store.create()
    for first in range(0, len(articles), 250):
        store.append(annotator.annotate(articles[first : first + 250]))
    store.finish()
    return store


def test_a_filtered_corpus_counts_as_the_subset_alone(articles, monkeypatch):
    chosen = Selection(sources=SOURCES, date_from=date(2020, 1, 9), date_to=date(2025, 8, 20), undated=False)
    subset = [
        article
        for article in articles
        if article.source in SOURCES
        and article.published
        and chosen.date_from <= article.published <= chosen.date_to
    ]
    assert 100 < len(subset) < len(articles) / 3
    monkeypatch.setattr(cubes, "CUBES_FROM", len(articles))
    with ingested(articles) as whole, ingested(subset) as alone:
        assert cover(whole, chosen) is not None and cover(alone, Selection()) is None
        for name, question in QUESTIONS.items():
            found, wanted = question(whole, chosen), question(alone, Selection())
            pd.testing.assert_frame_equal(found, wanted, check_dtype=False, obj=name)
