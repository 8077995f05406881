"""What a reader strikes out or adds: totals follow, the log has it, it can be undone, others see nothing."""

from datetime import datetime
from pathlib import Path

import pytest

from analysis.corpus import Selection
from analysis.corrections import (
    CorrectionError,
    Corrections,
    Rejection,
    corrected,
    from_json,
    load,
    merged,
    open_corrected,
    save,
    to_json,
)
from analysis.errors import LexiconError
from analysis.lexicon.reader import load_lexicon
from analysis.lexicon.rows import UserRow
from analysis.measures.actor import who_acts
from analysis.measures.cooccurrence import cooccurrence
from analysis.measures.mentions import mention_sentences, mentions, not_found
from analysis.measures.statements import by_speaker, statements
from analysis.opening import open_corpus

ALL, SEEDS, NOW = Selection(), Path(__file__).resolve().parents[2] / "seeds", datetime(2026, 1, 2, 3, 4, 5)
B = "003_423de9ca1c02ffde"
BRAHMOS = Rejection(B, 1284, 1309, "brahmos", "ब्रह्मोस सुपरसोनिक मिसाइल")
SPEAKER = Rejection(B, 1883, 1889, "jaishankar", "जयशंकर")
ALIAS = UserRow("names", 1, "jaishankar", "एस. जयशंकर", "person", ("केंद्रीय विदेश मंत्री",))
NEW = UserRow("names", 1, "market", "बाजार", "generic", ("महाद्वीप",))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VIMARSH_HOME", str(tmp_path / "home"))


@pytest.fixture
def seeds(home):
    store, _ = open_corpus(SEEDS)
    with store:
        yield store


def count(store, code):
    rows = mentions(store, ALL)
    return dict(zip(rows["entity"], rows["count"], strict=True)).get(code, 0)


def test_a_hit_struck_out_is_gone_from_every_count(seeds):
    assert count(seeds, "brahmos") == 1
    after = corrected(seeds, [BRAHMOS])
    assert after.found == 1
    assert count(after, "brahmos") == 0
    assert "brahmos" in set(not_found(after, ALL)["entity"]), "looked for and not found"
    assert mention_sentences(after, ALL, "brahmos").empty
    pairs = cooccurrence(after, ALL, kinds=("item",))
    assert "brahmos" not in {*pairs["a"], *pairs["b"]} and not pairs.empty
    assert mentions(after, Selection(entities=("brahmos",))).empty
    assert count(seeds, "brahmos") == 1, "another reader of the store sees it still"


def test_a_speaker_struck_out_speaks_and_acts_no_more(seeds):
    def told(store):
        rows = by_speaker(store, ALL)
        return dict(zip(rows["speaker"], rows["count"], strict=True))

    def acting(store):
        rows = who_acts(store, ALL)
        return dict(zip(rows["entity"], rows["acts"], strict=True))["jaishankar"]

    after = corrected(seeds, [SPEAKER])
    assert (told(seeds)["jaishankar"], told(after)["jaishankar"]) == (11, 10)
    assert (acting(seeds), acting(after)) == (8, 7)
    assert len(statements(after, ALL)) == 16, "the words were said all the same"


@pytest.mark.parametrize(
    "wrong",
    [
        Rejection("no such", 1284, 1309, "brahmos"),
        Rejection(B, 1285, 1309, "brahmos"),
        Rejection(B, 1284, 1309, "akash"),
        Rejection("'; DROP TABLE mention; --", 1, 2, "'"),
    ],
)
def test_a_span_that_is_no_mention_strikes_out_nothing(seeds, wrong):
    after = corrected(seeds, [wrong])
    assert after.found == 0
    assert mentions(after, ALL).equals(mentions(seeds, ALL))


def test_the_log_keeps_everything_and_undoing_brings_it_back():
    made = Corrections().reject(BRAHMOS, at=NOW).reject(SPEAKER, at=NOW).add_row(ALIAS, at=NOW)
    assert made.rejections == (BRAHMOS, SPEAKER) and made.rows == (ALIAS,)
    assert made.undo(1, at=NOW).rejections == (SPEAKER,)
    last = made.undo(at=NOW)
    assert last.rows == () and len(last.log) == 4 and sorted(last.active) == [1, 2]
    assert last.undo(at=NOW).rejections == (BRAHMOS,), "the last that holds"
    for number in (3, 4, 0, 99):
        with pytest.raises(CorrectionError):
            last.undo(number, at=NOW)


def test_a_hit_may_be_struck_out_again_after_undoing():
    made = Corrections().reject(BRAHMOS, at=NOW).undo(at=NOW).reject(BRAHMOS, at=NOW)
    assert made.rejections == (BRAHMOS,)


def test_the_mark_tells_what_holds_and_not_how_it_came():
    once = Corrections().reject(BRAHMOS, at=NOW)
    again = Corrections().reject(SPEAKER, at=NOW).undo(at=NOW).reject(BRAHMOS, at=datetime(2027, 1, 1))
    assert once.mark == again.mark != Corrections().mark


def test_a_row_makes_a_lexicon_of_the_readers_own():
    shipped = load_lexicon().version
    made = Corrections().add_row(ALIAS, at=NOW).add_row(NEW, at=NOW)
    store, _ = open_corrected(SEEDS, made)
    with store:
        assert (count(store, "market"), count(store, "jaishankar")) == (1, 14)
    store, _ = open_corpus(SEEDS)
    with store:
        assert (count(store, "market"), count(store, "jaishankar")) == (0, 12)
    assert load_lexicon().version == shipped


def test_a_row_that_clashes_is_refused():
    taken = UserRow("names", 1, "someone", "कोई", "person", ("लावरोव",))
    with pytest.raises(LexiconError):
        Corrections().add_row(taken, at=NOW)
    first = UserRow("names", 1, "one", "एक", "person", ("रणधीर जायसवाल जी",))
    second = UserRow("names", 2, "two", "दो", "person", ("रणधीर जायसवाल जी",))
    with pytest.raises(LexiconError):
        Corrections().add_row(first, at=NOW).add_row(second, at=NOW)


def test_rows_need_the_articles(tmp_path):
    with pytest.raises(CorrectionError) as told:
        open_corrected(tmp_path / "x.duckdb", Corrections().add_row(NEW, at=NOW))
    assert "x.duckdb" in told.value.message("hi")


def test_they_are_kept_and_taken_along(tmp_path):
    made = Corrections().reject(BRAHMOS, at=NOW).add_row(ALIAS, at=NOW).undo(at=NOW)
    save(made, tmp_path / "c.json")
    assert load(tmp_path / "c.json") == made == from_json(to_json(made))
    assert load(tmp_path / "none.json") == Corrections()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["c.json"]


def test_an_import_takes_over_what_holds():
    own = Corrections().reject(BRAHMOS, at=NOW)
    other = Corrections().reject(BRAHMOS, at=NOW).reject(SPEAKER, at=NOW).add_row(ALIAS, at=NOW).undo(at=NOW)
    both = merged(own, other, at=NOW)
    assert both.rejections == (BRAHMOS, SPEAKER) and both.rows == () and len(both.log) == 2
    assert merged(both, other, at=NOW) == both


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 2, "log": []}', '{"format": 1, "log": [{}]}',
     '{"format": 1, "log": [{"at": "x"}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", "undone": "x"}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", '
     '"rejection": {"name": 1, "start": 0, "end": 1, "entity": "a"}}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", "row": {"code": "a"}}]}',
     '{"format": 1, "log": [{"at": "2026-01-01", "rejection": "x", "undone": 1}]}'],
)  # fmt: skip
def test_a_broken_file_is_refused_by_name(tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError) as told:
        load(path)
    assert "broken.json" in str(told.value) and "broken.json" in told.value.message("hi")
