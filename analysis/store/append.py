"""Add a batch to the store: ids that hold inside the batch become the store's, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.language.normalise import match_keys
from analysis.language.tokens import tokenise
from analysis.records import Batch
from analysis.store.cubes import void_cubes
from analysis.store.firsts import first_flags
from analysis.store.known import Known, Places
from analysis.store.report import InputRow, write_report
from analysis.store.texts import set_aside

if TYPE_CHECKING:
    from analysis.store.prepared import Prepared

# What the rules of speech, figures and times yield: table of the batch → table of the store.
DEPTH = {
    "statements": "statement",
    "references": "reference",
    "quantities": "quantity",
    "time_expressions": "time_expression",
    "happenings": "happening",
    "acts": "act",
    "quotations": "quotation",
    "candidates": "candidate",
}


@contextmanager
def transaction(cursor: duckdb.DuckDBPyConnection):
    """Run the block in one transaction: all of it or, when it raises, nothing."""
    cursor.execute("BEGIN")
    try:
        yield
    except BaseException:
        cursor.execute("ROLLBACK")
        raise
    cursor.execute("COMMIT")


def append_batch(
    cursor: duckdb.DuckDBPyConnection, batch: Batch, known: Known, report: Iterable[InputRow] = ()
) -> None:
    """Add all rows of ``batch`` and of ``report``. Raises StoreError (``store.name_taken``).

    ``known`` is what the store holds; it learns what is added.
    """
    with transaction(cursor):
        add_rows(cursor, batch, known)
        write_report(cursor, report)


def add_rows(
    cursor: duckdb.DuckDBPyConnection, batch: Batch, known: Known, *, number: int | None = None
) -> None:
    """Add the rows of ``batch`` inside a transaction of the caller's; its document gets the id ``number``."""
    texts = batch.documents["text"].to_pylist()
    ids, new = take_ids(cursor, batch, text_lengths(batch.documents), known, number)
    void_cubes(cursor)
    before = int(ids.places.documents[0]) if texts else 0
    documents = placed_documents(cursor, set_aside(cursor, batch.documents, texts, before), ids.places)
    for target, rows in (*new.items(), ("document", documents), *stored_rows(batch, texts, ids)):
        _insert(cursor, target, rows)


def take_ids(
    cursor: duckdb.DuckDBPyConnection,
    batch: Batch | Prepared,
    letters: np.ndarray,
    known: Known,
    number: int | None = None,
) -> tuple[Ids, dict[str, pa.Table]]:
    """Return the ids of a batch in the store, and the rows of its new terms and forms; add new entities.

    ``letters`` are those of its documents' texts.
    """
    known.take_names(batch.documents["name"].to_pylist())
    tokens = batch.documents["tokens"].to_numpy().astype(np.int64)
    places = known.take_documents(tokens, letters, number=number)
    forms, terms, new_forms, new_terms = known.take_forms(batch.forms, batch.numbers)
    _add_entities(cursor, batch, known)
    return Ids(places, forms, terms, known.entities), {"term": new_terms, "form": new_forms}


def document_sizes(documents: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of tokens, and of letters, of each document of a batch (int64)."""
    return documents["tokens"].to_numpy().astype(np.int64), text_lengths(documents)


def text_lengths(documents: pa.Table) -> np.ndarray:
    """Return the number of letters of each document of a batch (int64)."""
    return pc.utf8_length(documents["text"]).to_numpy().astype(np.int64)


def place_columns(places: Places) -> dict[str, pa.Array]:
    """Return what the store's documents have beside those of a batch."""
    return {
        "document": pa.array(places.documents),
        "first_token": pa.array(places.first_token),
        "first_character": pa.array(places.first_character),
    }


@dataclass(frozen=True, slots=True)
class Ids:
    """Where a batch's documents stand in the store; the store's ids of its forms and their terms (int32), and
    of the entities."""

    places: Places
    forms: np.ndarray
    terms: np.ndarray
    entities: dict[str, int]


def stored_rows(batch: Batch, texts: Sequence[str], ids: Ids) -> Iterator[tuple[str, pa.Table]]:
    """Yield table of the store, rows for it: all that a document has but its own row.

    ``texts`` are those of the documents.
    """
    of_tokens, of_compounds = first_flags(batch, ids.terms)
    yield "token_row", _token_rows(batch.tokens, ids, of_tokens)
    yield from other_rows(batch, texts, ids, of_compounds)


def other_rows(
    batch: Batch, texts: Sequence[str], ids: Ids, of_compounds: np.ndarray
) -> Iterator[tuple[str, pa.Table]]:
    """Yield what ``stored_rows`` does beside the tokens; ``of_compounds`` are the flags of compounds."""
    compounds = _replace(batch.compounds, "form", pa.array(ids.forms[batch.compounds["form"].to_numpy()]))
    compounds = compounds.append_column("flags", pa.array(of_compounds))
    rest = {"sentence": batch.sentences, "compound": compounds}
    for target, table in rest.items():
        yield target, _placed(table, ids.places.documents)
    yield from rows_of_rules(batch, texts, ids.places.documents, ids.entities)


def rows_of_rules(
    batch: Batch, texts: Sequence[str], documents: np.ndarray, entities: dict[str, int]
) -> Iterator[tuple[str, pa.Table]]:
    """Yield table of the store, rows for it, of what depends on the lexicon: mentions, and all of DEPTH."""
    mentions = batch.mentions.append_column("surface", _surfaces(batch.mentions, texts))
    depth = {table: getattr(batch, name) for name, table in DEPTH.items()}
    for target, table in {"mention": mentions, **depth}.items():
        yield target, _with_entity_ids(_placed(table, documents), entities)


def _placed(table: pa.Table, documents: np.ndarray) -> pa.Table:
    return _replace(table, "document", pa.array(documents[table["document"].to_numpy()]))


def _token_rows(tokens: pa.Table, ids: Ids, flags: np.ndarray) -> pa.Table:
    document = tokens["document"].to_numpy()
    place = ids.places.first_token[document] + tokens["position"].to_numpy()
    letter = ids.places.first_character[document] + tokens["start"].to_numpy()
    columns = {
        "document": ids.places.documents[document],
        "sentence": tokens["sentence"],
        "place": place,
        "letter": letter,
        "form": ids.forms[tokens["form"].to_numpy()],
        "kind": tokens["kind"],
        "flags": flags,
    }
    return pa.table(columns)


def name_keys(texts: Sequence[str]) -> list[str]:
    """Return the folded spelling of names, word for word: ``S. Jaishankar``, ``s jaishankar`` share it."""
    names = [[text[start:end] for start, end in tokenise(text)] for text in texts]
    words = list(dict.fromkeys(chain.from_iterable(names)))
    keys = dict(zip(words, match_keys(words), strict=True))
    return [" ".join(map(keys.__getitem__, name)) for name in names]


def _add_entities(cursor: duckdb.DuckDBPyConnection, batch: Batch | Prepared, known: Known) -> None:
    """Add the entities the store does not have, with their aliases."""
    new = known.take_entities(batch.entities)
    if new is not None:
        _insert(cursor, "entity", new)
        codes = dict(zip(new["code"].to_pylist(), new["entity"].to_pylist(), strict=True))
        _insert(cursor, "alias", alias_rows(batch.aliases, codes))


def alias_rows(aliases: pa.Table, ids: dict[str, int]) -> pa.Table:
    """Return the rows of ``alias`` for the entities in ``ids``."""
    rows = [row for row in aliases.to_pylist() if row["code"] in ids]
    texts = tuple(row["text"] for row in rows)
    columns = {
        "entity": pa.array([ids[row["code"]] for row in rows], pa.int32()),
        "text": pa.array(texts, pa.string()),
        "key": pa.array(_keys(texts), pa.string()),
    }
    return pa.table(columns)


@lru_cache(4)  # of the lexicons in use: half the time that a small store takes to be made
def _keys(texts: tuple[str, ...]) -> list[str]:
    return name_keys(texts)


def _entity_ids(codes: pa.ChunkedArray, ids: dict[str, int]) -> pa.Array:
    codes = codes.combine_chunks()
    table = pa.array([ids[code] for code in codes.dictionary.to_pylist()], pa.int32())
    return pc.take(table, codes.indices)


def _with_entity_ids(table: pa.Table, ids: dict[str, int]) -> pa.Table:
    """Replace the codes of columns ``entity`` (one) and ``entities``, ``speakers`` (lists) by ids."""
    for name in {"entity", "entities", "speakers"}.intersection(table.column_names):
        column = table[name]
        if name == "entity":
            table = _replace(table, name, _entity_ids(column, ids))
            continue
        lists = column.combine_chunks()
        inner = pa.array([ids[code] for code in lists.flatten().to_pylist()], pa.int32())
        lengths = pc.list_value_length(lists).to_numpy(zero_copy_only=False)
        offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]), pa.int32())
        table = _replace(table, name, pa.ListArray.from_arrays(offsets, inner))
    return table


def _surfaces(mentions: pa.Table, texts: Sequence[str]) -> pa.Array:
    columns = (mentions[name].to_numpy().tolist() for name in ("document", "start", "end"))
    spans = zip(*columns, strict=True)
    return pa.array([texts[document][start:end] for document, start, end in spans], pa.string())


def placed_documents(cursor: duckdb.DuckDBPyConnection, documents: pa.Table, places: Places) -> pa.Table:
    """Return the rows of ``document`` for new documents: where they stand, and that they were added now."""
    now = cursor.execute("SELECT now()::TIMESTAMP").fetchall()[0][0]
    added = pa.repeat(pa.scalar(now, pa.timestamp("us")), documents.num_rows)
    for name, column in (place_columns(places) | {"added_at": added}).items():
        documents = documents.append_column(name, column)
    return documents


def _replace(table: pa.Table, column: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, values)


def _insert(cursor: duckdb.DuckDBPyConnection, target: str, table: pa.Table) -> None:
    if table.num_rows:
        cursor.register("batch", table)
        cursor.execute(f"INSERT INTO {target} BY NAME SELECT * FROM batch")
        cursor.unregister("batch")
