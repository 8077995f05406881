"""Add a batch to the store: ids that hold inside the batch become the store's, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import StoreError
from analysis.language.normalise import match_key
from analysis.language.romanise import roman_keys
from analysis.language.tokens import tokenise
from analysis.records import Batch
from analysis.store.counts import COLUMNS, KINDS, term_counts
from analysis.store.report import InputRow, write_report

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


def append_batch(cursor: duckdb.DuckDBPyConnection, batch: Batch, report: Iterable[InputRow] = ()) -> None:
    """Add all rows of ``batch`` and of ``report``. Raises StoreError (``store.name_taken``)."""
    with transaction(cursor):
        add_rows(cursor, batch)
        write_report(cursor, report)


def add_rows(cursor: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Add all rows of ``batch`` inside a transaction of the caller's."""
    _refuse_taken_names(cursor, batch.documents["name"])
    first = _scalar(cursor, "SELECT coalesce(max(document) + 1, 0) FROM document")
    forms, terms = _add_forms(cursor, batch.forms)
    entities = _add_entities(cursor, batch)
    _add_documents(cursor, batch.documents, first)
    for name in ("sentences", "tokens", "compounds", "mentions"):
        table = _shift(getattr(batch, name), "document", first)
        if "form" in table.column_names:
            table = _replace(table, "form", pc.take(forms, table["form"]))
        if "entity" in table.column_names:
            table = table.append_column("surface", _surfaces(batch))
            table = _replace(table, "entity", _entity_ids(table["entity"], entities))
        _insert(cursor, name.removesuffix("s"), table)
    for name, target in DEPTH.items():
        table = _shift(getattr(batch, name), "document", first)
        _insert(cursor, target, _with_entity_ids(table, entities))
    _add_counts(cursor, batch, first, forms, terms)


def name_key(text: str) -> str:
    """Return the folded spelling of a name, word for word: ``S. Jaishankar``, ``s jaishankar`` share it."""
    return " ".join(match_key(text[start:end]) for start, end in tokenise(text))


def _refuse_taken_names(cursor: duckdb.DuckDBPyConnection, names: pa.ChunkedArray) -> None:
    found = _ask(
        cursor,
        """SELECT name FROM batch GROUP BY name HAVING count(*) > 1
           UNION ALL SELECT name FROM batch WHERE name IN (SELECT name FROM document)
           ORDER BY name LIMIT 1""",
        pa.table({"name": names}),
    ).to_pylist()
    if found:
        raise StoreError("store.name_taken", name=found[0]["name"])


def _add_forms(cursor: duckdb.DuckDBPyConnection, forms: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Add the forms and terms the store does not have; return the ids of both, by the batch's form."""
    forms = forms.append_column("here", pa.array(np.arange(forms.num_rows), pa.int32()))
    unknown = "SELECT text FROM batch WHERE text NOT IN (SELECT text FROM form) ORDER BY here"
    new = _ask(cursor, unknown, forms)
    romans = pa.array(roman_keys(new["text"].to_pylist()), pa.string())
    new = new.append_column("roman", romans)
    _run(
        cursor,
        """INSERT INTO term
           SELECT (SELECT coalesce(max(term) + 1, 0) FROM term)
                  + row_number() OVER (ORDER BY key, stop NULLS FIRST) - 1, *
           FROM (SELECT DISTINCT lemma_key AS key, stop FROM batch) AS b
           WHERE NOT EXISTS (FROM term t WHERE t.key = b.key AND t.stop IS NOT DISTINCT FROM b.stop)""",
        forms,
    )
    cursor.register("new_form", new)
    _run(
        cursor,
        """INSERT INTO form
           SELECT (SELECT coalesce(max(form) + 1, 0) FROM form) + row_number() OVER (ORDER BY here) - 1,
                  b.text, b.key, n.roman, b.lemma, t.term
           FROM batch b JOIN new_form n ON n.text = b.text
           JOIN term t ON t.key = b.lemma_key AND t.stop IS NOT DISTINCT FROM b.stop""",
        forms,
    )
    cursor.unregister("new_form")
    known = "SELECT f.form, f.term FROM batch b JOIN form f ON f.text = b.text ORDER BY here"
    ids = _ask(cursor, known, forms)
    return ids["form"].combine_chunks(), ids["term"].combine_chunks()


def _add_entities(cursor: duckdb.DuckDBPyConnection, batch: Batch) -> dict[str, int]:
    """Add the entities the store does not have, with their aliases; return code → id."""
    known = dict(cursor.execute("SELECT code, entity FROM entity").fetchall())
    fresh = [code for code in batch.entities["code"].to_pylist() if code not in known]
    ids = known | {code: len(known) + place for place, code in enumerate(fresh)}
    new = batch.entities.filter(pc.is_in(batch.entities["code"], value_set=pa.array(fresh, pa.string())))
    new = new.add_column(0, "entity", pa.array([ids[code] for code in fresh], pa.int32()))
    _insert(cursor, "entity", new)

    fresh_set = set(fresh)
    rows = [row for row in batch.aliases.to_pylist() if row["code"] in fresh_set]
    columns = {
        "entity": pa.array([ids[row["code"]] for row in rows], pa.int32()),
        "text": pa.array([row["text"] for row in rows], pa.string()),
        "key": pa.array([name_key(row["text"]) for row in rows], pa.string()),
    }
    _insert(cursor, "alias", pa.table(columns))
    return ids


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


def _surfaces(batch: Batch) -> pa.Array:
    texts = batch.documents["text"].to_pylist()
    spans = zip(*(batch.mentions[name].to_pylist() for name in ("document", "start", "end")), strict=True)
    return pa.array([texts[document][start:end] for document, start, end in spans], pa.string())


def _add_documents(cursor: duckdb.DuckDBPyConnection, documents: pa.Table, first: int) -> None:
    ids = pa.array(np.arange(first, first + documents.num_rows), pa.int32())
    _run(
        cursor,
        """INSERT INTO document BY NAME
           SELECT *, now()::TIMESTAMP AS added_at FROM batch""",
        documents.add_column(0, "document", ids),
    )


def _add_counts(
    cursor: duckdb.DuckDBPyConnection, batch: Batch, first: int, forms: pa.Array, terms: pa.Array
) -> None:
    if not batch.tokens.num_rows:
        return
    rows = _shift(term_counts(batch, terms.to_numpy()), "document", first)
    rows = _replace(rows, "form", pc.take(forms, rows["form"]))
    sums = ", ".join(f"sum({column})::INTEGER" for column in COLUMNS)
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    sql = f"""INSERT INTO term_count
              SELECT document, form, ([{kinds}])[kind + 1], {sums} FROM batch
              GROUP BY document, form, kind ORDER BY document, form, kind"""
    _run(cursor, sql, rows)


def _shift(table: pa.Table, column: str, by: int) -> pa.Table:
    return _replace(table, column, pc.add(table[column], pa.scalar(by, table[column].type)))


def _replace(table: pa.Table, column: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, values)


def _insert(cursor: duckdb.DuckDBPyConnection, target: str, table: pa.Table) -> None:
    _run(cursor, f"INSERT INTO {target} BY NAME SELECT * FROM batch", table)


def _run(cursor: duckdb.DuckDBPyConnection, sql: str, table: pa.Table) -> None:
    cursor.register("batch", table)
    cursor.execute(sql)
    cursor.unregister("batch")


def _ask(cursor: duckdb.DuckDBPyConnection, sql: str, table: pa.Table) -> pa.Table:
    cursor.register("batch", table)
    answer = cursor.sql(sql).to_arrow_table()
    cursor.unregister("batch")
    return answer


def _scalar(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    return cursor.execute(sql).fetchall()[0][0]
