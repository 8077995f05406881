"""A reader's own articles on the pages: seen, changed, out and back; links to corpora that are not here."""

import json
import time
from threading import Event

import pytest

from analysis.reading import ROLES
from dashboard import catalogue, uploads
from dashboard.inputs import _said, report_table
from dashboard.loading import Progress
from dashboard.own import Own, OwnCorpus
from dashboard.strings import texts
from tests.analysis.reading.test_header import xlsx_of
from tests.dashboard.test_own import AMERICA, INPUTS, RUSSIA, TABLE
from tests.dashboard.test_pages import bars, words


def finish(app):
    """Wait for the worker, then run once more."""
    for corpus in app.session_state["_own"].corpora.values():
        corpus.job.wait()
    return app.run()


@pytest.fixture
def uploaded(open_page):
    """The corpus page of a reader whose three files were read; how they come in is told below."""
    own = Own()
    mine = own.make("मेरे लेख")
    mine.load([*INPUTS])
    mine.job.wait()
    yield open_page("corpus", state={"_own": own, "_corpus": mine.code}, corpus=mine.code)
    own.close()


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


def goto(app, page):
    app.switch_page(f"views/{page}.py")
    return app.run()


def test_dropped_files_are_the_corpus_of_every_page(open_page):
    app = open_page("corpus")
    app.file_uploader[0].set_value([(one.name, one.data, "text/plain") for one in INPUTS]).run()
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    assert not app.exception and not app.error
    assert "नए लेख: 3" in app.success[0].value
    assert app.query_params["corpus"].startswith("own-")
    assert metrics(goto(app, "overview"))["लेख"] == "3"
    assert bars(goto(app, "terms"))["रूस"] == 2
    app.session_state["_own"].close()


def test_while_articles_come_in_one_number_tells_how_many(open_page, monkeypatch):
    held, annotator = Event(), OwnCorpus.annotator
    monkeypatch.setattr(OwnCorpus, "annotator", lambda self: held.wait(20) and annotator(self))
    app = open_page("corpus")
    app.file_uploader[0].set_value([(one.name, one.data, "text/plain") for one in INPUTS]).run()
    app.button(key="corpus.start.0").click().run()
    (mine,) = app.session_state["_own"].corpora.values()
    while mine.job.progress.reading:
        time.sleep(0.005)
    assert "मिले 3 लेखों" in _said(mine.job.progress) and "तैयारी" in _said(mine.job.progress)
    app.run()
    assert not app.dataframe and not any("लेख (" in one.value for one in app.subheader)
    held.set()
    app = finish(app)
    assert any("लेख (3)" in one.value for one in app.subheader) and len(app.dataframe) >= 1
    mine.close()


LONG_TEXT = "भारत और रूस के विदेश मंत्रियों ने मॉस्को में रक्षा सहयोग, व्यापार और ऊर्जा पर लंबी बातचीत की। " * 2


def test_the_first_rows_show_every_column_and_what_it_was_taken_for(open_page):
    files = [
        ("plain.tsv", f"शीर्षक\tलेख\nपहला\t{LONG_TEXT}\n".encode(), ""),
        ("bare.tsv", f"पहला\t{LONG_TEXT}\t2025-01-05\nदूसरा\t{LONG_TEXT}\t2025-01-06\n".encode(), ""),
    ]
    app = open_page("corpus")
    app.file_uploader[0].set_value(files).run()
    plain, bare = (box for box in app.expander if "कौन-सा स्तंभ" in box.label)
    assert [list(box.dataframe[0].value) for box in (plain, bare)] == [
        ["शीर्षक", "पाठ (लेख)"], ["पाठ (2)", "1", "3"],
    ]  # fmt: skip
    # In this order also on a phone, where columns stand below each other.
    roles = [box.label for box in plain.selectbox]
    assert roles == [texts("hi")[f"role.{role}"] for role in ROLES]
    text = json.loads(plain.dataframe[0].proto.columns)["पाठ (लेख)"]
    assert text["width"] == uploads.WIDTH  # or it takes the room of the date beside it
    # What is told of a guess that may be wrong is not behind a lid.
    assert bare.info and bare.proto.expanded and not plain.info and not plain.proto.expanded
    _, date = (box for box in app.selectbox if box.label == "तिथि")
    date.set_value("3").run()
    bare = [box for box in app.expander if "कौन-सा स्तंभ" in box.label][1]
    assert list(bare.dataframe[0].value) == ["पाठ (2)", "तिथि (3)", "1"]


def test_files_are_counted_from_the_one_that_is_read():
    assert "फ़ाइल 1/2" in _said(Progress(of_inputs=2)) and "फ़ाइल 2/2" in _said(Progress(inputs=2, of_inputs=2))


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
    assert "तिथि: 16 जुलाई 2025 (लेख के पाठ में)" in words(app)
    app.session_state["_own"].close()


def test_a_document_changed_and_removed_changes_the_numbers(uploaded):
    app = uploaded
    app.selectbox(key="corpus.one_name").set_value("b").run()
    typed(app, "तिथि", "कल")
    assert "“कल”" in app.error[0].value and metrics(goto(app, "overview"))["तिथि वाले"] == "1"
    app = goto(app, "corpus")
    app.selectbox(key="corpus.one_name").set_value("b").run()
    typed(app, "तिथि", "1/6/2025")
    assert not app.exception and not app.error and "सहेजा गया" in app.toast[0].value
    (tongue,) = (box for box in app.selectbox if box.label == "भाषा")
    assert tongue.value == "hi" and "हिन्दी" in tongue.options  # its name, not its code
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
    app = goto(app, "corpus")
    assert "हटाए गए लेख (1)" in {box.label for box in app.expander}
    next(box for box in app.multiselect if box.key.startswith("corpus.restored")).set_value(["a"]).run()
    app.button(key="corpus.restore").click().run()
    assert not app.exception and not any("हटाए गए" in box.label for box in app.expander)
    assert bars(goto(app, "terms"))["रूस"] == 2


def typed(app, label, value):
    """Type one fact of the chosen document and save it."""
    next(box for box in app.text_input if box.label == label and "corpus." not in (box.key or "")).set_value(
        value
    )
    next(button for button in app.button if button.label == "सहेजें").click().run()


def shown(boxes):
    """The words of some boxes without the marks that keep Markdown out of them."""
    return [box.value.replace("\\", "") for box in boxes]


def edited(app, name, **cells):
    """Type into cells of the table, which no test can without a browser: as the table tells of them."""
    (mine,) = app.session_state["_own"].corpora.values()
    listed = next(table.value for table in app.dataframe if "published" in table.value)
    state = {"key": {"edited_rows": {listed["name"].tolist().index(name): cells}}, "_corpus_marked": set()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue.st, "session_state", state)
        catalogue._edited(mine, "key", listed["name"].tolist())
    for key in ("_corpus_refused", "_corpus_tried"):
        if key in state:
            app.session_state[key] = state[key]
    app.run()
    assert not app.exception
    table = next(table.value for table in app.dataframe if "published" in table.value)
    return table.set_index("name").loc[name]


def test_a_cell_ends_as_what_was_typed_or_as_an_error_that_names_it(uploaded):
    app = uploaded
    assert edited(app, "a", published="1999-01-01")["published"] == "1999-01-01" and not app.error
    assert edited(app, "a", published="1/2/1999")["published"] == "1999-02-01" and not app.error
    row = edited(app, "a", published="90101-12-09", title="नया", url="x.in")  # what is good of it is kept
    assert (row["published"], row["title"]) == ("1999-02-01", "नया")
    assert [told.split("”")[0] for told in shown(app.error)] == ["a: “90101-12-09", "a: “x.in"]
    assert edited(app, "a", published="1999-03")["published"] == "1999-03" and not app.error
    assert metrics(goto(app, "overview"))["तिथि वाले"] == "2"
    app = goto(app, "corpus")
    assert edited(app, "a", published=None)["published"] != "1999-03"


def test_a_refused_cell_is_drawn_anew(uploaded):
    key = lambda: next(table.proto.id for table in uploaded.dataframe if "published" in table.value)  # noqa: E731
    before = key()
    edited(uploaded, "a", published="कल")
    assert key() != before


def test_a_pasted_text_with_no_date_for_a_date_waits(open_page):
    app = open_page("corpus")
    app.text_area(key="corpus.pasted.0").set_value(RUSSIA)
    app.text_input(key="corpus.published.0").set_value("99-1-1")
    app.button(key="corpus.start.0").click().run()
    assert shown(app.warning)[0].startswith("चिपकाया हुआ पाठ: “99-1-1”")
    assert app.text_area(key="corpus.pasted.0").value == RUSSIA and not app.session_state["_own"].corpora
    app.text_input(key="corpus.published.0").set_value("1999-01")
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    table = next(table.value for table in app.dataframe if "published" in table.value)
    assert table["published"].tolist() == ["1999-01"]
    app.session_state["_own"].close()


def test_what_was_loaded_and_what_is_there_add_up(uploaded):
    app = uploaded
    (mine,) = app.session_state["_own"].corpora.values()
    assert "अब तक पढ़े गए" not in words(app)
    mine.remove(["a"])
    mine.load([INPUTS[0], INPUTS[2], INPUTS[2]])
    app = finish(app)
    assert "अब तक पढ़े गए लेख: 4; उनमें से हटाए गए: 1; अब संग्रह में: 3" in words(app)
    table = next(table.value for table in app.dataframe if "क्यों" in table.value)
    assert f"देखने योग्य पंक्तियाँ: {(table['क्यों'] != '').sum()}" in words(app)
    known = table[(table["फ़ाइल"] == "t.csv") & (table["परिणाम"] == "पहले से है")]
    rows = sum(row.status == "duplicate" for row in mine.report)
    assert rows > 2 and known["क्यों"].str.contains(f"और {rows - 1}:").tolist() == [True]
    assert len(report_table(mine.report, whole=True)) == len(table) + rows - 1


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
        ["लेखक-पंक्ति या एजेंसी", 1, 2, "(मानवी मीडिया)"],
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
    uploaded.selectbox(key="f_corpus.0").set_value("seeds").run()
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
    assert app.selectbox(key="f_corpus.1").options == ["jan", "feb", "दो मूल लेख"]
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


def test_a_browser_that_answers_late_does_not_bring_the_old_corpus_back(open_page):
    """Under load it asks again, for how far the loading is, before it has drawn that another is shown."""
    app = open_page("corpus")
    app.file_uploader[0].set_value([(one.name, one.data, "text/plain") for one in INPUTS]).run()
    late = app._tree.get_widget_states()
    app.button(key="corpus.start.0").click().run()
    (code,) = app.session_state["_own"].corpora
    finish(app)
    app = app._run(late)
    assert not app.exception and app.query_params["corpus"] == code
    assert "नए लेख: 3" in app.success[0].value
    app.session_state["_own"].close()


def test_a_removed_article_is_no_filter_any_more(uploaded):
    app = uploaded
    app.multiselect(key="f_documents").set_value(["a"]).run()
    assert "doc" in app.query_params
    (mine,) = app.session_state["_own"].corpora.values()
    mine.remove(["a"])
    app.run()
    assert "doc" not in app.query_params and metrics(goto(app, "overview"))["लेख"] == "2"


def test_a_damaged_table_never_blocks_the_files_dropped_with_it(open_page):
    app = open_page("corpus")
    damaged = {"bad.parquet": b"junk bytes!!", "fake.xlsx": b"PK\x03\x04junk", "b.csv": b"\xff\xfe\x00"}
    files = [(name, data, "text/plain") for name, data in damaged.items()]
    app.file_uploader[0].set_value([*files, *((one.name, one.data, "text/plain") for one in INPUTS)]).run()
    assert not app.exception
    said = [warning.value.replace("\\", "") for warning in app.warning]
    assert [next(name for name in damaged if name in one) for one in said] == list(damaged)
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    (mine,) = app.session_state["_own"].corpora.values()
    assert not app.exception and mine.documents == 3
    assert [row.path for row in mine.report if row.status == "unreadable"] == list(damaged)
    mine.close()


def test_the_row_of_the_names_is_told_where_others_stand_above_it(open_page):
    app = open_page("corpus")
    title = "2024 के लेख,\n"
    tables = [("t.csv", (title + TABLE).encode(), "text/csv"), ("u.csv", TABLE.encode(), "text/csv")]
    app.file_uploader[0].set_value(tables).run()
    (said,) = app.info
    assert "पंक्ति 2 में" in said.value
    assert [box.value for box in app.selectbox if box.label == "पाठ"] == ["लेख", "लेख"]
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    (mine,) = app.session_state["_own"].corpora.values()
    assert mine.documents == 1  # the rows of both have one text
    told = report_table(mine.report)
    assert "पंक्ति 2 में" in "".join(told["message"]) and "टिप्पणी" in " ".join(told["status"])
    mine.close()


def test_the_preview_says_which_row_names_the_columns_or_that_none_does(open_page):
    app = open_page("corpus")
    article = "भारत और रूस ने कहा कि बात आगे बढ़ेगी, " * 4
    tables = [f"क,ख\nएक,{article!r}\n".replace("'", '"'), f'a-1,"{article}"\na-2,"{article} फिर"\n', TABLE]
    files = [(f"{number}.csv", data.encode(), "text/csv") for number, data in enumerate(tables)]
    app.file_uploader[0].set_value(files).run()
    first, none = (said.value for said in app.info)
    assert "पंक्ति 1 में" in first and "ऊपर का कुछ नहीं" not in first and "किसी पंक्ति में नहीं" in none
    assert [box.value for box in app.selectbox if box.label == "पाठ"] == ["ख", "2", "लेख"]
    assert [box.options for box in app.selectbox if box.label == "पाठ"][1] == ["(कोई नहीं)", "1", "2"]
    assert len(app.dataframe[1].value) == 2


def test_what_the_preview_does_not_see_is_not_taken_for_nothing(open_page):
    """The first sheet has no source and no title: "(none)" was the reader's word for the second one, too."""
    article = "भारत और रूस ने कहा कि बात आगे बढ़ेगी, " * 4
    first = [["text", "date"], *([f"{article}{n}", "2024-05-16"] for n in range(120))]
    second = [["text", "published", "publisher", "headline"], [f"{article}अब", "2024-05-17", "पत्रिका", "नया"]]
    app = open_page("corpus")
    app.file_uploader[0].set_value([("t.xlsx", xlsx_of(first, second), "application/x")]).run()
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    (mine,) = app.session_state["_own"].corpora.values()
    columns = "source, title, CAST(published AS VARCHAR) AS day"
    (row,) = mine.store.query(f"SELECT {columns} FROM document WHERE source IS NOT NULL").values.tolist()
    assert row == ["पत्रिका", "नया", "2024-05-17"] and mine.documents == 121


def test_a_column_that_the_reader_takes_away_is_taken_nowhere(open_page):
    app = open_page("corpus")
    app.file_uploader[0].set_value([("t.csv", TABLE.encode(), "text/csv")]).run()
    next(box for box in app.selectbox if box.label == "तिथि").set_value("").run()
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    (mine,) = app.session_state["_own"].corpora.values()
    titles = mine.store.query("SELECT title, published FROM document")
    assert titles["title"].tolist() == ["पहला"] and titles["published"].isna().all()


def test_a_column_that_is_not_sure_is_told_where_it_can_be_chosen(open_page):
    article = "भारत और रूस ने कहा कि बात आगे बढ़ेगी; " * 4
    files = [("sure.csv", f"text,date\n{article},2024-01-05\n".encode(), "text/csv"),
             ("half.csv", f"text,the date of it\n{article},2024-01-05\n".encode(), "text/csv")]  # fmt: skip
    app = open_page("corpus")
    app.file_uploader[0].set_value(files).run()
    sure, half = (box for box in app.expander if "कौन-सा स्तंभ" in box.label)
    assert not sure.info and not sure.proto.expanded and half.proto.expanded
    assert "date=the date of it" in half.info[0].value and "half" in half.info[0].value


def test_what_was_said_of_a_table_goes_with_it_where_another_is_taken_away(open_page):
    """The form went by the place of its file: the next one was read by the columns of the one taken away."""
    article = "भारत और रूस ने कहा कि बात आगे बढ़ेगी, " * 4
    first, second = (f"text,notes\n{article} {n},छोटी बात\n".replace(", ", "; ") for n in range(2))
    app = open_page("corpus")
    files = [(f"{n}.csv", data.encode(), "text/csv") for n, data in enumerate((first, second))]
    app.file_uploader[0].set_value(files).run()
    next(box for box in app.selectbox if box.label == "पाठ").set_value("notes").run()
    app.file_uploader[0].set_value(files[1:]).run()
    assert [box.value for box in app.selectbox if box.label == "पाठ"] == ["text"]
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    (mine,) = app.session_state["_own"].corpora.values()
    assert mine.store.text(0).startswith("भारत और रूस") and mine.documents == 1


def test_a_stopped_loading_says_on_every_page_how_much_is_counted(open_page, monkeypatch):
    monkeypatch.setattr("dashboard.loading.GROUP_CHARACTERS", 1)
    monkeypatch.setattr(OwnCorpus, "added", lambda self, documents: self.job.stop())
    app = open_page("corpus")
    broken = ("broken.txt", "यह लेख".encode() + b"\xff\xfe\xfd caf\xe9", "text/plain")
    app.file_uploader[0].set_value([broken, *((one.name, one.data, "text/plain") for one in INPUTS)]).run()
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    (mine,) = app.session_state["_own"].corpora.values()
    assert (mine.documents, mine.job.progress.state) == (1, "stopped")
    assert _said(mine.job.progress) == "मिले 3 लेखों में से 1 गिने गए"  # nothing has a speed now
    # Read again it would take the place of what waits.
    assert mine.again and not any(box.key == "corpus.again_path" for box in app.selectbox)
    assert "मिले 3 लेखों में से 1 इन" in goto(app, "overview").warning[0].value
    monkeypatch.undo()
    app = goto(app, "corpus")
    app.button(key="corpus.go").click().run()
    app = finish(app)
    assert "नए लेख: 3" in app.success[0].value and not goto(app, "overview").warning
    mine.close()


def test_a_reason_stands_in_full_beside_the_table(open_page):
    app = open_page("corpus")
    app.file_uploader[0].set_value([("b.txt", "यह".encode() + b"\xff\xfe\xfd caf\xe9", "text/plain")]).run()
    app.button(key="corpus.start.0").click().run()
    app = finish(app)
    (box,) = [box for box in app.expander if box.label == "पूरे कारण (1)"]
    assert "एन्कोडिंग" in box.markdown[0].value
    app.session_state["_own"].close()
