"""What is loaded stays out of the garbage collector's way; what comes later does not."""

import gc

import pytest

from analysis import settled


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    monkeypatch.setattr(settled, "_settled", False)
    monkeypatch.setattr(settled.atexit, "register", lambda _: None)
    yield
    gc.unfreeze()


def test_what_is_there_is_not_looked_through_again():
    gc.unfreeze()
    settled.settle()
    assert gc.get_freeze_count() > 10_000 > len(gc.get_objects())


def test_only_once_for_what_came_later_is_to_be_given_back():
    settled.settle()
    before = gc.get_freeze_count()
    later = [[number] for number in range(1_000)]
    settled.settle()
    assert gc.get_freeze_count() <= before and gc.is_tracked(later)
