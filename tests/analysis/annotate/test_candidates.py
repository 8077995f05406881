"""Names the lexicon does not know: what each rule proposes, and what it leaves alone."""

import pytest

from analysis.annotate.candidates import candidates
from analysis.annotate.speech import annotate_speech
from tests.analysis.annotate.speaking import tools, view_of


def proposed(text):
    offices = tools()[3]
    view = view_of(text)
    found = candidates(view, annotate_speech(view, offices), offices)
    assert all(text[row.start : row.end] == row.surface for row in found)
    return [(row.surface, row.kind, row.rule) for row in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("विदेश मंत्री गेंग शुआंग दिल्ली पहुंचे।", [("गेंग शुआंग", "person", "title")]),
        ("प्रवक्ता दानिश फारूकी दिल्ली में थे।", [("दानिश फारूकी", "person", "post")]),
        ("महापौर पुष्यमित्र भार्गव ने कहा कि सड़क बनेगी।", [("पुष्यमित्र भार्गव", "person", "post")]),
        ("टिमोथी कुज़मा ने कहा कि यह गलत है।", [("टिमोथी कुज़मा", "person", "says")]),
        ("रक्षामंत्री लिंडा रेनॉल्ड्स ने कहा कि यह गलत है।", [("लिंडा रेनॉल्ड्स", "person", "title")]),
        ("डॉ. हर्षवर्धन ने कहा कि यह गलत है।", [("हर्षवर्धन", "person", "says")]),
        ("शिन्हुआ समाचार एजेंसी ने कहा कि यह गलत है।", [("शिन्हुआ समाचार एजेंसी", "organisation", "body")]),
        # Known to the lexicon, or no name at all.
        ("जयशंकर ने कहा कि यह गलत है।", []),
        ("विदेश मंत्री सर्गेई लावरोव ने कहा कि यह गलत है।", []),
        ("पुलिस ने कहा कि यह गलत है।", []),
        ("उनके पिता ने बताया कि यह गलत है।", []),
        ("अधिकारी ने कहा कि यह गलत है।", []),
        ("", []),
    ],
)
def test_proposals(text, wanted):
    assert proposed(text) == wanted


def test_a_name_is_proposed_wherever_a_rule_finds_it_and_each_place_once():
    text = "प्रवक्ता दानिश फारूकी ने कहा कि यह गलत है। दानिश फारूकी ने बताया कि यह सही है।"
    assert [row[0] for row in proposed(text)] == ["दानिश फारूकी", "दानिश फारूकी"]
