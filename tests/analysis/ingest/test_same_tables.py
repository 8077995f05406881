"""The quick ways to the tables yield what the plain ones do, on real news where it is at hand."""

import gzip
import json
from itertools import islice

import pandas as pd
import pytest

from analysis import keyed
from analysis.annotate import annotate
from analysis.annotate.annotate import Annotator
from analysis.corpus import Document
from analysis.language.lemma import lemma
from analysis.language.normalise import match_key
from analysis.language.stopwords import stop_tier
from analysis.language.tokens import tokenise
from analysis.lexicon.reader import load_lexicon
from analysis.store import known
from analysis.store.finish import TABLES
from analysis.store.store import Store
from tests.shared import shared

# Rows of the store by table and reading of the hyphen, and the same counted by looking for distinct ones.
FLAGS = """
SELECT {unit}, {what}, count(*) FILTER ({flag}) AS n FROM {table} JOIN form USING (form) WHERE {rows}
GROUP BY ALL ORDER BY ALL
"""
DISTINCT = (
    "SELECT DISTINCT {unit}, {what}, 1 AS n FROM {table} JOIN form USING (form) WHERE {rows} ORDER BY ALL"
)
OUTSIDE = """(SELECT t.* FROM token t WHERE NOT EXISTS (
    FROM compound c
    WHERE c.document = t.document AND t.position BETWEEN c.position AND c.position + c.parts - 1)
    UNION ALL BY NAME SELECT document, sentence, form, kind FROM compound)"""
COUNTED = "kind IN ('body', 'heading')"


@pytest.fixture(scope="module")
def news():
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 300)]
    return [
        Document(row["id"], row["text"], row["title"] or "", title_guessed=not row["title"]) for row in rows
    ]


@pytest.fixture(scope="module")
def store(news):
    annotator, store = Annotator(load_lexicon()), Store.create()
    for first in range(0, len(news), 120):
        store.append(annotator.annotate(news[first : first + 120]))
    return store


def test_rows_depend_on_no_earlier_batch(news):
    lexicon = load_lexicon()
    warm = Annotator(lexicon)
    warm.annotate(news[100:])
    one, other = warm.annotate(news[:100]), Annotator(lexicon).annotate(news[:100])
    for name, table in one.tables().items():
        assert table.equals(other.tables()[name]), name


def test_a_store_is_the_same_however_little_is_known_at_a_time(news, monkeypatch, tmp_path):
    lexicon = load_lexicon()
    stores = [Store.create(), Store.create(tmp_path / "little.duckdb")]
    plain = Annotator(lexicon)
    for first in range(0, len(news), 50):
        stores[0].append(plain.annotate(news[first : first + 50]))
    monkeypatch.setattr(keyed, "MOST", 700)
    monkeypatch.setattr(annotate, "MOST_FORMS", 5_000)
    monkeypatch.setattr(known, "MOST_NUMBERS", 2_000)
    little, marks = Annotator(lexicon), set()
    for first in range(0, len(news), 50):
        batch = little.annotate(news[first : first + 50])
        marks.add(batch.numbers.annotator)
        stores[1].stage(batch)
        if first == 100:  # what it knows is read anew from what waits
            stores[1].close()
            stores[1] = Store.open(tmp_path / "little.duckdb", read_only=False)
    assert 1 < len(marks) < 6
    for one in stores:
        one.finish()
    for table in ("form", "term", *TABLES):
        one, other = (store.query(f"SELECT * FROM {table} ORDER BY ALL") for store in stores)
        pd.testing.assert_frame_equal(
            one.drop(columns="added_at", errors="ignore"), other.drop(columns="added_at", errors="ignore")
        )


def test_tokens_are_those_of_the_plain_rule(news, store):
    plain = [
        (name, *span) for name, text in ((one.name, one.text) for one in news) for span in tokenise(text)
    ]
    found = store.query(
        'SELECT name, start, "end" FROM token JOIN document USING (document) ORDER BY name, start'
    )
    assert list(found.itertuples(index=False, name=None)) == sorted(plain)


@pytest.mark.parametrize("what", ["form", "term"])
@pytest.mark.parametrize("unit", ["sentence", "document"])
@pytest.mark.parametrize(("quick", "plain"), [("split_row", "token"), ("joined_row", OUTSIDE)])
def test_flags_are_set_once_in_each_unit(store, what, unit, quick, plain):
    rows = COUNTED if unit == "document" else "TRUE"
    columns = "document, sentence, kind::VARCHAR AS kind" if unit == "sentence" else "document"
    flag = f"{what}_in_{unit}"
    found = store.query(FLAGS.format(unit=columns, what=what, flag=flag, table=quick, rows=rows))
    wanted = store.query(DISTINCT.format(unit=columns, what=what, table=f"{plain} w", rows=rows))
    assert len(wanted) > 1000
    assert found.astype(wanted.dtypes).equals(wanted)


def test_parts_of_compounds_are_told(store):
    found = store.query("SELECT count(*) AS n FROM token_row WHERE flags >= 16")["n"].iloc[0]
    assert found == store.query("SELECT sum(parts) AS n FROM compound")["n"].iloc[0] > 100


def test_forms_say_what_the_language_says(store):
    rows = store.query("SELECT f.text, f.key, t.key AS term, t.stop FROM form f JOIN term t USING (term)")
    protected = load_lexicon().protected
    for row in rows.sample(400, random_state=1).itertuples():
        tier = stop_tier(row.text)
        base = row.text if tier else lemma(row.text, protected=protected)
        stop = tier or stop_tier(base)
        assert (row.key, row.term) == (match_key(row.text), match_key(base)), row.text
        assert (row.stop if isinstance(row.stop, str) else None) == stop, row.text


def test_types_are_the_distinct_forms_of_a_document(store):
    plain = store.query(
        "SELECT document, count(*) AS n, count(DISTINCT form) AS types FROM token GROUP BY 1 ORDER BY 1"
    )
    quick = store.query("SELECT document, tokens AS n, types FROM document ORDER BY 1")
    assert quick.astype(plain.dtypes).equals(plain)
