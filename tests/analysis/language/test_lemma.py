import subprocess
import sys

import pytest

from analysis.language.lemma import lemma
from analysis.language.normalise import match_key


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("संबंधों", "संबंध"),
        ("संबंध", "संबंध"),
        ("सम्बन्धों", "संबंध"),
        ("देशों", "देश"),
        ("देशो", "देश"),
        ("उपकरणों", "उपकरण"),
        ("नेताओं", "नेता"),
        ("नेता", "नेता"),
        ("हथियारों", "हथियार"),
        ("बाधाओं", "बाधा"),
        ("योजनाएँ", "योजना"),
        ("सेनाएं", "सेना"),
        ("मिसाइलें", "मिसाइल"),
        ("शक्तियां", "शक्ति"),
        ("अधिकारियों", "अधिकारी"),
        ("हमलों", "हमला"),
        ("हमले", "हमला"),
        ("सुनवाईयों", "सुनवाई"),
        ("बड़ी", "बड़ा"),
        ("मांगें", "मांग"),
        ("भाग", "भाग"),
        ("जीत", "जीत"),
        ("अख़बारों", "अखबार"),
        ("अखबार", "अखबार"),
        ("छंटनी", "छंटनी"),
        ("बंदी", "बंदी"),
        ("मदरसों", "मदरसा"),
        ("रैलियों", "रैली"),
        ("प्रजातियों", "प्रजाति"),
        ("लम्हे", "लम्हा"),
    ],
)
def test_heads(form, head):
    assert lemma(form) == match_key(head)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("अमेरिका", "अमेरिकी"),
        ("सरकार", "सरकारी"),
        ("चीन", "चीनी"),
        ("अधिकार", "अधिकारी"),
        ("विदेश", "विदेशी"),
        ("रूस", "रूसी"),
        ("सूचना", "सूची"),
        ("स्थित", "स्थिति"),
        ("गला", "गली"),
        ("दादा", "दादी"),
        ("मार्क", "मार्को"),
        ("प्लेट", "प्लेटो"),
        ("पांडे", "पांडा"),
    ],
)
def test_apart(one, other):
    assert lemma(one) != lemma(other)


def test_stop_words_and_protected_names_stay_as_they_are():
    assert lemma("उन्होंने") == "उन्होंने"
    assert lemma("गये") == "गए"
    assert lemma("पिनाकों") != "पिनाकों"
    assert lemma("पिनाकों", protected=frozenset({"पिनाकों"})) == "पिनाकों"


@pytest.mark.parametrize("form", ["S-400", "BrahMos", "22", "२२"])
def test_other_scripts_stay_as_their_key(form):
    assert lemma(form) == match_key(form)


def test_importing_loads_no_word_list():
    code = "import sys, analysis.language.lemma; print('wordfreq' in sys.modules, 'simplemma' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("form", ["ओं", "एं", "इयां"])
def test_an_ending_alone_is_no_word_with_an_ending(form):
    assert lemma(form) == form
