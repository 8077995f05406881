"""Corrections of one session: totals follow, nothing shared changes, everything can be taken back."""

from pathlib import Path

import pytest

from analysis.corpus import Selection
from analysis.corrections import CorrectionError, Rejection, to_json
from analysis.ingest.again import annotate_again
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow
from analysis.measures.mentions import each_mention, mentions
from analysis.opening import open_corpus
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
    assert counts(mine.store("c", "1", seeds)) == {**before, "lavrov": 6}
    assert counts(seeds) == before and counts(mine.store("other", "1", seeds)) == before
    mine.undo("c", 1)
    assert counts(mine.store("c", "1", seeds)) == before
    assert len(mine.of("c").log) == 2


def test_an_added_row_is_counted_in_this_session_alone(seeds):
    mine, before = Mending(), counts(seeds)
    assert mine.add("c", [ROW]) == []
    assert counts(mine.store("c", "1", seeds)) == {**before, "user_hit": 1}
    mine.reject("c", hit(seeds, "brahmos"))
    both = counts(mine.store("c", "1", seeds))
    assert both["user_hit"] == 1 and "brahmos" not in both
    assert counts(seeds) == before


def test_the_same_state_is_made_once(seeds):
    mine = Mending()
    mine.add("c", [ROW])
    first = mine.store("c", "1", seeds)
    assert mine.store("c", "1", seeds) is first
    assert mine.store("c", "2", seeds) is not first  # the corpus has changed


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


def test_a_corpus_annotated_again_by_the_same_lexicon_is_the_same(seeds):
    again = annotate_again(seeds, load_lexicon())
    columns = ["name", "segment", "start", "end", "entity", "how"]
    ours, theirs = (each_mention(store, Selection())[columns] for store in (again, seeds))
    assert ours.equals(theirs) and again.about["corpus"] == seeds.about["corpus"]
    again.close()
