"""The mentions of events by hand, put together."""

import pandas as pd

from analysis.measures.timeline import _as_one, _as_told
from tests.analysis.hand import Page, make_store


def test_mentions_of_an_event_are_one_row():
    columns = ["document", "event", "what", "status", "sentence", "start", "end", "entities"]
    mentions = pd.DataFrame(
        [
            (0, 2, "visit", "", 1, 0, 4, [3]),
            (0, 2, "visit", "planned", 2, 9, 12, [1, 3]),
            (0, 2, "visit", "happened", 2, 15, 18, []),
            (0, 1, "press", "", 2, 20, 25, []),
            (1, 1, "press", "ongoing", 1, 0, 3, [2]),
        ],
        columns=columns,
    )
    rows = _as_one(mentions)
    assert rows[["document", "event"]].values.tolist() == [[0, 2], [0, 1], [1, 1]]
    assert rows["status"].tolist() == ["planned", "", "ongoing"]
    assert rows["mentions"].tolist() == [3, 1, 1]
    assert rows["who"].tolist() == [[1, 3], [], [2]]
    assert rows["places"].tolist() == [[(1, 0, 4), (2, 9, 12), (2, 15, 18)], [(2, 20, 25)], [(1, 0, 3)]]
    assert _as_one(mentions[:0]).empty


def test_an_event_is_called_by_its_most_frequent_form_first():
    with make_store([Page("अ", ("ख क ग।", "क ख ख।"))]) as store:
        places = [(1, 0, 1), (1, 2, 3), (2, 9, 10)]
        rows = _as_told(store, pd.DataFrame({"document": [0], "places": [places]}), {0: store.text(0)})
    assert rows["segments"].tolist() == ["S1 S2"]
    assert rows["forms"].tolist() == ["ख 2 · क 1"]
