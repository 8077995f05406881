"""What all tests share: the browser engine of the session, a place for stores, the order of the files."""

import gc
import os
import re
import shutil
import sys

import pytest
from hypothesis import settings

# Kept where the environment says otherwise, too: made ready for pytest's asserts, the files of tests cost
# each process seven seconds, and every process that a test starts would translate the whole of the program.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# How long an example takes is the machine's affair, with two files of tests at a time all the more.
settings.register_profile("here", deadline=None)
if "CI" not in os.environ:  # there Hypothesis has a profile of its own, which is the same in this
    settings.load_profile("here")

# The headless shell draws the same pages for half the work.
BROWSERS = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
)  # fmt: skip
# A page lives some seconds here: what V8 spends on making its scripts quicker never comes back. What they do
# is the same.
PLAIN = "--js-flags=--no-maglev,--no-turbofan"
# Folders whose tests take longest, in the order in which they are begun: what is begun last should be short.
LONGEST = ("tests/browser", "tests/dashboard", "tests/analysis/ingest", "tests/analysis/measures")
# Files that share what is dear to make: one browser and its server; what rows say of the same pages.
TOGETHER = ("tests/browser/", "tests/analysis/measures/test_(lake_)?cubes.py")


def pytest_configure(config):
    if hasattr(config.option, "loadscopereorder"):  # with several processes
        config.option.loadscopereorder = False
        # A test that hangs is begun again by the next process: once is enough.
        config.option.maxworkerrestart = config.option.maxworkerrestart or "1"


def pytest_collection_finish():
    """An ingest ends with a look through all objects for what is garbage: those of pytest are none."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure():
    gc.unfreeze()  # else what the databases hold is told as lost


def pytest_collection_modifyitems(items):
    places = {folder: place for place, folder in enumerate(LONGEST)}
    items.sort(key=lambda item: min((places[f] for f in LONGEST if item.nodeid.startswith(f)), default=9))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand out whole files, so that what a file needs is made once; some files together."""
    from xdist.scheduler import LoadFileScheduling

    class Files(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return next((one for one in TOGETHER if re.match(one, nodeid)), super()._split_scope(nodeid))

    return Files(config, log)


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
            executable_path=path, args=["--no-sandbox", "--disable-gpu", PLAIN], **options
        )


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory):
    """Keep the annotated stores of all tests apart from the user's; the seeds are annotated once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIMARSH_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_once():
    """Make the forms of the shipped lexicon ready once, not again for every small store that a test makes."""
    from analysis.lexicon import matcher
    from analysis.lexicon.reader import load_lexicon

    shipped, compile_forms = load_lexicon(), matcher.compile_forms
    ready = compile_forms(shipped)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher, "compile_forms", lambda one: ready if one is shipped else compile_forms(one))
        yield
