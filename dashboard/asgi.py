"""The same pages for hosting: `streamlit run dashboard/asgi.py`. Warm from the start, with headers."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402

from dashboard import data, style  # noqa: E402


def content_policy() -> str:
    """Return the policy under which charts, tables and downloads work, and nothing else is loaded."""
    shell = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in [*re.findall(r"<script>(.*?)</script>", shell, re.S), style.script()]
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: blob: data:; "
        "worker-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    )


HEADERS = {
    "content-security-policy": content_policy(),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}


class Headers:
    """Adds the headers to every answer; leaves websockets alone."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        async def send_with_headers(message) -> None:
            if message["type"] == "http.response.start":
                given = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", []), *given]}
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class ShellLanguage:
    """Says the language of the page in its shell, so that a screen reader speaks Hindi as Hindi."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        english = b"ui=en" in scope.get("query_string", b"").split(b"&")
        shell = False

        async def send_in_language(message) -> None:
            nonlocal shell
            if message["type"] == "http.response.start":
                shell = dict(message.get("headers", [])).get(b"content-type", b"").startswith(b"text/html")
            elif shell and not english:
                # Both codes have two letters: the length that was announced stays right.
                body = message.get("body", b"").replace(b'<html lang="en"', b'<html lang="hi"', 1)
                message = {**message, "body": body}
            await send(message)

        await self.app(scope, receive, send_in_language if scope["type"] == "http" else send)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[dict[str, object]]:
    """Open the corpus and load what the pages import, then take it out of garbage collection."""
    data.warm()
    yield {}


app = st.App(
    str(Path(__file__).with_name("app.py")),
    lifespan=lifespan,
    middleware=[Middleware(Headers), Middleware(ShellLanguage)],
)
