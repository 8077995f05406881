"""Pronouns, pairs and counterparts: back to the subject, never to the nearest name."""

import pytest

from tests.analysis.annotate.speaking import DAY, speech_of


def references(
    text, published=None, kinds=("pronoun", "both", "counterpart", "each_other", "leaders", "thing")
):
    view, speech = speech_of(text, published)
    return [
        (view.text[row.start : row.end], row.entities, row.reason)
        for row in speech.references
        if row.kind in kinds
    ]


def test_a_pronoun_goes_to_the_subject_not_to_the_nearest_name():
    text = "जयशंकर ने मॉस्को में लावरोव से मुलाकात की। उन्होंने कहा कि वार्ता अच्छी रही।"
    assert references(text) == [("उन्होंने", ("jaishankar",), "")]


def test_pronouns_carry_on():
    text = "मोदी ने बैठक की। उन्होंने दौरा किया। उन्होंने कहा कि काम होगा। उन्होंने बताया कि समय लगेगा।"
    assert [row[1] for row in references(text)] == [("modi",)] * 3


def test_a_subject_the_lexicon_does_not_know_is_kept_in_words():
    view, speech = speech_of("मोदी आए। कलेक्टर रमेश वर्मा ने निरीक्षण किया। उन्होंने कहा कि सड़क बनेगी।")
    row = speech.references[0]
    assert row.entities == () and row.reason == "not_in_lexicon"
    assert view.text[slice(*row.antecedent)] == "कलेक्टर रमेश वर्मा"


def test_countries_and_bodies_are_not_honoured_persons():
    text = "मोदी ने बैठक की। रूस ने समर्थन किया। उन्होंने कहा कि काम होगा।"
    assert references(text) == [("उन्होंने", ("modi",), "")]


def test_a_plain_pronoun_is_a_country_or_nobody():
    assert references("ईरान ने हमला किया। उसने कहा कि यह जवाब है।") == [("उसने", ("country_ir",), "")]
    text = "पुतिन ने बात की। उसने कहा कि यह जवाब है।"
    assert references(text) == [("उसने", (), "plain_pronoun")]


@pytest.mark.parametrize(
    "text",
    [
        "एएफपी के अनुसार हमलावर भीड़ में घुसा और उसने विस्फोट किया।",
        "यूक्रेन ने मुकाबला किया। रूस को महारत हासिल है और उसने इसका इस्तेमाल किया।",
        "ईरान ने हमला किया।\nउसने कहा कि यह जवाब है।",
    ],
)
def test_a_plain_pronoun_needs_the_actor_just_before(text):
    assert [row[:2] for row in references(text)] == [("उसने", ())]


def test_who_was_asked_answers():
    text = "लावरोव ने यात्रा की। जयशंकर से सवाल किया गया। जवाब में उन्होंने कहा कि वार्ता होगी।"
    assert references(text) == [("उन्होंने", (), "several_persons")]


def test_reported_subjects_are_no_antecedents_outside():
    text = "लावरोव ने कहा कि जयशंकर ने सहयोग बढ़ाया है। उन्होंने बैठक की तारीफ की।"
    assert references(text) == [("उन्होंने", ("lavrov",), "")]


def test_a_pronoun_in_reported_words_is_the_speaker_unless_another_is_named():
    assert references("लावरोव ने कहा कि उन्होंने काम किया है।") == [("उन्होंने", ("lavrov",), "")]
    text = "लावरोव ने कहा कि मोदी से बात हुई और उन्होंने काम किया है।"
    assert references(text) == [("उन्होंने", (), "in_speech")]


def test_thanks_are_for_what_the_other_did():
    assert references("मोदी ने पुतिन को धन्यवाद दिया कि उन्होंने घर बुलाया।") == [("उन्होंने", (), "several_persons")]


def test_his_beside_the_subject_is_somebody_elses():
    text = "मोदी ने यात्रा की। पुतिन ने उनके साथ भोजन किया।"
    assert references(text) == [("उनके", (), "several_persons")]


def test_too_far_back_is_undecided():
    text = "मोदी ने बैठक की। सड़क बनी। पुल बना। बांध बना। नहर बनी। उन्होंने कहा कि काम होगा।"
    assert references(text)[-1] == ("उन्होंने", (), "no_subject")


@pytest.mark.parametrize(
    ("text", "entities", "reason"),
    [
        ("मोदी ने पुतिन से भेंट की। दोनों नेताओं ने हाथ मिलाया।", ("modi", "putin"), ""),
        ("मोदी, पुतिन और ट्रंप मिले। दोनों नेताओं ने हाथ मिलाया।", (), "several_persons"),
        ("भारत और रूस के बीच वार्ता हुई। दोनों देशों ने समझौता किया।", ("country_in", "country_ru"), ""),
        ("भारत-रूस वार्ता हुई। चीन नाराज है। दोनों देशों ने समझौता किया।", (), "several_countries"),
        ("बारिश हुई। दोनों देशों ने समझौता किया।", (), "no_countries"),
    ],
)
def test_two_at_once(text, entities, reason):
    found = references(text, kinds=("both",))
    assert [row[1:] for row in found] == [(entities, reason)]


def test_a_counterpart_holds_the_same_office_there():
    text = "विदेश मंत्री एस जयशंकर ने रूसी समकक्ष के साथ वार्ता की।"
    assert references(text, DAY) == [("रूसी समकक्ष", ("lavrov",), "")]
    # Undated: nobody in the text holds that office for Russia.
    assert references(text) == [("रूसी समकक्ष", (), "no_holder_known")]
    # An equal in rank is no counterpart.
    assert references("यह डिग्री स्नातक के समकक्ष है।") == []


def test_each_other():
    assert references("मोदी और पुतिन एक दूसरे से मिले।") == [("एक दूसरे", ("modi", "putin"), "")]


def test_goods_of_another_kind_are_not_these_goods():
    assert references("सेना के पास ड्रोन हैं। इन मिसाइलों का परीक्षण हुआ।", kinds=("thing",)) == []


def test_the_countries_of_two_leaders_are_theirs():
    text = "ट्रंप ने मोदी से बात की। दोनों नेताओं ने इराक और ईरान पर चर्चा की और दोनों देशों के संबंध सराहे।"
    assert references(text, kinds=("both",))[1][1:] == (("country_us", "country_in"), "")


def test_his_needs_a_sentence_with_one_person_and_nothing_between():
    text = "मोदी रूस की यात्रा पर हैं। आज उनकी बैठक हुई।"
    assert references(text) == [("उनकी", ("modi",), "")]
    text = "मोदी ने चांसलर नेहमार से बात की। वह उनके साथ खाना खाएंगे।"
    assert references(text) == [("उनके", (), "several_persons")]
    text = "मोदी रूस की यात्रा पर हैं। सेनाओं की तैनाती में उनकी क्षमता बढ़ी।"
    assert references(text) == [("उनकी", (), "several_persons")]
