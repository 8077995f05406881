"""A reader's own articles in a store of the session: in, changed, out and back; nobody else's."""

import errno
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from analysis.store.store import Store
from dashboard import own
from dashboard.loading import Input
from dashboard.own import Own, OwnCorpus

RUSSIA = "रूस ने भारत से बात की। रूस में बैठक हुई।"
AMERICA = "अमेरिका ने ब्रह्मोस पर बात की।"
TABLE = "शीर्षक,लेख,दिनांक\nपहला,भारत में बैठक होगी।,2025-01-05\nदूसरा,भारत में बैठक होगी।,2025-02-07\n"
# Where a document lies in the file, and since when.
PLACES = ["document", "added_at", "first_token", "first_character"]
INPUTS = [Input("a.txt", RUSSIA.encode()), Input("b.txt", AMERICA.encode()), Input("t.csv", TABLE.encode())]


@pytest.fixture
def mine():
    corpus = OwnCorpus("मेरे")
    yield corpus
    corpus.close()


def load(corpus, *inputs):
    corpus.load(list(inputs))
    corpus.job.wait()
    assert corpus.job.progress.state == "done", corpus.job.progress
    return [(row.path, row.status, row.documents) for row in corpus.report]


def count(corpus, word):
    sql = "SELECT count(*) AS n FROM token_row JOIN form USING (form) WHERE text = $word"
    return int(corpus.store.query(sql, {"word": word})["n"].iloc[0])


def test_inputs_become_documents_and_each_is_told_of(mine):
    assert load(mine, *INPUTS) == [
        ("a.txt", "loaded", 1), ("b.txt", "loaded", 1), ("t.csv", "loaded", 1), ("t.csv", "duplicate", 0),
    ]  # fmt: skip
    now = mine.job.progress
    assert (now.documents, now.inputs, now.share) == (3, 3, 1.0)
    assert mine.documents == 3 and count(mine, "रूस") == 2


def test_one_bad_input_never_stops_the_rest(mine):
    told = load(
        mine, Input("x.txt", b"\xff\xfe\xfdab"), Input("e.txt", b""), Input("p.png", b"\x89PNG"), INPUTS[0]
    )
    assert [status for _, status, _ in told] == ["wrong_encoding", "no_text", "refused", "loaded"]


def test_a_second_load_adds_and_knows_what_is_there(mine):
    load(mine, INPUTS[0])
    assert load(mine, *INPUTS[:2])[1:] == [("a.txt", "duplicate", 0), ("b.txt", "loaded", 1)]
    assert mine.documents == 2


def test_a_file_in_a_wrong_encoding_is_read_again_in_its_place(mine):
    load(
        mine,
        Input("u.txt", RUSSIA.encode("utf-16-le")[:-1] + b"\x00\x81"),
        Input("w.txt", b"caf\xe9 \xe9t\xe9"),
        INPUTS[1],
    )
    assert "w.txt" in mine.again
    mine.read_again("w.txt", "windows-1252")
    mine.job.wait()
    rows = {row.path: row.status for row in mine.report}
    assert rows["w.txt"] == "not_hindi" and "w.txt" not in mine.again
    assert sum(row.path == "w.txt" for row in mine.report) == 1


def test_pasted_text_keeps_what_is_said_of_it(mine):
    load(mine, Input("", pasted=RUSSIA, title="शीर्षक", source=" जागरण ", published="1.3.2025"))
    row = mine.store.query("SELECT title, title_guessed, source, published FROM document").iloc[0]
    assert row["title"] == "शीर्षक" and not row["title_guessed"] and row["source"] == "जागरण"
    assert row["published"].date() == date(2025, 3, 1)


def test_columns_that_the_reader_told_are_taken(mine):
    table = "क,ख\nरूस ने बात की।,भारत ने बात की।\n".encode()
    load(mine, Input("t.csv", table, columns=(("text", "ख"), ("title", "क"))))
    assert (count(mine, "भारत"), count(mine, "रूस")) == (1, 0)


def test_stopped_and_gone_on_with_gives_the_whole(mine, monkeypatch):
    monkeypatch.setattr("dashboard.loading.GROUP_CHARACTERS", 40)
    rows = "".join(f"बैठक {number} हुई और रूस आया।,2025-01-01\n" for number in range(60))
    mine.load([Input("t.csv", ("text,date\n" + rows).encode())])
    while mine.job.progress.documents < 3:
        time.sleep(0.005)
    mine.job.stop()
    mine.job.wait()
    stopped = mine.job.progress
    assert stopped.state == "stopped" and 3 <= stopped.documents == mine.documents < 60
    assert sum(row.documents for row in mine.report) == mine.documents
    mine.job.start()
    mine.job.wait()
    assert mine.job.progress.state == "done" and mine.documents == 60 == count(mine, "रूस")


@pytest.mark.parametrize("step", ["append", "finish"])
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (lambda: duckdb.IOException("Could not write: No space left on device"), "store.no_room"),
        (lambda: OSError(errno.ENOSPC, "No space left on device"), "store.no_room"),
        (lambda: duckdb.IOException("Cannot open file: Permission denied"), "store.denied"),
        (lambda: ZeroDivisionError(), "reading.broken"),
    ],
)
def test_a_loading_that_fails_ends_is_told_and_can_be_done_again(mine, monkeypatch, step, fault, code):
    """The disk was full when all was put in order: the page said "7 s left" for ever."""

    def fail(*_):
        raise fault()

    with monkeypatch.context() as patched:
        patched.setattr(Store, step, fail)
        mine.load([*INPUTS])
        mine.job.wait()
    now = mine.job.progress
    assert (now.state, now.error.code) == ("failed", code) and not mine.busy
    assert load(mine, *INPUTS) and mine.documents == 3 and count(mine, "रूस") == 2


def test_what_was_read_before_a_loading_failed_is_put_in_order(mine, monkeypatch):
    monkeypatch.setattr("dashboard.loading.FIRST_CHARACTERS", 1)
    append, finished = Store.append, []

    def once(store, *given):
        if finished or store.query("SELECT 1 FROM document").size:
            raise OSError(errno.ENOSPC, "No space left on device")
        append(store, *given)

    monkeypatch.setattr(Store, "append", once)
    monkeypatch.setattr(Store, "finish", lambda _: finished.append(1))
    mine.load([*INPUTS])
    mine.job.wait()
    assert mine.job.progress.state == "failed" and finished and mine.documents == 1


def test_every_change_makes_another_build(mine):
    seen = [mine.build]
    load(mine, *INPUTS)
    seen.append(mine.build)
    mine.update("b", {"published": "2025-05-05"})
    seen.append(mine.build)
    mine.remove(["a"])
    seen.append(mine.build)
    assert len(set(seen)) == 4
    assert count(mine, "रूस") == 0


def everything(corpus):
    """Return the rows of documents and what hangs on them, ids out."""
    asked = {
        "document": "SELECT * FROM document",
        "token": """SELECT name, t.start, f.text
                    FROM token t JOIN document USING (document) JOIN form f USING (form)""",
        "mention": """SELECT name, m.start, e.code, m.how
                      FROM mention m JOIN document USING (document) JOIN entity e USING (entity)""",
    }
    tables = {
        name: corpus.store.query(sql).drop(columns=PLACES, errors="ignore") for name, sql in asked.items()
    }
    return {name: sorted(map(str, table.itertuples(index=False))) for name, table in tables.items()}


def test_what_was_removed_comes_back_as_it_was(mine):
    load(mine, *INPUTS)
    mine.update("b", {"source": "जागरण"})
    before = everything(mine)
    mine.remove(["a", "b"])
    assert count(mine, "रूस") == 0 and list(mine.removed) == ["a", "b"]
    mine.restore(["b", "a"])
    assert everything(mine) == before and not mine.removed


def test_a_removed_article_comes_back_with_its_file(mine):
    load(mine, *INPUTS)
    before = everything(mine)
    mine.remove(["a", "b"])
    assert load(mine, INPUTS[0], INPUTS[2])[-3:] == [
        ("a.txt", "loaded", 1), ("t.csv", "duplicate", 0), ("t.csv", "duplicate", 0),
    ]  # fmt: skip
    assert list(mine.removed) == ["b"]
    mine.restore(["b"])
    assert everything(mine) == before


def test_a_removed_article_whose_name_is_taken_gets_another(mine):
    load(mine, INPUTS[0])
    mine.remove(["a"])
    load(mine, Input("a.txt", AMERICA.encode()))
    mine.restore(["a"])
    assert mine.store.query("SELECT name FROM document ORDER BY name")["name"].tolist() == ["a", "a-2"]


def test_a_corpus_is_deleted_with_its_folder(mine):
    load(mine, INPUTS[0])
    folder = Path(mine.store.path).parent
    assert folder.exists()
    mine.close()
    assert not folder.exists()


def test_a_reader_who_is_gone_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(own, "GRACE", 0.05)
    corpora = Own()
    folder = Path(corpora.make("क").store.path).parent
    corpora.leave()
    corpora.stay()  # back within the time of grace
    time.sleep(0.2)
    assert folder.exists()
    corpora.leave()
    time.sleep(0.5)
    assert not folder.exists() and not corpora.corpora


def test_codes_cannot_be_guessed_and_names_differ():
    corpora = Own()
    made = [corpora.make("क") for _ in range(3)]
    assert [one.name for one in made] == ["क", "क 2", "क 3"]
    assert len({one.code for one in made}) == 3 and all(len(one.code) >= 20 for one in made)
    corpora.close()
