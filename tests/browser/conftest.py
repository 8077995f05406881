"""The real server and the system's Chromium. Without a browser these tests fail: not run is not known.

`pytest -m "not browser"` leaves them out, said in so many words.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.waiting import ACTED, settle

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


# A proxy of the machine knows nothing of this server.
ask = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


def healthy(address):
    try:
        with ask(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


def start(script, folder, *, again=1, **environment):
    """Start a server of ``script`` on a free port; return the process and its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    log = (folder / f"server-{port}.log").open(
        "wb"
    )  # a pipe nobody reads would stop the server when it is full
    settings = {**os.environ, "VIMARSH_HOME": str(folder), **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=subprocess.STDOUT)
    ends = time.monotonic() + 90
    while not healthy(address):
        if process.poll() is not None and again:  # another process took the port
            return start(script, folder, again=again - 1, **environment)
        if process.poll() is not None or time.monotonic() > ends:
            process.kill()
            pytest.fail(
                f"the server did not start:\n{Path(log.name).read_text(errors='replace')}", pytrace=False
            )
        time.sleep(0.1)
    return process, address


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    process, address = start("dashboard/app.py", tmp_path_factory.mktemp("browser"))
    yield address
    stop(process)


@pytest.fixture(scope="session")
def browser(chromium):
    found = chromium()
    yield found
    found.close()


@pytest.fixture(scope="session")
def requests():
    """Every address that a page asked for."""
    return []


@pytest.fixture
def asked(requests, server):
    """What the pages of this test ask for, which is nothing but what the server has."""
    requests.clear()
    yield requests
    own = (server, server.replace("http", "ws"), "data:", "blob:", "about:")
    assert [url for url in requests if not url.startswith(own)] == []


def new_reader(browser, asked):
    """Return a browser's window of its own; motion is reduced: without a GPU it is dear to draw."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    context.add_init_script(path=ACTED)
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked.append(socket.url)))
    return context


@pytest.fixture(scope="session")
def reader(browser, requests):
    """One browser that keeps scripts and fonts between pages, as a reader's does."""
    context = new_reader(browser, requests)
    yield context
    context.close()


@pytest.fixture(scope="session")
def tab(reader):
    """The one tab of that reader: a new one is a new process, which costs as much again as the page."""
    return reader.new_page()


@pytest.fixture
def visit(browser, tab, server, asked):
    """Return a function that opens an address; ``fresh`` in a browser that has never been here."""
    opened = []

    def visit(address="", *, fresh=False, height=1000):
        page = tab
        if fresh:
            opened.append(new_reader(browser, asked))
            page = opened[-1].new_page()
        page.set_viewport_size({"width": 1400, "height": height})
        page.mouse.move(0, 0)  # where the last test left it, a mark may lie below it
        page.goto(address if address.startswith("http") else f"{server}/{address}")
        page.get_by_role("heading", level=1).wait_for(timeout=60_000)
        settle(page)
        if page.get_by_test_id("stSidebar").get_attribute("data-collapsed") == "true":
            # A test of a phone has closed it, and the browser remembers that.
            page.get_by_test_id("stExpandSidebarButton").click()
            settle(page)
        return page

    yield visit
    for one in opened:
        one.close()
