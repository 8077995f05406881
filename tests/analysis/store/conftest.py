import pytest

from tests.analysis.news import news_store


@pytest.fixture(scope="module")
def store():
    with news_store() as made:
        yield made
