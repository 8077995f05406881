"""Let a batch wait beside a store on disk: as ``append.py`` adds it, but seen only after ``finish``."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import numpy as np
import pyarrow as pa

from analysis.records import Batch
from analysis.store.append import placed_documents, take_ids, transaction
from analysis.store.known import Known
from analysis.store.prepared import Prepared, prepare
from analysis.store.report import InputRow, write_report
from analysis.store.texts import INSIDE, dictionary_for, keep_inside, put_aside, store_path
from analysis.store.waiting import batches_waiting, waiting_folder, write_waiting


def stage_batch(
    cursor: duckdb.DuckDBPyConnection,
    batch: Batch | Prepared,
    known: Known,
    report: Iterable[InputRow] = (),
) -> None:
    """Let the rows of ``batch`` wait beside the store (``waiting.py``); otherwise as ``append_batch``."""
    store = store_path(cursor)
    if isinstance(batch, Batch):
        aside = known.documents + batch.documents.num_rows > INSIDE
        texts = batch.documents["text"].to_pylist() if aside else []
        batch = prepare(batch, waiting_folder(store), dictionary_for(cursor, texts) if aside else None)
    try:
        with transaction(cursor):
            rows = _own_rows(cursor, batch, known)
            write_waiting(cursor, store, batches_waiting(cursor), rows, batch.rows)
            write_report(cursor, report)
    finally:
        batch.rows.unlink(missing_ok=True)


def _own_rows(cursor: duckdb.DuckDBPyConnection, batch: Prepared, known: Known) -> dict[str, pa.Table]:
    """Return what only the store can tell of a batch: its documents, new terms and forms, and the ids of all
    its forms and entities, in their order."""
    letters = batch.documents["room"].to_numpy() - 1
    ids, new = take_ids(cursor, batch, letters, known)
    documents = (
        put_aside(cursor, batch.documents, batch.records) if batch.records else keep_inside(batch.documents)
    )
    documents = placed_documents(cursor, documents, ids.places)
    number = np.full(documents.num_rows, batches_waiting(cursor), np.int64)
    entities = [ids.entities[code] for code in batch.entities["code"].to_pylist()]
    return {
        **new,
        "document": documents.append_column("batch", pa.array(number)),
        "form_id": pa.table({"id": pa.array(ids.forms)}),
        "entity_id": pa.table({"id": pa.array(entities, pa.int32())}),
    }
