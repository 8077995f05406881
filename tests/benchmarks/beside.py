"""Fixed work timed before and after what is measured: it tells whether others used the machine meanwhile.

A slow time beside quick ones of the fixed work is ours; beside slow ones it says nothing. Quick is what the
machine gives when nobody else wants it: others may slow it down for half an hour, and then the middle of all
times is theirs as well.
"""

from __future__ import annotations

import time
from statistics import quantiles

import duckdb

USUAL = 1.25  # times what the quickest tenth took so far: what the work takes at most when nobody disturbs


class FixedWork:
    """The same work each time, on all cores and in Python."""

    def __init__(self) -> None:
        self._connection = duckdb.connect()
        table = "SELECT i % 1000 AS a, hash(i) % 97 AS b FROM range(150000) r(i)"
        self._connection.execute(f"CREATE TABLE t AS {table}")
        self._times = []
        self._times = [self.time() for _ in range(50)]

    def time(self) -> float:
        """Do it; return how long it took, in seconds."""
        started = time.perf_counter()
        self._connection.execute("SELECT a, count(DISTINCT b) FROM t GROUP BY a").fetchall()
        sum(number * number for number in range(15_000))
        self._times.append(time.perf_counter() - started)
        return self._times[-1]

    def calm(self, beside: list[float]) -> list[bool]:
        """Return of each measurement whether the work before and after it took its usual time; ``beside`` has
        one time more than there are measurements."""
        most = USUAL * self.tenths()[0]
        return [max(pair) <= most for pair in zip(beside, beside[1:], strict=False)]

    def tenths(self) -> list[float]:
        """Return the nine times that part all so far into tenths, in seconds, quickest first."""
        return quantiles(self._times, n=10)
