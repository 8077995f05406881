"""Both languages say the same things, and every word a page asks for is there."""

import re
import string
from collections import Counter
from pathlib import Path

import pytest

from analysis.errors import StoreError, fill, messages, worded
from analysis.language.lemma import lemma
from dashboard.settings import SETTINGS, Choice, Many
from dashboard.strings import FOLDER, _units, number, texts

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


@pytest.mark.parametrize(
    ("language", "group", "one", "many"),
    [
        ("en", "evidence.mentions", "**1 mention**W", "**2 mentions**W"),
        ("en", "app.problems", "1 file or note needs attention", "2 files or notes need attention"),
        ("en", "timeline.events_count", "W: **1 mention, 1 event**", "W: **2 mentions, 2 events**"),
        ("hi", "app.problems", "1 फ़ाइल या सूचना ध्यान माँगती है", "2 फ़ाइलें या सूचनाएँ ध्यान माँगती हैं"),
        ("hi", "evidence.figures", "**1 आँकड़ा**W", "**2 आँकड़े**W"),
        ("hi", "read.lines_count", "1 पंक्ति", "2 पंक्तियाँ"),
    ],
)
def test_a_noun_is_of_the_number_it_stands_with(language, group, one, many):
    template = texts(language)[group]
    for count, text in (("1", one), ("2", many)):
        given = {name: "W" if name in ("where", "what") else count for name in fields(template)}
        assert fill(template, given) == text


def test_messages_of_the_command_line_too():
    assert worded("en", "ingest.known", documents="1") == "read in an earlier run: 1 article"
    assert worded("en", "ingest.known", documents="1,001") == "read in an earlier run: 1,001 articles"
    assert worded("en", "ingest.known", documents="0").endswith("0 articles")
    waiting = StoreError("store.unfinished", path="a", number="1")
    assert "1 article waits and is not" in waiting.message("en") and "1 लेख प्रतीक्षा में है " in waiting.message(
        "hi"
    )


# "the first 10 of 12 statements", and fields that are no numbers: "the form X belongs to Y".
NO_COUNT = {
    "statements.first_only", "figures.first_only", "corrections.said", "lexicon.idle_context",
    "lexicon.form_twice", "lexicon.label_ignored", "lexicon.role_twice",
}  # fmt: skip


@pytest.mark.parametrize("table", [texts, messages])
def test_no_plural_stands_with_a_number_that_may_be_one(table):
    plural = re.compile(
        r"\{[a-z_]+\}\*{0,2} (?:more |new |dated |undated |time )?(?!is|was|has|needs|lies)[a-z]+s\b"
    )
    assert {code for code, text in table("en").items() if plural.search(text)} <= NO_COUNT


@pytest.mark.parametrize("table", [texts, messages])
@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_noun_has_two_forms_and_they_differ(table, language):
    for code, text in table(language).items():
        for _, name, words, _ in string.Formatter().parse(text):
            if name and words and words != ".0s":
                one, many = words.split("|")
                assert one and many and one != many, code


def test_what_news_counts_has_an_english_name_of_its_own():
    data = ROOT / "analysis" / "annotate" / "data"
    counted = (data / "counted.tsv").read_text(encoding="utf-8").splitlines()[2:]
    units = (data / "units.tsv").read_text(encoding="utf-8").splitlines()[2:]
    used = {lemma(form) for row in counted for form in row.split("\t")[1].split()}
    used |= {row.split("\t")[0] for row in units}
    assert len(used) > 250 and used - _units().keys() == set()
    assert _units()["लेख"] == ("article", "articles")
    # Two with one name would be one bar.
    assert [many for many, times in Counter(many for _, many in _units().values()).items() if times > 1] == []
