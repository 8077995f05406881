"""What all tests share: the one browser engine of the session, a place for stores."""

import os
import shutil

import pytest
from hypothesis import settings

# How long an example takes is the machine's affair, with two files of tests at a time all the more.
settings.register_profile("here", deadline=None)
if "CI" not in os.environ:  # there Hypothesis has a profile of its own, which is the same in this
    settings.load_profile("here")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium():
    """Return a function that starts the system's Chromium (``env`` for its environment).

    Playwright's engine runs once a process, so every test that needs a browser takes it from here. Without a
    browser those tests fail: not run is not known.
    """
    from playwright.sync_api import sync_playwright

    path = os.environ.get("VIMARSH_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail(
            "no browser: install chromium, name one in VIMARSH_BROWSER, or say -m 'not browser'",
            pytrace=False,
        )
    with sync_playwright() as engine:
        yield lambda **options: engine.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"], **options
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Keep the annotated stores of these tests apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIMARSH_HOME", str(tmp_path_factory.mktemp("home")))
        yield
