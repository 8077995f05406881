"""Questions asked at the same time answer in their order, and none is lost when one fails."""

import threading

import pytest

from analysis.store.together import together


def test_answers_come_in_the_order_of_the_questions():
    both = threading.Barrier(2, timeout=10)  # each waits for the other: they run at the same time
    first, second, third = together(lambda: (both.wait(), 1)[1], lambda: 2, lambda: (both.wait(), 3)[1])
    assert (first, second, third) == (1, 2, 3)


def test_one_question_is_asked_here():
    assert together(threading.get_ident) == [threading.get_ident()]


@pytest.mark.parametrize("place", [0, 1])
def test_a_failure_is_raised_when_all_have_ended(place):
    ended = []
    asks = [lambda: ended.append("other")]
    asks.insert(place, lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        together(*asks)
    assert ended == ["other"]
