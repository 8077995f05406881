import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language import bylines, tables
from analysis.language.bylines import agency, byline
from analysis.language.sentences import segment


def found(text):
    span = byline(text, segment(text))
    return None if span is None else (text[slice(*span)], agency(text, span))


@pytest.mark.parametrize(
    ("text", "printed", "source"),
    [
        ("(मानवी मीडिया) : विदेश मंत्री आए।", "(मानवी मीडिया) :", "मानवी मीडिया"),
        ("(रक्षा टाइम्स) - विदेश मंत्री आए।", "(रक्षा टाइम्स) -", "रक्षा टाइम्स"),
        ("नई दिल्ली (भाषा): मंत्री आए।", "नई दिल्ली (भाषा):", "पीटीआई-भाषा"),
        ("काबुल [रायटर/एएफपी]। मंत्री आए।", "काबुल [रायटर/एएफपी]।", "रॉयटर्स"),
        ("नई दिल्ली, एजेंसी। मंत्री आए।", "नई दिल्ली, एजेंसी।", None),
        ("एएनआई, नई दिल्ली। मंत्री आए।", "एएनआई, नई दिल्ली।", "एएनआई"),
        ("विनय यादव, नईदुनिया, इंदौर।मंत्री आए।", "विनय यादव, नईदुनिया, इंदौर।", "नईदुनिया"),
        ("विशेष संवाददाता नई दिल्ली: मंत्री आए।", "विशेष संवाददाता नई दिल्ली:", None),
        ("जागरण संवाददाता, मनाली : मंत्री आए।", "जागरण संवाददाता, मनाली :", "जागरण"),
        ("इंटरनेशनल डेस्\u200dक. मंत्री आए.", "इंटरनेशनल डेस्\u200dक.", None),
        ("कीव: मंत्री आए।", "कीव:", None),
        ("पटना | मंत्री आए।", "पटना |", None),
        ("पटना. मंत्री आए. वे गए.", "पटना.", None),
        ("होशियारपुर। मंत्री आए।", "होशियारपुर।", None),
        ("नई दिल्ली, 11 जुलाई 2025: मंत्री आए।", "नई दिल्ली, 11 जुलाई 2025:", None),
        ("मंत्री आए। वे गए। (भाषा)", "(भाषा)", "पीटीआई-भाषा"),
    ],
)
def test_bylines(text, printed, source):
    assert found(text) == (printed, source)


@pytest.mark.parametrize(
    "text",
    [
        "जम्मू-कश्मीर में मंत्री आए।",
        "जम्मू-कश्मीर के कई इलाकों में आज सुबह सेना ने अभियान चलाया।",
        "भाषा: एक परिचय पढ़ाया जाएगा।",
        "एजेंसी ने कहा: मंत्री आए।",
        "हिंदी भाषा, साहित्य और संगीत: तीनों पर चर्चा हुई।",
        "शांति वार्ता: दोनों पक्ष मिले।",
        "भारत: एक परिचय यह है।",
        "केंद्रीय अन्वेषण ब्यूरो - सीबीआई ने जांच की।",
        "(रूस) में मंत्री आए।",
        "मूलत: यह बात है।",
        "रक्षा मंत्रालय (एमओडी) ने कहा।",
        "नहीं। मंत्री आए।",
    ],
)
def test_no_bylines(text):
    assert found(text) is None


def test_a_byline_may_follow_title_and_summary_but_not_the_tenth_paragraph():
    lines = ["सार की पंक्ति यह है।"] * 3
    assert found("\n".join([*lines, "कीव: मंत्री आए।"])) == ("कीव:", None)
    assert found("\n".join([*lines * 3, "कीव: मंत्री आए।"])) is None


WORDS = [
    "नई दिल्ली", "कीव", "ने", "का", "में", "विनय यादव", "पीटीआई", "भाषा", "संवाददाता", "एजेंसी", "20 जनवरी",
    "2024", ":", "।", " ।", ", ", " | ", " (", ")", " - ", "-", "– ", ".", ". ", " ", " ", "/", "[",
    "]", "डॉ.", "।ने ",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("".join), st.booleans())
def test_a_function_word_before_any_mark_spares_only_what_is_no_byline(text, alone):
    text = text.strip()
    if text:
        found = bylines.byline_end(text, 0, len(text), alone=alone)
        with patch.object(bylines, "_turn", lambda: re.compile("(?P<word>(?!))")):
            assert bylines.byline_end(text, 0, len(text), alone=alone) == found


def test_no_place_holds_a_function_word():
    places = (row["place"] for row in tables.rows("datelines.tsv"))
    assert not any(bylines._has_function_word(place) for place in places)
