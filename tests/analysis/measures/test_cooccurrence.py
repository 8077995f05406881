import math
from dataclasses import replace

import pytest

from analysis.corpus import Selection
from analysis.measures.association import log_likelihood, npmi
from analysis.measures.cooccurrence import cooccurrence, items_by_actors, pair_units, units_counted
from tests.analysis.hand import Name, Page, make_store

ALL = Selection()
UNITS = ("sentence", "paragraph", "document")


def pairs(table):
    return {(a, b): n for a, b, n in zip(table["a"], table["b"], table["count"], strict=True)}


def test_the_three_levels_by_hand(store):
    assert pairs(cooccurrence(store, ALL)) == {("C_IN", "C_RU"): 3, ("P_J", "P_L"): 1, ("P_J", "P_P"): 1}
    assert pairs(cooccurrence(store, ALL, unit="paragraph")) == {
        ("C_IN", "C_RU"): 3, ("C_IN", "P_J"): 2, ("C_RU", "P_J"): 2, ("C_IN", "P_L"): 1, ("C_RU", "P_L"): 1,
        ("C_IN", "P_P"): 1, ("C_RU", "P_P"): 1, ("P_J", "P_L"): 1, ("P_J", "P_P"): 1,
    }  # fmt: skip
    documents = pairs(cooccurrence(store, ALL, unit="document"))
    assert documents[("P_J", "P_L")] == 2 and documents[("P_L", "P_P")] == 1 and len(documents) == 10


def test_units_counted_by_hand(store):
    assert [units_counted(store, ALL, unit=unit) for unit in UNITS] == [7, 5, 3]
    body = replace(ALL, kinds=("body",))
    assert [units_counted(store, body, unit=unit) for unit in UNITS] == [6, 4, 3]


def test_columns_of_a_pair(store):
    first = cooccurrence(store, ALL, unit="document").iloc[0]
    assert first[["a", "b", "count", "a_count", "b_count", "n"]].tolist() == ["C_IN", "C_RU", 2, 2, 2, 3]
    assert first[["a_label_hi", "b_label_en", "a_kind"]].tolist() == ["भारत", "C_RU", "country"]


def test_an_entity_named_twice_in_a_unit_counts_once():
    pages = [Page("क", ("राम श्याम राम श्याम।",))]
    with make_store(pages, [Name("R", "person", ("राम",)), Name("S", "person", ("श्याम",))]) as made:
        table = cooccurrence(made, ALL)
        assert pairs(table) == {("R", "S"): 1}
        assert table[["a_count", "b_count"]].values.tolist() == [[1, 1]]
        assert pair_units(made, ALL, "R", "S")["marks"].iloc[0] == [[0, 3], [4, 9], [10, 13], [14, 19]]


def test_adjectives_make_no_edge_unless_asked(store):
    assert ("C_RU", "P_L") not in pairs(cooccurrence(store, ALL))
    assert pairs(cooccurrence(store, ALL, how=("name", "adjective")))[("C_RU", "P_L")] == 1


def test_kinds_min_count_and_top(store):
    assert pairs(cooccurrence(store, ALL, kinds=("person",))) == {("P_J", "P_L"): 1, ("P_J", "P_P"): 1}
    assert pairs(cooccurrence(store, ALL, min_count=2)) == {("C_IN", "C_RU"): 3}
    # C_IN and C_RU stand in 3 sentences, P_J and P_L in 2: ties by code.
    assert pairs(cooccurrence(store, ALL, top=3)) == {("C_IN", "C_RU"): 3}
    assert pairs(cooccurrence(store, ALL, top=4)) == {("C_IN", "C_RU"): 3, ("P_J", "P_L"): 1}
    # top leaves the counts of the entities alone.
    assert cooccurrence(store, ALL, top=2)[["a_count", "b_count", "n"]].values.tolist() == [[3, 3, 7]]


@pytest.fixture(scope="module")
def measured():
    both = [Page(f"b{n}", ("राम और श्याम।",)) for n in range(5)]
    others = [Page(f"r{n}", ("राम।",)) for n in range(3)] + [Page(f"n{n}", ("वर्षा।",)) for n in range(12)]
    names = [Name("R", "person", ("राम",)), Name("S", "person", ("श्याम",)), Name("V", "person", ("वर्षा",))]
    with make_store(both + others, names) as made:
        yield made


def test_measures_from_five_units_on(measured):
    row = cooccurrence(measured, ALL).iloc[0]
    assert row[["a", "b", "count", "a_count", "b_count", "n"]].tolist() == ["R", "S", 5, 8, 5, 20]
    assert bool(row["measured"])
    assert row["jaccard"] == pytest.approx(5 / 8)
    assert row["npmi"] == pytest.approx(math.log2(5 * 20 / (8 * 5)) / -math.log2(5 / 20))
    assert row["npmi"] == pytest.approx(float(npmi(5, 8, 5, 20)))
    assert row["g2"] == pytest.approx(float(log_likelihood(5, 8, 5, 20))) and row["g2"] > 0


def test_top_takes_those_in_most_units(measured):
    # V stands in 12 units, R in 8, S in 5: the two leading ones never meet.
    assert cooccurrence(measured, ALL, top=2).empty
    assert len(cooccurrence(measured, ALL, top=3)) == 1


def test_one_of_the_two_twice_is_not_both():
    pages = [Page("क", ("राम और राम।", "राम और श्याम।"))]
    with make_store(pages, [Name("R", "person", ("राम",)), Name("S", "person", ("श्याम",))]) as made:
        assert pair_units(made, ALL, "R", "S")["segment"].tolist() == ["S2"]


def test_fewer_than_five_units_are_not_measured(measured):
    row = cooccurrence(measured, replace(ALL, documents=("b0", "b1", "b2", "b3", "n0"))).iloc[0]
    assert row["count"] == 4 and not row["measured"]
    assert row[["jaccard", "npmi", "g2"]].isna().all()


def test_every_pair_opens_as_many_units(store):
    for unit in UNITS:
        table = cooccurrence(store, ALL, unit=unit)
        for (a, b), count in pairs(table).items():
            found = pair_units(store, ALL, a, b, unit=unit)
            assert found["unit"].nunique() == count and found["unit"].max() == count
            assert found["marks"].map(len).min() > 0


def test_a_paragraphs_sentences_come_grouped(store):
    found = pair_units(store, ALL, "C_IN", "P_J", unit="paragraph")
    assert found[["name", "segment", "unit"]].values.tolist() == [
        ["a.txt", "S1", 1], ["a.txt", "S2", 1], ["b.txt", "S1", 2], ["b.txt", "S2", 2],
    ]  # fmt: skip
    whole = pair_units(store, ALL, "C_IN", "P_J", unit="document")
    # H1 of b names भारत too, but in a paragraph without जयशंकर.
    assert whole["segment"].tolist() == ["S1", "S2", "H1", "S1", "S2"]


def test_pairs_of_nothing(store):
    assert cooccurrence(store, replace(ALL, documents=("c.txt",))).empty
    assert pair_units(store, ALL, "P_L", "P_P").empty


def test_items_by_actors():
    names = [
        Name("I", "item", ("तेजस",)), Name("P", "person", ("राम",)), Name("C", "country", ("रूस",)),
        Name("E", "event", ("बैठक",)),
    ]  # fmt: skip
    pages = [Page("क", ("राम ने तेजस देखा। रूस में बैठक।", "तेजस और राम।"))]
    with make_store(pages, names) as made:
        cells = items_by_actors(made, ALL)
        assert cells[["item", "actor", "count"]].values.tolist() == [["I", "P", 2]]
        cells = items_by_actors(made, ALL, unit="paragraph")
        assert cells[["item", "actor", "count"]].values.tolist() == [["I", "P", 2], ["I", "C", 1]]
        assert pair_units(made, ALL, "I", "C", unit="paragraph")["segment"].tolist() == ["S1", "S2"]
