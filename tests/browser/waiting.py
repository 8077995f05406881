"""Waiting for a page."""


def settle(page):
    """Wait until the page's script has run and its charts stand."""
    page.wait_for_timeout(150)  # a click reaches the server a moment after it is made
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
        " && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')",
        timeout=60_000,
    )
