"""Growing columns: all values in order, whatever the room, and what was read before stays as it is."""

import pytest

from analysis.annotate.columns import Integers, Strings

PARTS = [["भारत", "", "रूस"], [], ["S-400"], [f"शब्द{n}" for n in range(9000)], ["अंत"]]


def test_strings_keep_their_order_past_every_doubling():
    column, whole, read = Strings(), [], []
    for part in PARTS:
        column.extend(part)
        whole += part
        read.append((column.array(), list(whole)))
    assert all(array.to_pylist() == values for array, values in read)
    column.array().validate(full=True)


@pytest.mark.parametrize("sizes", [[0], [1, 4095, 1], [5000, 20000, 3]])
def test_integers_keep_their_order_past_every_doubling(sizes):
    column, read, last = Integers(), [], 0
    for size in sizes:
        column.extend(range(last, last + size))
        last += size
        read.append((column.array(), last))
    assert all(array.tolist() == list(range(count)) for array, count in read)
    assert len(column) == sum(sizes)
