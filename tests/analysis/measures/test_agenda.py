"""Slogans, routes, asks and sectors of the seeds, by hand count."""

import pytest

from analysis.corpus import Selection
from analysis.measures.agenda import ask_sentences, asks, asks_by_sector, initiatives
from analysis.measures.quotations import quotation_sentences

EVERY = Selection()
B = Selection(documents=("003_423de9ca1c02ffde",))


def test_make_and_made_in_india_are_one_initiative_in_two_ways(seeds):
    rows = initiatives(seeds, EVERY).set_index("entity")
    assert rows.loc["make_in_india", ["count", "variants", "mixed"]].tolist() == [3, 2, 1]
    # One article writes गलियारे for गलियारा: an ending is no other way of writing it.
    assert rows.loc["chennai_vladivostok", ["count", "variants", "mixed"]].tolist() == [2, 1, 0]
    assert rows.loc["instc", "count"] == 1


def test_the_asks_stand_in_their_sentences(seeds):
    rows = asks(seeds, EVERY).set_index("ask")["count"]
    assert rows["export_up"] == 3 and rows["barriers_down"] == 2
    assert ask_sentences(seeds, EVERY, "export_up")["segment"].tolist() == ["S4", "S10", "S12"]
    assert ask_sentences(seeds, EVERY, "barriers_down")["segment"].tolist() == ["S4", "S11"]


@pytest.mark.parametrize("sector", ["agriculture", "pharma", "textiles"])
def test_exports_are_asked_for_in_three_sectors(seeds, sector):
    rows = asks_by_sector(seeds, EVERY).set_index(["ask", "sector"])["count"]
    assert rows["export_up", f"sector_{sector}"] == 2
    assert ("export_up", "sector_export") not in rows.index, "what is asked for is no sector beside it"
    found = ask_sentences(seeds, EVERY, "export_up", f"sector_{sector}")
    assert found["segment"].tolist() == ["S4", "S12"]
    assert all(len(marks) == 2 for marks in found["marks"])


def test_a_growth_that_is_told_is_no_ask(seeds):
    """B-S12: रक्षा निर्यात में 23 गुना की वृद्धि दर्ज की गई है।"""
    assert asks(seeds, B).empty and asks_by_sector(seeds, B).empty


def test_two_pairs_of_marks_enclose_names_and_two_speech(seeds):
    for speech in (False, True):
        found = quotation_sentences(seeds, EVERY, speech=speech)
        assert sum(map(len, found["marks"])) == 2
    names = quotation_sentences(seeds, EVERY, speech=False)
    words = [row.text[start:end] for row in names.itertuples() for start, end in row.marks]
    assert words == ["'मेक इन इंडिया'", "'मेड इन इंडिया'"]
