"""Waiting for a page: for what has happened, not for a time."""

from pathlib import Path

ACTED = Path(__file__).with_name("acted.js")
FRAME = "() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 50)))"
DOUBLE = 600  # ms; Streamlit takes two clicks within 500 for a double click
# A click reaches the server a moment after it is made; one that runs no script is not waited for longer.
BEGUN = "() => !window.acted?.waiting || performance.now() - window.acted.at > 3000"
STANDS = """() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')"""


def settle(page):
    """Wait until the script that the last action asked for has run, and the page's charts stand."""
    page.wait_for_function(BEGUN, timeout=60_000)
    page.wait_for_function(STANDS, timeout=60_000)


def click_apart(page, x, y):
    """Click where it was clicked before, late enough that the two are no double click."""
    settle(page)
    page.wait_for_function(f"() => performance.now() - window.acted.at > {DOUBLE}")
    page.mouse.click(x, y)


def steady(page, script):
    """Return what ``script`` returns of a page as soon as it says so twice, a frame apart."""
    before, now = None, page.evaluate(script)
    while not now or before != now:
        page.evaluate(FRAME)
        before, now = now, page.evaluate(script)
    return now
