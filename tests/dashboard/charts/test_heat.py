"""The cells of a heat map: where they stand, what they return."""

import numpy as np
import pytest

from dashboard.charts.heat import heat_map, narrow

ROWS, COLS = ["ब्रह्मोस", "आकाश<b>"], ["भारत", "रूस", "फ़्रांस"]
CODES = (["i.b", "i.a"], ["in", "ru", "fr"])
VALUES = np.array([[3, 1, 0], [2, np.nan, 5]])


def cells(figure):
    bar = figure.data[0]
    return {
        tuple(code): (int(x), round(float(base) + 0.48), text)
        for code, x, base, text in zip(bar.customdata, bar.x, bar.base, bar.text, strict=True)
    }


def test_each_cell_returns_both_codes_and_stands_in_its_row_and_column():
    assert cells(heat_map(ROWS, COLS, VALUES, CODES)) == {
        ("i.b", "in"): (0, 0, "3"),
        ("i.b", "ru"): (1, 0, "1"),
        ("i.a", "in"): (0, 1, "2"),
        ("i.a", "fr"): (2, 1, "5"),
    }


def test_nothing_to_open_no_cell():
    codes = {tuple(c) for c in heat_map(ROWS, COLS, VALUES, CODES).data[0].customdata}
    assert ("i.b", "fr") not in codes and ("i.a", "ru") not in codes


def test_a_measure_of_nought_is_a_cell_where_asked_for():
    codes = {tuple(c) for c in heat_map(ROWS, COLS, VALUES, CODES, zeros=True).data[0].customdata}
    assert ("i.b", "fr") in codes and ("i.a", "ru") not in codes


def test_colour_is_the_value_and_starts_at_nought():
    marker = heat_map(ROWS, COLS, VALUES, CODES).data[0].marker
    assert list(marker.color) == [3, 1, 2, 5] and (marker.cmin, marker.cmax) == (0, 5)


def test_a_signed_measure_is_coloured_evenly_around_nought():
    marker = heat_map(ROWS, COLS, VALUES - 4, CODES).data[0].marker
    assert (marker.cmin, marker.cmax) == (-4, 4)


def test_own_texts_stand_in_the_cells_and_the_hover_has_the_value():
    bar = heat_map(ROWS, COLS, VALUES, CODES, texts=np.full((2, 3), "<5"), value_title="वाक्य").data[0]
    assert set(bar.text) == {"&lt;5"}
    assert bar.hovertext[3] == "<b>आकाश&lt;b&gt;</b> × <b>फ़्रांस</b><br>वाक्य 5"


def test_names_are_escaped_on_the_axes():
    assert heat_map(ROWS, COLS, VALUES, CODES).layout.yaxis.ticktext[1] == "आकाश&lt;b&gt;"


def test_a_table_without_values_is_an_empty_picture():
    assert len(heat_map(ROWS, COLS, np.zeros((2, 3)), CODES).data[0].x) == 0
    assert heat_map([], [], np.zeros((0, 0)), ([], [])).layout.height > 0


def test_labels_that_do_not_fit_the_values_are_refused():
    with pytest.raises(ValueError, match="2 rows"):
        heat_map(ROWS, COLS, VALUES.T, CODES)


@pytest.mark.parametrize(
    ("names", "angle"),
    [
        (["India", "Russia", "France"], 0),
        (["India", "Sergey Lavrov", "Make in India", "Ministry of Defence"], -90),
        (["व्यापार", "आयात", "गैर-टैरिफ बाधाएँ", "तेल और गैस"], -90),
    ],
)
def test_names_that_would_lie_on_each_other_on_a_phone_stand_upright(names, angle):
    figure = heat_map(["ATAGS (Advanced Towed)"], names, np.ones((1, len(names))), (["a"], names))
    assert figure.layout.xaxis.tickangle == angle


def test_many_upright_names_have_a_line_each():
    """A second line would lie on the next name."""
    names = [f"Armed Forces of Country {place}" for place in range(11)]
    few, many = (
        heat_map(["a"], names[:count], np.ones((1, count)), (["a"], names[:count])) for count in (10, 11)
    )
    assert all("<br>" in label for label in few.layout.xaxis.ticktext)
    assert not any("<br>" in label for label in many.layout.xaxis.ticktext)
    assert many.layout.margin.t > few.layout.margin.t  # and the longer line its room


def test_measures_in_narrow_cells_have_the_same_decimals_and_no_nought_before_them():
    """One was shown as 0.3, and its neighbour, 0.66, had no room: a matrix with holes that mean nothing."""
    shown = narrow(np.array([[0.3, 0.66, -0.084], [1.0, -0.001, np.nan]]))
    assert shown.tolist() == [[".30", ".66", "-.08"], ["1.00", ".00", "nan"]]
    assert list(heat_map(ROWS, COLS, VALUES / 10, CODES, texts=narrow(VALUES / 10)).data[0].text)[0] == ".30"


def test_cells_beside_the_chosen_one_keep_their_ground():
    """Plotly fades them to a fifth: dark numbers then stand on a dark page."""
    assert heat_map(ROWS, COLS, VALUES, CODES).data[0].unselected.marker.opacity >= 0.75
