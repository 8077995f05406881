"""The network's option for ECharts and the reading of a click."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from dashboard.charts import network, nodes
from dashboard.charts.base import letters

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
    assert nodes.node_sizes(many)[0] == pytest.approx(nodes.NODE_SIZES[1] / 2, abs=0.1)
    assert nodes.node_sizes(many.head(3)) == [nodes.NODE_SIZES[1]] * 3


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
    many = LINKS.assign(count=[170000, 1])
    made = option(links=many, unit="साझे वाक्य {c}", node_unit="उल्लेख")["series"][0]
    nodes, edges = ([one["tooltip"]["formatter"] for one in made[name]] for name in ("data", "links"))
    # A name is neither HTML nor a template of ECharts.
    assert nodes[0] == "<b>भारत</b><br>उल्लेख 12"
    assert nodes[2] == "<b>ब्रह्मोस &lt;b&gt;&#123;@x}&lt;/b&gt;</b><br>उल्लेख 1"
    assert edges[0] == "<b>भारत – एस. जयशंकर</b><br>साझे वाक्य &#123;c} 1,70,000"


def test_no_text_can_get_into_the_hover_as_markup():
    made = option(nodes=NODES.assign(label="<img src=x> {c}"), node_unit="<b>{c}")
    templates = re.findall(r'"formatter": "([^"]*)"', json.dumps(made))
    assert len(templates) == 5 * (1 + len(made["media"])) - 2 * len(made["media"])
    assert not any(re.search(r"{|<(?!/?b>|br>)", template) for template in templates)
    assert "<b>&lt;img src=x&gt; &#123;c}</b><br>&lt;b&gt;&#123;c} 12" in templates
    assert "{c}" not in made["series"][0]["data"][0]["name"]


def test_two_nodes_of_one_name_are_told_apart():
    # seen in the browser: ECharts keeps a selection by name, and a click on one took back that on the other
    names = [node["name"] for node in series(nodes=NODES.assign(label="रूस"))["data"]]
    assert len(set(names)) == 3 and {name.replace("\u2060", "") for name in names} == {"रूस"}


def test_positions_are_spread_wide_enough_for_the_rounding_of_echarts():
    # It rounds the ends of near-level lines to half a unit of them: one of a few units had its edges beside
    # the nodes.
    xs = [node["x"] for node in series()["data"]]
    assert xs[0] == 0 and xs[2] > 100


def crowd(number):
    """A network of many actors, near each other as a layout has them."""
    chance = np.random.default_rng(number)
    kinds = ["country", "person", "organisation", "place"]
    names = [
        "रूस",
        "एस. जयशंकर",
        "उत्तर-दक्षिण अंतरराष्ट्रीय परिवहन गलियारा",
        "चेन्नई-व्लादिवोस्तोक मार्ग",
        "भारतीय जनता पार्टी",
    ]
    return pd.DataFrame(
        {
            "code": [f"n{i:02}" for i in range(number)],
            "label": [names[i % 5] for i in range(number)],
            "kind": [kinds[i % 4] for i in range(number)],
            "count": np.sort(chance.integers(1, 900, number))[::-1],
            "x": chance.normal(size=number),
            "y": chance.normal(size=number),
        }
    )


def drawn_at(made, width, height):
    """The places in pixels that ECharts gives nodes in a chart of this size, and whether they are named."""
    (chosen,) = [
        media["option"]["series"][0]["data"]
        for media in made["media"]
        if media["query"]["minWidth"] <= width <= media["query"].get("maxWidth", width)
    ]
    frame = made["series"][0]
    places = np.array([(node["x"], node["y"]) for node in chosen])
    room = (width - frame["left"] - frame["right"], height - frame["top"] - frame["bottom"])
    scale = min(room / np.maximum(np.ptp(places, axis=0), 1e-9))
    middle = (frame["left"] + room[0] / 2, frame["top"] + room[1] / 2)
    return chosen, (places - (places.max(axis=0) + places.min(axis=0)) / 2) * scale + middle


def rectangles(chosen, places):
    """Each name and each node as left, top, right, bottom; letters 7 pixels wide on average, at most 8.5."""
    found = []
    for node, (x, y) in zip(chosen, places, strict=True):
        half = node["symbolSize"] / 2
        found.append((x - half, y - half, x + half, y + half))
        if node["label"]["show"]:
            rows = node["name"].replace("\u2060", "").split("\n")
            wide = max(len(letters(row)) for row in rows) * 8 / 2
            found.append((x - wide, y + half + 5, x + wide, y + half + 5 + 16 * len(rows)))
    return np.array(found)


@pytest.mark.parametrize("width", [320, 358, 439, 440, 460, 699, 700, 1100])
@pytest.mark.parametrize("number", [2, 17, 30, 60])
def test_no_name_lies_on_another_or_on_a_node_or_beside_the_picture(number, width):
    table = crowd(number)
    drawn = nodes.drawings(table)
    height = max(one.height for one in drawn)
    chosen, places = drawn_at(option(table, LINKS.head(0), drawn=drawn), width, height)
    found = rectangles(chosen, places)
    over = np.minimum(found[:, None, 2:], found[None, :, 2:]) - np.maximum(
        found[:, None, :2], found[None, :, :2]
    )
    touching = (over > 1).all(axis=2) & ~np.eye(len(found), dtype=bool)
    assert touching.sum() == 0
    assert found[:, :2].min() >= 0 and (found[:, 2:] <= (width, height)).all()
    assert height <= 1000


def test_where_there_is_no_room_the_names_of_the_largest_are_written():
    assert all(one.named.all() for one in nodes.drawings(crowd(10)))
    narrow, _, wide = nodes.drawings(crowd(40))
    assert narrow.named[: narrow.named.sum()].all() and 10 <= narrow.named.sum() < 40
    assert wide.named.sum() > narrow.named.sum()


def test_a_pin_stands_above_its_place():
    table = pd.DataFrame({"label": ["क"], "kind": ["place"], "count": [5], "x": [0.0], "y": [0.0]})
    up = lambda kind: nodes._around(table.assign(kind=kind), [[]])[0, 1]  # noqa: E731
    assert up("place") == 2 * up("country")


def test_the_same_network_is_the_same_picture():
    first, second = (nodes.drawings(crowd(30)) for _ in range(2))
    assert all((one.xy == two.xy).all() for one, two in zip(first, second, strict=True))


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
