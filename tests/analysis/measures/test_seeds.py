"""The measures on the two seed articles, against figures counted by hand (A and B as in the inventory)."""

from pathlib import Path

import pytest

from analysis.corpus import Selection
from analysis.measures.concordance import kwic
from analysis.measures.cooccurrence import cooccurrence, pair_units
from analysis.measures.documents import totals
from analysis.measures.frequency import stop_words_removed, term_by_document, term_frequency, term_sentences
from analysis.measures.mentions import mention_sentences, mentions, not_found
from analysis.measures.search import matches, search

ALL = Selection()
A, B = "000_e9d52559c15d213b", "003_423de9ca1c02ffde"
SEEDS = Path(__file__).resolve().parents[3] / "seeds"


def segments(evidence):
    return [
        {A: "A-", B: "B-"}[name] + s for name, s in zip(evidence["name"], evidence["segment"], strict=True)
    ]


def row(table, term, column="term"):
    return table[table[column] == term].iloc[0]


def test_totals(seeds):
    assert totals(seeds, ALL).iloc[0].to_dict() == {
        "documents": 2, "dated": 0, "undated": 2, "sentences": 39, "headings": 7, "tokens": 864, "types": 303,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("term", "count", "headings", "sentences"),
    [("भारत", 12, 4, 12), ("जयशंकर", 12, 1, 12), ("रूस", 11, 3, 11), ("बैठक", 10, 2, 10), ("सहयोग", 10, 0, 10)],
)
def test_leading_terms(seeds, term, count, headings, sentences):
    found = row(term_frequency(seeds, ALL), term)
    assert found[["count", "headings", "sentences", "tokens"]].tolist() == [count, headings, sentences, 864]


def test_inflections_are_one_term_with_its_forms(seeds):
    table = term_frequency(seeds, ALL)
    assert row(table, "संबंध")["forms"] == "संबंधों 8 · संबंध 2"
    assert row(table, "देश")[["forms", "count"]].tolist() == ["देशों 3", 3]


def test_a_rate_has_all_tokens_below_it(seeds):
    found = term_by_document(seeds, ALL, ["रक्षा"])
    assert found["count"].tolist() == [3, 6]
    assert found["per_1000"].round(2).tolist() == [6.12, 16.04]


def test_the_hyphen_switch(seeds):
    joined = term_frequency(seeds, ALL, hyphens="joined")
    assert row(joined, "भारत-रूस")["count"] == 5 and row(joined, "भारत")["count"] == 7
    assert len(term_sentences(seeds, ALL, "भारत-रूस", hyphens="joined")) == 5


@pytest.mark.parametrize("word", ["कृषि", "रक्षा", "विशेष"])
def test_no_content_word_is_taken_for_a_stop_word(seeds, word):
    assert word not in set(stop_words_removed(seeds, ALL)["term"])


@pytest.mark.parametrize(
    ("typed", "counts"),
    [("रूस", [11, 16, 16]), ("रक्षा", [9, 9, 10]), ("भारत", [12, 13, 13]), ("कर", [2, 19, 34]),
     ("व्यापार", [4, 5, 5]), ("पांच दिन", [1, 2, 2])],
)  # fmt: skip
def test_whole_starts_inside(seeds, typed, counts):
    assert matches(seeds, ALL, typed)["count"].tolist() == counts


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("jaishankar", 12), ("brahmos", 1), ("lavrov", 7), ("बढ़ाने", 7), ("ब\u095dाने", 7), ("पाँच", 2),
        ("नरेंद्र मोदी", 1), ("शिखर सम्मेलन", 5), ("वार्षिक शिखर सम्मेलन", 5), ("द्विपक्षीय सहयोग", 5), ("चर्चा", 8),
    ],
)  # fmt: skip
def test_search(seeds, typed, count):
    assert search(seeds, ALL, typed).count == count


def test_nothing_found_offers_the_nearest(seeds):
    assert search(seeds, ALL, "पुतीन").suggestions[0] == ("पुतिन", 1)


def test_aliases_are_one_person(seeds):
    found = row(mentions(seeds, ALL), "jaishankar", "entity")
    assert found[["count", "documents", "headings", "body"]].tolist() == [12, 2, 1, 11]
    assert found["forms"] == "जयशंकर 6 · एस जयशंकर 5 · एस. जयशंकर 1"


def test_a_mention_opens_its_sentence(seeds):
    found = mention_sentences(seeds, ALL, "brahmos")
    assert segments(found) == ["B-S10"]
    (start, end), text = found["marks"].iloc[0][0], found["text"].iloc[0]
    assert text[start:end] == "ब्रह्मोस सुपरसोनिक मिसाइल"


def test_what_is_not_there_is_told(seeds):
    absent = set(not_found(seeds, ALL)["label_hi"]) | set(not_found(seeds, ALL)["entity"])
    assert {"यूक्रेन", "चीन", "पाकिस्तान"} <= absent
    assert not {"भारत", "रूस"} & absent


def test_an_edge_opens_its_sentences(seeds):
    found = pair_units(seeds, ALL, "jaishankar", "lavrov")
    assert segments(found) == [
        "A-S1", "A-S6", "B-S4", "B-S5", "B-S6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "counts"), [("sentence", [5, 0, 0]), ("paragraph", [5, 1, 0]), ("document", [2, 1, 1])]
)
def test_three_levels(seeds, unit, counts):
    table = cooccurrence(seeds, ALL, unit=unit, kinds=("person",))
    found = {(a, b): n for a, b, n in zip(table["a"], table["b"], table["count"], strict=True)}
    pairs = [("jaishankar", "lavrov"), ("jaishankar", "manturov"), ("lavrov", "modi")]
    assert [found.get(pair, 0) for pair in pairs] == counts


def test_items_stand_together(seeds):
    table = cooccurrence(seeds, ALL, kinds=("item",))
    found = {(a, b) for a, b in zip(table["a"], table["b"], strict=True)}
    assert {("akash", "brahmos"), ("atags", "pinaka")} <= found


def test_concordance(seeds):
    lines = kwic(seeds, ALL, "सहयोग", sort="right")
    assert len(lines) == 10
    after = [" ".join(text.replace(",", " ").split()) for text in lines["right"]]
    assert after[0].startswith("अंतरराष्ट्रीय") and after[-1].startswith("रणनीतिक")
    assert "जयशंकर" not in set(kwic(seeds, ALL, "कर")["hit"])


def test_without_a_document_every_number_follows(seeds):
    only_b = Selection(documents=(B,))
    assert row(mentions(seeds, only_b), "jaishankar", "entity")["count"] == 6
    assert search(seeds, only_b, "शिखर सम्मेलन").count == 0
    assert search(seeds, only_b, "लावरोव").count == 5
