"""Both languages say the same things, and every word a page asks for is there."""

import re
import string
from pathlib import Path

import pytest

from dashboard.settings import SETTINGS, Choice, Many
from dashboard.strings import FOLDER, number, texts

ROOT = Path(__file__).resolve().parents[2]


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_have_the_same_keys_and_fields():
    hindi, english = texts("hi"), texts("en")
    assert hindi.keys() == english.keys()
    assert [code for code in hindi if fields(hindi[code]) != fields(english[code])] == []


def test_the_hindi_pages_speak_hindi():
    # A measure's name and a bare "{now} / {all}" are the same in both languages.
    same = {"measure.npmi", "measure.g2", "read.hits"}
    assert {code for code, text in texts("hi").items() if not re.search("[ऀ-ॿ]", text)} == same


@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_word_a_page_asks_for_is_there(language):
    known = texts(language)
    asked = {
        code
        for path in (ROOT / "dashboard").rglob("*.py")
        for code in re.findall(r"""\bt\(\s*"([a-z_]+\.[a-z0-9_]+)\"""", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 60
    assert asked - known.keys() == set()


@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_control_and_option_has_a_label(language):
    known = texts(language)
    controls = {name for page in SETTINGS.values() for name in page} - {
        "mark",
        "name",
        "at",
        "hit",
        "focus",
        "ego",
    }
    assert {f"control.{name}" for name in controls} - known.keys() == set()
    options = {
        f"{name}.{option}"
        for page in SETTINGS.values()
        for name, spec in page.items()
        if isinstance(spec, Choice | Many)
        for option in spec.options
    }
    assert options - known.keys() == set()


def test_the_method_is_told_in_both_languages():
    hindi, english = (
        (FOLDER / f"method.{language}.md").read_text(encoding="utf-8") for language in ("hi", "en")
    )
    assert [hindi.count(mark) for mark in ("\n#### ", "\n- ")] == [
        english.count(mark) for mark in ("\n#### ", "\n- ")
    ]


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(0, 0, "0"), (864, 0, "864"), (1000, 0, "1,000"), (123456, 0, "1,23,456"), (12345678, 0, "1,23,45,678"),
     (16.044, 2, "16.04"), (-7.72, 2, "−7.72")],
)  # fmt: skip
def test_numbers_are_grouped_as_in_india(value, digits, text):
    assert number(value, digits) == text
