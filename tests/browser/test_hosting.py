"""The hosted form of the same pages: headers, the language of the shell, charts under the strict policy."""

import pytest

from tests.browser.conftest import ask, new_reader, start, stop

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hosted(tmp_path_factory):
    process, address = start("dashboard/asgi.py", tmp_path_factory.mktemp("hosting"))
    yield address
    stop(process)


def test_every_answer_has_the_headers(hosted):
    for path in ("/", "/terms", "/_stcore/health"):
        with ask(hosted + path) as answer:
            assert "unsafe-eval" not in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("address", "language"), [("/", b"hi"), ("/terms?q=x&ui=en", b"en")])
def test_the_shell_says_the_language_of_the_page(hosted, address, language):
    with ask(hosted + address) as answer:
        body = answer.read()
        assert b'<html lang="' + language + b'"' in body
        assert len(body) == int(answer.headers["content-length"])


def test_charts_stand_under_the_policy(hosted, browser):
    context = new_reader(browser, [])
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{hosted}/actors?mark=entity:brahmos")
    page.locator(".st-key-actors_network canvas").first.wait_for(timeout=60_000)
    page.locator(".st-key-actors_ranking .point path").first.wait_for(timeout=60_000)
    page.locator(".st-key-actors_pairs_table canvas").first.wait_for(timeout=60_000)
    context.close()
    assert [text for text in said if "Content Security Policy" in text] == []
