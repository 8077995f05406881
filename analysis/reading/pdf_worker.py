"""Reads one PDF from standard input and writes its text, or why there is none, as JSON.

Run by ``documents.pdf_drafts`` as a process of its own: ``pdf_worker.py PAGES CHARACTERS SECONDS``.
"""

from __future__ import annotations

import io
import json
import sys

MEMORY = 1 << 30


def main() -> None:
    """Read, limit, tell."""
    pages, characters, seconds = map(int, sys.argv[1:4])
    _limit(seconds)
    data = sys.stdin.buffer.read()
    told = _read(data, pages, characters)
    sys.stdout.buffer.write(json.dumps(told).encode("utf-8"))


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of the caller stays
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _read(data: bytes, pages: int, characters: int) -> dict[str, str]:
    import logging

    import pypdf

    logging.disable(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        try:
            if not reader.decrypt(""):  # "printing forbidden" locks with an empty password
                return {"error": "encrypted"}
        except Exception as error:
            return {"error": "encrypted", "reason": type(error).__name__}
    if len(reader.pages) > pages:
        return {"error": "too_many_pages"}
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        texts.append(page.extract_text())
        length += len(texts[-1])
        if length > characters:  # one more than allowed is enough to be told as too large
            break
    return {"text": "\n".join(texts)}


if __name__ == "__main__":
    main()
