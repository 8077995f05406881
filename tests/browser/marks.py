"""The marks of a chart, and the sentences that a click on one of them opens."""

import re

from tests.browser.waiting import settle

OPEN = ".st-key-evidence_open"
# What is written and the middle of each; a text of several lines is one.
PLACED = """marks => marks.map(mark => {
    const box = mark.getBoundingClientRect(), lines = [...mark.querySelectorAll('tspan')];
    const text = lines.length ? lines.map(line => line.textContent).join(' ') : mark.textContent;
    return [text.trim(), box.x + box.width / 2, box.y + box.height / 2];
})"""


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


def cells(page, key):
    """Return [(row, column, value, x, y)] of a grid: the names of each cell, and where to click."""
    chart = page.locator(f".st-key-{key}")
    chart.locator(".point path").first.wait_for()
    chart.scroll_into_view_if_needed()
    rows, columns, texts, places = (
        chart.locator(place).evaluate_all(PLACED)
        for place in (".ytick text", ".xtick text", ".bartext", ".point path")
    )
    return [
        (
            min(rows, key=lambda row: abs(row[2] - y))[0],
            min(columns, key=lambda column: abs(column[1] - x))[0],
            int(text[0]),
            x,
            y,
        )
        for text, (_, x, y) in zip(texts, places, strict=True)
    ]


def evidence(page):
    """Return the number the open sentences are headed by, and how many marks and sentences stand below it."""
    place = page.locator(OPEN)
    place.locator("mark").first.wait_for()
    settle(page)  # on a busy machine the first sentences stand before the others
    said = int(re.search(r"\d+", place.locator("strong").first.inner_text()).group())
    return said, place.locator("mark.vm-hit").count(), place.locator(".vm-text p").count()
