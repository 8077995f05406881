"""Every page runs in both languages, reads its link, and shows the figures of the seeds."""

import base64
import json
import re
from pathlib import Path

import numpy as np
import pytest

from dashboard import evidence
from dashboard.strings import texts
from tests.dashboard.told_charts import charts, faults, foreign, key_of, tables_open

VIEWS = Path(__file__).resolve().parents[2] / "dashboard" / "views"
EVERY = sorted(path.stem for path in VIEWS.glob("*.py") if path.stem != "__init__")
PAGES = ("overview", "terms", "items", "actors", "trends", "read", "corpus", "method")
CHARTS = {"overview": 3, "terms": 1, "items": 3, "actors": 5, "actor": 1, "statements": 2, "figures": 1,
          "agenda": 3, "timeline": 1}  # fmt: skip
ASKED = {"actors": {"refs": "1"}}
B = "003_423de9ca1c02ffde"


def address(app):
    """Return the parameters of the page's address."""
    return {name: app.query_params[name] for name in app.query_params}


def words(app):
    """Return all Markdown and captions of a page as one text."""
    return "\n".join(element.value for element in (*app.markdown, *app.caption))


def html(app):
    """Return all HTML of a page as one text."""
    return "\n".join(element.proto.body for element in app.get("html"))


def numbers(values):
    """Return an array of a figure, which Plotly sends as bytes."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"]).tolist()
    return values


def bars(app, place=0):
    """Return {label: value} of a bar chart."""
    figure = json.loads(app.get("plotly_chart")[place].proto.spec)
    labels = [re.sub("<br>", " ", text) for text in figure["layout"]["yaxis"]["ticktext"]]
    return {
        labels[y]: x
        for trace in figure["data"]
        for x, y in zip(numbers(trace["x"]), numbers(trace["y"]), strict=True)
    }


def opened(app):
    """Return the sentences that are open and how many marks they hold."""
    shown = [element.proto.body for element in app.get("html") if 'class="vm-hit"' in element.proto.body]
    return len(shown), sum(body.count('class="vm-hit"') for body in shown)


@pytest.mark.parametrize("page", EVERY)
def test_every_page_runs_in_both_languages_and_its_charts_tell_all(open_page, page):
    state = {}
    for language in ("hi", "en"):
        app = open_page(page, state=state, ui=language, **ASKED.get(page, {}))
        assert not app.exception and not app.error and not app.warning
        assert app.title[0].value == texts(language)[f"{page}.title"]
        assert not re.search(r"\b(nan|None|NaT)\b", words(app) + html(app))
        assert not foreign(app, language)
        state = tables_open(app)
    assert not faults(app) and len(charts(app)) == CHARTS.get(page, 0)


def test_the_overview_counts_the_corpus(open_page):
    shown = {metric.label: metric.value for metric in open_page().metric}
    assert shown == {
        "लेख": "2", "तिथि वाले": "0", "बिना तिथि": "2", "वाक्य": "39", "शीर्षक": "7",
        "कुल शब्द": "864", "अलग-अलग शब्द": "303",
    }  # fmt: skip


def test_undated_articles_get_no_trend_and_the_reason(open_page):
    assert "2 में से 2 लेख बिना तिथि" in words(open_page())


@pytest.mark.parametrize(("term", "count"), [("भारत", 12), ("जयशंकर", 12), ("रूस", 11), ("संबंध", 10)])
def test_a_term_opens_as_many_marks_as_its_bar_says(open_page, term, count):
    app = open_page("terms", mark=f"term:{term}", kind="body")
    value = bars(app)[term]
    assert f"**{int(value)} बार**" in words(app)
    app = open_page("terms", mark=f"term:{term}")
    assert bars(app)[term] == count
    assert f"**{count} बार**" in words(app)


def test_a_pair_opens_its_five_sentences(open_page):
    app = open_page("actors", mark="pair:jaishankar~lavrov")
    assert "**5 वाक्य** जिनमें दोनों साथ हैं" in words(app)
    assert opened(app)[0] == 5


@pytest.mark.parametrize(
    ("page", "mark", "unit"),
    [
        ("terms", "term:भारत", ""),
        ("actors", "entity:lavrov", ""),
        ("actors", "pair:jaishankar~lavrov", "document"),
    ],
)
def test_more_sentences_than_are_shown_are_told_by_number(open_page, monkeypatch, page, mark, unit):
    asked = {"mark": mark} | ({"unit": unit} if unit else {})
    whole = re.search(r"\*\*(.+?)\*\*(?: (\d+) वाक्यों में)?", _told(open_page(page, **asked)))
    monkeypatch.setattr(evidence, "FETCHED", 3)
    app = open_page(page, **asked)
    head = re.search(r"\*\*(.+?)\*\*(?: (\d+) वाक्यों में)?", _told(app))
    assert head.groups() == whole.groups() and (head[2] or unit)
    assert "यहाँ पहले 3 वाक्य हैं; डाउनलोड में सभी हैं।" in words(app) and opened(app)[0] == 3


def _told(app):
    """Return the line that says what a mark counts."""
    return next(one.value for one in app.markdown if re.match(r"\*\*\d+ (बार|उल्लेख|लेख)\*\*", one.value))


@pytest.mark.parametrize(("unit", "count"), [("paragraph", "1 अनुच्छेद"), ("document", "1 लेख")])
def test_a_pair_follows_the_unit(open_page, unit, count):
    app = open_page("actors", mark="pair:jaishankar~manturov", unit=unit)
    assert f"**{count}**" in words(app)


def test_brahmos_opens_its_one_sentence_and_reads_on(open_page):
    app = open_page("items", mark="entity:brahmos")
    assert "**1 उल्लेख**" in words(app)
    assert opened(app) == (1, 1)
    app = open_page("read", name=B, at="S10", focus="entity:lavrov")
    assert app.selectbox(key="read.name").value == B
    assert app.selectbox(key="read.at").value == "S10"


def test_read_walks_from_hit_to_hit(open_page):
    app = open_page("read", name=B, focus="entity:lavrov")
    assert "**1 / 5**" in words(app)
    app.button(key="read_next").click().run()
    assert "**2 / 5**" in words(app)
    app.button(key="read_previous").click().run()
    app.button(key="read_previous").click().run()
    assert "**5 / 5**" in words(app)


def test_the_concordance_has_ten_lines_of_sahyog(open_page):
    app = open_page("read", show="lines", word="सहयोग", sort="right")
    body = next(element.proto.body for element in app.get("html") if "vm-lines" in element.proto.body)
    assert body.count('role="listitem"') == 10


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jaishankar", "माना गया, उसके सभी रूपों में: 12 उल्लेख"),
        ("brahmos", "1 उल्लेख"),
        ("lavrov", "7 उल्लेख"),
        ("पाँच", "2 बार"),
    ],
)
def test_the_search_folds_spellings_and_reads_roman_letters(open_page, query, found):
    assert found in words(open_page(q=query))


def test_what_was_read_by_sound_is_told_with_the_words_it_was_read_as(open_page):
    assert "“raksha” को उच्चारण से पढ़ा गया: रक्षा (9)। ये सब खोजे गए।" in words(open_page(q="raksha"))
    for query in ("रक्षा", "jaishankar"):
        assert "उच्चारण से" not in words(open_page(q=query))


def test_articles_that_hold_the_word_only_beside_the_counted_sentences_are_told(open_page):
    # It stands in a byline alone; the filter takes the article all the same.
    shown = words(open_page(q="मानवी"))
    assert "नहीं मिला" in shown and "1 लेख में यह केवल उन पंक्तियों में है" in shown
    assert "पंक्तियों में है जो" not in words(open_page(q="रूस"))


def test_a_search_below_filters_that_leave_nothing_does_not_blame_the_word(open_page):
    for params in ({"page": "terms"}, {"page": "read", "show": "lines", "word": "रूस"}):
        shown = words(open_page(**params, q="रूस", doc="000_e9d52559c15d213b", source="मानवी मीडिया"))
        assert "कोई लेख नहीं बचा" in shown and "नहीं मिला" not in shown, params


def test_titles_that_hold_what_the_text_does_not_are_told(open_page, monkeypatch):
    def titles(store, selection, *, words):
        return 3 if words == "खगघच" else 0

    monkeypatch.setattr("dashboard.filters.titles_with", titles)
    for params in ({"q": "खगघच"}, {"page": "read", "show": "lines", "word": "खगघच"}):
        shown = words(open_page(**params))
        assert "3 दिए गए शीर्षकों में है" in shown and "न उनमें खोजा जाता है" in shown
    assert "दिए गए" not in words(open_page(q="खगघचछ"))


def test_an_empty_search_offers_the_nearest(open_page):
    app = open_page(q="पुतीन")
    assert "नहीं मिला" in words(app)
    app.button(key="near_पुतिन").click().run()
    assert app.session_state["f_query"] == "पुतिन"
    assert "1 बार" in words(app)


@pytest.mark.parametrize(("typed", "offered"), [("पुतीन", "पुतिन"), ("व्लादिमीर पुतीन", "व्लादिमीर पुतिन")])
def test_lines_of_what_is_not_there_offer_the_nearest(open_page, typed, offered):
    app = open_page("read", show="lines", word=typed)
    assert texts("hi")["filters.nearest"] in words(app)
    app.button(key=f"line_near_{offered}").click().run()
    assert not app.exception and not app.info
    assert app.text_input(key="read.word").value == offered and "1 पंक्ति" in words(app)
    assert app.session_state["f_query"] == ""  # the field of the page, not the filter


def test_filters_hold_on_all_pages_and_in_the_link(open_page):
    app = open_page("overview", doc=B)
    assert {metric.label: metric.value for metric in app.metric}["कुल शब्द"] == "374"
    app.switch_page("views/terms.py").run()
    assert bars(app)["जयशंकर"] == 6
    assert address(app) == {"doc": B}
    app.button(key="chip_clear").click().run()
    assert bars(app)["जयशंकर"] == 12
    assert "doc" not in app.query_params


@pytest.mark.parametrize(
    ("asked", "actors"),
    [({"ui": "en", "top": "5", "unit": "document"}, 5), ({"ui": "en", "top": "5", "ego": "lavrov"}, 5)],
)
def test_the_table_of_pairs_says_how_many_are_not_drawn_and_its_download_has_them(
    open_page, monkeypatch, asked, actors
):
    made = {}
    monkeypatch.setattr(evidence, "download", lambda page, name, table: made.update({name: table}))
    app = open_page("actors", **asked)
    drawn = next(len(table.value) for table in app.dataframe if key_of(table) == "actors_pairs_table")
    every = made["pairs"]()
    assert drawn < len(every)
    assert f"Pairs among the {actors} actors drawn: {drawn} of {len(every)}." in words(app)
    if "ego" in asked:
        partners = every[every.eq("Sergey Lavrov").any(axis=1)]
        assert len(partners) > actors - 1


def test_where_no_pair_is_drawn_it_says_how_many_there_are(open_page, tmp_path, monkeypatch):
    often = "".join(f"{name} ने कहा। {name} ने माना।\n" for name in ("रूस", "चीन", "जापान", "फ्रांस", "जर्मनी"))
    (tmp_path / "a.txt").write_text(often + "ईरान और इराक मिले। सीरिया और इराक मिले।\n", encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "a.txt"))
    made = {}
    monkeypatch.setattr(evidence, "download", lambda page, name, table: made.update({name: table}))

    def told(**asked):
        return [info.value for info in open_page("actors", top="5", **asked).info]

    (shown,) = told(ui="en")
    assert "No two of the 5 actors drawn make a pair that meets these conditions; among all actors 2" in shown
    assert "No pair meets" not in shown and len(made["pairs"]()) == 2
    assert "5 पात्रों के बीच इन शर्तों पर कोई जोड़ी नहीं बनती; सभी पात्रों में 2 जोड़ियाँ हैं" in told()[0]
    assert told(ui="en", min="2")[0].startswith("No pair meets these conditions.")


def test_where_all_pairs_are_drawn_nothing_is_said_of_more(open_page):
    assert "actors drawn" not in words(open_page("actors", ui="en", top="60"))


def test_a_widget_writes_the_link(open_page):
    app = open_page("actors")
    app.segmented_control(key="actors.unit").set_value("document").run()
    assert address(app) == {"unit": "document"}


def test_a_late_address_does_not_undo_a_click(open_page):
    """Two quick clicks: the second arrives with the address from before the first."""
    app = open_page("actors")
    app.segmented_control(key="actors.unit").set_value("document").run()
    app.query_params.clear()
    app.segmented_control(key="actors.measure").set_value("npmi").run()
    assert app.session_state["actors.unit"] == "document"
    assert address(app) == {"unit": "document", "measure": "npmi"}


@pytest.mark.parametrize("page", PAGES)
def test_a_broken_link_gives_a_notice_and_the_page(open_page, page):
    app = open_page(page, doc="nobody", entity="robot", source="x", kind="poem", ui="fr", **{"from": "never"})
    assert not app.exception and not app.error
    assert len(app.warning) == 1 and "6 हिस्से" in app.warning[0].value
    assert app.warning[0].value.count("\n- ") == 6
    assert app.title[0].value == texts("hi")[f"{page}.title"]


@pytest.mark.parametrize("mark", ["term:नहींहै", "pair:a~b", "nonsense", "cell:x", "entity:", "term:%00"])
def test_a_mark_that_is_not_there_is_told(open_page, mark):
    app = open_page("terms", mark=mark)
    assert not app.exception
    assert "यहाँ नहीं मिला" in words(app)


def test_switching_the_language_keeps_the_view(open_page):
    app = open_page("actors", unit="document", entity="brahmos")
    app.segmented_control(key="f_ui").set_value("en").run()
    assert app.title[0].value == "Actors"
    assert address(app) == {"ui": "en", "unit": "document", "entity": "brahmos"}


def test_no_article_left_says_so(open_page):
    app = open_page("terms", q="नहींहैकहीं")
    assert not app.exception
    assert "नहीं मिला" in words(app)
    for page in ("overview", "items", "trends"):
        app = open_page(page, q="नहींहैकहीं")
        # Not that names, pairs or dates are missing: they were not looked for.
        assert [info.value for info in app.info] == [texts("hi")["app.empty"]]
        assert texts("hi")["overview.missing"] not in words(app)
        assert app.title[0].value == texts("hi")[f"{page}.title"]
        assert not app.dataframe  # an empty one says "empty", in English on every page
    assert "मानवी मीडिया" in html(open_page("read", q="नहींहैकहीं", name=B))  # a link's article stands


@pytest.mark.parametrize("query", ['"भारत रूस"~3', "भारत AND रूस", "रूस*", "भारत -रूस", "भारत || रूस"])
def test_operators_that_mean_nothing_here_are_told(open_page, query):
    app = open_page(q=query)
    assert not app.exception and "चिह्नों का यहाँ कोई अर्थ नहीं" in app.warning[0].value


@pytest.mark.parametrize("query", ["भारत-रूस", "S-400", "एस. जयशंकर", '"भारत और रूस"', "जयशंकर (विदेश मंत्री)"])
def test_honest_words_are_no_operators(open_page, query):
    assert not open_page(q=query).warning


def test_a_search_that_is_cut_is_told(open_page):
    app = open_page()
    app.text_input(key="f_query").set_value("रूस " * 80).run()
    assert "320 वर्ण" in app.warning[0].value and "255" in app.warning[0].value
    app = open_page(q="रूस " * 80)
    assert "255" in app.warning[0].value


@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_page_stands_in_one_section_and_its_link_keeps_the_filters(open_page, language):
    app = open_page(ui=language, doc=B)
    links = [link.proto for link in app.sidebar.get("page_link")]
    assert len(links) == len({link.page for link in links}) == 15
    assert all(("doc", B) in [(one.key, one.value) for one in _params(link)] for link in links)
    sections = [one.value for one in app.sidebar.caption][:5]
    assert sections == [texts(language)[f"section.{name}"] for name in SECTIONS]


SECTIONS = ("reading", "counting", "who", "when", "corpus")


def _params(link):
    from urllib.parse import parse_qsl

    return [type("Param", (), {"key": k, "value": v}) for k, v in parse_qsl(link.query_string)]
