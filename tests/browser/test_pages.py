"""What a reader does with a mouse: open, click, filter, copy the link."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from dashboard.strings import texts
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser

OPEN = ".st-key-evidence_open"
HERE = Path(__file__).parent
VIEWS = HERE.parents[1] / "dashboard" / "views"
PAGES = sorted(path.stem for path in VIEWS.glob("*.py") if path.stem != "__init__")


def bars(page, key):
    """Return [(label, value, x, y)] of a bar chart: where to click for each bar."""
    chart = page.locator(f".st-key-{key}")
    chart.locator(".point path").first.wait_for()
    chart.scroll_into_view_if_needed()
    labels = [label.strip() for label in chart.locator(".ytick text").all_text_contents()]
    values = [float(text) for text in chart.locator(".bartext").all_text_contents()]
    boxes = [path.bounding_box() for path in chart.locator(".point path").all()]
    return [
        (label, value, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for label, value, box in zip(labels, values, boxes, strict=True)
    ]


def evidence(page):
    """Return the number the open sentences are headed by, and how many marks and sentences stand below it."""
    place = page.locator(OPEN)
    place.locator("mark").first.wait_for()
    said = int(re.search(r"\d+", place.locator("strong").first.inner_text()).group())
    return said, place.locator("mark.vm-hit").count(), place.locator(".vm-text p").count()


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages(visit, name, language):
    page = visit(f"{'' if name == 'overview' else name}?ui={language}")
    assert page.get_by_role("heading", level=1).inner_text() == texts(language)[f"{name}.title"]
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0


def test_a_bar_opens_as_many_sentences_as_it_says(visit):
    page = visit("terms")
    label, value, x, y = next(bar for bar in bars(page, "terms_ranking") if bar[0] == "द्विपक्षीय")
    page.mouse.click(x, y)
    settle(page)
    said, marks, _ = evidence(page)
    assert value == said == marks == 9
    assert page.locator(OPEN).get_by_role("heading").inner_text() == label
    # A second click on the same bar closes them.
    page.mouse.click(x, y)
    page.locator(OPEN).wait_for(state="detached")
    # Closed by the button, a click on the same bar opens them again. (At once, it is a double click.)
    page.wait_for_timeout(600)
    page.mouse.click(x, y)
    settle(page)
    page.locator(OPEN).get_by_text(texts("hi")["evidence.close"], exact=True).click()
    page.locator(OPEN).wait_for(state="detached")
    page.wait_for_timeout(600)
    page.mouse.click(x, y)
    settle(page)
    assert evidence(page)[0] == value


def test_the_grid_of_items_and_actors_is_not_empty_at_first(visit):
    page = visit("items")
    page.locator(".st-key-items_heat .point path").first.wait_for()


def test_on_a_phone_no_control_runs_out_of_the_screen(visit):
    page = visit("trends?ui=en", fresh=True)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    edges = [box.bounding_box() for box in page.get_by_test_id("stButtonGroup").get_by_role("radio").all()]
    assert len(edges) > 8
    assert max(box["x"] + box["width"] for box in edges if box["x"] >= 0) <= 390


def test_an_edge_opens_as_many_sentences_as_it_says(visit):
    page = visit("actors")
    page.locator(".st-key-actors_network canvas").first.wait_for()
    page.wait_for_timeout(500)
    found = page.evaluate((HERE / "free_edge.js").read_text(encoding="utf-8"))
    page.mouse.click(found["x"], found["y"])
    settle(page)
    said, _, sentences = evidence(page)
    assert found["value"] == said == sentences
    assert set(found["pair"]) == set(re.search("mark=pair%3A(.+?)(&|$)", page.url).group(1).split("~"))


def test_a_row_of_the_table_opens_its_sentences(visit):
    page = visit("actors")
    table = page.locator(".st-key-actors_pairs_table")
    table.scroll_into_view_if_needed()
    box = table.locator("canvas").first.bounding_box()
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


def test_a_long_article_opens_at_its_sentence(visit):
    page = visit("read?name=000_e9d52559c15d213b&at=S23", height=600)
    inside = page.evaluate(
        """() => { const box = document.querySelector('.vm-reader').getBoundingClientRect();
                   const at = document.querySelector('.vm-at').getBoundingClientRect();
                   return at.top >= box.top - 1 && at.bottom <= box.bottom + 1; }"""
    )
    assert inside


def test_a_nonsense_link_gives_a_notice_and_the_page(visit):
    page = visit(f"actors?unit=chapter&top=-3&doc={quote('कोई-नहीं')}&from=yesterday&mark=pair:%00")
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlert").count() == 1
    page.locator(".st-key-actors_network canvas").first.wait_for()


def test_nothing_is_asked_of_the_network(visit, server, browser):
    asked = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/actors")
    page.locator(".st-key-actors_network canvas").first.wait_for(timeout=60_000)
    context.close()
    assert [
        url for url in asked if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))
    ] == []
