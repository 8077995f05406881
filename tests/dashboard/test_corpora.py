"""A reader's own articles: in, seen, changed, out; nobody else's; and links to corpora that are not here."""

import time
from datetime import date
from pathlib import Path

import pytest

from dashboard import own
from dashboard.loading import Input
from dashboard.own import Own, OwnCorpus
from tests.dashboard.test_pages import bars, words

RUSSIA = "रूस ने भारत से बात की। रूस में बैठक हुई।"
AMERICA = "अमेरिका ने ब्रह्मोस पर बात की।"
TABLE = "शीर्षक,लेख,दिनांक\nपहला,भारत में बैठक होगी।,2025-01-05\nदूसरा,भारत में बैठक होगी।,2025-02-07\n"
INPUTS = [Input("a.txt", RUSSIA.encode()), Input("b.txt", AMERICA.encode()), Input("t.csv", TABLE.encode())]


@pytest.fixture
def mine():
    corpus = OwnCorpus("मेरे")
    yield corpus
    corpus.close()


def load(corpus, *inputs):
    corpus.load(list(inputs))
    corpus.job.wait()
    assert corpus.job.progress.state == "done", corpus.job.progress
    return [(row.path, row.status, row.documents) for row in corpus.report]


def count(corpus, word):
    sql = "SELECT count(*) AS n FROM token_row JOIN form USING (form) WHERE text = $word"
    return int(corpus.store.query(sql, {"word": word})["n"].iloc[0])


def test_inputs_become_documents_and_each_is_told_of(mine):
    assert load(mine, *INPUTS) == [
        ("a.txt", "loaded", 1), ("b.txt", "loaded", 1), ("t.csv", "loaded", 1), ("t.csv", "duplicate", 0),
    ]  # fmt: skip
    now = mine.job.progress
    assert (now.documents, now.inputs, now.share) == (3, 3, 1.0)
    assert mine.documents == 3 and count(mine, "रूस") == 2


def test_one_bad_input_never_stops_the_rest(mine):
    told = load(
        mine, Input("x.txt", b"\xff\xfe\xfdab"), Input("e.txt", b""), Input("p.png", b"\x89PNG"), INPUTS[0]
    )
    assert [status for _, status, _ in told] == ["wrong_encoding", "no_text", "refused", "loaded"]


def test_a_second_load_adds_and_knows_what_is_there(mine):
    load(mine, INPUTS[0])
    assert load(mine, *INPUTS[:2])[1:] == [("a.txt", "duplicate", 0), ("b.txt", "loaded", 1)]
    assert mine.documents == 2


def test_a_file_in_a_wrong_encoding_is_read_again_in_its_place(mine):
    load(
        mine,
        Input("u.txt", RUSSIA.encode("utf-16-le")[:-1] + b"\x00\x81"),
        Input("w.txt", b"caf\xe9 \xe9t\xe9"),
        INPUTS[1],
    )
    assert "w.txt" in mine.again
    mine.read_again("w.txt", "windows-1252")
    mine.job.wait()
    rows = {row.path: row.status for row in mine.report}
    assert rows["w.txt"] == "not_hindi" and "w.txt" not in mine.again
    assert sum(row.path == "w.txt" for row in mine.report) == 1


def test_pasted_text_keeps_what_is_said_of_it(mine):
    load(mine, Input("", pasted=RUSSIA, title="शीर्षक", source=" जागरण ", published=date(2025, 3, 1)))
    row = mine.store.query("SELECT title, title_guessed, source, published FROM document").iloc[0]
    assert row["title"] == "शीर्षक" and not row["title_guessed"] and row["source"] == "जागरण"
    assert row["published"].date() == date(2025, 3, 1)


def test_columns_that_the_reader_told_are_taken(mine):
    table = "क,ख\nरूस ने बात की।,भारत ने बात की।\n".encode()
    load(mine, Input("t.csv", table, columns=(("text", "ख"), ("title", "क"))))
    assert (count(mine, "भारत"), count(mine, "रूस")) == (1, 0)


def test_stopped_and_gone_on_with_gives_the_whole(mine, monkeypatch):
    monkeypatch.setattr("dashboard.loading.GROUP_CHARACTERS", 40)
    rows = "".join(f"बैठक {number} हुई और रूस आया।,2025-01-01\n" for number in range(60))
    mine.load([Input("t.csv", ("text,date\n" + rows).encode())])
    while mine.job.progress.documents < 3:
        time.sleep(0.005)
    mine.job.stop()
    mine.job.wait()
    stopped = mine.job.progress
    assert stopped.state == "stopped" and 3 <= stopped.documents == mine.documents < 60
    assert sum(row.documents for row in mine.report) == mine.documents
    mine.job.start()
    mine.job.wait()
    assert mine.job.progress.state == "done" and mine.documents == 60 == count(mine, "रूस")


def test_every_change_makes_another_build(mine):
    seen = [mine.build]
    load(mine, *INPUTS)
    seen.append(mine.build)
    mine.update("b", {"published": "2025-05-05"})
    seen.append(mine.build)
    mine.remove(["a"])
    seen.append(mine.build)
    assert len(set(seen)) == 4
    assert count(mine, "रूस") == 0


def test_a_corpus_is_deleted_with_its_folder(mine):
    load(mine, INPUTS[0])
    folder = Path(mine.store.path).parent
    assert folder.exists()
    mine.close()
    assert not folder.exists()


def test_a_reader_who_is_gone_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(own, "GRACE", 0.05)
    corpora = Own()
    folder = Path(corpora.make("क").store.path).parent
    corpora.leave()
    corpora.stay()  # back within the time of grace
    time.sleep(0.2)
    assert folder.exists()
    corpora.leave()
    time.sleep(0.5)
    assert not folder.exists() and not corpora.corpora


def test_codes_cannot_be_guessed_and_names_differ():
    corpora = Own()
    made = [corpora.make("क") for _ in range(3)]
    assert [one.name for one in made] == ["क", "क 2", "क 3"]
    assert len({one.code for one in made}) == 3 and all(len(one.code) >= 20 for one in made)
    corpora.close()


def finish(app):
    """Wait for the worker, then run once more."""
    for corpus in app.session_state["_own"].corpora.values():
        corpus.job.wait()
    return app.run()


@pytest.fixture
def uploaded(open_page):
    """The corpus page after three files were dropped and read."""
    app = open_page("corpus")
    files = [(one.name, one.data, "text/plain") for one in INPUTS]
    app.file_uploader[0].set_value(files).run()
    app.button(key="corpus.start.0").click().run()
    yield finish(app)
    app.session_state["_own"].close()


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


def goto(app, page):
    app.switch_page(f"views/{page}.py")
    return app.run()


def test_dropped_files_are_the_corpus_of_every_page(uploaded):
    assert not uploaded.exception and not uploaded.error
    assert "नए लेख: 3" in uploaded.success[0].value
    assert uploaded.query_params["corpus"].startswith("own-")
    assert metrics(goto(uploaded, "overview"))["लेख"] == "3"
    assert bars(goto(uploaded, "terms"))["रूस"] == 2


def test_the_lists_tell_where_a_date_came_from(open_page):
    files = [
        ("i.txt", "इंदौर, 16 जुलाई 2025: भारत ने कहा है।".encode(), "text/plain"),
        ("h.html", '<meta name="date" content="2025-07-15"><p>रूस ने कहा है।</p>'.encode(), "text/html"),
        (INPUTS[0].name, INPUTS[0].data, "text/plain"),
    ]
    app = open_page("corpus")
    app.file_uploader[0].set_value(files).run()
    app.button(key="corpus.start.0").click().run()
    finish(app)
    told = {"i": "लेख के पाठ में", "h": "वेब-पन्ने के मेटाडेटा में", "a": None}
    for page in ("corpus", "overview"):
        tables = (table.value for table in goto(app, page).dataframe)
        listed = next(table for table in tables if {"published_origin", "तिथि कहाँ से"} & {*table.columns})
        name, origin = ("name", "published_origin") if page == "corpus" else ("लेख", "तिथि कहाँ से")
        origins = dict(zip(listed[name], listed[origin], strict=True))
        assert {one: None if value != value else value for one, value in origins.items()} == told
    app = goto(app, "read")
    app.selectbox(key="read.name").set_value("i").run()
    assert "तिथि: 16.7.2025 (लेख के पाठ में)" in words(app)
    app.session_state["_own"].close()


def test_a_document_changed_and_removed_changes_the_numbers(uploaded):
    app = uploaded
    app.selectbox(key="corpus.one_name").set_value("b").run()
    app.main.date_input[-1].set_value(date(2025, 6, 1))
    next(button for button in app.button if button.label == "सहेजें").click().run()
    assert not app.exception and not app.error
    assert metrics(goto(app, "overview"))["तिथि वाले"] == "2"
    app = goto(app, "corpus")
    app.selectbox(key="corpus.one_name").set_value("a").run()
    app.button(key="corpus.remove_one").click().run()
    assert "· a" in app.warning[0].value  # it asks, and names what goes
    app.button(key="corpus.remove_one_no").click().run()
    assert not app.warning and metrics(goto(app, "overview"))["लेख"] == "3"
    app = goto(app, "corpus")
    app.selectbox(key="corpus.one_name").set_value("a").run()
    app.button(key="corpus.remove_one").click().run()
    app.button(key="corpus.remove_one_yes").click().run()
    assert metrics(goto(app, "overview"))["लेख"] == "2"
    assert "रूस" not in bars(goto(app, "terms"))


def test_a_question_is_about_what_is_chosen_now(uploaded):
    app = uploaded
    app.selectbox(key="corpus.one_name").set_value("a").run()
    app.button(key="corpus.remove_one").click().run()
    app.selectbox(key="corpus.one_name").set_value("b").run()
    assert not app.warning  # asked about a, not about b
    app.button(key="corpus.remove_one").click().run()
    assert "· b" in app.warning[0].value


def test_the_whole_corpus_goes_only_after_a_question(uploaded):
    app = uploaded
    app.button(key="corpus.drop").click().run()
    assert "मेरे लेख" in app.warning[0].value and "3 लेख" in app.warning[0].value
    assert len(app.session_state["_own"].corpora) == 1
    app.button(key="corpus.drop_yes").click().run()
    assert not app.exception and not app.session_state["_own"].corpora
    assert "corpus" not in app.query_params


def test_ticked_articles_go_only_after_a_question_that_names_them(uploaded):
    app = uploaded
    app.session_state["_corpus_marked"] = {"a", "b"}
    app.run()
    app.button(key="corpus.remove").click().run()
    said = app.warning[0].value
    assert "· a" in said and "· b" in said and "2 लेख" in said
    app.button(key="corpus.remove_yes").click().run()
    assert metrics(goto(app, "overview"))["लेख"] == "1"


def test_what_the_counts_set_aside_is_told_and_can_be_counted(open_page):
    app = open_page("corpus")
    app.session_state["corpus.cleaning"] = True
    app.run()
    table = next(one.value for one in app.dataframe if "जैसा छपा था" in one.value)
    assert table.drop(columns="लेख").values.tolist() == [
        ["बेकार पंक्ति", 1, 0, "×"],
        ["न टूटने वाला रिक्त स्थान (NBSP)", 3, 0, ""],
        ["लेखक-पंक्ति या एजेंसी", 1, 2, "मानवी मीडिया"],
    ]
    app.button(key="corpus.cleaning_undo").click().run()
    assert app.query_params["kind"] == ["body", "heading", "byline", "junk"]
    assert "864 शब्दों में" in words(goto(app, "terms")) or "864" in words(app)
    app = goto(app, "corpus")
    app.session_state["corpus.cleaning"] = True
    app.run()
    app.button(key="corpus.cleaning_undo").click().run()
    assert "kind" not in app.query_params


def test_the_reader_comes_back_to_the_seeds(uploaded):
    uploaded.selectbox(key="f_corpus").set_value("seeds").run()
    assert "corpus" not in uploaded.query_params
    assert metrics(goto(uploaded, "overview"))["कुल शब्द"] == "864"


@pytest.mark.parametrize("page", ["overview", "terms", "read"])
def test_a_link_to_another_sessions_corpus_says_so_and_shows_no_number(open_page, page):
    app = open_page(page, corpus="own-abcdefghijklmnop", q="रूस")
    assert not app.exception
    assert "यह दस्तावेज़-समूह इस सर्वर पर नहीं है" in app.error[0].value
    assert not app.metric and not app.get("plotly_chart")
    app.button[0].click().run()  # "show the seeds instead"
    assert not app.error and "corpus" not in app.query_params


def test_a_server_names_several_corpora(open_page, monkeypatch, tmp_path):
    for name, text in (("jan", RUSSIA), ("feb", AMERICA)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", f"{tmp_path / 'jan.txt'}:{tmp_path / 'feb.txt'}")
    app = open_page("overview")
    assert app.selectbox(key="f_corpus").options == ["jan", "feb", "दो मूल लेख"]
    assert app.query_params["corpus"] == "jan"  # elsewhere another one would be the first
    app = open_page("terms", corpus="feb")
    assert "ब्रह्मोस" in bars(app) and app.query_params["corpus"] == "feb"
    assert open_page("overview", corpus="seeds").query_params["corpus"] == "seeds"


def test_a_servers_folders_are_not_shown(open_page, monkeypatch, tmp_path):
    (tmp_path / "good.txt").write_text(RUSSIA, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xffab")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path))
    app = open_page("corpus")
    tables = " ".join(str(table.value.to_dict()) for table in app.dataframe)
    assert f"{tmp_path.name}/bad.txt" in tables and str(tmp_path.parent) not in tables
    assert not app.exception and words(app)
