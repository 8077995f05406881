"""Ranked bars by their specification: what stands where, and what a click returns."""

import json

import pandas as pd
import pytest

from dashboard.charts.bars import ranked_bars, stacked_bars

TABLE = pd.DataFrame(
    [
        ("c.in", "भारत", "country", 12, 6.12),
        ("p.jai", "एस. जयशंकर", "person", 12, 5.0),
        ("c.ru", "रूस", "country", 11, 4.0),
        ("x", "<img src=x onerror=alert(1)>", "initiative", 2, 1.0),
        ("c.ru2", "रूस", "country", 1, 0.5),
    ],
    columns=["entity", "label", "kind", "count", "share"],
)
PARTS = pd.DataFrame(
    [
        ("c.in", "भारत", "body", "पाठ", 8),
        ("c.in", "भारत", "heading", "शीर्षक", 4),
        ("c.ru", "रूस", "body", "पाठ", 9),
        ("c.ru", "रूस", "heading", "शीर्षक", 0),
    ],
    columns=["entity", "label", "kind", "kind_hi", "count"],
)


def bars(**more):
    return ranked_bars(TABLE, label="label", value="count", code="entity", **more)


def marks(figure):
    return sorted(
        (int(y), float(x), code)
        for trace in figure.data
        for y, x, code in zip(trace.y, trace.x, trace.customdata, strict=True)
    )


@pytest.mark.parametrize("colour_by", [None, "kind"])
def test_every_row_is_one_bar_with_its_code_first_row_on_top(colour_by):
    figure = bars(colour_by=colour_by)
    assert marks(figure) == [(i, float(row["count"]), row.entity) for i, row in TABLE.iterrows()]
    low, high = figure.layout.yaxis.range
    assert low > high  # the axis runs downwards


def test_two_entities_of_one_name_keep_two_bars():
    figure = bars()
    assert list(figure.layout.yaxis.ticktext).count("रूस") == 2
    assert list(figure.layout.yaxis.tickvals) == [0, 1, 2, 3, 4]


def test_markup_in_a_name_is_escaped_everywhere():
    spec = bars(title="<b>शीर्षक", colour_by="kind", colour_names={"country": "<i>देश"}).to_json()
    for raw in ("<img", "<i>", "<b>शीर्षक"):
        assert raw not in json.loads(json.dumps(spec))
    assert "&lt;img" in spec and "&lt;i&gt;देश" in spec and "&lt;b&gt;शीर्षक" in spec


def test_the_spec_never_says_undefined_or_nan():
    table = TABLE.assign(label=["भारत", None, float("nan"), "", "रूस"])
    spec = ranked_bars(table, label="label", value="count", code="entity").to_json()
    assert not any(word in spec for word in ("undefined", "nan", "NaN", "None"))


def test_values_stand_beside_the_bars_and_the_axis_leaves_them_room():
    figure = bars()
    assert list(figure.data[0].text) == ["12", "12", "11", "2", "1"]
    assert figure.layout.xaxis.range[0] == 0 and figure.layout.xaxis.range[1] > 12


def test_a_text_column_replaces_the_value_and_the_hover_keeps_it():
    figure = ranked_bars(
        TABLE.assign(words=TABLE["share"].map("{:.2f} ‰".format)),
        label="label",
        value="count",
        code="entity",
        text="words",
        value_title="उल्लेख",
        note="words",
    )
    assert figure.data[0].text[0] == "6.12 ‰"
    assert figure.data[0].hovertext[0] == "<b>भारत</b><br>उल्लेख 12<br>6.12 ‰"


def test_the_hover_has_the_name_whole_where_the_axis_shortens_it():
    name = "ब्रह्मोस सुपरसोनिक क्रूज़ मिसाइल प्रणाली का नौसैनिक और हवाई संस्करण"
    figure = ranked_bars(pd.DataFrame({"n": [name], "v": [1], "c": ["b"]}), label="n", value="v", code="c")
    assert "…" in figure.layout.yaxis.ticktext[0] and name in figure.data[0].hovertext[0]


def test_the_height_grows_with_the_rows():
    one, five = (
        ranked_bars(TABLE.head(n), label="label", value="count", code="entity").layout.height for n in (1, 5)
    )
    assert 25 * 4 < five - one < 60 * 4


def test_labels_of_two_lines_get_taller_rows():
    short, long = (
        ranked_bars(TABLE.assign(label=name), label="label", value="count", code="entity").layout.height
        for name in ("रूस", "भारत का रक्षा अनुसंधान एवं विकास संगठन")
    )
    assert long - short >= 5 * 13


def test_colours_of_kinds_do_not_depend_on_what_else_is_shown():
    both = {trace.name: trace.marker.color for trace in bars(colour_by="kind").data}
    alone = ranked_bars(
        TABLE[TABLE["kind"] == "person"].reset_index(drop=True),
        label="label",
        value="count",
        code="entity",
        colour_by="kind",
    )
    assert alone.data[0].marker.color == both["person"]


def test_without_kinds_the_theme_colours():
    assert bars().data[0].marker.color is None and bars().layout.template.layout.colorway is not None


def test_an_empty_table_is_an_empty_picture():
    figure = ranked_bars(TABLE.head(0), label="label", value="count", code="entity", colour_by="kind")
    assert len(figure.data) == 0 and figure.layout.height > 0


@pytest.mark.parametrize("mode", ["stack", "group"])
def test_parts_return_row_and_part(mode):
    figure = stacked_bars(
        PARTS, label="label", value="count", code="entity", part="kind_hi", part_code="kind", mode=mode
    )
    assert figure.layout.barmode == mode
    assert [trace.name for trace in figure.data] == ["पाठ", "शीर्षक"]
    assert [tuple(c) for c in figure.data[1].customdata] == [("c.in", "heading"), ("c.ru", "heading")]
    assert [list(trace.x) for trace in figure.data] == [[8, 9], [4, 0]]
    assert [list(trace.y) for trace in figure.data] == [[0, 1], [0, 1]]
    assert list(figure.layout.yaxis.ticktext) == ["भारत", "रूस"]


def test_a_part_of_nothing_shows_no_number_nor_one_too_small_to_be_read():
    figure = stacked_bars(PARTS, label="label", value="count", code="entity", part="kind_hi")
    assert list(figure.data[1].text) == ["4", ""]
    assert figure.layout.uniformtext.mode == "hide" and figure.layout.uniformtext.minsize >= 9


def test_a_legend_stands_below_the_bars_and_has_its_room():
    kinds = ["person", "country"]
    table = pd.DataFrame({"label": ["क", "ख"], "n": [2, 1], "code": ["a", "b"], "kind": kinds})
    drawn = {"label": "label", "value": "n", "code": "code", "title": "शीर्षक"}
    bare, named = ranked_bars(table, **drawn), ranked_bars(table, colour_by="kind", **drawn)
    assert named.layout.legend.y < 0 and named.layout.legend.yanchor == "top"
    room = named.layout.height - bare.layout.height
    assert room == named.layout.margin.b - bare.layout.margin.b >= 2 * 20, "the bars are as tall as without"


def test_more_parts_than_colours_have_no_legend_and_leave_the_bars_their_height():
    """Fifty articles took half the chart for their names, in ten colours that told nobody which was which."""

    def drawn(parts):
        names = [f"लेख {place}" for place in range(parts)]
        table = pd.DataFrame({"label": "क", "n": 1, "code": "a", "part": names})
        return stacked_bars(table, label="label", value="n", code="code", part="part", title="शीर्षक")

    few, many = drawn(10), drawn(11)
    assert few.layout.showlegend and few.layout.legend.y < 0
    assert not many.layout.showlegend and many.layout.height < few.layout.height
    assert "लेख 10" in many.data[10].hovertext[0]
    assert many.data[0].marker.line.width and not few.data[0].marker.line.width
