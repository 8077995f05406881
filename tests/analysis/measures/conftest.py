from pathlib import Path

import pytest

from analysis.measures import spans
from analysis.opening import open_corpus
from tests.analysis.news import news_store

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def store():
    with news_store() as made:
        yield made


@pytest.fixture(scope="session")
def seeds():
    """The two articles, opened once for all tests that only ask."""
    store, problems = open_corpus(ROOT / "seeds")
    with store:
        assert not problems
        yield store


@pytest.fixture(autouse=True, scope="module")
def in_parts():
    """Look for pages in parts of the corpus, as in a large one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spans, "FEW", 0)
        yield
