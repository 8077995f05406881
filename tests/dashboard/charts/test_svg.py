"""Pictures that stand alone: what is in the file, and whether Hindi has its shapes without Hindi fonts."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from dashboard.charts import svg

STATIC = Path(__file__).resolve().parents[3] / "dashboard" / "static"
SVG = "{http://www.w3.org/2000/svg}"
EVIL = '</tspan><script>alert(1)</script>&"\x00'
BARS = pd.DataFrame(
    {"label": ["भारत", EVIL, "रूस"], "kind": ["country", "item", "country"], "count": [12, 6, 3]}
)
NODES = pd.DataFrame(
    [("in", "भारत", "country", 12, 0.0, 0.0), ("ja", EVIL, "person", 3, 1.0, 0.5)],
    columns=["code", "label", "kind", "count", "x", "y"],
)
LINKS = pd.DataFrame([("in", "ja", 4, True)], columns=["a", "b", "count", "far"])


def bars(**more):
    return svg.bars_svg(BARS, label="label", value="count", fonts=[], **more)


def network(nodes=NODES, links=LINKS):
    return svg.network_svg(nodes, links, kind_names={"country": "देश"}, fonts=[], far_label="दूर-दूर")


def words(text):
    return [node.text for node in ET.fromstring(text).iter(f"{SVG}tspan")]


@pytest.mark.parametrize(
    "text", [bars(title=EVIL), svg.heat_svg([EVIL], [EVIL], np.array([[2]]), fonts=[]), network()]
)
def test_hostile_names_stay_text_in_a_readable_file(text):
    root = ET.fromstring(text)  # a NUL or an open tag would be refused here
    assert not list(root.iter(f"{SVG}script")) and "alert(1)" in "".join(root.itertext())


def test_bars_are_as_long_as_their_values():
    drawn = [n for n in ET.fromstring(bars()).iter(f"{SVG}rect") if n.get("fill") == svg.PLAIN]
    widths = [float(n.get("width")) for n in drawn]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01) and widths[0] == pytest.approx(
        4 * widths[2], rel=0.01
    )


def test_bars_have_labels_values_and_the_names_of_kinds():
    found = words(bars(title="शीर्षक", value_title="उल्लेख", colour_by="kind", colour_names={"country": "देश"}))
    assert {"भारत", "12", "6", "3", "शीर्षक", "उल्लेख", "देश", "item"} <= set(found)


def test_every_mark_stays_inside_the_picture():
    table = pd.DataFrame({"label": ["ब्रह्मोस सुपरसोनिक क्रूज़ मिसाइल " * 6, "रूस"], "count": [123456, 1]})
    root = ET.fromstring(svg.bars_svg(table, label="label", value="count", fonts=[]))
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x", 0)) + float(rect.get("width")) <= svg.WIDTH


def test_cells_show_values_and_noughts_stay_empty():
    found = words(svg.heat_svg(["क", "ख"], ["ग"], np.array([[5.0], [0.0]]), fonts=[]))
    assert found.count("5") == 1 and "0" not in found


def test_cells_of_a_negative_value_have_another_colour():
    root = ET.fromstring(svg.heat_svg(["क"], ["ग", "घ"], np.array([[2.0, -2.0]]), fonts=[]))
    fills = [n.get("fill") for n in root.iter(f"{SVG}rect")][1:]
    assert fills == ["#08457e", "#a01e28"]


def test_the_network_draws_nodes_edges_and_says_what_dashes_are():
    root = ET.fromstring(network())
    (edge,) = root.iter(f"{SVG}line")
    assert edge.get("stroke-dasharray") and "┄ दूर-दूर" in words(network())
    assert len(list(root.iter(f"{SVG}circle"))) == 2  # भारत and the legend's देश


@pytest.mark.parametrize("count", [0, 1])
def test_small_and_empty_networks(count):
    assert ET.fromstring(network(NODES.head(count), LINKS.head(0))) is not None


def test_empty_tables_are_empty_pictures():
    assert (
        ET.fromstring(svg.bars_svg(BARS.head(0), label="label", value="count", fonts=[], colour_by="kind"))
        is not None
    )
    assert ET.fromstring(svg.heat_svg([], [], np.zeros((0, 0)), fonts=[])) is not None


def fonts():
    found = sorted(STATIC.rglob("*.woff2"))
    return found or pytest.skip("the fonts are not in dashboard/static")


def test_the_font_is_inside_and_nothing_is_fetched():
    text = svg.bars_svg(BARS, label="label", value="count", fonts=fonts())
    assert text.count("@font-face") == len(fonts()) and "url(data:font/woff2;base64," in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


# --- in a browser on a machine without Hindi fonts -------------------------------------------------------

WORDS = ["पुतिन", "ब्रह्मोस", "सर्गेई"]
NO_HINDI = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><cachedir>{cache}</cachedir>
<selectfont><rejectfont><glob>*evanagari*</glob><glob>*ohit*</glob><glob>*-deva*</glob></rejectfont></selectfont>
</fontconfig>"""


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(NO_HINDI.format(cache=folder / "cache"))
    browser = chromium(env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")})
    yield browser.new_page(viewport={"width": 400, "height": 100}, device_scale_factor=3), folder
    browser.close()


def ink(page, folder, body):
    """Return the picture of the first 400 × 48 pixels, cut to its ink: darkness from 0 to 1."""
    from PIL import Image, ImageOps

    (folder / "x.html").write_text(
        f'<meta charset="utf-8"><body style="margin:0;background:#fff">{body}', "utf-8"
    )
    page.goto((folder / "x.html").as_uri())
    page.evaluate("""async () => {
        await document.fonts.ready;
        await Promise.all([...document.images].map(image => image.decode()));
        await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }""")
    page.screenshot(path=folder / "x.png", clip={"x": 0, "y": 0, "width": 400, "height": 48})
    dark = ImageOps.invert(Image.open(folder / "x.png").convert("L"))
    return dark.crop(dark.getbbox())


def difference(one, two):
    """Return the share of ink that differs, 1 where the pictures differ in size by more than two pixels."""
    if max(abs(a - b) for a, b in zip(one.size, two.size, strict=True)) > 2:
        return 1.0
    a, b = (np.asarray(im.resize(one.size), dtype=float) for im in (one, two))
    return float(np.abs(a - b).sum() / (a.sum() + b.sum()))


def as_picture(page, folder, word, files):
    (folder / "x.svg").write_text(svg.heat_svg([], [], np.zeros((0, 0)), fonts=files, title=word), "utf-8")
    return ink(page, folder, '<img src="x.svg">')


def as_html(page, folder, body):
    css = svg.font_style(fonts(), "Page")
    style = f"font:18px/1 Page,sans-serif;color:{svg.INK};padding:12px 16px"
    return ink(
        page,
        folder,
        f"<style>{css} p{{margin:0;{style}}} i{{all:unset;display:inline-block}}</style><p>{body}",
    )


def unshaped(word):
    """Return a word whose letters do not meet: प ु त ि न, what a picture without shaping shows."""
    return "".join(f"<i>{letter}</i>" for letter in word)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.browser
def test_hindi_has_its_shapes_without_hindi_fonts(page, word):
    picture = as_picture(*page, word, fonts())
    assert difference(picture, as_html(*page, word)) < 0.02
    assert difference(picture, as_html(*page, unshaped(word))) > 0.25
    assert difference(picture, as_picture(*page, word, [])) > 0.25
