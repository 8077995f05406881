"""Words that look like a speaker, an office or a statement and are none."""

from __future__ import annotations

import pytest

from tests.analysis.annotate.speaking import DAY, said, speech_of


def speakers(text):
    return [row[:2] for row in said(text, DAY)]


def reasons(text):
    return [row.reason for row in speech_of(text, DAY)[1].statements]


@pytest.mark.parametrize(
    "head", ["जानकारी के अनुसार", "मिली जानकारी के अनुसार", "रिपोर्ट के मुताबिक", "ताजा रिपोर्ट के अनुसार"]
)
def test_information_is_a_source_and_no_speaker(head):
    text = f"{head} इस हादसे में पांच लोग घायल हो गए हैं।"
    assert speakers(text) == [((), None)]
    assert [row[2] for row in said(text)] == ["source"]
    assert reasons(text) == ["source_unnamed"]


def test_the_report_of_somebody_is_still_a_named_source():
    text = "रॉयटर्स की रिपोर्ट के मुताबिक इस हादसे में पांच लोग घायल हो गए हैं।"
    assert speakers(text)[0][1] == "रॉयटर्स की रिपोर्ट"


def test_without_naming_is_no_part_of_the_name():
    assert speakers("पाकिस्तान का नाम लिए बिना शर्मा ने कहा कि यह गलत है।") == [((), "शर्मा")]


def test_before_this_is_no_part_of_the_title():
    text = "इससे पहले रूसी राष्ट्रपति व्लादिमीर पुतिन ने कहा कि भारत मित्र है।"
    assert speakers(text) == [(("putin",), "रूसी राष्ट्रपति व्लादिमीर पुतिन")]


def test_both_are_the_two_named_or_an_undecided_reference():
    text = "भारत और पाकिस्तान दोनों ने कहा कि वे तैयार हैं।"
    assert speakers(text) == [(("country_in", "country_pk"), "भारत और पाकिस्तान दोनों")]
    assert reasons("बैठक हुई। दोनों ने कहा कि वे तैयार हैं।") == ["not_resolved"]


@pytest.mark.parametrize(
    "text",
    [
        "प्रधानमंत्री आवास अधिकार योजना--पीएम-उदय के तहत घर मिले।",
        "जनरल ने चीफ ऑफ डिफेंस स्टाफ--सी.डी.एस. का पदभार संभाला।",
    ],
)
def test_a_title_in_a_scheme_or_an_office_taken_up_means_no_person(text):
    assert [role.entity for role in speech_of(text, DAY)[1].roles if role.entity] == []


@pytest.mark.parametrize(
    "text",
    [
        "भारत ने उच्चायुक्त को तलब किया तथा इस बारे में विरोध जताया।",
        "मोदी ने बच्चों को देख कर ख़ुशी जताई।",
        "सरकार ने आपदा की घोषणा की है।",
    ],
)
def test_a_feeling_shown_or_a_thing_declared_is_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "मोदी ने इस हादसे पर दुख जताया।",
        "मोदी ने कंपनी छोड़ने के बारे में आशंका जताई।",
        "सरकार ने नई आर्थिक नीति लाने की घोषणा की है।",
    ],
)
def test_a_feeling_about_something_and_a_plan_are(text):
    assert len(said(text)) == 1
