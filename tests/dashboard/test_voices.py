"""Statements, figures, timeline, actor, agenda, titles: every page in both languages, on the seeds."""

import json
import re
from html import unescape
from types import SimpleNamespace

import pytest

from analysis.errors import fill
from dashboard import evidence, figured
from dashboard.strings import texts
from tests.dashboard.test_pages import B, address, bars, html, opened, words
from tests.dashboard.told_charts import key_of

A = "000_e9d52559c15d213b"
PAGES = ("statements", "figures", "timeline", "actor", "agenda", "names")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_left_says_so(open_page, page):
    app = open_page(page, q="नहींहैकहीं")
    assert not app.exception and not app.error
    assert app.info


def test_the_speakers_are_those_of_the_ledger(open_page):
    app = open_page("statements")
    assert bars(app) == {"एस. जयशंकर": 11, "सर्गेई लावरोव": 4, "रक्षा मंत्रालय": 1}
    assert "16 कथन" in words(app)
    assert bars(app, 1)["कहा"] == 7


@pytest.mark.parametrize(("speaker", "count"), [("jaishankar", 11), ("lavrov", 4), ("mod_in", 1)])
def test_a_speaker_opens_as_many_statements_as_the_bar_says(open_page, speaker, count):
    app = open_page("statements", mark=f"speaker:{speaker}")
    assert f"**{count} कथन**" in words(app)
    assert not app.warning


def test_a_verb_opens_its_statements(open_page):
    app = open_page("statements", mark="cue:कहा")
    assert "**7 कथन**" in words(app) and not app.warning


def test_the_ledger_follows_speaker_kind_and_certainty(open_page):
    assert "4 कथन" in words(open_page("statements", speaker="lavrov"))
    app = open_page("statements", said=["offer"])
    assert "2 कथन" in words(app) and address(app) == {"said": "offer"}
    assert "3 कथन" in words(open_page("statements", sure=["inferred"]))
    app = open_page("statements", said=["none"])
    assert texts("hi")["statements.none"] in [info.value for info in app.info]


def test_the_traps_have_the_right_speaker(open_page):
    """The nearest name before A-S07 is लावरोव, the first one in B-S06 जयशंकर: both are wrong."""
    app = open_page("statements", mark=f"statement:{A}~711")
    assert "**1 कथन**" in words(app) and opened(app)[1] >= 1
    shown = html(open_page("statements", speaker="lavrov"))
    assert "हमने आधुनिक हथियारों" in shown and "पूरकता को अधिकतम करना एक साझा" not in shown


def test_ten_sentences_in_the_first_person_have_no_speaker(open_page):
    assert "**10 वाक्य**" in words(open_page("statements"))


@pytest.mark.parametrize(("name", "count"), [(A, 6), (B, 7)])
def test_an_article_says_how_much_of_it_has_a_source(open_page, name, count):
    app = open_page("statements", mark=f"sourced:{name}")
    assert f"**{count} वाक्य**" in words(app) and not app.warning


def test_quotation_marks_around_names_stand_apart(open_page):
    app = open_page("statements")
    assert "2 जोड़ी" in words(app)


def test_the_figures_say_what_is_missing(open_page):
    app = open_page("figures")
    shown = html(app)
    assert "6 आँकड़े" in words(app)
    for figure in ("22वें", "155 मिमी", "23 गुना", "85 से अधिक देशों", "पांच दिनों"):
        assert f'<b lang="hi">{figure}</b>' in shown
    assert "नहीं बताया: आधार-वर्ष, राशि" in shown and "नहीं बताया: स्रोत" in shown
    assert shown.count("औसत में नहीं जुड़ता") == 2


def test_a_figure_without_a_number_does_not_say_its_unit_twice():
    none = {"value": float("nan"), "low": float("nan"), "high": float("nan")}
    row = SimpleNamespace(**none, kind="count", unit="लोगों", bound="many", statistic=True, missing="")
    assert [said for _, said in figured._labels(row)] == [
        texts("hi")["quantity.count"],
        texts("hi")["bound.many"],
    ]
    row.value = 1000.0
    assert [said for _, said in figured._labels(row)][0] == "1,000 लोगों"


def test_a_unit_opens_its_figures(open_page):
    app = open_page("figures", mark="unit:दिन~duration")
    assert bars(app)["दिन · अवधि"] == 2
    assert "**2 आँकड़े**" in words(app) and not app.warning
    assert "**1 आँकड़ा**" in words(open_page("figures", mark=f"figure:{B}~1479"))


def test_undated_times_ask_for_the_date_and_stay_in_their_lane(open_page):
    app = open_page("timeline")
    assert app.info[0].value == fill(texts("hi")["timeline.ask_given"], {"count": 8})
    # The server's list of articles takes no dates: a link to it would end nowhere.
    assert texts("hi")["timeline.give"] not in [link.proto.label for link in app.get("page_link")]
    assert texts("hi")["timeline.check_no_date"] in words(app)


def test_five_mentions_of_summits_are_two_events(open_page):
    app = open_page("timeline")
    labels = {button.label for button in app.button}
    assert "शिखर सम्मेलन: **5 उल्लेख, 2 घटनाएँ**" in labels
    assert "बैठक: **13 उल्लेख, 3 घटनाएँ**" in labels
    app = open_page("timeline", mark="events:summit")
    assert "**5 उल्लेख**" in words(app) and not app.warning
    app = open_page("timeline", mark=f"event:{A}~2")
    assert "**4 उल्लेख**" in words(app) and not app.warning


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("by:lavrov~name", "**7 उल्लेख**"),
        ("by:lavrov~reference", "**3 उल्लेख**"),
        ("called:lavrov", "**10 उल्लेख**"),
        ("holder:foreign_minister~jaishankar", "**5 बार**"),
        ("holder:foreign_minister~lavrov", "**3 बार**"),
        ("undecided:reference~leaders~~unnamed", "**2 बार**"),
        ("acts:jaishankar", "**8 वाक्य**"),
        ("acts:lavrov", "**4 वाक्य**"),
        ("said_of:manturov", "**1 कथन**"),
        ("ask:barriers_down", "**2 वाक्य**"),
        ("asks:export_up~sector_pharma", "**2 वाक्य**"),
    ],
)
def test_titles_and_pronouns_open_what_they_say(open_page, mark, said):
    app = open_page("actors", refs="1", mark=mark)
    assert said in words(app) and not app.warning


def test_titles_are_shown_only_when_asked_for_and_change_no_count(open_page):
    app = open_page("actors")
    assert texts("hi")["called.intro"] not in words(app)
    before = bars(app)
    app.toggle(key="actors.refs").set_value(True).run()
    assert texts("hi")["called.intro"] in words(app) and address(app) == {"refs": "1"}
    assert bars(app) == before


def test_an_actor_s_page_tells_forms_titles_and_voice(open_page):
    app = open_page("actor", who="lavrov")
    labels = [button.label for button in app.button]
    for total in ("नाम से: **7**", "सर्वनाम से: **3**", "कथन: **4**", "वाक्य जहाँ यह कर्ता है: **4**"):
        assert total in labels
    assert "सर्गेई लावरोव 4 · लावरोव 3" in words(app)
    app.button(key="actor_total_references").click().run()
    assert "**3 उल्लेख**" in words(app)
    app = open_page("actor", who="manturov")
    assert bars(app)["अंतर-सरकारी आयोग"] == 1
    assert texts("hi")["actor.said_none"] in words(app)


@pytest.mark.parametrize("layer", ["role", "reference", "said", "named", "quantity", "time"])
def test_read_paints_what_the_rules_found(open_page, layer):
    app = open_page("read", name=B, layers=[layer])
    assert f'<mark class="vm-{layer}' in html(app)


@pytest.mark.parametrize(
    "mark", ["speaker:nobody", "cue:x", "statement:x~1", "statement:x~y", "unit:x~y", "figure:b~9", "times:x",
             "time:x~x", "events:x", "event:x~1", "event:x~y", "holder:x~y", "called:x", "by:x~name",
             "by:lavrov~x", "undecided:x~y", "undecided:role~a~b~c", "acts:x", "upon:x", "said_of:x"],
)  # fmt: skip
def test_a_mark_that_is_not_there_is_told(open_page, mark):
    app = open_page("names", mark=mark)  # marks are read alike on every page; this one does least besides
    assert not app.exception
    assert "यहाँ नहीं मिला" in words(app)


def test_an_article_says_what_it_repeats_and_spells_twice(open_page):
    labels = {box.label for box in open_page("read", name=A).expander}
    assert "दोहराव: 7 जोड़ी वाक्य लगभग एक ही बात कहते हैं" in labels
    app = open_page("read", name=B)
    assert "वर्तनी: 2 शब्द एक से अधिक तरह से लिखे गए" in {box.label for box in app.expander}


def test_one_initiative_in_two_spellings_is_flagged(open_page):
    app = open_page("agenda")
    assert "मेक इन इंडिया 2 · मेड इन इंडिया 1" in app.info[0].value
    assert bars(app)["मेक इन इंडिया"] == 3 and bars(app, 1)["बाधाएँ हटाना"] == 2


def test_dated_articles_give_days_and_the_weekday_is_checked(open_page, tmp_path, monkeypatch):
    """A read as of Friday 22.8.2025: the text says Thursday, and कल is the 21st."""
    from pathlib import Path

    text = (Path(__file__).resolve().parents[2] / "seeds" / f"{A}.txt").read_text(encoding="utf-8")
    row = {"id": "a", "date": "2025-08-22", "title": "बैठक", "text": text}
    (tmp_path / "dated.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "dated.jsonl"))
    app = open_page("timeline", corpus="dated")
    assert not app.exception
    assert texts("hi")["timeline.check_no_certain"] in words(app)
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    days = {x[:10] for trace in figure["data"] for x in trace["x"]}
    assert {"2025-08-21", "2025-08-22"} <= days
    app.toggle(key="timeline_uncertain").set_value(True).run()
    assert "तिथि शुक्रवार" in words(app)


def test_finer_classes_are_drawn_and_open(open_page):
    app = open_page("items", rank="class")
    assert bars(app) == {"मिसाइल": 2, "तोप और रॉकेट लॉन्चर": 2, "विमान": 1}
    finer = bars(app, 1)
    assert finer["रॉकेट लॉन्चर"] == finer["तोप"] == finer["लड़ाकू विमान"] == finer["क्रूज़ मिसाइल"] == 1
    opened = open_page("items", rank="class", mark="class:artillery.mlrs")
    assert not opened.warning and "**1 उल्लेख**" in words(opened)


def test_speaker_verb_and_words_are_painted_apart(open_page):
    for page in (open_page("statements", speaker="lavrov"), open_page("statements", mark="cue:कहा")):
        shown = html(page)
        for part in ("speaker", "cue", "said"):
            assert re.search(rf'<mark class="vm-{part}"[^>]*>[^<]', shown), part
    assert re.search(r'<mark class="vm-cue"[^>]*>कहा', shown)


def test_who_acts_is_drawn_over_all_actors(open_page):
    assert bars(open_page("actors"), 1) == {"एस. जयशंकर": 8, "सर्गेई लावरोव": 4}
    app = open_page("actors", mark="acts:lavrov")
    assert "**4 वाक्य**" in words(app) and not app.warning


def test_the_forms_of_what_is_counted_stand_in_the_table_and_why_others_do_not(open_page):
    app = open_page("figures", state={"figures_units_open": True})
    (table,) = [one.value for one in app.dataframe if key_of(one) == "figures_units_table"]
    written = dict(zip(table["इकाई"], table["लिखे रूप"].isna(), strict=True))
    assert written == {"देश · गिनती": False, **{unit: True for unit in written if "गिनती" not in unit}}
    assert len(written) == 5 and "माप की इकाई के रूप" in words(app)


@pytest.fixture
def downloads(monkeypatch):
    """What the downloads of the page are called → what makes their tables."""
    made = {}
    monkeypatch.setattr(evidence, "download", lambda page, name, table: made.update({name: table}))
    return made


def test_what_a_page_tells_of_a_statement_is_in_its_download(open_page, downloads, tmp_path, monkeypatch):
    text = "रहवासियों ने कहा कि सड़क टूटी है।\nविदेश मंत्री एस. जयशंकर ने कहा कि रूस मित्र है।\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "a.txt"))
    shown = html(open_page("statements"))
    table = downloads["ledger"]()
    assert list(table["वक्ता"]) == ["", "एस. जयशंकर"]
    assert table["वक्ता, जैसा लिखा है"][0] == "रहवासियों" and ">रहवासियों<" in shown
    assert table["कारण"][0] and not table["कारण"][1] and table["कारण"][0] in shown
    assert list(table["वाक्य"]) == list(table["वाक्य तक"]) == ["S1", "S2"]


@pytest.mark.parametrize("name", ["said", "of"])
def test_the_statements_of_an_actor_can_be_taken_along(open_page, downloads, name):
    who = {"said": "lavrov", "of": "manturov"}[name]
    open_page("actor", who=who)
    assert len(downloads[name]()) == {"said": 4, "of": 1}[name]


def test_a_download_has_the_words_that_are_painted_on_the_page(open_page, downloads):
    shown = unescape(html(open_page("statements", mark="cue:कहा")))
    assert set(downloads["named"]()["named"]) and all(
        f">{one}<" in shown for one in downloads["named"]()["named"]
    )
    told = downloads["sentences"]()
    assert all(told["marked"]) and all(map(str.__contains__, told["text"], told["marked"]))


def test_the_download_of_events_has_those_beyond_the_first(open_page, downloads, monkeypatch):
    monkeypatch.setattr("dashboard.happened.LISTED", 2)
    app = open_page("timeline", ui="en")
    every = downloads["events"]()
    assert len(every) > 2 and f"These are the first 2 of {len(every)}" in words(app)
