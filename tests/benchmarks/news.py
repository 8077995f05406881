"""The real articles that the benchmarks measure on: shared material, never shipped."""

from __future__ import annotations

import gzip
import json
from datetime import date

from analysis.corpus import Document
from tests.shared import shared


def news(most: int | None = None) -> list[Document]:
    """The articles of the shared news file, ``most`` of them evenly, with their dates where they have one."""
    with gzip.open(shared("data/news_dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if most is not None:
        rows = rows[:: max(1, len(rows) // most)][:most]
    return [
        Document(row["id"], row["text"], title=row["title"] or "", published=_day(row["date"]))
        for row in rows
    ]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
