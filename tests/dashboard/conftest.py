"""The pages run whole, on the seeds, without a browser."""

import logging
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1.local_script_runner import require_widgets_deltas

ROOT = Path(__file__).resolve().parents[2]


def wait_for_page(runner, timeout, in_time=require_widgets_deltas):
    """Wait for the page's thread; Streamlit looks through all that it has told once a millisecond instead."""
    runner._script_thread.join(timeout)
    in_time(runner, 0.1)  # which fails for a page that still runs


@pytest.fixture(scope="session", autouse=True)
def corpus():
    """Let the pages open the seeds, and Streamlit do no more than a page needs."""
    patch = pytest.MonkeyPatch()
    # AppTest asks every installed package for components before a page's first run: half of what that costs.
    patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
    patch.setattr("streamlit.testing.v1.local_script_runner.require_widgets_deltas", wait_for_page)
    patch.delenv("VIMARSH_CORPUS", raising=False)
    patch.setattr("sys.argv", ["streamlit"])
    # Pages are run outside a server here, which Streamlit warns of at every call.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(lambda _: False)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def main_module():
    """Streamlit makes the app the main module; processes that later tests start would run it first.

    Put back without ``monkeypatch``, which a test may undo before it runs a page.
    """
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def open_page():
    """Return a function that opens a page by its address and runs it; ``state`` is what the session knows."""
    from streamlit.testing.v1 import AppTest

    def open_page(page="overview", *, state=(), **params):
        app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
        # Before the first run AppTest takes a page for its file's name, which is what its address is called.
        if page != "overview":
            app.switch_page(f"views/{page}.py")
        for name, value in params.items():
            app.query_params[name] = value
        for name, value in dict(state).items():
            app.session_state[name] = value
        return app.run()

    return open_page
