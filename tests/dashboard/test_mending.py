"""Corrections of one session: totals follow, nothing shared changes, everything can be taken back."""

from pathlib import Path
from threading import Event

import pytest

from analysis.corpus import Selection
from analysis.corrections import CorrectionError, Rejection, to_json
from analysis.lexicon.rows import UserRow
from analysis.measures.mentions import each_mention, mentions
from analysis.opening import open_corpus
from dashboard import mending, rereading
from dashboard.mending import Mending

ROOT = Path(__file__).resolve().parents[2]
ROW = UserRow("form", 1, "user_hit", "राष्ट्रीय हित", "initiative", ("राष्ट्रीय हितों",))


@pytest.fixture(scope="module")
def seeds():
    return open_corpus(ROOT / "seeds")[0]


def counts(store):
    table = mentions(store, Selection())
    return dict(zip(table["entity"], table["count"], strict=True))


def hit(store, code):
    row = each_mention(store, Selection()).query("entity == @code").iloc[0]
    return Rejection(row["name"], int(row["start"]), int(row["end"]), code, row["surface"])


def test_a_struck_out_hit_leaves_the_counts_and_comes_back(seeds):
    mine, before = Mending(), counts(seeds)
    mine.reject("c", hit(seeds, "lavrov"))
    assert counts(mine.store("c", "1", seeds).store) == {**before, "lavrov": 6}
    assert counts(seeds) == before and counts(mine.store("other", "1", seeds).store) == before
    mine.undo("c", 1)
    assert counts(mine.store("c", "1", seeds).store) == before
    assert len(mine.of("c").log) == 2


def test_an_added_row_is_counted_in_this_session_alone(seeds):
    mine, before = Mending(), counts(seeds)
    assert mine.add("c", [ROW]) == []
    assert counts(mine.store("c", "1", seeds).store) == {**before, "user_hit": 1}
    mine.reject("c", hit(seeds, "brahmos"))
    both = counts(mine.store("c", "1", seeds).store)
    assert both["user_hit"] == 1 and "brahmos" not in both
    assert counts(seeds) == before


def test_the_same_state_is_made_once(seeds):
    mine = Mending()
    mine.add("c", [ROW])
    first = mine.store("c", "1", seeds).store
    assert mine.store("c", "1", seeds).store is first
    assert mine.store("c", "2", seeds).store is not first  # the corpus has changed


def test_a_form_that_is_taken_is_left_out_and_told(seeds):
    mine = Mending()
    taken = UserRow("form", 1, "user_x", "कोई", "person", ("जयशंकर",))
    errors = mine.add("c", [taken, ROW])
    assert [error.code for error in errors] == ["lexicon.form_twice"]
    assert mine.of("c").rows == (ROW,)


def test_a_log_taken_along_holds_elsewhere(seeds):
    mine, other = Mending(), Mending()
    mine.reject("c", hit(seeds, "lavrov"))
    mine.add("c", [ROW])
    mine.undo("c", 1)
    other.take("d", to_json(mine.of("c")), file="log.json")
    assert other.of("d").rows == (ROW,) and other.of("d").rejections == ()
    with pytest.raises(CorrectionError):
        other.take("d", "{}", file="log.json")


@pytest.fixture
def slow(monkeypatch):
    """Every added name is read in the background, one step at a time: the worker waits for the test."""
    gate = Event()
    monkeypatch.setattr(mending, "AT_ONCE", 0)
    whole = rereading.read_again

    def held(base, rows, *, progress):
        def tell(done, of):
            gate.wait(20)
            progress(done, of)

        return whole(base, rows, progress=tell)

    monkeypatch.setattr(rereading, "read_again", held)
    yield gate
    gate.set()


def test_a_name_that_takes_long_is_read_in_the_background(seeds, slow):
    mine, before = Mending(), counts(seeds)
    assert mine.cost("c", seeds, [ROW]) == 1
    mine.add("c", [ROW])
    mine.reject("c", hit(seeds, "lavrov"))
    waiting = mine.store("c", "1", seeds)
    assert waiting.waiting and counts(waiting.store) == {**before, "lavrov": 6}
    assert mine.job("c").progress.state == "running"
    slow.set()
    mine.job("c").wait()
    ready = mine.store("c", "1", seeds)
    assert not ready.waiting and ready.mark != waiting.mark
    assert counts(ready.store) == {**before, "lavrov": 6, "user_hit": 1} and mine.job("c") is None


def test_who_gives_up_waiting_has_what_was_before(seeds, slow):
    mine, before = Mending(), counts(seeds)
    mine.reject("c", hit(seeds, "lavrov"))
    mine.add("c", [ROW])
    assert mine.store("c", "1", seeds).waiting
    slow.set()
    mine.give_up("c")
    assert mine.of("c").rows == () and len(mine.of("c").rejections) == 1
    after = mine.store("c", "1", seeds)
    assert not after.waiting and counts(after.store) == {**before, "lavrov": 6}


def test_a_fault_of_the_worker_is_told(seeds, monkeypatch):
    monkeypatch.setattr(mending, "AT_ONCE", 0)

    def broken(base, rows, *, progress):
        raise MemoryError

    monkeypatch.setattr(rereading, "read_again", broken)
    mine = Mending()
    mine.add("c", [ROW])
    mine.store("c", "1", seeds)
    mine.job("c").wait()
    assert (mine.job("c").progress.state, mine.job("c").progress.fault) == ("failed", "MemoryError")
    mine.give_up("c")
    assert mine.of("c").active == {} and mine.store("c", "1", seeds).store is seeds
