"""What a reader does with a mouse: click, filter, copy the link."""

import re
from pathlib import Path

import pytest

from dashboard.strings import texts
from tests.browser.marks import OPEN, bars, evidence
from tests.browser.waiting import click_apart, settle, steady

pytestmark = pytest.mark.browser

FREE_EDGE = Path(__file__).with_name("free_edge.js")
TABLE = "() => document.querySelector('.st-key-actors_pairs_table canvas')?.getBoundingClientRect().toJSON()"


def test_a_bar_opens_as_many_sentences_as_it_says(visit):
    page = visit("terms")
    label, value, x, y = next(bar for bar in bars(page, "terms_ranking") if bar[0] == "द्विपक्षीय")
    page.mouse.click(x, y)
    settle(page)
    said, marks, _ = evidence(page)
    assert value == said == marks == 9
    assert page.locator(OPEN).get_by_role("heading").inner_text() == label
    # A second click on the same bar closes them.
    click_apart(page, x, y)
    page.locator(OPEN).wait_for(state="detached")
    # Closed by the button, a click on the same bar opens them again.
    click_apart(page, x, y)
    settle(page)
    page.locator(OPEN).get_by_text(texts("hi")["evidence.close"], exact=True).click()
    page.locator(OPEN).wait_for(state="detached")
    click_apart(page, x, y)
    settle(page)
    assert evidence(page)[0] == value


def test_an_edge_opens_as_many_sentences_as_it_says(visit):
    page = visit("actors")
    page.locator(".st-key-actors_network canvas").first.wait_for()
    found = steady(page, FREE_EDGE.read_text(encoding="utf-8"))
    page.mouse.click(found["x"], found["y"])
    settle(page)
    said, _, sentences = evidence(page)
    assert found["value"] == said == sentences
    assert set(found["pair"]) == set(re.search("mark=pair%3A(.+?)(&|$)", page.url).group(1).split("~"))


def test_a_row_of_the_table_opens_its_sentences(visit):
    page = visit("actors")
    table = page.locator(".st-key-actors_pairs_table")
    table.scroll_into_view_if_needed()
    box = steady(page, TABLE)  # charts above it that come to stand move it
    page.mouse.click(box["x"] + 16, box["y"] + 35 + 17)
    settle(page)
    said, _, sentences = evidence(page)
    assert said == sentences == 9  # भारत and रूस in the same sentence


def test_a_filter_changes_the_numbers_and_the_copied_link_brings_them_back(visit):
    page = visit("terms")
    before = [bar[:2] for bar in bars(page, "terms_ranking")]
    page.locator(".st-key-f_kinds").get_by_text(texts("hi")["kinds.body"], exact=True).click()
    settle(page)
    page.locator(".st-key-f_query input").fill("brahmos")
    page.keyboard.press("Enter")
    settle(page)
    page.locator(".st-key-chip_1").wait_for()
    after = [bar[:2] for bar in bars(page, "terms_ranking")]
    assert after != before
    page.mouse.click(*bars(page, "terms_ranking")[4][2:])
    settle(page)
    opened = evidence(page)

    again = visit(page.url, fresh=True)
    assert [bar[:2] for bar in bars(again, "terms_ranking")] == after
    assert evidence(again) == opened
    assert again.locator(".st-key-f_query input").input_value() == "brahmos"


def test_filters_stay_over_pages_and_back_brings_the_last_view_back(visit):
    page = visit("terms?doc=003_423de9ca1c02ffde")
    for name in ("items", "actors", "read", "method"):
        page.get_by_test_id("stSidebar").get_by_text(texts("hi")[f"{name}.title"], exact=True).click()
        page.wait_for_url(re.compile(f"/{name}"))
        settle(page)
        assert "doc=003_423de9ca1c02ffde" in page.url
    page.go_back()
    page.wait_for_url(re.compile("/read"))
    settle(page)
    assert page.get_by_role("heading", level=1).inner_text() == texts("hi")["read.title"]
    assert "doc=003_423de9ca1c02ffde" in page.url


def test_switching_the_language_keeps_what_is_chosen(visit):
    page = visit("actors?entity=jaishankar&unit=document&mark=pair:jaishankar~lavrov")
    opened = evidence(page)
    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    page.get_by_role("heading", name="Actors").wait_for()
    settle(page)
    assert evidence(page) == opened
    assert "S. Jaishankar" in page.locator(".st-key-f_actors").inner_text()
    # The choice is alive, not only painted: taking it back works.
    page.locator(".st-key-chip_0 button").click()
    settle(page)
    assert "entity" not in page.url


def test_from_a_sentence_one_click_opens_it_in_the_article(visit):
    page = visit("items?mark=entity:brahmos")
    page.locator(OPEN).get_by_role("link").first.click()
    page.wait_for_url(re.compile("/read"))
    page.locator(".vm-reader mark.vm-now").wait_for()
    assert page.locator(".vm-reader mark.vm-now").inner_text() == "ब्रह्मोस सुपरसोनिक मिसाइल"
    assert page.locator(".vm-reader .vm-at").inner_text().startswith("10")
