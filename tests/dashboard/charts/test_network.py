"""The network's option for ECharts and the reading of a click."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from dashboard.charts import network

NODES = pd.DataFrame(
    [
        ("in", "भारत", "country", 12, 0.0, 0.0),
        ("jai", "एस. जयशंकर", "person", 3, 1.0, 0.5),
        ("b", "ब्रह्मोस <b>{@x}</b>", "item", 1, 2.0, 1.5),
    ],
    columns=["code", "label", "kind", "count", "x", "y"],
).astype({"count": "int64"})
LINKS = pd.DataFrame([("in", "jai", 4, False), ("b", "in", 1, True)], columns=["a", "b", "count", "far"])
NAMES = {"country": "देश", "person": "व्यक्ति", "item": "सामग्री"}


def option(nodes=NODES, links=LINKS, **more):
    return network.option(nodes, links, kind_names=NAMES, **more)


def series(**more):
    return option(**more)["series"][0]


def event(kind, *indices):
    return {"selection": {"selected": [{"data_type": kind, "data_indices": list(indices)}], "areas": []}}


def test_the_option_is_plain_json():
    def walk(value):
        if isinstance(value, dict):
            for entry in value.values():
                walk(entry)
        elif isinstance(value, list):
            for entry in value:
                walk(entry)
        else:
            assert type(value) in (str, int, float, bool), value

    made = option(far_label="दूर", unit="वाक्य")
    walk(made)
    json.dumps(made, allow_nan=False)


def test_nodes_and_links_keep_the_order_of_their_tables():
    made = series()
    assert [node["id"] for node in made["data"]] == ["in", "jai", "b"]
    assert [(link["source"], link["target"], link["value"]) for link in made["links"]] == [
        ("in", "jai", 4),
        ("b", "in", 1),
    ]


def test_kinds_differ_in_shape_and_colour_and_are_named_in_the_legend():
    made = option()
    categories = made["series"][0]["categories"]
    assert [c["name"] for c in categories] == ["देश", "व्यक्ति", "सामग्री"]
    assert len({c["symbol"] for c in categories}) == len({c["itemStyle"]["color"] for c in categories}) == 3
    assert [entry["name"] for entry in made["legend"][0]["data"]] == ["देश", "व्यक्ति", "सामग्री"]
    assert [node["category"] for node in made["series"][0]["data"]] == [0, 1, 2]


def test_the_legend_hides_no_nodes():
    # seen in the browser: after hiding a kind there, a click on one edge returned the index of another
    assert option()["legend"][0]["selectedMode"] is False


def test_size_grows_with_the_count_and_width_with_the_weight():
    made = series(links=LINKS.assign(far=False))
    sizes = [node["symbolSize"] for node in made["data"]]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == 3
    assert made["links"][0]["lineStyle"]["width"] > made["links"][1]["lineStyle"]["width"]


def test_many_nodes_are_drawn_smaller():
    many = pd.DataFrame({"count": [9] * 120})
    assert network.node_sizes(many)[0] == pytest.approx(network.NODE_SIZES[1] / 2, abs=0.1)
    assert network.node_sizes(many.head(3)) == [network.NODE_SIZES[1]] * 3


def test_far_edges_are_dashed_and_said_to_be_far():
    made = option(far_label="एक ही दस्तावेज़, दूर-दूर")
    assert [link["lineStyle"]["type"] for link in made["series"][0]["links"]] == ["solid", "dashed"]
    assert "दूर-दूर" in made["title"]["text"]
    assert option(links=LINKS.assign(far=False), far_label="दूर")["title"] == {"show": False}


def test_no_more_labels_than_sixty_and_those_of_the_largest():
    many = pd.DataFrame(
        {
            "code": [f"n{i:03}" for i in range(80)],
            "label": "नाम",
            "kind": "place",
            "count": np.arange(80) + 1,
            "x": 0.0,
            "y": 0.0,
        }
    )
    shown = [node["id"] for node in series(nodes=many, links=LINKS.head(0))["data"] if node["label"]["show"]]
    assert shown == [f"n{i:03}" for i in range(20, 80)]


def test_a_name_is_neither_a_template_nor_cut():
    name = series()["data"][2]["name"]
    assert "{@" not in name
    assert name.replace("\u2060", "").split() == NODES["label"][2].split()


def test_the_hover_says_what_is_counted_of_a_node_and_of_an_edge():
    made = option(unit="वाक्य 100%", node_unit="उल्लेख")
    assert {n["tooltip"]["formatter"] for n in made["series"][0]["data"]} == {"{b}: <b>{c}</b> उल्लेख"}
    assert made["tooltip"]["valueFormatter"] == "%d वाक्य 100%%"


def test_no_text_can_get_into_the_hover_as_markup():
    made = option(nodes=NODES.assign(label="<img src=x> {c}"), node_unit="<b>{c}")
    templates = re.findall(r'"formatter": "([^"]*)"', json.dumps(made))
    assert set(templates) == {"{b}: <b>{c}</b> &lt;b&gt;&#123;c}"}
    assert "{c}" not in made["series"][0]["data"][0]["name"]


def test_two_nodes_of_one_name_are_told_apart():
    # seen in the browser: ECharts keeps a selection by name, and a click on one took back that on the other
    names = [node["name"] for node in series(nodes=NODES.assign(label="रूस"))["data"]]
    assert len(set(names)) == 3 and {name.replace("\u2060", "") for name in names} == {"रूस"}


def test_positions_are_spread_wide_enough_for_the_rounding_of_echarts():
    xs = [node["x"] for node in series()["data"]]
    assert xs == [0.0, 1000.0, 2000.0]


def test_an_empty_network_is_an_empty_picture():
    made = series(nodes=NODES.head(0), links=LINKS.head(0))
    assert made["data"] == [] and made["links"] == []


def test_clicks_on_nodes_and_edges():
    assert network.clicked(event("node", 1), NODES, LINKS) == ("node", "jai")
    assert network.clicked(event("edge", 1), NODES, LINKS) == ("edge", "b", "in")


@pytest.mark.parametrize(
    "stale",
    [
        event("node", 3),
        event("edge", 2),
        event("node", -1),
        event("node"),
        event("node", None),
        {},
        None,
        {"selection": {"selected": []}},
    ],
)
def test_a_stale_or_empty_click_is_none(stale):
    assert network.clicked(stale, NODES, LINKS) is None
