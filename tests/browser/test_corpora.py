"""A reader brings articles: drops files, reads the report, sees the numbers follow an edit and a removal."""

import re
from pathlib import Path

import pytest

from analysis.reading import SUFFIXES
from dashboard.style import ACCEPTED, DROP
from tests.browser.waiting import settle, steady

pytestmark = pytest.mark.browser

FORM = "() => document.querySelector('.st-key-corpus-one_name')?.getBoundingClientRect().toJSON()"
SAID = "place => getComputedStyle(document.querySelector(place), '::after').content"


@pytest.fixture
def files(tmp_path):
    texts = {
        "one.txt": "शिखर बैठक\n\nभारत और रूस ने समझौता किया। जयशंकर मॉस्को गए।",
        "two.txt": "रूस ने ब्रह्मोस पर बात की।\nभारत आया।",
        "news.csv": "शीर्षक,लेख,दिनांक\nपहला,भारत में बैठक होगी।,2025-01-05\nदूसरा,भारत में बैठक होगी।,\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes("यह लेख".encode() + b"\xff\xfe\xfd caf\xe9")
    return [str(tmp_path / name) for name in (*texts, "bad.txt")]


def metrics(page):
    """Return {label: value} of the overview."""
    page.get_by_role("link", name="सिंहावलोकन").first.click()
    page.get_by_test_id("stMetric").first.wait_for()
    settle(page)
    shown = [box.inner_text().split("\n") for box in page.get_by_test_id("stMetric").all()]
    return {lines[0]: lines[-1] for lines in shown}


def to_corpus(page):
    page.get_by_role("link", name="लेख-संग्रह").first.click()
    page.get_by_role("heading", level=1, name="लेख-संग्रह").wait_for()
    settle(page)


def edit_one(page, name):
    """Open the form of one document."""
    page.get_by_text("एक लेख की जानकारी बदलें").click()
    steady(page, FORM)  # a list that is open is closed when its box moves
    box = page.locator(".st-key-corpus-one_name")
    box.get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile(f" {name}$")).click()
    settle(page)


def test_articles_come_in_change_and_go(visit, files):
    page = visit("corpus", height=2400)
    # The framework's own words there are English on every page.
    assert [page.evaluate(SAID, place) for place in (DROP, ACCEPTED)] == [
        '"फ़ाइलें चुनें"', f'"हर फ़ाइल 50 MB तक · {" ".join(SUFFIXES)}"',
    ]  # fmt: skip
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_text("news.csv: कौन-सा स्तंभ क्या है").wait_for()
    settle(page)  # while it is drawn anew there may be two of a button
    page.get_by_role("button", name="पढ़ना शुरू करें").click()
    page.get_by_text("पूरा हुआ").wait_for()
    settle(page)
    # Two texts and one row; the other row is the same article, bad.txt is no UTF-8.
    assert "नए लेख: 3; इस बार लाई गई फ़ाइलें या पाठ: 4" in page.get_by_text("पूरा हुआ").inner_text()
    assert "देखने योग्य पंक्तियाँ: 2" in page.get_by_text("देखने योग्य पंक्तियाँ").inner_text()
    page.wait_for_url(re.compile("corpus=own-"))
    link = page.url
    before = metrics(page)
    assert (before["लेख"], before["तिथि वाले"]) == ("3", "1")
    with page.expect_download(timeout=20_000) as got:  # made after the page, of the reader's own articles
        page.locator("[class*='st-key-overview'][class*='_csv'] button").first.click()
    assert len(Path(got.value.path()).read_text(encoding="utf-8-sig").splitlines()) == 4

    to_corpus(page)
    edit_one(page, "one")
    page.locator("[data-testid=stForm]").get_by_role("textbox", name="तिथि").fill("1/6/2025")
    page.get_by_role("button", name="सहेजें").click()
    settle(page)
    assert metrics(page)["तिथि वाले"] == "2"

    to_corpus(page)
    edit_one(page, "two")
    page.get_by_role("button", name="यह लेख हटाएँ").click()
    page.get_by_role("button", name="हाँ, मिटाएँ").click()
    settle(page)
    after = metrics(page)
    assert after["लेख"] == "2" and int(after["कुल शब्द"]) == int(before["कुल शब्द"]) - 8

    # The link opens for nobody else.
    other = visit(link, fresh=True)
    assert "यह दस्तावेज़-समूह इस सर्वर पर नहीं है" in other.get_by_test_id("stAlert").first.inner_text()


def test_a_point_of_a_trend_opens_its_sentences(visit, tmp_path):
    rows = "".join(f"रूस ने बात {number} की।,2025-{1 + number % 12:02}-03\n" for number in range(24))
    (tmp_path / "year.csv").write_text("text,date\n" + rows, encoding="utf-8")
    page = visit("corpus")
    page.locator("input[type=file]").set_input_files(str(tmp_path / "year.csv"))
    page.get_by_text("year.csv: कौन-सा स्तंभ क्या है").wait_for()
    settle(page)  # while it is drawn anew there may be two of a button
    page.get_by_role("button", name="पढ़ना शुरू करें").click()
    page.get_by_text("पूरा हुआ").wait_for()
    page.get_by_role("link", name="रुझान").first.click()
    points = page.locator(".st-key-trends_lines .scatterlayer .point")
    points.first.wait_for()
    settle(page)
    assert points.count() >= 12
    box = points.nth(4).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    place = page.locator(".st-key-evidence_open")
    place.locator("mark").first.wait_for()
    settle(page)  # the sentences come one by one
    assert "28 अप्रैल 2025 से एक सप्ताह" in place.get_by_role("heading").inner_text()
    assert place.locator(".vm-text p").count() == 2
