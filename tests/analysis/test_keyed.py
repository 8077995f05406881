"""A table of keys beside a dictionary: the same answers, whatever lies in its database."""

import errno
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis.keyed as keyed
from analysis.keyed import Keyed, NoRoom

KEYS = st.sampled_from([f"क{number}" for number in range(40)])


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(keyed, "MOST", 7)
    monkeypatch.setattr(keyed, "_ASKED", 3)
    monkeypatch.setattr(keyed, "_PLACES", 15)  # few, that keys share them


@given(st.lists(st.tuples(KEYS, st.integers(1, 1 << 60)), max_size=80), st.integers(1, 9))
def test_it_answers_as_a_dictionary_does(pairs, step):
    table, plain = Keyed(), {}
    for first in range(0, len(pairs), step):
        part = pairs[first : first + step]
        if first % 2:
            table.update(part)
        else:
            for key, value in part:
                table[key] = value
        plain.update(part)
        asked = [f"क{number}" for number in range(first % 40, 45)]
        assert table.get_all(asked) == [plain.get(key) for key in asked]
        assert table.get_all(asked) == [plain.get(key) for key in asked]
        assert [table.get(key) for key in asked] == [plain.get(key) for key in asked]


def test_what_it_begins_with_is_taken_in_parts():
    table = Keyed((number.to_bytes(4, "big"), f"नाम {number}") for number in range(100))
    assert [table.get(number.to_bytes(4, "big")) for number in (0, 50, 99, 100)] == [
        "नाम 0", "नाम 50", "नाम 99", None,
    ]  # fmt: skip


def test_keys_that_look_alike_are_told_apart():
    table = Keyed(
        (key, number) for number, key in enumerate(["a", "A", "a\0", "a ", "é", "e\u0301", "1", ""], 1)
    )
    for number in range(20):
        table[f"x{number}"] = 1
    assert table.get_all(["a", "A", "a\0", "a ", "é", "e\u0301", "1", ""]) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_no_more_than_most_is_at_hand():
    table = Keyed()
    for number in range(1000):
        table[str(number)] = number
        assert len(table._new) < 7
    for first in range(0, 1000, 3):
        table.get_all([str(number) for number in range(first, first + 3)])
        table.get(str(first))
        assert len(table._new) < 7 and len(table._asked) < 10


def test_a_place_without_room_is_told_apart_from_what_is_read():
    table = Keyed((str(number), number) for number in range(20))
    table._old.execute("PRAGMA max_page_count = 2")
    with pytest.raises(NoRoom) as told:
        table.update((str(number) * 100, number) for number in range(1000))
    assert told.value.errno == errno.ENOSPC and isinstance(told.value.__cause__, sqlite3.Error)


def test_its_database_goes_with_it():
    table = Keyed((str(number), number) for number in range(20))
    database = table._old
    del table
    with pytest.raises(sqlite3.ProgrammingError):
        database.execute("SELECT 1")
