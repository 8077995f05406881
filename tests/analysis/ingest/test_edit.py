"""A document changed or taken out: every number is that of a corpus read so from the start."""

import shutil
from datetime import date

import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.errors import StoreError
from analysis.ingest import remove_documents, update_document
from analysis.ingest.edit import changed
from analysis.lexicon.reader import load_lexicon
from analysis.measures.documents import documents, totals
from analysis.measures.frequency import term_frequency
from analysis.measures.mentions import each_mention
from analysis.store.finish import TABLES
from analysis.store.store import Store

TEXTS = {
    "a": "(मानवी मीडिया) : विदेश मंत्री जयशंकर ने मॉस्को में बैठक की। रूस ने स्वागत किया।",
    "b": "भारत और रूस के संबंध\n\nराष्ट्रपति पुतिन भारत आए। ब्रह्मोस पर चर्चा हुई।",
    "c": "अमेरिका ने बैठक की। बैठक में भारत भी था।",
}
DATES = {"a": date(2025, 8, 21), "b": None, "c": date(2024, 1, 5)}


@pytest.fixture(scope="module")
def annotator():
    return Annotator(load_lexicon())


@pytest.fixture(scope="module")
def made(annotator, tmp_path_factory):
    path = tmp_path_factory.mktemp("edit") / "made.duckdb"
    make(annotator, path=path).close()
    return path


@pytest.fixture
def store(made, tmp_path):
    """The three documents, to be changed."""
    copy = shutil.copy(made, tmp_path)
    with Store.open(copy, read_only=False) as store:
        yield store


def make(annotator, without=(), path=None, **given):
    made = Store.create(path)
    rows = {name: {"published": day, "published_precision": day and "day"} for name, day in DATES.items()}
    rows = {name: row for name, row in rows.items() if name not in without}
    read = [Document(name, TEXTS[name], **(row | given.get(name, {}))) for name, row in rows.items()]
    made.append(annotator.annotate(read))
    made.finish()
    return made


def rows(store):
    """Every row that belongs to documents, ids of forms and entities as words, the time of adding out."""
    words = {row.form: row.text for row in store.query("SELECT form, text FROM form").itertuples()}
    codes = {row.entity: row.code for row in store.query("SELECT entity, code FROM entity").itertuples()}
    found = {}
    for table in TABLES:
        frame = store.query(f"SELECT * FROM {table} ORDER BY ALL").drop(columns="added_at", errors="ignore")
        if "form" in frame:
            frame["form"] = frame["form"].map(words)
        if "entity" in frame:
            frame["entity"] = frame["entity"].map(codes)
        found[table] = sorted(map(str, frame.astype(object).where(frame.notna(), None).values.tolist()))
    return found


def test_a_new_date_makes_the_corpus_that_had_it_from_the_start(annotator, store):
    with make(annotator, b={"published": date(2024, 6, 1), "published_precision": "day"}) as other:
        update_document(store, annotator, "b", {"published": "2024-06-01"})
        assert documents(store, Selection())["name"].tolist() == ["c", "b", "a"]
        assert rows(store) == rows(other)
        assert totals(store, Selection(undated=False, date_from=date(2024, 5, 1))).iloc[0]["documents"] == 2


def test_a_date_set_by_hand_is_given_and_one_taken_away_is_nobody_s(annotator):
    dated = {"published": date(2024, 6, 1), "published_precision": "day", "published_origin": "text"}
    with make(annotator, b=dated) as store:

        def origins():
            found = documents(store, Selection())
            return dict(zip(found["name"], found["published_origin"].fillna(""), strict=True))

        assert origins() == {"a": "given", "b": "text", "c": "given"}
        update_document(store, annotator, "b", {"title": "शीर्षक"})
        assert origins()["b"] == "text"
        update_document(store, annotator, "b", {"published": "2024-06-02"})
        update_document(store, annotator, "a", {"published": None})
        assert origins() == {"a": "", "b": "given", "c": "given"}


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("1999-01-01", "1999-01-01", "day"),
        ("1/2/1999", "1999-02-01", "day"),
        ("31 जनवरी 1999", "1999-01-31", "day"),
        ("३१.१.१९९९", "1999-01-31", "day"),
        ("1999-02", "1999-02-01", "month"),
        ("1999", "1999-01-01", "year"),
        ("1800-01-01", "1800-01-01", "day"),
        ("2100-12-31", "2100-12-31", "day"),
        (" – ", None, None),
        ("", None, None),
    ],
)
def test_a_date_is_kept_as_it_was_typed(typed, day, precision):
    document = Document("a", TEXTS["a"], published=date(2025, 8, 21), published_precision="day")
    new = changed(document, {"published": typed})
    assert (new.published and new.published.isoformat(), new.published_precision) == (day, precision)
    assert new.published_origin == (day and "given")


def test_each_field_is_kept_and_is_no_guess_any_more(annotator, store):
    changes = {"title": " मॉस्को  में बैठक ", "source": "जागरण", "url": "https://x.in/a", "language": "mr"}
    update_document(store, annotator, "a", changes)
    row = documents(store, Selection(documents=("a",))).iloc[0]
    assert (row["title"], row["title_guessed"]) == ("मॉस्को में बैठक", False)
    assert (row["source"], row["source_guessed"], row["language"]) == ("जागरण", False, "mr")
    assert store.query("SELECT url FROM document WHERE name = 'a'")["url"].iloc[0] == "https://x.in/a"


def test_taking_away_brings_back_the_guess(annotator, store):
    before = documents(store, Selection(documents=("a",))).iloc[0]
    assert before["title_guessed"] and before["source"] == "मानवी मीडिया"
    update_document(store, annotator, "a", {"title": "क", "source": "ख", "published": "2025-01-01"})
    update_document(store, annotator, "a", {"title": "", "source": None, "published": None})
    after = documents(store, Selection(documents=("a",))).iloc[0]
    assert after["published"] != after["published"]  # undated
    assert after[["title", "title_guessed", "source", "source_guessed"]].equals(
        before[["title", "title_guessed", "source", "source_guessed"]]
    )


def test_removing_leaves_the_corpus_that_never_had_it(annotator, store):
    with make(annotator, without=("b",)) as other:
        remove_documents(store, ["b"])
        assert rows(store) == rows(other)
        assert (
            term_frequency(store, Selection())["term"].tolist()
            == term_frequency(other, Selection())["term"].tolist()
        )
        assert "brahmos" not in set(each_mention(store, Selection())["entity"])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("published", "31.2.2024", "store.date"),
        ("published", "0001-01-01", "store.date"),
        # What a browser's own box for dates makes of a typed 1999-01-01.
        ("published", "+090101-12-09T00:00:00.000Z", "store.date"),
        ("published", "90101-12-09", "store.date"),
        ("published", "1999-01-012", "store.date"),
        ("published", "1/13/1999", "store.date"),
        ("published", "1/1/99", "store.date"),
        ("published", "कल", "store.date"),
        ("url", "javascript:alert(1)", "store.address"),
        ("url", "http://[", "store.address"),
        ("url", "https://", "store.address"),
        ("language", "xx", "store.language"),
        ("text", "अन्य", "store.field"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(annotator, field, value, code, store):
    before = rows(store)
    with pytest.raises(StoreError) as caught:
        update_document(store, annotator, "a", {"title": "नया", field: value})
    assert caught.value.code == code
    assert all(value in caught.value.message(language) for language in ("hi", "en")) or field == "text"
    assert rows(store) == before


def test_an_unknown_document_is_told(annotator, store):
    for change in (
        lambda: update_document(store, annotator, "z", {}),
        lambda: remove_documents(store, ["z"]),
    ):
        with pytest.raises(StoreError, match="no article of this name"):
            change()


def test_a_replacement_that_fails_leaves_the_old_one(annotator, store):
    before = rows(store)
    batch = annotator.annotate([Document("c", TEXTS["a"])])  # the name of another document
    with pytest.raises(StoreError, match="already"):
        store.replace("a", batch)
    assert rows(store) == before
