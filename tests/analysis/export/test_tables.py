import csv
import io
import json
from datetime import date

import pandas as pd
import pytest

from analysis.export.tables import csv_text, to_csv, to_json, to_text

TABLE = pd.DataFrame(
    {
        "name": ["क, ख", '"उद्धरण"', None],
        "count": [1, 2, 3],
        "share": [0.5, float("nan"), -1.25],
        "published": pd.to_datetime(["2024-01-02", None, None]),
        "guessed": [True, False, True],
        "marks": [[[0, 3]], [], [[1, 2], [4, 5]]],
    }
)


def read(file):
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_csv_begins_with_the_mark_spreadsheets_need():
    assert to_csv(TABLE).startswith(b"\xef\xbb\xbfname,")
    assert csv_text(TABLE).startswith("name,")


def test_csv_comes_back_cell_for_cell():
    assert read(to_csv(TABLE)) == [
        ["name", "count", "share", "published", "guessed", "marks"],
        ["क, ख", "1", "0.5", "2024-01-02", "true", "[[0, 3]]"],
        ['"उद्धरण"', "2", "", "", "false", "[]"],
        ["", "3", "-1.25", "", "true", "[[1, 2], [4, 5]]"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-व्लादिवोस्तोक", "@x", "\tx", "\r=x", " =1+1", '=HYPERLINK("http://x")']
)
def test_no_text_becomes_a_formula(text):
    header, cell = read(to_csv(pd.DataFrame({"left": [text], text: [-1]})))
    assert cell == ["'" + text, "-1"] and header == ["left", "'" + text]


def test_json_is_one_array_of_row_objects_and_alters_nothing():
    rows = json.loads(to_json(TABLE))
    assert rows[0] == {
        "name": "क, ख", "count": 1, "share": 0.5, "published": "2024-01-02", "guessed": True,
        "marks": [[0, 3]],
    }  # fmt: skip
    assert rows[2]["name"] is None and rows[1]["share"] is None
    assert json.loads(to_json(pd.DataFrame({"x": ["=1+1"]}))) == [{"x": "=1+1"}]
    assert json.loads(to_json(TABLE.head(0))) == []
    assert json.loads(to_json(pd.DataFrame({"d": [date(2024, 1, 2)]}))) == [{"d": "2024-01-02"}]


def test_text_is_aligned_on_what_is_seen():
    lines = to_text(pd.DataFrame({"term": ["संबंध", "कर"], "count": [8, 12]})).splitlines()
    # The dots above संबंध take no column of their own.
    assert lines == ["term  count", "संबंध       8", "कर       12"]


def test_no_control_character_reaches_the_terminal():
    assert "\x1b" not in to_text(pd.DataFrame({"x": ["\x1b[31mलाल\x07"]}))


RLO, PDF, RLI, FSI, PDI = "\u202e", "\u202c", "\u2067", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (f"{RLO}उलटा", PDF),
        (f"{RLI}उलटा", PDI),
        (f"{FSI}अ {RLO}आ", PDF + PDI),
        (f"{RLO}अ {FSI}आ", PDI + PDF),
        (f"{RLO}अ{PDF} आ", ""),
        (f"{RLI}अ {RLO}आ{PDI} इ", ""),  # with an isolate end the embeddings in it
        (f"{RLI}अ{PDF}", PDI),  # which no PDF ends
        (f"{PDF}{PDI}अ", ""),
        (f"{RLO}अ\nआ", ""),  # nor goes a direction on into the next paragraph
        (f"=1{RLO}", PDF),
        ("می\u200cخواهم", ""),
    ],
)
def test_no_cell_writes_the_rest_of_its_line_backwards(text, ends):
    table = pd.DataFrame({"title": [text], "count": [1]})
    _, (cell, _) = read(to_csv(table))
    assert cell == ("'" if text[0] == "=" else "") + text + ends
    assert json.loads(to_json(table))[0]["title"] == text
    for sign in (RLO, PDF, RLI, FSI, PDI):
        assert sign not in to_json(table) and sign not in to_text(table)
