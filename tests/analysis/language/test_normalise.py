import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indicnlp.normalize.indic_normalize import IndicNormalizerFactory

from analysis.language import normalise
from analysis.language.normalise import match_key, match_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ब\u095dाने", "बढ\u093cाने"),
        ("पाँच", "पांच"),
        ("नरेंद्र", "नरेन्द्र"),
        ("मॉस्को", "मास्को"),
        ("राज्\u200dय", "राज्य"),
        ("उन्\u200dहोंने", "उन्होंने"),
        ("फ़िल्म", "फिल्म"),
        ("ज़ेलेन्स्की", "जेलेंस्की"),
        ("ट्रम्प", "ट्रंप"),
        ("सम्बन्ध", "संबंध"),
        ("हूँ", "हूं"),
        ("गयी", "गई"),
        ("गये", "गए"),
        ("लिये", "लिए"),
        ("सेनायें", "सेनाएं"),
        ("डाॅक्टर", "डॉक्टर"),
        ("पढे\u093cं", "पढ\u093cें"),
        ("१९९९", "1999"),
        ("DRDO", "drdo"),
        ("caf\u0065\u0301", "café"),
        ("ल\u200bोग", "लोग"),
    ],
)
def test_spellings_of_one_word_share_a_key(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("अंतर्राष्ट्रीय", "अंतरराष्ट्रीय"),
        ("जॉन", "जान"),
        ("हॉल", "हाल"),
        ("कॉफी", "काफी"),
        ("फॉर्म", "फार्म"),
        ("जड़", "जड"),
        ("विदेश", "विदेशी"),
        ("रूस", "रूसी"),
        ("न्याय", "ंयाय"),
        ("कल", "काल"),
    ],
)
def test_different_words_keep_different_keys(one, other):
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize("word", ["न्याय", "जन्म", "उन्होंने", "अन्य", "विदेश", "जयशंकर", "बढ़ाने", "ये", "दुःख"])
def test_words_that_no_fold_may_touch(word):
    assert match_key(word) == word


def test_colon_and_bar_are_shielded_from_the_library():
    library = IndicNormalizerFactory().get_normalizer("hi").normalize
    assert library("दिल्ली:") == "दिल्लीः" and library("क|ख") == "क।ख"  # what the shield is for
    assert match_key("नई दिल्ली: १०:३० क़|ख") == "नई दिल्ली: 10:30 क|ख"


@pytest.mark.parametrize("form", ["\u0929", "\u0931", "\u0934", *map(chr, range(0x0958, 0x0960))])
def test_nukta_letters_are_split_as_the_library_does(form):
    library = IndicNormalizerFactory().get_normalizer("hi").normalize
    assert match_key(form) == match_key(library(form))


@settings(deadline=None)  # the first call reads the tables
@given(st.text(alphabet="कखडढनमञणयतपशाि़ी्ंँॉऑॅॲअएेोयी १Aé\u095d\u200d\u200b:|'"))
def test_a_key_is_its_own_key(form):
    key = match_key(form)
    assert match_key(key) == key


@settings(deadline=None)  # the first call reads the tables
@given(st.text(alphabet="कडनमयतपाि़ी्ंँॉॅअएे यीयेx१A\u095d\u200d:'"))
def test_the_short_cut_changes_nothing(form):
    class Always:
        @staticmethod
        def search(_):
            return True

    original = normalise._acts_on
    try:
        normalise._acts_on = lambda: Always
        slow = match_key(form)
    finally:
        normalise._acts_on = original
    assert match_key(form) == slow


@settings(deadline=None)
@given(st.lists(st.text(alphabet="कडढनमञयतपशाि़ी्ंँॉऑॅॲअएेोयी १AΣé\u0301\u095d\u200d:|'…\n")))
def test_many_forms_at_once_have_the_keys_of_each(forms):
    assert match_keys(forms) == list(map(match_key, forms))


@pytest.mark.parametrize(
    "forms", [[], [""], ["\u200d"], ["\u200d", "", "गयी\nगये", "ज़"], ["ँ", "\u0301é", "ड", "़"]]
)
def test_odd_forms_have_the_keys_of_each(forms):
    assert match_keys(forms) == list(map(match_key, forms))
