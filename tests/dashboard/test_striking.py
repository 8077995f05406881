"""What a reader strikes out or adds on the pages: totals follow, it is told and stamped, it can be undone."""

import re

import pytest

from analysis.corrections import Rejection
from dashboard import strike
from dashboard.strings import texts
from tests.dashboard.test_pages import address, bars, words


def test_a_wrong_hit_is_struck_out_and_comes_back(open_page):
    app = open_page("items", mark="entity:brahmos")
    total = sum(bars(app).values())
    strike = next(button for button in app.button if "_strike_" in (button.key or ""))
    assert "ब्रह्मोस सुपरसोनिक मिसाइल" in strike.label
    strike.click().run()
    assert not app.exception and app.success
    assert sum(bars(app).values()) == total - 1 and "ब्रह्मोस" not in " ".join(bars(app))
    assert "नहीं मिला।" not in words(app) and "आपने जो हटाया (1), उसके बाद यहाँ 0 बचे" in words(app)
    assert "हटाए गए उल्लेख): ब्रह्मोस \\(1" in words(app)
    app.switch_page("views/corrections.py").run()
    assert "ब्रह्मोस" in words(app)
    app.button(key="corrections_undo_1").click().run()
    app.switch_page("views/items.py").run()
    assert sum(bars(app).values()) == total
    # Another reader never saw it.
    assert sum(bars(open_page("items")).values()) == total


def said(app):
    """Return the number that the open list is headed by, 0 where nothing is left of it."""
    found = re.search(r"^\*\*(\d+) (उल्लेख|वाक्य|बार|लेख)", words(app), re.MULTILINE)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("page", "mark", "name", "count"),
    [
        ("items", "class:missile", "ब्रह्मोस सुपरसोनिक मिसाइल", 2),
        ("items", "cell:brahmos~country_in", "ब्रह्मोस सुपरसोनिक मिसाइल", 1),
        ("actors", "pair:jaishankar~lavrov", "सर्गेई लावरोव", 5),
        ("actors", "holder:foreign_minister~lavrov", "रूसी विदेश मंत्री", 3),
        ("actors", "by:lavrov~reference", "उन्होंने", 3),
        ("actors", "called:lavrov", "समकक्ष", 10),
        ("actor", "acts:lavrov", "“लावरोव” सर्गेई", 4),
        ("actor", "by:jaishankar~reference", "उन्होंने", 6),
    ],
)
def test_every_list_that_opens_mentions_lets_them_be_struck_out(open_page, page, mark, name, count):
    app = open_page(page, mark=mark, **({"unit": "document"} if "cell" in mark else {}))
    assert said(app) == count
    next(one for one in app.button if "_strike_" in (one.key or "") and name in one.label).click().run()
    assert not app.exception and not app.warning and "हटाया गया" in app.success[0].value
    assert said(app) == count - 1
    assert ("आपने जो हटाया (1), उसके बाद यहाँ 0 बचे" in words(app)) == (count == 1)


def test_lists_that_open_no_mentions_offer_no_strike(open_page):
    for page, mark in (("terms", "term:रूस"), ("figures", "unit:गुना~ratio"), ("timeline", "events:meeting")):
        app = open_page(page, mark=mark)
        assert not [one for one in app.button if "_strike_" in (one.key or "")]


@pytest.mark.parametrize(("part", "speakers", "nobody"), [("statement", 3, 0), ("speaker", 3, 1)])
@pytest.mark.parametrize("where", ["ledger", "sentences"])
def test_a_wrong_statement_or_speaker_is_struck_out(open_page, part, speakers, nobody, where):
    app = open_page(
        "statements", **({"mark": "speaker:lavrov"} if where == "sentences" else {"speaker": "lavrov"})
    )
    key = "statements_strike_" if where == "sentences" else "statements_ledger_strike_"
    buttons = [one for one in app.button if (one.key or "").startswith(key) and one.key.endswith(part)]
    assert len(buttons) == 4
    buttons[0].click().run()
    assert not app.exception and app.success
    assert bars(app)["सर्गेई लावरोव"] == speakers
    assert bars(app).get(texts("hi")["statements.nobody"], 0) == nobody
    app.switch_page("views/corrections.py").run()
    app.button(key="corrections_undo_1").click().run()
    app.switch_page("views/statements.py").run()
    assert bars(app)["सर्गेई लावरोव"] == 4


def test_an_added_name_is_counted_and_taken_back(open_page):
    app = open_page("corrections")
    fields = {field.label: field for field in app.text_input}
    fields["नाम"].set_value("राष्ट्रीय हित")
    fields["लिखे रूप"].set_value("राष्ट्रीय हितों | राष्ट्रीय हित")
    next(b for b in app.button if b.label == "जोड़ें").click().run()
    assert not app.exception and not app.error and app.success
    app.switch_page("views/actors.py").run()
    assert bars(app)["राष्ट्रीय हित"] == 1
    assert "राष्ट्रीय हित" not in bars(open_page("actors"))


def test_a_form_that_is_taken_is_refused_and_told(open_page):
    app = open_page("corrections")
    fields = {field.label: field for field in app.text_input}
    fields["नाम"].set_value("कोई और")
    fields["लिखे रूप"].set_value("जयशंकर")
    next(b for b in app.button if b.label == "जोड़ें").click().run()
    assert not app.exception and app.error
    assert texts("hi")["corrections.empty"] in words(app)


@pytest.mark.parametrize(
    ("name", "forms", "guards", "told"),
    [
        ("मीरा", "मीरा", "दो शब्द", "एक शब्द नहीं"),
        ("न" * 300, "मीरा", "", "300 अक्षर"),
        ("विदेश मंत्री", "", "", "पदनाम"),
        ("कोई और", "जयशंकर", "", "पहले से"),
    ],
)
def test_the_form_refuses_what_a_table_may_not_hold(open_page, name, forms, guards, told):
    app = open_page("corrections")
    fields = {field.label: field for field in app.text_input}
    fields["नाम"].set_value(name)
    fields["लिखे रूप"].set_value(forms)
    fields["साथ के शब्द (वैकल्पिक)"].set_value(guards)
    next(b for b in app.button if b.label == "जोड़ें").click().run()
    assert not app.exception and not app.success
    (error,) = app.error
    assert error.value.startswith("नहीं जोड़ा गया") and told in error.value
    assert "पंक्ति" not in error.value and "form" not in error.value
    assert texts("hi")["corrections.empty"] in words(app)


def struck(open_page):
    app = open_page("items", mark="entity:brahmos")
    next(button for button in app.button if "_strike_" in (button.key or "")).click().run()
    return app


def test_a_corrected_page_says_so_with_both_numbers_and_so_does_its_link(open_page):
    app = struck(open_page)
    label = next(link.proto.label for link in app.get("page_link") if link.proto.label.startswith("1 सुधार"))
    before, after = map(int, re.findall(r"उल्लेख (\d+) \(बिना सुधार (\d+)\)", label)[0])
    assert after == before + 1 and "कथन 16 (बिना सुधार 16)" in label
    fixed = "".join(address(app)["fixed"])
    assert re.fullmatch(r"1-[0-9a-f]{8}", fixed)
    other = open_page("items", fixed=fixed)
    assert "1 सुधार के साथ बना था" in other.warning[0].value
    assert "fixed" not in address(other)
    assert open_page("items", fixed="1<b>").warning


def test_what_a_corrected_page_gives_away_is_stamped(open_page):
    app = struck(open_page)
    app.switch_page("views/statements.py").run()
    labels = {one.proto.label for one in app.get("download_button")}
    assert labels and all("1 सुधार के साथ" in label for label in labels)
    plain = {one.proto.label for one in open_page("statements").get("download_button")}
    assert plain and not any("सुधार" in label for label in plain)


def test_two_statements_of_the_same_words_stand_on_one_page(open_page, tmp_path, monkeypatch):
    text = "दिल्ली में बैठक हुई।\nसरकारी सूत्रों के हवाले से एएनआई ने कहा कि भारत का रुख साफ है।"
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("VIMARSH_CORPUS", str(tmp_path / "one.txt"))
    app = open_page("statements")
    assert not app.exception
    shown = [box.proto.body for box in app.get("html") if "भारत का रुख साफ है" in box.proto.body]
    assert len(shown) == 2


def test_what_is_struck_at_one_place_has_names_of_its_own():
    at = [[Rejection("a", start, 9, "", "क", "statement")] for start in (1, 1, 2)]
    assert strike.keys([*at, [], []], "n") == ["n", "n_1", "n", "n", "n_1"]
