from dataclasses import replace

import pytest

from analysis.corpus import Selection
from analysis.measures.concordance import kwic
from analysis.measures.search import by_sound, matches, search
from tests.analysis.hand import Name, Page, make_store

ALL = Selection()


@pytest.fixture(scope="module")
def spellings():
    lines = (
        "पांच बढ़ाने पहुंच। नरेन्द्र मोदी आए।",
        "नरेंद्र जी। राफ़ेल और INS विक्रांत। समय-समय पर समय समय।",
        "जयशंकर ने सुरक्षा कर दी। रक्षा मंत्रालय। रक्षा, मंत्रालय।",
    )
    with make_store(
        [Page("क", lines)], [Name("P_J", "person", ("जयशंकर",), aliases=("S. Jaishankar",))]
    ) as made:
        yield made


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("पाँच", 1),
        ("पहुँच", 1),
        ("ब\u095dाने", 1),  # the letter composed, which NFC never is
        ("बढ\u093cाने", 1),
        ("नरेंद्र मोदी", 1),
        ("नरेन्द्र", 2),
        ("राफेल", 1),
        ("जय\u200dशंकर", 1),
        ("कर", 1),
        ("रक्षा", 2),
        ("रक्षा मंत्रालय", 2),  # over a comma too
        ("मंत्रालय रक्षा", 0),  # not over a sentence's end
        ("  रक्षा \n मंत्रालय ", 2),
        ("समय-समय", 2),
        ("राफेल और ins", 1),
        ("राफेल ins", 0),
        ("ji", 0),  # too short to go by sound: it would find जी, and the S of S-400 would find से
        ("ins", 1),
        ("ins विक्रांत", 1),
        ("", 0),
        ("।", 0),
    ],
)
def test_spelling_is_folded(spellings, typed, count):
    assert search(spellings, ALL, typed).count == count
    assert len(kwic(spellings, ALL, typed)) == count


@pytest.mark.parametrize("typed", ["s. jaishankar", "S Jaishankar", "s.jaishankar"])
def test_latin_names_of_the_lexicon_mean_the_entity(spellings, typed):
    found = search(spellings, ALL, typed)
    assert (found.read_as, found.entities, found.count, found.documents) == ("entity", ("P_J",), 1, 1)
    assert found.forms == (("जयशंकर", 1),)


@pytest.mark.parametrize(
    ("typed", "form"), [("jaishankar", "जयशंकर"), ("modi", "मोदी"), ("vikrant", "विक्रांत")]
)
def test_other_latin_words_sound_like_hindi_ones(spellings, typed, form):
    found = search(spellings, ALL, typed)
    assert (found.read_as, found.forms) == ("words", ((form, 1),))


def test_a_query_says_how_it_was_read(spellings):
    assert search(spellings, ALL, "कर").read_as == "words"
    assert search(spellings, ALL, "?!").read_as == "nothing"


def test_matches_by_hand(store):
    table = matches(store, ALL, "रूस")
    assert table.values.tolist() == [["whole", 3, 2], ["starts", 4, 2], ["inside", 4, 2]]
    assert matches(store, ALL, "रक्षा").values.tolist() == [
        ["whole", 0, 0],
        ["starts", 0, 0],
        ["inside", 1, 1],
    ]
    assert matches(store, replace(ALL, kinds=("heading",)), "रूस")["count"].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("typed", "match", "read"),
    [
        ("raksha", "whole", {"raksha": (("रक्षा", 2),)}),
        ("raksha", "inside", {"raksha": (("रक्षा", 2), ("सुरक्षा", 1))}),
        ("raksha मंत्रालय", "whole", {"raksha": (("रक्षा", 2),)}),
        ("INS vikrant", "whole", {"vikrant": (("विक्रांत", 1),)}),  # INS stands there as it was typed
        ("INS", "whole", {}),
        ("रक्षा", "whole", {}),
        ("S. Jaishankar", "whole", {}),  # a name
        ("S. Jaishankar", "starts", {"Jaishankar": (("जयशंकर", 1),)}),  # no name then
        ("P_J", "entity", {}),
        ("", "whole", {}),
    ],
)
def test_by_sound_tells_the_words_that_were_meant(spellings, typed, match, read):
    assert by_sound(spellings, ALL, typed, match=match) == read
    assert by_sound(spellings, replace(ALL, kinds=("heading",)), typed, match=match) == {}


def test_latin_letters_match_by_sound_in_every_way(store):
    for typed, counts in (("jaishankar", [2, 2, 2]), ("roos", [3, 4, 4]), ("shankar", [0, 0, 2])):
        assert matches(store, ALL, typed)["count"].tolist() == counts
        for match, count in zip(("whole", "starts", "inside"), counts, strict=True):
            assert len(kwic(store, ALL, typed, match=match)) == count


def test_matches_open_their_sentences(store):
    for match, count, _ in matches(store, ALL, "रूस").values.tolist():
        assert len(kwic(store, ALL, "रूस", match=match)) == count


def test_a_phrase_may_begin_and_end_inside_words(store):
    # भारत और रूस and भारत-रूस: the last word may go on, the first may have begun.
    assert matches(store, ALL, "रत रू")["count"].tolist() == [0, 0, 2]
    assert matches(store, ALL, "भारत रू")["count"].tolist() == [0, 2, 2]
    assert matches(store, ALL, "भार रूस")["count"].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("पुतीन", (("पुतिन", 1),)),
        ("भरत रूस", (("भारत रूस", 2),)),
        ("लावरोव", ()),  # it is there
        ("अकखगघचछ", ()),
        ("क", ()),
    ],
)
def test_what_is_not_there_brings_the_nearest(store, typed, nearest):
    assert search(store, ALL, typed).suggestions == nearest


def test_suggestions_are_there_in_the_selection(store):
    assert search(store, replace(ALL, documents=("a.txt",)), "पुतीन").suggestions == ()


def test_nearer_comes_first_then_the_more_frequent():
    pages = [Page("क", ("बातों बाते बाते बातचीत।",))]
    with make_store(pages) as made:
        assert search(made, ALL, "बातें").suggestions == (("बाते", 2), ("बातों", 1))
    with make_store([Page("क", ("बाते बातोंक बातोंक बातोंक।",))]) as made:
        assert search(made, ALL, "बातें").suggestions == (("बाते", 1), ("बातोंक", 3))


def test_byline_words_are_hits_only_of_their_kind(store):
    assert search(store, ALL, "एजेंसी").count == 0
    assert search(store, replace(ALL, kinds=("byline",)), "एजेंसी").count == 1
