"""A corpus for ingest tests: articles recombined from the seeds' sentences, in files of several kinds."""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from pathlib import Path

import duckdb

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


def sentences() -> list[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return [part.strip() for part in re.findall(r"[^।\n]+।", text)]


def article(draw: random.Random) -> str:
    return "\n".join(" ".join(draw.sample(sentences(), 4)) for _ in range(3))


def write_corpus(folder: Path, *, files: int = 6, rows: int = 60, seed: int = 1) -> Path:
    """Write plain files, a table with a copy, a near copy and two broken rows, a broken file and a twin."""
    draw = random.Random(seed)
    folder.mkdir(parents=True)
    texts = [article(draw) for _ in range(files + rows)]
    for number, text in enumerate(texts[:files]):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\xff\xff\xfe")
    (folder / "twin.txt").write_text(texts[0], encoding="utf-8")
    with (folder / "table.jsonl").open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts[files:]):
            day = date(2025, 1, 1) + timedelta(days=draw.randrange(60))
            row = {
                "id": f"row{number % 50}" if number % 7 else f"row/{number % 50}",  # no name is this
                "text": text,
                "source": "abc"[number % 3],
                "date": day.isoformat(),
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            if number % 20 == 7:
                out.write("{broken\n")
            if number == rows // 2:
                copies = (texts[0], texts[files + number] + " और भी।", text.replace("\n", "\r\n"))
                out.writelines(json.dumps({"text": copy}, ensure_ascii=False) + "\n" for copy in copies)
    return folder


def all_rows(path: Path) -> dict[str, list[tuple]]:
    """Return every table of a store as it lies there; the moment of adding apart."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            table: connection.execute(
                f"SELECT * {'EXCLUDE (added_at)' if table == 'document' else ''} FROM {table}"
                + (" ORDER BY key" if table == "about" else "")
            ).fetchall()
            for table in sorted(tables)
        }
