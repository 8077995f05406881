"""What of a batch can be made ready to wait without the store: in any process, next to the annotation.

Its rows go to a file with the ids that hold inside the batch; the store only learns where they lie and which
ids of its own they stand for (``stage.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.records import Batch, Numbers
from analysis.store.append import Ids, other_rows
from analysis.store.firsts import first_flags
from analysis.store.known import Places
from analysis.store.text_records import Records, records_of
from analysis.store.texts import without_text
from analysis.store.token_order import KINDS
from analysis.store.waiting import write_tables

DRAFT = ".draft"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch whose rows lie in a file, on disk.

    ``documents`` have columns letters and room more (``waiting.MORE``); their texts are in ``records`` where
    these are to lie beside the store. The rest is as in ``Batch``.
    """

    rows: Path
    documents: pa.Table
    records: Records | None
    forms: pa.Table
    entities: pa.Table
    aliases: pa.Table
    numbers: Numbers | None


def prepare(batch: Batch, folder: Path, dictionary: bytes | None) -> Prepared:
    """Write the rows of ``batch`` to a new file in ``folder``, which is made; pack its texts with the
    ``dictionary`` of those beside the store, or not where they are to lie inside."""
    texts = batch.documents["text"].to_pylist()
    documents = batch.documents.append_column("letters", pa.array(_letters(batch)))
    documents = documents.append_column("room", pa.array([len(text) + 1 for text in texts], pa.int64()))
    folder.mkdir(exist_ok=True)
    file = folder / f"{uuid4().hex}{DRAFT}"
    try:
        write_tables(file, _waiting_rows(batch, texts))
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return Prepared(
        file,
        documents if dictionary is None else without_text(documents),
        None if dictionary is None else records_of(texts, dictionary),
        batch.forms,
        batch.entities,
        batch.aliases,
        batch.numbers,
    )


def forget_drafts(folder: Path) -> None:
    """Delete what a killed process has prepared for a store that nobody else writes to."""
    for file in folder.glob(f"*{DRAFT}"):
        file.unlink(missing_ok=True)


def _letters(batch: Batch) -> np.ndarray:
    """Return how many letters each document has up to the end of its last sentence, and one more."""
    letters = np.zeros(batch.documents.num_rows, np.int64)
    owner, end = (batch.sentences[name].to_numpy() for name in ("document", "end"))
    np.maximum.at(letters, owner, end.astype(np.int64) + 1)
    return letters


def _waiting_rows(batch: Batch, texts: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
    """Yield what ``append.stored_rows`` does, of tokens what cannot be told from where they stand, with the
    row of a document, form or entity in the batch for its id."""
    ids = _own_ids(batch)
    of_tokens, of_compounds = first_flags(batch, ids.terms)
    kind = batch.tokens["kind"].combine_chunks()
    codes = pc.index_in(kind.dictionary, KINDS).to_numpy().astype(np.uint8)
    columns = {
        "sentence": batch.tokens["sentence"],
        "start": batch.tokens["start"],
        "form": batch.tokens["form"],
        "kind": codes[kind.indices.to_numpy()],
        "flags": of_tokens,
    }
    yield "token_row", pa.table(columns)
    yield from other_rows(batch, texts, ids, of_compounds)


def _own_ids(batch: Batch) -> Ids:
    documents = np.arange(batch.documents.num_rows, dtype=np.int32)
    entities = {code: row for row, code in enumerate(batch.entities["code"].to_pylist())}
    forms = np.arange(batch.forms.num_rows, dtype=np.int32)
    return Ids(Places(documents, documents, documents), forms, _own_terms(batch.forms), entities)


def _own_terms(forms: pa.Table) -> np.ndarray:
    """Return a number for each form's term: forms share it that share lemma key and stop tier."""
    key, stop = (
        pc.dictionary_encode(forms[name].combine_chunks(), null_encoding="encode")
        for name in ("lemma_key", "stop")
    )
    return key.indices.to_numpy() * np.int32(len(stop.dictionary)) + stop.indices.to_numpy()
