"""Make a large corpus out of a small one: articles recombined from the sentences of real ones.

    python tests/benchmarks/make_corpus.py NEWS.jsonl[.gz] OUT.jsonl --articles 1000000

Each article keeps the length, in lines and sentences, of a real one; every sentence is drawn from the same
place (first lines from first lines) of any real article, and its title is that of a real article, which its
text begins with where the real one's does: so vocabulary, names and their company stay those of news. Dates
are spread over eleven years and sources over sixty names. The same seed makes the same corpus. The result
measures speed and size; it says nothing about the world and is never shipped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

FIRST, DAYS, SOURCES = date(2014, 1, 1), 11 * 365, 60
_SENTENCE = re.compile(r"[^।!?]+[।!?]*\s*")


class Shape(NamedTuple):
    """A real article: its title, its lines as sentences, and whether the first line is the title."""

    title: str
    lines: list[list[str]]
    titled: bool


def load(path: Path) -> list[Shape]:
    """Return the articles that have text."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [_shape(row["title"] or "", row["text"]) for row in rows]


def _shape(title: str, text: str) -> Shape:
    lines = [line for line in text.split("\n") if line.strip()]
    return Shape(title, [_SENTENCE.findall(line) for line in lines], lines[0].strip() == title.strip())


def pools(articles: list[Shape]) -> tuple[list[str], list[str]]:
    """Return the sentences of first lines that are no title, and those of all other lines."""
    heads = [sentence for one in articles if not one.titled for sentence in one.lines[0]]
    rest = [sentence for one in articles for line in one.lines[1:] for sentence in line]
    return heads, rest


def article(
    number: int, shape: Shape, title: str, heads: list[str], rest: list[str], draw: random.Random
) -> dict:
    """Return one recombined article as a row of the JSONL."""
    lines = [
        "".join(draw.choice(rest if index else heads) for _ in line).strip()
        for index, line in enumerate(shape.lines)
    ]
    if shape.titled:
        lines[0] = title
    return {
        "id": f"made-{number:07d}",
        "date": (FIRST + timedelta(days=draw.randrange(DAYS))).isoformat(),
        "source": f"source-{min(draw.randrange(SOURCES), draw.randrange(SOURCES)):02d}.example",
        "title": title,
        "text": "\n".join(lines),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles, draw = load(options.news), random.Random(options.seed)
    heads, rest = pools(articles)
    with options.out.open("w", encoding="utf-8") as out:
        for number in range(options.articles):
            title = draw.choice(articles).title
            row = article(number, draw.choice(articles), title, heads, rest, draw)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
