"""The marks of a chart, and the sentences that a click on one of them opens."""

import re

from tests.browser.waiting import settle

OPEN = ".st-key-evidence_open"


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
    settle(page)  # on a busy machine the first sentences stand before the others
    said = int(re.search(r"\d+", place.locator("strong").first.inner_text()).group())
    return said, place.locator("mark.vm-hit").count(), place.locator(".vm-text p").count()
