"""Quotation marks: pairs, their ends, and names told from speech."""

import pytest

from analysis.annotate.quotes import quote_spans
from tests.analysis.annotate.speaking import view_of


def quotes(text):
    return [
        (text[quote.start : quote.end], quote.speech, quote.closed) for quote in quote_spans(view_of(text))
    ]


@pytest.mark.parametrize("marks", ['""', "“”", "‘’", "''", "«»", "„”"])
def test_pairs_of_every_kind(marks):
    inner = "हमने इस पर चर्चा की है।"
    text = f"उन्होंने कहा {marks[0]}{inner}{marks[1]} और गए"
    assert quotes(text) == [(marks[0] + inner + marks[1], True, True)]


@pytest.mark.parametrize("name", ["मेक इन इंडिया", "आकाश", "मन की बात कार्यक्रम"])
def test_names_are_not_speech(name):
    assert quotes(f"सरकार का '{name}' अभियान चला।") == [(f"'{name}'", False, True)]


def test_four_words_that_end_a_clause_are_speech_and_three_are_not():
    assert quotes('"यह बहुत अच्छा है।"')[0][1]
    assert not quotes('"बहुत अच्छा है।"')[0][1]
    assert not quotes('"चार शब्दों का नाम"')[0][1]
    assert not quotes('"यह सात शब्दों का एक लंबा नाम"')[0][1]
    assert quotes('"यह आठ शब्दों का एक बहुत लंबा नाम"')[0][1]


def test_an_unclosed_mark_ends_with_its_line():
    assert quotes('कहा, "हम तैयार हैं और रहेंगे\nदूसरी पंक्ति "नाम" है') == [
        ('"हम तैयार हैं और रहेंगे', True, False),
        ('"नाम"', False, True),
    ]


def test_apostrophes_in_words_are_no_marks():
    assert quotes("it's Putin's अपना घर") == []


def test_a_second_opening_mark_starts_again():
    assert [row[0] for row in quotes('पुतिन ने "कहा और "हम तैयार हैं आज।" गए')] == ['"हम तैयार हैं आज।"']


def test_marks_inside_marks_are_left_to_the_outer_pair():
    assert [row[0] for row in quotes("उन्होंने कहा “हम 'मेक इन इंडिया' में साथ हैं।”")] == [
        "“हम 'मेक इन इंडिया' में साथ हैं।”"
    ]
