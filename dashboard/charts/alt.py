"""The text alternative of a chart: what is counted, how many marks, the first three with their values.

The wording comes from the caller, one template a language; names out of articles are only ever put into a
template, never read as one.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.charts.base import number, plain

TOP = 3


def alt_text(
    table: pd.DataFrame,
    *,
    label: str | Sequence[str],
    value: str,
    what: str,
    template: str,
    empty: str,
    item: str = "{label} {value}",
    separator: str = ", ",
    joiner: str = " – ",
) -> str:
    """Return ``template`` filled with ``{what}``, ``{marks}`` (how many) and ``{top}`` (the three largest).

    >>> alt_text(table, label="label_hi", value="count", what="उल्लेख", empty="{what}: कुछ नहीं मिला।",
    ...          template="{what}: {marks} पट्टियाँ। सबसे अधिक: {top}।")
    'उल्लेख: 12 पट्टियाँ। सबसे अधिक: भारत 12, एस. जयशंकर 12, रूस 11।'

    ``label`` may name two columns (the ends of an edge, the row and column of a cell); ``empty`` is the
    template for a table without a value. Ties stand in the order of the table.
    """
    known = table[table[value].notna()]
    if known.empty:
        return empty.format(what=what, marks=0, top="")
    columns = [label] if isinstance(label, str) else list(label)
    top = known.sort_values(value, ascending=False, kind="stable").head(TOP)
    names = (joiner.join(plain(name) for name in row) for row in top[columns].itertuples(index=False))
    items = (item.format(label=n, value=number(v)) for n, v in zip(names, top[value], strict=True))
    return template.format(what=what, marks=len(known), top=separator.join(items))
