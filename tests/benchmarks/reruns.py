"""How long a filter change takes on each page, beside an empty page on the same machine.

`python -m tests.benchmarks.reruns [CORPUS]` prints, for each page, the median and worst time from the click
until the page stands again, in a browser and warm. The empty page is the floor of the framework itself; the
difference is our own share.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from tests.browser.conftest import start, stop
from tests.browser.waiting import settle

TIMES = 8
EMPTY = """import streamlit as st
st.title("empty")
st.query_params["kind"] = st.segmented_control("x", ("both", "body", "heading"), key="f_kinds", required=True)
"""
# Milliseconds from the click until the page stands: the address, which is written last, has changed, the
# script rests and nothing is stale.
CLOCK = """place => new Promise(done => {
  const app = document.querySelector('[data-testid=stApp]'), began = performance.now();
  const before = location.search;
  const look = () => {
    const stale = document.querySelector('[data-stale=true]');
    const rests = app.dataset.testScriptState === 'notRunning' && !stale;
    if (location.search !== before && rests) done(performance.now() - began);
    else if (performance.now() - began > 30000) done(30000);
    else requestAnimationFrame(look);
  };
  document.querySelectorAll('.st-key-f_kinds button')[place].click();
  look();
})"""


def measure(browser, address: str) -> list[float]:
    """Return the times of some filter changes on one page, the first two left out."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(address)
    page.locator(".st-key-f_kinds button").first.wait_for(timeout=90_000)
    settle(page)
    times = []
    for turn in range(TIMES + 2):
        times.append(page.evaluate(CLOCK, (turn + 1) % 3))
        page.wait_for_timeout(300)
    page.close()
    return times[2:]


def main(corpus: str = "") -> None:
    from playwright.sync_api import sync_playwright

    folder = Path(tempfile.mkdtemp())
    (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
    settings = {"VIMARSH_CORPUS": corpus} if corpus else {}
    servers = [start(str(folder / "empty.py"), folder), start("dashboard/app.py", folder, **settings)]
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'page':10} {'median':>8} {'worst':>8}  ms from click to a page that stands")
        for name in ("empty", "", "terms", "items", "actors", "read", "method"):
            times = measure(browser, servers[0][1] if name == "empty" else f"{servers[1][1]}/{name}")
            print(f"{name or 'overview':10} {statistics.median(times):8.0f} {max(times):8.0f}", flush=True)
        browser.close()
    for process, _ in servers:
        stop(process)


if __name__ == "__main__":
    main(*sys.argv[1:])
