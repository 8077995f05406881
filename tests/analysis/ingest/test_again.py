"""Names that a reader adds: only articles that hold their words are read again; every number is right."""

import gzip
import json

import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.ingest.again import BATCH, documents_holding, read_again
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow
from analysis.measures.cooccurrence import cooccurrence
from analysis.measures.frequency import term_frequency
from analysis.measures.mentions import each_mention, mentions, mentions_by_class, not_found
from analysis.measures.search import search
from analysis.store import cover, cubes
from analysis.store.corrected import CorrectedStore, Span
from analysis.store.store import Store
from tests.shared import shared

ALL, TAKEN = Selection(), 160
EVERYWHERE = Selection(kinds=("body", "heading", "byline", "junk"))
ROWS = (
    UserRow("form", 1, "user_court", "उच्चतम न्यायालय", "organisation", ("सुप्रीम कोर्ट", "Supreme Court")),
    UserRow("form", 2, "mod_in", "रक्षा मंत्रालय", "organisation", ("सेना मुख्यालय",)),
    UserRow("form", 3, "user_police", "पुलिस", "organisation", ("पुलिस",)),
)
TABLES = (
    "mention", "statement", "reference", "quantity", "time_expression", "happening", "act", "quotation",
    "candidate",
)  # fmt: skip


def articles():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for _, line in zip(range(TAKEN), lines, strict=False):
            row = json.loads(line)
            yield Document(row["id"], row["text"], title=row["title"] or "", source=row["source"])


def filled(lexicon, documents):
    store = Store.create()
    annotator = Annotator(lexicon)
    for first in range(0, len(documents), BATCH):
        store.append(annotator.annotate(documents[first : first + BATCH]))
    store.note(lexicon=lexicon.version, rules="r")
    store.finish()
    return store


@pytest.fixture(scope="module")
def stores():
    """The news as shipped, and as a whole annotation by the reader's lexicon makes it, with count tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cubes, "CUBES_FROM", 0)
        documents = list(articles())
        base, whole = (filled(one, documents) for one in (load_lexicon(), load_lexicon().extended(ROWS)))
        yield base, whole
        base.close()
        whole.close()


@pytest.fixture(scope="module")
def again(stores):
    made = read_again(stores[0], ROWS)
    yield made
    made.forget()


def rows_of(store, table):
    named = f"SELECT d.name, x.* EXCLUDE (document) FROM {table} x JOIN document d USING (document)"
    rows = store.query(named)
    codes = dict(store.query("SELECT entity, code FROM entity").itertuples(index=False))
    for name in {"entity", "entities", "speakers"} & set(rows.columns):
        rows[name] = [
            codes[one] if name == "entity" else " ".join(sorted(codes[int(each)] for each in one))
            for one in rows[name]
        ]
    return sorted(map(str, rows.itertuples(index=False)))


def the_same(one, other):
    """Compare tables whose ties are parted by ids that two stores need not share."""
    names = list(one.columns)
    one, other = (table.sort_values(names).reset_index(drop=True) for table in (one, other))
    return one.astype(str).equals(other.astype(str))


@pytest.mark.parametrize("table", TABLES)
def test_what_the_rules_find_is_what_a_whole_annotation_finds(stores, again, table):
    assert rows_of(again, table) == rows_of(stores[1], table)
    if table in ("mention", "statement"):
        assert rows_of(again, table) != rows_of(stores[0], table), "the rows change something"


def test_only_the_articles_with_the_words_are_read(stores, again):
    base = stores[0]
    texts = base.texts(range(TAKEN))
    words = ("सुप्रीम", "न्यायालय", "मुख्यालय", "पुलिस")
    expected = {document for document, text in texts.items() if any(word in text for word in words)}
    found = set(documents_holding(base, ROWS))
    assert found <= expected and again.reread == len(found) < TAKEN / 2
    assert {document for document, text in texts.items() if "पुलिस " in text} <= found


@pytest.mark.parametrize(
    ("measure", "options"),
    [(mentions, {}), (mentions, {"kinds": ("organisation",)}), (mentions_by_class, {}), (not_found, {}),
     (mentions_by_class, {"kinds": ("organisation",)}), (cooccurrence, {"unit": "document"}),
     (cooccurrence, {"unit": "paragraph", "min_count": 2}), (cooccurrence, {})],
)  # fmt: skip
@pytest.mark.parametrize("sources", [(), "one"])
def test_the_count_tables_are_right(stores, again, measure, options, sources):
    if sources:
        sources = tuple(stores[0].query("SELECT mode(source) AS s FROM document")["s"])
    selection = Selection(sources=sources)
    assert cover.cover(again, selection) is not None, "answered by the count tables"
    assert the_same(measure(again, selection, **options), measure(stores[1], selection, **options))


def test_words_stay_and_the_new_name_is_found(stores, again):
    assert term_frequency(again, ALL, limit=50).equals(term_frequency(stores[0], ALL, limit=50))
    found, expected = (search(store, ALL, "supreme court") for store in (again, stores[1]))
    assert found.entities == expected.entities == ("user_court",) and found.count == expected.count
    assert again.about["lexicon"] == stores[1].about["lexicon"] != stores[0].about["lexicon"]


def layers(store):
    return len(store.query("SELECT * FROM duckdb_databases() WHERE database_name LIKE 'layer_%'"))


def test_nothing_of_it_stays_in_the_store(stores):
    base = stores[0]
    before, laid = mentions(base, ALL), layers(base)
    made = read_again(base, ROWS)
    assert layers(base) == laid + 1
    made.forget()
    assert mentions(base, ALL).equals(before) and layers(base) == laid


def test_it_tells_how_far_it_is_and_stops(stores):
    told = []

    def tell(done, of):
        told.append((done, of))
        if len(told) == 2:
            raise KeyboardInterrupt

    laid = layers(stores[0])
    with pytest.raises(KeyboardInterrupt):
        read_again(stores[0], ROWS, progress=tell)
    assert told == [(0, told[0][1]), (BATCH, told[0][1])] and told[0][1] > BATCH
    assert layers(stores[0]) == laid


@pytest.mark.parametrize("below", ["store", "read again"])
def test_struck_out_hits_leave_the_count_tables(stores, again, below, monkeypatch):
    base = stores[0] if below == "store" else again
    every = each_mention(base, EVERYWHERE, how=("name", "role", "reference", "adjective"))
    some = every.sample(120, random_state=7)
    struck = [Span(row.name, row.start, row.end, row.entity) for row in some.itertuples()]
    after = CorrectedStore(base, struck)
    assert after.found == 120
    measures = [(mentions, {}), (mentions_by_class, {})]
    measures += [(cooccurrence, {}), (cooccurrence, {"unit": "document"})]
    quick = [measure(after, ALL, **options) for measure, options in measures]
    monkeypatch.setattr(cover, "has_cubes", lambda store: False)
    slow = [measure(after, ALL, **options) for measure, options in measures]
    assert all(map(the_same, quick, slow))
    named = some[(some["how"] == "name") & some["segment"].str.match("[SH]")]
    assert quick[0]["count"].sum() <= mentions(base, ALL)["count"].sum() - len(named)
    after.forget()
