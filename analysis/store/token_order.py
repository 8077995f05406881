"""The tokens of many batches in their final order, each batch read once.

They are spread to files by where they will stand, and each file is put in order by itself. To look up every
stretch of the final order in all batches would open those of a million articles two hundred thousand times,
and read them at random places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from analysis.store.waiting import Waiting

KINDS = pa.array(["body", "heading", "byline", "junk"])
ROW = np.dtype([("sentence", "<i4"), ("start", "<i4"), ("form", "<i4"), ("kind", "i1"), ("flags", "u1")])
# So many tokens are in memory at a time, and so many files are open: more of each only for more tokens.
STEP, FILES = 500_000, 500


def ordered_tokens(waiting: Waiting) -> Iterator[pa.RecordBatch]:
    """Yield the rows of table ``token_row`` for the documents that wait, in their final order."""
    order = np.argsort(waiting.new)
    ends = np.cumsum(waiting.tokens[order])
    total = int(ends[-1]) if len(ends) else 0
    if not total:
        return
    # Of each document the file it goes to, in final order; they have no name, and end with the process.
    part = np.maximum(ends - 1, 0) // max(STEP, -(-total // FILES))
    with ExitStack() as open_files:
        count = int(part[-1]) + 1
        files = [open_files.enter_context(TemporaryFile(dir=waiting.folder)) for _ in range(count)]
        _spread(waiting, order, part, files)
        bounds = np.searchsorted(part, np.arange(count + 1)).tolist()
        for file, first, last in zip(files, bounds, bounds[1:], strict=False):
            yield from _in_order(waiting, order[first:last], file)
            file.truncate(0)


def _spread(waiting: Waiting, order: np.ndarray, part: np.ndarray, files: Sequence[IO[bytes]]) -> None:
    """Write the tokens of each batch to the files they go to, in final order as far as it knows them."""
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    for number in range(waiting.batches):
        first, last = np.searchsorted(waiting.batch, [number, number + 1])
        documents = first + np.argsort(rank[first:last])
        rows = waiting.token_rows(number)[_ranges(waiting.begin[documents], waiting.tokens[documents])]
        goes_to = part[rank[documents]]
        last_of_file = np.flatnonzero(np.diff(goes_to, append=-1))
        begin = 0
        for document, end in zip(
            last_of_file, np.cumsum(waiting.tokens[documents])[last_of_file], strict=True
        ):
            files[goes_to[document]].write(rows[begin:end].tobytes())
            begin = end


def _in_order(waiting: Waiting, documents: np.ndarray, file: IO[bytes]) -> Iterator[pa.RecordBatch]:
    """Yield the tokens of ``documents``, given in final order, which came in the order of their batches."""
    file.seek(0)
    rows = np.fromfile(file, ROW)
    came = np.argsort(waiting.batch[documents], kind="stable")
    sizes = waiting.tokens[documents]
    begin = np.empty(len(documents), np.int64)
    begin[came] = np.cumsum(sizes[came]) - sizes[came]
    step = np.cumsum(sizes) // STEP
    for some in np.split(np.arange(len(documents)), np.flatnonzero(np.diff(step)) + 1):
        if sizes[some].sum():
            yield _rows(waiting, documents[some], rows[_ranges(begin[some], sizes[some])])


def _rows(waiting: Waiting, documents: np.ndarray, rows: np.ndarray) -> pa.RecordBatch:
    """Return the rows of ``documents`` as the store has them, at their places."""
    sizes = waiting.tokens[documents]
    starts = np.repeat(waiting.first_token[documents] - np.cumsum(sizes) + sizes, sizes)
    column = {name: np.ascontiguousarray(rows[name]) for name in ROW.names}
    return pa.RecordBatch.from_pydict(
        {
            "document": np.repeat(waiting.new[documents], sizes),
            "sentence": column["sentence"],
            "place": starts + np.arange(len(starts)),
            "letter": np.repeat(waiting.first_character[documents], sizes) + column["start"],
            "form": column["form"],
            "kind": pa.DictionaryArray.from_arrays(pa.array(column["kind"]), KINDS),
            "flags": column["flags"],
        }
    )


def _ranges(begins: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return begin, begin + 1 … of each range, one range after the other."""
    return np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
