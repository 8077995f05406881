"""The words for a reader who cannot see the chart."""

import pandas as pd

from dashboard.charts.alt import alt_text

HI = {"template": "{what}: {marks} पट्टियाँ। सबसे अधिक: {top}।", "empty": "{what}: कुछ नहीं मिला।"}
TABLE = pd.DataFrame({"label": ["भारत", "जयशंकर", "रूस", "लावरोव"], "count": [12, 12, 11, 7]})


def test_what_is_counted_how_many_marks_and_the_first_three():
    assert (
        alt_text(TABLE, label="label", value="count", what="उल्लेख", **HI)
        == "उल्लेख: 4 पट्टियाँ। सबसे अधिक: भारत 12, जयशंकर 12, रूस 11।"
    )


def test_english_has_its_own_template_and_item():
    words = alt_text(
        TABLE,
        label="label",
        value="count",
        what="Mentions",
        template="{what}: {marks} bars; {top}.",
        empty="",
        item="{label} ({value})",
        separator="; ",
    )
    assert words == "Mentions: 4 bars; भारत (12); जयशंकर (12); रूस (11)."


def test_the_largest_come_first_whatever_the_order_of_the_table():
    words = alt_text(TABLE[::-1], label="label", value="count", what="", template="{top}", empty="")
    assert words == "जयशंकर 12, भारत 12, रूस 11"


def test_a_pair_is_named_by_both_ends():
    pairs = pd.DataFrame({"a": ["भारत"], "b": ["रूस"], "count": [5]})
    assert (
        alt_text(pairs, label=("a", "b"), value="count", what="", template="{top}", empty="") == "भारत – रूस 5"
    )


def test_missing_values_are_no_marks():
    table = TABLE.assign(count=[1.5, None, None, None])
    assert (
        alt_text(table, label="label", value="count", what="", template="{marks}: {top}", empty="")
        == "1: भारत 1.5"
    )


def test_nothing_found_is_said():
    assert alt_text(TABLE.head(0), label="label", value="count", what="उल्लेख", **HI) == "उल्लेख: कुछ नहीं मिला।"


def test_a_name_is_never_read_as_a_template():
    table = pd.DataFrame({"label": ["{what.__class__}"], "count": [1]})
    assert (
        alt_text(table, label="label", value="count", what="x", **HI)
        == "x: 1 पट्टियाँ। सबसे अधिक: {what.__class__} 1।"
    )
