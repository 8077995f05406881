"""What a reader gets who asks for a file: made after the page, for the same reader."""

import csv
from pathlib import Path

import pytest

from tests.browser.marks import bars, evidence
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser


def download(page, key):
    with page.expect_download(timeout=20_000) as got:
        page.locator(f".st-key-{key} button").click()
    return Path(got.value.path())


def table(page, key):
    with download(page, key).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sentences_of_a_bar_can_be_taken_along(visit):
    page = visit("terms")
    _, value, x, y = next(bar for bar in bars(page, "terms_ranking") if bar[0] == "द्विपक्षीय")
    page.mouse.click(x, y)
    settle(page)
    sentences = evidence(page)[2]
    rows = table(page, "terms_sentences_csv")
    assert len(rows) == sentences and all("द्विपक्षीय" in row["text"] for row in rows)
