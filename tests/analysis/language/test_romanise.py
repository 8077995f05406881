import pytest

from analysis.language.romanise import roman_key, roman_keys

PAIRS = """
jaishankar जयशंकर|jayshankar जयशंकर|jayashankar जयशंकर|brahmos ब्रह्मोस|lavrov लावरोव|laavrov लावरोव|raksha रक्षा
rakshaa रक्षा|sahyog सहयोग|sahayog सहयोग|modi मोदी|putin पुतिन|pootin पुतिन|moscow मॉस्को|mosko मॉस्को|bharat भारत
bhaarat भारत|roos रूस|rus रूस|chennai चेन्नई|vladivostok व्लादिवोस्तोक|wladivostok व्लादिवोस्तोक|tejas तेजस|akash आकाश
aakaash आकाश|pinaka पिनाका|agni अग्नि|mantri मंत्री|manturov मंटुरोव|pakistan पाकिस्तान|china चीन|cheen चीन
zelensky ज़ेलेंस्की|jelenski जेलेंस्की|krishi कृषि|vigyan विज्ञान|yuddh युद्ध|yudh युद्ध|sambandh संबंध|sanbandh संबंध|iran ईरान
india इंडिया|america अमेरिका|rajnath राजनाथ|videsh विदेश|vayusena वायुसेना|wayu वायु|sukhoi सुखोई|biden बाइडेन
mumbai मुंबई|taiwan ताइवान|narendra नरेन्द्र|narendra नरेंद्र|shri श्री|sansad संसद|chhattisgarh छत्तीसगढ़
"""


@pytest.mark.parametrize("pair", PAIRS.replace("\n", "|").strip("|").split("|"))
def test_typing_finds_the_word(pair):
    latin, hindi = pair.split(" ", 1)
    assert roman_key(latin) == roman_key(hindi)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("modi", "मादी"),
        ("modi", "मीडिया"),
        ("putin", "पतन"),
        ("raksha", "राकेश"),
        ("rus", "रासायनिक"),
        ("lavrov", "लवली"),
        ("bharat", "बारात"),
        ("tejas", "तेज"),
        ("kar", "जयशंकर"),
        ("chin", "चेन"),
        ("agni", "गनी"),
    ],
)
def test_other_words_keep_apart(one, other):
    assert roman_key(one) != roman_key(other)


def test_phrases_digits_and_strange_input():
    assert roman_key("S. Jaishankar") == "s jisnkr"
    assert roman_key("Agni-5") == roman_key("अग्नि ५") == "agni 5"
    assert roman_key("") == roman_key("…") == roman_key("中文") == ""
    assert roman_key("ब\u095dाने") == roman_key("बढ\u093cाने")


def test_many_words_at_once_get_the_keys_of_each():
    words = ["जयशंकर", "", "INS", "भारत-रूस", "ब\u095dाने", "अग्नि ५", "राष्ट्रपति", "५", "एक\nदो", "युद्ध"]
    assert roman_keys(words) == [roman_key(word) for word in words]
    assert roman_keys([]) == []
