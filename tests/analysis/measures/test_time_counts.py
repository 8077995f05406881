"""Time expressions counted by kind and lane: 13 in the seeds, 8 of which wait for a date."""

from analysis.corpus import Selection
from analysis.measures.timeline import time_counts, timeline


def test_the_counts_are_those_of_the_rows(seeds):
    counts = time_counts(seeds, Selection())
    assert counts["count"].sum() == len(timeline(seeds, Selection())) == 13
    lanes = counts.groupby("lane")["count"].sum().to_dict()
    assert lanes == {"undated": 8, "none": 5}


def test_kinds_and_documents_narrow_them(seeds):
    rows = time_counts(seeds, Selection(), kinds=("weekday",))
    assert rows[["kind", "lane", "count", "documents"]].values.tolist() == [["weekday", "undated", 1, 1]]
    assert time_counts(seeds, Selection(documents=("003_423de9ca1c02ffde",)))["count"].sum() == 5
