"""A corpus as a folder of Parquet: written batch by batch by any number of processes, read through views.

    lake/batches/00000007-5c0f…/*.arrow   the rows of a batch, ids local to it, and what became of its inputs
    lake/tables.9e1b…/token/*.parquet     the same with the ids of the whole: the tables of schema.sql
    lake/tables.9e1b…/texts/00000007      the texts of a batch
    lake/about.json                       which tables are the valid ones, and the versions

``batch_files`` writes the batches; ``compact`` joins their vocabularies by form and numbers the documents by
date.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from analysis import records
from analysis.keyed import Keyed
from analysis.records import BATCH_TABLES, Batch
from analysis.store.append import Ids, alias_rows, document_sizes, place_columns, stored_rows
from analysis.store.batch_files import SHARED, batch_names, read_table
from analysis.store.folders import ABOUT
from analysis.store.known import Known, Places
from analysis.store.steps import Step, each, silent
from analysis.store.text_records import dictionary_of, records_of
from analysis.store.texts import DICTIONARY, INSIDE, file_of_batch, head, placed_aside, text_file
from analysis.versions import schema_version

_NUMBERED = ("form", "term", "entity", "cell", "cell_size")
_SMALL = (*_NUMBERED, "alias", "ingest_file")  # copied when a lake is opened
Run = Callable[..., Iterable]
# So many forms are at hand while vocabularies are joined: each batch asks for all of its own, and nothing
# else takes memory then.
FORMS = 500_000
_ROWS = 100_000  # of a file that grows batch by batch, written at once
# So many rows of a batch are read or passed over together. They stand in the order of their documents, which
# is that of dates: of a month some groups are read, and counting month by month reads each row a few times;
# with all rows of a batch in one group it read the whole of a million articles fifty times.
_GROUP = 10_000
# Numbers that rise from row to row are written as what they rise by: tokens take 40 % of the room.
_RISING = frozenset({"place", "letter", "start", "end"})
TEXTS = "texts"  # the folder of the batches' texts, among those of the tables
_IDS = "ids"  # the folder of the batches' ids, while tables are made


def compact(
    lake: Path,
    entities: pa.Table,
    aliases: pa.Table,
    *,
    about: dict[str, str],
    run: Run = map,
    count: Callable[[Path, Step], dict[str, str]] = lambda *_: {},
    step: Step = silent,
) -> None:
    """Make the tables of the whole from the batches; ``run`` maps a function over lists, here or elsewhere.

    ``count`` writes count tables beside them (``lake_cubes.add_cubes``) and returns what to say of them.
    ``step`` is told of each step. Until the last one the lake keeps the tables it had.
    """
    names, folder = batch_names(lake), f"tables.{uuid.uuid4().hex[:12]}"
    known = Known(forms=Keyed(most=FORMS))
    _write(lake / folder / "entity", "all", known.take_entities(entities))
    _write(lake / folder / "alias", "all", alias_rows(aliases, known.entities))
    of_forms, of_terms = (_OneFile(lake / folder / table) for table in ("form", "term"))
    with closing(of_forms), closing(of_terms):
        for number, (name, places) in enumerate(
            zip(each(step, "vocabulary", names), _places(lake, names), strict=True)
        ):
            forms, terms, new_forms, new_terms = known.take_forms(read_table(lake, name, "forms"))
            of_forms.add(new_forms)
            of_terms.add(new_terms)
            _keep_ids(lake / folder, name, number, Ids(places, forms, terms, {}))
    _put_dictionary(lake, names, lake / folder / TEXTS)
    written = run(write_tables, [lake] * len(names), [folder] * len(names), names)
    for _ in zip(each(step, "order", names), written, strict=True):
        pass
    shutil.rmtree(lake / folder / _IDS, ignore_errors=True)
    told = {"schema": schema_version(), "tables": folder, "texts": f"{folder}/{TEXTS}"}
    _point(lake, about | count(lake / folder, step) | told)


def _put_dictionary(lake: Path, names: list[str], folder: Path) -> None:
    """Write what the batches' texts are packed with: of the first batches, as many as a store has texts of
    when it puts the first ones beside it."""
    texts: list[str] = []
    for name in names:
        texts += read_table(lake, name, "documents")["text"].to_pylist()
        if len(texts) > INSIDE:
            break
    folder.mkdir(parents=True)
    (folder / DICTIONARY).write_bytes(head(dictionary_of(texts)))


def _keep_ids(folder: Path, name: str, number: int, ids: Ids) -> None:
    """Write number and ids of a batch where ``write_tables`` finds them: all of them would take memory, and
    travel."""
    (folder / _IDS).mkdir(parents=True, exist_ok=True)
    places = ids.places.documents, ids.places.first_token, ids.places.first_character
    np.savez(folder / _IDS / name, number, *places, ids.forms, ids.terms)


def _ids(folder: Path, name: str) -> tuple[int, Ids]:
    rows = parquet.read_table(folder / "entity" / "all.parquet", columns=["code", "entity"])
    entities = dict(zip(rows["code"].to_pylist(), rows["entity"].to_pylist(), strict=True))
    with np.load(folder / _IDS / f"{name}.npz") as kept:
        number, *places, forms, terms = (kept[column] for column in kept.files)
    return int(number), Ids(Places(*places), forms, terms, entities)


def write_tables(lake: Path, folder: str, name: str) -> str:
    """Write the rows of one batch under the ids of the whole; done twice it writes the same."""
    number, ids = _ids(lake / folder, name)
    tables = {table: read_table(lake, name, table) for table in BATCH_TABLES if table not in SHARED}
    batch = Batch(**tables, entities=records.ENTITIES.empty_table(), aliases=records.ALIASES.empty_table())
    texts = batch.documents["text"].to_pylist()
    documents = _texts_aside(lake / folder / TEXTS, number, batch.documents, texts)
    now = pa.array([datetime.now()] * len(texts), pa.timestamp("us"))
    for column, values in {"added_at": now, **place_columns(ids.places)}.items():
        documents = documents.append_column(column, values)
    _write(lake / folder / "document", name, _in_order(documents))
    for table, rows in stored_rows(batch, texts, ids) if texts else ():
        if rows.num_rows:
            _write(lake / folder / table, name, _in_order(rows))
    _write(lake / folder / "ingest_file", name, read_table(lake, name, "report"))
    return name


def _in_order(rows: pa.Table) -> pa.Table:
    """Return rows in the order of their documents, those of each in the order they have."""
    documents = rows["document"].to_numpy()
    if (documents[1:] >= documents[:-1]).all():
        return rows
    return rows.take(np.argsort(documents, kind="stable"))


def _texts_aside(folder: Path, number: int, documents: pa.Table, texts: list[str]) -> pa.Table:
    """Write the texts of a batch into a file of their own, where a single one is quick (see ``texts.py``)."""
    dictionary = text_file(folder.parent, {"texts": TEXTS}).dictionary
    records = records_of(texts, dictionary)
    file, first = file_of_batch(folder, number)
    draft = folder / f".{uuid.uuid4().hex}"
    draft.write_bytes(b"".join(records.packed))
    os.replace(draft, file)
    return placed_aside(documents, records, first)


def _places(lake: Path, names: list[str]) -> list[Places]:
    """Return where each batch's documents stand: by date, undated last, then by name."""
    if not names:
        return []
    heads, sizes = [], []
    for name in names:
        documents = read_table(lake, name, "documents")  # with their texts: one batch at a time
        heads.append(documents.select(["published", "name"]))
        sizes.append(document_sizes(documents))
    by = [("published", "ascending"), ("name", "ascending")]
    order = pc.sort_indices(pa.concat_tables(heads), sort_keys=by).to_numpy()
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.arange(len(order))
    tokens, letters = (np.concatenate(parts) for parts in zip(*sizes, strict=True))
    first_token, first_character = (
        (np.cumsum(one[order]) - one[order])[numbers] for one in (tokens, letters + 1)
    )
    cuts = np.cumsum([head.num_rows for head in heads])[:-1]
    parts = (np.split(one, cuts) for one in (numbers.astype(np.int32), first_token, first_character))
    return [Places(*one) for one in zip(*parts, strict=True)]


def _write(folder: Path, name: str, table: pa.Table) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{uuid.uuid4().hex}"
    numbers = {field.name for field in table.schema if field.type in (pa.int32(), pa.int64())}
    rising = dict.fromkeys(_RISING & numbers, "DELTA_BINARY_PACKED")
    others = [field.name for field in table.schema if field.name not in rising]
    how = {"use_dictionary": others, "column_encoding": rising} if rising else {}
    parquet.write_table(table, draft, compression="zstd", row_group_size=_GROUP, **how)
    os.replace(draft, folder / f"{name}.parquet")


class _OneFile:
    """The one file of a folder, made of tables one after the other; it is there when it is closed."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._parts = folder, []
        self._writer: parquet.ParquetWriter | None = None

    def add(self, table: pa.Table) -> None:
        self._parts.append(table)
        if sum(part.num_rows for part in self._parts) >= _ROWS:
            self._write()

    def _write(self) -> None:
        if self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._writer = parquet.ParquetWriter(
                self._folder / ".all", self._parts[0].schema, compression="zstd"
            )
        self._writer.write_table(pa.concat_tables(self._parts))
        self._parts = []

    def close(self) -> None:
        if self._parts:
            self._write()
        if self._writer is not None:
            self._writer.close()
            os.replace(self._folder / ".all", self._folder / "all.parquet")


def _point(lake: Path, about: dict[str, str]) -> None:
    draft = lake / f".{uuid.uuid4().hex}"
    draft.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(draft, lake / ABOUT)
    for old in lake.glob("tables.*"):
        if old.name != about["tables"]:
            shutil.rmtree(old, ignore_errors=True)


def lake_about(lake: Path) -> dict[str, str]:
    """Return the facts of ``about.json``."""
    return json.loads((lake / ABOUT).read_text(encoding="utf-8"))


def lake_tables(lake: Path) -> Path:
    """Return the folder of the lake's valid tables."""
    return lake / lake_about(lake)["tables"]


def lake_statements(folder: Path, tables: dict[str, list[str]]) -> Iterator[str]:
    """Yield the SQL that puts the files of ``folder`` in the place of the empty tables: others as views.

    ``tables`` gives the columns of each table of the schema.
    """
    for table, columns in tables.items():
        if not (folder / table).is_dir():
            continue
        listed = ", ".join(f'"{column}"' for column in columns)
        rows = f"SELECT {listed} FROM read_parquet('{quoted(folder / table)}/*.parquet')"
        if table in _SMALL:
            order = " ORDER BY 1" if table in _NUMBERED else ""
            yield f"INSERT INTO {table} ({listed}) {rows}{order}"
        else:
            yield f"DROP TABLE {table}"
            yield f"CREATE VIEW {table} AS {rows}"


def table_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the columns of each table of a connection that has just been given its schema."""
    rows = "SELECT table_name, column_name FROM duckdb_columns() ORDER BY table_name, column_index"
    tables: dict[str, list[str]] = {}
    for table, column in connection.execute(rows).fetchall():
        tables.setdefault(table, []).append(column)
    return tables


def quoted(path: Path) -> str:
    """Return a path as it stands between quotation marks in SQL."""
    return str(path.resolve()).replace("'", "''")
