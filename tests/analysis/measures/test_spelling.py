"""Two spellings of one word are told, two words that look alike are not: pairs read in real news."""

import pytest

from analysis.corpus import Selection
from analysis.measures.spelling import spellings
from tests.analysis.hand import Page, make_store

ONE = (
    "अंतर्राष्ट्रीय अंतरराष्ट्रीय", "पांच पाँच", "महीने महिने", "हज़ार हजारों", "राज्य राजय", "ग्लोबल गलोबल",
    "कॉर्पोरेट कॉरपोरेट", "शुरूआत शुरुआती", "लकड़ियों लकडियां", "पारदर्शिता पारदर्शीता", "आईएस आइएस",
    "भुवनेश्वर भुवनेशवर", "तमिलनाडु तमिलनाडू", "बाँहों बांह", "रुपये रूपये", "उद्घाटन उदघाटन", "कश्मीर कशमीर",
)  # fmt: skip
TWO = (
    "प्रदेश परदेश", "बरेली ब्रेल", "मंत्री मंतर", "सेंटर सेंट्रो", "सपोर्ट स्पोर्ट", "प्रवाह परवाह", "करेगी क्रेग",
    "मार्क मारक", "कोर्स कोरस", "नींद निंदा", "परमाणु प्रमाण", "सूचित सुचिता", "जातीय जातियों",
    "रजिस्टर रजिस्ट्री", "ज्वालामुखियों ज्वालामुखीय", "कश्मीरियों कश्मीरी", "खींचता खिंचता", "स्टेटस स्टेट्स",
    "बालकनी बाल्कन", "करीम क्रीम", "पूर्व पुरवो",
)  # fmt: skip


def told(words):
    with make_store([Page("a.txt", (f"{words}।",))], ()) as store:
        return spellings(store, Selection())


@pytest.mark.parametrize("words", ONE)
def test_two_spellings_of_one_word_are_told(words):
    rows = told(words)
    assert len(rows) == 1 and rows["spellings"].iloc[0] == 2 and rows["count"].iloc[0] == 2
    assert {form.split()[0] for form in rows["forms"].iloc[0].split(" · ")} == set(words.split())


@pytest.mark.parametrize("words", TWO)
def test_two_words_are_not(words):
    assert told(words).empty


def test_other_endings_of_a_word_are_not_taken_for_its_spellings():
    rows = told("द्वारा लड़कियों लडकियों लड़की यूक्रेन यू्क्रेन यूक्रेनी")
    assert rows["forms"].tolist() == ["यूक्रेन 1 · यू्क्रेन 1", "लडकियों 1 · लड़कियों 1"]
