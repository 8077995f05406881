"""What a reader gets who asks for a file: made after the page, for the same reader."""

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.browser.marks import OPEN, cells, evidence
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def download(page, key):
    with page.expect_download(timeout=20_000) as got:
        page.locator(f".st-key-{key} button").click()
    return Path(got.value.path())


def table(page, key):
    with download(page, key).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_cell_opens_what_it_says_and_the_grid_can_be_taken_along(visit, browser):
    """Its sentences, the numbers as a table, as a picture, and as a page that works without a network."""
    page = visit("items")
    grid = cells(page, "items_heat")
    row, column, value, x, y = grid[-1]
    page.mouse.click(x, y)
    settle(page)
    title = page.locator(OPEN).get_by_role("heading").inner_text()
    assert evidence(page)[0] == value and title == f"{row} और {column}"
    shown = page.locator(OPEN).locator(".vm-text p").all_inner_texts()
    assert [one["text"] for one in table(page, "items_sentences_csv")] == shown

    page.locator(".st-key-items_heat_open summary").click()
    settle(page)
    rows = [list(one.values()) for one in table(page, "items_heat_csv")]
    assert sorted(rows) == sorted([one[0], one[1], str(one[2])] for one in grid)
    picture = ElementTree.fromstring(download(page, "items_heat_svg").read_text(encoding="utf-8"))
    texts = [" ".join("".join(one.itertext()).split()) for one in picture.iter(f"{SVG}text")]
    assert {row, column} <= set(texts) and texts.count(str(value)) == [one[2] for one in grid].count(value)

    offline = browser.new_context(offline=True)
    alone = offline.new_page()
    asked = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.set_content(download(page, "items_heat_html").read_text(encoding="utf-8"))
    alone.locator(".point path").first.wait_for()
    drawn = [int(text) for text in alone.locator(".bartext").all_text_contents()]
    assert drawn == [one[2] for one in grid] and not asked
    offline.close()
