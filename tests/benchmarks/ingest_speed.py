"""How quick an ingest is, beside the least any program must do and beside spaCy, on the same articles.

    python tests/benchmarks/make_corpus.py NEWS.jsonl.gz made.jsonl --articles 10000
    python -m tests.benchmarks.ingest_speed made.jsonl --runs 3 --rival /path/to/venv/bin/python

Each contender is a whole process that reads the JSONL and writes its tables; they take turns, and medians are
printed. ``--rival`` names a Python with ``pip install spacy==3.8.14 pyarrow``: a blank Hindi pipeline with
sentencizer and PhraseMatcher (the lexicon's sure forms) that writes documents, sentences, tokens, mentions
and counts by document as Parquet. ``tables`` is our annotation writing the same five tables as a worker on a
cluster writes them (Arrow, zstd), with more in them (lemma, key and stop word of each form, paragraphs, kinds
of sentence, words joined by hyphens): what compares with the rival. ``plain`` makes the finished store
instead: ids and order of the whole, texts packed, count tables. ``ingest`` is the command line with
everything: reading, duplicates, the rules of depth. Rows of each table are printed, for a rival that finds
fewer tokens would be quick for nothing. ``--steps`` prints the cost of each step over the anchor, batch by
batch.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BATCH = 1000


def rows(path: Path, limit: int) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, limit)]


def anchor(texts: list[bytes]) -> int:
    """Decode and split: the least that any correct program must do."""
    return sum(len(text.decode().split()) for text in texts)


def _cpu(work, *arguments) -> tuple[float, object]:
    start = time.process_time()
    result = work(*arguments)
    return time.process_time() - start, result


def _documents(found: list[dict]) -> list:
    from datetime import date

    from analysis.corpus import Document

    return [
        Document(
            row["id"], row["text"], row["title"], title_guessed=False, source=row["source"],
            published=date.fromisoformat(row["date"]) if row.get("date") else None,
        )
        for row in found
    ]  # fmt: skip


def steps(path: Path, limit: int) -> None:
    """Print the CPU time of each step (all threads) over that of the anchor, batch by batch."""
    from analysis.annotate.annotate import Annotator
    from analysis.lexicon.reader import load_lexicon
    from analysis.store.batch_files import write_batch
    from analysis.store.store import Store

    documents = _documents(rows(path, limit))
    plain, deep = Annotator(load_lexicon(), deep=False), Annotator(load_lexicon())
    ratios: dict[str, list[float]] = {"annotate": [], "write": [], "append": [], "deep annotate": []}
    with tempfile.TemporaryDirectory() as folder:
        store, spent = Store.create(Path(folder) / "x.duckdb"), 0.0
        for first in range(0, len(documents), BATCH):
            batch = documents[first : first + BATCH]
            base, _ = _cpu(anchor, [one.text.encode() for one in batch])
            annotating, made = _cpu(plain.annotate, batch)
            writing, _ = _cpu(write_batch, Path(folder) / "lake", first, made, [])
            appending, _ = _cpu(store.stage, made)
            deeper, _ = _cpu(deep.annotate, batch)
            for name, cost in zip(ratios, (annotating, writing, appending, deeper), strict=True):
                ratios[name].append(cost / base)
            spent += base
        finishing, _ = _cpu(store.finish)
        store.close()
        size = sum(file.stat().st_size for file in Path(folder).iterdir() if file.is_file())
    for name, values in ratios.items():
        print(f"{name:15} x anchor: median {statistics.median(values):6.1f}  last {values[-1]:6.1f}")
    print(f"{'finish':15} x anchor: {finishing / spent:6.1f}")
    text = sum(len(one.text.encode()) for one in documents)
    print(f"disk {size / text:.2f} of {text / 1e6:.1f} MB of text; anchor {text / 1e6 / spent:.0f} MB/s")


def run_plain(path: Path, limit: int, out: Path) -> None:
    """Ingest without the rules for speech and figures: the tables that the rival yields, and more."""
    from analysis.annotate.annotate import Annotator
    from analysis.lexicon.reader import load_lexicon
    from analysis.store.store import Store

    annotator, store = Annotator(load_lexicon(), deep=False), Store.create(out / "x.duckdb")
    documents = _documents(rows(path, limit))
    for first in range(0, len(documents), BATCH):
        store.stage(annotator.annotate(documents[first : first + BATCH]))
    store.finish()
    store.close()


def run_tables(path: Path, limit: int, out: Path) -> None:
    """Annotate and write the tables that the rival writes, as a worker of a cluster writes them to a lake."""
    import pyarrow.feather as feather

    from analysis.annotate.annotate import Annotator
    from analysis.lexicon.reader import load_lexicon
    from analysis.store.batch_files import write_batch

    annotator = Annotator(load_lexicon(), deep=False)
    found = rows(path, limit)
    for number, first in enumerate(range(0, len(found), BATCH)):
        batch = annotator.annotate(_documents(found[first : first + BATCH]))
        name = write_batch(out, number, batch, [])
        counts = _term_counts(batch.tokens, batch.forms.num_rows)
        feather.write_feather(counts, out / "batches" / name / "term_count.arrow", compression="zstd")


def _term_counts(tokens, forms: int):
    """Return how often each form stands in each document: document, form, count."""
    import numpy as np
    import pyarrow as pa

    document, form = (tokens[name].to_numpy() for name in ("document", "form"))
    number = np.int32 if (int(document[-1]) + 1) * forms < 1 << 31 else np.int64
    pairs = np.sort(document.astype(number) * forms + form)
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.diff(np.append(starts, len(pairs)))
    columns = (pairs[starts] // forms, pairs[starts] % forms, counts)
    return pa.table([pa.array(column, pa.int32()) for column in columns], ["document", "form", "count"])


def run_anchor(path: Path, limit: int, out: Path) -> None:
    anchor([row["text"].encode() for row in rows(path, limit)])


def run_spacy(path: Path, limit: int, out: Path) -> None:
    """The rival; needs no module of this project (``forms.json`` holds the lexicon's forms)."""
    import pyarrow as pa
    import pyarrow.parquet as parquet
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("hi")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["।", "॥", "?", "!", "|"]})
    nlp.max_length = 10_000_000
    matcher = PhraseMatcher(nlp.vocab)
    forms: dict[str, list[str]] = json.loads((out.parent / "forms.json").read_text(encoding="utf-8"))
    for code, surfaces in forms.items():
        matcher.add(code, [nlp.make_doc(surface) for surface in surfaces])
    found = rows(path, limit)
    for first in range(0, len(found), BATCH):
        part = found[first : first + BATCH]
        tables = _spacy_tables(nlp.pipe(row["text"] for row in part), matcher, nlp.vocab)
        tables["document"] = {
            key: [row[key] for row in part] for key in ("id", "date", "source", "title", "text")
        }
        for name, columns in tables.items():
            parquet.write_table(pa.table(columns), out / f"{name}-{first}.parquet", compression="zstd")


def _spacy_tables(docs, matcher, vocab) -> dict[str, dict[str, list]]:
    from collections import Counter

    token = {name: [] for name in ("document", "form", "start")}
    sentence = {name: [] for name in ("document", "start", "end")}
    mention = {name: [] for name in ("document", "start", "end", "entity")}
    count = {name: [] for name in ("document", "form", "count")}
    for number, doc in enumerate(docs):
        token["document"] += [number] * len(doc)
        token["form"] += [one.text for one in doc]
        token["start"] += [one.idx for one in doc]
        for span in doc.sents:
            for name, value in zip(sentence, (number, span.start_char, span.end_char), strict=True):
                sentence[name].append(value)
        for code, first, last in matcher(doc):
            span = doc[first:last]
            values = (number, span.start_char, span.end_char, vocab.strings[code])
            for name, value in zip(mention, values, strict=True):
                mention[name].append(value)
        for form, times in Counter(one.text for one in doc).items():
            for name, value in zip(count, (number, form, times), strict=True):
                count[name].append(value)
    return {"token": token, "sentence": sentence, "mention": mention, "term_count": count}


def _write_forms(folder: Path) -> None:
    from analysis.lexicon.reader import load_lexicon

    forms: dict[str, list[str]] = {}
    for form in load_lexicon().forms:
        if form.entity and form.how == "name":
            forms.setdefault(form.entity, []).append(form.text)
    (folder / "forms.json").write_text(json.dumps(forms, ensure_ascii=False), encoding="utf-8")


def _command(name: str, options: argparse.Namespace, out: Path) -> list[str]:
    if name in ("ingest", "two processes"):
        more = ["--processes", "2"] if name == "two processes" else []
        return [
            sys.executable,
            "-m",
            "analysis",
            "ingest",
            str(options.corpus),
            "--into",
            str(out / "x.duckdb"),
            *more,
        ]
    python = options.rival if name == "spacy" else sys.executable
    own = ["--only", name, "--out", str(out), "--limit", str(options.limit)]
    return [python, str(Path(__file__).resolve()), str(options.corpus), *own]


def contest(options: argparse.Namespace) -> None:
    """Let whole processes take turns; print medians of wall and CPU seconds, peak memory and size on disk."""
    names = ["anchor", "tables", "plain", "ingest", "two processes", *(["spacy"] if options.rival else [])]
    figures: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in names}
    made: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        _write_forms(Path(folder))
        for turn in range(options.runs):
            for name in names:
                out = Path(folder) / f"{name.replace(' ', '')}{turn}"
                out.mkdir()
                figures[name].append(_measure(_command(name, options, out), out))
                if name in ("tables", "spacy"):
                    made[name] = _rows_written(out)
    for name, values in figures.items():
        wall, cpu, memory, disk = (statistics.median(column) for column in zip(*values, strict=True))
        print(f"{name:14} wall {wall:7.1f} s  cpu {cpu:7.1f} s  peak {memory:5.0f} MB  disk {disk:7.1f} MB")
    for name, counted in made.items():
        print(f"{name:14} {counted}")


def _rows_written(out: Path) -> str:
    """Return how many rows each table has; tokens of the rival without punctuation and blanks."""
    import duckdb
    import pyarrow.feather as feather

    told = []
    for table in ("document", "sentence", "token", "mention", "term_count"):
        ours = [*out.glob(f"batches/*/{table}s.arrow"), *out.glob(f"batches/*/{table}.arrow")]
        count = sum(feather.read_table(file).num_rows for file in ours)
        if not ours:
            words = "WHERE regexp_matches(form, '[\\p{L}\\p{N}]')" if table == "token" else ""
            sql = f"SELECT count(*) FROM read_parquet('{out}/{table}-*.parquet') {words}"
            count = duckdb.sql(sql).fetchall()[0][0]
        told.append(f"{table} {count:,}")
    return ", ".join(told)


def _measure(command: list[str], out: Path) -> tuple[float, float, float, float]:
    env = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    start = time.monotonic()
    child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    disk = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3, disk


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rival", help="a Python that has spaCy and pyarrow")
    parser.add_argument("--steps", action="store_true", help="only the steps of one process")
    parser.add_argument("--only", choices=["anchor", "tables", "plain", "spacy"], help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        globals()[f"run_{options.only}"](options.corpus, options.limit, options.out)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    elif options.steps:
        steps(options.corpus, options.limit)
    else:
        contest(options)


if __name__ == "__main__":
    main()
