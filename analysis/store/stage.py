"""Let a batch wait beside a store on disk: as ``append.py`` adds it, but seen only after ``finish``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.records import Batch
from analysis.store.append import Ids, document_rows, other_rows, take_ids, transaction
from analysis.store.firsts import first_flags
from analysis.store.known import Known
from analysis.store.report import InputRow, write_report
from analysis.store.texts import store_path
from analysis.store.waiting import KINDS, MORE, batches_waiting, write_waiting


def stage_batch(
    cursor: duckdb.DuckDBPyConnection, batch: Batch, known: Known, report: Iterable[InputRow] = ()
) -> None:
    """Let the rows of ``batch`` wait beside the store (``waiting.py``); otherwise as ``append_batch``."""
    with transaction(cursor):
        ids, new = take_ids(cursor, batch, known)
        texts = batch.documents["text"].to_pylist()
        documents = document_rows(cursor, batch.documents, texts, ids.places)
        number = batches_waiting(cursor)
        more = (np.full(len(texts), number), _letters(batch), np.array([len(text) + 1 for text in texts]))
        for name, values in zip(MORE, more, strict=True):
            documents = documents.append_column(name, pa.array(values, pa.int64()))
        rows = (*new.items(), ("document", documents), *_waiting_rows(batch, texts, ids))
        write_waiting(cursor, store_path(cursor), number, rows)
        write_report(cursor, report)


def _letters(batch: Batch) -> np.ndarray:
    """Return how many letters each document has up to the end of its last sentence, and one more."""
    letters = np.zeros(batch.documents.num_rows, np.int64)
    owner, end = (batch.sentences[name].to_numpy() for name in ("document", "end"))
    np.maximum.at(letters, owner, end.astype(np.int64) + 1)
    return letters


def _waiting_rows(batch: Batch, texts: Sequence[str], ids: Ids) -> Iterator[tuple[str, pa.Table]]:
    """Yield what ``stored_rows`` does, of tokens what cannot be told from where they stand."""
    of_tokens, of_compounds = first_flags(batch, ids.terms)
    kind = batch.tokens["kind"].combine_chunks()
    codes = pc.index_in(kind.dictionary, KINDS).to_numpy().astype(np.uint8)
    columns = {
        "sentence": batch.tokens["sentence"],
        "start": batch.tokens["start"],
        "form": ids.forms[batch.tokens["form"].to_numpy()],
        "kind": codes[kind.indices.to_numpy()],
        "flags": of_tokens,
    }
    yield "token_row", pa.table(columns)
    yield from other_rows(batch, texts, ids, of_compounds)
