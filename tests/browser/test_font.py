"""Hindi has its right shapes in the font that comes with the project, not in whatever the machine has."""

import io
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "dashboard" / "static"
# Vowel signs before and below, a conjunct with a ra below, a repha: what breaks first.
WORDS = ("पुतिन", "ब्रह्मोस", "सर्गेई")


def test_the_pages_are_drawn_in_the_shipped_font(visit):
    page = visit("terms")
    page.locator(".st-key-terms_ranking .ytick text").first.wait_for()
    page.evaluate("() => document.fonts.ready.then(() => null)")
    loaded = page.evaluate("() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert "NotoDeva" in {family.strip(chr(34)) for family in loaded}
    for place in ("h1", ".st-key-terms_ranking .ytick text", ".st-key-evidence_hint"):
        family = page.locator(place).first.evaluate("node => getComputedStyle(node).fontFamily")
        assert family.replace('"', "").startswith("NotoDeva")


@pytest.fixture(scope="module")
def page(reader):
    opened = reader.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("word", WORDS)
def test_the_shipped_font_shapes_hindi(page, word):
    """The word is one shaped run: narrower than its signs one by one, and without the ring of a lone sign."""
    font = next(STATIC.glob("*devanagari-wght*.woff2"))
    face = f"@font-face {{ font-family: Shipped; src: url(data:font/woff2;base64,{_base64(font)}) }}"
    page.set_content(f"""<style>{face} span {{ font: 48px Shipped, monospace }}</style>
        <span id=whole>{word}</span><br><span id=apart>{"&#x200B; ".join(word)}</span>""")
    page.evaluate("() => document.fonts.load('48px Shipped', 'क')")
    whole, apart = (page.locator(f"#{name}").bounding_box()["width"] for name in ("whole", "apart"))
    assert 0 < whole < apart * 0.75
    shaped = page.locator("#whole").screenshot()
    page.locator("#whole").evaluate("(node, text) => node.textContent = text", "\u200b".join(word))
    assert _ink(shaped) != _ink(page.locator("#whole").screenshot())


def _base64(path):
    import base64

    return base64.b64encode(path.read_bytes()).decode()


def _ink(picture):
    """Return the dark pixels of a picture by column: its shape, whatever the smoothing."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("L")
    columns = range(image.width)
    return [sum(image.getpixel((x, y)) < 128 for y in range(image.height)) for x in columns]
