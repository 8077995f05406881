"""Make a large corpus out of a small one: articles recombined from the sentences of real ones.

    python tests/benchmarks/make_corpus.py NEWS.jsonl[.gz] OUT.jsonl --articles 1000000

Each article keeps the length, in lines and sentences, of a real one; every sentence is drawn from the same
place (first lines from first lines) of any real article, so that vocabulary, names and their company stay
those of news. Dates are spread over eleven years and sources over sixty names. The same seed makes the same
corpus. The result measures speed and size; it says nothing about the world and is never shipped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from datetime import date, timedelta
from pathlib import Path

FIRST, DAYS, SOURCES = date(2014, 1, 1), 11 * 365, 60
_SENTENCE = re.compile(r"[^।!?]+[।!?]*\s*")


def load(path: Path) -> list[list[list[str]]]:
    """Return the articles as lines of sentences."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [[_SENTENCE.findall(line) for line in text.split("\n") if line.strip()] for text in texts]


def pools(articles: list[list[list[str]]]) -> tuple[list[str], list[str]]:
    """Return the sentences of first lines, and those of all other lines."""
    heads = [sentence for article in articles for sentence in article[0]]
    rest = [sentence for article in articles for line in article[1:] for sentence in line]
    return heads, rest


def article(
    number: int, shape: list[list[str]], heads: list[str], rest: list[str], draw: random.Random
) -> dict:
    """Return one recombined article as a row of the JSONL."""
    lines = [
        "".join(draw.choice(rest if index else heads) for _ in line).strip()
        for index, line in enumerate(shape)
    ]
    return {
        "id": f"made-{number:07d}",
        "date": (FIRST + timedelta(days=draw.randrange(DAYS))).isoformat(),
        "source": f"source-{min(draw.randrange(SOURCES), draw.randrange(SOURCES)):02d}.example",
        "title": lines[0],
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
            row = article(number, draw.choice(articles), heads, rest, draw)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
