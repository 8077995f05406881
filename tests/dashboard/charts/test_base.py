"""Safe text, wrapped labels, the configuration and the clicked code."""

import math

import pytest

from dashboard.charts import base


def test_markup_of_an_article_stays_text():
    assert base.escape('<a href="x">&amp;') == '&lt;a href="x"&gt;&amp;amp;'


@pytest.mark.parametrize("missing", [None, math.nan, ""])
def test_a_missing_name_is_empty_and_no_word(missing):
    assert base.escape(missing) == ""


def test_control_characters_go_and_joiners_stay():
    assert base.plain("क\x00ख\nग") == "क ख ग"
    assert base.plain("क्\u200dष") == "क्\u200dष"


def test_a_cut_never_parts_a_vowel_sign_from_its_letter():
    short = base.shorten("ब्रह्मोसमिसाइल", 5)
    assert short.endswith("…") and len(base.letters(short)) == 5
    assert base.letters(short)[:-1] == base.letters("ब्रह्मोसमिसाइल")[:4]


def test_a_label_breaks_at_spaces_and_loses_nothing_that_fits():
    assert base.fold("राष्ट्रपति व्लादिमीर पुतिन", width=8) == "राष्ट्रपति<br>व्लादिमीर पुतिन"
    assert base.fold("रूस") == "रूस"


def test_what_does_not_fit_is_marked_as_left_out():
    folded = base.lines("एक दो तीन चार पाँच छह सात आठ", width=7)
    assert len(folded) == 2 and folded[1].endswith("…")


def test_a_latin_letter_takes_less_room_than_one_of_hindi():
    """Counted as one of Hindi, the margin beside English bars was half empty, and names in it were cut."""
    assert base.lines("C-17 Globemaster III", width=14) == ["C-17 Globemaster", "III"]
    assert base.lines("Chennai-Vladivostok Maritime Corridor")[0] == "Chennai-Vladivostok"
    english, hindi = base.label_pixels(["Narendra Modi"]), base.label_pixels(["क" * len("Narendra Modi")])
    assert 0.7 < (english - 12) / (hindi - 12) < 0.85
    assert base.room(base.shorten("Intergovernmental Commission", 12)) <= 12


def test_an_escaped_sign_is_never_cut_in_two():
    assert base.fold("<<<<<<<<<<", width=4) == "&lt;&lt;&lt;…"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(12.0, "12"), (6.1224, "6.12"), (0.5, "0.5"), (100, "100"), (math.nan, "–"), (-0.004, "0"), (None, "–")],
)
def test_numbers_beside_bars(value, shown):
    assert base.number(value) == shown


def test_pictures_are_saved_as_svg_and_nothing_goes_to_a_cloud():
    config = base.config("actors")
    assert config["toImageButtonOptions"] == {"format": "svg", "filename": "actors", "scale": 2}
    assert config["showSendToCloud"] is False and config["displaylogo"] is False


@pytest.mark.parametrize(
    ("customdata", "code"),
    [
        ("ru", "ru"),
        (["ru", "in"], ("ru", "in")),
        (["ru"], "ru"),
        ({"1": "in", "0": "ru"}, ("ru", "in")),
        (7, 7),
        (None, None),
    ],
)
def test_the_clicked_code(customdata, code):
    assert base.clicked({"selection": {"points": [{"customdata": customdata}]}}) == code


@pytest.mark.parametrize("event", [None, {}, {"selection": {"points": []}}, {"selection": {}}, "x"])
def test_no_click_no_code(event):
    assert base.clicked(event) is None


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", base.KIND_COLOURS.values())
@pytest.mark.parametrize("ground", ["#ffffff", "#0e1117"])
def test_kind_colours_stand_out_on_both_themes(colour, ground):
    light, dark = sorted([_luminance(colour), _luminance(ground)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3  # WCAG 2.1, 1.4.11: graphical objects
