from dataclasses import replace

import pytest

from analysis.corpus import Selection
from analysis.measures.frequency import (
    stop_words_removed,
    term_by_document,
    term_frequency,
    term_sentences,
)
from tests.analysis.hand import Page, make_store

ALL = Selection()


def counts(table):
    return dict(zip(table["term"], table["count"], strict=True))


def row(table, term):
    return table[table["term"] == term].iloc[0]


def test_terms_by_hand(store):
    found = term_frequency(store, ALL)
    first = row(found, "संबंध")
    assert first["forms"] == "संबंध 2 · संबंधों 2"
    assert first[["count", "documents", "sentences", "headings", "body", "tokens"]].tolist() == [
        4,
        1,
        3,
        1,
        3,
        37,
    ]
    assert first["per_1000"] == pytest.approx(4000 / 37)
    assert row(found, "भारत")[["count", "documents", "sentences", "headings", "body"]].tolist() == [
        3,
        2,
        3,
        1,
        2,
    ]
    assert row(found, "बैठक")[["count", "documents", "sentences"]].tolist() == [2, 1, 1]
    assert "एजेंसी" not in counts(found)


def test_most_frequent_first_ties_by_key(store):
    found = term_frequency(store, ALL)
    order = list(zip(-found["count"], found["key"], strict=True))
    assert order == sorted(order)
    assert found["term"].head(5).tolist() == ["संबंध", "भारत", "रूस", "जयशंकर", "बैठक"]
    assert term_frequency(store, ALL, limit=5).equals(found.head(5))


def test_kept_and_removed_are_all_the_words(store):
    kept, removed = term_frequency(store, ALL), stop_words_removed(store, ALL)
    assert counts(removed) == {"पर": 3, "और": 2, "के": 1, "ने": 1, "में": 1, "से": 1}
    assert set(removed["stop"]) == {"closed"}
    assert kept["count"].sum() + removed["count"].sum() == 36
    every = term_frequency(store, ALL, stop_tiers=())
    assert every["count"].sum() == 36
    assert stop_words_removed(store, ALL, stop_tiers=()).empty
    assert counts(term_frequency(store, ALL, stop_tiers=("news",))) == counts(every)


def test_forms_are_apart_when_asked(store):
    found = counts(term_frequency(store, ALL, group="form"))
    assert (found["संबंध"], found["संबंधों"]) == (2, 2)
    assert row(term_frequency(store, ALL, group="form"), "संबंध")["sentences"] == 2


def test_the_hyphen_switch(store):
    table = term_frequency(store, ALL, hyphens="joined")
    joined = counts(table)
    assert (joined["भारत-रूस"], joined["भारत"], joined["रूस"]) == (2, 1, 1)
    assert "भारत-रूस" not in counts(term_frequency(store, ALL))
    assert set(table["tokens"]) == {35}


def test_kinds_change_counts_and_denominator(store):
    heading = replace(ALL, kinds=("heading",))
    found = term_frequency(store, heading)
    assert counts(found) == {"भारत": 1, "रूस": 1, "संबंध": 1}
    assert set(found["tokens"]) == {3}
    assert row(found, "भारत")[["documents", "sentences", "headings", "body"]].tolist() == [1, 1, 1, 0]


def test_a_filter_gives_what_a_corpus_of_its_own_gives(store):
    one = replace(ALL, documents=("a.txt",))
    found = term_frequency(store, one)
    assert counts(found) == {
        "बैठक": 2, "जयशंकर": 1, "भारत": 1, "मिले": 1, "रूस": 1, "लावरोव": 1, "हुई": 1,
    }  # fmt: skip
    assert set(found["tokens"]) == {10}


@pytest.mark.parametrize(("typed", "terms"), [("बंध", {"संबंध"}), ("रूस", {"रूस", "रूसी"}), ("xyz", set())])
def test_contains_narrows_the_list(store, typed, terms):
    assert set(term_frequency(store, ALL, contains=typed)["term"]) == terms


def test_contains_looks_at_every_form_and_keeps_the_whole_term(store):
    found = term_frequency(store, ALL, contains="बंधों")
    assert found[["term", "count"]].values.tolist() == [["संबंध", 4]]


def test_by_document_with_zeros(store):
    found = term_by_document(store, ALL, ["रूस", "संबंध"])
    assert found[["term", "name", "count"]].values.tolist() == [
        ["रूस", "a.txt", 1], ["रूस", "b.txt", 2], ["रूस", "c.txt", 0],
        ["संबंध", "a.txt", 0], ["संबंध", "b.txt", 4], ["संबंध", "c.txt", 0],
    ]  # fmt: skip
    assert found["per_1000"].iloc[1] == pytest.approx(2000 / 24)


def test_every_count_opens_as_many_marks(store):
    for hyphens in ("split", "joined"):
        for group in ("lemma", "form"):
            table = term_frequency(store, ALL, stop_tiers=(), hyphens=hyphens, group=group)
            for term, count, sentences in zip(table["term"], table["count"], table["sentences"], strict=True):
                found = term_sentences(store, ALL, term, hyphens=hyphens, group=group)
                assert found["marks"].map(len).sum() == count, (term, hyphens, group)
                assert len(found) == sentences, (term, hyphens, group)


def test_marks_lie_on_the_forms(store):
    found = term_sentences(store, ALL, "संबंध")
    cut = [text[a:b] for text, marks in zip(found["text"], found["marks"], strict=True) for a, b in marks]
    assert cut == ["संबंध", "संबंधों", "संबंध", "संबंधों"]


def test_evidence_comes_in_pages(store):
    whole = term_sentences(store, ALL, "संबंध")
    page = term_sentences(store, ALL, "संबंध", limit=1, offset=1)
    assert page["segment"].tolist() == whole["segment"].tolist()[1:2]


def test_one_spelling_that_is_a_stop_word_and_a_content_word():
    pages = [Page("a", ("करना करों।", "करों कर।"))]
    lemmas, stops = {"करना": "कर", "करों": "कर"}, {"करना": "aux"}
    with make_store(pages, lemmas=lemmas, stops=stops) as made:
        kept, removed = term_frequency(made, ALL), stop_words_removed(made, ALL)
        assert kept[["count", "sentences"]].values.tolist() == [[3, 2]]
        assert removed[["count", "sentences"]].values.tolist() == [[1, 1]]
        for table in (kept, removed):
            found = term_sentences(made, ALL, table["term"].iloc[0], stop=table["stop"].iloc[0])
            assert found["marks"].map(len).sum() == table["count"].iloc[0]


def test_no_words_at_all(store):
    nothing = replace(ALL, documents=("nobody",))
    assert term_frequency(store, nothing).empty
    assert term_by_document(store, nothing, ["रूस"]).empty
    assert term_sentences(store, ALL, "नहीं").empty


@pytest.mark.parametrize("ask", [term_frequency, stop_words_removed])
@pytest.mark.parametrize("group", ["lemma", "form"])
@pytest.mark.parametrize("limit", [0, 1, 3, 4, 8, 500])
def test_the_first_rows_are_the_head_of_all(store, ask, group, limit):
    whole = ask(store, ALL, group=group, hyphens="joined")
    first = ask(store, ALL, group=group, hyphens="joined", limit=limit)
    assert first.to_dict("list") == whole.head(limit).to_dict("list")
