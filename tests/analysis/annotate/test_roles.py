"""Titles and the persons they mean, case by case: beside, modifier, text, calendar, nobody."""

from datetime import date

import pytest

from tests.analysis.annotate.speaking import DAY, speech_of


def roles(text, published=None):
    view, speech = speech_of(text, published)
    return [(view.text[role.start : role.end], role.entity, role.rule, role.reason) for role in speech.roles]


@pytest.mark.parametrize(
    ("text", "surface", "person"),
    [
        ("केंद्रीय विदेश मंत्री एस जयशंकर मॉस्को पहुंचे।", "केंद्रीय विदेश मंत्री", "jaishankar"),
        ("रूसी विदेश मंत्री सर्गेई लावरोव दिल्ली में हैं।", "रूसी विदेश मंत्री", "lavrov"),
        ("रूस के विदेश मंत्री लावरोव दिल्ली में हैं।", "रूस के विदेश मंत्री", "lavrov"),
        ("रक्षा मंत्री श्री राजनाथ सिंह ने कहा कि तैयारी है।", "रक्षा मंत्री", "rajnath"),
        ("पूर्व राष्ट्रपति डोनाल्ड ट्रंप ने कहा कि वह लौटेंगे।", "पूर्व राष्ट्रपति", "trump"),
        ("पीएम मोदी ने कहा कि भारत तैयार है।", "पीएम", "modi"),
    ],
)
def test_a_name_beside_decides(text, surface, person):
    assert roles(text) == [(surface, person, "name", "")]


def test_a_title_in_a_longer_name_is_no_role():
    assert roles("राष्ट्रपति भवन में समारोह हुआ।", DAY) == []
    assert roles("विदेश मंत्रालय ने कहा कि वार्ता होगी।", DAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "प्रधानमंत्री आवास योजना के तहत घर मिले।",
        "प्रधानमंत्री कार्यालय में बैठक हुई।",
        "वह प्रधानमंत्री पद की दौड़ में हैं।",
        "विदेश मंत्री स्तर की वार्ता हुई।",
        "उन्होंने प्रधानमंत्री के रूप में काम किया।",
        "बच्चे का पीएम नहीं करवाया गया।",
        "उप मुख्य राष्ट्रपति चुनाव का प्रचार हुआ।",
    ],
)
def test_an_office_a_scheme_a_house_are_no_person(text):
    assert [person for _, person, _, _ in roles(text, DAY) if person] == []


def test_modifier_and_calendar_choose_the_holder_of_the_day():
    text = "अमेरिकी राष्ट्रपति ने कहा कि वार्ता होगी।"
    assert roles(text, date(2022, 5, 1))[0][1] == "biden"
    assert roles(text, date(2019, 5, 1))[0][1] == "trump"
    # On the day of a change the newcomer holds the office.
    assert roles(text, date(2021, 1, 20))[0][1] == "biden"
    assert roles(text, date(2021, 1, 19))[0][1] == "trump"


def test_without_a_date_only_the_text_decides():
    assert roles("रूसी विदेश मंत्री ने कहा कि वार्ता होगी।") == [("रूसी विदेश मंत्री", None, "none", "no_date")]
    text = "लावरोव दिल्ली आए। रूसी विदेश मंत्री ने कहा कि वार्ता होगी।"
    assert roles(text) == [("रूसी विदेश मंत्री", "lavrov", "modifier", "")]


def test_a_bare_title_means_the_holder_named_in_the_text():
    text = "भारत की ओर से राजनाथ सिंह ने बात रखी। रक्षा मंत्री ने कहा कि सेना तैयार है।"
    assert roles(text)[-1] == ("रक्षा मंत्री", "rajnath", "text", "")


def test_a_bare_title_with_two_holders_in_the_text_is_undecided():
    text = "जयशंकर और लावरोव मिले। विदेश मंत्री ने कहा कि वार्ता अच्छी रही।"
    assert roles(text)[-1] == ("विदेश मंत्री", None, "none", "several_holders")


def test_a_bare_title_far_from_home_is_undecided():
    text = "पाकिस्तान में चुनाव हुए। पाकिस्तान की संसद भंग है। प्रधानमंत्री ने कहा कि हालात ठीक हैं।"
    assert roles(text, DAY)[-1][1:] == (None, "none", "no_country")
    text = "भारत में चुनाव हुए। प्रधानमंत्री ने कहा कि हालात ठीक हैं।"
    assert roles(text, DAY)[-1][1:] == ("modi", "calendar", "")


def test_a_minister_that_states_have_too_needs_the_union_or_an_introduction():
    assert roles("भारत में बैठक हुई। गृह मंत्री ने कहा कि जांच होगी।", DAY)[-1][1] is None
    assert roles("भारत में बैठक हुई। केंद्रीय गृह मंत्री ने कहा कि जांच होगी।", DAY)[-1][1] == "amit_shah"
    text = "अमित शाह भोपाल आए। गृह मंत्री ने कहा कि जांच होगी।"
    assert roles(text, DAY)[-1][1] is None
    text = "गृह मंत्री अमित शाह भोपाल आए। गृह मंत्री ने कहा कि जांच होगी।"
    assert roles(text, DAY)[-1][1] == "amit_shah"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("हंगरी के विदेश मंत्री पीटर सिज्जार्तो ने कहा कि वार्ता होगी।", "unknown_name"),
        ("ईरान के राष्ट्रपति हसन रूहानी ने कहा कि बदला लेंगे।", "unknown_name"),
        ("उपराष्ट्रपति एम वेंकैया नायडू ने आह्वान किया।", "unknown_name"),
        ("पूर्व प्रधानमंत्री ने कहा कि वह लौटेंगे।", "former"),
        ("किसी भी भारतीय प्रधानमंत्री ने कीव का दौरा नहीं किया था।", "indefinite"),
        ("रूस के राजदूत ने कहा कि वार्ता होगी।", "several_holders"),
    ],
)
def test_why_a_title_stays_undecided(text, reason):
    assert [(person, why) for _, person, _, why in roles(text, DAY)] == [(None, reason)]


def test_offsets_tell_the_title_from_its_modifiers():
    view, speech = speech_of("कल केंद्रीय विदेश मंत्री एस. जयशंकर आए।")
    role = speech.roles[0]
    assert view.text[role.title_start : role.end] == "विदेश मंत्री"
    assert view.text[role.start : role.name_end] == "केंद्रीय विदेश मंत्री एस. जयशंकर"
    assert (role.sentence, role.title, role.scope, role.beside) == (1, "foreign_minister", "IN", True)
