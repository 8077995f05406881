"""Ticks where something stands in its document."""

import pandas as pd

from dashboard.charts.strip import dispersion_strip

DOCUMENTS = pd.DataFrame({"document": [0, 1], "name": ["क <b>", "ख"], "sentences": [23, 16]})
# शिखर सम्मेलन stands in A-S05, 14, 17, 21, 22 and nowhere in B (features.md, row 19)
MARKS = pd.DataFrame(
    {"document": 0, "sentence": [5, 14, 17, 21, 22], "term": "शिखर सम्मेलन", "text": "<i>वाक्य"}
)


def test_each_tick_stands_at_its_sentence_and_returns_it():
    (ticks,) = dispersion_strip(MARKS, DOCUMENTS).data
    assert list(ticks.x) == [5, 14, 17, 21, 22] and set(ticks.y) == {0.0}
    assert [tuple(code) for code in ticks.customdata] == [(0, 5), (0, 14), (0, 17), (0, 21), (0, 22)]


def test_a_document_without_a_tick_keeps_its_line():
    figure = dispersion_strip(MARKS, DOCUMENTS)
    assert [(shape.y0, shape.x1) for shape in figure.layout.shapes] == [(0, 23.0), (1, 16.0)]
    assert list(figure.layout.yaxis.ticktext) == ["क &lt;b&gt;", "ख"]


def test_terms_have_lanes_of_their_own_inside_the_row():
    both = pd.concat([MARKS, MARKS.assign(term="रक्षा", document=1)])
    figure = dispersion_strip(both, DOCUMENTS, by="term", by_names={"रक्षा": "रक्षा*"})
    assert [trace.name for trace in figure.data] == ["शिखर सम्मेलन", "रक्षा*"]
    one, two = (set(trace.y) for trace in figure.data)
    assert all(-0.5 < y < 0 for y in one) and all(1 < y < 1.5 for y in two)


def test_the_sentence_shows_in_the_hover_as_text():
    (ticks,) = dispersion_strip(MARKS, DOCUMENTS, hover="text", place_title="वाक्य").data
    assert ticks.hovertext[0] == "वाक्य 5<br>&lt;i&gt;वाक्य"


def test_nothing_found_is_lines_alone():
    figure = dispersion_strip(MARKS.head(0), DOCUMENTS)
    assert len(figure.layout.shapes) == 2 and len(figure.data[0].x) == 0
    assert dispersion_strip(MARKS.head(0), DOCUMENTS.head(0)).layout.height > 0
