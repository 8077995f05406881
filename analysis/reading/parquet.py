"""Parquet, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.errors import ReadingError
from analysis.reading.columns import Row
from analysis.reading.header import Header, column_names, header_of
from analysis.reading.limits import Limits
from analysis.reading.result import Fault, broken
from analysis.reading.source import Source

BATCH = 256


def parquet_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Header | Row | Fault]:
    """Yield the rows, numbered from 1; columns of lists and structures come as JSON's values do. Where two
    columns have the same name, a header with the names comes first.

    Raises ``reading.too_many_columns``, ``reading.file_too_large`` where one row group says it unpacks to
    more than ``limits.office_bytes`` times 8, ``reading.broken`` where no row can be read. A row with a cell
    that is no UTF-8 is a fault, and so is what is damaged of a row group.
    """
    import pyarrow.parquet as parquet

    with source.open() as stream:
        # Buffered reading of one row group at a time; pre_buffer would fetch whole columns at once.
        table = parquet.ParquetFile(stream, pre_buffer=False, memory_map=False)
        _check(table.metadata, source, limits)
        names = table.schema_arrow.names
        if len(set(names)) < len(names):  # to be told
            yield header_of("1", names, below=False)
        yield from _sound(_groups(table, source), source)


def _groups(table, source: Source) -> Iterator[Row | Fault]:
    """Yield the rows of each row group; what cannot be read of one is a fault, and the next one is read."""
    last = 0
    for group in range(table.metadata.num_row_groups):
        number, last = last, last + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(batch_size=BATCH, row_groups=[group], use_threads=False):
                for row in _rows(batch, number, source):
                    number += 1
                    yield row
        except Exception as error:  # the library fails in ways of its own on damaged bytes
            place = f"{number + 1}–{last}"
            yield Fault(broken(f"{source.path}:{place}", error), place)


def _sound(rows: Iterator[Row | Fault], source: Source) -> Iterator[Row | Fault]:
    """Yield the rows. Raises the first fault where there is nothing else: the file is what is damaged."""
    faults: list[Fault] = []
    for row in rows:
        faults.append(row)
        if isinstance(row, Row) or len(faults) > BATCH:
            yield from faults
            yield from rows
            return
    if faults:
        error = faults[0].error
        raise ReadingError(error.code, **error.fields | {"file": source.path})


def _rows(batch, number: int, source: Source) -> Iterator[Row | Fault]:
    if len(set(batch.schema.names)) < batch.num_columns:  # to_pylist keeps one of them
        batch = batch.rename_columns(column_names(batch.schema.names))
    try:
        rows = batch.to_pylist()
    except UnicodeDecodeError:
        yield from (_row(batch, at, number + at + 1, source) for at in range(batch.num_rows))
    else:
        yield from (Row(str(number + at + 1), values) for at, values in enumerate(rows))


def _row(batch, at: int, number: int, source: Source) -> Row | Fault:
    """Return one row of a batch in which a cell is no UTF-8: its neighbours are sound."""
    try:
        return Row(str(number), batch.slice(at, 1).to_pylist()[0])
    except UnicodeDecodeError as error:
        place = f"{source.path}:{number}"
        return Fault(ReadingError("reading.row", file=place, reason=str(error)[:100]), str(number))


def _check(metadata, source: Source, limits: Limits) -> None:
    if metadata.num_columns > limits.columns:
        raise ReadingError("reading.too_many_columns", file=source.path, limit=limits.columns)
    largest = max((metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)), default=0)
    if largest > limits.office_bytes * 8:
        limit = limits.office_bytes * 8
        raise ReadingError("reading.file_too_large", file=source.path, bytes=largest, limit=limit)
