"""The table of a trend: every period with documents for every series, and what stands outside of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

SMALL = 5  # documents of a period; with fewer, one article more or less moves its share by a fifth
PLACES = ("dated", "undated", "coarse")
COLUMNS = (
    "period", "series", "count", "articles", "documents", "tokens", "per_1000", "share", "small",
)  # fmt: skip


def trend_table(whole: pd.DataFrame, parts: pd.DataFrame, series: Sequence[str]) -> pd.DataFrame:
    """Return the columns of COLUMNS: the periods of ``whole`` that have dated documents (in order, with their
    documents and tokens) crossed with the series. Where ``parts`` (place, period, number of a series, count,
    articles) has nothing, that is a true zero."""
    periods = whole[(whole["place"] == "dated").to_numpy()]
    days, width = periods["period"].to_numpy(), len(series)
    dated = (parts["place"] == "dated").to_numpy()
    cells = np.searchsorted(days, parts["period"].to_numpy()[dated].astype(days.dtype)) * width
    cells += parts["series"].to_numpy(np.int64)[dated]
    count, articles = np.zeros((2, len(days) * width), np.int64)
    count[cells] = parts["count"].to_numpy(np.int64)[dated]
    articles[cells] = parts["articles"].to_numpy(np.int64)[dated]
    documents, tokens = (
        np.repeat(periods[name].to_numpy(np.int64), width) for name in ("documents", "tokens")
    )
    values = {
        "period": np.repeat(days, width),
        "series": list(series) * len(days),
        "count": count,
        "articles": articles,
        "documents": documents,
        "tokens": tokens,
        "per_1000": np.divide(1000 * count, tokens, out=np.full(len(count), np.nan), where=tokens > 0),
        "share": articles / documents,
        "small": documents < SMALL,
    }
    return pd.DataFrame(values, columns=list(COLUMNS))


def beside(parts: pd.DataFrame, series: Sequence[str], numbers: Mapping[str, int]) -> pd.DataFrame:
    """Return series, where, count, articles of what stands in no period, and the documents there
    (``numbers``)."""
    columns = ("place", "series", "count", "articles")
    told = {
        (where, one): sums
        for where, one, *sums in zip(*(parts[name].tolist() for name in columns), strict=True)
    }
    rows = [
        (name, where, *map(int, told.get((where, one), (0, 0))), numbers[where])
        for one, name in enumerate(series)
        for where in PLACES[1:]
    ]
    return pd.DataFrame(rows, columns=["series", "where", "count", "articles", "documents"])
