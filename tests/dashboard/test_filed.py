"""Downloads of a corpus of which not all is counted say so, where a reader of the file alone sees it."""

from types import SimpleNamespace

import pytest

from analysis.errors import StoreError
from dashboard import evidence, filed
from dashboard.own import OwnCorpus
from tests.dashboard.test_corpora import finish, goto
from tests.dashboard.test_own import INPUTS


@pytest.fixture
def made(monkeypatch):
    """What the downloads of the last page are called → what makes them."""
    made = {}
    monkeypatch.setattr(evidence, "in_session", lambda make: make)
    draw = evidence.st.download_button

    def download_button(label, data, name, *given, **options):
        made[name] = data
        return draw(label, data, name, *given, **options)

    monkeypatch.setattr(evidence.st, "download_button", download_button)
    return made


@pytest.fixture
def stopped(open_page, monkeypatch):
    """The corpus page after the loading of three files was stopped behind the first."""
    with monkeypatch.context() as patch:
        patch.setattr("dashboard.loading.GROUP_CHARACTERS", 1)
        patch.setattr(OwnCorpus, "added", lambda self, documents: self.job.stop())
        app = open_page("corpus")
        app.file_uploader[0].set_value([(one.name, one.data, "text/plain") for one in INPUTS]).run()
        app.button(key="corpus.start.0").click().run()
        app = finish(app)
    yield app
    app.session_state["_own"].close()


def of_terms(app, made):
    goto(app, "overview")
    app.session_state["terms_ranking_open"] = True
    made.clear()
    goto(app, "terms")
    return sorted(name.removeprefix("vimarsh-terms-") for name in made)


def test_downloads_say_that_articles_are_missing_until_all_are_counted(stopped, made):
    (mine,) = stopped.session_state["_own"].corpora.values()
    partial = ["ranking-partial.csv", "ranking-partial.html", "ranking-partial.svg"]
    assert set(partial) <= set(of_terms(stopped, made))
    for kind in ("svg", "html"):
        assert "मिले 3 लेखों में से 1 इन" in made[f"vimarsh-terms-ranking-partial.{kind}"]().decode()
    mine.job.start()
    whole = of_terms(finish(goto(stopped, "corpus")), made)
    assert {name.replace("-partial", "") for name in partial} <= set(whole)
    assert not [name for name in whole if "partial" in name]


def test_a_corrected_table_says_it_inside_the_zip_too(stopped, made, monkeypatch):
    monkeypatch.setattr(evidence.amended, "number", lambda: 1)
    monkeypatch.setattr(evidence.amended, "note", lambda: "")
    monkeypatch.setattr(evidence.amended, "effect", dict)
    assert "ranking-corrected-partial.zip" in of_terms(stopped, made)
    packed = {}
    monkeypatch.setattr(evidence.amended, "bundled", lambda name, table: packed.setdefault(name, table))
    made["vimarsh-terms-ranking-corrected-partial.zip"]()
    assert list(packed) == ["terms-ranking-partial"]


@pytest.mark.parametrize(("code", "partial"), [("store.unfinished", 1), ("store.begun", 1), ("x", 0)])
def test_a_store_whose_ingest_was_stopped_says_it_too(monkeypatch, code, partial):
    problem = StoreError(code, path="/srv/news/my.duckdb", number="7")
    opened = SimpleNamespace(own=None, problems=(problem,))
    monkeypatch.setattr(filed.data, "corpus", lambda: opened)
    assert filed.stem("terms", "terms") == "vimarsh-terms-terms" + "-partial" * partial
    assert ("my.duckdb" in filed.note()) == bool(partial) and "/srv" not in filed.note()


def test_while_an_upload_runs_the_note_says_how_many_are_counted(monkeypatch):
    opened = SimpleNamespace(own=SimpleNamespace(busy=True, documents=4), problems=())
    monkeypatch.setattr(filed.data, "corpus", lambda: opened)
    assert filed.stem("read", "lines").endswith("-partial") and "4" in filed.note()
