"""Who said what, construction by construction, and what is nobody's statement."""

import pytest

from tests.analysis.annotate.speaking import DAY, said, speech_of


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "जयशंकर ने यह भी बताया कि सहयोग बढ़ा है।",
            (("jaishankar",), "जयशंकर", "indirect", "explicit", "सहयोग बढ़ा है"),
        ),
        (
            "विदेश मंत्रालय का कहना है कि वार्ता होगी।",
            (("mea_in",), "विदेश मंत्रालय", "indirect", "explicit", "वार्ता होगी"),
        ),
        ("पुतिन कहते हैं कि रूस तैयार है।", (("putin",), "पुतिन", "indirect", "explicit", "रूस तैयार है")),
        ("मोदी बोले- भारत शांति चाहता है।", (("modi",), "मोदी", "indirect", "explicit", "भारत शांति चाहता है")),
        ("रूस के मुताबिक, हमला रोका गया।", (("country_ru",), "रूस", "source", "explicit", "हमला रोका गया")),
        ("लावरोव ने भारत को तेल देने की पेशकश की।", (("lavrov",), "लावरोव", "offer", "explicit", "भारत को तेल देने")),
        ("मोदी ने संघर्ष रोकने पर जोर दिया।", (("modi",), "मोदी", "demand", "explicit", "संघर्ष रोकने")),
        ("मोदी जी ने कहा, हम तैयार हैं।", (("modi",), "मोदी", "indirect", "explicit", "हम तैयार हैं")),
        (
            "मोदी और पुतिन ने कहा कि सहयोग बढ़ेगा।",
            (("modi", "putin"), "मोदी और पुतिन", "indirect", "explicit", "सहयोग बढ़ेगा"),
        ),
        (
            "कलेक्टर रमेश वर्मा ने बताया कि सड़क बनेगी।",
            ((), "कलेक्टर रमेश वर्मा", "indirect", "explicit", "सड़क बनेगी"),
        ),
    ],
)
def test_constructions(text, row):
    assert said(text) == [row]


def test_a_title_speaks_for_its_holder_by_reference():
    text = "भारत में बैठक हुई। प्रधानमंत्री ने कहा कि काम होगा।"
    assert said(text, DAY) == [(("modi",), "प्रधानमंत्री", "indirect", "reference", "काम होगा")]
    assert said(text) == [((), "प्रधानमंत्री", "indirect", "explicit", "काम होगा")]


@pytest.mark.parametrize(
    "text",
    [
        'पुतिन ने कहा, "हम वार्ता के लिए तैयार हैं।"',
        "पुतिन ने कहा: “हम वार्ता के लिए तैयार हैं।”",
        "पुतिन ने कहा कि 'हम वार्ता के लिए तैयार हैं।'",
        '"हम वार्ता के लिए तैयार हैं।" पुतिन ने मॉस्को में कहा।',
    ],
)
def test_direct_speech_in_marks(text):
    assert [(row[0], row[2], row[4].rstrip("।")) for row in said(text)] == [
        (("putin",), "direct", "हम वार्ता के लिए तैयार हैं")
    ]


def test_a_quotation_over_three_sentences_is_one_statement():
    view, speech = speech_of('पुतिन ने कहा,"हम तैयार हैं। हमने बात की है। यह अच्छा है।"\nमौसम अच्छा है।')
    assert [(row.first_sentence, row.last_sentence, row.marks) for row in speech.statements] == [(1, 3, True)]


def test_the_nearest_name_is_not_asked():
    text = "जयशंकर के साथ बैठक के बाद लावरोव ने कहा कि वार्ता अच्छी रही।"
    assert said(text)[0][0] == ("lavrov",)
    text = "लावरोव ने कहा कि जयशंकर ने कई कदम उठाए हैं।"
    assert [row[0] for row in said(text)] == [("lavrov",)]


def test_nobody_is_put_in_for_a_missing_speaker():
    text = "पुतिन मॉस्को में थे। बारिश हुई, उन्होंने कहा कि नदी भरी है।"
    assert said(text)[0][0] in ((), ("putin",))
    view, speech = speech_of("मोदी दिल्ली में थे। नगर निगम में शिकायत हुई। उन्होंने कहा कि जांच होगी।")
    assert all(row.speaker == () or row.certainty == "reference" for row in speech.statements)


@pytest.mark.parametrize(
    "text",
    [
        "मोदी ने कुछ नहीं कहा।",
        "मोदी ने पुतिन से मुद्दों पर चर्चा की।",
        "मोदी ने पुतिन से फोन पर बात की।",
        "नियमों के अनुसार काम हुआ।",
        "सरकार की ओर से घोषित किया गया कार्यक्रम रुका।",
        "मोदी ने कल घोषित किया गया युद्धविराम तोड़ा।",
        "सोशल मीडिया पर मोदी ने वीडियो में यह दावा किया।",
        "कहते हैं कि दोस्ती अच्छी है।",
        "जिसे मोदी कहते हैं, वह दल है।",
        "मोदी ने रमेश को देखा, जिन्होंने कहा कि ठीक है।",
        "परंपरा के अनुसार मेला लगा।",
    ],
)
def test_what_is_no_statement(text):
    assert said(text) == []


def test_words_without_a_speaker_are_flagged():
    text = "बैठक का महत्व\n\nहमने कई मुद्दों पर चर्चा की। मैं इसे आगे बढ़ाना चाहता हूं।"
    assert [(row[0], row[2], row[3]) for row in said(text)] == [((), "unattributed", "inferred")]
    # "हमारे देश" is everybody's: nobody speaks.
    assert said("हमारे देश में वर्षा अधिक होती है।") == []


def test_a_surname_of_somebody_else_is_not_the_leader():
    assert [row[0] for row in said("सोनल मोदी ने कहा कि दुकान खुलेगी।")] == [()]
    assert [row[0] for row in said("फलाना मोदी ने कहा कि दुकान खुलेगी।")] == [()]
    assert [row[0] for row in said("केंद्र के निदेशक डा. मनमोहन सिंह ने कहा कि ठंड बढ़ेगी।")] == [()]


def test_two_acts_of_one_speaker():
    text = "मोदी ने हमले की निंदा की और कहा कि भारत साथ है।"
    assert [(row[0], row[4]) for row in said(text)] == [(("modi",), "हमले"), (("modi",), "भारत साथ है")]


def test_offsets_are_of_the_text():
    view, speech = speech_of("कल पुतिन ने आगे कहा है कि रूस तैयार है।")
    row = speech.statements[0]
    assert view.text[row.cue_start : row.cue_end] == row.cue == "कहा है"
    assert view.text[row.speaker_start : row.speaker_end] == "पुतिन"
    assert (row.first_sentence, row.last_sentence) == (1, 1)


def test_hostile_text_takes_linear_time():
    import time

    text = "भारत दोनों देशों उन्होंने 'क \"ख ने कहा कि इन हथियारों समकक्ष हम " * 4000
    started = time.perf_counter()
    speech_of(text)
    assert time.perf_counter() - started < 20


def test_the_verb_belongs_to_the_last_subject_before_it():
    text = "मोदी ने फोन किया और पुतिन ने बताया कि वार्ता होगी।"
    assert [row[0] for row in said(text)] == [("putin",)]


def test_a_report_reaches_to_the_end_of_a_quotation_that_runs_on():
    text = 'पुतिन ने कहा कि रूस तैयार है और "हम वार्ता चाहते हैं। हम शांति भी चाहते हैं।" मौसम अच्छा है।'
    assert [row[4] for row in said(text)] == ['रूस तैयार है और "हम वार्ता चाहते हैं। हम शांति भी चाहते हैं।"']


def test_the_speaker_may_follow():
    text = "भारत तैयार है। यह कहना है मोदी का।"
    assert [(row[0], row[4]) for row in said(text)] == [(("modi",), "भारत तैयार है")]


def test_another_bodys_congress_is_not_the_party():
    assert [row[0] for row in said("यहूदी कांग्रेस ने कहा कि धन मिलेगा।")] == [()]
    assert [row[0] for row in said("ईडी दिल्ली ने कहा कि धन मिला।")] == [()]
    assert [row[0] for row in said("कांग्रेस ने कहा कि धन मिलेगा।")] == [("congress_in",)]


def test_who_passes_words_on_is_no_part_of_them():
    text = "सरकारी मीडिया ने किम जोंग उन के हवाले से बताया कि सेना तैयार है।"
    assert ("kim",) in [row[0] for row in said(text)]
    assert {row[4] for row in said(text)} == {"सेना तैयार है"}


def test_lines_that_point_to_other_articles_say_nothing():
    assert said("वार्ता जारी है।\nयह भी पढ़ें: मोदी ने कहा कि भारत तैयार है।\nमौसम अच्छा है।") == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("बच्चों ने बताया स्कूल में काम मिला था।", ((), "बच्चों", "indirect", "explicit", "स्कूल में काम मिला था")),
        ("मोदी ने सेना को तैयार रहने को कहा है।", (("modi",), "मोदी", "demand", "explicit", "सेना को तैयार रहने")),
        ("सरकारी बयान में कहा गया है कि काम होगा।", ((), "सरकारी बयान", "source", "explicit", "काम होगा")),
        ("नाटो की ओर से बताया गया कि काम होगा।", (("nato",), "नाटो", "source", "explicit", "काम होगा")),
        ("टीआइ जितेंद्र यादव के मुताबिक काम होगा।", ((), "टीआइ जितेंद्र यादव", "source", "explicit", "काम होगा")),
    ],
)
def test_looser_constructions(text, row):
    assert said(text) == [row]


def test_what_is_told_of_something_is_not_told_at_all():
    assert said("सेना ने पुलिस को जिम्मेदार बताया है।") == []
    assert said("बताया जा रहा है कि बारिश होगी।") == []
    assert said("बैठक में बताया गया कि बारिश होगी।") == []
