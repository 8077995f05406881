"""Meetings told apart, and mentions of one meeting held together, in sentences made for each rule."""

import pytest

from analysis.annotate.figures import figures_and_times
from analysis.annotate.happenings import happenings
from tests.analysis.annotate.speaking import DAY, speech_of


def events(text, published=None):
    """(what, event number, status) of each mention."""
    view, speech = speech_of(text, published)
    figures, times = figures_and_times(text, view.sentences, published)
    return [(row.what, row.number, row.status) for row in happenings(view, speech, [(figures, times)])]


def numbers(text, published=None):
    return [number for _, number, _ in events(text, published)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Nothing tells them apart: one meeting, however often it is named.
        ("जयशंकर ने लावरोव के साथ बैठक की। यह बैठक अहम थी। बैठक का महत्व बड़ा है।", [1, 1, 1]),
        ("जयशंकर की बैठक हुई। जयशंकर ने लावरोव के साथ बैठक की।", [1, 1]),
        # Whom he meets is known, and here is somebody else.
        ("जयशंकर ने लावरोव के साथ बैठक की। जयशंकर ने पुतिन के साथ बैठक की।", [1, 2]),
        ("जयशंकर ने लावरोव के साथ बैठक की। जयशंकर ने पुतिन के साथ बैठक की। लावरोव के साथ बैठक हुई।", [1, 2, 1]),
        ("जयशंकर ने लावरोव से मुलाकात की। जयशंकर संग मीटिंग में लावरोव ने बात की।", [1, 1]),
        ("जयशंकर ने लावरोव के साथ बैठक की। जयशंकर ने पुतिन के साथ बैठक की। बैठक अहम रही।", [1, 2, 2]),
        # One has been and one is to come.
        ("शिखर सम्मेलन में बात हुई थी। अब होने वाले शिखर सम्मेलन की तैयारी है।", [1, 2]),
        # Two numbers, two times.
        ("22वें शिखर सम्मेलन में मिले थे। 21वें शिखर सम्मेलन में मिले थे।", [1, 2]),
        ("आज बैठक हुई। कल बैठक हुई।", [1, 2]),
        ("गुरुवार को बैठक हुई। आज की बैठक में बात हुई।", [1, 1]),
        # Other kinds of event are other events.
        ("जयशंकर ने बैठक के बाद संवाददाता सम्मेलन में कहा कि यात्रा सफल है।", [1, 2, 3]),
        ("मोदी ने ब्रिक्स शिखर सम्मेलन में बात की। जी20 शिखर सम्मेलन में भी बात की।", [1, 2]),
        # A visit has a visitor and a country.
        ("मोदी रूस की यात्रा पर हैं। मोदी की यूक्रेन यात्रा अहम है। मोदी की रूस यात्रा पूरी हुई।", [1, 2, 1]),
        ("मोदी भारत की यात्रा पर हैं। पुतिन की भारत यात्रा अहम है।", [1, 2]),
        ("हवाई यात्रा महंगी हुई। मोदी ने हवाई यात्रा की। यात्रा में भीड़ थी।", []),
        ("दोनों देशों में कई बैठकें हुईं। बैठकों में बात हुई।", []),
        ("", []),
    ],
)
def test_one_meeting_or_two(text, wanted):
    assert numbers(text) == wanted


def test_days_that_differ_are_two_meetings_once_the_date_is_known():
    text = "गुरुवार को बैठक हुई। बुधवार को बैठक हुई।"
    assert numbers(text, DAY) == [1, 2]
    assert numbers("गुरुवार को बैठक हुई। आज बैठक हुई।", DAY) == [1, 1], "the day is a Thursday"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("जयशंकर ने लावरोव के साथ बैठक की।", "happened"),
        ("अगले सप्ताह बैठक होगी।", "planned"),
        ("आगामी शिखर सम्मेलन की तैयारी चल रही है।", "planned"),
        ("विदेश मंत्री रूस की यात्रा पर हैं।", "ongoing"),
    ],
)
def test_status(text, status):
    assert [row[2] for row in events(text)] == [status]
