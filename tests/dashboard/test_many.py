"""Where there are too many articles to list: sheets of them, and a search for some."""

import pytest

from dashboard import catalogue, choosing, parts
from tests.dashboard.test_corpora import goto
from tests.dashboard.test_pages import B, words


@pytest.fixture
def many(tmp_path, monkeypatch):
    """Seven articles, where two are too many to list and three fill a sheet."""
    rows = "".join(f"बैठक ग{n},रूस ने {n} बार बात की। भारत में बैठक {n} हुई।\n" for n in range(1, 8))
    (tmp_path / "news.csv").write_text("title,text\n" + rows, encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "news.csv"))
    monkeypatch.setattr(choosing, "LISTED", 2)
    monkeypatch.setattr(choosing, "OFFERED", 4)
    monkeypatch.setattr(parts, "SHEET", 3)
    monkeypatch.setattr(catalogue, "SHEET", 3)


def listed(app):
    """Return the titles of the last table of articles."""
    table = app.dataframe[-1].value
    return table["शीर्षक" if "शीर्षक" in table else "title"].tolist()


@pytest.mark.parametrize("page", ["overview", "corpus"])
def test_articles_stand_in_sheets(open_page, many, page):
    assert listed(open_page(page)) == ["बैठक ग1", "बैठक ग2", "बैठक ग3"]


def test_the_list_of_the_corpus_can_be_searched(open_page, many):
    app = open_page("corpus")
    app.text_input(key="corpus.find").set_value("बैठक ग6").run()
    assert listed(app) == ["बैठक ग6"]


def test_an_article_is_found_and_read(open_page, many):
    app = open_page("read")
    assert app.selectbox(key="read.name").options == ["बैठक ग1 · news-2"]  # something to read, not a void
    app.text_input(key="read.find").set_value("बैठक ग5").run()
    assert "बैठक ग5 · news-6" in app.selectbox(key="read.name").options
    app.selectbox(key="read.name").set_value("news-6").run()
    assert app.query_params["name"] == "news-6" and not app.warning
    app.text_input(key="read.find").set_value("बैठक").run()  # the one that is open stays on offer
    assert len(app.selectbox(key="read.name").options) == 5
    assert "7 लेख मिले, पहले 4" in words(app)


def test_a_filter_s_article_is_found_and_stays(open_page, many):
    app = open_page("overview")
    assert "f_documents" not in [one.key for one in app.multiselect]
    app.text_input(key="f_documents_find").set_value("बैठक ग7").run()
    app.multiselect(key="f_documents").set_value(["news-8"]).run()
    assert app.query_params["doc"] == "news-8"
    app.text_input(key="f_documents_find").set_value("").run()
    assert app.multiselect(key="f_documents").value == ["news-8"]
    assert listed(app) == ["बैठक ग7"]
    goto(app, "terms")
    assert app.multiselect(key="f_documents").value == ["news-8"]


def test_few_articles_are_listed_without_a_search(open_page):
    app = open_page("read")
    assert "read.find" not in [one.key for one in app.text_input]
    assert B in " ".join(app.selectbox(key="read.name").options)
