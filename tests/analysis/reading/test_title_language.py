"""Titles that are guessed, languages that are found."""

import random

import pytest

from analysis.reading.language import MANY, devanagari_share, find_language, find_languages
from analysis.reading.title import guess_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("×\n\nशीर्षक यहाँ\n\nपहला वाक्य। दूसरा।", "शीर्षक यहाँ"),
        ("पहला वाक्य।\nदूसरा वाक्य।", "पहला वाक्य।"),
        ('उसने कहा, "ठीक।"\nफिर', 'उसने कहा, "ठीक।"'),
        ("केवल एक पंक्ति", "केवल एक पंक्ति"),
        ("(भाषा) : " + "एक दो तीन " * 5 + "।", "एक दो तीन एक दो तीन एक दो …"),
        ("", ""),
        ("×\n", ""),
    ],
)
def test_title(text, title):
    assert guess_title(text) == title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("भारत और रूस के बीच बैठक हुई है।", "hi"),
        ("India met Russia.", "en"),
        ("भारत ने Su-30MKI और S-400 खरीदे हैं, Make in India", "hi"),
        ("Встреча в Москве", "und"),
        ("भारत आणि रशिया यांच्यात बैठक झाली आहे. ते म्हणाले, असे आहे.", "mr"),
        ("नेपाल र भारतको बैठक भएको छ। उनले भने, गरेको छ पनि।", "ne"),
        ("१२३ ।।", "und"),
    ],
)
def test_language(text, language):
    assert find_language(text) == language


def test_many_languages_at_once_are_those_of_each_text():
    draw = random.Random(1)
    words = ["है", "की", "भारत", "बैठक", "क्षेपणास्त्र", "India", "Rafale", "😀", ".", "।", "आहे."]
    words += ["आहे", "आणि", "होते", "झाली", "केले", "म्हणाले", "छ", "भएको", "गर्न", "नेपाली"]
    texts = [
        "",
        "क",
        "।",
        "भारत है " + "𝐀" * 40,
        *(" ".join(draw.choices(words, k=draw.randrange(1, 12))) for _ in range(500)),
    ]
    wanted = [find_language(text) for text in texts]
    assert {"hi", "mr", "ne", "en", "und"} == set(wanted)
    assert find_languages(texts) == wanted
    for size in (1, MANY - 1, MANY):
        assert find_languages(texts[-size:]) == wanted[-size:]


def test_dandas_and_digits_are_no_devanagari_words():
    assert devanagari_share("abc १२३ ।") == 0
    assert devanagari_share("भारत") == 1
