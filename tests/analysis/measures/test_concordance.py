from dataclasses import replace

import pytest
import regex

from analysis.corpus import Selection
from analysis.measures import concordance
from analysis.measures.concordance import kwic, part_of_form
from tests.analysis.hand import Page, make_store

ALL = Selection()


def test_lines_by_hand(store):
    found = kwic(store, ALL, "संबंध")
    assert found.columns.tolist() == [
        "name", "segment", "sentence", "number", "kind", "start", "end", "left", "hit", "right",
    ]  # fmt: skip
    assert found[["name", "segment", "start", "end", "hit"]].values.tolist() == [
        ["b.txt", "H1", 9, 14, "संबंध"],
        ["b.txt", "S2", 77, 82, "संबंध"],
    ]
    assert found["left"].iloc[0] == "भारत-रूस " and found["right"].iloc[0] == ""
    assert found["right"].iloc[1] == " मजबूत संबंधों पर।"


def test_left_hit_and_right_are_the_text_as_printed(store):
    texts = store.query("SELECT name, text FROM document").set_index("name")["text"]
    for row in kwic(store, ALL, "र", match="inside", width=9).itertuples():
        text = texts[row.name]
        assert text[row.start : row.end] == row.hit
        assert text[: row.start].endswith(row.left) and text[row.end :].startswith(row.right)
        assert len(row.left) <= 9 and len(row.right) <= 9


def test_lemma_finds_every_form_from_any_form(store):
    for typed in ("संबंध", "संबंधों"):
        assert kwic(store, ALL, typed, match="lemma")["hit"].tolist() == ["संबंध", "संबंधों", "संबंध", "संबंधों"]


def test_entities(store):
    found = kwic(store, ALL, "C_RU", match="entity")
    assert found["hit"].tolist() == ["रूस", "रूस", "रूस"]
    assert kwic(store, ALL, "jaishankar")["hit"].tolist() == ["जयशंकर", "जयशंकर"]


def test_a_phrase_is_one_hit(store):
    assert kwic(store, ALL, "भारत रूस")["hit"].tolist() == ["भारत-रूस", "भारत-रूस"]


@pytest.mark.parametrize("query", [("भारत", "whole"), ("C_IN", "entity")])
def test_sorted_by_neighbours(store, query):
    term, match = query
    right = kwic(store, ALL, term, match=match, sort="right")
    # और before रूस बैठक before रूस संबंध
    assert right[["name", "segment"]].values.tolist() == [["b.txt", "S2"], ["a.txt", "S2"], ["b.txt", "H1"]]
    left = kwic(store, ALL, "संबंध", match="lemma", sort="left")
    assert left["left"].map(lambda text: text.split()[-1]).tolist() == ["के", "मजबूत", "भारत-रूस", "से"]


@pytest.mark.parametrize("many", [0, 2_000])
def test_paging_does_not_change_the_order(store, many, monkeypatch):
    """Nor does it when a part of the articles is looked through first."""
    monkeypatch.setattr(concordance, "MANY", many)
    nobody = Selection(documents=("none",))
    assert kwic(store, nobody, "र", match="inside", limit=2).empty
    for sort in ("position", "left", "right"):
        whole = kwic(store, ALL, "र", match="inside", sort=sort)
        pages = [
            kwic(store, ALL, "र", match="inside", sort=sort, limit=2, offset=n)
            for n in range(0, len(whole), 2)
        ]
        assert [row for page in pages for row in page.values.tolist()] == whole.values.tolist()


@pytest.mark.parametrize("sort", ["left", "right"])
@pytest.mark.parametrize(("term", "match"), [("र", "inside"), ("भारत", "whole"), ("के संबंध", "whole")])
def test_many_hits_are_sorted_like_few(store, sort, term, match, monkeypatch):
    few = kwic(store, ALL, term, match=match, sort=sort)
    count = len(few)
    assert count
    for most in (0, count - 1, count):
        monkeypatch.setattr(concordance, "FEW", most)
        assert kwic(store, ALL, term, match=match, sort=sort).equals(few)


def test_a_whole_word_is_not_found_inside_another():
    with make_store([Page("क", ("जयशंकर ने कर दिया। करने।",))]) as made:
        assert kwic(made, ALL, "कर")[["start", "end"]].values.tolist() == [[10, 12]]
        inside = kwic(made, ALL, "कर", match="inside")
        assert inside["start"].tolist() == [4, 10, 19]
        assert kwic(made, ALL, "कर", match="starts")["start"].tolist() == [10, 19]


@pytest.mark.parametrize(
    ("form", "typed", "part"),
    [
        ("सुरक्षा", "रक्षा", "रक्षा"),
        ("रूसी", "रूस", "रूसी"),  # the ī belongs to the स
        ("भारतीय", "भारत", "भारती"),
        ("किताब", "क", "कि"),
        ("जयशंकर", "कर", "कर"),
        ("पहुँचना", "पहुंच", "पहुँच"),
        ("बढ़ाने", "बढ", "बढ़ा"),
    ],
)
def test_a_mark_ends_on_cluster_bounds(form, typed, part):
    start, end = part_of_form(form, typed)
    assert form[start:end] == part
    bounds = {0, *(cluster.end() for cluster in regex.finditer(r"\X", form))}
    assert {start, end} <= bounds


def test_contexts_are_cut_between_clusters():
    text = "कि की कु कू के कै को कौ कं कः मिलि"
    before, after = (regex.findall(r"\X", part) for part in text.split("को"))
    with make_store([Page("क", (text,))]) as made:
        for width in range(1, 30):
            row = kwic(made, ALL, "को", width=width).iloc[0]
            left, right = regex.findall(r"\X", row["left"]), regex.findall(r"\X", row["right"])
            assert left == before[len(before) - len(left) :] and right == after[: len(right)]
            # and no more is cut off than must be
            assert len(left) == len(before) or len(row["left"]) + len(before[-len(left) - 1]) > width
            assert len(right) == len(after) or len(row["right"]) + len(after[len(right)]) > width


def test_contexts_stay_in_their_paragraph(store):
    found = kwic(store, ALL, "लावरोव")
    assert "\n" not in "".join(found["left"]) + "".join(found["right"])
    assert found["left"].tolist() == ["जयशंकर और ", "रूसी मंत्री "]


def test_kinds_and_documents(store):
    assert len(kwic(store, replace(ALL, kinds=("heading",)), "रूस")) == 1
    assert len(kwic(store, replace(ALL, documents=("a.txt",)), "रूस")) == 1
    assert kwic(store, ALL, "नहीं").empty and kwic(store, ALL, "").empty


def test_a_pasted_sentence_is_one_phrase_however_long():
    typed = [f"शब्द{place}" for place in range(70)]
    with make_store((Page("x.txt", (" ".join(typed) + "।", "एक दो " * 9 + "।")),)) as store:
        for length in (8, 9, 40, 70):
            found = kwic(store, Selection(), " ".join(typed[1:length]))
            assert list(found["hit"]) == [" ".join(typed[1:length])]
            assert list(found["start"]) == [len(typed[0]) + 1]
            assert kwic(store, Selection(), " ".join([*typed[1:length], "और"])).empty
            assert kwic(store, Selection(), " ".join([*typed[2:length], typed[1]])).empty
        assert len(kwic(store, Selection(), "एक दो " * 8)) == 2  # the two overlap
        assert len(kwic(store, Selection(query=" ".join(typed[:30])), "एक")) == 9
        assert kwic(store, Selection(), "एक " * 3000).empty
