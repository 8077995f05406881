"""The batches of a lake as files of Arrow, written by any number of processes.

A batch's folder appears whole or not at all and is named by what is in it, so that a batch done twice is
there once. Its tokens are packed: of each what stands between it and the one before, its length and its form;
the rest follows from the sentences. Of a form only what differs from its text is written. Nothing here opens
a database: a worker need not load one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.feather as feather

from analysis import records
from analysis.records import Batch
from analysis.store.report import InputRow, problems_from_json, report_values

REPORT = ("path", "bytes", "sha256", "status", "message", "documents", "place")
SHARED = ("entities", "aliases")  # the lexicon's, the same in every batch
_MOSTLY_ALIKE = ("text", "key", "lemma", "lemma_key")  # each is mostly the same as the one before


def write_batch(lake: Path, number: int, batch: Batch | None, report: list[InputRow]) -> str:
    """Write a batch (None where its inputs have no documents) and its report; return its name."""
    values = report_values(report)
    texts = [] if batch is None else batch.documents["sha256"].to_pylist()
    mark = hashlib.sha256(json.dumps([texts, values]).encode()).hexdigest()[:16]
    name = f"{number:08}-{mark}"
    target, draft = lake / "batches" / name, lake / "batches" / f".{uuid.uuid4().hex}"
    if target.exists():
        return name
    draft.mkdir(parents=True)
    columns = dict(zip(REPORT, zip(*values, strict=True), strict=True)) if values else {}
    feather.write_feather(
        pa.table({key: list(column) for key, column in columns.items()}), draft / "report.arrow"
    )
    for table, rows in _packed(batch).items() if batch else ():
        feather.write_feather(rows, draft / f"{table}.arrow", compression="zstd")
    try:
        draft.rename(target)
    except OSError:  # another worker was quicker
        shutil.rmtree(draft)
    return name


def _packed(batch: Batch) -> dict[str, pa.Table]:
    """Return the tables of a batch that are written: those that have rows, the tokens packed."""
    tables = batch.tables() | {"tokens": pack_tokens(batch.tokens), "forms": pack_forms(batch.forms)}
    return {name: rows for name, rows in tables.items() if rows.num_rows and name not in SHARED}


def batch_names(lake: Path) -> list[str]:
    """Return the names of the batches that are there, in their order."""
    folder = lake / "batches"
    return sorted(path.name for path in folder.iterdir() if path.name[0] != ".") if folder.is_dir() else []


def read_table(lake: Path, name: str, table: str) -> pa.Table:
    """Return one table of a batch, empty where the batch has no rows of it."""
    path = lake / "batches" / name / f"{table}.arrow"
    if not path.exists():
        return getattr(records, table.upper()).empty_table()
    rows = feather.read_table(path, memory_map=False)
    if table == "tokens":
        return unpack_tokens(rows, read_table(lake, name, "sentences"))
    return unpack_forms(rows) if table == "forms" else rows


def lake_report(lake: Path) -> list[InputRow]:
    """Return what became of each input, in the order of the batches."""
    rows = (row for name in batch_names(lake) for row in read_table(lake, name, "report").to_pylist())
    return [
        InputRow(
            **{key: row[key] for key in REPORT if key != "message"},
            problems=problems_from_json(row["message"]),
        )
        for row in rows
    ]


def pack_tokens(tokens: pa.Table) -> pa.Table:
    """Return tokens as gap, length, form and kind, two fifths of the bytes once compressed.

    ``gap`` counts the characters since the token before, or since the beginning of the text.
    """
    document, start, end, form = (tokens[name].to_numpy() for name in ("document", "start", "end", "form"))
    before = np.zeros(len(start), np.int32)
    before[1:] = end[:-1]
    before[1:][document[1:] != document[:-1]] = 0
    packed = {"gap": start - before, "length": end - start, "form": form}
    return pa.table({name: _narrow(column) for name, column in packed.items()} | {"kind": tokens["kind"]})


def _narrow(column: np.ndarray) -> np.ndarray:
    """Return numbers from 0 in the least room that holds them: most gaps and lengths fit into a byte."""
    highest = int(column.max(initial=0))
    return column.astype(np.uint8 if highest < 1 << 8 else np.uint16 if highest < 1 << 16 else np.int32)


def unpack_tokens(packed: pa.Table, sentences: pa.Table) -> pa.Table:
    """Return the tokens that ``pack_tokens`` packed; ``sentences`` are those of the same batch."""
    sizes = sentences["tokens"].to_numpy()
    document, sentence = (np.repeat(sentences[name].to_numpy(), sizes) for name in ("document", "sentence"))
    length = packed["length"].to_numpy().astype(np.int64)
    end = np.cumsum(packed["gap"].to_numpy() + length)
    first = np.flatnonzero(np.diff(document, prepend=-1) > 0)
    counts = np.diff(np.append(first, len(document)))
    end -= np.repeat(np.append(0, end)[first], counts)
    columns = {
        "document": document,
        "sentence": sentence,
        "position": np.arange(len(document)) - np.repeat(first, counts),
        "form": packed["form"].to_numpy(),
        "start": end - length,
        "end": end,
        "kind": packed["kind"],
    }
    return pa.table(columns).cast(records.TOKENS)


def pack_forms(forms: pa.Table) -> pa.Table:
    """Return forms with null for a key that is the text, a lemma that is the key and a key that is the lemma.

    None of them is null in ``forms``; half the bytes are left.
    """
    columns = {name: forms[name] for name in forms.column_names}
    rows = pa.array(np.arange(forms.num_rows, dtype=np.int32))
    for other, name in pairwise(_MOSTLY_ALIKE):
        # A row that is null, not a value made null: that would keep its letters.
        differing = pc.if_else(pc.equal(forms[name], forms[other]), pa.scalar(None, pa.int32()), rows)
        columns[name] = forms[name].take(differing)
    return pa.table(columns)


def unpack_forms(packed: pa.Table) -> pa.Table:
    """Return the forms that ``pack_forms`` packed."""
    columns = {name: packed[name] for name in packed.column_names}
    for other, name in pairwise(_MOSTLY_ALIKE):
        columns[name] = pc.coalesce(columns[name], columns[other])
    return pa.table(columns).cast(records.FORMS)
