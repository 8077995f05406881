"""Marks on lanes as a picture: each at its place, every text as text, nothing of it alive."""

from xml.etree import ElementTree as ET

from dashboard.charts.lanes_svg import lanes_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_marks_stand_at_their_places():
    drawn = lanes_svg(
        ["आज", "<b>कल</b>"],
        [(0, 0.0, 0), (0, 10.0, 0), (1, 5.0, 1)],
        ticks=[(0.0, "1.1.2025"), (10.0, "11.1.2025")],
        groups=["क", "ख"],
        fonts=[],
        title="दिन",
    )
    root = ET.fromstring(drawn)
    marks = [one for one in root.iter(f"{SVG}rect") if one.get("height") == "22"]
    xs, ys = ([float(one.get(name)) for one in marks] for name in ("x", "y"))
    assert len(marks) == 3 and xs[0] < xs[2] < xs[1] and xs[2] == (xs[0] + xs[1]) / 2
    assert ys[0] == ys[1] < ys[2] and marks[0].get("fill") != marks[2].get("fill")
    texts = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    assert {"आज", "<b>कल</b>", "1.1.2025", "11.1.2025", "क", "ख"} <= set(texts)
    assert "<b>" not in drawn


def test_one_day_alone_is_drawn():
    drawn = lanes_svg(["आज"], [(0, 3.0, 0)], ticks=[(3.0, "3")], fonts=[])
    assert drawn.startswith("<svg")
