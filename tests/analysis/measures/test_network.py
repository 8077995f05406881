"""Layout, neighbours and strongest links of a network."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.network import ego, layout, prune

NODES = pd.DataFrame({"code": list("abcdefgh")})
LINKS = pd.DataFrame(
    [("a", "b", 5), ("b", "c", 3), ("a", "c", 3), ("c", "d", 1), ("e", "f", 2)], columns=["a", "b", "count"]
)


def places(frame):
    return {row.code: (row.x, row.y) for row in frame.itertuples()}


def test_two_runs_one_picture():
    assert places(layout(NODES, LINKS)) == places(layout(NODES, LINKS))


def test_the_order_of_rows_and_ends_does_not_matter():
    turned = LINKS.rename(columns={"a": "b", "b": "a"}).sample(frac=1, random_state=1)
    shuffled = NODES.sample(frac=1, random_state=2)
    assert places(layout(shuffled, turned)) == places(layout(NODES, LINKS))


def test_another_seed_another_picture():
    assert places(layout(NODES, LINKS, seed=1)) != places(layout(NODES, LINKS, seed=2))


def test_rows_come_back_in_the_order_of_the_nodes():
    assert list(layout(NODES[::-1], LINKS)["code"]) == list("hgfedcba")


def test_no_two_nodes_stand_on_one_place_and_none_flies_away():
    xy = layout(NODES, LINKS)[["x", "y"]].to_numpy()
    apart = np.linalg.norm(xy[:, None] - xy[None], axis=2) + np.eye(len(xy)) * 9
    assert apart.min() > 0.2
    assert np.ptp(xy, axis=0).max() < 3 * np.sqrt(len(NODES))


def test_components_stand_in_boxes_of_their_own():
    at = layout(NODES, LINKS).set_index("code")
    one, two = at.loc[list("abcd")], at.loc[["e", "f"]]
    apart_x = one["x"].max() < two["x"].min() or two["x"].max() < one["x"].min()
    apart_y = one["y"].max() < two["y"].min() or two["y"].max() < one["y"].min()
    assert apart_x or apart_y


def test_linked_nodes_stand_nearer_than_unlinked_ones():
    chain = pd.DataFrame(
        [("a", "b", 1), ("b", "c", 1), ("c", "d", 1), ("d", "e", 1)], columns=["a", "b", "count"]
    )
    at = layout(NODES.head(5), chain).set_index("code")
    far = np.hypot(*(at.loc["a"] - at.loc["e"]))
    assert all(np.hypot(*(at.loc[x] - at.loc[y])) < far for x, y in ("ab", "bc", "cd", "de"))


@pytest.mark.parametrize("size", [0, 1, 2])
def test_small_networks(size):
    frame = layout(NODES.head(size), LINKS.head(0))
    assert (
        list(frame.columns) == ["code", "x", "y"]
        and len(frame) == size
        and frame[["x", "y"]].notna().all(axis=None)
    )


def test_links_to_missing_nodes_and_to_oneself_are_left_out():
    odd = pd.DataFrame([("a", "z", 4), ("a", "a", 2)], columns=["a", "b", "count"])
    assert places(layout(NODES, odd)) == places(layout(NODES, LINKS.head(0)))


def test_a_component_too_large_to_draw_is_refused():
    codes = [f"n{i:03}" for i in range(500)]
    star = pd.DataFrame({"a": codes[0], "b": codes[1:], "count": 1})
    with pytest.raises(ValueError, match="500 nodes"):
        layout(pd.DataFrame({"code": codes}), star)


def test_the_ego_view_keeps_neighbours_and_their_links():
    nodes, links = ego(NODES, LINKS, "a")
    assert list(nodes["code"]) == ["a", "b", "c"]
    assert set(zip(links["a"], links["b"], strict=True)) == {("a", "b"), ("b", "c"), ("a", "c")}


def test_an_ego_without_links_is_alone():
    nodes, links = ego(NODES, LINKS, "h")
    assert list(nodes["code"]) == ["h"] and links.empty


def test_pruning_takes_the_strongest_and_breaks_ties_by_code():
    kept = prune(LINKS.sample(frac=1, random_state=3), top=2)
    assert list(zip(kept["a"], kept["b"], strict=True)) == [("a", "b"), ("a", "c")]


def test_pruning_by_count_keeps_the_bound_itself():
    assert list(prune(LINKS, min_count=3)["count"]) == [5, 3, 3]
    assert len(prune(LINKS)) == len(LINKS) and prune(LINKS, top=0).empty
