"""What the counts set aside, on the articles made by hand and on one with invisible characters."""

import pytest

from analysis.annotate.annotate import Annotator
from analysis.corpus import Document, Selection
from analysis.lexicon.reader import load_lexicon
from analysis.measures.cleaning import cleaning
from analysis.store.store import Store

ALL = Selection()


def test_junk_lines_and_bylines_are_told_with_their_words(store):
    found = cleaning(store, ALL)
    assert found[["name", "what", "count", "tokens"]].values.tolist() == [
        ["a.txt", "junk", 1, 0],
        ["b.txt", "byline", 1, 1],
    ]
    assert found["shown"].tolist()[1] == "एजेंसी"


def test_the_selection_s_kinds_play_no_part_its_documents_do(store):
    assert cleaning(store, Selection(kinds=("heading",)))["name"].tolist() == ["a.txt", "b.txt"]
    assert cleaning(store, Selection(documents=("b.txt",)))["name"].tolist() == ["b.txt"]


def test_a_page_is_one_of_documents(store):
    assert cleaning(store, ALL, limit=1)["name"].tolist() == ["a.txt"]
    assert cleaning(store, ALL, limit=2, offset=1)["name"].tolist() == ["b.txt"]
    assert cleaning(store, ALL, limit=1, offset=2).empty


def test_spaces_and_joiners_are_counted_by_the_letter():
    text = "भारत\u00a0और\u00a0रूस ने क्\u200dया कहा।"
    with Store.create() as store:
        store.append(Annotator(load_lexicon()).annotate([Document("x", text)]))
        store.finish()
        found = cleaning(store, ALL)
    assert found[["what", "count", "tokens"]].values.tolist() == [["spaces", 2, 0], ["joiners", 1, 0]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("अहमदाबाद (भाषा): भारत और रूस ने कहा कि बात हुई।", "अहमदाबाद (भाषा)"),
        ("अहमदाबाद, भाषा: भारत और रूस ने कहा कि बात हुई।", "अहमदाबाद, भाषा"),
        ("(भाषा): भारत और रूस ने कहा कि बात हुई।", "(भाषा)"),
    ],
)
def test_a_byline_is_shown_with_the_brackets_it_is_printed_in(text, shown):
    with Store.create() as store:
        store.append(Annotator(load_lexicon()).annotate([Document("x", text)]))
        store.finish()
        assert cleaning(store, ALL)["shown"].tolist() == [shown]
