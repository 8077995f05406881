"""Who said what and how many, with a mouse: a bar opens as many as it says, a row its sentence."""

import re

import pytest

from tests.browser.marks import OPEN, bars, evidence
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser


def test_a_speaker_s_bar_opens_the_statements(visit):
    page = visit("statements")
    label, value, x, y = bars(page, "statements_speakers")[1]
    page.mouse.click(x, y)
    settle(page)
    said, marks, sentences = evidence(page)
    assert (label, value) == ("सर्गेई लावरोव", 4)
    assert said == marks == sentences == 4
    assert "speaker" in page.url


def test_a_figure_s_bar_opens_its_figures(visit):
    page = visit("figures")
    label, value, x, y = bars(page, "figures_units")[0]
    page.mouse.click(x, y)
    settle(page)
    said, marks, _ = evidence(page)
    assert value == said == marks == 2
    assert re.search("दिन", label) and re.search(
        "दिन", page.locator(OPEN).get_by_role("heading").inner_text()
    )


def test_a_wrong_hit_is_struck_out_with_two_clicks(visit):
    page = visit("items?mark=entity%3Abrahmos")
    page.locator(OPEN).locator("[class*=_strike_] button").first.click()
    settle(page)
    labels = [label for label, *_ in bars(page, "items_item")]
    assert len(labels) == 4 and "ब्रह्मोस" not in labels
