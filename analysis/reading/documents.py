"""Word files and PDFs with a text layer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import ReadingError
from analysis.reading.container import open_office
from analysis.reading.limits import Limits
from analysis.reading.result import Draft
from analysis.reading.source import Source, read_whole

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "\u2011"}


def docx_drafts(source: Source, limits: Limits, encoding: str | None) -> Iterator[Draft]:
    """Yield the one article of a Word file: a line for each paragraph, tables cell by cell.

    Deleted text of tracked changes, comments, headers and footnotes are left out. Neither title nor date is
    taken from the file's properties: Word fills them with "Document1" and the day of a template.
    """
    import lxml.etree

    with open_office(source, limits) as archive:
        if "word/document.xml" not in archive.namelist():
            raise ReadingError("reading.broken", file=source.path, reason="no word/document.xml")
        with archive.open("word/document.xml") as part:
            parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = lxml.etree.parse(part, parser).getroot()
    for copy in list(root.iter(_FALLBACK)):  # the same text box once more, for old programs
        copy.clear()
    lines = [_paragraph(paragraph) for paragraph in root.iter(f"{_WORD}p")]
    yield Draft("\n".join(line for line in lines if line.strip()))


def _paragraph(paragraph) -> str:
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        if node.tag == f"{_WORD}t":
            parts.append(node.text or "")
        elif node.tag in _TEXT:
            parts.append(_TEXT[node.tag])
        elif node.tag != f"{_WORD}p":  # a paragraph in a text box is a line of its own
            waiting.extend(reversed(node))
    return "".join(parts)


def pdf_drafts(source: Source, limits: Limits, encoding: str | None) -> Iterator[Draft]:
    """Yield the one article of a PDF: the text layer of its pages, as its program laid it down.

    Read by a process of its own (``pdf_worker.py``) that ends at a limit of time and memory, for a small
    crafted PDF can keep any parser busy for ever. Raises ``reading.pdf_without_text``,
    ``reading.encrypted``, ``reading.too_many_pages``, ``reading.too_slow``, ``reading.broken``.
    """
    data = read_whole(source, limits.article_bytes)
    told = _worker(data, source, limits)
    if "error" in told:
        code = told["error"]
        raise ReadingError(
            f"reading.{code}", file=source.path, reason=told.get("reason", ""), limit=limits.pages
        )
    if not any(map(str.isalnum, told["text"])):
        raise ReadingError("reading.pdf_without_text", file=source.path)
    yield Draft(told["text"])


def _worker(data: bytes, source: Source, limits: Limits) -> dict[str, str]:
    command = [sys.executable, "-I", str(Path(__file__).parent / "pdf_worker.py")]
    command += [str(limits.pages), str(limits.article_characters), str(int(limits.seconds))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReadingError("reading.too_slow", file=source.path, seconds=limits.seconds) from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [str(done.returncode)]
        raise ReadingError("reading.broken", file=source.path, reason=last[0][:200])
    return json.loads(done.stdout)
