"""Parquet, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.errors import ReadingError
from analysis.reading.columns import Row
from analysis.reading.limits import Limits
from analysis.reading.result import Fault
from analysis.reading.source import Source

BATCH = 256


def parquet_rows(source: Source, limits: Limits, encoding: str | None) -> Iterator[Row | Fault]:
    """Yield the rows, numbered from 1; columns of lists and structures come as JSON's values do.

    Raises ``reading.too_many_columns``, ``reading.file_too_large`` where one row group says it unpacks to
    more than ``limits.office_bytes`` times 8, ``reading.row`` where cells are no UTF-8.
    """
    import pyarrow.parquet as parquet

    with source.open() as stream:
        # Buffered reading of one row group at a time; pre_buffer would fetch whole columns at once.
        table = parquet.ParquetFile(stream, pre_buffer=False, memory_map=False)
        _check(table.metadata, source, limits)
        number = 0
        for batch in table.iter_batches(batch_size=BATCH, use_threads=False):
            try:
                rows = batch.to_pylist()
            except UnicodeDecodeError as error:
                place = f"{source.path}:{number + 1}–{number + batch.num_rows}"
                raise ReadingError("reading.row", file=place, reason=str(error)[:100]) from error
            for values in rows:
                number += 1
                yield Row(str(number), values)


def _check(metadata, source: Source, limits: Limits) -> None:
    if metadata.num_columns > limits.columns:
        raise ReadingError("reading.too_many_columns", file=source.path, limit=limits.columns)
    largest = max((metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)), default=0)
    if largest > limits.office_bytes * 8:
        limit = limits.office_bytes * 8
        raise ReadingError("reading.file_too_large", file=source.path, bytes=largest, limit=limit)
