import os
import shutil

import pytest

from analysis import opening
from analysis.corpus import Selection
from analysis.errors import StoreError
from analysis.measures.documents import totals
from analysis.opening import open_corpus
from analysis.store import stage

TEXT = "भारत ने रूस से बात की। दोनों सहमत हुए।"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of one article, and an empty home for its store."""
    monkeypatch.setenv("VIMARSH_HOME", str(tmp_path / "home"))
    return article(tmp_path)


def article(place):
    articles = place / "articles"
    articles.mkdir()
    (articles / "एक.txt").write_text(TEXT, encoding="utf-8")
    return articles


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    """A folder of one article that was opened once, and its home."""
    place = tmp_path_factory.mktemp("annotated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIMARSH_HOME", str(place / "home"))
        assert tokens(article(place)) == 9
    return place


@pytest.fixture
def found(annotated, tmp_path, monkeypatch):
    """The folder, and a home of one's own that has its store."""
    monkeypatch.setenv("VIMARSH_HOME", str(shutil.copytree(annotated / "home", tmp_path / "home")))
    return annotated / "articles"


@pytest.fixture
def built(monkeypatch):
    """The folders that were annotated, in order."""
    asked, build = [], opening._build
    monkeypatch.setattr(opening, "_build", lambda *args: asked.append(args[0].name) or build(*args))
    return asked


def tokens(folder):
    store, _ = open_corpus(folder)
    with store:
        return int(totals(store, Selection())["tokens"].iloc[0])


def test_a_second_start_finds_the_store(found, built):
    assert [tokens(found), tokens(found)] == [9, 9] and built == []


def test_a_changed_added_moved_or_removed_file_is_noticed(folder, built):
    assert tokens(folder) == 9
    (folder / "एक.txt").write_text(TEXT + " फिर मिले।", encoding="utf-8")
    assert tokens(folder) == 11
    (folder / "दो.txt").write_text("चीन आया।", encoding="utf-8")
    assert tokens(folder) == 13
    (folder / "2024").mkdir()
    shutil.move(folder / "दो.txt", folder / "2024" / "दो.txt")
    assert tokens(folder) == 13
    (folder / "एक.txt").unlink()
    assert tokens(folder) == 2 and len(built) == 5


@pytest.mark.parametrize("name", ["rules_version", "schema_version"])
def test_other_rules_and_another_schema_are_noticed(found, built, monkeypatch, name):
    monkeypatch.setattr(opening, name, lambda: "another")
    assert tokens(found) == 9 and built == ["articles"]


@pytest.mark.parametrize(
    "damage",
    [lambda whole: whole[: len(whole) // 2], lambda whole: b"junk" * 5000, lambda whole: b"",
     lambda whole: whole[:20_000] + bytes(byte ^ 0xFF for byte in whole[20_000:])],
)  # fmt: skip
def test_a_damaged_store_is_made_anew(found, built, damage, tmp_path):
    (kept,) = (tmp_path / "home").glob("*.duckdb")
    kept.write_bytes(damage(kept.read_bytes()))
    assert [tokens(found), tokens(found)] == [9, 9] and built == ["articles"]


def test_a_home_that_cannot_be_written_leaves_the_store_in_memory(folder, monkeypatch):
    (folder.parent / "file").write_text("")
    monkeypatch.setenv("VIMARSH_HOME", str(folder.parent / "file" / "home"))
    store, problems = open_corpus(folder)
    with store:
        assert store.path is None
        assert [problem.code for problem in problems] == ["store.in_memory"]
        assert "VIMARSH_HOME" in problems[0].message("hi")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_the_folder_is_told_and_not_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    store, problems = open_corpus(folder)
    store.close()
    assert [problem.code for problem in problems] == ["reading.not_a_file"]


def test_a_reading_that_is_broken_off_leaves_nothing(folder, monkeypatch):
    monkeypatch.setattr(opening.Store, "finish", lambda store: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_corpus(folder)
    assert list((folder.parent / "home").iterdir()) == []


def test_the_texts_of_a_store_go_by_its_name_and_those_of_the_one_before_are_gone(folder, monkeypatch):
    def opened():
        store, problems = open_corpus(folder)
        with store:
            names = store.query("SELECT document, name FROM document ORDER BY name")
            found = [store.text(number) for number in names["document"]]
            files = sorted(file.name for file in store.path.parent.iterdir())
            assert not problems and store.path.name in files
            return found, [file.removeprefix(store.path.name) for file in files]

    monkeypatch.setattr(stage, "INSIDE", 0)
    assert opened() == opened() == ([TEXT], ["", ".texts"])
    (folder / "दो.txt").write_text("सेना।", encoding="utf-8")
    assert opened() == (["सेना।", TEXT][::-1], ["", ".texts"])
    monkeypatch.setattr(stage, "INSIDE", 9)
    (folder / "दो.txt").unlink()
    assert opened() == ([TEXT], [""])


def test_a_store_that_could_not_be_made_leaves_nothing(folder, monkeypatch):
    def broken(store):
        raise StoreError("store.damaged", path=store.path, reason="disk")

    monkeypatch.setattr(stage, "INSIDE", 0)
    monkeypatch.setattr(opening.Store, "finish", broken)
    with pytest.raises(StoreError):
        open_corpus(folder)
    assert not list(opening.home().iterdir())
