"""Least, middle and largest value of figures that are given with their counts, by hand."""

import pandas as pd
import pytest

from analysis.measures.figures import _ranges


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([(5.0, 1)], (5.0, 5.0, 5.0)),
        ([(9.0, 1), (1.0, 1)], (1.0, 5.0, 9.0)),
        ([(9.0, 1), (1.0, 2)], (1.0, 1.0, 9.0)),
        ([(2.0, 2), (4.0, 1), (8.0, 1)], (2.0, 3.0, 8.0)),
        ([(4.0, 3), (2.0, 3), (7.0, 5)], (2.0, 4.0, 7.0)),
    ],
)
def test_each_unit_has_a_range_of_its_own(values, found):
    others = [("ख", "count", 100.0, 7), ("क", "money", 3.0, 2), ("अ", "count", -1.0, 4)]
    rows = [("क", "count", *one) for one in values]
    told = _ranges(pd.DataFrame([*others[:2], *rows, others[2]], columns=["unit", "kind", "value", "count"]))
    assert told.pop(("क", "count")) == found
    assert told == {(unit, kind): (value, value, value) for unit, kind, value, _ in others}


def test_of_nothing_there_is_no_range():
    assert _ranges(pd.DataFrame(columns=["unit", "kind", "value", "count"])) == {}
